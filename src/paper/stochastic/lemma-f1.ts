/** Lemma F.1 where its bound tells something: far out, on data whose active samples are one vector. */

import fc, { type Arbitrary } from 'fast-check';
import type { Claim } from '../../claim/claim.js';
import { allMet, holds, method, signOfProduct } from '../../claim/hypotheses.js';
import { intervalRecord } from '../../claim/interval-record.js';
import { stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { sample } from '../../data/dataset.js';
import { oneDirectionBounds } from '../../expectation/one-direction.js';
import { added, type Estimate, known, logarithm, scaled } from '../../monte-carlo/estimate.js';
import { dot, norm } from '../../numerics/vector.js';
import { logSpacedSteps } from '../../trajectory/checkpoints.js';
import { combes } from '../generators/combes.js';
import { caseRecipe, type StableCase, stableCase, withCopies } from './expectation-cases.js';
import { lossBoundWithoutSum } from './expectation-loss-bound.js';

const HORIZONS = [300, 1000, 3000, 10_000] as const;
const SILENT = [0, 0, 60, 126, 254] as const;

/** How the bound under the logarithm is formed. */
interface Form {
  /** Divisor of the loss in its last term: n+ as printed, n for L - L*. */
  readonly loss: 'reduced' | 'excess';
  /** Whether the whole is multiplied by n/n+. */
  readonly enlarged: boolean;
}

function lemmaF1(fields: Pick<Claim, 'id' | 'reading' | 'statement' | 'reason'>, form: Form): Claim {
  return {
    chapter: 'stochastic gradient descent',
    kind: 'expectation',
    method: 'enumeration',
    source: 'Lemma F.1, eq. 18',
    slack: '(right side - left side) / (sum of their sizes) at its worst within the bounds, smallest over log-spaced steps',
    required: { 'bound:below-1': 0.1 },
    ...fields,
    cases: cases(fields.id),
    evaluate(input, parts) {
      const { hypotheses, at } = stableCase(input, parts, ['separable']);
      const alone = holds(
        method('one-direction', 'all positives are one x, and x.x_j <= 0 for every negative'),
        at !== undefined && isOneDirection(at),
      );
      const met = [...hypotheses, alone];
      if (at === undefined || !allMet(met)) return { hypotheses: met, labels: [] };
      const x = sample(at.data, at.active[0]!);
      const share = at.active.length / at.data.n;
      // The step sizes are the part under test; the bounds follow from them.
      const steps = oneDirectionBounds(share, at.reach ** 2, dot(x, at.start), parts.powerSchedule(at.alpha), stepCount(input));
      const record = intervalRecord();
      let informative = false;
      for (const t of logSpacedSteps(stepCount(input)).slice(1)) {
        const { averageMoved, weightedLosses } = steps[t]!;
        const factor = (at.reach ** 2 / (2 * t)) * (form.loss === 'excess' ? share : 1);
        const { value, error } = lossBoundWithoutSum(at, t);
        const bound = scaled(form.enlarged ? 1 / share : 1, added(known(value, error), scaled(factor, between(weightedLosses))));
        if (bound.high < 1) informative = true;
        record.order(t, [scaled(-1 / at.reach, logarithm(bound))], [lengthAlong(at, x, averageMoved)], 'the bound on |E wbar_t|');
      }
      return {
        hypotheses: met,
        ...record.result(),
        labels: [informative ? ['bound', 'below-1'] : ['bound', 'trivial'], ...record.labels()],
      };
    },
  };
}

const between = ({ low, high }: { low: number; high: number }): Estimate => ({ value: (low + high) / 2, low, high });

/** |w_0 + a x|, which grows with a >= 0 as w_0.x > 0. */
function lengthAlong({ start }: StableCase, x: Float64Array, moved: { low: number; high: number }): Estimate {
  const length = (a: number): number => norm(start.map((entry, j) => entry + a * x[j]!));
  const low = known(length(moved.low));
  const high = known(length(moved.high));
  return { value: (low.value + high.value) / 2, low: low.low, high: high.high };
}

function isOneDirection({ data, active }: StableCase): boolean {
  const first = active[0]!;
  const row = sample(data, first).join();
  return (
    active.every((i) => sample(data, i).join() === row) &&
    data.positives.length === active.length &&
    data.negatives.every((j) => signOfProduct(data, first, j) <= 0)
  );
}

function cases(id: string): Arbitrary<Case> {
  return fc
    .record({
      short: caseRecipe(id, combes(), { regions: ['separable'], slow: true }),
      count: fc.constantFrom(...HORIZONS),
      silent: fc.constantFrom(...SILENT),
    })
    .map(({ short, count, silent }) => ({
      ...short,
      data: withCopies(short.data, -1, silent),
      steps: short.steps.kind === 'power' ? { ...short.steps, count } : short.steps,
    }));
}

/** Lemma F.1 as printed, and with the normalisations made to match. */
export const lemmaF1Claims: readonly Claim[] = [
  lemmaF1(
    {
      id: 'lem-f1',
      reading: 'as-printed',
      statement:
        '|E wbar_t| >= -(1/B) ln(bound), bound the last display of appendix E before O(...) with L = (1/n+) times the sum over I+. Judged at log-spaced t up to 10^4 where all positives are one vector.',
      reason:
        'The bound of appendix E is one on L - L*, exp(-B |E wbar|) one on (n/n+) (L - L*). For one positive among n = 128 with |x|^2 = 1.999 and alpha = 33/64, l <= 1 keeps |E wbar_300| at |x| / (300 n) sum_{p<299} (299-p) eta_p = 0.23 or less, while the bound, below 1 by then, asks for 0.28.',
    },
    { loss: 'reduced', enlarged: false },
  ),
  lemmaF1(
    {
      id: 'lem-f1@repaired',
      reading: 'repaired',
      statement:
        '|E wbar_t| >= -(1/B) ln((n/n+) bound), bound the same display with L - L* for L. Judged at log-spaced t up to 10^4 where all positives are one vector.',
      reason: 'thm-3.3/loss bounds E L(wbar_t) - L*, thm-3.3/norm asks for (n/n+) times that.',
    },
    { loss: 'excess', enlarged: true },
  ),
];
