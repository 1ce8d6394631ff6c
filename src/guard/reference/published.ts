/** Which published rules an algorithm's name stands for. */

import type { Algorithm } from '../../optimizer/optimizer.js';
import { adadeltaConventions } from './adadelta.js';
import { adafactorConventions } from './adafactor.js';
import { adagradConventions } from './adagrad.js';
import { adamConventions } from './adam.js';
import { adamaxConventions } from './adamax.js';
import { adamwConventions } from './adamw.js';
import { amsgradConventions } from './amsgrad.js';
import { asgdConventions } from './asgd.js';
import type { Convention } from './convention.js';
import { ftrlConventions } from './ftrl.js';
import { gradientDescentConventions, normalizedConventions } from './gradient-descent.js';
import { lambConventions } from './lamb.js';
import { larsConventions } from './lars.js';
import { dampenedConventions, momentumConventions } from './momentum.js';
import { muonConventions } from './muon.js';
import { nadamConventions } from './nadam.js';
import { dampenedNesterovConventions, nesterovConventions } from './nesterov.js';
import { radamConventions } from './radam.js';
import { rmspropConventions, rmspropMomentumConventions } from './rmsprop.js';
import { rpropConventions } from './rprop.js';
import { lionConventions, signsgdConventions, signumConventions } from './sign-descent.js';

/** Algorithms with a published rule. */
export type RuledAlgorithm = Exclude<Algorithm, 'other'>;

/** Every form of each algorithm's rule. */
export const conventions: Readonly<Record<RuledAlgorithm, readonly Convention[]>> = {
  'gradient-descent': gradientDescentConventions,
  sgd: gradientDescentConventions,
  'normalized-gradient-descent': normalizedConventions,
  momentum: momentumConventions,
  nesterov: nesterovConventions,
  adagrad: adagradConventions,
  rmsprop: rmspropConventions,
  adadelta: adadeltaConventions,
  adam: adamConventions,
  adamw: adamwConventions,
  amsgrad: amsgradConventions,
  adamax: adamaxConventions,
  nadam: nadamConventions,
  radam: radamConventions,
  lion: lionConventions,
  signsgd: signsgdConventions,
  signum: signumConventions,
  rprop: rpropConventions,
  lars: larsConventions,
  lamb: lambConventions,
  adafactor: adafactorConventions,
  muon: muonConventions,
  ftrl: ftrlConventions,
  asgd: asgdConventions,
};

/** The forms of an algorithm under options that change its rule: a momentum or a dampening that is not zero. */
export function conventionsFor(algorithm: RuledAlgorithm, given: Readonly<Record<string, unknown>>): readonly Convention[] {
  const { momentum = 0, dampening = 0 } = given;
  const plain = algorithm === 'sgd' || algorithm === 'gradient-descent';
  if (dampening !== 0 && (algorithm === 'momentum' || (plain && momentum !== 0))) return dampenedConventions;
  if (dampening !== 0 && algorithm === 'nesterov') return dampenedNesterovConventions;
  if (momentum !== 0 && plain) return momentumConventions;
  if (momentum !== 0 && algorithm === 'rmsprop') return rmspropMomentumConventions;
  return conventions[algorithm];
}
