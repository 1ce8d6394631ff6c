/** What an optimizer of this edition is, and the run of one on a scaled objective. */

import { objective } from './objective.js';

/**
 * One optimizer at work. It steps from the gradient `mantissa * 2^exponent`, which may be far below the range of float64.
 *
 * @typedef {{ step(w: Float64Array, mantissa: Float64Array, exponent: number): void }} State
 */

/**
 * An optimizer as a factory of states; `rate(k)` is the step size of step k = 0, 1, ...
 *
 * @template Options
 * @typedef {(options: { readonly dimension: number; rate(k: number): number } & Options) => State} Optimizer
 */

/** @typedef {import('./objective.js').Evaluation} Evaluation */

/**
 * Runs an optimizer, and shows each w_k with the evaluation there. The run ends after its steps, where `visit` returns false, or where
 * entries of the gradient differ by more than float64 has room for.
 *
 * @param {object} run
 * @param {readonly Float64Array[]} run.rows y_i x_i
 * @param {import('./objective.js').Loss} run.loss
 * @param {ArrayLike<number>} run.start
 * @param {State} run.state
 * @param {number} run.steps
 * @param {(k: number, w: Float64Array, at: Evaluation) => boolean | void} visit
 */
export function runScaled({ rows, loss, ...run }, visit) {
  runOn(objective(rows, loss), run, visit);
}

/**
 * The same on any objective in scaled form.
 *
 * @param {(w: Float64Array) => Evaluation} evaluate
 * @param {{ readonly start: ArrayLike<number>; readonly state: State; readonly steps: number }} run
 * @param {(k: number, w: Float64Array, at: Evaluation) => boolean | void} visit
 */
export function runOn(evaluate, { start, state, steps }, visit) {
  const w = Float64Array.from(start);
  for (let k = 0; ; k++) {
    const at = evaluate(w);
    if (at.spread || visit(k, w, at) === false || k >= steps) return;
    state.step(w, at.gradient, at.exponent);
  }
}
