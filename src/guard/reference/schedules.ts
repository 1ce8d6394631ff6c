/** Published schedules: what eta is multiplied by at step k = 0, 1, ... */

import type { Schedule } from '../../optimizer/optimizer.js';

/** Half a cosine from one value to another, at a share of the way. Rounded last bits do not matter: factors enter within a tolerance. */
function annealed(from: number, to: number, share: number): number {
  return to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share));
}

function powered(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
}

/**
 * The factor of step k, by the forms that do not go by the factor before:
 *
 * - step, exponential: `torch.optim.lr_scheduler.StepLR` and `ExponentialLR`, Keras `ExponentialDecay` with and without staircase;
 * - linear: `LinearLR`, optax `linear_schedule`;
 * - polynomial: `PolynomialLR`, Keras `PolynomialDecay` and optax `polynomial_schedule` with an end of 0;
 * - cosine: Loshchilov and Hutter 2017, eq. 5, `CosineAnnealingLR`, Keras `CosineDecay`, optax `cosine_decay_schedule`;
 * - oneCycle: Smith and Topin 2018 in the form of `OneCycleLR`, two phases of cosines.
 */
export function scheduleFactor(schedule: Schedule, k: number): number {
  switch (schedule.kind) {
    case 'step':
      return powered(schedule.factor, Math.floor(k / schedule.every));
    case 'exponential':
      return powered(schedule.factor, k);
    case 'linear':
      return schedule.start + (schedule.end - schedule.start) * Math.min(1, k / schedule.steps);
    case 'polynomial':
      return powered(1 - Math.min(1, k / schedule.steps), schedule.power);
    case 'cosine':
      return annealed(1, schedule.end, Math.min(1, k / schedule.steps));
    case 'oneCycle': {
      const top = schedule.warmup * schedule.steps - 1;
      const last = schedule.steps - 1;
      return k <= top ? annealed(schedule.start, 1, k / top) : annealed(1, schedule.end, Math.min(1, (k - top) / (last - top)));
    }
  }
}
