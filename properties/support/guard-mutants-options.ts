/** Broken options, states and programs of no named rule: each row is one bug that somebody could write. */

import type { Algorithm, OptimizerOption, OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { number, optimizer } from './guard-correct.js';
import { norm, zeros } from './guard-parts.js';

/** What a step of SGD with options is made of; correct unless replaced. */
interface SgdParts {
  sign(g: number, maximize: boolean): number;
  clip(g: Float64Array, clips: { value?: number; part?: number; whole?: number }): Float64Array;
  regularise(g: number, w: number, lambda: number, at: { mu: number; eta: number; maximize: boolean; k: number }): number;
  rate(eta: number, k: number, decay: number): number;
  beside(w: number, lambda: number, at: { eta: number; first: number; move: number; g: number; k: number }): number;
  enter(g: number, tau: number, k: number): number;
}

const sgdParts: SgdParts = {
  sign: (g, maximize) => (maximize ? -g : g),
  clip(g, { value, part, whole }) {
    let result = value === undefined ? g : g.map((x) => Math.max(-value, Math.min(value, x)));
    for (const most of [part, whole]) if (most !== undefined) result = result.map((x) => x * Math.min(1, most / norm(result)));
    return result;
  },
  regularise: (g, w, lambda) => g + lambda * w,
  rate: (eta, k, decay) => eta / (1 + k * decay),
  beside: (w, lambda, { eta }) => eta * lambda * w,
  enter: (g, tau, k) => (k === 0 ? g : (1 - tau) * g),
};

/** SGD or momentum with declared options, altered. */
function sgd(
  name: string,
  options: readonly OptimizerOption[],
  altered: Partial<SgdParts>,
  algorithm: Algorithm = 'sgd',
): OptimizerUnderTest {
  const parts = { ...sgdParts, ...altered };
  const decoupled = options.includes('decoupledWeightDecay');
  return {
    ...optimizer(name, algorithm, ({ dimension, ...given }) => {
      const lambda = number(given.weightDecay, 0);
      const mu = number(given.momentum, algorithm === 'momentum' ? 0.9 : 0);
      const clips = Object.fromEntries(
        [
          ['value', given.clipValue],
          ['part', given.clipNorm],
          ['whole', given.clipGlobalNorm],
        ].filter(([, most]) => typeof most === 'number'),
      );
      const maximize = given.maximize === true;
      const buffer = zeros(dimension);
      let first: number | undefined;
      return (w, gradient, constant, k) => {
        const eta = parts.rate(constant, k, number(given.learningRateDecay, 0));
        first ??= eta;
        const g = parts.clip(
          gradient.map((x) => parts.sign(x, maximize)),
          clips,
        );
        for (let j = 0; j < dimension; j++) {
          const x = decoupled || lambda === 0 ? g[j]! : parts.regularise(g[j]!, w[j]!, lambda, { mu, eta, maximize, k });
          buffer[j] = mu * buffer[j]! + parts.enter(x, number(given.dampening, 0), k);
          const move = eta * (mu === 0 ? x : buffer[j]!);
          w[j]! -= move + (decoupled ? parts.beside(w[j]!, lambda, { eta, first, move, g: g[j]!, k }) : 0);
        }
      };
    }),
    options,
  };
}

const weightDecay: readonly OptimizerUnderTest[] = [
  sgd('decay ignored', ['weightDecay'], { regularise: (g) => g }),
  sgd('decay ignored without momentum', ['weightDecay', 'momentum'], {
    regularise: (g, w, lambda, { mu }) => (mu === 0 ? g : g + lambda * w),
  }),
  sgd('decay subtracted', ['weightDecay'], { regularise: (g, w, lambda) => g - lambda * w }),
  sgd('decay of half (the loss has lambda / 2)', ['weightDecay'], { regularise: (g, w, lambda) => g + 0.5 * lambda * w }),
  sgd('decay turned with the gradient when maximizing', ['weightDecay', 'maximize'], {
    regularise: (g, w, lambda, { maximize }) => (maximize ? g - lambda * w : g + lambda * w),
  }),
  sgd('decay times the step size twice', ['weightDecay'], { regularise: (g, w, lambda, { eta }) => g + eta * lambda * w }),
  sgd('L1 for L2', ['weightDecay'], { regularise: (g, w, lambda) => g + lambda * Math.sign(w) }),
  sgd('decay from the second step on', ['weightDecay'], { regularise: (g, w, lambda, { k }) => (k === 0 ? g : g + lambda * w) }),
  sgd('decay beside the momentum', ['weightDecay'], { enter: (g) => g, regularise: (g) => g }, 'momentum'),
  sgd('decoupled decay ignored', ['decoupledWeightDecay'], { beside: () => 0 }),
  sgd('decoupled decay grows', ['decoupledWeightDecay'], { beside: (w, lambda, { eta }) => -eta * lambda * w }),
  sgd('decoupled decay after the step', ['decoupledWeightDecay'], { beside: (w, lambda, { eta, move }) => eta * lambda * (w - move) }),
  sgd('decoupled decay only with a gradient', ['decoupledWeightDecay'], {
    beside: (w, lambda, { eta, g }) => (g === 0 ? 0 : eta * lambda * w),
  }),
  sgd('decoupled decay by the root of the step size', ['decoupledWeightDecay'], {
    beside: (w, lambda, { eta }) => Math.sqrt(eta) * lambda * w,
  }),
  sgd('decoupled decay by the first step size', ['decoupledWeightDecay'], { beside: (w, lambda, { first }) => first * lambda * w }),
];

const others: readonly OptimizerUnderTest[] = [
  sgd('maximize ignored', ['maximize'], { sign: (g) => g }),
  sgd('maximize from the second step on', ['maximize'], { sign: (g) => g, rate: (eta) => eta }),
  sgd('rate decays by its square', ['learningRateDecay'], { rate: (eta, k, decay) => eta / (1 + k * decay) ** 2 }),
  sgd('rate decays from step 1', ['learningRateDecay'], { rate: (eta, k, decay) => eta / (1 + (k + 1) * decay) }),
  sgd('rate decay ignored', ['learningRateDecay'], { rate: (eta) => eta }),
  sgd('rate decays exponentially', ['learningRateDecay'], { rate: (eta, k, decay) => eta * Math.exp(-k * decay) }),
  sgd('clip by value at one side', ['clipValue'], { clip: (g, { value = Number.POSITIVE_INFINITY }) => g.map((x) => Math.min(value, x)) }),
  sgd('clip by value ignored', ['clipValue'], { clip: (g) => g }),
  sgd('clip by norm as by value', ['clipNorm'], {
    clip: (g, { part = Number.POSITIVE_INFINITY }) => g.map((x) => Math.max(-part, Math.min(part, x))),
  }),
  sgd('clip by norm enlarges small gradients', ['clipNorm'], {
    clip: (g, { part }) => (part === undefined ? g : g.map((x) => (x * part) / (norm(g) || 1))),
  }),
  sgd('clip by the squared norm', ['clipGlobalNorm'], {
    clip: (g, { whole }) => (whole === undefined ? g : g.map((x) => x * Math.min(1, whole / norm(g) ** 2))),
  }),
  sgd('clip by the sum of sizes', ['clipGlobalNorm'], {
    clip: (g, { whole }) => (whole === undefined ? g : g.map((x) => x * Math.min(1, whole / g.reduce((sum, y) => sum + Math.abs(y), 0)))),
  }),
  sgd('clip drops large gradients', ['clipGlobalNorm'], {
    clip: (g, { whole }) => (whole !== undefined && norm(g) > whole ? g.map(() => 0) : g),
  }),
  sgd('dampening ignored', ['dampening'], { enter: (g) => g }, 'momentum'),
  sgd(
    'dampening of the first gradient twice',
    ['dampening'],
    { enter: (g, tau, k) => (k === 0 ? (1 - tau) ** 2 * g : (1 - tau) * g) },
    'momentum',
  ),
  sgd('dampening taken for its rest', ['dampening'], { enter: (g, tau, k) => (k === 0 || tau === 0 ? g : tau * tau * g) }, 'momentum'),
  {
    ...optimizer('momentum of RMSProp lost', 'rmsprop', ({ dimension, rho }) => {
      const square = zeros(dimension);
      return (w, g, eta) => {
        for (let j = 0; j < dimension; j++) {
          square[j] = number(rho, 0.9) * square[j]! + (1 - number(rho, 0.9)) * g[j]! ** 2;
          w[j]! -= (eta * g[j]!) / (Math.sqrt(square[j]!) + 1e-8);
        }
      };
    }),
    options: ['momentum'],
  },
  {
    ...optimizer('momentum of RMSProp before the root', 'rmsprop', ({ dimension, rho, momentum }) => {
      const [square, buffer] = [zeros(dimension), zeros(dimension)];
      return (w, g, eta) => {
        for (let j = 0; j < dimension; j++) {
          square[j] = number(rho, 0.9) * square[j]! + (1 - number(rho, 0.9)) * g[j]! ** 2;
          buffer[j] = number(momentum, 0) * buffer[j]! + g[j]!;
          w[j]! -= (eta * buffer[j]!) / (Math.sqrt(square[j]!) + 1e-8);
        }
      };
    }),
    options: ['momentum'],
  },
  {
    ...optimizer('clip by the whole norm where each part is asked for', 'sgd', ({ clipNorm }) => (w, g, eta) => {
      const factor = typeof clipNorm === 'number' ? Math.min(1, clipNorm / norm(g)) : 1;
      for (let j = 0; j < w.length; j++) w[j]! -= eta * factor * g[j]!;
    }),
    options: ['clipNorm', 'shapes'],
  },
  {
    ...optimizer('parts: the first alone moves', 'momentum', ({ dimension, shapes, momentum }) => {
      const first = (shapes as number[][])[0]!.reduce((a, b) => a * b, 1);
      const buffer = zeros(dimension);
      return (w, g, eta) => {
        for (let j = 0; j < first; j++) {
          buffer[j] = number(momentum, 0.9) * buffer[j]! + g[j]!;
          w[j]! -= eta * buffer[j]!;
        }
      };
    }),
    options: ['shapes'],
  },
  {
    ...optimizer('noise that no seed governs', 'sgd', () => (w, g, eta) => {
      for (let j = 0; j < w.length; j++) w[j]! -= eta * (g[j]! + 0.01 * Math.sin(12.9898 * (j + 1)));
    }),
    options: ['noise'],
  },
];

const calls = { count: 0 };

const noise: readonly OptimizerUnderTest[] = [
  {
    ...optimizer('noise from a counter of all instances', 'sgd', ({ seed }) => (w, g, eta) => {
      for (let j = 0; j < w.length; j++) w[j]! -= eta * (g[j]! + 0.01 * Math.sin(number(seed, 0) + ++calls.count));
    }),
    options: ['noise'],
  },
];

/** Momentum whose state is saved and loaded, altered. */
function stored(
  name: string,
  save: (state: { m: Float64Array; k: number }) => unknown,
  load: (saved: never, dimension: number) => { m: Float64Array; k: number },
): OptimizerUnderTest {
  return {
    name,
    algorithm: 'momentum',
    create({ dimension, stepSize, momentum }) {
      let state = { m: zeros(dimension), k: 0 };
      return {
        step(w, g) {
          const eta = typeof stepSize === 'number' ? stepSize : stepSize(state.k);
          state.k++;
          for (let j = 0; j < dimension; j++) {
            state.m[j] = number(momentum, 0.9) * state.m[j]! + g[j]!;
            w[j]! -= eta * state.m[j]!;
          }
        },
        save: () => save(state),
        load(saved) {
          state = load(saved as never, dimension);
        },
      };
    },
  };
}

const states: readonly OptimizerUnderTest[] = [
  stored(
    'buffer not saved',
    ({ k }) => ({ k }),
    ({ k }: { k: number }, dimension) => ({ m: zeros(dimension), k }),
  ),
  stored(
    'counter not saved',
    ({ m }) => ({ m: Array.from(m) }),
    ({ m }: { m: number[] }) => ({ m: Float64Array.from(m), k: 0 }),
  ),
  stored(
    'saved in float32',
    ({ m, k }) => ({ m: Array.from(m, Math.fround), k }),
    ({ m, k }: { m: number[]; k: number }) => ({ m: Float64Array.from(m), k }),
  ),
  stored(
    'saved with six decimals',
    ({ m, k }) => ({ m: Array.from(m, (x) => Number(x.toFixed(6))), k }),
    ({ m, k }: { m: number[]; k: number }) => ({ m: Float64Array.from(m), k }),
  ),
  stored(
    'a typed array, which JSON does not hold',
    ({ m, k }) => ({ m, k }),
    ({ m, k }: { m: Float64Array; k: number }, dimension) => ({ m: m.length === dimension ? Float64Array.from(m) : zeros(dimension), k }),
  ),
  stored(
    'saving empties the buffer',
    (state) => {
      const m = Array.from(state.m);
      state.m.fill(0);
      return { m, k: state.k };
    },
    ({ m, k }: { m: number[]; k: number }) => ({ m: Float64Array.from(m), k }),
  ),
];

/** Programs that are declared as no algorithm. */
const nameless: readonly OptimizerUnderTest[] = [
  optimizer('divided by the norm, zero or not', 'other', () => (w, g, eta) => {
    const length = norm(g);
    for (let j = 0; j < w.length; j++) w[j]! -= (eta * g[j]!) / length;
  }),
  optimizer('divided by the norm of the parameters', 'other', () => (w, g, eta) => {
    const length = norm(w);
    for (let j = 0; j < w.length; j++) w[j]! -= (eta * g[j]! * length) / length;
  }),
  optimizer('first gradient alone as the scale, zero or not', 'other', () => {
    let scale: Float64Array | undefined;
    return (w, g, eta) => {
      scale ??= g.map(Math.abs);
      for (let j = 0; j < w.length; j++) w[j]! -= (eta * g[j]!) / scale[j]!;
    };
  }),
  optimizer('average of step sizes divided out', 'other', () => {
    let sum = 0;
    return (w, g, eta) => {
      sum += eta;
      for (let j = 0; j < w.length; j++) w[j]! -= (eta / sum) * eta * g[j]!;
    };
  }),
  optimizer('the last coordinate moves twice', 'other', () => (w, g, eta) => {
    for (let j = 0; j < w.length; j++) w[j]! -= eta * g[j]! * (j === w.length - 1 ? 2 : 1);
  }),
  optimizer('negative gradients count half', 'other', () => (w, g, eta) => {
    for (let j = 0; j < w.length; j++) w[j]! -= eta * g[j]! * (g[j]! < 0 ? 0.5 : 1);
  }),
  optimizer('starts one step late', 'other', ({ dimension }) => {
    let before = zeros(dimension);
    return (w, g, eta) => {
      for (let j = 0; j < w.length; j++) w[j]! -= eta * before[j]!;
      before = g.slice();
    };
  }),
  optimizer('variance by a difference, under a root', 'other', ({ dimension }) => {
    const [mean, square] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta) => {
      for (let j = 0; j < w.length; j++) {
        mean[j] = 0.9 * mean[j]! + 0.1 * g[j]!;
        square[j] = 0.9 * square[j]! + 0.1 * g[j]! ** 2;
        w[j]! -= (eta * g[j]!) / (Math.sqrt(square[j]! - mean[j]! ** 2) + 1e-8);
      }
    };
  }),
];

/** All of them. */
export const optionMutants: readonly OptimizerUnderTest[] = [...weightDecay, ...others, ...noise, ...states, ...nameless];
