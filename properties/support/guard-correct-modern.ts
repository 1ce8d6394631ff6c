/** Correct optimizers of today, written as their authors write them. */

import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { correctClosures } from './guard-closures.js';
import { number, optimizer } from './guard-correct.js';
import { correctParts } from './guard-part-options.js';
import {
  adafactor,
  adamax,
  adamw,
  amsgrad,
  asgd,
  averagedBy,
  ftrl,
  lamb,
  lars,
  muon,
  nadam,
  norm,
  radam,
  rprop,
  signs,
  zeros,
} from './guard-parts.js';
import { correctSchedules } from './guard-schedules.js';

/** An optimizer with options declared. */
const declared = (options: OptimizerUnderTest['options'], subject: OptimizerUnderTest): OptimizerUnderTest => ({
  ...subject,
  options: options ?? [],
});

/** SGD with everything that `torch.optim.SGD` takes, and clipping before it. */
const torchSgd = (name: string, algorithm: 'sgd' | 'momentum' | 'nesterov'): OptimizerUnderTest =>
  optimizer(name, algorithm, ({ dimension, momentum, dampening, weightDecay, maximize, clipGlobalNorm }) => {
    const [mu, tau, lambda] = [number(momentum, algorithm === 'sgd' ? 0 : 0.9), number(dampening, 0), number(weightDecay, 0)];
    let buffer: Float64Array | undefined;
    return (w, given, eta) => {
      let g: Float64Array = given.slice();
      if (typeof clipGlobalNorm === 'number') {
        const factor = Math.min(1, clipGlobalNorm / (norm(g) + 1e-6));
        g = g.map((x) => x * factor);
      }
      if (maximize === true) g = g.map((x) => -x);
      if (lambda !== 0) g = g.map((x, j) => x + lambda * w[j]!);
      if (mu !== 0) {
        buffer = buffer === undefined ? g.slice() : buffer.map((b, j) => mu * b + (1 - tau) * g[j]!);
        g = algorithm === 'nesterov' ? g.map((x, j) => x + mu * buffer![j]!) : buffer;
      }
      for (let j = 0; j < dimension; j++) w[j]! -= eta * g[j]!;
    };
  });

/** RMSProp with momentum, with the learning rate in or out of its buffer. */
const rmspropMomentum = (name: string, inside: boolean): OptimizerUnderTest =>
  declared(
    ['momentum', 'weightDecay'],
    optimizer(name, 'rmsprop', ({ dimension, rho, epsilon, momentum, weightDecay }) => {
      const [alpha, eps, mu, lambda] = [number(rho, 0.99), number(epsilon, 1e-8), number(momentum, 0), number(weightDecay, 0)];
      const [square, buffer] = [zeros(dimension), zeros(dimension)];
      return (w, given, eta) => {
        for (let j = 0; j < dimension; j++) {
          const g = given[j]! + lambda * w[j]!;
          square[j] = alpha * square[j]! + (1 - alpha) * g * g;
          const ratio = inside ? (eta * g) / Math.sqrt(square[j]! + eps) : g / (Math.sqrt(square[j]!) + eps);
          buffer[j] = mu * buffer[j]! + ratio;
          w[j]! -= inside ? buffer[j]! : eta * buffer[j]!;
        }
      };
    }),
  );

/** Adam with clips, decays and a rate that falls. */
const adamWith = (name: string, options: NonNullable<OptimizerUnderTest['options']>): OptimizerUnderTest =>
  declared(
    options,
    optimizer(name, 'adam', ({ dimension, beta1, beta2, epsilon, weightDecay, learningRateDecay, clipValue, clipNorm, shapes }) => {
      const [b1, b2, eps] = [number(beta1, 0.9), number(beta2, 0.999), number(epsilon, 1e-8)];
      const lambda = number(weightDecay, 0);
      const sizes = Array.isArray(shapes) ? (shapes as number[][]).map((shape) => shape.reduce((a, b) => a * b)) : [dimension];
      const [m, v] = [zeros(dimension), zeros(dimension)];
      return (w, given, rate, k) => {
        const eta = rate / (1 + k * number(learningRateDecay, 0));
        let g = given.slice();
        if (typeof clipValue === 'number') g = g.map((x) => Math.max(-clipValue, Math.min(clipValue, x)));
        if (typeof clipNorm === 'number') {
          let from = 0;
          for (const size of sizes) {
            const length = norm(g.subarray(from, from + size));
            const factor = clipNorm / Math.max(length, clipNorm);
            for (let j = from; j < from + size; j++) g[j]! *= factor;
            from += size;
          }
        }
        for (let j = 0; j < dimension; j++) {
          const x = options.includes('weightDecay') ? g[j]! + lambda * w[j]! : g[j]!;
          m[j] = b1 * m[j]! + (1 - b1) * x;
          v[j] = b2 * v[j]! + (1 - b2) * x * x;
          const move = (eta * (m[j]! / (1 - b1 ** (k + 1)))) / (Math.sqrt(v[j]! / (1 - b2 ** (k + 1))) + eps);
          w[j]! -= move + (options.includes('decoupledWeightDecay') ? eta * lambda * w[j]! : 0);
        }
      };
    }),
  );

/** AdamW whose state can be saved. */
const storedAdamw: OptimizerUnderTest = {
  name: 'AdamW with save and load',
  algorithm: 'adamw',
  create({ dimension, stepSize, weightDecay, epsilon, beta1, beta2 }) {
    const [b1, b2, eps, lambda] = [number(beta1, 0.9), number(beta2, 0.999), number(epsilon, 1e-8), number(weightDecay, 0.01)];
    let state = { m: new Array<number>(dimension).fill(0), v: new Array<number>(dimension).fill(0), k: 0 };
    return {
      step(w, g) {
        const eta = typeof stepSize === 'number' ? stepSize : stepSize(state.k);
        state.k++;
        for (let j = 0; j < dimension; j++) {
          state.m[j] = b1 * state.m[j]! + (1 - b1) * g[j]!;
          state.v[j] = b2 * state.v[j]! + (1 - b2) * g[j]! ** 2;
          w[j]! *= 1 - eta * lambda;
          w[j]! -= (eta * (state.m[j]! / (1 - b1 ** state.k))) / (Math.sqrt(state.v[j]! / (1 - b2 ** state.k)) + eps);
        }
      },
      save: () => structuredClone(state),
      load(saved) {
        state = structuredClone(saved) as typeof state;
      },
    };
  },
};

/** A small generator of uniform numbers (mulberry32). */
function uniform(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Gradient descent with declared noise. */
const noisy: OptimizerUnderTest = declared(
  ['noise'],
  optimizer('SGD with noise from its seed', 'sgd', ({ seed }) => {
    const random = uniform(number(seed, 0));
    return (w, g, eta) => {
      for (let j = 0; j < w.length; j++) w[j]! -= eta * (g[j]! + 0.01 * (random() - 0.5));
    };
  }),
);

/** float16 by rounding after each step. */
const half = (x: number): number => {
  if (x === 0 || !Number.isFinite(x)) return x;
  const unit = 2 ** Math.max(-24, Math.floor(Math.log2(Math.abs(x))) - 10);
  return Math.round(x / unit) * unit;
};

/** bfloat16 likewise. */
const brain = (x: number): number => {
  const carrier = x * (2 ** 45 + 1);
  return Number.isFinite(carrier) ? carrier - (carrier - x) : x;
};

const short = (name: string, precision: 'float16' | 'bfloat16', round: (x: number) => number): OptimizerUnderTest =>
  optimizer(
    name,
    'momentum',
    ({ dimension, momentum }) => {
      const mu = round(number(momentum, 0.9));
      const buffer = zeros(dimension);
      return (w, g, eta) => {
        for (let j = 0; j < dimension; j++) {
          buffer[j] = round(round(mu * buffer[j]!) + round(g[j]!));
          w[j] = round(w[j]! - round(round(eta) * buffer[j]!));
        }
      };
    },
    precision,
  );

/** Lookahead around SGD: every fifth step goes half of the way from where the last five began. */
const lookahead = optimizer('Lookahead around SGD', 'other', () => {
  let slow: Float64Array | undefined;
  return (w, g, eta, k) => {
    slow ??= w.slice();
    for (let j = 0; j < w.length; j++) {
      w[j]! -= eta * g[j]!;
      if (k % 5 === 4) {
        slow[j]! += 0.5 * (w[j]! - slow[j]!);
        w[j] = slow[j]!;
      }
    }
  };
});

const sign = Math.sign;

/** At least one of each algorithm, and of each option. */
export const correctModern: readonly OptimizerUnderTest[] = [
  adamw('PyTorch AdamW'),
  adamw('AdamW of the paper: decay by the schedule alone', {
    move: (at) => adamMove(at) + (at.first === 0 ? 0 : at.eta / at.first) * at.lambda * at.w,
  }),
  storedAdamw,
  amsgrad('PyTorch AMSGrad'),
  amsgrad('optax AMSGrad', {
    keep: ({ kept, v, c2 }) => Math.max(kept, v / c2),
    move: ({ m, c1, kept, eta, eps }) => (eta * (m / c1)) / (Math.sqrt(kept) + eps),
  }),
  adamax('PyTorch Adamax'),
  adamax('Keras Adamax', {
    second: (u, g, b2) => Math.max(b2 * u, Math.abs(g)),
    move: ({ m, v, c1, eta, eps }) => ((eta / c1) * m) / (v + eps),
  }),
  nadam('optax NAdam'),
  radam('PyTorch RAdam'),
  signs('Lion', 'lion', ({ m, g, b1 }) => sign(b1 * m + (1 - b1) * g), averagedBy('b2')),
  signs('sign descent', 'signsgd', ({ g }) => sign(g)),
  signs('Signum', 'signum', ({ m }) => sign(m), averagedBy('mu')),
  signs(
    'Signum with a buffer that is not averaged',
    'signum',
    ({ m }) => sign(m),
    ({ m, g, mu }) => mu * m + g,
  ),
  rprop('PyTorch Rprop'),
  rprop('Rprop-', { turned: 'go on' }),
  rprop('Rprop+', { turned: 'go back' }),
  lars('optax LARS'),
  lars('LARS with the learning rate outside', { outside: true }),
  lamb('LAMB'),
  lamb('LAMB without bias correction', { ratio: ({ m, v, eps }) => m / (Math.sqrt(v) + eps) }),
  adafactor('Keras Adafactor'),
  adafactor('Hugging Face Adafactor, no relative step', { rate: (eta) => eta }),
  muon('Muon of Jordan'),
  muon('Muon of Moonshot, without Nesterov', { ahead: (_, b) => b, scale: (rows, columns) => 0.2 * Math.sqrt(Math.max(rows, columns)) }),
  ftrl('FTRL-Proximal'),
  asgd('PyTorch ASGD'),
  asgd('averaged SGD, decayed after the power by roots', {
    rate: (eta, lambda, k) => eta / Math.sqrt(Math.sqrt((1 + lambda * eta * k) ** 3)),
  }),
  declared(['momentum', 'dampening', 'weightDecay', 'maximize', 'clipGlobalNorm'], torchSgd('PyTorch SGD with all its options', 'sgd')),
  declared(['dampening', 'weightDecay'], torchSgd('PyTorch SGD with momentum and its options', 'momentum')),
  declared(['weightDecay', 'maximize'], torchSgd('PyTorch SGD with nesterov and its options', 'nesterov')),
  rmspropMomentum('PyTorch RMSprop with momentum', false),
  rmspropMomentum('TensorFlow RMSProp with momentum', true),
  adamWith('Adam with L2, clipping by value and a falling rate', ['weightDecay', 'clipValue', 'learningRateDecay']),
  adamWith('Keras Adam with decay beside and clipping by the norm of each part', ['decoupledWeightDecay', 'clipNorm', 'shapes']),
  noisy,
  short('float16 momentum', 'float16', half),
  short('bfloat16 momentum', 'bfloat16', brain),
  lookahead,
  ...correctParts,
  ...correctSchedules,
  ...correctClosures,
];

function adamMove({ m, v, c1, c2, eta, eps }: { m: number; v: number; c1: number; c2: number; eta: number; eps: number }): number {
  return (eta * (m / c1)) / (Math.sqrt(v / c2) + eps);
}
