/** The step from which epsilon rules Adam's moves: as docs/explanation/epsilon.md derives it, as it comes, as the guard tells it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/guard/checks/index.js';
import { subjectOf } from '../../src/guard/subject.js';
import { exp, log } from '../../src/numerics/elementary.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { correct, optimizer } from '../support/guard-correct.js';
import { correctModern } from '../support/guard-correct-modern.js';

/** Rows y_i x_i of the guard's problem; the second alone is a support vector, whose largest-entry margin is 3/2. */
const ROWS = [
  [3, 1],
  [0.5, 1],
  [-2, 4],
] as const;
const MARGIN = 1.5;

interface Setting {
  readonly eta: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Adam by Kingma and Ba, algorithm 1: the step from which on the root is below epsilon, and the direction after all steps. */
function run({ eta, beta2, epsilon }: Setting, steps: number): { takeover: number | undefined; direction: readonly [number, number] } {
  const [w, m, v] = [
    [0, 0],
    [0, 0],
    [0, 0],
  ];
  let [power1, power2] = [1, 1];
  let takeover: number | undefined;
  for (let k = 1; k <= steps; k++) {
    const g = [0, 0];
    for (const [x, y] of ROWS) {
      const force = exp(-(x * w[0]! + y * w[1]!));
      g[0]! -= x * force;
      g[1]! -= y * force;
    }
    power1 *= 0.9;
    power2 *= beta2;
    let largest = 0;
    for (const j of [0, 1]) {
      m[j] = 0.9 * m[j]! + 0.1 * g[j]!;
      v[j] = beta2 * v[j]! + (1 - beta2) * g[j]! * g[j]!;
      const root = Math.sqrt(v[j]! / (1 - power2));
      largest = Math.max(largest, root);
      w[j]! -= (eta * (m[j]! / (1 - power1))) / (root + epsilon);
    }
    if (largest <= epsilon) takeover ??= k;
  }
  const length = Math.sqrt(w[0]! ** 2 + w[1]! ** 2);
  return { takeover, direction: [w[0]! / length, w[1]! / length] };
}

/** The rate r at which gradients fall like exp(-r k), where r = eta gamma rho(r). */
function rate({ eta, beta2 }: Setting): number {
  const rho = (r: number): number => (0.1 / (1 - 0.9 * exp(r))) * Math.sqrt((1 - beta2 * exp(2 * r)) / (1 - beta2));
  let [low, high] = [0, -log(beta2) / 2];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (eta * MARGIN * rho(middle) > middle) low = middle;
    else high = middle;
  }
  return low;
}

const SETTINGS: readonly Setting[] = [
  { eta: 1 / 64, beta2: 0.999, epsilon: 1e-8 },
  { eta: 1 / 64, beta2: 0.999, epsilon: 1e-4 },
  { eta: 1 / 64, beta2: 0.99, epsilon: 1e-8 },
  { eta: 1 / 4096, beta2: 0.999, epsilon: 1e-8 },
];

describe('epsilon takes over', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/explanation/epsilon.md'), 'utf8');

  it.each(SETTINGS)('at ln(1/epsilon) / r, to a tenth: eta $eta, beta2 $beta2, epsilon $epsilon', (setting) => {
    const due = -log(setting.epsilon) / rate(setting);

    const { takeover } = run(setting, Math.ceil(1.2 * due));

    expect(Math.abs(takeover! / due - 1)).toBeLessThan(0.1);
    const cells = [`1/${1 / setting.eta}`, setting.beta2, setting.epsilon, rate(setting).toPrecision(3), Math.round(due), takeover];
    expect(page).toContain(`| ${cells.join(' | ')} |`);
  });

  it('and turns the direction from the largest-entry margin to the Euclidean one', () => {
    const setting = { eta: 1 / 64, beta2: 0.99 };
    const far = (direction: readonly number[], to: readonly [number, number]): number =>
      Math.sqrt((direction[0]! - to[0]) ** 2 + (direction[1]! - to[1]) ** 2);
    const [square, euclid] = [
      [Math.SQRT1_2, Math.SQRT1_2],
      [1 / Math.sqrt(5), 2 / Math.sqrt(5)],
    ] as const;

    const [without, above] = [run({ ...setting, epsilon: 0 }, 60_000).direction, run({ ...setting, epsilon: 0.1 }, 60_000).direction];

    expect(far(without, square)).toBeLessThan(far(without, euclid) / 10);
    expect(far(above, euclid)).toBeLessThan(far(above, square));
  });
});

describe('claim/direction-found', () => {
  const noteOf = (subject: OptimizerUnderTest): string | undefined =>
    CHECKS.find(({ id }) => id === 'claim/direction-found')?.judge(subjectOf(subject)).note;
  const note = (name: string): string | undefined => noteOf([...correct, ...correctModern].find((one) => one.name === name)!);

  it('tells for an Adam the step at which epsilon takes over, within a tenth of where it does', () => {
    const told = /epsilon 1e-8 takes over at about step ([\d,]+)/.exec(note('PyTorch Adam') ?? '')?.[1]?.replaceAll(',', '');

    const { takeover } = run({ eta: 1 / 64, beta2: 0.999, epsilon: 1e-8 }, 45_000);

    expect(Math.abs(Number(told) / takeover! - 1)).toBeLessThan(0.1);
  });

  it.each([
    ['PyTorch RMSprop', 'takes over at step 979, as in a published form of rmsprop'],
    ['PyTorch Adam', 'nearest to the largest-entry max-margin direction, where adam goes until epsilon takes over'],
    ['Keras Adam: correction folded into the step, own epsilon', 'epsilon 1e-7 (7.9e-7 at step 16) takes over at about step 30,000'],
    ['optax NAdam', 'takes over at about step 34,000'],
    ['PyTorch AMSGrad', 'a maximum of second moments never falls'],
  ])('tells it for %s', (name, words) => {
    expect(note(name)).toContain(words);
  });

  /** Adam, with the divisor that a form makes of the second moment without correction and its correction. */
  const adam = (name: string, divisor: (moment: number, correction: number) => number): OptimizerUnderTest =>
    optimizer(name, 'adam', ({ dimension }) => {
      const [m, v] = [new Float64Array(dimension), new Float64Array(dimension)];
      return (w, g, eta, k) => {
        for (let j = 0; j < dimension; j++) {
          m[j] = 0.9 * m[j]! + 0.1 * g[j]!;
          v[j] = 0.999 * v[j]! + 0.001 * g[j]! ** 2;
          w[j]! -= (eta * (m[j]! / (1 - 0.9 ** (k + 1)))) / divisor(v[j]!, 1 - 0.999 ** (k + 1));
        }
      };
    });

  it.each<[string, (moment: number, correction: number) => number, string]>([
    ['beside the corrected root', (v, c) => Math.sqrt(v / c) + 1e-8, 'epsilon 1e-8 takes over at about step 34,000, at'],
    [
      'beside the root that is not corrected',
      (v, c) => (Math.sqrt(v) + 1e-8) / Math.sqrt(c),
      'epsilon 1e-8 (7.9e-8 at step 16) takes over',
    ],
    ['within the root', (v, c) => Math.sqrt(v / c + 1e-8), 'epsilon 0.000058 takes over at about step 17,000, at'],
  ])('tells where epsilon stands in a published form: %s', (name, divisor, words) => {
    const told = noteOf(adam(name, divisor));

    expect(told).toContain(words);
    expect(told).toContain('as in a published form of adam');
  });

  it.each<[string, (moment: number, correction: number) => number, string]>([
    ['within the root that is not corrected', (v, c) => Math.sqrt((v + 1e-8) / c), 'epsilon 0.000058 (0.00046 at step 16)'],
    ['squared, within the root', (v, c) => Math.sqrt(v / c + 1e-16), 'epsilon 5.8e-9 takes over'],
    ['ten times as large', (v, c) => Math.sqrt(v / c) + 1e-6, 'epsilon 0.000001 takes over'],
  ])('tells that no published form has it: %s', (name, divisor, words) => {
    const told = noteOf(adam(name, divisor));

    expect(told).toContain(words);
    expect(told).toMatch(
      /in no published form of adam does it count so: there epsilon 1e-8 takes over at about step 34,000, .*, or 0\.000058 takes/,
    );
  });

  it.each([
    ['Signum', 'nearest to the largest-entry max-margin direction, where signum goes'],
    ['Muon of Jordan', 'nearest to the spectral max-margin direction, where muon goes'],
    ['Lookahead around SGD', 'nearest to the Euclidean max-margin direction: '],
  ])('tells which margin %s goes to, and whether its algorithm does', (name, words) => {
    expect(note(name)).toContain(words);
  });

  it('tells of a subject that goes elsewhere than the algorithm that it declares', () => {
    const descent = optimizer('descent as signum', 'signum', () => (w, g, eta) => {
      for (let j = 0; j < w.length; j++) w[j]! -= 16 * eta * g[j]!;
    });

    expect(noteOf(descent)).toContain('nearest to the Euclidean max-margin direction, where signum goes to the largest-entry one');
  });

  it('tells none for a method without such an epsilon', () => {
    expect(note('Lion')).not.toContain('epsilon');
  });
});
