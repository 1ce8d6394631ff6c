/** Refutation of the last iterate of case 4 as printed: its length is not 1. */

import { isBelow, isPositive } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { squareRoot } from '../../certify/enclosure/margin.js';
import type { Position } from '../../certify/enclosure/path.js';
import type { Look } from '../../certify/enclosure/search.js';
import { separatorOf, vector } from '../../certify/enclosure/separator.js';
import { dot, type Setting } from '../../certify/enclosure/setting.js';
import { everySmallerStep } from '../../certify/enclosure/small-step.js';
import { everySmallerStepCertifier } from '../../certify/every-smaller-step.js';
import { mustHold } from '../../certify/undecided.js';

/** The run ends where it starts, and |w_0| is enclosed. */
export const lastIsNoUnit = everySmallerStepCertifier(endOfRun, prove);

function endOfRun(): Look<Position> {
  return { slope: 0, test: (iterate) => (iterate.active.some(Boolean) ? undefined : iterate) };
}

function prove(at: Setting): Finding {
  const { arithmetic, input } = at;
  const { hypothesis } = separatorOf(at);
  const square = dot(arithmetic, input.start, input.start);
  const excess = arithmetic.subtract(squareRoot(arithmetic.precision, square), arithmetic.one);
  mustHold(isBelow(square, arithmetic.one) || isBelow(arithmetic.one, square), 'the last iterate may be a unit vector');
  const { low, high } = arithmetic.bounds(square);
  return {
    hypotheses: [
      hypothesis,
      everySmallerStep(at),
      { name: 'gradient descent terminates', how: 'no sample is active at w_0, by exact signs' },
    ],
    step: 0,
    slack: arithmetic.bounds(isPositive(excess) ? arithmetic.negate(excess) : excess),
    argument: [
      `At w_0 = ${vector(input.start)} no sample is active, so the gradient is 0 and w_0 is the last iterate, whatever the step size.`,
      `|w_0|^2 lies between ${low} and ${high}, so w_0 is no unit vector, and w^+_J is one by its definition.`,
      'The slack is -| |w_0| - 1 |.',
    ],
  };
}
