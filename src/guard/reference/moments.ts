/** The two averages of Adam and its kin, of one coordinate. */

import type { Arithmetic, Rounded } from './arithmetic.js';
import { averaged, type NamedConstants } from './convention.js';

/** Both averages after a gradient has entered, with their corrections 1 - beta^t. */
export interface Moments {
  readonly first: Rounded;
  readonly second: Rounded;
  readonly correction1: Rounded;
  readonly correction2: Rounded;
}

/** Starts the averages of `beta1` and `beta2` at zero; the function takes a gradient into them. */
export function moments(arithmetic: Arithmetic, { beta1, beta2 }: NamedConstants): (gradient: Rounded) => Moments {
  const { exact, subtract, multiply } = arithmetic;
  let first = exact(0);
  let second = exact(0);
  let power1 = exact(1);
  let power2 = exact(1);
  return (gradient) => {
    first = averaged(arithmetic, beta1!, first, gradient);
    second = averaged(arithmetic, beta2!, second, multiply(gradient, gradient));
    power1 = multiply(power1, beta1!);
    power2 = multiply(power2, beta2!);
    return { first, second, correction1: subtract(exact(1), power1), correction2: subtract(exact(1), power2) };
  };
}
