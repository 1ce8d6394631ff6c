import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstIterate, gradientStep, type Position } from '../../../src/certify/enclosure/path.js';
import { found } from '../../../src/certify/enclosure/search.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import { Undecided } from '../../../src/certify/undecided.js';
import type { Case } from '../../../src/data/case.js';
import { claimOf } from '../../support/judging.js';

const BITS = 200;
const etaOf = ({ steps }: Case): number => (steps.kind === 'constant' ? steps.eta : Number.NaN);

/** The iterates up to step k, of which fewer are known where a sign cannot be told. */
function pathOf(input: Case, k: number, slope = 0, bits = BITS): readonly Position[] {
  const path: Position[] = [];
  try {
    const test = (iterate: Position): true | undefined => {
      path.push(iterate);
      return iterate.k >= k ? true : undefined;
    };
    // The first that is found is the last that is looked at.
    const [first] = found(settingOf(input, bits), { slope, test, isPromising: () => true });
    expect(first?.iterate.k).toBe(k);
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
  }
  return path;
}

/** Bits of the widest product beyond its unit. */
const width = ({ products }: Position): number => Math.max(...products.map(({ low, high }) => (high - low).toString(2).length));

describe('iterates enclosed in balls', () => {
  const drawn = fc.sample(claimOf('thm-3.2/2').cases, { numRuns: 30, seed: 99 });

  it('meet those of plain interval arithmetic at each of 60 steps, and show the same patterns', () => {
    let compared = 0;
    for (const input of drawn) {
      const at = settingOf(input, BITS);
      let plain = firstIterate(at);
      for (const { k, products, active } of pathOf(input, 60)) {
        expect(plain.k).toBe(k);
        expect(products.every(({ low, high }, i) => low <= plain.products[i]!.high && plain.products[i]!.low <= high)).toBe(true);
        expect(active).toEqual(plain.active);
        compared++;
        if (k < 60) plain = gradientStep(at, plain, etaOf(input));
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it('leave w.x of a sample at right angles to all that acts as it is, on its kink too, and no other', () => {
    const input: Case = {
      claim: 'thm-3.2/2',
      data: {
        x: [
          [1 / 16, 1],
          [0, -1],
          [1, -1 / 16],
        ],
        y: [1, -1, -1],
      },
      start: [1 / 16, 1],
      steps: { kind: 'constant', eta: 0.5, count: 20 },
    };
    const path = pathOf(input, 20, 0, 1);

    expect(path).toHaveLength(21);
    for (const { products } of path) expect(products[2]).toEqual({ low: 0n, high: 0n });
    for (const i of [0, 1]) expect(path[20]!.products[i]).not.toEqual(path[0]!.products[i]);
  });

  /** Whether the iterates with few bits contain those with many, as far as both are known. */
  function contained(input: Case, slope: number, few: number, many: number, steps: number): boolean {
    const [wide, narrow] = [pathOf(input, steps, slope, few), pathOf(input, steps, slope, many)];
    const [from, to] = [few, many].map((bits) => BigInt(settingOf(input, bits).arithmetic.precision)) as [bigint, bigint];
    return wide.every(({ products }, k) =>
      products.every(
        ({ low, high }, i) =>
          narrow[k] === undefined ||
          (low << (to - from) <= narrow[k].products[i]!.low && narrow[k].products[i]!.high <= high << (to - from)),
      ),
    );
  }

  it('contain those with four times the bits', () => {
    expect(drawn.slice(0, 10).map((input) => contained(input, 0, BITS, 4 * BITS, 100))).not.toContain(false);
  });

  it('contain them too where steps are so large that distances grow, and grow then', () => {
    // The linear model on the single sample 1: a step takes distances near 0 to 7 times that.
    const single: Case = {
      claim: 'linear/global',
      data: { x: [[1]], y: [1] },
      start: [-0.0625],
      steps: { kind: 'constant', eta: 8, count: 0 },
    };
    // Two opposed samples throw w to and fro, with |1 - h trace| = 3 at 0.
    const opposed: Case = { ...single, data: { x: [[1], [1]], y: [1, -1] }, start: [0.25], steps: { kind: 'constant', eta: 4, count: 0 } };
    const swinging = pathOf(opposed, 4, 1);

    expect([single, opposed].map((input) => contained(input, 1, 60, 400, 5))).toEqual([true, true]);
    expect(width(swinging[4]!) - width(swinging[1]!)).toBeGreaterThan(3);
  });

  it('lose less than 40 of 200 bits in 1000 steps', () => {
    const runs = drawn.slice(0, 5).map((input) => pathOf(input, 1000));
    expect(runs.every((path) => width(path.at(-1)!) < 40)).toBe(true);
    expect(Math.max(...runs.map((path) => path.length))).toBe(1001);
  });

  it('keep inner products exact that no step changes', () => {
    const input: Case = {
      claim: 'thm-3.2/2',
      data: {
        x: [
          [1, 0],
          [0, 1],
        ],
        y: [1, -1],
      },
      start: [1, 0],
      steps: { kind: 'constant', eta: 0.5, count: 0 },
    };
    expect(pathOf(input, 50).at(-1)!.products[1]).toEqual({ low: 0n, high: 0n });
  });

  it('are followed for 200 steps only where nothing promises more', () => {
    const at = settingOf(drawn[0]!, BITS);
    const seen: number[] = [];
    const test = ({ k }: Position): undefined => {
      seen.push(k);
      return undefined;
    };
    expect([...found(at, { slope: 0, test })]).toEqual([]);
    expect(seen).toEqual(Array.from({ length: 201 }, (_, k) => k));
  });
});
