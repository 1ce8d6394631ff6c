/** Beyond the paper: the limit of w_t - p ln t on the linear model, and the constant of the direction's error (Soudry et al. 2018). */

import type { Claim, Conclusion, Hypothesis, Label } from '../../claim/claim.js';
import { allMet, holds, isSeparable, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { eta } from '../../claim/steps.js';
import { type Dataset, dataset, radius } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { exp } from '../../numerics/elementary.js';
import { distance, dot, norm, normalized } from '../../numerics/vector.js';
import { type FeasibleMargin, signedRows } from '../../oracle/max-margin.js';
import { type LimitResidual, limitResidual, wholeResidual } from '../../oracle/residual.js';
import type { Trajectory } from '../../trajectory/log-time/index.js';
import { limitRuns } from '../setting/limit-runs.js';
import { nearEnough, wideEnough } from '../setting/reach.js';
import { HORIZON, WINDOW } from '../setting/settled-run.js';

/** From ln t = 30 on, what is left of the finite step is below 1e-13. */
const CHECKPOINTS = [30, 100, 300, 1e3, 1e4, 1e5];
/** Modes slower than this are still on their way at the horizon. */
const SLOWEST = 200 / HORIZON;
/** Allowance for the integrator, in units of 1 + |p|: a hundred of its steps at its tolerance. */
const ENGINE_ERROR = 1e-6;

/** Rounding of the integrator's linear solves beside the span, relative to |w|; measured: up to 5e-12. */
const DRIFT = 1e-10;

/** A run with what it ought to tend to. */
interface Settling {
  readonly data: Dataset;
  readonly start: readonly number[];
  readonly rate: number;
  readonly best: FeasibleMargin;
  readonly limit: LimitResidual;
  readonly checkpoints: Trajectory['checkpoints'];
}

/** A bound on |delta|, the distance from the limit within the span of the support vectors, one checkpoint further. */
interface Settled {
  readonly s: number;
  readonly delta: number;
  readonly bound: number;
}

/** Judges runs on data without degenerate support vectors and without modes that outlast the horizon. */
function settlingClaim(
  fields: Pick<Claim, 'id' | 'statement' | 'slack' | 'reason' | 'required'>,
  further: (limit: LimitResidual) => Hypothesis[],
  judge: (run: Settling) => Conclusion | undefined,
): Claim {
  return {
    ...fields,
    reading: 'as-printed',
    chapter: 'linear model',
    kind: 'asymptotic',
    method: 'limit',
    source: 'Soudry et al. 2018, theorem 4',
    ...onAnyData(separable(), (source) =>
      limitRuns({ slope: 1, kinds: ['separable', 'random', 'zero', 'partial'] })(source).map((content) => ({
        claim: fields.id,
        ...content,
      })),
    ),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const hypotheses = [isSeparable(data, parts), holds(paper('positive-step', '0 < eta'), eta(input) > 0)];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const rows = signedRows(data);
      const best = parts.maxMargin({ dimension: data.d, atLeastOne: rows });
      hypotheses.push(wideEnough(data, best), nearEnough(data, input.start));
      if (!best.feasible || !allMet(hypotheses)) return { hypotheses, labels: [] };
      hypotheses.push(holds(paper('regular-support', 'every support vector has a share in p'), best.degenerate.length === 0));
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const rate = eta(input) / data.n;
      const limit = limitResidual(rows, best, rate);
      if (limit === undefined) return { hypotheses, undecided: 'the limit of w - p ln t could not be solved for', labels: [] };
      hypotheses.push({
        ...method('slowest-mode', `the slowest mode falls like exp(-${SLOWEST} ln t) or faster`),
        slack: limit.slowest / SLOWEST - 1,
      });
      hypotheses.push(...further(limit));
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const followed = checkpointsOf(data, input.start, eta(input), parts);
      if (typeof followed === 'string') return { hypotheses, undecided: followed, labels: [] };
      const conclusion = judge({ data, start: input.start, rate, best, limit, checkpoints: followed });
      const labels: Label[] = [
        ['support', limit.spans ? 'spans' : 'does not span'],
        ['support vectors', String(best.support.length)],
      ];
      return { hypotheses, ...(conclusion === undefined ? { undecided: 'no bound reaches the horizon' } : { conclusion }), labels };
    },
  };
}

function checkpointsOf(data: Dataset, start: readonly number[], step: number, parts: Parts): Trajectory['checkpoints'] | string {
  const { logTime, checkpoints } = parts.trajectory({
    data,
    model: parts.linear,
    start,
    eta: step,
    until: HORIZON,
    checkpoints: CHECKPOINTS,
  });
  if (logTime === undefined) return 'the iterates leave the range of float64';
  if (logTime.kind === 'unknown') return `log-time engine at ln t = ${logTime.s}: ${logTime.reason}`;
  if (logTime.end !== 'horizon') return `the run is ${logTime.end}`;
  return checkpoints;
}

/** The integrator's part in a distance from the limit. */
function allowance({ limit }: Settling): number {
  return ENGINE_ERROR * (1 + norm(limit.p));
}

/**
 * |delta| at each checkpoint but the first, with what the checkpoint before it allows.
 *
 * With u_i = g_i.delta the flow is d delta / ds = -sum_S lambda_i (1 - e^-u_i) g_i + f, where f stands for the samples outside S. As
 * (1 - e^-u) u >= kappa u^2 for u <= U, kappa = (1 - e^-U) / U, the distance obeys d|delta|/ds <= -kappa mu |delta| + |f|, mu the slowest
 * mode. The force of sample i falls at least like exp(-(g_i.p - 1) s), up to a factor for the way of w - p s in between.
 * Intervals in which that way cannot be bounded allow anything.
 */
function settling(run: Settling): Settled[] {
  const { data, best, limit, rate, checkpoints } = run;
  const rows = signedRows(data);
  const others = rows.map((_, i) => i).filter((i) => !best.support.includes(i));
  const largest = radius(data);
  const deltas = checkpoints.map(({ s, w }) => distanceWithin(limit, w, s));
  const out: Settled[] = [];
  for (let k = 0; k + 1 < checkpoints.length; k++) {
    const { s, w } = checkpoints[k]!;
    const later = checkpoints[k + 1]!.s;
    const delta = deltas[k]!;
    // The way of w - p s: twice delta, and thrice the forces' integral, taken to be at most 1 / (3 B) and checked below.
    const way = 2 * delta + 1 / largest;
    const forces = others.map((i) => {
      const row = rows[i]!;
      return { gap: dot(row, limit.p) - 1, size: rate * exp(s - dot(row, w) + norm(row) * way) * norm(row) };
    });
    const finite = exp(-s) * (largest * norm(limit.p)) ** 2 * norm(limit.p);
    const integral = forces.reduce((sum, { gap, size }) => sum + size / gap, finite);
    const farthest = largest * (delta + integral);
    const decay = limit.slowest * (farthest > 1e-9 ? (1 - exp(-farthest)) / farthest : 1);
    const driven = forces.reduce((sum, { gap, size }) => sum + size * (later - s) * exp(-Math.min(gap, decay) * (later - s)), finite);
    const known = 3 * integral * largest <= 1;
    out.push({ s: later, delta: deltas[k + 1]!, bound: known ? delta * exp(-decay * (later - s)) + driven : Number.POSITIVE_INFINITY });
  }
  return out;
}

/** |P_S (w - p s - rho)|. */
function distanceWithin({ p, rho, basis }: LimitResidual, w: Float64Array, s: number): number {
  const rest = w.map((entry, j) => entry - s * p[j]! - rho[j]!);
  return norm(basis.map((q) => dot(q, rest)));
}

const residual = settlingClaim(
  {
    id: 'soudry/residual',
    statement:
      'Linear model, small step, no degenerate support vector: within the span of the support vectors, w_t - p ln t converges to the rho with sum (eta/n) exp(-y_i rho.x_i) y_i x_i = p = w^/gamma over the support vectors, at the speed of the slowest mode of the linearisation.',
    slack:
      '1 - |delta| / (what the checkpoint before allows + 1e-6 (1 + |p|)) with delta the part of w - p ln t - rho in the span, smallest over ln t = 100 .. 10^6',
    reason:
      'Near the limit the flow in ln t is the gradient flow of a convex function with its minimum at rho, driven by the forces of other samples, which die out like powers of t.',
    required: {},
  },
  () => [],
  (run) => {
    const slack = slackRecord();
    for (const { s, delta, bound } of settling(run)) {
      if (bound === Number.POSITIVE_INFINITY) continue;
      slack.record(
        1 - delta / (bound + allowance(run)),
        1e-3,
        0,
        () => `at ln t = ${s} w - p ln t is ${delta} from its limit; ${bound} is allowed`,
      );
    }
    return slack.conclusion();
  },
);

const constant = settlingClaim(
  {
    id: 'soudry/constant',
    statement:
      'Linear model, small step, no degenerate support vector, support vectors that span the data: |w_t/|w_t| - w^| ln t tends to c = gamma |rho - (rho.w^) w^|, with rho the limit of w_t - p ln t, whose part beside the span is that of w_0.',
    slack:
      '1 - | |w_t/|w_t| - w^| - c / ln t | / (twice its second-order term + the allowance for w + 1e-10), smallest over ln t = 10^4 .. 10^6',
    reason: 'With w = p s + rho + o(1), the angle between w and p is |rho beside p| / (|p| s) + O(s^-2).',
    required: {},
  },
  (limit) => [holds(paper('support-spans', 'the support vectors span the data'), limit.spans)],
  (run) => {
    const { limit, start, checkpoints, best } = run;
    const { along, beside } = wholeResidual(limit, best.direction, start);
    const size = norm(limit.p);
    const slack = slackRecord();
    settling(run).forEach(({ s, bound }, k) => {
      if (s < WINDOW.early || bound === Number.POSITIVE_INFINITY) return;
      const error = distance(normalized(checkpoints[k + 1]!.w), best.direction);
      const expected = beside / (size * s);
      const angle = beside / (size * s + along);
      const room = (bound + allowance(run)) / (size * s + along) + 2 * Math.abs(angle - expected) + angle ** 3 + DRIFT;
      slack.record(
        1 - Math.abs(error - expected) / room,
        1e-3,
        0,
        () => `at ln t = ${s} the error times ln t is ${error * s}, expected ${expected * s}`,
      );
    });
    return slack.conclusion();
  },
);

/** Claims about what is left of w_t beside its limit direction. */
export const residualClaims: readonly Claim[] = [residual, constant];
