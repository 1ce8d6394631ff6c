/** Checks of the update law: every step is that of one published form of the algorithm, to the rounding of its evaluation. */

import { append, largest, smallest } from '../../numerics/lists.js';
import type { Check, CheckOutcome, Subject } from '../check.js';
import { unusualHyperparameters } from '../reference/hyperparameters.js';
import type { RuledAlgorithm } from '../reference/published.js';
import { type Candidate, candidatesFor, describe, type Fit } from './law-candidate.js';
import { explanation } from './law-explain.js';
import { givenHyperparameters, identify, ruledAlgorithm, survivors } from './law-identify.js';
import { dimensionProblems, ordinaryProblems, scaleProblems, scheduleProblems } from './law-problems.js';
import { shrink } from './law-shrink.js';
import { longRun } from './long-run.js';
import { type Problem, stepsWitness, trajectory } from './problem.js';

type Problems = (subject: Subject) => Problem[];

/** A problem with the run that the subject makes of it. */
interface Ran {
  readonly problem: Problem;
  readonly run: readonly Float64Array[];
}

/** Problems as they are run, one after the other, as far as they are looked at. */
function* ran(subject: Subject, problems: readonly Problem[]): Generator<Ran> {
  for (const problem of problems) yield { problem, run: trajectory(subject, problem) };
}

const isRuled = ({ algorithm }: Subject): boolean => algorithm !== 'other';

/**
 * Judges problems by the candidates that fit those before them.
 *
 * @param before - problems that single out the candidates; where none fits them, all are tried, so that the check stands alone.
 * @param tells - reports the conventions that are left.
 */
function judgeLaw(subject: Subject, before: readonly Problem[], problems: Iterable<Ran>, tells: boolean): CheckOutcome {
  const given = givenHyperparameters(subject);
  const all = candidatesFor(ruledAlgorithm(subject), given);
  const left = before.length === 0 ? all : survivors(subject, before);
  return judgeCandidates(subject, left.length === 0 ? all : left, problems, given, tells);
}

/** Judges problems that have hyperparameters of their own by all forms of the algorithm under them. */
export function judgeProblems(
  subject: Subject,
  problems: readonly Problem[],
  given: Readonly<Record<string, unknown>>,
  tells: boolean,
): CheckOutcome {
  return judgeCandidates(subject, candidatesFor(ruledAlgorithm(subject), given), ran(subject, problems), given, tells);
}

function judgeCandidates(
  subject: Subject,
  first: readonly Candidate[],
  problems: Iterable<Ran>,
  given: Readonly<Record<string, unknown>>,
  tells: boolean,
): CheckOutcome {
  let candidates = first;
  const seen: Fit[] = [];
  for (const { problem, run } of problems) {
    const found = identify(subject, problem, candidates, run);
    if (found.fitting.length === 0) return broken(subject, problem, candidates);
    append(seen, found.fitting);
    candidates = found.fitting.map(({ candidate }) => candidate);
  }
  const best = candidates.map((candidate) => worst(candidate, seen)).reduce((a, b) => (b.ratio < a.ratio ? b : a));
  const outcome: CheckOutcome = { verdict: 'pass', slack: 1 - best.ratio, note: passNote(subject, best) };
  return tells ? { ...outcome, conventions: told(subject, candidates, given) } : outcome;
}

/** The worst of a candidate's fits, in its ratio and in ulps. */
function worst(candidate: Candidate, seen: readonly Fit[]): Fit {
  const fits = seen.filter((fit) => fit.candidate === candidate);
  const farthest = fits.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return { ...farthest, ulps: largest(fits.map(({ ulps }) => ulps)) };
}

function passNote(subject: Subject, { ratio, ulps }: Fit): string {
  return `off by at most ${ulps.toPrecision(2)} ulp of ${subject.precision}; the bound, four times the running rounding error of the rule, is used to ${(100 * ratio).toPrecision(2)}%`;
}

/** What is worth telling of a recognised form: nothing where the algorithm has only one. */
function told(subject: Subject, candidates: readonly Candidate[], given: Readonly<Record<string, unknown>>): string[] {
  const forms = candidatesFor(ruledAlgorithm(subject), given);
  if (forms.length === 1) return [];
  const names = candidates.map((candidate) => describe(candidate, given));
  return [names.length <= 3 ? names.join('; or ') : `${names[0]}; or one of ${names.length - 1} that these steps do not tell apart`];
}

function broken(subject: Subject, problem: Problem, candidates: readonly Candidate[]): CheckOutcome {
  const { problem: small, found } = shrink(subject, problem, candidates);
  const { nearest, run } = found;
  const steps = nearest.agreed + 1;
  const got = run[nearest.agreed]!;
  const expected = nearest.expected!;
  const given = givenHyperparameters(subject);
  const instead = explanation(subject);
  return {
    verdict: 'broken',
    slack: 1 - nearest.ratio,
    note: `${instead === undefined ? '' : `${instead}; `}step ${steps} gives (${shown(got)}) where the nearest form, ${describe(nearest.candidate, given)}, gives (${shown(expected)})`,
    witness: stepsWitness(small, steps, expected, got),
  };
}

function shown(vector: ArrayLike<number>): string {
  return Array.from(vector).join(', ');
}

type Runs = (subject: Subject) => Iterable<Ran>;

/** The runs of some problems. */
const of =
  (problems: Problems): Runs =>
  (subject) =>
    ran(subject, problems(subject));

function lawCheck(id: string, title: string, before: readonly Problems[], problems: Runs, after: readonly string[]): Check {
  return {
    id,
    group: 'update law',
    title,
    applies: isRuled,
    after: ['protocol/finite', 'protocol/determinism', 'protocol/instances', ...after],
    judge: (subject) =>
      judgeLaw(
        subject,
        before.flatMap((make) => make(subject)),
        problems(subject),
        id === 'law/schedule',
      ),
  };
}

/** A subject may heed hyperparameters or keep its own defaults; either way it must follow its rule. */
const hyperparameters: Check = {
  id: 'law/hyperparameters',
  group: 'update law',
  title: 'with other hyperparameters the steps follow the rule with these, or with its own published defaults',
  applies: (subject) => isRuled(subject) && Object.keys(unusualHyperparameters[subject.algorithm as RuledAlgorithm]).length > 0,
  after: ['protocol/finite', 'protocol/determinism', 'protocol/instances', 'law/rule', 'law/scale'],
  judge(subject) {
    const given = givenHyperparameters(subject, unusualHyperparameters, true);
    const problems = ordinaryProblems(subject).map((problem) => ({ ...problem, hyperparameters: given }));
    let candidates = candidatesFor(ruledAlgorithm(subject), given);
    let ratio = 0;
    for (const problem of problems) {
      const found = identify(subject, problem, candidates);
      if (found.fitting.length === 0) return broken(subject, problem, candidates);
      ratio = smallest(found.fitting.map((one) => one.ratio));
      candidates = found.fitting.map(({ candidate }) => candidate);
    }
    const names = Object.keys(unusualHyperparameters[ruledAlgorithm(subject)]);
    const heeds = (name: string): boolean => candidates.every(({ hyperparameters: own }) => !(name in own) || own[name] === given[name]);
    const heeded = names.filter(heeds);
    const kept = names.filter((name) => !heeds(name));
    return {
      verdict: 'pass',
      slack: 1 - ratio,
      note: kept.length === 0 ? `heeds ${heeded.join(', ')}` : `keeps its own ${kept.join(', ')}`,
      ...(kept.length === 0 ? {} : { conventions: [`keeps its own ${kept.join(', ')} whatever create is given`] }),
    };
  },
};

/** Checks of the update law, each narrowing what the ones before it left. */
export const lawChecks: readonly Check[] = [
  lawCheck('law/rule', 'every step is that of one published form of the rule', [], of(ordinaryProblems), []),
  lawCheck('law/scale', 'the rule holds for gradients of every size, epsilon in its place', [ordinaryProblems], of(scaleProblems), [
    'law/rule',
  ]),
  lawCheck('law/schedule', 'step k = 0, 1, ... uses eta_k', [ordinaryProblems, scaleProblems], of(scheduleProblems), [
    'protocol/schedule',
    'law/rule',
    'law/scale',
  ]),
  lawCheck('law/dimension', 'the rule holds in every coordinate of 1 to 64', [ordinaryProblems, scaleProblems], of(dimensionProblems), [
    'protocol/positions',
    'protocol/coordinates',
    'law/rule',
    'law/scale',
  ]),
  lawCheck('law/long', 'the rule holds for 10,000 steps', [ordinaryProblems, scaleProblems], (subject) => [longRun(subject)], [
    'protocol/long',
    'law/rule',
    'law/scale',
  ]),
  hyperparameters,
];
