/** Decoupled weight decay lambda and the box of half-width 1/lambda: Lion stays in it, AdamW in a larger one. */

import * as cc from 'claimcheck/claims';
import { adam, lion as lionOptimizer } from '../adam.js';
import { ANY_GRADIENTS, betasOf, gradientSequences, inUnitInterval, setting } from '../cases.js';
import { proveOutside } from './decay.certificate.js';
import { mostUpdate, updateRounding } from './kingma.step.js';

/** @typedef {import('../adam.js').Adam} Adam */
/** @typedef {import('../adam.js').Lion} Lion */
/** @typedef {import('../optimizers.js').State} State */

/**
 * What a claim about the box adds: the optimizer, and what |w_t,j| may be at most.
 *
 * @typedef {object} Box
 * @property {{ id: string; reading: import('claimcheck/claims').Reading; source: string; statement: string; reason: string; certify?: import('claimcheck/claims').Certifier }} words
 * @property {(options: { dimension: number; rate(k: number): number; beta1: number; beta2: number; weightDecay: number }) => State} optimizer
 * @property {(betas: { readonly beta1: number; readonly beta2: number }, lambda: number, eta: number) => () => (before: number) => number} allowed
 * called once a step: the limit by |w_0,j|
 */

/** @param {Box} box */
function boxClaim({ words, optimizer, allowed: allowedBy }) {
  return cc.defineClaim({
    ...words,
    chapter: 'weight decay',
    slack: '(what |w_t,j| may be - |w_t,j|) lambda, smallest over steps and entries',
    cases: gradientSequences([0]),
    required: { 'start:at-the-edge': 0.1 },
    evaluate(input) {
      const data = cc.dataset(input.data);
      const betas = betasOf(input);
      const [eta, lambda] = [cc.eta(input), setting(input, 'lambda')];
      const hypotheses = [
        inUnitInterval(betas),
        cc.holds(cc.paper('decay', 'eta > 0, lambda > 0 and eta lambda <= 1'), eta > 0 && lambda > 0 && eta * lambda <= 1),
      ];
      const labels = /** @type {const} */ ([['start', input.start.some((w) => Math.abs(w) * lambda === 1) ? 'at-the-edge' : 'elsewhere']]);
      if (!cc.allMet(hypotheses)) return { hypotheses, labels };
      const slack = cc.slackRecord();
      const state = optimizer({ dimension: data.d, rate: () => eta, ...betas, weightDecay: lambda });
      const [allowed, most] = [allowedBy(betas, lambda, eta), mostUpdate(betas)];
      const w = Float64Array.from(input.start);
      cc.signedRows(data).forEach((gradient, i) => {
        state.step(w, gradient, 0);
        const [largest, limitFrom] = [Math.max(1, most()), allowed()];
        w.forEach((value, j) => {
          const limit = limitFrom(Math.abs(input.start[j]));
          const size = (Math.abs(value) + Math.abs(input.start[j])) * lambda + largest;
          const rounding = updateRounding(i + 1, largest, betas) + cc.gamma(8 * (i + 1)) * size;
          slack.record((limit - Math.abs(value)) * lambda, rounding, i + 1, () => `|w_${j + 1}| is ${Math.abs(value)}, at most ${limit}`);
        });
      });
      return cc.conclude(hypotheses, slack, { undecided: 'every step is lost in rounding', labels });
    },
  });
}

/** @param {Lion} [optimizer] */
export const lionBox = (optimizer = lionOptimizer) =>
  boxClaim({
    words: {
      id: 'lion/box',
      reading: 'as-printed',
      source: 'Chen, Liu, Liang, Liu 2023 (arXiv 2310.05898; known here from its abstract): Lion minimises under |x|_inf <= 1/lambda',
      statement: `${ANY_GRADIENTS}, Lion with decay lambda and eta lambda <= 1: |w_t,j| <= max(|w_0,j|, 1/lambda) at every step.`,
      reason: '|w_{t+1}| <= (1 - eta lambda) |w_t| + eta lambda (1/lambda), a mean of the two.',
    },
    optimizer,
    allowed: (_, lambda) => () => (before) => Math.max(before, 1 / lambda),
  });

/** @param {Lion} [optimizer] */
export const lionPhaseOne = (optimizer = lionOptimizer) =>
  boxClaim({
    words: {
      id: 'lion/phase-one',
      reading: 'as-printed',
      source: 'Chen, Liu, Liang, Liu 2023 (arXiv 2310.05898), the first phase, known here from memory; the constant is derived here',
      statement: `${ANY_GRADIENTS}, Lion with decay lambda and eta lambda <= 1: the distance of w_j to the box of half-width 1/lambda falls at least by the factor 1 - eta lambda a step.`,
      reason: 'The step of Lion is a mean of w_t and a corner of the box, of weight eta lambda.',
    },
    optimizer,
    allowed(_, lambda, eta) {
      let factor = 1;
      return () => {
        factor *= 1 - eta * lambda;
        return (before) => 1 / lambda + Math.max(0, before - 1 / lambda) * factor;
      };
    },
  });

/** @param {Adam} [optimizer] */
export const adamwBox = (optimizer = adam) =>
  boxClaim({
    words: {
      id: 'adamw/box',
      reading: 'as-printed',
      source:
        'Not in a paper: the question that Xie and Li 2024 (arXiv 2404.04454; known here from its abstract) raise, who speak of limits only, put to every step',
      statement: `${ANY_GRADIENTS}, AdamW with epsilon = 0, decay lambda and eta lambda <= 1: |w_t,j| <= max(|w_0,j|, 1/lambda) at every step, as for Lion.`,
      reason: 'Growing gradients make the update longer than 1, so that w leaves the box from its edge.',
      certify: cc.certifier(proveOutside),
    },
    optimizer: (options) => optimizer({ ...options, epsilon: 0 }),
    allowed: (_, lambda) => () => (before) => Math.max(before, 1 / lambda),
  });

/** @param {Adam} [optimizer] */
export const adamwBoxRepaired = (optimizer = adam) =>
  boxClaim({
    words: {
      id: 'adamw/box@repaired',
      reading: 'repaired',
      source: 'After Xie and Li 2024 (arXiv 2404.04454); derived here',
      statement: `${ANY_GRADIENTS}, AdamW with epsilon = 0, decay lambda and eta lambda <= 1: |w_t,j| <= max(|w_0,j|, C/lambda) at every step, where C is the largest of the bounds C_1, ..., C_t of kingma/step@repaired.`,
      reason: 'As for Lion, with updates of at most C.',
    },
    optimizer: (options) => optimizer({ ...options, epsilon: 0 }),
    allowed(betas, lambda) {
      const next = mostUpdate(betas);
      let most = 0;
      return () => {
        most = Math.max(most, next());
        return (before) => Math.max(before, most / lambda);
      };
    },
  });
