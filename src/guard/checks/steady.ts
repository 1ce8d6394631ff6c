/** Gradients that never change, of many sizes, for thousands of steps. */

import seedrandom from 'seedrandom';
import type { Check, CheckOutcome, Subject } from '../check.js';
import { roundedTo } from '../reference/arithmetic.js';
import { staysFinite } from './finite.js';
import { standardProblem } from './standard-problem.js';

const SIZES = 64;
const STEPS = 4000;
/** Binary exponents of the sizes: this many, from minus this one. */
const EXPONENTS = 13;
const LEAST = 17;

/**
 * Sizes spread over 2^-17 to 2^-4 that fill the significand: of those a difference of averages rounds to either side of what it
 * is, such as the variance of a centred method, which is zero here. An epsilon of 1e-8 under the root still covers the rounding
 * of such squares in float32; beside the root none covers it.
 */
function sizes(subject: Subject): number[] {
  const random = seedrandom('guard/steady');
  return Array.from({ length: SIZES }, (_, j) => {
    const exponent = Math.floor((EXPONENTS * j) / SIZES) - LEAST;
    return roundedTo(subject.precision, (1 + random()) * 2 ** exponent);
  });
}

function judgeSteady(subject: Subject, more: Readonly<Record<string, unknown>>): CheckOutcome {
  const gradient = sizes(subject);
  const base = standardProblem(subject, { dimension: SIZES, steps: 1 });
  const hyperparameters = { ...base.hyperparameters, ...more };
  const outcome = staysFinite(subject, {
    ...base,
    stepSize: 1 / 1024,
    hyperparameters,
    gradients: new Array<number[]>(STEPS).fill(gradient),
  });
  const witness = outcome.witness;
  if (outcome.verdict !== 'broken' || witness?.kind !== 'steps') return outcome;
  // One coordinate shows it where coordinates are by themselves.
  const j = witness.got.findIndex((x) => !Number.isFinite(x));
  const alone = {
    ...base,
    stepSize: 1 / 1024,
    hyperparameters,
    start: [base.start[j]!],
    gradients: witness.gradients.map(() => [gradient[j]!]),
  };
  const single = staysFinite(subject, alone);
  return single.verdict === 'broken' ? single : outcome;
}

/** Finds averages whose difference must not be negative and is, by rounding. */
export const steady: Check = {
  id: 'protocol/steady',
  group: 'protocol',
  title: 'gradients of 64 sizes that never change keep the parameters finite for 4,000 steps',
  applies: () => true,
  after: ['protocol/finite'],
  judge(subject) {
    const plain = judgeSteady(subject, {});
    if (plain.verdict === 'broken' || subject.algorithm !== 'rmsprop') return plain;
    // Nobody declares this option, so that a subject is not judged by it; it is told.
    const centered = judgeSteady(subject, { centered: true });
    return centered.verdict === 'broken'
      ? { ...plain, conventions: [`with centered: true, which is not judged, ${centered.note}`] }
      : plain;
  },
};
