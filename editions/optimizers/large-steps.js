/** Claims about gradient descent with large constant steps on the logistic loss: their cases, their units and how a run is watched. */

import * as cc from 'claimcheck/claims';
import * as geometries from './geometry.js';
import { runScaled } from './optimizers.js';

/** @typedef {import('./optimizers.js').Optimizer<{}>} Descent */
/** @typedef {import('./optimizers.js').Evaluation} Evaluation */

const CHAPTER = 'large steps';
const SOURCE = 'Wu, Bartlett, Telgarsky, Yu, COLT 2024 (arXiv 2402.15926; known here from its abstract)';
export const SETTING = 'Linear model, logistic loss, separable data of largest length B and margin gamma, gradient descent';
export const UNITS = 'with h = eta B^2 and g = gamma / B';

/**
 * Two samples that pull in nearly opposite ways, (g, 1) and (g, -s) once labels are multiplied in: large steps throw w from side to side.
 *
 * @type {ReturnType<typeof cc.separable>}
 */
const seesaws = cc.together({ gamma: cc.oneOf(0.25, 0.125, 0.5, 0.0625), side: cc.oneOf(0.5, 0.75, 0.25, 1) }).map(({ gamma, side }) => ({
  data: {
    x: [
      [gamma, 1],
      [-gamma, side],
    ],
    y: [1, -1],
  },
  separator: [1, 0],
  labels: [],
}));

/** Any separable data, and seesaws. */
const drawnData = cc
  .together({ any: cc.separable(), seesaw: seesaws, choice: cc.oneOf('any', 'seesaw', 'any') })
  .map(({ any, seesaw, choice }) => (choice === 'any' ? any : seesaw));

/**
 * Cases with steps from 1/4 to 2^8 times 1/B^2, from w_0 = 0.
 *
 * @param {number} count steps
 */
function largeSteps(count) {
  return cc.onAnyData(drawnData, (source) =>
    cc.together({ drawn: source, doublings: cc.oneOf(0, 2, 4, 6, 8, -2) }).map(({ drawn: { data }, doublings }) => {
      const square = cc.radius(cc.dataset(data)) ** 2;
      return { data, start: data.x[0].map(() => 0), steps: cc.constantSteps(2 ** doublings / square, count) };
    }),
  );
}

/**
 * The data of a case in the units of the statements; undefined where a hypothesis fails.
 *
 * @param {import('claimcheck/claims').Case} input
 * @param {import('claimcheck/claims').Parts} parts
 */
function setUp(input, parts) {
  const data = cc.dataset(input.data);
  const rows = cc.signedRows(data);
  const eta = cc.eta(input);
  const hypotheses = [cc.isSeparable(data, parts), cc.holds(cc.paper('positive-step', '0 < eta'), eta > 0)];
  const best = cc.allMet(hypotheses) ? geometries.euclidean.largestMargin(rows, parts) : undefined;
  const [B, gamma] = [cc.radius(data), best ?? 0];
  const steps = cc.stepCount(input);
  return { data, rows, eta, hypotheses, h: eta * B * B, g: gamma / B, B, isPossible: best !== undefined, steps };
}

/** @typedef {ReturnType<typeof setUp>} SetUp */

/** What the claims about the stable phase need of a run. */
export const PHASE_REACHED = cc.method('phase-reached', 'the phase is reached within the steps');

/** w_0 = 0. */
const fromZero = cc.paper('from-zero', 'w_0 = 0');

/**
 * Bound on the relative error of a loss after k steps, in units of the loss itself.
 *
 * @param {SetUp} about
 * @param {number} k
 * @param {number} length |w_k|
 */
export function lossRounding({ data, B }, k, length) {
  return cc.gamma(16 * (data.n + data.d) + 4 * k + 64) * (1 + B * length);
}

/**
 * @param {Pick<import('claimcheck/claims').ClaimDefinition, 'id' | 'statement' | 'slack' | 'reason' | 'quantities'> & { count: number; zero?: boolean; descent: Descent; recorded: import('claimcheck/claims').Condition; required?: Readonly<Record<string, number>> }} words
 * @param {(about: SetUp, slack: import('claimcheck/claims').SlackRecord, measured: Record<string, import('claimcheck/claims').Measured>) => (k: number, w: Float64Array, at: Evaluation) => boolean | void} watch told what to record, and where to put what it measures
 */
export function largeClaim({ count, zero = false, descent, recorded, required = { 'loss:rises': 0.05 }, ...words }, watch) {
  return cc.defineClaim({
    ...words,
    chapter: CHAPTER,
    source: `${SOURCE}; the constants are derived here`,
    ...largeSteps(count),
    required,
    evaluate(input, parts) {
      const about = setUp(input, parts);
      const hypotheses = [
        ...about.hypotheses,
        ...(zero
          ? [
              cc.holds(
                fromZero,
                input.start.every((w) => w === 0),
              ),
            ]
          : []),
      ];
      if (!cc.allMet(hypotheses) || !about.isPossible) return { hypotheses, labels: [] };
      const slack = cc.slackRecord();
      const state = descent({ dimension: about.data.d, rate: () => about.eta });
      /** @type {Record<string, import('claimcheck/claims').Measured>} */
      const measured = {};
      const visit = watch(about, slack, measured);
      let [before, rises] = [Number.POSITIVE_INFINITY, false];
      runScaled({ rows: about.rows, loss: 'logistic', start: input.start, state, steps: about.steps }, (k, w, at) => {
        rises ||= at.logLoss > before;
        before = at.logLoss;
        return visit(k, w, at);
      });
      return { ...cc.concludeIfRecorded(hypotheses, slack, { recorded, labels: [['loss', rises ? 'rises' : 'falls']] }), measured };
    },
  });
}
