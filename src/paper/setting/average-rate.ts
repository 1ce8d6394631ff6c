/** How fast the direction of E wbar_t tends to a claimed one, read off the mean flow of SGD. */

import type { MeasuredRate } from '../../claim/claim.js';
import type { Concluded } from '../../claim/conclude.js';
import type { MeanFlowCheckpoint } from '../../expectation/mean-flow.js';
import { log } from '../../numerics/elementary.js';
import { largest, nth, pairs } from '../../numerics/lists.js';
import { distance, norm, normalized } from '../../numerics/vector.js';
import { isTransient } from './limit-direction.js';
import { hasOutgrown, type Window } from './settled-run.js';

/** Where E wbar_t is looked at, in (1 - alpha) ln t, which is the logarithm of step time; up to the third errors set the scale. */
export const momentsOf = ({ early, middle, horizon }: Window): number[] => [early, 3 * early, middle, 3 * middle, horizon];
const MIDDLE_PLACE = 2;

/** What E wbar_t is divided by: |E wbar_t|, or E|wbar_t| as the abstract has it. */
export type Divisor = 'own-length' | 'mean-length';

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

/** The mean flow of SGD at the moments of a window. */
interface Followed {
  readonly window: Window;
  readonly checkpoints: readonly MeanFlowCheckpoint[];
  /** How far E wbar_t is from the flow at most. */
  readonly distance: number;
  /** The claimed direction. */
  readonly target: ArrayLike<number>;
  readonly dividedBy: Divisor;
  readonly alpha: number;
}

/** Whether the squared direction error falls like 1/ln t over the window, as far as the distance from the flow lets it be told. */
export function rateOf({ window, checkpoints, distance: away, target, dividedBy, alpha }: Followed): Concluded {
  const errors = pairs(momentsOf(window), checkpoints).map(([s, { average }]): DirectionError => {
    const error = distance(normalized(average), target);
    const length = norm(average);
    // |u/|u| - v/|v|| <= 2 |u - v| / |v|; and with r within d of |v| and u of v, |u/r - v/|v|| <= 2 d / (|v| - d). As |w| is convex and
    // |wbar_t - v| has a mean square of d^2 at most, E|wbar_t| is within d of |v|.
    const width = (2 * away) / (dividedBy === 'own-length' ? length : Math.max(0, length - away));
    return { s, length, error, low: Math.max(0, error - width), high: error + width };
  });
  const [first, middle, last] = [nth(errors, 0), nth(errors, MIDDLE_PLACE), nth(errors, errors.length - 1)];
  const slackBy = (end: (at: DirectionError) => number, scale: (at: DirectionError) => number): number =>
    1 - (end(last) ** 2 * last.s) / (2 * largest(errors.slice(0, MIDDLE_PLACE + 1).map((at) => scale(at) ** 2 * at.s)));
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
  if (best >= 0) return { undecided: `${note}, which is too far to tell` };
  const thrown = !hasOutgrown(first.length, middle.length, last.length);
  if (thrown || isTransient(window, middle.error, last.error)) return { undecided: `${note}; the error may yet fall` };
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
