/** Rprop (Riedmiller and Braun 1993) and its kin as Igel and Huesken 2003 name them. */

import { type Convention, coordinatewise } from './convention.js';

/** Factors 1/2 and 1.2 everywhere; steps from 1e-6 (PyTorch, optax, the paper) or 0 (FANN) to 50. The first step is eta_0. */
const published = { etaMinus: [0.5], etaPlus: [1.2], minStep: [1e-6, 0], maxStep: [50] };

/** What happens where a gradient changes its sign. */
type Turn = 'rests and forgets' | 'goes on' | 'goes back and forgets';

function rprop(name: string, turn: Turn): Convention {
  return {
    name,
    published,
    begin: coordinatewise((arithmetic, { etaMinus, etaPlus, minStep, maxStep }) => {
      const { exact, add, subtract, multiply, sign, max } = arithmetic;
      const min: typeof max = (a, b) => (a.value <= b.value ? a : b);
      let step: ReturnType<typeof exact> | undefined;
      let before = 0;
      let moved = exact(0);
      return (w, gradient, eta) => {
        step ??= eta;
        const now = Math.sign(gradient.value);
        const turned = now * before;
        if (turned !== 0) step = min(max(multiply(step, turned > 0 ? etaPlus! : etaMinus!), minStep!), maxStep!);
        before = now;
        if (turned < 0 && turn !== 'goes on') {
          before = 0;
          return turn === 'rests and forgets' ? w : add(w, moved);
        }
        moved = multiply(step, sign(gradient));
        return subtract(w, moved);
      };
    }),
  };
}

/** `torch.optim.Rprop` and `optax.rprop` are iRprop-. */
export const rpropConventions: readonly Convention[] = [
  rprop('iRprop-: rests where the sign turns, and forgets it (Igel and Huesken 2003, PyTorch, optax, FANN)', 'rests and forgets'),
  rprop('Rprop-: goes on by half a step where the sign turns (Riedmiller 1994)', 'goes on'),
  rprop('Rprop+: takes its step back where the sign turns, and forgets it (Riedmiller and Braun 1993)', 'goes back and forgets'),
];
