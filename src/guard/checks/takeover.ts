/**
 * From which step on epsilon counts more than the gradients.
 *
 * Adam and its kin divide by the root of a second moment plus epsilon. While the root is above epsilon, moves hardly depend on
 * the size of the gradients, which goes to the largest-entry margin. Below it the move is eta m / epsilon, that of gradient
 * descent with momentum, which goes to the Euclidean one. How fast the root falls is derived in docs/explanation/epsilon.md.
 */

import { log } from '../../numerics/elementary.js';
import type { Algorithm } from '../../optimizer/optimizer.js';
import type { Subject } from '../check.js';
import type { Problem } from './problem.js';

/** Algorithms that divide by the root of such a moment plus epsilon. */
const DIVIDING: ReadonlySet<Algorithm> = new Set(['rmsprop', 'adam', 'adamw', 'amsgrad', 'adamax', 'nadam', 'radam', 'lamb']);

/** The largest root of the second moment after each step, without bias correction; undefined where the algorithm has none. */
function rootsOf({ algorithm }: Pick<Subject, 'algorithm'>, { gradients, hyperparameters }: Problem): number[] | undefined {
  const { beta2, rho } = hyperparameters;
  const decay = algorithm === 'rmsprop' ? rho : beta2;
  if (typeof decay !== 'number' || !DIVIDING.has(algorithm)) return undefined;
  let moment = 0;
  return gradients.map((gradient) => {
    const largest = Math.max(...gradient.map(Math.abs));
    if (algorithm === 'adamax') {
      moment = Math.max(decay * moment, largest);
      return moment;
    }
    moment = decay * moment + (1 - decay) * largest * largest;
    return Math.sqrt(moment);
  });
}

/** A number of steps that is known to two digits or so. */
function about(steps: number): string {
  return Number(steps.toPrecision(2)).toLocaleString('en-US');
}

/** What a report says of it after a run on separable data, with a semicolon in front; empty where no epsilon is given. */
export function takeover(subject: Pick<Subject, 'algorithm'>, problem: Problem): string {
  const { epsilon } = problem.hyperparameters;
  const roots = rootsOf(subject, problem);
  if (typeof epsilon !== 'number' || epsilon === 0 || roots === undefined) return '';
  if (subject.algorithm === 'amsgrad') return `; epsilon ${epsilon} does not take over, since a maximum of second moments never falls`;
  const reached = roots.findIndex((root) => root <= epsilon);
  if (reached >= 0) return `; epsilon ${epsilon} takes over at step ${reached + 1}`;
  const half = roots.length >> 1;
  const [middle, last] = [roots[half - 1] ?? 0, roots[roots.length - 1] ?? 0];
  const rate = log(middle / last) / (roots.length - half);
  if (!(rate > 0)) return `; the root of the second moment does not fall towards epsilon ${epsilon} within these steps`;
  const due = roots.length + log(last / epsilon) / rate;
  return `; epsilon ${epsilon} takes over at about step ${about(due)}, at the rate at which the root of the second moment falls`;
}
