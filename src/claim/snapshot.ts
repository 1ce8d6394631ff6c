/** Copies of two consecutive iterates, for claims about single steps. */

import type { Dataset } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import type { Observer, StepView } from '../trajectory/run.js';

/** One iterate with its evaluation, by value. */
export interface Snapshot {
  k: number;
  readonly w: Float64Array;
  readonly gradient: Float64Array;
  readonly preactivation: Float64Array;
  readonly weight: Float64Array;
  loss: number;
  shift: number;
  sample: number;
}

/**
 * An observer that shows each pair (w_k, w_{k+1}) to `visit`; returning false stops the run. Memory is allocated once.
 */
export function eachStep(data: Dataset, model: Model, visit: (before: Snapshot, after: Snapshot) => boolean | void): Observer {
  let before = emptySnapshot(data, model);
  let after = emptySnapshot(data, model);
  return (view) => {
    [before, after] = [after, before];
    copyInto(after, view);
    return view.k === 0 ? undefined : visit(before, after);
  };
}

function emptySnapshot(data: Dataset, model: Model): Snapshot {
  const dimension = data.d * model.neurons;
  return {
    k: 0,
    w: new Float64Array(dimension),
    gradient: new Float64Array(dimension),
    preactivation: new Float64Array(data.n * model.neurons),
    weight: new Float64Array(data.n),
    loss: 0,
    shift: 0,
    sample: -1,
  };
}

function copyInto(target: Snapshot, { k, w, evaluation, sample }: StepView): void {
  target.k = k;
  target.sample = sample;
  target.w.set(w);
  target.gradient.set(evaluation.gradient);
  target.preactivation.set(evaluation.preactivation);
  target.weight.set(evaluation.weight);
  target.loss = evaluation.loss;
  target.shift = evaluation.shift;
}
