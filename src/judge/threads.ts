/** Pools of threads. */

import { Piscina } from 'piscina';

/** Room for young objects in a thread, in megabytes: with Node's 48 collecting them took a tenth of the time of claims about many steps. */
const YOUNG = 192;

/**
 * A pool of threads that do pieces of work by the default export of a module.
 *
 * @param module - the module without its ending.
 */
export function openThreads<Job, Result>(module: URL, count: number): Piscina<Job, Result> {
  const typescript = import.meta.url.endsWith('.ts');
  return new Piscina<Job, Result>({
    filename: new URL(`./thread.${typescript ? 'cts' : 'cjs'}`, import.meta.url).href,
    workerData: { module: `${module.href}${typescript ? '.ts' : '.js'}` },
    minThreads: count,
    maxThreads: count,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    ...(typescript ? { execArgv: ['--import', 'tsx', '--import', new URL('./typescript-thread.mjs', import.meta.url).href] } : {}),
  });
}
