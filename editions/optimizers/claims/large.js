/** Gradient descent with large steps on the logistic loss: it may oscillate, for a bounded time, and falls for ever after. */

import * as cc from 'claimcheck/claims';
import * as geometries from '../geometry.js';
import { runScaled } from '../optimizers.js';
import { gradientDescent } from '../steepest-descent.js';
import { enclosedPhase } from './large.certificate.js';

/** @typedef {import('../optimizers.js').Optimizer<{}>} Descent */
/** @typedef {import('../optimizers.js').Evaluation} Evaluation */

const CHAPTER = 'large steps';
const SOURCE = 'Wu, Bartlett, Telgarsky, Yu, COLT 2024 (arXiv 2402.15926; known here from its abstract)';
const SETTING = 'Linear model, logistic loss, separable data of largest length B and margin gamma, gradient descent';
const UNITS = 'with h = eta B^2 and g = gamma / B';

/** (e^z - 1 - z) / z^2 at z = 1, which is e - 2: what a step with h G <= 1 can lose to curvature. */
const CURVATURE = cc.exp(1) - 2;

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
const PHASE_REACHED = cc.method('phase-reached', 'the phase is reached within the steps');

/** w_0 = 0. */
const fromZero = cc.paper('from-zero', 'w_0 = 0');

/**
 * Bound on the relative error of a loss after k steps, in units of the loss itself.
 *
 * @param {SetUp} about
 * @param {number} k
 * @param {number} length |w_k|
 */
function lossRounding({ data, B }, k, length) {
  return cc.gamma(16 * (data.n + data.d) + 4 * k + 64) * (1 + B * length);
}

/**
 * @param {Pick<import('claimcheck/claims').ClaimDefinition, 'id' | 'statement' | 'slack' | 'reason' | 'quantities'> & { count: number; zero?: boolean; descent: Descent; recorded: import('claimcheck/claims').Condition; required?: Readonly<Record<string, number>> }} words
 * @param {(about: SetUp, slack: import('claimcheck/claims').SlackRecord, measured: Record<string, import('claimcheck/claims').Measured>) => (k: number, w: Float64Array, at: Evaluation) => boolean | void} watch told what to record, and where to put what it measures
 */
function largeClaim({ count, zero = false, descent, recorded, required = { 'loss:rises': 0.05 }, ...words }, watch) {
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

/** @param {Descent} [descent] */
export const average = (descent = gradientDescent) =>
  largeClaim(
    {
      id: 'large/average',
      statement: `${SETTING} with any constant step from w_0 = 0: the mean of L(w_0), ..., L(w_{t-1}) is at most (1 + (ln(g^2 h t) + h/2)^2 / 2) / (g^2 h t) wherever g^2 h t >= 1, ${UNITS}.`,
      slack: '1 - mean loss / bound, smallest over the steps',
      reason:
        'Compare with u = (ln(g^2 h t) / g + h / (2 g)) times the unit max-margin direction, in units where B = 1. Its second part absorbs h^2 |grad L|^2 <= h^2 G, so |w_k - u|^2 falls by 2 h (L(w_k) - L(u_1)) a step, with L(u_1) <= 1 / (g^2 h t) for the first part u_1.',
      count: 400,
      recorded: cc.method('bound-reached', 'g^2 h t >= 1 within the steps'),
      zero: true,
      descent,
    },
    (about, slack) => {
      const { h, g } = about;
      let total = 0;
      return (t, w, at) => {
        if (t > 0 && g * g * h * t >= 1) {
          const scale = g * g * h * t;
          const bound = (1 + (cc.log(scale) + h / 2) ** 2 / 2) / scale;
          const share = total / t / bound;
          slack.record(
            1 - share,
            (1 + share) * lossRounding(about, t, cc.norm(w)),
            t,
            () => `the mean loss is ${total / t}, at most ${bound}`,
          );
        }
        total += cc.exp(at.logLoss);
      };
    },
  );

/** @param {Descent} [descent] */
export const exit = (descent = gradientDescent) =>
  largeClaim(
    {
      id: 'large/exit',
      statement: `${SETTING} with any constant step from w_0 = 0: some k < t has h L(w_k) <= 1, for every t with (2 ln(g^2 h t) + h + sqrt 2) / (g^2 h t) <= min(1 / (2 n), 1 / (2 h ln 2)), ${UNITS}. So the unstable phase ends within O(max(h, n) / g^2) steps, up to logarithms.`,
      slack: '1 where h L(w_k) <= 1 was reached before t, else the logarithm of what is left of the least t, over the number of steps',
      reason:
        'With u as for the mean loss, |w_t| <= 2 |u| + sqrt(2) / g, and w_t moves by h g G_k a step along the max-margin direction; so the mean of G is at most the left side. Where G <= 1 / (2 n) all margins are positive, and L <= 2 ln 2 G.',
      count: 10000,
      recorded: cc.method('end-reached', 'h L(w_k) <= 1, or the least t, is reached within the steps'),
      zero: true,
      descent,
      quantities: {
        phase: {
          about: 'in a plane, the number of steps up to the last at which the loss rises, times (gamma / B) / n',
          certify: cc.certifier(enclosedPhase),
        },
      },
    },
    (about, slack, measured) => {
      const { h, g, data } = about;
      const most = Math.min(1 / (2 * data.n), 1 / (2 * h * cc.log(2)));
      let before = Number.POSITIVE_INFINITY;
      return (k, w, at) => {
        const isClear = at.logLoss - before > 2 ** -30;
        if (isClear && data.d === 2) measured.phase = { value: (k * g) / data.n, rounding: (cc.gamma(16) * k * g) / data.n };
        before = at.logLoss;
        const value = h * cc.exp(at.logLoss);
        const rounding = lossRounding(about, k, cc.norm(w));
        if (value <= 1) {
          slack.record(1, rounding, k, () => `h L is ${value}`);
          return false;
        }
        const scale = g * g * h * (k + 1);
        const mean = (2 * cc.log(scale) + h + Math.SQRT2) / scale;
        if (scale < 1 || mean > most) return true;
        slack.record(1 - value, value * rounding, k, () => `h L is ${value} although all ${k + 1} steps are taken`);
        return false;
      };
    },
  );

/** @param {Descent} [descent] */
export const neverAgain = (descent = gradientDescent) =>
  largeClaim(
    {
      id: 'large/never-again',
      statement: `${SETTING} with any constant step: once L(w_k) <= 1 / (eta B^2) the loss never rises again.`,
      slack: '1 - L(w_{k+1}) / L(w_k) at the steps with eta B^2 L(w_k) <= 1, smallest',
      reason:
        'In units where B = 1 let z = h |grad L| <= h G <= h L <= 1. Along the step the curvature grows by at most e^(s z), so the loss changes by at most -h |grad L|^2 (1 - h G (e^z - 1 - z) / z^2), and (e^z - 1 - z) / z^2 <= e - 2 < 1. The same holds up to h L <= 1.256.',
      count: 600,
      recorded: PHASE_REACHED,
      descent,
    },
    (about, slack) => {
      let [before, within, length] = [0, false, 0];
      return (k, w, at) => {
        if (within) {
          const ratio = cc.exp(at.logLoss - before);
          slack.record(1 - ratio, ratio * lossRounding(about, 0, Math.max(length, cc.norm(w))), k, () => `L(w_k+1) / L(w_k) is ${ratio}`);
        }
        [before, within, length] = [at.logLoss, about.h * cc.exp(at.logLoss) <= 1, cc.norm(w)];
      };
    },
  );

/** @param {Descent} [descent] */
export const rate = (descent = gradientDescent) =>
  largeClaim(
    {
      id: 'large/rate',
      statement: `${SETTING} with any constant step: if L(w_s) <= min(1 / h, ln 2 / n), then 1 / L(w_{s+t}) >= 1 / L(w_s) + (3 - e) g^2 h t / (2 ln 2)^2 for all t, ${UNITS}. So L(w_{s+t}) <= 6.83 / (g^2 h t).`,
      slack: '1 - L(w_{s+t}) (1 / L(w_s) + (3 - e) g^2 h t / (2 ln 2)^2), smallest over t, with s the first such step',
      reason:
        'A step in that phase lowers L by at least (3 - e) h |grad L|^2, where |grad L| >= g G and L <= 2 ln 2 G, since all margins are positive. L falls, so the phase does not end.',
      count: 600,
      recorded: PHASE_REACHED,
      descent,
    },
    (about, slack) => {
      const { h, g, data } = about;
      const gain = ((1 - CURVATURE) * g * g * h) / (2 * cc.log(2)) ** 2;
      const most = Math.min(1 / h, cc.log(2) / data.n);
      let [since, begun] = [-1, 0];
      return (k, w, at) => {
        if (since < 0) {
          if (cc.exp(at.logLoss) <= most) [since, begun] = [k, at.logLoss];
          return;
        }
        const share = cc.exp(at.logLoss - begun) + cc.exp(at.logLoss) * gain * (k - since);
        slack.record(1 - share, (1 + share) * lossRounding(about, k, cc.norm(w)), k, () => `the loss is ${share} of its bound`);
      };
    },
  );
