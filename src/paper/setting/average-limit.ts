/** The direction of E wbar_t far out: theorem 3.4 and its like, from the mean flow of SGD and a bound on the distance from it. */

import type { Hypothesis, MeasuredRate } from '../../claim/claim.js';
import type { Concluded } from '../../claim/conclude.js';
import { holds, method } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import type { MeanFlowCheckpoint, MeanFlowOptions } from '../../expectation/mean-flow.js';
import { log } from '../../numerics/elementary.js';
import { nth, pairs } from '../../numerics/lists.js';
import { distance, norm, normalized } from '../../numerics/vector.js';
import { logSpacedSteps } from '../../trajectory/checkpoints.js';
import { type RunOptions, run } from '../../trajectory/run.js';
import { isTransient, steepens } from './limit-direction.js';
import { hasOutgrown, LATER_WINDOW, laterReadings, WINDOW, type Window } from './settled-run.js';

/** Where E wbar_t is looked at, in (1 - alpha) ln t, which is the logarithm of step time; up to the third errors set the scale. */
const momentsOf = ({ early, middle, horizon }: Window): number[] => [early, 3 * early, middle, 3 * middle, horizon];
const MIDDLE_PLACE = 2;
/** Steps that are taken one by one, at least. */
const LEAST_STEPS = 1000;
/** Cases of a claim by default: each takes some 20 ms. */
export const AVERAGE_CASES = 40;

/** The hypothesis that a case says how its first steps are drawn. */
export function hasFirstSteps(input: Case): Hypothesis {
  return holds(
    method('first-steps', `a seed and at least ${LEAST_STEPS} steps`),
    stepCount(input) >= LEAST_STEPS && input.seed !== undefined,
  );
}

/** A run of SGD to step T. */
export interface AveragedRun extends Pick<RunOptions, 'data' | 'model' | 'start' | 'steps'> {
  readonly alpha: number;
  readonly seed: number;
  /** Whether w is in the region that all iterates share; asked at log-spaced steps. */
  isInside(w: Float64Array): boolean;
}

/** Where it got to. */
export interface AveragedEnd {
  readonly stayed: boolean;
  /** All T steps were taken. */
  readonly arrived: boolean;
  /** w_T and wbar_T. */
  readonly w: Float64Array;
  readonly average: Float64Array;
}

/** Takes the first T steps. */
export function firstSteps({ isInside, alpha, seed, ...options }: AveragedRun, parts: Parts): AveragedEnd {
  const { data, steps } = options;
  const looked = new Set(logSpacedSteps(steps));
  const average = parts.iterateAverage(options.start.length);
  let stayed = true;
  const { end, w } = run({
    ...options,
    stepSize: parts.powerSchedule(alpha),
    sampler: parts.uniformSampler(seed, data.n),
    optimizer: parts.stochasticGradientDescent,
    observe: ({ k, w: at }) => {
      if (k < steps) average.add(at);
      if (looked.has(k) && !isInside(at)) stayed = false;
      return stayed;
    },
  });
  return { stayed, arrived: end === 'horizon', w, average: average.mean() };
}

/** How the rate is put into a slack. */
export const AVERAGE_RATE =
  '1 - q(10^6) / (2 max q(10^4 .. 10^5)), q(s) = |E wbar_t/|E wbar_t| - target|^2 s at (1 - alpha) ln t = s, expectations given the first T steps';

/**
 * The slack of |E wbar_t / |E wbar_t| - target|^2 = O(1/ln t), with E given w_T. Undecided where the distance of SGD from its mean flow
 * leaves the sign open, or where the later window does not show the violation of the first again.
 */
export function averageDirection(options: Omit<MeanFlowOptions, 'at'>, target: ArrayLike<number>, parts: Parts): Concluded {
  const readIn = (window: Window): Concluded => {
    const flow = parts.meanFlow({ ...options, at: momentsOf(window).map((logTau) => logTau / (1 - options.alpha)) });
    return flow.kind === 'unknown' ? { undecided: flow.reason } : rateOf(window, flow.checkpoints, flow.distance, target, options.alpha);
  };
  const first = readIn(WINDOW);
  if (first.conclusion === undefined || first.conclusion.slack >= 0) return first;
  const later = readIn(LATER_WINDOW);
  if (later.conclusion !== undefined && later.conclusion.slack < 0 && !steepens(first.conclusion, later.conclusion)) {
    const note = `${first.conclusion.note}; ${later.conclusion.note}`;
    return { conclusion: { ...first.conclusion, note, ...laterReadings(first.conclusion, later.conclusion) } };
  }
  return { undecided: `${first.conclusion.note}; later: ${later.undecided ?? later.conclusion?.note}` };
}

/** An error of a direction with what the true one lies between. */
interface DirectionError {
  /** (1 - alpha) ln t. */
  readonly s: number;
  /** |E wbar_t| on the flow. */
  readonly length: number;
  readonly error: number;
  readonly low: number;
  readonly high: number;
}

function rateOf(
  window: Window,
  checkpoints: readonly MeanFlowCheckpoint[],
  away: number,
  target: ArrayLike<number>,
  alpha: number,
): Concluded {
  const errors = pairs(momentsOf(window), checkpoints).map(([s, { average }]): DirectionError => {
    const error = distance(normalized(average), target);
    const length = norm(average);
    // |u/|u| - v/|v|| <= 2 |u - v| / |v|.
    const width = (2 * away) / length;
    return { s, length, error, low: Math.max(0, error - width), high: error + width };
  });
  const [first, middle, last] = [nth(errors, 0), nth(errors, MIDDLE_PLACE), nth(errors, errors.length - 1)];
  const slackBy = (end: (at: DirectionError) => number, scale: (at: DirectionError) => number): number =>
    1 - (end(last) ** 2 * last.s) / (2 * Math.max(...errors.slice(0, MIDDLE_PLACE + 1).map((at) => scale(at) ** 2 * at.s)));
  // The upper ends bound the error, so it is enough that they fall at the rate.
  const worst = slackBy(
    ({ high }) => high,
    ({ high }) => high,
  );
  const best = slackBy(
    ({ low }) => low,
    ({ high }) => high,
  );
  const note = `at (1 - alpha) ln t = ${last.s} the direction of E wbar_t is off by ${last.error}, at ${middle.s} by ${middle.error}; SGD's mean is within ${away} of the flow`;
  const horizons = {
    quantity: "distance of the direction of E wbar_t from the target, to within the bound on SGD's noise",
    readings: errors.map(({ s, error, high }) => ({ lnT: s / (1 - alpha), value: error, within: high - error })),
  };
  if (worst >= 0) {
    return { conclusion: { slack: worst, rounding: 0, step: 0, note, horizons, rates: measured(checkpoints, errors, away, alpha) } };
  }
  if (best >= 0) return { undecided: `${note}: too far to tell` };
  const thrown = !hasOutgrown(first.length, middle.length, last.length);
  if (thrown || isTransient(window, middle.error, last.error)) return { undecided: `${note}: it may yet fall` };
  return { conclusion: { slack: best, rounding: 0, step: 0, note, horizons } };
}

/** The powers between (1 - alpha) ln t = 10^5 and 10^6, each as far as the distance of SGD from its flow leaves it known. */
function measured(
  checkpoints: readonly MeanFlowCheckpoint[],
  errors: readonly DirectionError[],
  away: number,
  alpha: number,
): MeasuredRate[] {
  const [from, to] = [nth(errors, MIDDLE_PLACE), nth(errors, errors.length - 1)];
  const [early, late] = [nth(checkpoints, MIDDLE_PLACE), nth(checkpoints, checkpoints.length - 1)];
  const decade = log(to.s / from.s);
  const rates: MeasuredRate[] = [];
  if (from.low > 0 && to.low > 0) {
    rates.push({
      quantity: 'squared direction error by ln t',
      printed: -1,
      low: (2 * log(to.low / from.high)) / decade,
      high: (2 * log(to.high / from.low)) / decade,
    });
  }
  if (from.length > away) {
    rates.push({
      quantity: '|E wbar_t| by ln t',
      printed: 1,
      low: log((to.length - away) / (from.length + away)) / decade,
      high: log((to.length + away) / (from.length - away)) / decade,
    });
  }
  const span = (1 - alpha) * (late.s - early.s);
  rates.push({
    quantity: 'E L(w_t) - inf by t^(1-alpha)',
    printed: -1,
    low: (late.logLoss.low - early.logLoss.high) / span,
    high: (late.logLoss.high - early.logLoss.low) / span,
  });
  return rates;
}
