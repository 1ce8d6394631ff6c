/**
 * From which step on epsilon counts more than the gradients.
 *
 * Adam and its kin divide by the root of a second moment plus epsilon. While the root is above epsilon, moves hardly depend on
 * the size of the gradients, which goes to the largest-entry margin. Below it the move is eta m / epsilon, that of gradient
 * descent with momentum, which goes to the Euclidean one. How fast the root falls is derived in docs/explanation/epsilon.md.
 */

import { log } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import type { Algorithm } from '../../optimizer/optimizer.js';
import type { Subject } from '../check.js';
import { isHalf } from '../reference/arithmetic.js';
import { ownEpsilon } from './own-epsilon.js';
import type { Problem } from './problem.js';

/** Algorithms that divide by the root of such a moment plus epsilon, coordinate by coordinate. */
const DIVIDING: ReadonlySet<Algorithm> = new Set(['rmsprop', 'adam', 'adamw', 'amsgrad', 'adamax', 'nadam', 'radam']);

/** The decay of the second moment; undefined where the algorithm has none that epsilon is added to. */
function decayOf({ algorithm }: Pick<Subject, 'algorithm'>, { hyperparameters }: Problem): number | undefined {
  const decay = algorithm === 'rmsprop' ? hyperparameters.rho : hyperparameters.beta2;
  return typeof decay === 'number' && DIVIDING.has(algorithm) ? decay : undefined;
}

/** The largest root of the second moment after each step, without bias correction. */
function rootsOf(algorithm: Algorithm, { gradients }: Problem, decay: number): number[] {
  let moment = 0;
  return gradients.map((gradient) => {
    const size = largest(gradient.map(Math.abs));
    if (algorithm === 'adamax') {
      moment = Math.max(decay * moment, size);
      return moment;
    }
    moment = decay * moment + (1 - decay) * size * size;
    return Math.sqrt(moment);
  });
}

/** A number of steps that is known to two digits or so. */
function about(steps: number): string {
  return Number(steps.toPrecision(2)).toLocaleString('en-US');
}

/** A size to two digits. */
function sized(size: number): string {
  return String(Number(size.toPrecision(2)));
}

/** When a root of these has fallen to epsilon. */
function whenReached(roots: readonly number[], epsilon: number): string {
  const reached = roots.findIndex((root) => root <= epsilon);
  if (reached >= 0) return `takes over at step ${reached + 1}`;
  const half = roots.length >> 1;
  const [middle, last] = [roots[half - 1] ?? 0, roots[roots.length - 1] ?? 0];
  const rate = log(middle / last) / (roots.length - half);
  if (!(rate > 0)) return 'does not take over within these steps, in which the root of the second moment does not fall';
  const due = roots.length + log(last / epsilon) / rate;
  return `takes over at about step ${about(due)}, at the rate at which the root of the second moment falls`;
}

/**
 * What a report says of it after a run on separable data, with a semicolon in front: by the epsilon that the subject has, and
 * whether that is one of its algorithm. Empty for algorithms without such an epsilon.
 */
export function takeover(subject: Subject, problem: Problem): string {
  const decay = decayOf(subject, problem);
  if (decay === undefined || isHalf(subject)) return '';
  const found = ownEpsilon(subject, decay);
  if (found === undefined) return '; steady gradients of 1 to 1e-13 do not show what epsilon counts for';
  const { own, isPublished, due } = found;
  const early = sized(own.now) === sized(own.late) ? '' : ` (${sized(own.now)} at step 16)`;
  const never = subject.algorithm === 'amsgrad';
  const when = (epsilon: number): string =>
    never
      ? 'does not take over, since a maximum of second moments never falls'
      : whenReached(rootsOf(subject.algorithm, problem, decay), epsilon);
  const said = `; epsilon ${sized(own.late)}${early} ${when(own.late)}`;
  if (isPublished) return `${said}, as in a published form of ${subject.algorithm}`;
  const others = due.map((epsilon) => `${sized(epsilon)} ${when(epsilon)}`);
  return `${said}; in no published form of ${subject.algorithm} does it count so${others.length === 0 ? '' : `: there epsilon ${others.join(', or ')}`}`;
}
