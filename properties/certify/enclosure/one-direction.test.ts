import fc from 'fast-check';
import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { type Atom, thinned } from '../../../src/certify/arithmetic/order.js';
import { enumerate } from '../../../src/certify/enclosure/enumeration.js';
import { pickedSteps } from '../../../src/certify/enclosure/expectations.js';
import { oneDirection } from '../../../src/certify/enclosure/one-direction.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import { Undecided } from '../../../src/certify/undecided.js';
import type { Case } from '../../../src/data/case.js';
import { oneDirectionBounds } from '../../../src/expectation/one-direction.js';
import { certify } from '../../support/certify.js';
import { onLine } from '../../support/on-line.js';

const expectationsOf = (input: Case, of: typeof enumerate | typeof oneDirection) => {
  const at = settingOf(input, 200);
  const square = at.arithmetic.square(at.arithmetic.double(input.start[0]!));
  return { at, result: of(at, square) };
};

describe('laws kept in the increasing concave order', () => {
  const law = (seed: string): Atom[] => {
    const random = seedrandom(seed);
    return Array.from({ length: 200 }, () => ({
      at: 1n + BigInt(Math.floor(random() ** 3 * 2 ** 50)) * 2n ** 13n,
      weight: BigInt(1 + Math.floor(random() * 1e9)),
    }));
  };
  /** Sum of weight times min(at, cut), which is increasing and concave: such functions generate the order. */
  const cutOff = (atoms: readonly Atom[], cut: bigint): bigint =>
    atoms.reduce((sum, { at, weight }) => sum + weight * (at < cut ? at : cut), 0n);
  const cuts = Array.from({ length: 64 }, (_, i) => BigInt(i + 1) * 2n ** 57n);

  it.each(['a', 'b', 'c'])('are smaller after spreading and larger after joining, and keep their weight (law %s)', (seed) => {
    const given = law(seed);
    const [below, above] = [thinned(given, 'below'), thinned(given, 'above')];
    const total = (atoms: readonly Atom[]): bigint => atoms.reduce((sum, { weight }) => sum + weight, 0n);

    expect(below.length < given.length && above.length < below.length).toBe(true);
    expect([total(below), total(above)]).toEqual([total(given), total(given)]);
    for (const cut of cuts) expect(cutOff(below, cut) <= cutOff(given, cut) && cutOff(given, cut) <= cutOff(above, cut)).toBe(true);
    expect(cuts.some((cut) => cutOff(below, cut) < cutOff(given, cut) && cutOff(given, cut) < cutOff(above, cut))).toBe(true);
  });
});

describe('expectations where all active samples are one vector', () => {
  it.each([
    [1, 1, 1.25, 0.25, 0.75],
    [1, 7, 1.375, 2 ** -10, 33 / 64],
    [3, 2, 1.40625, 0.125, 0.5625],
    [2, 1, 0.5, 1, 0.9375],
  ])(
    'hold those of enumeration at every step, and are as narrow as 1% (%d positives, %d negatives)',
    (positives, negatives, x, start, alpha) => {
      const input = onLine(positives, negatives, x, start, alpha, 12);

      const laws = expectationsOf(input, oneDirection);
      const exact = expectationsOf(input, enumerate);

      const { arithmetic } = exact.at;
      const sum = (terms: readonly { low: bigint; high: bigint }[]) => terms.reduce((a, b) => arithmetic.add(a, b), arithmetic.zero);
      exact.result.at.forEach((step, k) => {
        const found = laws.result.at[k]!;
        const pairs = [
          [found.loss, step.loss],
          [sum(found.coefficients), sum(step.coefficients)],
          [found.normSquare, step.normSquare],
        ] as const;
        for (const [wide, narrow] of pairs) {
          expect(wide.low <= narrow.low && narrow.high <= wide.high, `step ${k}`).toBe(true);
          expect((wide.high - wide.low) * 100n <= narrow.high).toBe(true);
        }
      });
      expect(laws.result.largestLoss.high >= exact.result.largestLoss.high).toBe(true);
    },
  );

  it('meet the bounds of the float64 path at every one of 300 steps, and are narrower at the end', () => {
    const [alpha, x, start] = [0.625, 1.25, 2 ** -6];
    const input = onLine(1, 20, x, start, alpha, 300);

    const { at, result } = expectationsOf(input, oneDirection);
    const bounds = oneDirectionBounds(1 / 21, x * x, x * start, (k) => (k + 1) ** -alpha, 300);

    result.at.forEach(({ loss, coefficients }, k) => {
      const ours = at.arithmetic.bounds(loss);
      const moved = at.arithmetic.bounds(coefficients[0]!);
      expect(ours.low <= bounds[k]!.loss.high && bounds[k]!.loss.low <= ours.high, `loss at ${k}`).toBe(true);
      expect(moved.low <= bounds[k]!.moved.high && bounds[k]!.moved.low <= moved.high, `move at ${k}`).toBe(true);
    });
    const last = at.arithmetic.bounds(result.at[300]!.loss);
    expect(last.high - last.low).toBeLessThan((bounds[300]!.loss.high - bounds[300]!.loss.low) / 10);
  });

  it.each([
    [
      'two directions',
      {
        data: {
          x: [
            [1, 0],
            [0, 1],
            [-1, -1],
          ],
          y: [1, 1, -1],
        },
        start: [0.5, 0.5],
      },
    ],
    [
      'a negative that a draw may wake',
      {
        data: {
          x: [
            [1, 0],
            [1, -2],
          ],
          y: [1, -1],
        },
        start: [0.5, 0.5],
      },
    ],
    ['an active negative', { data: { x: [[1], [-1]], y: [1, -1] }, start: [-0.5] }],
    ['too many steps', { steps: { kind: 'power', alpha: 0.75, count: 5000 } }],
  ] as const)('are not given for %s', (_, change) => {
    const input = { ...onLine(1, 1, 1, 0.5, 0.75, 10), ...change } as Case;
    expect(() => expectationsOf(input, oneDirection)).toThrow(Undecided);
  });

  it('refute lemma F.1 as printed at t = 300 for one positive among 128, and not for one among 2', () => {
    const printed = (negatives: number) => certify(onLine(1, negatives, 1.40625, 2 ** -10, 33 / 64, 300));

    expect(printed(127)?.slack.high).toBeLessThan(-0.03);
    expect(printed(1)).toBeUndefined();
  });
});

describe('the steps that are looked at in long runs', () => {
  it('are the last and some of those from 20 on, or the last alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (count) => {
        const steps = pickedSteps(count);
        return steps[0] === count && (count < 20 ? steps.length === 1 : steps.every((t) => t >= 20 && t <= count)) && steps.length < 40;
      }),
    );
    expect(pickedSteps(0)).toEqual([]);
    expect(pickedSteps(100).slice(0, 3)).toEqual([100, 80, 64]);
    expect([24, 25].map(pickedSteps)).toEqual([[24], [25, 20]]);
  });
});
