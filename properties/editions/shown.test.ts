/** The optimizers that the edition brings to the explorer of its page: what they read, where they go, and what Muon is there. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lion } from '../../editions/optimizers/adam.js';
import { leastLossInBox } from '../../editions/optimizers/box.js';
import edition from '../../editions/optimizers/index.js';
import { matrices } from '../../editions/optimizers/matrices.js';
import { runScaled } from '../../editions/optimizers/optimizers.js';
import { momentumDescent } from '../../editions/optimizers/steepest-descent.js';
import { claimIn } from '../../src/claim/define.js';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { arithmeticOf } from '../../src/guard/reference/arithmetic.js';
import { muonConventions } from '../../src/guard/reference/muon.js';
import { watched } from '../../src/page/explorer/watched.js';

const { optimizers = [] } = edition;
const named = optimizers.map((optimizer) => [optimizer.name, optimizer] as const);

/** Data whose largest margins lie in three directions, and data that are not separable. */
const SEPARABLE: Case['data'] = {
  x: [
    [2, 1],
    [-4, -3],
  ],
  y: [1, -1],
};
const OPEN: Case['data'] = {
  x: [
    [2, 1],
    [1, -2],
    [-1, 0.25],
    [-1, -1],
  ],
  y: [1, -1, 1, 1],
};

const caseOn = (data: Case['data'], vectors: Readonly<Record<string, readonly number[]>>): Case => ({
  claim: '',
  data,
  start: [-0.5, 1],
  steps: { kind: 'constant', eta: 0.125, count: 50 },
  vectors: { ...vectors, unread: [1] },
});

const optimizerOf = (name: string) => {
  const found = optimizers.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no optimizer ${name}`);
  return found;
};

function lastOf(name: string, data: Case['data'], lambda: number): Float64Array {
  const { settings, run } = optimizerOf(name);
  let last = new Float64Array(2);
  run(caseOn(data, { ...settings, lambda: [lambda] }), 100_000, (_, w) => {
    last = Float64Array.from(w);
    return true;
  });
  return last;
}

const rowsOf = ({ x, y }: Case['data']): Float64Array[] => x.map((row, i) => Float64Array.from(row, (value) => value * (y[i] ?? 0)));
const lossAt = (rows: readonly Float64Array[], w: ArrayLike<number>): number =>
  rows.reduce((sum, [a = 0, b = 0]) => sum + Math.exp(-(a * (w[0] ?? 0) + b * (w[1] ?? 0))), 0);

describe('the optimizers of the edition in the explorer', () => {
  it.each(named)('%s reads the settings that it names, and no other', (_, { settings, run, landmarks }) => {
    const read = new Set<string>();
    const input = watched(caseOn(SEPARABLE, settings), read);

    run(input, 3, () => true);
    landmarks?.(input);

    expect([...read].sort()).toEqual(Object.keys(settings).sort());
  });

  it.each(named)('%s: the claims about it are judged by its settings alone', (_, { settings, claims = [] }) => {
    const read = new Set<string>();
    const kinds = claims.map((id) => {
      const claim = claimIn(edition, id);
      const kind =
        claim === undefined
          ? 'missing'
          : judgeCase(claim, watched({ ...caseOn(SEPARABLE, settings), start: [0, 0] }, read), standardParts).kind;
      return [id, kind];
    });

    expect(kinds).toEqual(claims.map((id) => [id, expect.stringMatching(/satisfied|violated|discarded/)]));
    expect([...read].filter((setting) => !(setting in settings))).toEqual([]);
  });
});

describe('the least loss in a box', () => {
  it('is below the loss anywhere else in it', () => {
    const entry = fc.integer({ min: -64, max: 64 }).map((k) => k / 32);
    const row = fc.tuple(entry, entry).map(([a, b]) => Float64Array.of(a, b));
    const share = fc.double({ min: -1, max: 1, noNaN: true });
    let found = 0;

    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(0.5, 2, 8),
        fc.array(fc.tuple(share, share), { minLength: 40, maxLength: 40 }),
        (rows, size, places) => {
          const least = leastLossInBox(rows, size);
          if (least === undefined) return;
          found++;
          const loss = lossAt(rows, least);
          const near = places.map(([a, b]) => least.map((value, j) => Math.max(-size, Math.min(size, value + (j === 0 ? a : b) / 1024))));
          const others = [...near, ...places.map(([a, b]) => [a * size, b * size])].map((place) => lossAt(rows, place));

          expect(Math.max(...least.map(Math.abs))).toBeLessThanOrEqual(size);
          expect(loss).toBeLessThanOrEqual(Math.min(...others) * (1 + 1e-12));
        },
      ),
      { numRuns: 100, seed: 1 },
    );
    expect(found).toBeGreaterThan(80);
  });

  it('is not told where it need not be one point', () => {
    expect(leastLossInBox([Float64Array.of(1, 2), Float64Array.of(-2, -4)], 1)).toBeUndefined();
  });

  it.each([
    ['AdamW without epsilon', SEPARABLE, 0.25],
    ['AdamW without epsilon', OPEN, 0.25],
    ['AdamW without epsilon', OPEN, 2],
    ['Lion', SEPARABLE, 0.25],
    ['Lion', OPEN, 0.25],
    ['Lion', OPEN, 2],
  ])('is where %s ends (case %#)', (name, data, lambda) => {
    const [a, b] = leastLossInBox(rowsOf(data), 1 / lambda) ?? [];
    const [u = 0, v = 0] = lastOf(name, data, lambda);

    expect(Math.hypot(u - (a ?? Number.NaN), v - (b ?? Number.NaN))).toBeLessThan(1e-3);
  });

  it('is not where Lion ends whose decay enters the gradient', () => {
    const rows = rowsOf(SEPARABLE);
    const lambda = 0.25;
    const inner = lion({ dimension: 2, rate: (k) => 0.125 / Math.sqrt(k + 1), beta1: 0.9, beta2: 0.99, weightDecay: 0 });
    let last = new Float64Array(2);
    const state = {
      step: (w: Float64Array, mantissa: Float64Array, exponent: number) =>
        inner.step(
          w,
          mantissa.map((g, j) => g + lambda * (w[j] ?? 0) * 2 ** -exponent),
          exponent,
        ),
    };
    runScaled({ rows, loss: 'exponential', start: [-0.5, 1], state, steps: 100_000 }, (_, w) => {
      last = Float64Array.from(w);
    });
    const [a = 0, b = 0] = leastLossInBox(rows, 1 / lambda) ?? [];

    expect(Math.hypot((last[0] ?? 0) - a, (last[1] ?? 0) - b)).toBeGreaterThan(1);
  });
});

describe('Muon on a matrix of one row or column', () => {
  const [published] = muonConventions.filter(({ name }) => name === 'momentum, 5 steps, factor none');
  const gradients = [
    [1, 0.5, -0.25, 2],
    [-0.5, 2, 1, 0.125],
    [3, 1, -2, 0.5],
    [0.25, -1.5, 0.75, -1],
    [-2, 0.5, 1.5, 3],
  ];
  const beta1 = 0.875;

  /** The moves by the published rule and by that of the edition. */
  function moves(rows: number, columns: number): (readonly [readonly number[], readonly number[]])[] {
    const size = rows * columns;
    const { exact } = arithmeticOf('float64');
    const rule = published?.begin(arithmeticOf('float64'), { momentum: exact(beta1), weightDecay: exact(0) }, size, [[rows, columns]]);
    const state = momentumDescent(matrices(rows, columns))({ dimension: size, rate: () => 1, beta1 });
    return gradients.map((all, k) => {
      const gradient = all.slice(0, size);
      const from = gradient.map(() => exact(0));
      const theirs = rule?.(from, gradient.map(exact), exact(1), k).map(({ value }) => value) ?? [];
      const ours = new Float64Array(size);
      state.step(ours, Float64Array.from(gradient), 0);
      return [theirs, Array.from(ours)] as const;
    });
  }

  it.each([
    [1, 2],
    [2, 1],
    [1, 4],
  ])('of %i x %i is m / |m|, times what five Newton-Schulz steps make of 1', (rows, columns) => {
    const quintic = (s: number): number => 3.4445 * s - 4.775 * s ** 3 + 2.0315 * s ** 5;
    const factor = [1, 2, 3, 4, 5].reduce(quintic, 1);

    for (const [theirs, ours] of moves(rows, columns)) {
      expect(Math.hypot(...ours)).toBeCloseTo(1, 12);
      for (const [j, value] of theirs.entries()) expect(value / factor).toBeCloseTo(ours[j] ?? 0, 5);
    }
  });

  it('of 2 x 2 is not, as soon as the momentum has rank 2', () => {
    const [, ours = []] = moves(2, 2)[1] ?? [];

    expect(Math.hypot(...ours)).toBeCloseTo(Math.SQRT2, 12);
  });
});
