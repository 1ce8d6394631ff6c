/** Cases that several claims share, and how their hyperparameters are read. */

import * as cc from 'claimcheck/claims';

/** @typedef {import('claimcheck/claims').Case} Case */
/** @typedef {import('claimcheck/claims').DrawnData} DrawnData */

/**
 * A number that a case names. It is a vector of length 1, since that is what a case has room for.
 *
 * @param {Case} input
 * @param {string} name
 */
export function setting(input, name) {
  return cc.vectorOf(input, name, 1)[0];
}

/**
 * The step sizes eta (k+1)^-a of a case.
 *
 * @param {Case} input
 * @returns {(k: number) => number}
 */
export function rateOf(input) {
  const [eta, decay] = [cc.eta(input), setting(input, 'decay')];
  if (decay === 0) return () => eta;
  if (decay === 0.5) return (k) => eta / Math.sqrt(k + 1);
  return (k) => eta * cc.power(k + 1, -decay);
}

/**
 * The hypothesis on step sizes that all runs here share.
 *
 * @param {Case} input
 */
export function decaying(input) {
  const decay = setting(input, 'decay');
  return cc.holds(cc.paper('decaying', 'eta_k = eta (k+1)^-a with eta > 0 and 0 <= a <= 1'), cc.eta(input) > 0 && decay >= 0 && decay <= 1);
}

/**
 * The hypothesis on the averages of Adam.
 *
 * @param {{ readonly beta1: number; readonly beta2: number }} betas
 */
export function inUnitInterval({ beta1, beta2 }) {
  const inside = beta1 >= 0 && beta1 < 1 && beta2 > 0 && beta2 < 1;
  return cc.holds(cc.paper('betas', '0 <= beta1 < 1 and 0 < beta2 < 1'), inside);
}

/**
 * The hypothesis on an average of gradients.
 *
 * @param {number} beta1
 */
export function isMomentum(beta1) {
  return cc.holds(cc.paper('beta', '0 <= beta1 < 1'), beta1 >= 0 && beta1 < 1);
}

/** Draws of beta1 and beta2: the defaults of libraries, and others. */
const drawnBetas = cc.together({
  beta1: cc.oneOf(0.5, 0.875, 0.9, 0.75, 0, 0.95),
  beta2: cc.oneOf(0.5, 0.999, 0.99, 0.75, 0.875, 0.25, 0.9375),
});

/**
 * The hyperparameters of a case.
 *
 * @param {Case} input
 */
export function betasOf(input) {
  return { beta1: setting(input, 'beta1'), beta2: setting(input, 'beta2') };
}

/**
 * Runs on separable data. The step size is a share of 1/B with B the largest |x_ij|; a quarter of the starts is scaled by 2^13, where
 * gradients are below the range of float64.
 *
 * @param {number} count steps
 * @param {Parameters<typeof cc.separable>[0]} [sizes]
 * @param {{ readonly factor: number; readonly far: number }} [scales] of all step sizes, and of far starts: smaller ones where a norm of the data is much larger than B
 */
export function runsOn(count, sizes, { factor, far: away } = { factor: 1, far: 2 ** 13 }) {
  return cc.onAnyData(cc.separable(sizes), (source) =>
    cc
      .together({
        begun: cc.withStart(source),
        halvings: cc.oneOf(2, 0, 1, 3, 4, 6),
        decay: cc.oneOf(0.5, 0, 1, 0.25, 0.75),
        far: cc.oneOf(1, 1, 1, away),
        betas: drawnBetas,
        lambda: cc.oneOf(1, 0.5, 0.125, 4),
      })
      .map(({ begun: { drawn, start }, halvings, decay, far, betas, lambda }) => {
        const largest = drawn.data.x.flat().reduce((size, value) => Math.max(size, Math.abs(value)), 2 ** -20);
        let eta = 2 ** (20 - halvings);
        while (eta * largest > 2 ** -halvings) eta /= 2;
        return {
          data: drawn.data,
          start: start.map((value) => far * value),
          steps: cc.constantSteps(factor * eta, count),
          vectors: { decay: [decay], beta1: [betas.beta1], beta2: [betas.beta2], lambda: [lambda] },
        };
      }),
  );
}

/**
 * Sequences of gradients, which are the rows y_i x_i in turn: drawn ones, and ones that grow or shrink by a factor a step.
 *
 * @param {readonly number[]} epsilons values of epsilon to draw from
 */
export function gradientSequences(epsilons) {
  const [first = 0, ...others] = epsilons;
  return cc
    .together({
      drawn: cc.separable({ samples: [2, 24], dimension: [1, 3] }),
      growth: cc.oneOf(1, 1.25, 2, 1.125, 0.5, 1.5),
      steady: cc.oneOf(false, true),
      betas: drawnBetas,
      epsilon: cc.oneOf(first, ...others),
      lambda: cc.oneOf(1, 0.5, 0.125),
      edge: cc.oneOf(0, 1, -1, 3, 0.5),
      halvings: cc.oneOf(3, 5, 8, 1),
    })
    .map(({ drawn: { data }, growth, steady, betas, epsilon, lambda, edge, halvings }) => {
      let factor = 1 / growth;
      const x = data.x.map((row, i) => {
        factor *= growth;
        const from = steady ? data.x[0] : row;
        const sign = steady ? data.y[0] * data.y[i] : 1;
        return from.map((value) => sign * factor * value + 0);
      });
      return {
        data: { x, y: data.y },
        start: data.x[0].map(() => edge / lambda),
        steps: cc.constantSteps(2 ** -halvings, data.x.length),
        vectors: { beta1: [betas.beta1], beta2: [betas.beta2], epsilon: [epsilon], lambda: [lambda] },
      };
    });
}

/** What a claim about a sequence of gradients is about, for its statement. */
export const ANY_GRADIENTS = 'Any sequence of gradients g_1, ..., g_n (the rows y_i x_i in turn)';
