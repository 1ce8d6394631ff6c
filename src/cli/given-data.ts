/** The data set of --data for commands that judge claims on it. */

import { dataset } from '../data/dataset.js';
import type { LoadedData } from '../data/load.js';
import { openThreads } from '../judge/threads.js';
import { quickSeparator } from '../oracle/quick-separator.js';
import type { Separability } from '../oracle/separability.js';
import type { SeparablePart } from '../oracle/separable-part.js';
import { printable } from '../text/printable.js';
import type { NamedData } from '../verify/chunk.js';
import { byContent } from '../verify/given.js';
import answer, { type GivenAnswer, type GivenJob } from '../verify/given-worker.js';
import { type DataFlags, dataOf } from './data-options.js';
import { unlessAborted } from './interruption.js';
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
  /** Gives reading and checking up. */
  readonly stop: AbortSignal;
  /** Whether they must be where `stop` is heard at once. */
  readonly apart: boolean;
}

/**
 * Reads the user's data and checks them. Where that is given up, they are taken unchecked, or as none: every claim is not-run then.
 *
 * @throws InputError, or UsageError when no hyperplane through the origin separates them and that is not handled.
 */
export async function givenData(
  file: string,
  flags: DataFlags,
  { separablePart = false, asTheyAre, stop, apart }: Handling,
): Promise<GivenData> {
  const loaded = await dataOf(file, flags, stop);
  if (loaded === undefined) {
    process.stderr.write(`${printable(`${file}: the end came before the data were read`)}\n`);
    return { named: { name: file, data: { x: [], y: [] } } };
  }
  const { data } = loaded;
  const known = await answered({ packed: dataset(data), wantsPart: separablePart }, stop, apart);
  const named = { name: file, data, ...(known === undefined ? {} : { drawnBy: known.drawnBy }) };
  if (known?.not === undefined) return { named };
  const { part, not: separability } = known;
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

/** Numbers of data that are looked at in this thread: a thread has not begun before that is done. */
const FEW = 1e5;

/** What is known of the data; undefined where that is given up. */
async function answered(job: GivenJob, stop: AbortSignal, apart: boolean): Promise<GivenAnswer | undefined> {
  const { packed } = job;
  const few = packed.n * packed.d <= FEW;
  const known = few && apart ? { ...job, quick: quickSeparator(packed) !== undefined } : job;
  if (few && (!apart || known.quick)) return answer(known);
  const thread = openThreads<GivenJob, GivenAnswer>(new URL('../verify/given-worker', import.meta.url), 1);
  try {
    return await unlessAborted(thread.run(known, { signal: stop }), stop);
  } finally {
    await thread.destroy();
  }
}
