/** Results that the paper cites, judged with the same engine: Soudry et al. 2018 and Nacson et al. 2018a on the linear model. */

import fc, { type Arbitrary } from 'fast-check';
import type { Case } from '../data/case.js';
import { type Dataset, dataset, radius } from '../data/dataset.js';
import type { DrawnData } from '../generator/drawn.js';
import { separable } from '../generator/separable.js';
import { withStart } from '../generator/start.js';
import { exp, log } from '../numerics/elementary.js';
import { dot, norm } from '../numerics/vector.js';
import { normalizedGradientDescent } from '../optimizer/normalized.js';
import { type MaxMargin, signedRows } from '../oracle/max-margin.js';
import { run } from '../trajectory/run.js';
import type { Claim, ConclusionMargin, HypothesisMargin } from './claim.js';
import { allMet, holds, isSeparable } from './hypotheses.js';
import { follow, type SettledRun } from './limit-direction.js';
import type { Parts } from './parts.js';
import { smallStep } from './small-step.js';
import { onAnyData } from './sources.js';
import { constantSteps, eta, stepCount } from './steps.js';

const runs =
  (claim: string, steps: (data: Dataset, start: readonly number[], halvings: number) => Case['steps']) =>
  (source: Arbitrary<DrawnData>): Arbitrary<Case> =>
    fc
      .tuple(withStart(source, ['separable', 'random', 'zero', 'partial']), fc.integer({ min: 1, max: 3 }))
      .map(([{ drawn, start }, halvings]) => ({
        claim,
        data: drawn.data,
        start,
        steps: steps(dataset(drawn.data), start, halvings),
      }));

const small = (data: Dataset, start: readonly number[], halvings: number): Case['steps'] =>
  constantSteps(Math.min(1 / 2, smallStep(data, start, 1, halvings)), 0);

/** What the claims share: separable data of some margin, a start that the horizon can forget. */
function hypothesesOf(input: Case, data: Dataset, parts: Parts): { hypotheses: HypothesisMargin[]; best: MaxMargin | undefined } {
  const hypotheses = [isSeparable(data, parts), holds('0 < eta', eta(input) > 0)];
  if (!allMet(hypotheses)) return { hypotheses, best: undefined };
  const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
  hypotheses.push(
    { name: 'margin at least B/16', margin: best.feasible ? (16 * best.margin) / radius(data) - 1 : -1 },
    { name: '|w_0| B at most 64', margin: 64 / Math.max(norm(input.start) * radius(data), 2 ** -20) - 1 },
  );
  return { hypotheses, best };
}

/** A claim about the linear model's trajectory to ln t = 10^4. */
function linearLimit(
  fields: Pick<Claim, 'id' | 'statement' | 'margin' | 'source'> & Partial<Pick<Claim, 'reason'>>,
  regularOnly: boolean,
  judge: (limit: SettledRun, best: Extract<MaxMargin, { feasible: true }>) => ConclusionMargin,
): Claim {
  return {
    ...fields,
    reading: 'as-printed',
    chapter: 'linear model',
    kind: 'asymptotic',
    ...onAnyData(separable(), runs(fields.id, small)),
    required: {},
    evaluate(input, parts) {
      const data = dataset(input.data);
      const { hypotheses, best } = hypothesesOf(input, data, parts);
      if (best?.feasible !== true || !allMet(hypotheses)) return { hypotheses, labels: [] };
      if (regularOnly) hypotheses.push(holds('every support vector has a positive dual', best.degenerate.length === 0));
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const limit = follow(data, parts.linear, input.start, eta(input), parts);
      if (limit.kind !== 'settled')
        return { hypotheses, undecided: limit.kind === 'unknown' ? limit.reason : 'the run terminates', labels: [] };
      return {
        hypotheses,
        conclusion: judge(limit, best),
        labels: [best.degenerate.length === 0 ? 'support:regular' : 'support:degenerate'],
      };
    },
  };
}

/** Checkpoints that two moments of the run are compared at. */
function ends({ late, last }: SettledRun): readonly [SettledRun['last'], SettledRun['last']] {
  return [late.findLast(({ s }) => s <= 1000)!, last];
}

const residual = linearLimit(
  {
    id: 'soudry/residual',
    source: 'Soudry et al. 2018, theorem 3',
    statement:
      'Linear model, small step, support vectors with positive duals: w_t - (w^/gamma) ln t stays bounded, so it moves by less and less.',
    margin: '1 - |change of the residual from ln t = 10^3 to 10^4| / (0.01 + |residual| / 100)',
    reason: 'The residual tends to the vector with eta exp(-y_i x_i.r) equal to the dual variables on the support.',
  },
  true,
  (run, best) => {
    const [early, late] = ends(run);
    const residualAt = ({ s, w }: SettledRun['last']): Float64Array => w.map((entry, j) => entry - (best.direction[j]! / best.margin) * s);
    const [before, after] = [residualAt(early), residualAt(late)];
    const change = norm(after.map((entry, j) => entry - before[j]!));
    const allowed = 0.01 + norm(after) / 100;
    return { margin: 1 - change / allowed, rounding: 1e-3, step: 0, note: `the residual changes by ${change} from ln t = 1000 to 10000` };
  },
);

const lossRate = linearLimit(
  {
    id: 'soudry/loss',
    source: 'Soudry et al. 2018, theorem 5',
    statement: 'Linear model, small step: the loss falls like 1/t; t L(w_t) stays between positive constants.',
    margin: '1 - |change of ln t + ln L(w_t) from ln t = 10^3 to 10^4|',
    reason: 'dL/dt = -eta |grad L|^2, and |grad L| lies between gamma L and B L.',
  },
  false,
  (run) => {
    const [early, late] = ends(run);
    const change = Math.abs(late.s + late.logExcess - (early.s + early.logExcess));
    return { margin: 1 - change, rounding: 1e-3, step: 0, note: `ln(t L) changes by ${change} from ln t = 1000 to 10000` };
  },
);

/** Steps at which the margin of a normalised run is read. */
const EARLY_STEP = 1000;
const LATE_STEP = 64_000;
/** Relative deficits below this are rounding. */
const FLOOR = 1e-9;

const normalized: Claim = {
  id: 'nacson/normalized-gd',
  reading: 'as-printed',
  chapter: 'linear model',
  kind: 'every t',
  source: 'Nacson et al. 2018a, cited in section 1.2',
  statement:
    'Linear model, normalised gradient descent w_{t+1} = w_t - (eta / sqrt(t+1)) grad L / |grad L| with eta <= 1/B: the margin of w_t/|w_t| reaches gamma at the rate ln t / sqrt t.',
  margin: '1 - r(64000) / (2 max r(t <= 1000)), r(t) = (1 - min_i y_i w_t.x_i / (gamma |w_t|)) sqrt t / ln t',
  reason:
    'Judged up to 64000 steps only, where ln t / sqrt t has fallen from 0.22 to 0.044; a deficit that stays would make r grow fivefold.',
  ...onAnyData(
    separable(),
    runs('nacson/normalized-gd', (data, _, halvings) => constantSteps(2 ** -halvings / radius(data), LATE_STEP)),
  ),
  required: {},
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { hypotheses, best } = hypothesesOf(input, data, parts);
    hypotheses.push(holds('eta <= 1/B', eta(input) * radius(data) <= 1 + 2 ** -40), holds('64000 steps', stepCount(input) >= LATE_STEP));
    if (best?.feasible !== true || !allMet(hypotheses)) return { hypotheses, labels: [] };
    const rows = signedRows(data);
    let early = 0;
    let late = Number.NaN;
    const rate = eta(input);
    run({
      data,
      model: parts.linear,
      start: input.start,
      optimizer: normalizedGradientDescent,
      stepSize: (k) => rate * exp(-0.5 * log(k + 1)),
      steps: LATE_STEP,
      observe: ({ k, w }) => {
        if (k !== LATE_STEP && (k < 100 || k > EARLY_STEP || k % 50 !== 0)) return;
        const deficit = best.margin - Math.min(...rows.map((row) => dot(row, w))) / norm(w);
        const scaled = (Math.max(deficit / best.margin, FLOOR) * Math.sqrt(k)) / log(k);
        if (k === LATE_STEP) late = deficit / best.margin <= FLOOR ? 0 : scaled;
        else early = Math.max(early, scaled);
      },
    });
    return {
      hypotheses,
      conclusion: {
        margin: 1 - late / (2 * early),
        rounding: 1e-6,
        step: LATE_STEP,
        note: `deficit * sqrt t / ln t has gone from ${early} to ${late}`,
      },
      labels: [],
    };
  },
};

/** Claims beyond the paper. */
export const beyondClaims: readonly Claim[] = [residual, lossRate, normalized];
