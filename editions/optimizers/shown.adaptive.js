/** Adam, AdamW and Lion in the explorer. */

import { adam, lion } from './adam.js';
import { boxOf } from './box.js';
import { betasOf, setting } from './cases.js';
import { epsilonStep } from './claims/adam.epsilon-step.js';
import { epsilonTakesOver } from './claims/adam.epsilon-takes-over.js';
import { lInfinity } from './claims/adam.l-infinity.js';
import { lTwo } from './claims/adam.l2.js';
import { step as adamStep } from './claims/adam.step.js';
import { travel } from './claims/adam.travel.js';
import { adamwBox, adamwBoxRepaired, lionBox, lionPhaseOne } from './claims/decay.js';
import { scaleFree } from './claims/kingma.scale-free.js';
import { step as kingmaStep, stepIntended, stepRepaired } from './claims/kingma.step.js';
import { RATE, shown } from './shown.js';

/** @typedef {import('claimcheck/claims').Case} Case */

/** Claims about a sequence of gradients. */
const SEQUENCES = 'Claims about any gradients take the samples, y x, for them, one after the other.';

const withBetas = { beta1: [0.9], beta2: [0.99] };
/** @param {Case} input */
const decoupled = (input) => ({ ...betasOf(input), weightDecay: setting(input, 'lambda') });
const withDecay = {
  settings: { ...withBetas, lambda: [0.25] },
  /** @param {Case} input */
  landmarks: (input) => boxOf(input, setting(input, 'lambda')),
};

export const adaptive = [
  shown(
    {
      name: 'Adam without epsilon',
      about: `Adam with bias correction and epsilon = 0, with ${RATE}. Its margin in l-infinity tends to the largest. ${SEQUENCES}`,
      claims: [lInfinity(), travel(), adamStep(), kingmaStep(), stepIntended(), stepRepaired(), scaleFree()],
    },
    adam,
    (input) => ({ ...betasOf(input), epsilon: 0 }),
    { settings: withBetas },
  ),
  shown(
    {
      name: 'Adam with epsilon',
      about: `Adam with bias correction, with ${RATE}. Its margin in l-infinity grows first; once gradients are below epsilon, that in l2. ${SEQUENCES}`,
      claims: [lTwo(), epsilonTakesOver(), epsilonStep()],
    },
    adam,
    (input) => ({ ...betasOf(input), epsilon: setting(input, 'epsilon') }),
    { settings: { ...withBetas, epsilon: [0.0001], decay: [0] } },
  ),
  shown(
    {
      name: 'AdamW without epsilon',
      about: `Adam with decoupled decay lambda and epsilon = 0, with ${RATE}. Where it converges, it does so to the least loss in the box. ${SEQUENCES}`,
      claims: [adamwBox(), adamwBoxRepaired()],
    },
    adam,
    (input) => ({ ...decoupled(input), epsilon: 0 }),
    withDecay,
  ),
  shown(
    {
      name: 'Lion',
      about: `The sign of a mean of momentum and gradient, with decoupled decay lambda and ${RATE}. It goes to the least loss in the box. ${SEQUENCES}`,
      claims: [lionBox(), lionPhaseOne()],
    },
    lion,
    decoupled,
    withDecay,
  ),
];
