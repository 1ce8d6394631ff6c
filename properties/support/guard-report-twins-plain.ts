/** Faults from public bug reports that show in a few ordinary steps: signs, counters, betas, corrections, gradients changed in place. */

import { number } from './guard-correct.js';
import { partwise } from './guard-part-options.js';
import { type Twins, twins } from './guard-twins.js';

const zeros = (n: number): Float64Array => new Float64Array(n);

/** What differs between reports about Adam; correct unless replaced. */
interface AdamParts {
  readonly betas: (beta1: number, beta2: number) => readonly [number, number];
  /** What an average is divided by, after so many steps. */
  readonly correction: (beta: number, steps: number) => number;
  /** The averages are kept from step to step. */
  readonly kept: boolean;
}

const right: AdamParts = { betas: (beta1, beta2) => [beta1, beta2], correction: (beta, steps) => 1 - beta ** steps, kept: true };

function adamTwins(report: string, fault: Partial<AdamParts>): Twins {
  return twins(report, 'adam', (corrected) => ({ dimension, beta1, beta2, epsilon }) => {
    const { betas, correction, kept } = corrected ? right : { ...right, ...fault };
    const [b1, b2] = betas(number(beta1, 0.9), number(beta2, 0.999));
    const eps = number(epsilon, 1e-8);
    const [m, v] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        const first = b1 * m[j]! + (1 - b1) * g[j]!;
        const second = b2 * v[j]! + (1 - b2) * g[j]! ** 2;
        if (kept) [m[j], v[j]] = [first, second];
        w[j]! -= (eta * (first / correction(b1, k + 1))) / (Math.sqrt(second / correction(b2, k + 1)) + eps);
      }
    };
  });
}

const powers = new Map<number, number[]>();

/** A power by products in float32, as one subgroup of parameters has it where another has that of `pow`. */
function drifting(beta: number, steps: number): number {
  const known = powers.get(beta) ?? [1];
  powers.set(beta, known);
  for (let power = known.at(-1) ?? 1; known.length <= steps; known.push(power)) power = Math.fround(power * Math.fround(beta));
  return 1 - (known[steps] ?? 0);
}

const adam: readonly Twins[] = [
  adamTwins('mila-iqia/blocks#1159', { betas: (beta1, beta2) => [1 - beta1, 1 - beta2] }),
  adamTwins('geoopt/geoopt#164', { correction: (beta, steps) => 1 - beta ** (2 * steps - 1) }),
  adamTwins('kozistr/pytorch_optimizer#305', { correction: (beta, steps) => 1 - (1 - beta ** steps) }),
  adamTwins('raskr/rust-autograd#16', { kept: false }),
  adamTwins('oxiglade/mlx-rs#301', { correction: () => 1 }),
  adamTwins('eriklindernoren/ML-From-Scratch#35', { correction: (beta) => 1 - beta }),
  adamTwins('deepspeedai/DeepSpeed#7819', { correction: drifting }),
  twins('allenai/OLMo-core#317', 'adamw', (corrected) => ({ dimension, weightDecay }) => {
    const lambda = number(weightDecay, 0.01);
    const [m, v] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        m[j] = 0.9 * m[j]! + 0.1 * g[j]!;
        v[j] = 0.999 * v[j]! + 0.001 * g[j]! ** 2;
        const [c1, c2] = corrected ? [1 - 0.9 ** (k + 1), 1 - 0.999 ** (k + 1)] : [1, 1];
        w[j]! -= eta * lambda * w[j]! + (eta * (m[j]! / c1)) / (Math.sqrt(v[j]! / c2) + 1e-8);
      }
    };
  }),
];

/** A counter that goes on within a step, from part to part. */
const counters: readonly Twins[] = [
  {
    report: 'flashlight/flashlight#143',
    faulty: partwise('flashlight/flashlight#143', 'adam', [], {
      count: (_own, all, _last, part, parts) => (all - 1) * parts + part + 1,
    }),
    corrected: partwise('flashlight/flashlight#143 (corrected)', 'adam', []),
  },
];

const gradients: readonly Twins[] = [
  twins(
    'pytorch/pytorch#12218',
    'sgd',
    (corrected) =>
      ({ weightDecay }) => {
        const lambda = number(weightDecay, 0);
        return (w, g, eta) => {
          const own = corrected ? g.slice() : g;
          for (let j = 0; j < w.length; j++) {
            own[j]! += lambda * w[j]!;
            w[j]! -= eta * own[j]!;
          }
        };
      },
    { options: ['weightDecay'] },
  ),
  twins('cbovar/ConvNetSharp#29', 'adagrad', (corrected) => ({ dimension, epsilon }) => {
    const eps = number(epsilon, 1e-8);
    const [sum, gathered] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        gathered[j]! += g[j]!;
        sum[j]! += gathered[j]! ** 2;
        w[j]! -= (eta * gathered[j]!) / (Math.sqrt(sum[j]!) + eps);
        // Gathered anew from here on; the report is of the index of the part in place of that of the entry.
        gathered[corrected ? j : 0] = 0;
      }
    };
  }),
];

const signs: readonly Twins[] = [
  twins('PaddlePaddle/Paddle#11539', 'nesterov', (corrected) => ({ dimension, momentum }) => {
    const mu = number(momentum, 0.9);
    const velocity = zeros(dimension);
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        velocity[j] = mu * velocity[j]! + g[j]!;
        w[j]! += -eta * g[j]! + (corrected ? -1 : 1) * mu * velocity[j]! * eta;
      }
    };
  }),
  twins('PaddlePaddle/Paddle#4184', 'adagrad', (corrected) => ({ dimension, epsilon }) => {
    const eps = number(epsilon, 1e-8);
    const sum = zeros(dimension);
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        sum[j]! += g[j]! ** 2;
        w[j]! += ((corrected ? -1 : 1) * eta * g[j]!) / (Math.sqrt(sum[j]!) + eps);
      }
    };
  }),
];

/** Adafactor's decay 1 - (t - offset)^-0.8 from a count below its offset: a power of a number that is not positive. */
const offsets: readonly Twins[] = [
  twins('google-deepmind/optax#1791', 'adafactor', (corrected) => ({ dimension }) => {
    const offset = 3;
    const square = zeros(dimension);
    return (w, g, eta, k) => {
      const t = corrected ? k + 1 : k + 1 - offset;
      const decay = 1 - t ** -0.8;
      for (let j = 0; j < dimension; j++) square[j] = decay * square[j]! + (1 - decay) * (g[j]! ** 2 + 1e-30);
      const update = g.map((x, j) => x / Math.sqrt(square[j]!));
      const rms = (vector: Float64Array): number => Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0) / vector.length);
      const scale = eta * Math.max(1e-3, rms(w));
      const clip = Math.max(1, rms(update));
      for (let j = 0; j < dimension; j++) w[j]! -= (scale * update[j]!) / clip;
    };
  }),
];

/** Lookahead around SGD with weight decay: the fast optimizer was given the pair of parameters, not the fast ones. */
const lookahead: readonly Twins[] = [
  twins(
    'google-deepmind/optax#263',
    'other',
    (corrected) =>
      ({ weightDecay }) => {
        const lambda = number(weightDecay, 0);
        let slow: Float64Array | undefined;
        return (w, g, eta, k) => {
          slow ??= w.slice();
          for (let j = 0; j < w.length; j++) w[j]! -= eta * (g[j]! + lambda * (corrected ? w[j]! : slow[j]!));
          if (k % 5 !== 4) return;
          for (let j = 0; j < w.length; j++) slow[j] = w[j] = slow[j]! + 0.5 * (w[j]! - slow[j]!);
        };
      },
    { options: ['weightDecay'] },
  ),
];

/** All of them. */
export const plainReportTwins: readonly Twins[] = [...adam, ...counters, ...gradients, ...signs, ...offsets, ...lookahead];
