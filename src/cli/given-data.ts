/** The data set of --data for commands that judge claims on it. */

import { dataset } from '../data/dataset.js';
import type { LoadedData } from '../data/load.js';
import { openThreads } from '../judge/threads.js';
import { quickSeparator } from '../oracle/quick-separator.js';
import type { Separability } from '../oracle/separability.js';
import answer, { type SeparabilityAnswer, type SeparabilityJob } from '../oracle/separability-worker.js';
import type { SeparablePart } from '../oracle/separable-part.js';
import { printable } from '../text/printable.js';
import type { NamedData } from '../verify/chunk.js';
import { byContent } from '../verify/given.js';
import { type DataFlags, dataOf } from './data-options.js';
import { UsageError } from './usage-error.js';

/** The user's data as claims are judged on them. */
export interface GivenData {
  readonly named: NamedData;
  /** Of data that are not separable: the convex combination of the y_i x_i that is zero, in a sentence, and what can be done. */
  readonly notSeparable?: { readonly why: string; readonly hint: string };
  /** What was kept of data that are not separable. */
  readonly part?: SeparablePart;
}

/** How data that are not separable are taken. */
export interface Handling {
  /** Judge on a separable part. */
  readonly separablePart?: boolean;
  /** Take them as they are: claims are named, and some may not need separability. */
  readonly asTheyAre: boolean;
  /** When the time is over, as `Date.now()` has it. */
  readonly deadline: number | undefined;
}

/**
 * Reads the user's data and checks them. Where the time is over first, the data are taken unchecked: every claim is not-run then.
 *
 * @throws InputError, or UsageError when no hyperplane through the origin separates them and that is not handled.
 */
export async function givenData(
  file: string,
  flags: DataFlags,
  { separablePart = false, asTheyAre, deadline }: Handling,
): Promise<GivenData> {
  const loaded = await dataOf(file, flags);
  const { data } = loaded;
  const named = byContent(file, data);
  if (quickSeparator(dataset(data)) !== undefined) return { named };
  const known = await answered({ data, wantsPart: separablePart }, deadline);
  if (known === undefined || known.separability.separable) return { named };
  const { part, separability } = known;
  const why = `${file}: not separable through the origin: ${zeroCombination(separability)}, samples counted from 1`;
  const bias = flags.bias ? [] : ['--bias appends a constant feature'];
  if (separablePart) {
    if (part === undefined) throw new UsageError(`${why}; no separable part with both labels was found${bias.map((hint) => ` (${hint})`)}`);
    process.stderr.write(`${printable(partLine(file, loaded, part))}\n`);
    const kept = { x: part.kept.flatMap((i) => [data.x[i] ?? []]), y: part.kept.flatMap((i) => data.y[i] ?? []) };
    return { named: byContent(file, kept), part };
  }
  const hint = [...bias, '--separable-part judges the largest separable part found'].join('; ');
  if (!asTheyAre) throw new UsageError(`${why} (${hint}; claims that do not need it are judged where claims are named)`);
  return { named, notSeparable: { why, hint } };
}

function zeroCombination({ support, combination }: Extract<Separability, { separable: false }>): string {
  return `${support.map((i) => `${combination[i]} * y_${i + 1} x_${i + 1}`).join(' + ')} = 0`;
}

/** Which samples are judged and which are left out. */
function partLine(file: string, { data, lines }: LoadedData, { kept, leftOut, largest }: SeparablePart): string {
  const which = largest ? 'the largest separable part' : 'the largest separable part found, which need not be the largest';
  const what = `${lines === undefined ? 'sample' : 'line'}${leftOut.length === 1 ? '' : 's'}`;
  const out = leftOut.map((i) => lines?.[i] ?? i + 1).join(', ');
  const left = `${what} ${out}${lines === undefined ? ', counted from 1,' : ''} ${leftOut.length === 1 ? 'is' : 'are'} left out`;
  return `${file}: not separable through the origin; judged on ${kept.length} of ${data.x.length} samples, ${which}: ${left}`;
}

/** What is known of the data; undefined where the time is over before that is. */
async function answered(job: SeparabilityJob, deadline: number | undefined): Promise<SeparabilityAnswer | undefined> {
  if (deadline === undefined) return answer(job);
  const thread = openThreads<SeparabilityJob, SeparabilityAnswer>(new URL('../oracle/separability-worker', import.meta.url), 1);
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(deadline - Date.now())));
  try {
    return await thread.run(job, { signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    await thread.destroy();
  }
}
