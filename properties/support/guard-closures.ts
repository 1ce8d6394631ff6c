/** Optimizers that evaluate the loss in their steps: SAM around a method, and L-BFGS; correct unless something is altered. */

import type { OptimizerOption, OptimizerUnderTest, StepContext } from '../../src/optimizer/optimizer.js';
import { number } from './guard-correct.js';
import { norm } from './guard-parts.js';

type Evaluate = NonNullable<StepContext['evaluate']>;

/** What a step evaluates by. @throws TypeError where it was told nothing */
function evaluateOf(context: StepContext | undefined): Evaluate {
  if (context?.evaluate === undefined) throw new TypeError('the step needs evaluate');
  return context.evaluate;
}

/** What SAM does; correct unless replaced. */
interface SamParts {
  /** How far along the gradient it looks. */
  ahead(x: number, length: number, radius: number): number;
  /** The point from which it steps. */
  from(home: number, ahead: number): number;
  /** The gradient that it steps by. */
  by(there: number, here: number): number;
}

const sam: SamParts = {
  ahead: (x, length, radius) => (radius * x) / (length + 1e-12),
  from: (home) => home,
  by: (there) => there,
};

/** SAM (Foret et al. 2021) around gradient descent or momentum. */
export function sharpnessAware(
  name: string,
  algorithm: 'gradient-descent' | 'momentum' | 'other',
  altered: Partial<SamParts> = {},
  options: readonly OptimizerOption[] = ['closure'],
): OptimizerUnderTest {
  const { ahead, from, by } = { ...sam, ...altered };
  return {
    name,
    algorithm,
    options,
    create({ dimension, stepSize, ...given }) {
      const radius = number(given.radius, 0.05);
      const mu = number(given.momentum, algorithm === 'momentum' ? 0.9 : 0);
      const buffer = new Float64Array(dimension);
      let k = 0;
      return {
        step(w, g, context) {
          const eta = typeof stepSize === 'number' ? stepSize : stepSize(k);
          k++;
          const here = g.slice();
          const length = norm(g);
          const point = w.map((x, j) => x + ahead(g[j]!, length, radius));
          const there = new Float64Array(dimension);
          evaluateOf(context)(point, there);
          for (let j = 0; j < dimension; j++) {
            buffer[j] = mu * buffer[j]! + by(there[j]!, here[j]!);
            w[j] = from(w[j]!, point[j]!) - eta * buffer[j]!;
          }
        },
      };
    },
  };
}

/** What L-BFGS does with its curvature. */
interface LbfgsParts {
  /** Whether a pair with this product of step and change of gradient is kept. */
  keeps(product: number): boolean;
  /** Sign of the direction. */
  readonly sign: 1 | -1;
}

/** L-BFGS (Liu and Nocedal 1989) with four pairs and, at the new point, one evaluation a step. */
function lbfgs(name: string, altered: Partial<LbfgsParts> = {}): OptimizerUnderTest {
  const { keeps, sign }: LbfgsParts = { keeps: (product) => product > 1e-10, sign: 1, ...altered };
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, j) => sum + x * b[j]!, 0);
  return {
    name,
    algorithm: 'other',
    options: ['closure'],
    create({ stepSize }) {
      const pairs: { s: number[]; y: number[] }[] = [];
      let k = 0;
      return {
        step(w, g, context) {
          const eta = typeof stepSize === 'number' ? stepSize : stepSize(k);
          k++;
          let q = Array.from(g);
          const taken: { s: number[]; y: number[]; a: number }[] = [];
          for (const { s, y } of [...pairs].reverse()) {
            const a = dot(s, q) / dot(s, y);
            taken.push({ s, y, a });
            q = q.map((x, j) => x - a * y[j]!);
          }
          const last = pairs.at(-1);
          if (last !== undefined) q = q.map((x) => (x * dot(last.s, last.y)) / dot(last.y, last.y));
          for (const { s, y, a } of taken.reverse()) {
            const b = dot(y, q) / dot(s, y);
            q = q.map((x, j) => x + (a - b) * s[j]!);
          }
          const move = q.map((x) => -sign * eta * x);
          for (let j = 0; j < w.length; j++) w[j]! += move[j]!;
          const after = new Float64Array(w.length);
          evaluateOf(context)(w.slice(), after);
          const y = Array.from(after, (x, j) => x - g[j]!);
          if (keeps(dot(move, y))) pairs.push({ s: move, y });
          if (pairs.length > 4) pairs.shift();
        },
      };
    },
  };
}

/** Correct ones. */
export const correctClosures: readonly OptimizerUnderTest[] = [
  sharpnessAware('SAM around gradient descent', 'gradient-descent'),
  sharpnessAware('SAM around momentum', 'momentum'),
  sharpnessAware('SAM without a name', 'other'),
  sharpnessAware('SAM around gradient descent, by its radius', 'gradient-descent', {}, ['closure', 'sharpness']),
  sharpnessAware('SAM around momentum, by its radius', 'momentum', {}, ['closure', 'sharpness']),
  lbfgs('L-BFGS'),
];

const wrong = (
  name: string,
  altered: Partial<SamParts>,
  algorithm: 'gradient-descent' | 'momentum' = 'gradient-descent',
): OptimizerUnderTest => sharpnessAware(`SAM: ${name}`, algorithm, altered);

const sharp = (name: string, altered: Partial<SamParts>): OptimizerUnderTest =>
  sharpnessAware(`SAM by its radius: ${name}`, 'momentum', altered, ['closure', 'sharpness']);

/** Broken ones. */
export const closureMutants: readonly OptimizerUnderTest[] = [
  wrong('stays at the point ahead', { from: (_, ahead) => ahead }),
  wrong('steps by both gradients', { by: (there, here) => there + here }),
  wrong('the buffer takes the difference of the gradients', { by: (there, here) => there - 0.5 * here }, 'momentum'),
  wrong('divides by a norm of zero', { ahead: (x, length) => (0.05 * x) / length }),
  sharp('looks along the gradient, not along its direction', { ahead: (x, _, radius) => radius * x }),
  sharp('looks downhill', { ahead: (x, length, radius) => (-radius * x) / (length + 1e-12) }),
  sharp('steps by the gradient where it is', { by: (_, here) => here }),
  sharp('looks half as far', { ahead: (x, length, radius) => (radius * x) / (2 * length + 1e-12) }),
  lbfgs('L-BFGS: keeps pairs without curvature', { keeps: () => true }),
  lbfgs('L-BFGS: goes uphill', { sign: -1 }),
];
