/** The data set of --data for commands that judge claims on it. */

import { Piscina } from 'piscina';
import { dataset, type LabelledData } from '../data/dataset.js';
import { quickSeparator } from '../oracle/quick-separator.js';
import { type Separability, separability } from '../oracle/separability.js';
import type { NamedData } from '../verify/chunk.js';
import { byContent } from '../verify/given.js';
import { type DataFlags, dataOf } from './data-options.js';
import { UsageError } from './usage-error.js';

/**
 * Reads the user's data and checks them. Where the time is over first, the data are taken unchecked: every claim is not-run then.
 *
 * @param deadline - when the time is over, as `Date.now()` has it.
 * @throws InputError, or UsageError when no hyperplane through the origin separates them.
 */
export async function givenData(file: string, flags: DataFlags, deadline: number | undefined): Promise<NamedData> {
  const data = await dataOf(file, flags);
  const named = byContent(file, data);
  if (quickSeparator(dataset(data)) !== undefined) return named;
  const answer = await answered(data, deadline);
  if (answer === undefined || answer.separable) return named;
  const terms = answer.support.map((i) => `${answer.combination[i]} * y_${i + 1} x_${i + 1}`).join(' + ');
  const hint = flags.bias ? '' : ' (--bias appends a constant feature)';
  throw new UsageError(`${file}: not separable through the origin: ${terms} = 0, samples counted from 1${hint}`);
}

/** Whether the data are separable; undefined where the time is over before that is known. */
async function answered(data: LabelledData, deadline: number | undefined): Promise<Separability | undefined> {
  if (deadline === undefined) return separability(dataset(data));
  const typescript = import.meta.url.endsWith('.ts');
  const thread = new Piscina<LabelledData, Separability>({
    filename: new URL(`../oracle/separability-worker${typescript ? '.ts' : '.js'}`, import.meta.url).href,
    maxThreads: 1,
    ...(typescript ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(deadline - Date.now())));
  try {
    return await thread.run(data, { signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    await thread.destroy();
  }
}
