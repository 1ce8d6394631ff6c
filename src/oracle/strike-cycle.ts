/**
 * Where a run locks, guessed in floating point: one positive x_a pulls ever more slowly, and what it drifts into strikes in a cycle. Nothing is
 * proved here: certificates check what they take from it.
 */

import { type Dataset, everySample, labelOf, sample } from '../data/dataset.js';
import { exp } from '../numerics/elementary.js';
import { nth } from '../numerics/lists.js';
import { dot, plusMultiple } from '../numerics/vector.js';

/** Drifts that are followed, and those of one cycle at most. */
const MOST_DRIFTS = 30_000;
const MOST_IN_CYCLE = 8;
/** Steps of one burst at most. */
const MOST_STEPS = 64;
/** Heights that return within this are those of a cycle. */
const SAME = 1e-12;
/** What is left of a sample beside others counts where its square is more than that share of the sample's. */
const LEFT = 1e-12;

/** A cycle of strikes, in the limit of no drift while samples act. */
export interface LockGuess {
  /** a: the positive that is active for ever. */
  readonly slow: number;
  /** Drifts in one cycle. */
  readonly drifts: number;
  /** The sample that is drifted into first, and all w.x_i at that moment. */
  readonly first: number;
  readonly crossing: Float64Array;
  /** w as that drift begins, when no sample but x_a is active, and w.x_a. */
  readonly w: Float64Array;
  readonly height: number;
}

/** The cycle that the run of a case comes to; undefined where none is found. */
export function guessLock(data: Dataset, start: readonly number[], eta: number): LockGuess | undefined {
  if (data.positives.length === 0) return undefined;
  const x = everySample(data).map((i) => sample(data, i));
  const heights = Float64Array.from(x, (row) => dot(row, start));
  const slow = data.positives.reduce((best, i) => ((heights[i] ?? 0) > (heights[best] ?? 0) ? i : best), nth(data.positives, 0));
  const gram = x.map((row) => Float64Array.from(x, (other) => dot(row, other)));
  const pulled = new Float64Array(data.n);
  const move = (i: number, by: number): void => {
    pulled[i] = (pulled[i] ?? 0) + by;
    nth(gram, i).forEach((product, j) => {
      heights[j] = (heights[j] ?? 0) + by * product;
    });
  };
  const others = x.map((_, i) => i).filter((i) => i !== slow);
  const last: Float64Array[] = [];
  for (let count = 0; count < MOST_DRIFTS; count++) {
    if (!burst()) return undefined;
    const now = heights.filter((_, i) => i !== slow);
    const period = last.findIndex((before) => before.every((entry, j) => Math.abs(entry - (now[j] ?? 0)) < SAME)) + 1;
    const rest = period > 0 ? { w: position(), height: heights[slow] ?? 0 } : undefined;
    const first = drift();
    if (first === undefined) return undefined;
    if (rest !== undefined) return { slow, drifts: period, first, crossing: heights, ...rest };
    last.unshift(now);
    last.length = Math.min(last.length, MOST_IN_CYCLE);
  }
  return undefined;

  function burst(): boolean {
    for (let k = 0; k < MOST_STEPS; k++) {
      const acting = others.filter((i) => (heights[i] ?? 0) > 0);
      if (acting.length === 0) return true;
      const moves = acting.map((i) => {
        const y = labelOf(data, i);
        return [i, (y * eta * exp(-y * (heights[i] ?? 0))) / data.n] as const;
      });
      for (const [i, by] of moves) move(i, by);
    }
    return false;
  }

  /** Drifts into a kink, and returns whose. */
  function drift(): number | undefined {
    const along = nth(gram, slow);
    const ways = others.flatMap((i) => ((along[i] ?? 0) > 0 ? [{ i, by: -(heights[i] ?? 0) / (along[i] ?? 1) }] : []));
    const first = ways.sort((a, b) => a.by - b.by)[0];
    if (first === undefined || !Number.isFinite(first.by)) return undefined;
    move(slow, first.by);
    // It has only just become active.
    heights[first.i] = Number.MIN_VALUE;
    return first.i;
  }

  function position(): Float64Array {
    return x.reduce((w, row, i) => plusMultiple(w, pulled[i] ?? 0, row), Float64Array.from(start));
  }
}

/** The same w but for what x_a has beside all other samples, which makes w.x_a a given number; undefined where it has nothing beside them. */
export function withHeight(data: Dataset, guess: LockGuess, height: number): Float64Array | undefined {
  const { slow, w } = guess;
  const basis: Float64Array[] = [];
  const beside = (row: Float64Array): Float64Array => basis.reduce((rest, e) => plusMultiple(rest, -dot(rest, e), e), row);
  for (const i of everySample(data)) {
    if (i === slow) continue;
    const row = sample(data, i);
    const rest = beside(beside(row));
    const square = dot(rest, rest);
    if (square > LEFT * dot(row, row)) basis.push(rest.map((entry) => entry / Math.sqrt(square)));
  }
  const row = sample(data, slow);
  const own = beside(beside(row));
  const square = dot(own, own);
  return square > LEFT * dot(row, row) ? plusMultiple(w, (height - guess.height) / square, own) : undefined;
}
