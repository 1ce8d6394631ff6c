/** Section 1.2 on Nacson et al. 2018b: where cyclic SGD at a fixed rate goes in direction, on the linear model. */

import type { Conclusion } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isSeparable, method, paper } from '../../claim/hypotheses.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps, eta, stepCount } from '../../claim/steps.js';
import { dataset, radius } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { logLoss, workspace } from '../../model/model.js';
import { log, wholePower } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import { distance, norm, normalized } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';
import { run } from '../../trajectory/run.js';
import { isTransient, steepens } from '../setting/limit-direction.js';
import { nearEnough, wideEnough } from '../setting/reach.js';
import { follow, inBothWindows, leftOpen, type SettledRun } from '../setting/settled-run.js';
import { cyclicRuns, isSmallRate, logLargestRate } from './nacson.cyclic-sgd.js';

/** Passes that are taken step by step before gradient descent stands in for them. */
const PASSES = 2048;
/** How far the stand-in may be off, as a share of |w| at the first moment that is read. */
const MOST_OFF = 1 / 64;
/** Errors below this are zero for the purpose, and the allowance for the integrator in a ratio. */
const FLOOR = 1e-9;
const ENGINE_ERROR = 1e-3;

/** 1 - r(horizon) / (2 max r(early)), r = error ln t. */
export function inverseLogSlack(target: Float64Array, { window, late, middle, last }: SettledRun): Conclusion {
  const errorOf = (w: Float64Array): number => Math.max(distance(normalized(w), target), FLOOR);
  const early = largest(late.filter(({ s }) => s <= window.middle).map(({ s, w }) => errorOf(w) * s));
  const [error, before] = [errorOf(last.w), errorOf(middle.w)];
  const conclusion = {
    slack: error <= FLOOR ? 1 : 1 - (error * last.s) / (2 * early),
    rounding: ENGINE_ERROR + MOST_OFF,
    step: 0,
    note: `at ln t = ${last.s} the direction is off by ${error}; error * ln t has gone from ${early} to ${error * last.s}`,
    horizons: { quantity: 'distance of the direction from the target', readings: late.map(({ s, w }) => ({ lnT: s, value: errorOf(w) })) },
  };
  return conclusion.slack < 0 && isTransient(window, before, error) ? leftOpen(conclusion) : conclusion;
}

/** The direction after each pass. */
export const cyclicDirection = defineClaim({
  id: 'nacson/cyclic-direction',
  chapter: 'linear model',
  kind: 'asymptotic',
  source: 'Section 1.2, citing Nacson et al. 2018b',
  statement:
    'Linear model, SGD that passes over the data cyclically at a small fixed rate, on data each of whose support vectors has a share in the max-margin direction: after e passes the direction is within O(1/ln e) of the max-margin direction.',
  slack: '1 - r(ln t = 10^6) / (2 max r(ln t = 10^4 .. 10^5)), r = |w_t/|w_t| - target| ln t',
  reason:
    'A pass is a step of gradient descent with an error of at most 1.4 eta^2 n^2 B^3 L^2 (nacson/cyclic-sgd), and such steps bring no two points further apart. Since L <= 2 / (eta n gamma^2 e), passes beyond the E-th are within 5.6 B^3 / (gamma^4 E) of gradient descent from w_E for ever, whose w_t - p ln t converges (Soudry et al. 2018).',
  ...onAnyData(separable(), (source) =>
    cyclicRuns(source).map((content) => ({
      ...content,
      steps: constantSteps(content.steps.kind === 'constant' ? content.steps.eta : Number.NaN, PASSES * content.data.x.length),
    })),
  ),
  evaluate(input, parts) {
    const data = dataset(input.data);
    const rate = eta(input);
    const hypotheses = [isSeparable(data, parts), holds(paper('positive-step', '0 < eta'), rate > 0)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
    hypotheses.push(wideEnough(data, best), nearEnough(data, input.start));
    if (!best.feasible || !allMet(hypotheses)) return { hypotheses, labels: [] };
    const begun = workspace(parts.linear, data);
    parts.linear.evaluate(data, Float64Array.from(input.start), begun);
    hypotheses.push(
      holds(paper('regular-support', 'every support vector has a share in the max-margin direction'), best.degenerate.length === 0),
      {
        ...isSmallRate,
        slack: logLargestRate(data.n, radius(data), best.margin, logLoss(begun)) - log(rate),
      },
    );
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const passes = Math.floor(stepCount(input) / data.n);
    const { end, w } = run({
      data,
      model: parts.linear,
      start: input.start,
      optimizer: parts.stochasticGradientDescent,
      stepSize: () => rate,
      steps: passes * data.n,
      sampler: parts.cyclicSampler(data.n),
    });
    if (end !== 'horizon') return { hypotheses, undecided: `the run is ${end}`, labels: [] };
    const limit = follow(data, parts.linear, w, rate * data.n, parts);
    if (limit.kind !== 'settled')
      return { hypotheses, undecided: limit.kind === 'unknown' ? limit.reason : 'the run terminates', labels: [] };
    const off = (5.6 * wholePower(radius(data), 3)) / (wholePower(best.margin, 4) * passes);
    const near = method('near-descent', `the passes beyond those taken are within ${MOST_OFF} |w| of gradient descent`);
    hypotheses.push({ ...near, slack: (MOST_OFF * norm(limit.first.w)) / off - 1 });
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    return { hypotheses, conclusion: inBothWindows(limit, (settled) => inverseLogSlack(best.direction, settled), steepens), labels: [] };
  },
});
