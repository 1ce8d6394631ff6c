/** Gradients that never change, of many sizes, for thousands of steps. */

import seedrandom from 'seedrandom';
import type { Check, CheckOutcome, Subject } from '../check.js';
import { roundedTo } from '../reference/arithmetic.js';
import { staysFinite } from './finite.js';
import { extremesOf } from './ranges.js';
import { standardProblem } from './standard-problem.js';

const SIZES = 64;
const STEPS = 4000;

/**
 * Sizes spread over 2^-6 to 2^6 that fill the significand: of those a difference of averages rounds to either side of what it
 * is, such as the variance of a centred method, which is zero here.
 */
function sizes(subject: Subject): number[] {
  const random = seedrandom('guard/steady');
  const most = Math.min(6, extremesOf(subject)[1]);
  return Array.from({ length: SIZES }, (_, j) => {
    const exponent = Math.floor(((2 * most + 1) * j) / SIZES) - most;
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
    return judgeSteady(subject, { centered: true });
  },
};
