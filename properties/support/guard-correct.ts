/** Correct optimizers, written as their authors write them: what the guard must leave alone. */

import type { Algorithm, OptimizerUnderTest, Precision, StepSize } from '../../src/optimizer/optimizer.js';

type Options = { dimension: number; stepSize: StepSize; [hyperparameter: string]: unknown };
type Step = (params: Float64Array, gradient: Float64Array, eta: number, k: number) => void;

/** An optimizer from a factory of steps that are told eta_k. */
export function optimizer(
  name: string,
  algorithm: Algorithm,
  begin: (options: Options) => Step,
  precision: Precision = 'float64',
): OptimizerUnderTest {
  return {
    name,
    algorithm,
    precision,
    create(options) {
      const step = begin(options);
      let k = 0;
      return {
        step(params, gradient) {
          const eta = typeof options.stepSize === 'number' ? options.stepSize : options.stepSize(k);
          step(params, gradient, eta, k);
          k++;
        },
      };
    },
  };
}

/** A hyperparameter that was given, or a default. */
export const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

const zeros = (n: number): Float64Array => new Float64Array(n);

/** Correct variants by convention: at least one of each algorithm, in both precisions. */
export const correct: readonly OptimizerUnderTest[] = [
  optimizer('plain loop', 'gradient-descent', () => (w, g, eta) => {
    for (const [j, x] of g.entries()) w[j] = w[j]! - eta * x;
  }),
  optimizer('as a difference of scaled vectors', 'sgd', () => (w, g, eta) => {
    const moves = g.map((x) => -x * eta);
    for (let j = w.length - 1; j >= 0; j--) w[j]! += moves[j]!;
  }),
  optimizer('Math.hypot', 'normalized-gradient-descent', () => (w, g, eta) => {
    const length = Math.hypot(...g);
    if (length > 0) for (let j = 0; j < w.length; j++) w[j]! -= (eta / length) * g[j]!;
  }),
  optimizer('PyTorch SGD with momentum', 'momentum', ({ dimension, momentum }) => {
    const mu = number(momentum, 0.9);
    const buffer = zeros(dimension);
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        buffer[j] = k === 0 ? g[j]! : mu * buffer[j]! + g[j]!;
        w[j]! -= eta * buffer[j]!;
      }
    };
  }),
  optimizer('Keras SGD with momentum', 'momentum', ({ dimension, momentum }) => {
    const mu = number(momentum, 0.9);
    const velocity = zeros(dimension);
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        velocity[j] = mu * velocity[j]! - eta * g[j]!;
        w[j]! += velocity[j]!;
      }
    };
  }),
  optimizer('heavy ball', 'momentum', ({ momentum }) => {
    const mu = number(momentum, 0.9);
    let last: Float64Array | undefined;
    return (w, g, eta) => {
      const here = w.slice();
      const before = last ?? here;
      for (let j = 0; j < w.length; j++) w[j] = here[j]! - eta * g[j]! + mu * (here[j]! - before[j]!);
      last = here;
    };
  }),
  optimizer('PyTorch SGD with dampening', 'momentum', ({ dimension, momentum }) => {
    const mu = number(momentum, 0.9);
    let buffer: Float64Array | undefined;
    return (w, g, eta) => {
      buffer = buffer === undefined ? g.slice() : buffer.map((b, j) => mu * b + (1 - mu) * g[j]!);
      for (let j = 0; j < dimension; j++) w[j]! -= eta * buffer[j]!;
    };
  }),
  optimizer('PyTorch SGD with nesterov', 'nesterov', ({ dimension, momentum }) => {
    const mu = number(momentum, 0.9);
    const buffer = zeros(dimension);
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        buffer[j] = mu * buffer[j]! + g[j]!;
        w[j]! -= eta * (g[j]! + mu * buffer[j]!);
      }
    };
  }),
  optimizer('CS231n: -mu v_prev + (1 + mu) v', 'nesterov', ({ dimension, momentum }) => {
    const mu = number(momentum, 0.9);
    const v = zeros(dimension);
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        const previous = v[j]!;
        v[j] = mu * previous - eta * g[j]!;
        w[j]! += -mu * previous + (1 + mu) * v[j]!;
      }
    };
  }),
  optimizer('FISTA', 'nesterov', ({ dimension }) => {
    let x: Float64Array | undefined;
    let t = 1;
    return (y, g, eta) => {
      const next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
      const old = x ?? y.slice();
      const now = y.map((value, j) => value - eta * g[j]!);
      for (let j = 0; j < dimension; j++) y[j] = now[j]! + ((t - 1) / next) * (now[j]! - old[j]!);
      x = now;
      t = next;
    };
  }),
  optimizer('PyTorch Adagrad', 'adagrad', ({ dimension, epsilon, initialAccumulator }) => {
    const eps = number(epsilon, 1e-10);
    const sum = zeros(dimension).fill(number(initialAccumulator, 0));
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        sum[j]! += g[j]! ** 2;
        w[j]! -= (eta * g[j]!) / (Math.sqrt(sum[j]!) + eps);
      }
    };
  }),
  optimizer('Keras Adagrad, own defaults', 'adagrad', ({ dimension }) => {
    const sum = zeros(dimension).fill(0.1);
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        sum[j]! += g[j]! * g[j]!;
        w[j]! -= eta * g[j]! * (1 / Math.sqrt(sum[j]! + 1e-7));
      }
    };
  }),
  optimizer('PyTorch RMSprop', 'rmsprop', ({ dimension, rho, epsilon, centered }) => {
    const alpha = number(rho, 0.99);
    const eps = number(epsilon, 1e-8);
    const square = zeros(dimension);
    const mean = zeros(dimension);
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        square[j] = alpha * square[j]! + (1 - alpha) * g[j]! * g[j]!;
        mean[j]! += (1 - alpha) * (g[j]! - mean[j]!);
        const spread = centered === true ? square[j]! - mean[j]! ** 2 : square[j]!;
        w[j]! -= eta * (g[j]! / (Math.sqrt(spread) + eps));
      }
    };
  }),
  optimizer('TensorFlow 1 RMSProp: mean square from 1', 'rmsprop', ({ dimension }) => {
    const square = zeros(dimension).fill(1);
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        square[j]! += (g[j]! * g[j]! - square[j]!) * (1 - 0.9);
        w[j]! -= (eta * g[j]!) / Math.sqrt(square[j]! + 1e-10);
      }
    };
  }),
  optimizer('Zeiler Adadelta, no step size', 'adadelta', ({ dimension, rho, epsilon }) => {
    const decay = number(rho, 0.95);
    const eps = number(epsilon, 1e-6);
    const [squares, moves] = [zeros(dimension), zeros(dimension)];
    return (w, g) => {
      for (let j = 0; j < dimension; j++) {
        squares[j] = decay * squares[j]! + (1 - decay) * g[j]! ** 2;
        const move = -Math.sqrt((moves[j]! + eps) / (squares[j]! + eps)) * g[j]!;
        moves[j] = decay * moves[j]! + (1 - decay) * move ** 2;
        w[j]! += move;
      }
    };
  }),
  optimizer('PyTorch Adadelta', 'adadelta', ({ dimension, rho, epsilon }) => {
    const decay = number(rho, 0.9);
    const eps = number(epsilon, 1e-6);
    const [squares, moves] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        squares[j] = squares[j]! * decay + (1 - decay) * g[j]! * g[j]!;
        const move = (Math.sqrt(moves[j]! + eps) / Math.sqrt(squares[j]! + eps)) * g[j]!;
        moves[j] = moves[j]! * decay + (1 - decay) * move * move;
        w[j]! -= eta * move;
      }
    };
  }),
  optimizer('PyTorch Adam', 'adam', ({ dimension, beta1, beta2, epsilon }) => {
    const [b1, b2, eps] = [number(beta1, 0.9), number(beta2, 0.999), number(epsilon, 1e-8)];
    const [m, v] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta, k) => {
      const [c1, c2] = [1 - b1 ** (k + 1), 1 - b2 ** (k + 1)];
      for (let j = 0; j < dimension; j++) {
        m[j]! += (g[j]! - m[j]!) * (1 - b1);
        v[j] = v[j]! * b2 + (1 - b2) * g[j]! * g[j]!;
        w[j]! -= ((eta / c1) * m[j]!) / (Math.sqrt(v[j]!) / Math.sqrt(c2) + eps);
      }
    };
  }),
  optimizer('Keras Adam: correction folded into the step, own epsilon', 'adam', ({ dimension }) => {
    const [m, v] = [zeros(dimension), zeros(dimension)];
    let [p1, p2] = [1, 1];
    return (w, g, eta) => {
      p1 *= 0.9;
      p2 *= 0.999;
      const alpha = (eta * Math.sqrt(1 - p2)) / (1 - p1);
      for (let j = 0; j < dimension; j++) {
        m[j]! += (g[j]! - m[j]!) * (1 - 0.9);
        v[j]! += (g[j]! * g[j]! - v[j]!) * (1 - 0.999);
        w[j]! -= (m[j]! * alpha) / (Math.sqrt(v[j]!) + 1e-7);
      }
    };
  }),
  optimizer(
    'float32 gradient descent',
    'gradient-descent',
    () => {
      return (w, g, eta) => {
        const f = Math.fround;
        for (let j = 0; j < w.length; j++) w[j] = f(f(w[j]!) - f(f(eta) * f(g[j]!)));
      };
    },
    'float32',
  ),
  optimizer(
    'float32 momentum',
    'momentum',
    ({ dimension, momentum }) => {
      const f = Math.fround;
      const mu = f(number(momentum, 0.9));
      const buffer = new Float32Array(dimension);
      return (w, g, eta) => {
        for (let j = 0; j < dimension; j++) {
          buffer[j] = f(mu * buffer[j]!) + f(g[j]!);
          w[j] = f(f(w[j]!) - f(f(eta) * buffer[j]!));
        }
      };
    },
    'float32',
  ),
  optimizer(
    'float32 Adam, powers in float32',
    'adam',
    ({ dimension, beta1, beta2, epsilon }) => {
      const f = Math.fround;
      const [b1, b2, eps] = [f(number(beta1, 0.9)), f(number(beta2, 0.999)), f(number(epsilon, 1e-8))];
      const [m, v, power] = [new Float32Array(dimension), new Float32Array(dimension), new Float32Array([1, 1])];
      return (w, g, eta) => {
        power[0]! *= b1;
        power[1]! *= b2;
        for (let j = 0; j < dimension; j++) {
          const x = f(g[j]!);
          m[j] = f(b1 * m[j]!) + f(f(1 - b1) * x);
          v[j] = f(b2 * v[j]!) + f(f(1 - b2) * f(x * x));
          const corrected = f(m[j]! / f(1 - power[0]!));
          const root = f(f(Math.sqrt(f(v[j]! / f(1 - power[1]!)))) + eps);
          w[j] = f(f(w[j]!) - f(f(eta) * f(corrected / root)));
        }
      };
    },
    'float32',
  ),
  optimizer(
    'float32 centred RMSProp, always centred',
    'rmsprop',
    ({ dimension, rho, epsilon }) => {
      const f = Math.fround;
      const [decay, eps] = [f(number(rho, 0.9)), f(number(epsilon, 1e-7))];
      const [square, mean] = [new Float32Array(dimension), new Float32Array(dimension)];
      return (w, g, eta) => {
        for (let j = 0; j < dimension; j++) {
          const x = f(g[j]!);
          square[j] = f(decay * square[j]!) + f(f(x * x) * f(1 - decay));
          mean[j] = f(decay * mean[j]!) + f(x * f(1 - decay));
          const root = f(Math.sqrt(f(f(square[j]! - f(mean[j]! * mean[j]!)) + eps)));
          w[j] = f(f(w[j]!) - f(f(f(eta) * x) / root));
        }
      };
    },
    'float32',
  ),
];
