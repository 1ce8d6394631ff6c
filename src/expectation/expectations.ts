/** Exact expectations over SGD's sampling: every index sequence is followed, and none is drawn. */

import type { Dataset } from '../data/dataset.js';
import { numbersOfRun } from '../model/known-model.js';
import type { Model } from '../model/model.js';
import { remembering, SIX_DOZEN } from '../numerics/remember.js';
import { branchChances } from './branch-chances.js';
import { branchGradients } from './branch-gradients.js';
import { branchesOf } from './branches.js';
import { type DrawLaw, uniformWithReplacement } from './draw-law.js';
import { pathValues } from './path-values.js';
import { columnsOf, type StepExpectations, stepExpectations } from './quantities.js';
import { extremes } from './rounding-bounds.js';
import { areMoreThan } from './sequences.js';
import { weightedSums } from './weighted-sums.js';

/** Sequences (after those with equal iterates are counted together) above which an enumeration is refused. */
const MOST_SEQUENCES = 2 ** 22;

/** Thrown where more sequences are left than an enumeration may follow. */
export class TooManySequencesError extends RangeError {
  override readonly name = 'TooManySequencesError';

  constructor(limit: number, steps: number) {
    super(`expectations: more than ${limit} index sequences over ${steps} steps`);
  }
}

/** What to take expectations of. */
export interface ExpectationOptions {
  readonly data: Dataset;
  /** A model of one neuron. */
  readonly model: Model;
  /** w_0: d numbers. */
  readonly start: ArrayLike<number>;
  /** eta_k. */
  readonly stepSize: (k: number) => number;
  /** t: the number of steps followed. */
  readonly steps: number;
  /** Samples of the reduced loss: I+, or J for a run in W_J. */
  readonly active: readonly number[];
  /** Uniform with replacement by default. */
  readonly law?: DrawLaw;
  /** How many of the leading iterates wbar_t averages, at most t + 1; t by default. */
  readonly averaged?: (t: number) => number;
  /** At most 2^22, which is also the default. */
  readonly mostSequences?: number;
}

/** Expectations at every step, and what every path of the enumeration has in common. */
export interface Expectations {
  /** One entry for each of w_0, ..., w_t. */
  readonly at: readonly StepExpectations[];
  /** Least w_k.x_i over active i and all iterates of all paths. */
  readonly leastActive: number;
  /** Largest w_k.x_i over all other i; -Infinity when there is no other. */
  readonly mostSilent: number;
  /** Largest (1/n) sum of l(w_k, z_i) over active i, over all iterates of all paths. */
  readonly largestActiveLoss: number;
  /** Index sequences followed, equal ones counted together. */
  readonly sequences: number;
}

/**
 * Expectations over all n^t index sequences of SGD, depth first, so that sequences with a common beginning share its steps.
 * Draws that leave w where it is (silent samples) and draws of identical samples are followed once, with their joint
 * probability. What it answers is shared by all who ask the same.
 *
 * @throws RangeError when the model has several neurons, the start has another length, or `steps` is no positive integer;
 * TooManySequencesError when more sequences are left than allowed.
 */
export function sgdExpectations(options: ExpectationOptions): Expectations {
  const answer = answered(options);
  if (answer instanceof TooManySequencesError) throw answer;
  return answer;
}

/** A refusal is kept as well: it costs as many sequences as an enumeration may follow. */
const answered = remembering(numbersOf, enumeratedOrRefused, SIX_DOZEN);

function enumeratedOrRefused(options: ExpectationOptions): Expectations | TooManySequencesError {
  try {
    return enumerated(options);
  } catch (error) {
    if (error instanceof TooManySequencesError) return error;
    throw error;
  }
}

/** What expectations depend on; undefined for a model that numbers do not tell, and other laws than the paper's. */
function numbersOf(options: ExpectationOptions): Float64Array | undefined {
  const { steps, active, law = uniformWithReplacement, averaged = (t) => t } = options;
  if (law !== uniformWithReplacement || !(Number.isInteger(steps) && steps > 0)) return undefined;
  const rates = Float64Array.from({ length: steps }, (_, k) => options.stepSize(k));
  const windows = Float64Array.from({ length: steps + 1 }, (_, t) => averaged(t));
  return numbersOfRun(options, active, rates, windows, [options.mostSequences ?? MOST_SEQUENCES]);
}

function enumerated(options: ExpectationOptions): Expectations {
  check(options);
  const { data, model, steps, active, law = uniformWithReplacement, averaged = (t) => t } = options;
  const { n, d } = data;
  const limit = Math.min(options.mostSequences ?? MOST_SEQUENCES, MOST_SEQUENCES);
  const branches = branchesOf(data, law);
  const rates = Float64Array.from({ length: steps }, (_, k) => options.stepSize(k));
  const chances = branchChances(law, branches, n, steps);
  if (law.memoryless) {
    const gradients = branchGradients(data, model, { branches, steps, extreme: extremes(steps + 1, n) });
    const counted = { chance: chances.at(0), gradients, start: options.start, steps, rates };
    if (areMoreThan(limit, counted)) throw new TooManySequencesError(limit, steps);
  }
  const columns = columnsOf(d);
  const sums = weightedSums(steps + 1, columns.count);
  const extreme = extremes(steps + 1, n);
  const windows = Int32Array.from({ length: steps + 1 }, (_, t) => averaged(t));
  const iterates = Array.from({ length: steps + 1 }, () => new Float64Array(d));
  const gradients = branchGradients(data, model, { branches, steps, extreme });
  const path = pathValues({ data, model, active, steps, columns, extreme, windows });
  let sequences = 0;

  iterates[0]!.set(options.start);
  visit(0, 1);
  return {
    at: stepExpectations({ data, active, steps, rates, columns, total: sums.total, extreme }),
    leastActive: extreme.leastActive,
    mostSilent: extreme.mostSilent,
    largestActiveLoss: extreme.largestActiveLoss / n,
    sequences,
  };

  function visit(k: number, weight: number): void {
    const w = iterates[k]!;
    path.atIterate(k, w);
    path.atAverage(k, w);
    if (k === steps) {
      path.values[columns.gradientSquare] = 0;
      sums.add(k, weight, path.values);
      if (++sequences > limit) throw new TooManySequencesError(limit, steps);
      return;
    }
    const chance = chances.at(k);
    path.values[columns.gradientSquare] = gradients.evaluate(k, w, chance);
    sums.add(k, weight, path.values);
    follow(k, weight, chance);
  }

  /** Visits w_{k+1} of each branch, those that leave w where it is together. */
  function follow(k: number, weight: number, chance: Float64Array): void {
    const w = iterates[k]!;
    const next = iterates[k + 1]!;
    let idle = 0;
    for (let b = 0; b < branches.length; b++) {
      if (chance[b] === 0) continue;
      if (law.memoryless && !gradients.moves(k, b)) {
        idle += chance[b]!;
        continue;
      }
      gradients.step(k, b, rates[k]!, w, next);
      const { index } = branches[b]!;
      chances.draw(index);
      visit(k + 1, weight * chance[b]!);
      chances.undo(index);
    }
    if (idle > 0) {
      next.set(w);
      visit(k + 1, weight * idle);
    }
  }
}

function check({ data, model, start, steps, active, averaged }: ExpectationOptions): void {
  if (model.neurons !== 1) throw new RangeError(`expectations: the model has ${model.neurons} neurons, not 1`);
  if (start.length !== data.d) throw new RangeError(`expectations: start has ${start.length} numbers, the data ${data.d} features`);
  if (!(Number.isInteger(steps) && steps > 0)) throw new RangeError(`expectations: steps is ${steps}, not a positive integer`);
  for (const i of active) {
    if (!(Number.isInteger(i) && i >= 0 && i < data.n)) throw new RangeError(`expectations: active names sample ${i} of ${data.n}`);
  }
  for (let t = 0; averaged !== undefined && t <= steps; t++) {
    const count = averaged(t);
    if (!(Number.isInteger(count) && count >= 0 && count <= t + 1)) {
      throw new RangeError(`expectations: averaged(${t}) is ${count}, not an integer from 0 to ${t + 1}`);
    }
  }
}
