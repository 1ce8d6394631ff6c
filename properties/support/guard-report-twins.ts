/** Faults from public bug reports, each written down afresh as a faulty optimizer and its corrected twin. */

import type { OptimizerOption, OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { sharpnessAware } from './guard-closures.js';
import { number, type optimizer } from './guard-correct.js';
import { partwise } from './guard-part-options.js';
import { plainReportTwins } from './guard-report-twins-plain.js';
import { risesAtLast } from './guard-schedules.js';
import { type Twins, twins } from './guard-twins.js';

const zeros = (n: number): Float64Array => new Float64Array(n);
const norm = (v: ArrayLike<number>): number => Math.hypot(...Array.from(v));

/** Adam's two averages and their corrections. */
function adamState(dimension: number, b1 = 0.9, b2 = 0.999) {
  const [m, v] = [zeros(dimension), zeros(dimension)];
  return (j: number, g: number, k: number): { m: number; v: number } => {
    m[j] = b1 * m[j]! + (1 - b1) * g;
    v[j] = b2 * v[j]! + (1 - b2) * g * g;
    return { m: m[j]! / (1 - b1 ** (k + 1)), v: v[j]! / (1 - b2 ** (k + 1)) };
  };
}

/** L2 in the gradient or a shrinking parameter. */
const adamw = (right: boolean): Parameters<typeof optimizer>[2] => {
  return ({ dimension, weightDecay }) => {
    const lambda = number(weightDecay, 0);
    const take = adamState(dimension);
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        const { m, v } = take(j, right ? g[j]! : g[j]! + lambda * w[j]!, k);
        w[j]! -= (eta * m) / (Math.sqrt(v) + 1e-8) + (right ? eta * lambda * w[j]! : 0);
      }
    };
  };
};

const decay: readonly Twins[] = [
  twins('pytorch/pytorch#38853, tensorflow/addons#2282, as adamw', 'adamw', adamw),
  twins('pytorch/pytorch#38853, as other', 'other', adamw, { options: ['decoupledWeightDecay'] }),
  twins(
    'ml-explore/mlx#440',
    'sgd',
    (right) =>
      ({ dimension, weightDecay, momentum }) => {
        const [lambda, mu] = [number(weightDecay, 0), number(momentum, 0)];
        const buffer = zeros(dimension);
        return (w, g, eta) => {
          for (let j = 0; j < dimension; j++) {
            const regularised = g[j]! + lambda * w[j]!;
            if (mu === 0) {
              w[j]! -= eta * (right ? regularised : g[j]!);
              continue;
            }
            buffer[j] = mu * buffer[j]! + regularised;
            w[j]! -= eta * buffer[j]!;
          }
        };
      },
    { options: ['weightDecay', 'momentum'] },
  ),
  twins(
    'kozistr/pytorch_optimizer#517',
    'signsgd',
    (right) =>
      ({ weightDecay }) => {
        const lambda = number(weightDecay, 0);
        return (w, g, eta) => {
          for (let j = 0; j < w.length; j++) w[j]! -= eta * Math.sign(g[j]!) + (right ? eta * lambda * w[j]! : 0);
        };
      },
    { options: ['decoupledWeightDecay'] },
  ),
];

const momenta: readonly Twins[] = [
  twins('pytorch/pytorch#92699', 'nadam', (right) => ({ dimension, beta1, beta2, epsilon }) => {
    const [b1, b2, eps] = [number(beta1, 0.9), number(beta2, 0.999), number(epsilon, 1e-8)];
    const [m, v] = [zeros(dimension), zeros(dimension)];
    let product = 1;
    return (w, g, eta, k) => {
      const mu = b1 * (1 - 0.5 * 0.96 ** ((k + 1) * 0.004));
      const next = b1 * (1 - 0.5 * 0.96 ** ((k + 2) * 0.004));
      product *= mu;
      const ahead = right ? product * next : product * mu * next;
      for (let j = 0; j < dimension; j++) {
        m[j] = b1 * m[j]! + (1 - b1) * g[j]!;
        v[j] = b2 * v[j]! + (1 - b2) * g[j]! ** 2;
        const root = Math.sqrt(v[j]! / (1 - b2 ** (k + 1))) + eps;
        w[j]! -= (eta * (((1 - mu) / (1 - product)) * g[j]! + (next / (1 - ahead)) * m[j]!)) / root;
      }
    };
  }),
  twins('FluxML/Flux.jl#789', 'nadam', (right) => ({ dimension, beta1, beta2, epsilon }) => {
    const [b1, b2, eps] = [number(beta1, 0.9), number(beta2, 0.999), number(epsilon, 1e-8)];
    const [m, v] = [zeros(dimension), zeros(dimension)];
    let [p1, p2] = [b1, b2];
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        m[j] = b1 * m[j]! + (1 - b1) * g[j]!;
        v[j] = b2 * v[j]! + (1 - b2) * g[j]! ** 2;
        const ahead = (b1 * m[j]!) / (1 - b1 * p1) + ((1 - b1) * g[j]!) / (1 - p1);
        w[j]! -= (eta * ahead) / (Math.sqrt(v[j]! / (1 - p2)) + eps);
      }
      if (right) [p1, p2] = [p1 * b1, p2 * b2];
    };
  }),
  twins('libfann/fann#85', 'rprop', (right) => ({ dimension }) => {
    const [step, before] = [zeros(dimension), zeros(dimension)];
    const sign = (x: number): number => (right ? Math.sign(x) : x < 0 ? -1 : 1);
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        if (k === 0) step[j] = eta;
        const turned = before[j]! * g[j]!;
        if (turned > 0) step[j] = Math.min(step[j]! * 1.2, 50);
        if (turned < 0) step[j] = Math.max(step[j]! * 0.5, 1e-6);
        before[j] = turned < 0 ? 0 : g[j]!;
        w[j]! -= turned < 0 ? 0 : sign(g[j]!) * step[j]!;
      }
    };
  }),
  twins(
    'google-deepmind/optax#1389 (no bias correction under a maximum of corrected moments)',
    'amsgrad',
    (right) =>
      ({ dimension, beta1, beta2, epsilon }) => {
        const [b1, b2, eps] = [number(beta1, 0.9), number(beta2, 0.999), number(epsilon, 1e-8)];
        const [m, v, most] = [zeros(dimension), zeros(dimension), zeros(dimension)];
        return (w, g, eta, k) => {
          for (let j = 0; j < dimension; j++) {
            m[j] = b1 * m[j]! + (1 - b1) * g[j]!;
            v[j] = b2 * v[j]! + (1 - b2) * g[j]! ** 2;
            const corrected = v[j]! / (1 - b2 ** (k + 1));
            most[j] = Math.max(most[j]!, corrected);
            w[j]! -= (eta * (right ? m[j]! / (1 - b1 ** (k + 1)) : m[j]!)) / (Math.sqrt(most[j]!) + eps);
          }
        };
      },
  ),
];

const divisions: readonly Twins[] = [
  twins('mlpack/mlpack#887', 'adamax', (right) => ({ dimension, beta1, beta2 }) => {
    const [b1, b2] = [number(beta1, 0.9), number(beta2, 0.999)];
    const [m, u] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        m[j] = b1 * m[j]! + (1 - b1) * g[j]!;
        u[j] = Math.max(b2 * u[j]!, Math.abs(g[j]!));
        w[j]! -= ((eta / (1 - b1 ** (k + 1))) * m[j]!) / (right ? u[j]! + 1e-8 : u[j]!);
      }
    };
  }),
  twins('kozistr/pytorch_optimizer#480', 'other', (right) => ({ dimension }) => {
    const take = adamState(dimension);
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        const { m, v } = take(j, g[j]!, k);
        const inverse = right ? 1 / (Math.sqrt(v) + 1e-8) : 1 / Math.sqrt(v) + 1e-8;
        w[j]! -= eta * m * inverse;
      }
    };
  }),
  twins('facebookresearch/schedule_free#5', 'other', (right) => () => {
    let z: Float64Array | undefined;
    let weight = 0;
    return (w, g, eta) => {
      z ??= w.slice();
      weight += eta * eta;
      const c = right && weight === 0 ? 0 : (eta * eta) / weight;
      for (let j = 0; j < w.length; j++) {
        z[j]! -= eta * g[j]!;
        w[j] = (1 - c) * w[j]! + c * z[j]! - 0.1 * eta * g[j]!;
      }
    };
  }),
  twins('apache/mxnet#6235', 'rmsprop', (right) => ({ dimension, rho }) => {
    const decayOf = number(rho, 0.9);
    const [square, mean] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        square[j] = decayOf * square[j]! + (1 - decayOf) * g[j]! ** 2;
        mean[j] = decayOf * mean[j]! + (1 - decayOf) * g[j]!;
        const spread = square[j]! - mean[j]! ** 2;
        w[j]! -= (eta * g[j]!) / (right ? Math.sqrt(spread + 1e-8) : Math.sqrt(spread) + 1e-8);
      }
    };
  }),
  twins('marin-community/marin#9054', 'other', (right) => () => (w, g, eta) => {
    const length = norm(g);
    for (let j = 0; j < w.length; j++) w[j]! -= eta * (right && length === 0 ? 0 : g[j]! / length);
  }),
  twins('google-deepmind/optax#1743', 'other', (right) => () => {
    let ahead: Float64Array | undefined;
    let home: Float64Array | undefined;
    // SAM by turns: up the gradient, then back and down the gradient found there.
    return (w, g, eta) => {
      if (ahead === undefined) {
        const length = norm(g);
        home = w.slice();
        ahead = g.map((x) => (0.05 * x) / (right ? length + 1e-12 : length));
        for (let j = 0; j < w.length; j++) w[j]! += ahead[j]!;
        return;
      }
      for (let j = 0; j < w.length; j++) w[j] = home![j]! - eta * g[j]!;
      ahead = undefined;
    };
  }),
  twins(
    'google-deepmind/optax#1754',
    'adam',
    (right) =>
      ({ dimension, beta1, beta2 }) => {
        const half = (x: number): number => roundHalf(x);
        const [b1, b2] = [number(beta1, 0.9), number(beta2, 0.999)];
        const take = adamState(dimension, b1, b2);
        const eps = right ? 1e-8 : half(1e-8);
        return (w, g, eta, k) => {
          for (let j = 0; j < dimension; j++) {
            const { m, v } = take(j, g[j]!, k);
            w[j] = half(w[j]! - (eta * m) / (Math.sqrt(v) + eps));
          }
        };
      },
    { precision: 'float16' },
  ),
];

/** The nearest number of float16. */
function roundHalf(x: number): number {
  const unit = 2 ** Math.max(-24, Math.floor(Math.log2(Math.abs(x) || 2 ** -30)) - 10);
  return Math.round(x / unit) * unit;
}

/** State that does not all come back from a checkpoint. */
function stored(report: string, right: boolean, kept: (state: { m: number[]; k: number }) => unknown): OptimizerUnderTest {
  return {
    name: `${report}${right ? ' (corrected)' : ''}`,
    algorithm: 'momentum',
    create({ dimension, stepSize, momentum }) {
      const mu = number(momentum, 0.9);
      let state = { m: new Array<number>(dimension).fill(0), k: 0 };
      return {
        step(w, g) {
          const eta = typeof stepSize === 'number' ? stepSize : stepSize(state.k);
          state.k++;
          for (let j = 0; j < dimension; j++) {
            state.m[j] = mu * state.m[j]! + g[j]!;
            w[j]! -= eta * state.m[j]!;
          }
        },
        save: () => kept(state),
        load(saved) {
          const { m = new Array<number>(dimension).fill(0), k = 0 } = saved as Partial<typeof state>;
          state = { m: [...m], k };
        },
      };
    },
  };
}

const checkpoints: readonly Twins[] = [
  {
    report: 'Lightning-AI/pytorch-lightning#2613',
    faulty: stored('Lightning-AI/pytorch-lightning#2613', false, () => ({})),
    corrected: stored('Lightning-AI/pytorch-lightning#2613', true, (state) => structuredClone(state)),
  },
  {
    report: 'thinking-machines-lab/tinker-feedback#127',
    faulty: stored('thinking-machines-lab/tinker-feedback#127', false, ({ k }) => ({ k })),
    corrected: stored('thinking-machines-lab/tinker-feedback#127', true, (state) => ({ ...state, m: [...state.m] })),
  },
  {
    report: 'lessw2020/Ranger#19',
    faulty: stored('lessw2020/Ranger#19', false, ({ m }) => ({ m: [...m] })),
    corrected: stored('lessw2020/Ranger#19', true, (state) => structuredClone(state)),
  },
];

/** A fault of parts and what it should have been. */
function partTwins(
  report: string,
  algorithm: Parameters<typeof partwise>[1],
  option: OptimizerOption,
  fault: Parameters<typeof partwise>[3],
): Twins {
  return {
    report,
    faulty: partwise(report, algorithm, [option], fault),
    corrected: partwise(`${report} (corrected)`, algorithm, [option]),
  };
}

const parts: readonly Twins[] = [
  partTwins('deepspeedai/DeepSpeed#8471', 'adam', 'missingGradients', { count: (_own, _all, last) => last }),
  partTwins('tensorflow/tfjs#4290 (missing gradients)', 'adam', 'missingGradients', { state: (part, moved) => moved.indexOf(part) }),
  partTwins('tensorflow/tfjs#4290 (frozen variables)', 'momentum', 'frozen', { state: (part, moved) => moved.indexOf(part) }),
];

const closures: readonly Twins[] = [
  {
    report: 'google-deepmind/optax#1743 (with a closure)',
    faulty: sharpnessAware('google-deepmind/optax#1743 (with a closure)', 'other', { ahead: (x, length) => (0.05 * x) / length }),
    corrected: sharpnessAware('google-deepmind/optax#1743 (with a closure, corrected)', 'other'),
  },
];

const schedules: readonly Twins[] = [
  {
    report: 'pytorch/pytorch#91765',
    faulty: risesAtLast(false, 'pytorch/pytorch#91765'),
    corrected: risesAtLast(true, 'pytorch/pytorch#91765 (corrected)'),
  },
];

/** All of them. */
export const reportTwins: readonly Twins[] = [
  ...decay,
  ...momenta,
  ...divisions,
  ...checkpoints,
  ...parts,
  ...schedules,
  ...closures,
  ...plainReportTwins,
];
