/** Families of algorithms that a property holds for. */

import type { Algorithm } from '../../optimizer/optimizer.js';
import type { Subject } from '../check.js';

const family =
  (...members: readonly Algorithm[]) =>
  ({ algorithm }: Subject): boolean =>
    members.includes(algorithm);

/** Any algorithm that has a name. */
export const named = ({ algorithm }: Subject): boolean => algorithm !== 'other';

/** Every coordinate by itself. */
export const coordinatewise = family('gradient-descent', 'sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adadelta', 'adam');

/** Turning the gradients turns the moves; all moves lie in the span of the gradients. */
export const rotationEquivariant = family('gradient-descent', 'sgd', 'normalized-gradient-descent', 'momentum', 'nesterov');

/** Moves are linear in the gradients. */
export const linearInGradient = family('gradient-descent', 'sgd', 'momentum', 'nesterov');

/** Large gradients count by their direction or sign alone, up to epsilon. */
export const scaleFree = family('normalized-gradient-descent', 'adagrad', 'rmsprop', 'adadelta', 'adam');

/** Moves are proportional to a constant step size. */
export const linearInStepSize = family(
  'gradient-descent',
  'sgd',
  'normalized-gradient-descent',
  'momentum',
  'nesterov',
  'adagrad',
  'rmsprop',
  'adam',
);

/** No memory of earlier gradients. */
export const memoryless = family('gradient-descent', 'sgd', 'normalized-gradient-descent');

/** A zero gradient moves nothing, whatever came before. */
export const restsAtZeroGradient = family('gradient-descent', 'sgd', 'normalized-gradient-descent', 'adagrad', 'rmsprop', 'adadelta');

/** Moves depend on gradients alone; momentum and Nesterov may look back at earlier parameters. */
export const blindToParameters = family('gradient-descent', 'sgd', 'normalized-gradient-descent', 'adagrad', 'rmsprop', 'adadelta', 'adam');
