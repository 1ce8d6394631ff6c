/** The max-margin directions that theorems compare the weights of one neuron with. */

import { type Dataset, sample } from '../data/dataset.js';
import { type MarginProblem, maxMargin, signedRows } from './max-margin.js';

/** Of what a direction is the max-margin direction: of all y x, of the positives, of the positives where no negative is active. */
export type MarginOver = 'all' | 'positives' | 'positives, no negative active';

/** A max-margin direction, of length 1. */
export interface NeuronMargin {
  readonly over: MarginOver;
  readonly direction: Float64Array;
}

/**
 * The directions that exist: for ReLU w^+ and w^+ among the w that have w.x <= 0 for the negatives, else that of all y x.
 *
 * @param slope - of the leaky ReLU, by which the negatives count; 0 for ReLU, 1 for a linear model.
 */
export function neuronMargins(data: Dataset, slope: number): NeuronMargin[] {
  const answered = (over: MarginOver, problem: MarginProblem): NeuronMargin[] => {
    const answer = maxMargin(problem);
    return answer.feasible ? [{ over, direction: answer.direction }] : [];
  };
  const dimension = data.d;
  if (slope < 0) return [];
  if (slope > 0) return answered('all', { dimension, atLeastOne: signedRows(data, { slope }) });
  if (data.positives.length === 0) return [];
  const atLeastOne = signedRows(data, { subset: data.positives });
  const atMostZero = data.negatives.map((j) => sample(data, j));
  return [
    ...answered('positives', { dimension, atLeastOne }),
    ...answered('positives, no negative active', { dimension, atLeastOne, atMostZero }),
  ];
}
