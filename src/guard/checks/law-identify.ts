/** Which published form of its algorithm a subject follows. */

import { smallest } from '../../numerics/lists.js';
import { distance } from '../../numerics/vector.js';
import type { Subject } from '../check.js';
import { neutralOptions } from '../neutral-options.js';
import { standardHyperparameters } from '../reference/hyperparameters.js';
import type { RuledAlgorithm } from '../reference/published.js';
import { type Candidate, candidatesFor, compareRun, type Fit } from './law-candidate.js';
import { type Problem, trajectory } from './problem.js';

/** What a problem says about candidates. */
export interface Identification {
  readonly fitting: readonly Fit[];
  /** The one that explains most: the most steps, then the hyperparameters that were given, then clearly the least deviation. */
  readonly nearest: Fit;
  /** How far beyond its tolerance the best of all is. */
  readonly ratio: number;
  readonly run: readonly Float64Array[];
}

/** The algorithm of a subject whose rule is published. */
export function ruledAlgorithm({ algorithm }: Pick<Subject, 'algorithm'>): RuledAlgorithm {
  if (algorithm === 'other') throw new RangeError('algorithm "other" has no published rule');
  return algorithm;
}

/**
 * The hyperparameters that a subject is created with, under every name in use, with the options that it declares switched
 * off; `centered` is for RMSProp. Of `other` only the options are known.
 */
export function givenHyperparameters(subject: Subject, values = standardHyperparameters, centered = false): Record<string, unknown> {
  const given: Record<string, unknown> = neutralOptions(subject, 1);
  delete given.shapes;
  if (subject.algorithm === 'other') return given;
  Object.assign(given, values[subject.algorithm]);
  if (subject.algorithm === 'rmsprop') Object.assign(given, { decay: given.rho, centered });
  if (subject.algorithm === 'adadelta') given.decay = given.rho;
  return given;
}

/** Tries candidates on one problem, of which the run may be known. */
export function identify(
  subject: Subject,
  problem: Problem,
  candidates: readonly Candidate[],
  run: readonly Float64Array[] = trajectory(subject, problem),
): Identification {
  const fits = candidates.map((candidate) => compareRun(candidate, problem, run, subject));
  const nearest = fits.reduce((best, one) => (closer(one, best, problem, run) ? one : best));
  return { fitting: fits.filter(({ ratio }) => ratio <= 1), nearest, ratio: smallest(fits.map(({ ratio }) => ratio)), run };
}

/** A form named first stays the nearest unless another's deviation is less than half of its own. */
const CLEARLY = 1 / 2;

function closer(one: Fit, best: Fit, problem: Problem, run: readonly Float64Array[]): boolean {
  if (one.agreed !== best.agreed) return one.agreed > best.agreed;
  const [mine, its] = [strangers(one, problem), strangers(best, problem)];
  if (mine !== its) return mine < its;
  return distanceOf(one, run) < CLEARLY * distanceOf(best, run);
}

/** Hyperparameters that differ from what was given. */
function strangers({ candidate: { hyperparameters } }: Fit, problem: Problem): number {
  return Object.entries(hyperparameters).filter(([name, value]) => (problem.hyperparameters[name] ?? value) !== value).length;
}

function distanceOf({ agreed, expected }: Fit, run: readonly Float64Array[]): number {
  return expected === undefined ? 0 : distance(expected, run[agreed]!);
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
