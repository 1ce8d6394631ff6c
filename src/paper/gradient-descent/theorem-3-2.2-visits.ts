/** Theorem 3.2, case 2: gradient descent comes back to the separable region and leaves it, again and again. */

import { certifier } from '../../certify/certifier.js';
import type { ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isSeparable, method, paper } from '../../claim/hypotheses.js';
import { onAnyData } from '../../claim/sources.js';
import { eta, stepCount } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { log } from '../../numerics/elementary.js';
import { run } from '../../trajectory/run.js';
import { outside } from '../generators/outside.js';
import { limitRuns } from '../setting/limit-runs.js';
import { ON_EDGE } from '../setting/neuron-defects.js';
import { sampleAtKink } from '../setting/sample-at-kink.js';
import { staysInside } from './appendix-b.cannot-stay.certificate.js';
import { constrainedMargin, placeOfBest } from './positives.js';
import { allActive, atReluLimit } from './relu-limit.js';
import { limitsOffTheRegion } from './relu-runs.js';
import { remainsInside, remainsOutside } from './remains.js';
import { neverLeavesForCoq } from './theorem-3-2.2-visits.coq.js';

/** The steps of a case, and the step from which visits are counted. */
const STEPS = 2 ** 16;
const FROM = 2 ** 11;
/** Strikes that are expected from there on, at least. */
const EXPECTED = 16;

const shared = {
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Theorem 3.2, case 2, and section 1.1',
} satisfies Partial<ClaimDefinition>;

/** Wherever else w^+ lies, as printed. */
export const visits = defineClaim({
  ...shared,
  id: 'thm-3.2/2-visits',
  defect: ON_EDGE,
  statement:
    'Where w^+ is not in the linearly separable region and gradient descent keeps all positives active, it is in that region, and out of it, infinitely often.',
  slack:
    '1/2 where from ln t = 10^5 to 10^6 the kink of a negative is struck again and again, -1/2 where no negative is active and none is struck',
  reason:
    'The region is open. With w^+ on its edge, w^+.x_j = 0 for a negative x_j and > 0 for none, a run can tend to w^+ from within and never leave. See thm-3.2/2-visits@repaired.',
  ...limitsOffTheRegion,
  certify: certifier(staysInside),
  coq: neverLeavesForCoq,
  evaluate: atReluLimit({
    further: (data, _, parts) => [
      holds(paper('w+-not-inside', 'w^+ is not in the separable region'), ['edge', 'outside'].includes(placeOfBest(data, parts) ?? '')),
    ],
    judge: (limit) => {
      const hypotheses = [allActive(limit)];
      const struck = limit.sliding.length > 0;
      return {
        hypotheses,
        conclusion: {
          slack: struck ? 0.5 : -0.5,
          rounding: 0,
          step: 0,
          note: struck ? 'kinks of negatives are struck again and again' : 'the run stays in the region',
        },
      };
    },
  }),
});

/** In and out, both in a late stretch of the run, step by step. */
export const visitsRepaired = defineClaim({
  ...shared,
  id: 'thm-3.2/2-visits@repaired',
  reading: 'repaired',
  statement:
    'Where w^+.x_j > 0 for some negative x_j and gradient descent keeps all positives active, it is in the linearly separable region, and out of it, infinitely often.',
  slack: `the smaller number of entries and exits from step ${FROM} to ${STEPS}, less 1/2; where it is 0, -1/2 only if the run stays where it is`,
  reason:
    'Staying inside, the run would be linear on I+ and tend to w^+, which is outside. Staying outside, a negative would act at every step, so that u.w_t grows linearly for a separator u. But |w_t|^2 grows by at most a constant a step, as s exp(-s) <= 1/e and steps are bounded, so |w_t| is at most of the order of sqrt t.',
  ...onAnyData(outside(), (source) =>
    limitRuns({ slope: 0, kinds: ['separable', 'separable', 'negatives', 'random'] })(source, false).map((content) => ({
      ...content,
      steps: { kind: 'constant' as const, eta: eta({ ...content, claim: '' }), count: STEPS },
    })),
  ),
  evaluate(input, parts) {
    const data = dataset(input.data);
    const rate = eta(input);
    const hypotheses = [
      isSeparable(data, parts),
      holds(paper('positive-step', '0 < eta'), rate > 0),
      holds(paper('w+-outside', 'w^+.x_j > 0 for some negative x_j'), placeOfBest(data, parts) === 'outside'),
    ];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const best = constrainedMargin(data, data.positives, parts);
    // w grows like p ln t, p = (sum q_i x_i - sum mu_j x_j) / margin^2, and a strike on x_j moves it by about -(eta/n) x_j.
    const strikes = best.feasible
      ? (data.n / rate) * (best.constraintWeights.reduce((a, b) => a + b, 0) / best.margin ** 2) * log(STEPS / FROM)
      : 0;
    hypotheses.push({
      ...method('strikes', `at least ${EXPECTED} strikes are expected from step ${FROM} to ${STEPS}`),
      slack: strikes / EXPECTED - 1,
    });
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    let [entries, exits, struckBefore, allActive] = [0, 0, false, true];
    let inside: boolean | undefined;
    const since = { step: 0, w: new Float64Array(data.d) };
    let near: number | undefined;
    const { steps, w: end } = run({
      data,
      model: parts.relu,
      start: input.start,
      optimizer: parts.gradientDescent,
      stepSize: rate,
      steps: Math.min(stepCount(input), STEPS),
      observe: ({ k, w, evaluation }) => {
        const { preactivation } = evaluation;
        const negativeActs = data.negatives.some((j) => preactivation[j]! > 0);
        if (k < FROM) {
          if (negativeActs) struckBefore = true;
        } else {
          allActive &&= data.positives.every((i) => preactivation[i]! > 0);
          const isIn = allActive && !negativeActs;
          if (isIn !== inside) {
            if (inside !== undefined) isIn ? entries++ : exits++;
            inside = isIn;
            since.step = k;
            since.w.set(w);
          }
        }
        near = k % 64 === 0 ? sampleAtKink(data, w) : undefined;
        return near === undefined && allActive;
      },
    });
    hypotheses.push(
      holds(paper('all-active', `all positives are active from step ${FROM} on`), allActive && steps >= FROM),
      holds(method('struck', `some negative acts before step ${FROM}`), struckBefore),
    );
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    if (near !== undefined)
      return { hypotheses, undecided: `rounding decides on which side of its kink sample ${near + 1} lies`, labels: [] };
    const seen = `${entries} entries and ${exits} exits, ${Math.round(strikes)} strikes expected`;
    if (Math.min(entries, exits) === 0) {
      const stays =
        inside === true ? remainsInside(data, end, rate, parts) : remainsOutside(data, since.w, end, (steps - since.step) * rate, parts);
      if (!stays) return { hypotheses, undecided: `${seen}; the run may still come and go`, labels: [] };
    }
    return {
      hypotheses,
      conclusion: { slack: Math.min(entries, exits) - 0.5, rounding: 0, step: steps, note: seen },
      labels: [['visits', entries > 2 * EXPECTED ? 'many' : 'few']],
    };
  },
});
