/**
 * The epsilon that a subject has, by what it does: the size of gradients at which its moves are half of what large ones make.
 *
 * Beside the root that is epsilon itself, within the root sqrt(epsilon / 3). Where the root is of a moment without bias
 * correction, it is larger at first, and falls by the correction.
 */

import type { Subject } from '../check.js';
import { arithmeticOf } from '../reference/arithmetic.js';
import { type Candidate, candidatesFor, ruleOf } from './law-candidate.js';
import { givenHyperparameters, ruledAlgorithm } from './law-identify.js';
import { type Problem, stepSizeAt, trajectory } from './problem.js';

/** Sizes of gradients, each for a coordinate of its own: 1, 0.7, 1/2, 0.35, 1/4, ... */
const SIZES: readonly number[] = Array.from({ length: 88 }, (_, j) => 2 ** -(j >> 1) * (j % 2 === 0 ? 1 : Math.SQRT1_2));
/** Steps after which moves are compared: the forms with a warm-up have come out of it. */
const STEPS = [8, 16] as const;
/** Relative difference of sizes that are the same. */
const SAME = 0.02;

const near = (a: number, b: number): boolean => Math.abs(a / b - 1) <= SAME;

/** At which size moves are halved. */
export interface OwnEpsilon {
  /** After the last of the steps. */
  readonly now: number;
  /** In the end, once bias corrections have passed. */
  readonly late: number;
}

/** Gradients that never change, from zero. */
function sizedProblem(subject: Subject): Problem {
  return {
    stepSize: 1 / 8,
    hyperparameters: givenHyperparameters(subject),
    start: SIZES.map(() => 0),
    gradients: new Array<readonly number[]>(STEPS[1]).fill(SIZES),
  };
}

/** The size at which the move of one step is half of that at size 1; undefined where there is none. */
function halved(run: readonly Float64Array[], k: number): number | undefined {
  const [before, after] = [run[k - 2], run[k - 1]];
  if (before === undefined || after === undefined) return undefined;
  // The inverse share of the move: 1 + epsilon / size for an epsilon beside the root.
  const inverse = (j: number): number => ((after[0] ?? 0) - (before[0] ?? 0)) / ((after[j] ?? 0) - (before[j] ?? 0));
  const j = SIZES.findIndex((_, i) => inverse(i) >= 2);
  const [above, below] = [SIZES[j - 1], SIZES[j]];
  if (above === undefined || below === undefined) return undefined;
  // Along a line in 1 / size, which is exact beside the root and within a hundredth under it.
  const share = (2 - inverse(j - 1)) / (inverse(j) - inverse(j - 1));
  return 1 / (1 / above + share * (1 / below - 1 / above));
}

/** From the runs of the sized problem. */
function epsilonOf(run: readonly Float64Array[], decay: number): OwnEpsilon | undefined {
  const [early, now] = STEPS.map((k) => halved(run, k));
  if (early === undefined || now === undefined) return undefined;
  const [first = 0, last = 0] = STEPS.map((k) => Math.sqrt(1 - decayed(decay, k)));
  if (near(early, now)) return { now, late: now };
  // What settles neither way is no epsilon, such as the variance of a centred method.
  return near(early * first, now * last) ? { now, late: now * last } : undefined;
}

/** decay^k. */
function decayed(decay: number, k: number): number {
  let power = 1;
  for (let i = 0; i < k; i++) power *= decay;
  return power;
}

function published(subject: Subject, problem: Problem, candidate: Candidate): Float64Array[] {
  const { exact } = arithmeticOf('float64');
  const rule = ruleOf(candidate, problem, { ...subject, precision: 'float64' });
  let params = problem.start.map(exact);
  return problem.gradients.map((gradient, k) => {
    params = rule(params, gradient.map(exact), exact(stepSizeAt(problem, k)), k);
    return Float64Array.from(params, ({ value }) => value);
  });
}

/** The subject's epsilon, whether a published form has it, and those that the published forms have by what they are given. */
export interface EpsilonFound {
  readonly own: OwnEpsilon;
  readonly isPublished: boolean;
  readonly due: readonly number[];
}

/**
 * Measures the epsilon of a subject, and that of the published forms of its algorithm.
 *
 * @param decay - of the second moment
 */
export function ownEpsilon(subject: Subject, decay: number): EpsilonFound | undefined {
  const problem = sizedProblem(subject);
  const own = epsilonOf(trajectory(subject, problem), decay);
  if (own === undefined) return undefined;
  const forms = candidatesFor(ruledAlgorithm(subject), problem.hyperparameters).flatMap((candidate) => {
    const epsilon = epsilonOf(published(subject, problem, candidate), decay);
    return epsilon === undefined ? [] : [{ candidate, epsilon }];
  });
  const asGiven = forms.filter(({ candidate }) =>
    Object.entries(candidate.hyperparameters).every(([name, value]) => (problem.hyperparameters[name] ?? value) === value),
  );
  const due: number[] = [];
  for (const { epsilon } of asGiven) if (!due.some((known) => near(known, epsilon.late))) due.push(epsilon.late);
  return { own, isPublished: forms.some(({ epsilon }) => near(epsilon.now, own.now) && near(epsilon.late, own.late)), due };
}
