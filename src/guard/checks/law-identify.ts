/** Which published form of its algorithm a subject follows. */

import type { Subject } from '../check.js';
import { type RuledAlgorithm, standardHyperparameters } from '../reference/published.js';
import { type Candidate, candidatesFor, compareRun, type Fit } from './law-candidate.js';
import { type Problem, trajectory } from './problem.js';

/** What a problem says about candidates: those that fit, and the nearest of the others when none does. */
export interface Identification {
  readonly fitting: readonly Fit[];
  readonly nearest: Fit;
  readonly run: readonly Float64Array[];
}

/** The algorithm of a subject whose rule is published. */
export function ruledAlgorithm({ algorithm }: Pick<Subject, 'algorithm'>): RuledAlgorithm {
  if (algorithm === 'other') throw new RangeError('algorithm "other" has no published rule');
  return algorithm;
}

/** The hyperparameters a subject is created with, under every name in use; `centered` is for RMSProp. */
export function givenHyperparameters(subject: Subject, values = standardHyperparameters, centered = false): Record<string, unknown> {
  const given: Record<string, unknown> = { ...values[ruledAlgorithm(subject)] };
  if (subject.algorithm === 'rmsprop') Object.assign(given, { decay: given.rho, centered });
  if (subject.algorithm === 'adadelta') given.decay = given.rho;
  return given;
}

/** Tries candidates on one problem. */
export function identify(subject: Subject, problem: Problem, candidates: readonly Candidate[]): Identification {
  const run = trajectory(subject, problem);
  const fits = candidates.map((candidate) => compareRun(candidate, problem, run, subject.precision));
  const nearest = fits.reduce((best, one) => (closer(one, best) ? one : best));
  return { fitting: fits.filter(({ ratio }) => ratio <= 1), nearest, run };
}

function closer(one: Fit, best: Fit): boolean {
  return one.agreed !== best.agreed ? one.agreed > best.agreed : one.ratio < best.ratio;
}

/** Candidates that fit every one of several problems, all of them to begin with. */
export function survivors(subject: Subject, problems: readonly Problem[]): Candidate[] {
  let candidates = candidatesFor(ruledAlgorithm(subject), givenHyperparameters(subject));
  for (const problem of problems) {
    if (candidates.length === 0) break;
    candidates = identify(subject, problem, candidates).fitting.map(({ candidate }) => candidate);
  }
  return candidates;
}
