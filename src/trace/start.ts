/** A start for runs that are given none. */

import { type Dataset, sample } from '../data/dataset.js';
import { type Model, workspace } from '../model/model.js';
import { smallest } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';
import { quickSeparator } from '../oracle/quick-separator.js';
import { separability } from '../oracle/separability.js';
import { marginWork } from './margin-work.js';

/** Initial weights with what they are, in words. */
export interface ChosenStart {
  readonly start: readonly number[];
  readonly name: string;
}

/** Significant digits of a separator, where they suffice: it is printed, and may be typed again. */
const DIGITS = 4;

/**
 * Initial weights from which gradient descent moves: 0 where the gradient there is not zero, as for linear models. Under
 * ReLU no sample is active at 0, so it is a separator, at which the positives alone are active; for data without one the
 * mean of the positives, or a sample. 0 where none of them moves.
 *
 * @param most - work (see `marginWork`) up to which a separator is found wherever there is one; beyond, where one is found quickly.
 */
export function movingStart(data: Dataset, model: Model, most: number): ChosenStart {
  const origin = { start: new Array<number>(data.d).fill(0), name: 'the origin' };
  for (const candidate of candidates(data, origin, most)) if (hasGradient(data, model, candidate.start)) return candidate;
  return origin;
}

function* candidates(data: Dataset, origin: ChosenStart, most: number): Generator<ChosenStart> {
  yield origin;
  const separator = marginWork(data.n, data.d) <= most ? separatorOf(data) : quickSeparator(data);
  if (separator !== undefined) yield { start: scaledSeparator(data, separator), name: 'a separator of the data' };
  yield { start: meanOf(data, data.positives), name: 'the mean of the samples labelled +1' };
  for (let i = 0; i < data.n; i++) yield { start: Array.from(sample(data, i)), name: `sample ${i + 1}` };
}

function separatorOf(data: Dataset): Float64Array | undefined {
  const answer = separability(data);
  return answer.separable ? answer.separator : undefined;
}

function hasGradient(data: Dataset, model: Model, start: readonly number[]): boolean {
  const into = workspace(model, data);
  model.evaluate(data, Float64Array.from(start), into);
  return into.gradient.some((entry) => entry !== 0) && into.gradient.every(Number.isFinite);
}

/** A separator with least w.x_i about 1 on the positives, which then act with force; with few digits where those still separate. */
function scaledSeparator(data: Dataset, separator: Float64Array): number[] {
  const least = smallest(data.positives.map((i) => dot(sample(data, i), separator)));
  if (!(least > 0)) return Array.from(separator);
  const scaled = Array.from(separator, (entry) => entry / least);
  const short = scaled.map((entry) => Number(entry.toPrecision(DIGITS)));
  return separates(data, short) ? short : scaled;
}

function separates(data: Dataset, w: readonly number[]): boolean {
  return data.y.every((label, i) => label * dot(sample(data, i), w) > 0);
}

function meanOf(data: Dataset, indices: readonly number[]): number[] {
  const mean = new Array<number>(data.d).fill(0);
  for (const i of indices) for (const [j, entry] of sample(data, i).entries()) mean[j] = (mean[j] ?? 0) + entry / indices.length;
  return mean;
}
