/** Optimizers with a schedule of their own; correct unless something is altered. */

import type { Algorithm, OptimizerOption, OptimizerUnderTest, Schedule } from '../../src/optimizer/optimizer.js';
import { number } from './guard-correct.js';

type Of<Kind extends Schedule['kind']> = Extract<Schedule, { readonly kind: Kind }>;

/** The step size of step k by each kind, as recursions or closed forms of libraries; correct unless replaced. */
interface Rates {
  step(eta: number, k: number, by: Of<'step'>): number;
  exponential(eta: number, k: number, by: Of<'exponential'>): number;
  linear(eta: number, k: number, by: Of<'linear'>): number;
  polynomial(eta: number, k: number, by: Of<'polynomial'>): number;
  cosine(eta: number, k: number, by: Of<'cosine'>): number;
  oneCycle(eta: number, k: number, by: Of<'oneCycle'>): number;
}

const wave = (from: number, to: number, share: number): number => to + 0.5 * (from - to) * (1 + Math.cos(Math.PI * share));

const rates: Rates = {
  step: (eta, k, { every, factor }) => eta * factor ** Math.floor(k / every),
  exponential: (eta, k, { factor }) => eta * factor ** k,
  linear: (eta, k, { start, end, steps }) => eta * (start + ((end - start) * Math.min(k, steps)) / steps),
  polynomial: (eta, k, { steps, power }) => eta * (1 - Math.min(k, steps) / steps) ** power,
  cosine: (eta, k, { steps, end }) => wave(eta, eta * end, Math.min(k, steps) / steps),
  oneCycle(eta, k, { steps, warmup, start, end }) {
    const top = warmup * steps - 1;
    return k <= top ? wave(start * eta, eta, k / top) : wave(eta, end * eta, (k - top) / (steps - 1 - top));
  },
};

const OPTIONS: readonly OptimizerOption[] = [
  'stepSchedule',
  'exponentialSchedule',
  'linearSchedule',
  'polynomialSchedule',
  'cosineSchedule',
  'oneCycleSchedule',
];

/** What else a program can do wrong with a right schedule. */
interface Course {
  /** The step number that the schedule is asked for. */
  at(k: number): number;
  /** The rate that a step takes, from that of this step and those before. */
  takes(rate: number, before: number | undefined): number;
}

/** Gradient descent or an Adam under its own schedule. */
function scheduled(
  name: string,
  algorithm: Algorithm & ('gradient-descent' | 'adam'),
  altered: Partial<Rates> = {},
  course: Partial<Course> = {},
  options: readonly OptimizerOption[] = OPTIONS,
): OptimizerUnderTest {
  const made = { ...rates, ...altered };
  const { at, takes } = { at: (k: number) => k, takes: (rate: number) => rate, ...course };
  const rateOf = (schedule: Schedule, eta: number, k: number): number =>
    (made[schedule.kind] as (eta: number, k: number, by: Schedule) => number)(eta, k, schedule);
  return {
    name,
    algorithm,
    options,
    create({ dimension, stepSize, ...given }) {
      const schedule = given.schedule as Schedule | undefined;
      const [b1, b2, eps] = [number(given.beta1, 0.9), number(given.beta2, 0.999), number(given.epsilon, 1e-8)];
      const [m, v] = [new Float64Array(dimension), new Float64Array(dimension)];
      let k = 0;
      let before: number | undefined;
      return {
        step(w, g) {
          const base = typeof stepSize === 'number' ? stepSize : stepSize(k);
          const rate = schedule === undefined ? base : rateOf(schedule, base, at(k));
          const eta = schedule === undefined ? base : takes(rate, before);
          before = rate;
          k++;
          for (let j = 0; j < dimension; j++) {
            m[j] = b1 * m[j]! + (1 - b1) * g[j]!;
            v[j] = b2 * v[j]! + (1 - b2) * g[j]! ** 2;
            w[j]! -= eta * (algorithm === 'adam' ? m[j]! / (1 - b1 ** k) / (Math.sqrt(v[j]! / (1 - b2 ** k)) + eps) : g[j]!);
          }
        },
      };
    },
  };
}

/** Correct ones, one by recursions, as the chained forms of PyTorch are. */
export const correctSchedules: readonly OptimizerUnderTest[] = [
  scheduled('gradient descent under every schedule', 'gradient-descent'),
  scheduled('Adam under every schedule', 'adam'),
  scheduled('gradient descent under a cosine by its recursion', 'gradient-descent', {
    cosine(eta, k, { steps, end }) {
      let rate = eta;
      const least = eta * end;
      const rise = (i: number): number => 1 + Math.cos((Math.PI * i) / steps);
      for (let i = 1; i <= k; i++) rate = least + ((rate - least) * rise(i)) / rise(i - 1);
      return rate;
    },
  }),
];

const wrong = (name: string, altered: Partial<Rates>): OptimizerUnderTest => scheduled(`schedules: ${name}`, 'gradient-descent', altered);

/** Broken ones. */
export const scheduleMutants: readonly OptimizerUnderTest[] = [
  wrong('a step of the rate comes one step late', {
    step: (eta, k, { every, factor }) => eta * factor ** Math.floor(Math.max(0, k - 1) / every),
  }),
  wrong('a step of the rate is taken twice', {
    step: (eta, k, { every, factor }) => eta * factor ** (Math.floor(k / every) + (k > 0 && k % every === 0 ? 1 : 0)),
  }),
  wrong('exponential per ten steps', { exponential: (eta, k, { factor }) => eta * factor ** (k / 10) }),
  wrong('a warm-up ends one step late', {
    linear: (eta, k, { start, end, steps }) => eta * (start + ((end - start) * Math.min(k, steps + 1)) / (steps + 1)),
  }),
  wrong('a line that does not stop at its end', { linear: (eta, k, { start, end, steps }) => eta * (start + ((end - start) * k) / steps) }),
  wrong('the power of a polynomial ignored', { polynomial: (eta, k, { steps }) => eta * (1 - Math.min(k, steps) / steps) }),
  wrong('a cosine over a whole period', { cosine: (eta, k, { steps, end }) => wave(eta, eta * end, (2 * Math.min(k, steps)) / steps) }),
  wrong('a cosine that ends at 0', { cosine: (eta, k, { steps }) => wave(eta, 0, Math.min(k, steps) / steps) }),
  wrong('the end of a cosine as a rate, not as a share', {
    cosine: (eta, k, { steps, end }) => wave(eta, end, Math.min(k, steps) / steps),
  }),
  wrong('one cycle without its warm-up', { oneCycle: (eta, k, { steps, end }) => wave(eta, end * eta, k / (steps - 1)) }),
  scheduled('schedules: the schedule steps before the first step', 'adam', {}, { at: (k) => k + 1 }),
  scheduled('schedules: each step takes the rate of the one before', 'adam', {}, { takes: (rate, before) => before ?? rate }),
  scheduled('schedules: declared and ignored', 'gradient-descent', {}, { at: () => 0 }, ['exponentialSchedule']),
];

/** A rate that rises again in the last step. */
export const risesAtLast = (right: boolean, name: string): OptimizerUnderTest =>
  scheduled(
    name,
    'gradient-descent',
    right ? {} : { oneCycle: (eta, k, by) => rates.oneCycle(eta, k === by.steps - 1 ? by.steps - 3 : k, by) },
    {},
    ['oneCycleSchedule'],
  );
