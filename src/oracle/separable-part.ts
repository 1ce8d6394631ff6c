/** A separable part of data that are not separable, as large as a bounded search finds, and whether none is larger. */

import { type Dataset, labelOf, subset } from '../data/dataset.js';
import { signOfDot } from '../numerics/exact-dot.js';
import { dot, norm } from '../numerics/vector.js';
import { signedRows } from './max-margin.js';
import { roughDirections } from './rough-directions.js';
import { separability } from './separability.js';

/** Samples that some w separates, and the others. */
export interface SeparablePart {
  /** Indices of the samples that are kept, ascending; both labels occur among them. */
  readonly kept: readonly number[];
  /** Indices of the others, ascending. */
  readonly leftOut: readonly number[];
  /** True where it is shown that no separable part with both labels has more samples. */
  readonly largest: boolean;
}

/** Exact answers that the search may ask for, by the size of the data: a few seconds. */
const ANSWERS = { most: 2000, work: 2e6 } as const;

/**
 * Leaves out as few samples as it can. A part is separable by the exact test of {@link separability}.
 *
 * A direction that is wrong on few samples gives the first part, and samples come back to it one by one. Then fewer and fewer
 * samples to leave out are tried: of each combination of y_i x_i that is zero one sample has to go, so that all ways are tried
 * within the bound, and where they are, the part is the largest. The search is the same on every machine.
 *
 * @returns undefined where no separable part with both labels was found.
 */
export function separablePart(data: Dataset): SeparablePart | undefined {
  const asked = answers(data);
  const first = enlarged(data, roughPart(data), asked);
  const most = first === undefined ? data.n - 1 : data.n - first.length;
  for (let count = 1; count < most; count++) {
    const kept = withoutSome(data, count, asked);
    if (kept === 'unknown') return first === undefined ? undefined : partOf(data, first, false);
    if (kept !== undefined) return partOf(data, kept, true);
  }
  return first === undefined ? undefined : partOf(data, first, true);
}

function partOf({ n }: Dataset, kept: readonly number[], largest: boolean): SeparablePart {
  const isKept = new Set(kept);
  return { kept, leftOut: Array.from({ length: n }, (_, i) => i).filter((i) => !isKept.has(i)), largest };
}

/** Exact answers about parts of the data, counted. */
interface Answers {
  readonly over: () => boolean;
  /** The samples of a part whose y_i x_i combine to zero; undefined where the part is separable. */
  readonly conflict: (part: readonly number[]) => readonly number[] | undefined;
}

function answers(data: Dataset): Answers {
  const most = Math.min(ANSWERS.most, Math.ceil(ANSWERS.work / (data.n * data.d)));
  let count = 0;
  return {
    over: () => count >= most,
    conflict: (part) => {
      count++;
      const answer = separability(subset(data, part));
      return answer.separable ? undefined : answer.support.flatMap((at) => part[at] ?? []);
    },
  };
}

function hasBothLabels(data: Dataset, part: readonly number[]): boolean {
  return new Set(part.map((i) => labelOf(data, i))).size === 2;
}

/** Samples on the right side of a direction that is wrong on few, exactly, then the others, the least wrong first. */
function roughPart(data: Dataset): { readonly kept: readonly number[]; readonly others: readonly number[] } {
  const rows = signedRows(data).map((row) => row.map((value) => value / (norm(row) || 1)));
  let best = { kept: [] as readonly number[], w: new Float64Array(data.d) };
  for (const w of roughDirections(rows, data.d)) {
    const kept = rows.flatMap((row, i) => (signOfDot(row, w) > 0 ? [i] : []));
    if (kept.length > best.kept.length && hasBothLabels(data, kept)) best = { kept, w: w.slice() };
  }
  const isKept = new Set(best.kept);
  const wrong = rows.flatMap((row, i) => (isKept.has(i) ? [] : [{ i, by: dot(row, best.w) }]));
  return { kept: best.kept, others: wrong.sort((a, b) => b.by - a.by || a.i - b.i).map(({ i }) => i) };
}

/** A part with what can be added to it, sample by sample; undefined where it has one label only, or is not separable. */
function enlarged(
  data: Dataset,
  { kept, others }: ReturnType<typeof roughPart>,
  { over, conflict }: Answers,
): readonly number[] | undefined {
  if (!hasBothLabels(data, kept) || conflict(kept) !== undefined) return undefined;
  let part = kept;
  for (const i of others) {
    if (over()) break;
    const more = [...part, i].sort((a, b) => a - b);
    if (conflict(more) === undefined) part = more;
  }
  return part;
}

/** A separable part without `count` samples; undefined where there is none with both labels. */
function withoutSome(data: Dataset, count: number, { over, conflict }: Answers): readonly number[] | undefined | 'unknown' {
  /** @param staying - samples that are kept from here on: leaving them out is tried elsewhere. */
  const search = (part: readonly number[], left: number, staying: ReadonlySet<number>): readonly number[] | undefined | 'unknown' => {
    if (!hasBothLabels(data, part)) return undefined;
    if (over()) return 'unknown';
    const support = conflict(part);
    if (support === undefined) return part;
    if (left === 0) return undefined;
    const stay = new Set(staying);
    for (const out of support) {
      if (stay.has(out)) continue;
      const found = search(
        part.filter((i) => i !== out),
        left - 1,
        stay,
      );
      if (found !== undefined) return found;
      stay.add(out);
    }
    return undefined;
  };
  return search(
    Array.from({ length: data.n }, (_, i) => i),
    count,
    new Set(),
  );
}
