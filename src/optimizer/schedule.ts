import { power } from '../numerics/elementary.js';

/**
 * The paper's step sizes for SGD, eta_k = (k+1)^(-alpha) with 0.5 < alpha < 1 (Proposition 1).
 *
 * @throws RangeError when alpha is not in (0.5, 1).
 */
export function powerSchedule(alpha: number): (k: number) => number {
  if (!(alpha > 0.5 && alpha < 1)) throw new RangeError(`alpha is ${alpha}, not in (0.5, 1)`);
  return (k) => power(k + 1, -alpha);
}
