/** Exact expectations over SGD's sampling: every index sequence is followed, and none is drawn. */

import type { Dataset } from '../data/dataset.js';
import { type Model, type Workspace, workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { branchesOf } from './branches.js';
import { type DrawLaw, uniformWithReplacement } from './draw-law.js';
import { columnsOf, type StepExpectations, stepExpectations } from './quantities.js';
import { extremes } from './rounding-bounds.js';
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
 * probability.
 *
 * @throws RangeError when the model has several neurons, the start has another length, or `steps` is no positive integer;
 * TooManySequencesError when more sequences are left than allowed.
 */
export function sgdExpectations(options: ExpectationOptions): Expectations {
  check(options);
  const { data, model, steps, active, law = uniformWithReplacement, averaged = (t) => t } = options;
  const { n, d } = data;
  const limit = Math.min(options.mostSequences ?? MOST_SEQUENCES, MOST_SEQUENCES);
  const branches = branchesOf(data, law);
  const isActive = new Uint8Array(n);
  for (const i of active) isActive[i] = 1;
  const columns = columnsOf(d);
  const values = new Float64Array(columns.count);
  const sums = weightedSums(steps + 1, columns.count);
  const extreme = extremes(steps + 1, n);
  const rates = Float64Array.from({ length: steps }, (_, k) => options.stepSize(k));
  const windows = Int32Array.from({ length: steps + 1 }, (_, t) => averaged(t));
  const rows = (count: number, length: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(length));
  const iterates = rows(steps + 1, d);
  // prefix[k] = w_0 + ... + w_{k-1}
  const prefix = rows(steps + 2, d);
  const gradients = rows(steps, branches.length * d);
  const squares = rows(steps, branches.length);
  const average = new Float64Array(d);
  const full = workspace(model, data);
  const single = workspace(model, data);
  const drawn = new Int32Array(n);
  const probabilities = new Float64Array(n);
  const chances = rows(law.memoryless ? 1 : steps, branches.length);
  if (law.memoryless) findChances(chances[0]!);
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
    const last = k === steps;
    const chance = chances[law.memoryless || last ? 0 : k]!;
    if (!law.memoryless && !last) findChances(chance);
    atIterate(k, w);
    values[columns.gradientSquare] = last ? 0 : sampleGradients(k, w, chance);
    atAverage(k, w);
    sums.add(k, weight, values);
    if (last) {
      if (++sequences > limit) throw new TooManySequencesError(limit, steps);
      return;
    }
    const gradient = gradients[k]!;
    const square = squares[k]!;
    const next = iterates[k + 1]!;
    const rate = rates[k]!;
    let idle = 0;
    for (let b = 0; b < branches.length; b++) {
      if (chance[b] === 0) continue;
      if (square[b] === 0 && law.memoryless) {
        idle += chance[b]!;
        continue;
      }
      for (let j = 0, at = b * d; j < d; j++, at++) next[j] = w[j]! - rate * gradient[at]!;
      const { index } = branches[b]!;
      drawn[index]!++;
      visit(k + 1, weight * chance[b]!);
      drawn[index]!--;
    }
    if (idle > 0) {
      next.set(w);
      visit(k + 1, weight * idle);
    }
  }

  /** The probability of each branch at the next step. */
  function findChances(into: Float64Array): void {
    law.probabilities(drawn, probabilities);
    branches.forEach(({ members }, b) => {
      into[b] = members.reduce((sum, i) => sum + probabilities[i]!, 0);
    });
  }

  /** Leaves grad l(w, z) of every branch in its row, unshifted, and returns the mean of their squared norms. */
  function sampleGradients(k: number, w: Float64Array, chance: Float64Array): number {
    const gradient = gradients[k]!;
    let mean = 0;
    for (let b = 0, at = 0; b < branches.length; b++) {
      const { index } = branches[b]!;
      model.evaluateSample(data, index, w, single);
      const scale = single.shift === 0 ? 1 : exp(single.shift);
      let square = 0;
      for (let j = 0; j < d; j++, at++) {
        const entry = single.gradient[j]! * scale;
        gradient[at] = entry;
        square += entry * entry;
      }
      squares[k]![b] = square;
      mean += chance[b]! * square;
      if (square > 0) extreme.noteStep(k, index, data.y[index]!, single.loss * scale);
    }
    return mean;
  }

  /** Writes what depends on w_k alone into `values`. */
  function atIterate(k: number, w: Float64Array): void {
    model.evaluate(data, w, full);
    const scale = full.shift === 0 ? 1 : exp(full.shift);
    const behind = prefix[k]!;
    const ahead = prefix[k + 1]!;
    let square = 0;
    let descent = 0;
    for (let j = 0; j < d; j++) {
      const value = w[j]!;
      const slope = full.gradient[j]! * scale;
      square += value * value;
      descent += slope * value;
      values[columns.iterate + j] = value;
      values[columns.gradient + j] = slope;
      ahead[j] = behind[j]! + value;
    }
    const activeLoss = activeSum(full, scale);
    values[columns.normSquare] = square;
    values[columns.descent] = descent;
    values[columns.loss] = full.loss * scale;
    values[columns.activeLoss] = activeLoss;
    extreme.noteIterate(k, square, full.loss * scale, activeLoss);
    for (let i = 0; i < n; i++) extreme.notePreactivation(isActive[i] === 1, full.preactivation[i]!);
  }

  /** Writes what depends on wbar_t into `values`. */
  function atAverage(t: number, w: Float64Array): void {
    const count = windows[t]!;
    const sum = prefix[count]!;
    for (let j = 0; j < d; j++) {
      average[j] = count === 0 ? w[j]! : sum[j]! / count;
      values[columns.average + j] = average[j]!;
    }
    model.evaluate(data, average, full);
    const scale = full.shift === 0 ? 1 : exp(full.shift);
    values[columns.averageLoss] = full.loss * scale;
    values[columns.averageActiveLoss] = activeSum(full, scale);
  }

  function activeSum({ weight }: Workspace, scale: number): number {
    let sum = 0;
    for (let a = 0; a < active.length; a++) sum += weight[active[a]!]!;
    return sum * scale;
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
