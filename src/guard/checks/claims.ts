/** Claims of the paper, judged with the subject in the optimizer's place. */

import fc from 'fast-check';
import type { Claim } from '../../claim/claim.js';
import { judgeCase, type Outcome } from '../../claim/outcome.js';
import { standardParts } from '../../claim/parts.js';
import type { Case } from '../../data/case.js';
import { smallest } from '../../numerics/lists.js';
import type { Algorithm, OptimizerUnderTest } from '../../optimizer/optimizer.js';
import { exampleOne } from '../../paper/gradient-descent/example-1.js';
import { enters } from '../../paper/gradient-descent/example-2.enters.js';
import { leaves } from '../../paper/gradient-descent/example-2.leaves.js';
import { termination } from '../../paper/gradient-descent/theorem-3-2.4.js';
import { descentRepaired } from '../../paper/gradient-descent/theorem-3-2.descent.js';
import { gradientRepaired } from '../../paper/gradient-descent/theorem-3-2.gradient.js';
import { descent as linearDescent } from '../../paper/linear-model/linear.descent.js';
import { smallStepSize } from '../../paper/linear-model/linear.global.js';
import { normalizedGradientDescent } from '../../paper/linear-model/nacson.normalized-gd.js';
import { proportional } from '../../paper/networks/theorem-4-1.eq-29.js';
import { purity } from '../../paper/networks/theorem-4-1.purity.js';
import { reductionIntended } from '../../paper/networks/theorem-4-1.reduction.js';
import { strictMoveRepaired } from '../../paper/stochastic/proposition-2.eq-25.js';
import { leastMoveRepaired } from '../../paper/stochastic/proposition-2.eq-26-27.js';
import { finiteTimeRepaired } from '../../paper/stochastic/proposition-2.js';
import { stays } from '../../paper/stochastic/proposition-2.stays.js';
import type { Check, CheckOutcome, Subject } from '../check.js';
import { judgedTogether } from '../rehearsal.js';
import { AFTER_LAW } from './prerequisites.js';
import { roundedTo32 } from './rounded-reference.js';

/** Cases drawn for each claim. */
const CASES = 32;

/** Most steps of a case. */
const MOST_STEPS = 1000;

/** Evaluations that shrinking may spend. */
const SHRINK_BUDGET = 200;

/**
 * For float32 a violation counts beyond this dimensionless slack, and only on cases that this suite's own rule keeps when it
 * is rounded to float32 at every step: the claims' rounding bounds are for float64.
 */
const FLOAT32_SLACK = 2 ** -10;

/** A claim, the part that the subject takes, and whether it can be judged in float32. */
interface Use {
  readonly claim: Claim;
  readonly part: 'gradientDescent' | 'stochasticGradientDescent' | 'normalizedGradientDescent';
  readonly algorithm: Algorithm;
  readonly float32?: true;
}

const of =
  (algorithm: Algorithm, part: Use['part']) =>
  (claim: Claim, float32?: true): Use => ({ claim, part, algorithm, ...(float32 === undefined ? {} : { float32 }) });
const descent = of('gradient-descent', 'gradientDescent');
const stochastic = of('sgd', 'stochasticGradientDescent');

/** Claims that survive and that a run of the algorithm decides: whatever breaks them is the subject. */
const USES: readonly Use[] = [
  descent(linearDescent),
  descent(smallStepSize),
  descent(descentRepaired),
  descent(gradientRepaired),
  descent(termination, true),
  descent(exampleOne),
  descent(enters, true),
  descent(leaves),
  descent(proportional),
  descent(reductionIntended),
  descent(purity),
  stochastic(finiteTimeRepaired, true),
  stochastic(stays, true),
  stochastic(strictMoveRepaired),
  stochastic(leastMoveRepaired),
  of('normalized-gradient-descent', 'normalizedGradientDescent')(normalizedGradientDescent),
];

/** The cases of a claim with their steps cut to what a guard can afford. */
function casesOf(claim: Claim): fc.Arbitrary<Case> {
  return claim.cases.map((input) => {
    const { steps } = input;
    return steps.kind === 'none' ? input : { ...input, steps: { ...steps, count: Math.min(steps.count, MOST_STEPS) } };
  });
}

/** The subject's parameters left the numbers; what a claim would make of them tells nothing. */
class NotFinite extends Error {}

/** The subject, stopped where its parameters are not finite any more. */
function finiteOnly(subject: OptimizerUnderTest): OptimizerUnderTest {
  return {
    ...subject,
    create(options) {
      const state = subject.create(options);
      return {
        step(params, gradient) {
          const pending = state.step(params, gradient);
          if (!params.every(Number.isFinite)) throw new NotFinite();
          return pending;
        },
      };
    },
  };
}

/** An outcome without a conclusion. */
const UNDECIDED: Outcome = { kind: 'undecided', evaluation: { hypotheses: [], labels: [] } };

/** Judges one case; `violated` only where the subject's precision cannot be the reason. */
function judgeWith(claim: Claim, part: Use['part'], subject: Subject, input: Case): Outcome {
  const judged = (optimizer: OptimizerUnderTest): Outcome => judgeCase(claim, input, { ...standardParts, [part]: finiteOnly(optimizer) });
  const reference = subject.precision === 'float64' ? standardParts[part] : roundedTo32(standardParts[part]);
  let own: Outcome;
  try {
    own = judgedTogether(subject, reference, judged);
  } catch (thrown) {
    if (thrown instanceof NotFinite) return UNDECIDED;
    throw thrown;
  }
  if (subject.precision === 'float64' || own.kind !== 'violated') return own;
  const clear = own.evaluation.conclusion!.slack < -FLOAT32_SLACK && judged(reference).kind === 'satisfied';
  return clear ? own : UNDECIDED;
}

function judgeClaim({ claim, part }: Use, subject: Subject): CheckOutcome {
  const cases = casesOf(claim);
  const outcomes = fc.sample(cases, { seed: 0, numRuns: CASES }).map((input) => judgeWith(claim, part, subject, input));
  if (outcomes.some(({ kind }) => kind === 'violated')) return brokenClaim(claim, part, subject);
  const effective = outcomes.filter(({ kind }) => kind === 'satisfied');
  if (effective.length === 0) return { verdict: 'undecided', slack: Number.NaN, note: `none of ${CASES} cases could be decided` };
  const slack = smallest(effective.map(({ evaluation }) => evaluation.conclusion!.slack));
  // A slack below zero within its rounding bound is satisfied; as a check's slack it is zero.
  return { verdict: 'pass', slack: Math.max(0, slack), note: `${effective.length} of ${CASES} cases met the hypotheses, none violated` };
}

function brokenClaim(claim: Claim, part: Use['part'], subject: Subject): CheckOutcome {
  let budget = SHRINK_BUDGET;
  const property = fc.property(casesOf(claim), (input) => budget-- <= 0 || judgeWith(claim, part, subject, input).kind !== 'violated');
  // The same seed draws the same cases, so one of them fails.
  const input = fc.check(property, { seed: 0, numRuns: CASES }).counterexample![0];
  const { slack, step, note } = judgeWith(claim, part, subject, input).evaluation.conclusion!;
  return {
    verdict: 'broken',
    slack,
    ...(note === undefined ? {} : { note }),
    witness: { kind: 'case', case: { input, outcome: { verdict: 'violated', slack, step, evidence: 'numerical' } } },
  };
}

/** One check for each claim. */
export const claimChecks: readonly Check[] = USES.map((use) => ({
  id: `claim/${use.claim.id}`,
  group: 'claim',
  title: use.claim.statement,
  applies: ({ algorithm, precision }) =>
    algorithm === use.algorithm && (precision === 'float64' || (precision === 'float32' && use.float32 === true)),
  after: AFTER_LAW,
  judge: (subject) => judgeClaim(use, subject),
}));
