/** Families of algorithms that a property holds for. */

import type { Algorithm } from '../../optimizer/optimizer.js';
import type { Subject } from '../check.js';

type Property = (subject: Pick<Subject, 'algorithm'>) => boolean;

const family =
  (...members: readonly Algorithm[]): Property =>
  ({ algorithm }) =>
    members.includes(algorithm);

const DESCENT = ['gradient-descent', 'sgd'] as const;
const BUFFERED = ['momentum', 'nesterov'] as const;
const SCALED = ['adagrad', 'rmsprop', 'adadelta'] as const;
const ADAMS = ['adam', 'amsgrad', 'adamax', 'nadam', 'radam'] as const;
const SIGNS = ['signsgd', 'signum', 'lion'] as const;

/** Any algorithm that has a name. */
export const named: Property = ({ algorithm }) => algorithm !== 'other';

/** Algorithms that claims of the paper are about. */
export const hasClaims: Property = family(...DESCENT, 'normalized-gradient-descent');

/** Every coordinate by itself. */
export const coordinatewise = family(...DESCENT, ...BUFFERED, ...SCALED, ...ADAMS, ...SIGNS, 'adamw', 'rprop', 'ftrl', 'asgd');

/** Turning the gradients turns the moves; all moves lie in the span of the gradients. */
export const rotationEquivariant = family(...DESCENT, ...BUFFERED, 'normalized-gradient-descent');

/** Moves are linear in the gradients. */
export const linearInGradient = family(...DESCENT, ...BUFFERED);

/** Moves by signs alone, of gradients or of their averages: a factor of two changes no bit. */
export const signBased = family(...SIGNS, 'rprop');

/** Large gradients count by their direction or sign alone, up to epsilon. */
export const scaleFree = family(
  'normalized-gradient-descent',
  ...SCALED,
  'adam',
  'amsgrad',
  'adamax',
  'nadam',
  'adamw',
  ...SIGNS,
  'rprop',
  'lamb',
  'adafactor',
  'muon',
);

/** Moves are proportional to a constant step size. */
export const linearInStepSize = family(
  ...DESCENT,
  ...BUFFERED,
  'normalized-gradient-descent',
  'adagrad',
  'rmsprop',
  ...ADAMS,
  'signsgd',
  'signum',
  'muon',
);

/** No memory of earlier gradients. */
export const memoryless = family(...DESCENT, 'normalized-gradient-descent', 'signsgd');

/** A zero gradient moves nothing, whatever came before. */
export const restsAtZeroGradient = family(...DESCENT, 'normalized-gradient-descent', ...SCALED, 'signsgd', 'rprop', 'adafactor');

/** Moves depend on gradients alone; momentum and Nesterov may look back at earlier parameters. */
export const blindToParameters = family(...DESCENT, 'normalized-gradient-descent', ...SCALED, ...ADAMS, 'signsgd', 'signum', 'rprop');

/** Moves are the same wherever the start is. */
export const blindToStart: Property = (subject) => blindToParameters(subject) || family(...BUFFERED, 'muon')(subject);

/** Steps in proportion to the size of the parameters. */
export const multiplicative = family('lars', 'lamb', 'adafactor');

/** Under alternating gradients the moves soon come to a steady beat: not where parameters count, nor where momentum warms up. */
export const beatsSteadily: Property = (subject) => named(subject) && !multiplicative(subject) && !family('adamw', 'nadam')(subject);

/** A step size of a later step changes nothing of the steps before it, and is all that scales its own step. */
export const obeysEachStepSize: Property = (subject) => named(subject) && !family('rprop', 'ftrl')(subject);

/** A coordinate whose gradients are all zero never moves from zero; a matrix method moves entries with their rows. */
export const leavesDeadAlone: Property = (subject) => named(subject) && !family('muon')(subject);

/** Moves of a coordinate depend on where it stands in a matrix. */
export const matrixMethod = family('muon');
