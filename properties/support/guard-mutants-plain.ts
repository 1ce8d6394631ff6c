/** Broken optimizers without adaptive scaling: each row is one bug that somebody could write. */

import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { number, optimizer } from './guard-correct.js';

const size = (g: Float64Array): number => Math.hypot(...g);
const zeros = (n: number): Float64Array => new Float64Array(n);

/** w <- w - move(k, eta, g_j, j) in every coordinate. */
const moves = (
  name: string,
  algorithm: 'gradient-descent' | 'sgd' | 'normalized-gradient-descent',
  move: (g: Float64Array, j: number, eta: number, k: number, w: Float64Array) => number,
): OptimizerUnderTest =>
  optimizer(name, algorithm, () => (w, g, eta, k) => {
    const all = g.map((_, j) => move(g, j, eta, k, w));
    for (let j = 0; j < w.length; j++) w[j]! -= all[j]!;
  });

/** Heavy-ball momentum with the learning rate outside, altered. */
const buffered = (
  name: string,
  algorithm: 'gradient-descent' | 'momentum' | 'nesterov',
  turn: (at: { b: number; g: number; mu: number; k: number; j: number }) => number,
  move: (at: { old: number; b: number; g: number; mu: number; eta: number }) => number = ({ b, eta }) => eta * b,
): OptimizerUnderTest =>
  optimizer(name, algorithm, ({ dimension, momentum }) => {
    const mu = number(momentum, 0.9);
    const buffer = zeros(dimension);
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        const old = buffer[j]!;
        buffer[j] = turn({ b: old, g: g[j]!, mu, k, j });
        w[j]! -= move({ old, b: buffer[j]!, g: g[j]!, mu, eta });
      }
    };
  });

let sharedCount = 0;
let sharedBuffer = zeros(64);
let created = 0;

/** Gradient descent and SGD. */
const descent: readonly OptimizerUnderTest[] = [
  moves('sign: ascends', 'gradient-descent', (g, j, eta) => -eta * g[j]!),
  moves('factor: twice the step', 'gradient-descent', (g, j, eta) => 2 * eta * g[j]!),
  moves('factor: gradient divided by the dimension', 'gradient-descent', (g, j, eta) => (eta * g[j]!) / g.length),
  moves('factor: step size too large by 1e-9', 'gradient-descent', (g, j, eta) => eta * (1 + 1e-9) * g[j]!),
  moves('decayed step: eta / (1 + k / 1000)', 'gradient-descent', (g, j, eta, k) => (eta / (1 + k / 1000)) * g[j]!),
  moves('decayed step after 5000 steps', 'gradient-descent', (g, j, eta, k) => (k < 5000 ? eta : eta / 2) * g[j]!),
  moves('weight decay 1e-6', 'gradient-descent', (g, j, eta, _, w) => eta * (g[j]! + 1e-6 * w[j]!)),
  moves('clipping by value at 100', 'gradient-descent', (g, j, eta) => eta * Math.max(-100, Math.min(100, g[j]!))),
  moves('clipping by norm at 5', 'gradient-descent', (g, j, eta) => eta * g[j]! * Math.min(1, 5 / size(g))),
  moves('skipped: every 100th step', 'gradient-descent', (g, j, eta, k) => (k % 100 === 99 ? 0 : eta * g[j]!)),
  moves('sign: ascends', 'sgd', (g, j, eta) => -eta * g[j]!),
  moves(
    'step dithered by the last bits of the gradient',
    'sgd',
    (g, j, eta) => eta * g[j]! * (1 + 1e-3 * ((Math.abs(g[j]!) * 2 ** 48) % 1)),
  ),
  moves('skipped: the first step', 'sgd', (g, j, eta, k) => (k === 0 ? 0 : eta * g[j]!)),
  moves('skipped: gradients below 1e-8', 'sgd', (g, j, eta) => (Math.abs(g[j]!) < 1e-8 ? 0 : eta * g[j]!)),
  moves('positional: coordinates beyond a multiple of 4 forgotten', 'sgd', (g, j, eta) =>
    g.length > 4 && j >= g.length - (g.length % 4) ? 0 : eta * g[j]!,
  ),
  moves('positional: coordinate j moved by the gradient of j + 1', 'sgd', (g, j, eta) => eta * g[(j + 1) % g.length]!),
  moves('centred gradients: their mean subtracted', 'sgd', (g, j, eta) => eta * (g[j]! - g.reduce((a, b) => a + b) / (g.length + 1))),
  optimizer('stale gradient', 'gradient-descent', () => {
    let previous: Float64Array | undefined;
    return (w, g, eta) => {
      const used = previous ?? g;
      for (let j = 0; j < w.length; j++) w[j]! -= eta * used[j]!;
      previous = g.slice();
    };
  }),
  buffered('momentum leaked into gradient descent', 'gradient-descent', ({ b, g }) => 0.01 * b + g),
  optimizer('float32 state declared float64', 'gradient-descent', () => (w, g, eta) => {
    for (let j = 0; j < w.length; j++) w[j] = Math.fround(w[j]! - eta * g[j]!);
  }),
  optimizer('gradient scaled in place', 'gradient-descent', () => (w, g, eta) => {
    for (let j = 0; j < w.length; j++) {
      g[j]! *= eta;
      w[j]! -= g[j]!;
    }
  }),
  optimizer("keeps its own parameters and ignores the caller's", 'gradient-descent', () => {
    let own: Float64Array | undefined;
    return (w, g, eta) => {
      own ??= w.slice();
      for (let j = 0; j < w.length; j++) own[j]! -= eta * g[j]!;
      w.set(own);
    };
  }),
  optimizer('wrong averaging: the mean of the iterates handed back', 'sgd', () => {
    let latest: Float64Array | undefined;
    let sum: Float64Array | undefined;
    return (w, g, eta, k) => {
      latest ??= w.slice();
      sum ??= zeros(w.length);
      for (let j = 0; j < w.length; j++) {
        latest[j]! -= eta * g[j]!;
        sum[j]! += latest[j]!;
        w[j] = sum[j]! / (k + 1);
      }
    };
  }),
  optimizer('accumulates two gradients before it moves', 'sgd', ({ dimension }) => {
    const sum = zeros(dimension);
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        sum[j]! += g[j]!;
        if (k % 2 === 0) continue;
        w[j]! -= eta * sum[j]!;
        sum[j] = 0;
      }
    };
  }),
  optimizer('sampling without replacement: a sample seen among the last 8 is passed over', 'sgd', () => {
    const seen: string[] = [];
    return (w, g, eta) => {
      const key = g.join();
      if (seen.includes(key)) return;
      if (seen.push(key) > 8) seen.shift();
      for (let j = 0; j < w.length; j++) w[j]! -= eta * g[j]!;
    };
  }),
  optimizer('nondeterminism: instances dither the step differently', 'sgd', () => {
    const factor = 1 + 1e-15 * ++created;
    return (w, g, eta) => {
      for (let j = 0; j < w.length; j++) w[j]! -= eta * factor * g[j]!;
    };
  }),
  {
    name: 'schedule ignored: eta_0 for ever',
    algorithm: 'sgd',
    create({ stepSize }) {
      const eta = typeof stepSize === 'number' ? stepSize : stepSize(0);
      return {
        step(w, g) {
          for (let j = 0; j < w.length; j++) w[j]! -= eta * g[j]!;
        },
      };
    },
  },
  {
    name: 'off-by-one counter: eta_{k+1}',
    algorithm: 'sgd',
    create({ stepSize }) {
      let k = 0;
      return {
        step(w, g) {
          k++;
          const eta = typeof stepSize === 'number' ? stepSize : stepSize(k);
          for (let j = 0; j < w.length; j++) w[j]! -= eta * g[j]!;
        },
      };
    },
  },
  {
    name: 'shared state: one step counter for all instances',
    algorithm: 'sgd',
    create({ stepSize }) {
      sharedCount = 0;
      return {
        step(w, g) {
          const eta = typeof stepSize === 'number' ? stepSize / (1 + sharedCount++ * 1e-6) : stepSize(sharedCount++);
          for (let j = 0; j < w.length; j++) w[j]! -= eta * g[j]!;
        },
      };
    },
  },
  {
    name: 'returns new parameters instead of updating in place',
    algorithm: 'gradient-descent',
    create: ({ stepSize }) => ({
      step(w, g) {
        w.map((x, j) => x - (stepSize as number) * g[j]!);
      },
    }),
  },
];

/** Gradient descent in float32. */
const descent32: readonly OptimizerUnderTest[] = [
  ['float32: step too large by 4e-6', (w: number, g: number, eta: number) => w - eta * (1 + 4e-6) * g],
  ['float32: weight decay 1e-5', (w: number, g: number, eta: number) => w * (1 - 1e-5) - eta * g],
  ['float32: gradient cut to 16 bits', (w: number, g: number, eta: number) => w - eta * cut(g)],
].map(([name, next]) =>
  optimizer(
    name as string,
    'gradient-descent',
    () => (w, g, eta) => {
      for (let j = 0; j < w.length; j++) w[j] = Math.fround((next as (w: number, g: number, eta: number) => number)(w[j]!, g[j]!, eta));
    },
    'float32',
  ),
);

/** A number with its last 8 bits of float32 cleared. */
function cut(x: number): number {
  const words = new Int32Array(Float32Array.of(x).buffer);
  words[0]! &= ~0xff;
  return new Float32Array(words.buffer)[0]!;
}

/** Gradient descent by the gradient over a number. */
const divided = (name: string, by: (g: Float64Array) => number): OptimizerUnderTest =>
  optimizer(name, 'normalized-gradient-descent', () => (w, g, eta) => {
    const divisor = by(g);
    for (let j = 0; j < w.length; j++) w[j]! -= (eta * g[j]!) / divisor;
  });

/** Normalised gradient descent. */
const normalized: readonly OptimizerUnderTest[] = [
  divided('divided by the largest entry', (g) => Math.max(...g.map(Math.abs)) || 1),
  divided('divided by the sum of the entries', (g) => g.reduce((a, b) => a + Math.abs(b), 0) || 1),
  divided('divided by the squared norm', (g) => size(g) ** 2 || 1),
  moves('the sign of each entry', 'normalized-gradient-descent', (g, j, eta) => eta * Math.sign(g[j]!)),
  divided('zero divided by zero', size),
  divided('normalised only when the norm is above 1 (clipping)', (g) => Math.max(1, size(g))),
];

/** Momentum. */
const momentum: readonly OptimizerUnderTest[] = [
  buffered('momentum lost', 'momentum', ({ g }) => g),
  buffered('sign of the buffer', 'momentum', ({ b, g, mu }) => -mu * b + g),
  buffered('momentum applied twice', 'momentum', ({ b, g, mu }) => mu * mu * b + g),
  buffered('lazily updated: buffer left alone at zero gradients', 'momentum', ({ b, g, mu }) => (g === 0 ? b : mu * b + g)),
  buffered('buffer reset every 4096 steps', 'momentum', ({ b, g, mu, k }) => (k % 4096 === 0 ? g : mu * b + g)),
  buffered('positional: momentum in the first 8 coordinates only', 'momentum', ({ b, g, mu, j }) => (j < 8 ? mu * b + g : g)),
  buffered(
    'moved by the buffer of the step before',
    'momentum',
    ({ b, g, mu }) => mu * b + g,
    ({ old, eta }) => eta * old,
  ),
  optimizer("aliasing: the first gradient's array becomes the buffer", 'momentum', () => {
    let buffer: Float64Array | undefined;
    return (w, g, eta) => {
      if (buffer === undefined) buffer = g;
      else for (let j = 0; j < w.length; j++) buffer[j] = 0.9 * buffer[j]! + g[j]!;
      for (let j = 0; j < w.length; j++) w[j]! -= eta * buffer[j]!;
    };
  }),
  optimizer('shared state: one buffer for all instances', 'momentum', () => {
    sharedBuffer = zeros(64);
    return (w, g, eta) => {
      for (let j = 0; j < w.length; j++) {
        sharedBuffer[j] = 0.9 * sharedBuffer[j]! + g[j]!;
        w[j]! -= eta * sharedBuffer[j]!;
      }
    };
  }),
  optimizer('weight decay through the momentum', 'momentum', ({ dimension }) => {
    const buffer = zeros(dimension);
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        buffer[j] = 0.9 * buffer[j]! + g[j]! + 1e-5 * w[j]!;
        w[j]! -= eta * buffer[j]!;
      }
    };
  }),
  optimizer(
    'float32: momentum stored with 10 bits',
    'momentum',
    ({ dimension }) => {
      const buffer = zeros(dimension);
      const short = (x: number): number => Math.fround(x * 8193) - Math.fround(Math.fround(x * 8193) - Math.fround(x));
      return (w, g, eta) => {
        for (let j = 0; j < dimension; j++) {
          buffer[j] = short(0.9 * buffer[j]! + g[j]!);
          w[j] = Math.fround(w[j]! - Math.fround(eta) * buffer[j]!);
        }
      };
    },
    'float32',
  ),
];

/** Nesterov. */
const nesterov: readonly OptimizerUnderTest[] = [
  buffered('plain momentum called Nesterov', 'nesterov', ({ b, g, mu }) => mu * b + g),
  buffered(
    'looks ahead along the old buffer',
    'nesterov',
    ({ b, g, mu }) => mu * b + g,
    ({ old, g, mu, eta }) => eta * (g + mu * old),
  ),
  buffered(
    'gradient forgotten in the look-ahead',
    'nesterov',
    ({ b, g, mu }) => mu * b + g,
    ({ b, mu, eta }) => eta * mu * b,
  ),
  optimizer('FISTA with its counter off by one', 'nesterov', () => {
    let x: Float64Array | undefined;
    return (y, g, eta, k) => {
      const old = x ?? y.slice();
      x = y.map((value, j) => value - eta * g[j]!);
      for (let j = 0; j < y.length; j++) y[j] = x[j]! + ((k + 1) / (k + 4)) * (x[j]! - old[j]!);
    };
  }),
];

/** All of them. */
export const plainMutants: readonly OptimizerUnderTest[] = [...descent, ...descent32, ...normalized, ...momentum, ...nesterov];
