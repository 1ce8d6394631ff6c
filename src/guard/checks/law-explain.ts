/** What a subject that follows no form of its algorithm does instead, where a known change or another algorithm explains it. */

import type { Precision } from '../../optimizer/optimizer.js';
import type { Check, Subject } from '../check.js';
import { ascending, decayed, regularised, stretched } from '../reference/altered.js';
import { isHalf, roundedTo } from '../reference/arithmetic.js';
import { decayForms } from '../reference/decay.js';
import { conventions, type RuledAlgorithm } from '../reference/published.js';
import { type Candidate, candidatesFor, compareRun } from './law-candidate.js';
import { givenHyperparameters, ruledAlgorithm } from './law-identify.js';
import { ordinaryProblems } from './law-problems.js';
import { type Problem, trajectory } from './problem.js';

/** Weight decays that libraries have as defaults or people use. */
const DECAYS = [0.01, 0.1, 0.001, 1e-4, 5e-4, 0.004, 1e-5, 1e-6, 0.05, 0.125, 0.02];

/** Factors that step sizes are found to be off by. */
const FACTORS = [2, 1 / 2, 10, 0.1, 3, 1 / 3, 4, 1 / 4];

const SHORTER: readonly Precision[] = ['float32', 'float16', 'bfloat16'];

/** Names as papers write them. */
const NAMES: Partial<Readonly<Record<RuledAlgorithm, string>>> = {
  'gradient-descent': 'plain gradient descent',
  'normalized-gradient-descent': 'normalised gradient descent',
  nesterov: "Nesterov's momentum",
  adagrad: 'Adagrad',
  rmsprop: 'RMSProp',
  adadelta: 'Adadelta',
  adam: 'Adam',
  adamw: 'AdamW',
  amsgrad: 'AMSGrad',
  adamax: 'Adamax',
  nadam: 'NAdam',
  radam: 'RAdam',
  lion: 'Lion',
  signsgd: 'signSGD',
  signum: 'Signum',
  rprop: 'Rprop',
  lars: 'LARS',
  lamb: 'LAMB',
  adafactor: 'Adafactor',
  muon: 'Muon',
  ftrl: 'FTRL',
  asgd: 'averaged SGD',
};

/** A run to be explained. */
interface Seen {
  readonly problem: Problem;
  readonly run: readonly Float64Array[];
}

/** Whether a precision holds every parameter of the runs, as a program that computes in it leaves them. */
function isHeldIn(precision: Precision, seen: readonly Seen[]): boolean {
  return seen.every(({ run }) => run.every((params) => params.every((x) => roundedTo(precision, x) === x)));
}

/** Whether a candidate explains all runs. */
function explains(subject: Subject, seen: readonly Seen[], candidate: Candidate): boolean {
  return seen.every(({ problem, run }) => compareRun(candidate, problem, run, subject).ratio <= 1);
}

/** Explanations by a change of the algorithm's own forms, in words, the likeliest first. */
function* changes(own: readonly Candidate[]): Generator<readonly [string, Candidate]> {
  const each = (words: string, change: (candidate: Candidate) => Candidate['convention']): (readonly [string, Candidate])[] =>
    own.map((candidate) => [words, { ...candidate, convention: change(candidate) }]);
  yield* each('as ascending would: the sign of the gradient is turned', ({ convention }) => ascending(convention));
  for (const lambda of DECAYS) {
    yield* each(`as a weight decay of ${lambda} in the gradient would`, ({ convention }) => regularised(convention, lambda));
    for (const form of decayForms) {
      yield* each(`as a decoupled weight decay of ${lambda} would (${form.name})`, ({ convention }) => decayed(convention, lambda, form));
    }
  }
  for (const factor of FACTORS) {
    yield* each(`as a step size ${factor} times as large would`, ({ convention }) => stretched(convention, factor));
  }
}

/** What a subject does instead of its algorithm, as the end of a sentence; undefined where nothing known explains it. */
export function explanation(subject: Subject): string | undefined {
  const algorithm = ruledAlgorithm(subject);
  const seen = ordinaryProblems(subject).map((problem) => ({ problem, run: trajectory(subject, problem) }));
  const own = candidatesFor(algorithm, givenHyperparameters(subject));
  for (const precision of SHORTER) {
    if (subject.precision !== 'float64' || !isHeldIn(precision, seen)) continue;
    const shorter = { ...subject, precision };
    const fits = own.some((candidate) => explains(shorter, seen, candidate));
    if (fits) return `this is ${precision} arithmetic: declare --precision ${precision}`;
  }
  for (const [words, candidate] of changes(own)) if (explains(subject, seen, candidate)) return words;
  // In half a precision the bounds of quotients are too wide to tell one algorithm from another.
  if (isHalf(subject)) return undefined;
  // An algorithm under another name is no explanation.
  const other = otherAlgorithm(subject, seen, (one) => conventions[one] !== conventions[algorithm]);
  return other === undefined ? undefined : `as ${NAMES[other] ?? other} would`;
}

/** The first algorithm whose rule explains all runs, among those that are asked for. */
function otherAlgorithm(
  subject: Subject,
  seen: readonly Seen[],
  asked: (algorithm: RuledAlgorithm) => boolean,
): RuledAlgorithm | undefined {
  return (Object.keys(conventions) as RuledAlgorithm[]).find((other) => {
    // The bound of a Newton-Schulz iteration is too wide to tell anything from it.
    if (other === 'muon' || !asked(other)) return false;
    const candidates = candidatesFor(other, givenHyperparameters({ ...subject, algorithm: other }));
    return candidates.some((candidate) => explains(subject, seen, candidate));
  });
}

/** For those that declare no algorithm: which published rule their ordinary steps follow, so that they can declare it. */
export const algorithmFound: Check = {
  id: 'claim/algorithm-found',
  group: 'claim',
  title: 'which published rule the ordinary steps of an undeclared algorithm follow',
  applies: (subject) => subject.algorithm === 'other' && !isHalf(subject),
  after: ['protocol/finite'],
  judge(subject) {
    const seen = ordinaryProblems(subject).map((problem) => ({ problem, run: trajectory(subject, problem) }));
    const found = otherAlgorithm(subject, seen, () => true);
    if (found === undefined)
      return { verdict: 'information', slack: Number.NaN, note: 'none that is known, with its usual hyperparameters' };
    const note = `ordinary steps are those of ${NAMES[found] ?? found}: declared as ${found}, all of its rule is judged`;
    return { verdict: 'information', slack: Number.NaN, note };
  },
};
