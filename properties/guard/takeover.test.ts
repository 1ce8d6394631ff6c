/** The step from which epsilon rules Adam's moves: as docs/explanation/epsilon.md derives it, as it comes, as the guard tells it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/guard/checks/index.js';
import { subjectOf } from '../../src/guard/subject.js';
import { exp, log } from '../../src/numerics/elementary.js';
import { correct } from '../support/guard-correct.js';
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
  const note = (name: string): string | undefined => {
    const subject = subjectOf([...correct, ...correctModern].find((one) => one.name === name)!);
    return CHECKS.find(({ id }) => id === 'claim/direction-found')!.judge(subject).note;
  };

  it('tells for an Adam the step at which epsilon takes over, within a tenth of where it does', () => {
    const told = /epsilon 1e-8 takes over at about step ([\d,]+)/.exec(note('PyTorch Adam') ?? '')?.[1]?.replaceAll(',', '');

    const { takeover } = run({ eta: 1 / 64, beta2: 0.999, epsilon: 1e-8 }, 45_000);

    expect(Math.abs(Number(told) / takeover! - 1)).toBeLessThan(0.1);
  });

  it.each([
    ['PyTorch RMSprop', 'takes over at step 979'],
    ['optax NAdam', 'takes over at about step 34,000'],
    ['PyTorch AMSGrad', 'a maximum of second moments never falls'],
  ])('tells it for %s', (name, words) => {
    expect(note(name)).toContain(words);
  });

  it('tells none for a method without such an epsilon', () => {
    expect(note('Lion')).not.toContain('epsilon');
  });
});
