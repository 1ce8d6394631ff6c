/** Runs on one batch of samples a step, in cyclic or in random order, and how far such an average of gradients is from the gradient. */

import * as cc from 'claimcheck/claims';
import { setting } from './cases.js';
import { lagOf } from './lag.js';
import { objective } from './objective.js';

/**
 * The batches of a case: blocks of `batch` samples that follow each other, in a circle. In cyclic order each begins where the last one
 * ended; in random order it begins anywhere, by the seed of the case.
 *
 * @param {import('claimcheck/claims').Case} input
 * @param {number} n samples
 */
export function batchesOf(input, n) {
  const [size, isRandom] = [setting(input, 'batch'), setting(input, 'random') !== 0];
  const draw = isRandom ? cc.uniformSampler(input.seed ?? 0, n) : undefined;
  return {
    size,
    /** The first sample of the block of step k; the others follow it. @param {number} k */
    begin: (k) => (draw === undefined ? (k * size) % n : draw()),
  };
}

/**
 * Bounds |m^ - g|_* by `error` B L, where m^ is the average of the gradients of batches with weights (1 - beta) beta^k, g the gradient of
 * the mean loss L, and B the largest dual norm of a sample:
 *
 *   error = n max_i |c_i - 1/n| + (n / size) mean of e^(x_1 + ... + x_k) - 1,
 *
 * with c_i the weight of sample i in m^, and x_1, x_2, ... as for {@link lagOf}.
 *
 * @param {number} beta
 * @param {number} n
 * @param {number} size of a batch
 */
export function batchError(beta, n, size) {
  const shares = new Float64Array(n);
  const lag = lagOf(beta);
  let power = 1;
  return {
    error: 0,
    /** @param {number} begin */
    add(begin) {
      power *= beta;
      for (let i = 0; i < n; i++) shares[i] *= beta;
      for (let j = 0; j < size; j++) shares[(begin + j) % n] += (1 - beta) / size;
      let most = 0;
      for (let i = 0; i < n; i++) most = Math.max(most, Math.abs(shares[i] / (1 - power) - 1 / n));
      this.error = n * most + (n / size) * lag.mean;
    },
    /** @param {number} x of the step that is taken */
    step: (x) => lag.step(x),
  };
}

/**
 * Runs an optimizer on the batches of a case with the exponential loss, and shows each w_k, with its margins, before the step from there.
 *
 * @param {object} run
 * @param {readonly Float64Array[]} run.rows
 * @param {ArrayLike<number>} run.start
 * @param {import('./optimizers.js').State} run.state
 * @param {number} run.steps
 * @param {ReturnType<typeof batchesOf>} run.batches
 * @param {(k: number, w: Float64Array, begin: number) => void} visit
 */
export function runBatches({ rows, start, state, steps, batches: { size, begin } }, visit) {
  const n = rows.length;
  const evaluations = rows.map((_, i) =>
    objective(
      Array.from({ length: size }, (_, j) => rows[(i + j) % n]),
      'exponential',
    ),
  );
  const w = Float64Array.from(start);
  for (let k = 0; k <= steps; k++) {
    const first = begin(k);
    visit(k, w, first);
    const at = evaluations[first](w);
    // An entry that is small in one batch only needs no digits beside the average of all.
    state.step(w, at.gradient, at.exponent);
  }
}
