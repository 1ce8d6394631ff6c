/** Refutations of the list of cases of theorem 3.2: a limit on the edge of the region, which is in none of them, and a run that locks. */

import { atStart } from '../../certify/argument.js';
import { signOf } from '../../certify/arithmetic/interval.js';
import { type Finding, restartedFrom } from '../../certify/certificate.js';
import { type Certifier, certifier } from '../../certify/certifier.js';
import { squareRoot } from '../../certify/enclosure/margin.js';
import { samples, separatorOf } from '../../certify/enclosure/separator.js';
import { type Setting, settingOf } from '../../certify/enclosure/setting.js';
import { everySmallerStep, smallOnSublevel } from '../../certify/enclosure/small-step.js';
import { constantStep } from '../../certify/enclosure/step-size.js';
import { everySmallerStepCertifier } from '../../certify/every-smaller-step.js';
import { convergence, staysBesideKinks, wokenNegative } from '../../certify/invariant/beside-kinks.js';
import { faceOf } from '../../certify/invariant/face.js';
import type { Kept } from '../../certify/invariant/kept.js';
import { lockFrom } from '../../certify/invariant/lock.js';
import { mustHold, OutOfReach, Undecided } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';
import { guessLock, type LockGuess, withHeight } from '../../oracle/strike-cycle.js';

/** The run tends to a limit that none of the four cases allows. */
export const noneOfTheCases = everySmallerStepCertifier(staysBesideKinks, prove);

function prove(at: Setting, kept: Kept): Finding {
  const { arithmetic, data, inner } = at;
  const { hypothesis } = separatorOf(at);
  const { J } = kept;
  const { b, product, square } = wokenNegative(at, kept);
  const inverse = arithmetic.reciprocal(squareRoot(arithmetic.precision, arithmetic.multiply(square, inner(b, b))));
  const cosine = arithmetic.multiply(product, inverse);
  return {
    hypotheses: [hypothesis, everySmallerStep(at)],
    step: 0,
    slack: arithmetic.bounds(arithmetic.negate(cosine)),
    argument: [
      ...convergence(at, kept),
      `Case 2 says that it does not converge. Case 4 needs a run that terminates, but ${samples(J)} stay active.`,
      `Case 3, and case 1 where J = ${samples(J)}, the active positives, are all of them, say that it converges to w^+_J within the region. But w^+_J = v/|v|, by its dual weights, has v.x${b + 1} > 0 exactly, so it is not in the region, and the limit has 0 there.`,
      ...(J.length < data.positives.length
        ? [
            'Case 1 says that it converges to w^+ of all positives, whose inner product with each of them is positive, as the data are separable. But a positive is inactive for ever, and the limit has no positive inner product with it.',
          ]
        : []),
      `The printed argmin instead of w^+_J has a negative inner product with ${samples(J)}, where the limit has none. The slack is minus the cosine of w^+_J and x${b + 1}: 0 at the limit.`,
    ],
  };
}

/** w.x_a at the starts that are tried in place of a case's own: strikes begin at about that ln t. */
const HEIGHT = 12.5;
/** Binary digits that their entries have after the point: few first, for short numbers. */
const DIGITS = [4, 8, 12, 20, 32, 44] as const;

/** The run locks: a positive that the claimed limit keeps inactive is lifted over its kink for ever. */
export const locks: Certifier = certifier((at) => {
  const { eta } = constantStep(at);
  const guess = guessLock(at.data, at.input.start, eta);
  if (guess === undefined) throw new OutOfReach('no cycle of strikes is found');
  const own = decided(() => proveLock(at, guess));
  if (own !== undefined) return own;
  const w = withHeight(at.data, guess, HEIGHT);
  mustHold(w !== undefined, 'the positive that stays active has nothing of its own');
  for (const digits of DIGITS) {
    const start = Array.from(w, (entry) => Math.round(entry * 2 ** digits) / 2 ** digits);
    const finding = decided(() => proveLock(settingOf({ ...at.input, start }, at.arithmetic.precision), guess));
    if (finding === undefined) continue;
    const restart = { start, from: 'near the cycle of strikes that it seems to come to' };
    return restartedFrom(at.input.start, restart, 'the way to the cycle is not enclosed', finding);
  }
  throw new Undecided('no start is shown to lock');
});

function decided(prove: () => Finding): Finding | undefined {
  try {
    return prove();
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return undefined;
  }
}

function proveLock(at: Setting, guess: LockGuess): Finding {
  const { arithmetic, data, inner, input } = at;
  const { hypothesis } = separatorOf(at);
  const small = smallOnSublevel(at);
  const lock = lockFrom(at, guess);
  const { slow, bursts } = lock;
  const face = faceOf(at, [slow]);
  mustHold(face !== undefined, 'the claimed limit is not known');
  const lifted = lock.recurrent.find((i) => data.y[i] === 1 && signOf(face.along(i)) === -1);
  mustHold(lifted !== undefined, 'the claimed limit keeps no struck positive inactive');
  const inverse = arithmetic.reciprocal(squareRoot(arithmetic.precision, arithmetic.multiply(face.square, inner(lifted, lifted))));
  const [a, r] = [samples([slow]), samples([lifted])];
  const { low: floor } = arithmetic.bounds(nth(lock.floors, lifted));
  const { low: gain } = arithmetic.bounds(lock.gain);
  const steps = bursts.map((burst) => burst.map((acting) => samples(acting)).join(', then '));
  return {
    hypotheses: [hypothesis, small],
    step: 0,
    slack: arithmetic.bounds(arithmetic.multiply(face.along(lifted), inverse)),
    argument: [
      atStart(input.start, `w.x_i > 0 for ${a} alone`),
      `While ${a} alone is active all w.x_i move along one line, by steps that are known to be small, until another sample is active. A cycle has ${bursts.length} such ${bursts.length === 1 ? 'drift' : 'drifts'}; after them act, beside ${a}: ${steps.join('; ')}.`,
      `All signs and all w.x_i on the way are enclosed for every start of a cycle in a box of half width ${arithmetic.bounds(lock.radius).high}, and for all small enough steps of ${a}; the cycle ends in the box again (mean value theorem, docs/explanation/certificates.md).`,
      `In a cycle w.x${slow + 1} gains ${gain} at least, and it is never below ${arithmetic.bounds(nth(lock.floors, slow)).low}. So there are infinitely many cycles, |w_t| grows without bound, and ${a} is active for ever. All other samples are inactive between two bursts, so J = ${a}.`,
      `w.x${lifted + 1} >= ${floor} for ever, so every limit u of w_t/|w_t| has u.x${lifted + 1} >= 0.`,
      `The limit that is claimed for this J is v/|v|, by its dual weights, with v.x${lifted + 1} < 0 exactly: it keeps ${r} inactive. The slack is the cosine of v and x${lifted + 1}, which would have to be at least 0.`,
    ],
  };
}
