/** What the claims on multiclass data share: which norms, the set-up of a case, and the bounds on what a step loses. */

import * as cc from 'claimcheck/claims';
import { decaying, isMomentum, rateOf, setting } from './cases.js';
import { crossEntropy, multiclassOf, pairsOf } from './cross-entropy.js';
import { lagOf } from './lag.js';
import { runOn } from './optimizers.js';

/** @typedef {import('./geometry.js').Geometry} Geometry */
/** @typedef {(count: number, features: number) => Geometry} GeometryOf */
/** @typedef {(geometry: Geometry) => import('./steepest-descent.js').SteepestDescent} DescentOf */

/** Where the limits and the rates are from. */
export const SOURCE =
  'Fan, Schmidt, Thrampoulidis, NeurIPS 2025 (arXiv 2502.04664; known here from its abstract and summaries): the margin in the norm of the descent tends to the largest, at the rate of 1/sqrt t up to logarithms; the constants are derived here';

/** What a claim is about, for its statement. */
export const SETTING = 'Linear model of several classes, parameters a matrix W, cross-entropy loss';

/** The letters of the bounds, for statements. */
export const LEGEND =
  "Here A_i,c = (e_y - e_c) x_i' for the class y of sample i and every other class c, gamma is the largest least <A_i,c, W> over the unit ball of the norm, and R the largest dual norm of an A_i,c";

/** Why the bounds hold, for reasons. */
export const STEP =
  'Let p_i be the probability of the class of sample i, and G the mean of 1 - p_i. The gradient is a sum of -A_i,c with weights of sum G, so |grad L|_* >= gamma G. Along a step of length eta margins change by at most eta R; the second derivative of the loss of a sample is a variance under the probabilities, at most R^2 (1 - p_i), and 1 - p_i grows by e^(eta R) at most. So L(W_k) - L(W_k+1) >= eta_k G_k (gamma - c_k), with c_k = eta_k R^2 e^(eta_k R) / 2.';

/** The same with momentum. */
export const LAGGED =
  ' With momentum, probabilities k steps ago differ from those now by a factor of e^(2 R (eta_{t-k} + ... + eta_{t-1})) at most. So m / (1 - b1^t) differs from the gradient by R G e_t, with e_t the mean of that factor less 1, and the step on m loses 2 R G e_t at most, which adds to c_k.';

/**
 * The data of a case with its norm; `gamma` is undefined where a hypothesis fails or no margin was found.
 *
 * @param {import('claimcheck/claims').Case} input
 * @param {import('claimcheck/claims').Parts} parts
 * @param {GeometryOf} geometryOf
 */
function setUp(input, parts, geometryOf) {
  const problem = multiclassOf(input);
  const pairs = pairsOf(problem);
  const features = problem.samples[0].length;
  const geometry = geometryOf(problem.count, features);
  const beta1 = setting(input, 'beta1');
  const isSeparable = parts.maxMargin({ dimension: problem.count * features, atLeastOne: pairs }).feasible;
  const hypotheses = [
    cc.holds(cc.paper('separable-classes', 'some W has (w_y - w_c).x_i > 0 for the class y of each sample and every other c'), isSeparable),
    decaying(input),
    isMomentum(beta1),
  ];
  const gamma = cc.allMet(hypotheses) ? geometry.largestMargin(pairs, parts) : undefined;
  const radius = cc.largest(pairs.map((pair) => geometry.dual(pair)));
  return { problem, pairs, geometry, beta1, hypotheses, gamma, radius, rate: rateOf(input), begun: geometry.norm(problem.start) };
}

/**
 * A run by steepest descent in a norm, on a case within the hypotheses and with a largest margin: n samples, the bounds c_k, a record of
 * slacks, and `follow`, which takes the steps.
 *
 * @typedef {ReturnType<typeof setUp> & { readonly gamma: number; readonly n: number; losses(): number; readonly slack: ReturnType<typeof cc.slackRecord>; follow(visit: Parameters<typeof runOn>[2]): void }} Run
 */

/**
 * Judges the run of a case, or says why there is none.
 *
 * @param {import('claimcheck/claims').Case} input
 * @param {import('claimcheck/claims').Parts} parts
 * @param {{ readonly geometryOf: GeometryOf; readonly descentOf: DescentOf; readonly momentum: boolean }} by
 * @param {(run: Run) => import('claimcheck/claims').Evaluation} judge
 * @returns {import('claimcheck/claims').Evaluation}
 */
export function judgeRun(input, parts, { geometryOf, descentOf, momentum }, judge) {
  const about = setUp(input, parts, geometryOf);
  const { problem, geometry, hypotheses, gamma, radius, rate } = about;
  if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
  if (gamma === undefined) return { hypotheses, undecided: 'no largest margin was found', labels: [] };
  const beta1 = momentum ? about.beta1 : 0;
  const state = descentOf(geometry)({ dimension: problem.start.length, rate, beta1 });
  return judge({
    ...about,
    gamma,
    n: problem.samples.length,
    losses: lossesOf({ beta1, radius, rate }),
    slack: cc.slackRecord(),
    follow: (visit) => runOn(crossEntropy(problem), { start: problem.start, state, steps: cc.stepCount(input) }, visit),
  });
}

/**
 * The bounds c_k on what a step loses against gamma, in turn; beta1 is 0 without momentum.
 *
 * @param {{ readonly beta1: number; readonly radius: number; readonly rate: (k: number) => number }} about
 */
function lossesOf({ beta1, radius, rate }) {
  const lag = lagOf(beta1);
  let k = 0;
  return () => {
    const eta = rate(k++);
    const loss = eta * radius * radius * cc.exp(eta * radius) * 0.5 + 2 * radius * lag.mean;
    lag.step(2 * radius * eta);
    return loss;
  };
}

/**
 * Bound on the rounding of a slack in which margins, and sums of k steps of length `reach` / R in all, are divided by `scale`.
 *
 * @param {{ readonly pairs: readonly Float64Array[] }} about
 * @param {{ readonly k: number; readonly reach: number; readonly scale: number }} sizes
 */
export function roundingOf({ pairs }, { k, reach, scale }) {
  const size = pairs[0].length;
  return (cc.gamma(8 * (pairs.length + size + k) + 64) * size * reach * (1 + reach)) / scale + cc.gamma(8 * k + 64);
}
