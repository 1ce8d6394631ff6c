/** Broken adaptive optimizers: each row is one bug that somebody could write. */

import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { number, optimizer } from './guard-correct.js';

const zeros = (n: number): Float64Array => new Float64Array(n);

/** Adam's course in one coordinate, as the mutants alter it: correct unless a part is replaced. */
interface AdamParts {
  first(m: number, g: number, b1: number): number;
  second(v: number, g: number, b2: number): number;
  /** Step number that the corrections use, from k = 0, 1, ... */
  count(k: number): number;
  move(at: {
    m: number;
    v: number;
    old: number;
    c1: number;
    c2: number;
    eta: number;
    eps: number;
    g: number;
    w: number;
    j: number;
  }): number;
}

const adamParts: AdamParts = {
  first: (m, g, b1) => b1 * m + (1 - b1) * g,
  second: (v, g, b2) => b2 * v + (1 - b2) * g * g,
  count: (k) => k + 1,
  move: ({ m, v, c1, c2, eta, eps }) => (eta * (m / c1)) / (Math.sqrt(v / c2) + eps),
};

const adam = (name: string, altered: Partial<AdamParts>): OptimizerUnderTest =>
  optimizer(name, 'adam', ({ dimension, beta1, beta2, epsilon }) => {
    const { first, second, count, move } = { ...adamParts, ...altered };
    const [b1, b2, eps] = [number(beta1, 0.9), number(beta2, 0.999), number(epsilon, 1e-8)];
    const [m, v] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta, k) => {
      const t = count(k);
      for (let j = 0; j < dimension; j++) {
        const old = v[j]!;
        m[j] = first(m[j]!, g[j]!, b1);
        v[j] = second(old, g[j]!, b2);
        w[j]! -= move({ m: m[j]!, v: v[j]!, old, c1: 1 - b1 ** t, c2: 1 - b2 ** t, eta, eps, g: g[j]!, w: w[j]!, j });
      }
    };
  });

/** An optimizer with one accumulator a coordinate, altered. */
const accumulating = (
  name: string,
  algorithm: 'adagrad' | 'rmsprop',
  turn: (at: { s: number; g: number; rho: number; k: number }) => number,
  move: (at: { s: number; old: number; g: number; eta: number; eps: number; rho: number; k: number }) => number,
): OptimizerUnderTest =>
  optimizer(name, algorithm, ({ dimension, rho, epsilon }) => {
    const [decay, eps] = [number(rho, 0.9), number(epsilon, 1e-8)];
    const sum = zeros(dimension);
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        const old = sum[j]!;
        sum[j] = turn({ s: old, g: g[j]!, rho: decay, k });
        w[j]! -= move({ s: sum[j]!, old, g: g[j]!, eta, eps, rho: decay, k });
      }
    };
  });

const scaled = ({ s, g, eta, eps }: { s: number; g: number; eta: number; eps: number }): number => (eta * g) / (Math.sqrt(s) + eps);
const summed = ({ s, g }: { s: number; g: number }): number => s + g * g;
const averaged = ({ s, g, rho }: { s: number; g: number; rho: number }): number => rho * s + (1 - rho) * g * g;

/** Adagrad. */
const adagrad: readonly OptimizerUnderTest[] = [
  accumulating('sums absolute values', 'adagrad', ({ s, g }) => s + Math.abs(g), scaled),
  accumulating('accumulator forgets: 0.9999 a step', 'adagrad', ({ s, g }) => 0.9999 * s + g * g, scaled),
  accumulating('root lost', 'adagrad', summed, ({ s, g, eta, eps }) => (eta * g) / (s + eps)),
  accumulating(
    'scaled by the accumulator of the step before',
    'adagrad',
    summed,
    ({ old, g, eta, eps }) => (eta * g) / (Math.sqrt(old) + eps || 1),
  ),
  accumulating(
    'epsilon misplaced: squared under the root',
    'adagrad',
    summed,
    ({ s, g, eta, eps }) => (eta * g) / Math.sqrt(s + eps * eps),
  ),
  accumulating('accumulator capped at 1e6', 'adagrad', ({ s, g }) => Math.min(1e6, s + g * g), scaled),
  optimizer('one accumulator for all coordinates', 'adagrad', () => {
    let sum = 0;
    return (w, g, eta) => {
      for (const x of g) sum += x * x;
      for (let j = 0; j < w.length; j++) w[j]! -= (eta * g[j]!) / (Math.sqrt(sum) + 1e-8);
    };
  }),
];

/** RMSProp. */
const rmsprop: readonly OptimizerUnderTest[] = [
  accumulating('factor 1 - rho lost', 'rmsprop', ({ s, g, rho }) => rho * s + g * g, scaled),
  accumulating('rho and 1 - rho swapped', 'rmsprop', ({ s, g, rho }) => (1 - rho) * s + rho * g * g, scaled),
  accumulating(
    'epsilon misplaced: inside and outside the root',
    'rmsprop',
    averaged,
    ({ s, g, eta, eps }) => (eta * g) / (Math.sqrt(s + eps) + eps),
  ),
  accumulating('lazily updated: average left alone at zero gradients', 'rmsprop', (at) => (at.g === 0 ? at.s : averaged(at)), scaled),
  accumulating(
    'bias correction that RMSProp has not',
    'rmsprop',
    averaged,
    ({ s, g, eta, eps, rho, k }) => (eta * g) / (Math.sqrt(s / (1 - rho ** (k + 1))) + eps),
  ),
  accumulating(
    'average reset every 1000 steps',
    'rmsprop',
    (at) => (at.k % 1000 === 999 ? 0 : averaged(at)),
    (at) => (at.s === 0 ? 0 : scaled(at)),
  ),
  optimizer('centred with the mean not squared', 'rmsprop', ({ dimension, rho }) => {
    const decay = number(rho, 0.9);
    const [square, mean] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        square[j] = decay * square[j]! + (1 - decay) * g[j]! ** 2;
        mean[j] = decay * mean[j]! + (1 - decay) * g[j]!;
        w[j]! -= (eta * g[j]!) / Math.sqrt(Math.abs(square[j]! - mean[j]!) + 1e-8);
      }
    };
  }),
];

const adadelta = (
  name: string,
  ratio: (moves: number, squares: number, old: number, eps: number) => number,
  kept: (move: number, eta: number) => number = (move) => move,
): OptimizerUnderTest =>
  optimizer(name, 'adadelta', ({ dimension, rho, epsilon }) => {
    const [decay, eps] = [number(rho, 0.95), number(epsilon, 1e-6)];
    const [squares, moves] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        const old = squares[j]!;
        squares[j] = decay * old + (1 - decay) * g[j]! ** 2;
        const move = ratio(moves[j]!, squares[j]!, old, eps) * g[j]!;
        moves[j] = decay * moves[j]! + (1 - decay) * kept(move, eta) ** 2;
        w[j]! -= eta * move;
      }
    };
  });

/** Adadelta. */
const adadeltas: readonly OptimizerUnderTest[] = [
  adadelta('roots lost', (moves, squares, _, eps) => (moves + eps) / (squares + eps)),
  adadelta('accumulators swapped', (moves, squares, _, eps) => Math.sqrt((squares + eps) / (moves + eps))),
  adadelta('squares of the step before', (moves, _, old, eps) => Math.sqrt((moves + eps) / (old + eps))),
  adadelta('epsilon outside the roots', (moves, squares, _, eps) => (Math.sqrt(moves) + eps) / (Math.sqrt(squares) + eps)),
  adadelta(
    'step size squared into the accumulated moves',
    (moves, squares, _, eps) => Math.sqrt((moves + eps) / (squares + eps)),
    (move, eta) => eta * move,
  ),
];

/** Adam. */
const adams: readonly OptimizerUnderTest[] = [
  adam('bias correction lost', { move: ({ m, v, eta, eps }) => (eta * m) / (Math.sqrt(v) + eps) }),
  adam('bias correction of the second moment lost', { move: ({ m, v, c1, eta, eps }) => (eta * (m / c1)) / (Math.sqrt(v) + eps) }),
  adam('bias correction doubled', { move: ({ m, v, c1, c2, eta, eps }) => (eta * (m / c1 ** 2)) / (Math.sqrt(v / c2 ** 2) + eps) }),
  adam('bias correction multiplied instead of divided', {
    move: ({ m, v, c1, c2, eta, eps }) => (eta * m * c1) / (Math.sqrt(v * c2) + eps),
  }),
  adam('off-by-one counter', { count: (k) => k + 2 }),
  adam('counter reset after 4096 steps', { count: (k) => (k % 4096) + 1 }),
  adam('corrections swapped', { move: ({ m, v, c1, c2, eta, eps }) => (eta * (m / c2)) / (Math.sqrt(v / c1) + eps) }),
  adam('second moment of the step before', { move: ({ m, old, c1, c2, eta, eps }) => (eta * (m / c1)) / (Math.sqrt(old / c2) + eps || 1) }),
  adam('second moment that never falls (AMSGrad)', { second: (v, g, b2) => Math.max(v, b2 * v + (1 - b2) * g * g) }),
  adam('first moment without 1 - beta1', { first: (m, g, b1) => b1 * m + g }),
  adam('weight decay 1e-4 beside the step (AdamW)', { move: (at) => adamParts.move(at) + at.eta * 1e-4 * at.w }),
  adam('lazily updated: first moment left alone at zero gradients', { first: (m, g, b1) => (g === 0 ? m : adamParts.first(m, g, b1)) }),
  adam('no move where the gradient is zero', { move: (at) => (at.g === 0 ? 0 : adamParts.move(at)) }),
  adam('epsilon misplaced: corrected with the second moment', {
    move: ({ m, v, c1, c2, eta, eps }) => (eta * (m / c1)) / Math.sqrt((v + eps) / c2),
  }),
  adam('epsilon lost', { move: ({ m, v, c1, c2, eta }) => (v === 0 ? 0 : (eta * (m / c1)) / Math.sqrt(v / c2)) }),
  adam('Nesterov momentum (NAdam)', {
    move: ({ m, v, c1, c2, eta, eps, g }) => (eta * ((0.9 * m) / c1 + (0.1 * g) / c1)) / (Math.sqrt(v / c2) + eps),
  }),
  adam('step clipped at the step size', { move: (at) => Math.max(-at.eta, Math.min(at.eta, adamParts.move(at))) }),
  optimizer('positional: the counter advances with each coordinate', 'adam', ({ dimension }) => {
    const [m, v] = [zeros(dimension), zeros(dimension)];
    let t = 0;
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        t++;
        m[j] = 0.9 * m[j]! + 0.1 * g[j]!;
        v[j] = 0.999 * v[j]! + 0.001 * g[j]! ** 2;
        w[j]! -= (eta * (m[j]! / (1 - 0.9 ** t))) / (Math.sqrt(v[j]! / (1 - 0.999 ** t)) + 1e-8);
      }
    };
  }),
  optimizer(
    'float32: second moment flushed below 1e-12',
    'adam',
    ({ dimension }) => {
      const f = Math.fround;
      const [m, v] = [new Float32Array(dimension), new Float32Array(dimension)];
      return (w, g, eta, k) => {
        for (let j = 0; j < dimension; j++) {
          m[j] = 0.9 * m[j]! + 0.1 * f(g[j]!);
          v[j] = 0.999 * v[j]! + 0.001 * f(g[j]!) ** 2;
          if (v[j]! < 1e-12) v[j] = 0;
          w[j] = f(w[j]! - (eta * (m[j]! / (1 - 0.9 ** (k + 1)))) / (Math.sqrt(v[j]! / (1 - 0.999 ** (k + 1))) + 1e-8));
        }
      };
    },
    'float32',
  ),
];

/** All of them. */
export const adaptiveMutants: readonly OptimizerUnderTest[] = [...adagrad, ...rmsprop, ...adadeltas, ...adams];
