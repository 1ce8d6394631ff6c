/** A float64 guess at the active set of a max-margin problem, by quadprog or our own method. Nothing rests on its being right. */

import quadprog from 'quadprog';
import { nth, pairs, smallest } from '../numerics/lists.js';
import { dot, type Numbers, norm } from '../numerics/vector.js';
import { type DualGuess, dualMethod } from './dual-method.js';

/** From this many entries of the rows on, quadprog takes longer than the method that looks at one violated row at a time. */
const LARGE = 20_000;

/** Problems with more rows than this are solved on a growing part of their rows. */
const ALL_AT_ONCE = 64;
const ROUNDS = 40;
/** Violation, relative to 1 + |w|, up to which a row is left to the exact method. */
const NEGLIGIBLE = 1e-10;

const NONE: DualGuess = { active: [], refuting: undefined };

interface Guess {
  readonly active: readonly number[];
  /** Undefined where quadprog found the constraints inconsistent. */
  readonly w: readonly number[] | undefined;
}

/**
 * Rows that are probably active in min |w|^2 subject to g_k.w >= b_k, the likeliest first.
 *
 * @param rows - g_k.
 * @param targets - b_k, 0 or 1.
 */
export function proposeActiveSet(rows: readonly Numbers[], targets: Uint8Array, dimension: number): DualGuess {
  const lengths = Float64Array.from(rows, norm);
  const shortest = smallest(lengths.filter((_, k) => targets[k] === 1));
  // Rows of length one and the largest bound at one: quadprog's absolute tolerances mean something then.
  const unit: Float64Array[] = [];
  const bound: number[] = [];
  const index: number[] = [];
  for (const [k, row] of rows.entries()) {
    const length = nth(lengths, k);
    if (length === 0) continue;
    unit.push(Float64Array.from(row, (x) => x / length));
    bound.push(targets[k] === 1 ? shortest / length : 0);
    index.push(k);
  }
  if (unit.length * dimension >= LARGE) {
    const { active, refuting } = dualMethod(rowMajor(unit, dimension), Float64Array.from(bound), dimension);
    return { active: active.map((k) => nth(index, k)), refuting: refuting === undefined ? undefined : nth(index, refuting) };
  }
  try {
    const active = unit.length <= ALL_AT_ONCE ? solve(unit, bound, dimension).active : solveByParts(unit, bound, dimension);
    return { active: active.map((k) => nth(index, k)), refuting: undefined };
  } catch {
    return NONE;
  }
}

function rowMajor(rows: readonly Float64Array[], dimension: number): Float64Array {
  const out = new Float64Array(rows.length * dimension);
  rows.forEach((row, k) => {
    out.set(row, k * dimension);
  });
  return out;
}

function solveByParts(unit: readonly Float64Array[], bound: readonly number[], dimension: number): readonly number[] {
  const batch = 2 * dimension + 8;
  const working = new Set<number>();
  for (let i = 0; i < batch; i++) working.add(Math.floor((i * unit.length) / batch));
  for (let round = 0; ; round++) {
    const part = [...working];
    const { active, w } = solve(
      part.map((k) => nth(unit, k)),
      part.map((k) => nth(bound, k)),
      dimension,
    );
    const found = active.map((k) => nth(part, k));
    if (w === undefined || round === ROUNDS) return found;
    const tolerance = NEGLIGIBLE * (1 + norm(w));
    const violated = pairs(unit, bound)
      .map(([row, least], k) => ({ k, violation: least - dot(row, w) }))
      .filter(({ k, violation }) => violation > tolerance && !working.has(k))
      .sort((a, b) => b.violation - a.violation);
    if (violated.length === 0) return found;
    for (const { k } of violated.slice(0, batch)) working.add(k);
  }
}

function solve(unit: readonly Float64Array[], bound: readonly number[], dimension: number): Guess {
  const identity = oneBased(dimension, (i) => oneBased(dimension, (j) => (i === j ? 1 : 0)));
  const constraints = oneBased(dimension, (j) => oneBased(unit.length, (k) => nth(nth(unit, k), j)));
  const bounds = limitedReads(
    oneBased(unit.length, (k) => nth(bound, k)),
    50 + 10 * (unit.length + dimension),
  );
  const result = quadprog.solveQP(
    identity,
    oneBased(dimension, () => 0),
    constraints,
    bounds,
    0,
    [0, 1],
  );
  const active = result.iact.filter((k) => k > 0).map((k) => k - 1);
  if (result.message !== '') return { active, w: undefined };
  const likely = active.filter((k) => nth(result.Lagrangian, k + 1) > 0);
  likely.sort((a, b) => nth(result.Lagrangian, b + 1) - nth(result.Lagrangian, a + 1));
  return { active: likely, w: result.solution.slice(1) };
}

function oneBased<T>(length: number, entry: (index: number) => T): T[] {
  const out: T[] = [];
  for (let i = 0; i < length; i++) out[i + 1] = entry(i);
  return out;
}

/** quadprog has no iteration limit, but reads b_1 once in every iteration: reading it too often throws. */
function limitedReads(bounds: number[], limit: number): number[] {
  const first = nth(bounds, 1);
  let reads = 0;
  Object.defineProperty(bounds, 1, {
    get() {
      if (++reads > limit) throw new Error('quadprog: iteration limit');
      return first;
    },
  });
  return bounds;
}
