/** How an optimizer of this edition is shown in the explorer of its page: on the linear model of a case. */

import * as cc from 'claimcheck/claims';
import { rateOf } from './cases.js';
import { runScaled } from './optimizers.js';

/** @typedef {import('claimcheck/claims').Case} Case */
/** @typedef {import('claimcheck/claims').Claim} Claim */

/** The step sizes of all, for what is said of them. */
export const RATE = 'eta_k = eta (k+1)^-decay';

/**
 * One of them; steps are eta (k+1)^-decay.
 *
 * @template Options
 * @param {object} words
 * @param {string} words.name
 * @param {string} words.about
 * @param {readonly Claim[]} words.claims that are about it
 * @param {import('./optimizers.js').Optimizer<Options>} optimizer
 * @param {(input: Case) => Options} options
 * @param {object} [more]
 * @param {Readonly<Record<string, readonly number[]>>} [more.settings] that `options` reads
 * @param {import('./objective.js').Loss} [more.loss]
 * @param {(input: Case) => readonly import('claimcheck/claims').Landmark[]} [more.landmarks]
 * @returns {import('claimcheck/claims').EditionOptimizer}
 */
export const shown = ({ name, about, claims }, optimizer, options, { settings = {}, loss = 'exponential', landmarks } = {}) => ({
  name,
  about,
  claims: claims.map(({ id }) => id),
  settings: { decay: [0.5], ...settings },
  ...(landmarks === undefined ? {} : { landmarks }),
  run(input, steps, visit) {
    const data = cc.dataset(input.data);
    const state = optimizer({ dimension: data.d, rate: rateOf(input), ...options(input) });
    runScaled({ rows: cc.signedRows(data), loss, start: input.start, state, steps }, (k, w, at) => visit(k, w, at.logLoss));
  },
});
