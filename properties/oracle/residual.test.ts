import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { exp, log } from '../../src/numerics/elementary.js';
import { distance, dot } from '../../src/numerics/vector.js';
import { maxMargin } from '../../src/oracle/max-margin.js';
import { type LimitResidual, limitResidual, wholeResidual } from '../../src/oracle/residual.js';
import { burst } from '../../src/trajectory/log-time/burst.js';
import { FullStep } from '../../src/trajectory/log-time/descent-step.js';
import { Piece } from '../../src/trajectory/log-time/piece.js';
import { flowDefects } from '../support/flow-defects.js';
import { casesToViolation, claimOf, outcomeCounts } from '../support/judging.js';

const residualOf = (rows: number[][], rate: number): LimitResidual | undefined => {
  const best = maxMargin({ dimension: rows[0]!.length, atLeastOne: rows });
  if (!best.feasible) throw new Error('not separable');
  return limitResidual(rows, best, rate);
};

describe('the limit of w_t - p ln t on the linear model', () => {
  it('is the closed form on two samples (1,1) and (1,-3) with eta 0.1 and the sum loss', () => {
    const found = residualOf(
      [
        [1, 1],
        [1, -3],
      ],
      0.1,
    )!;

    // lambda = (3/4, 1/4): rho_1 + rho_2 = ln(0.1 / 0.75), rho_1 - 3 rho_2 = ln(0.1 / 0.25).
    const second = (log(0.1 / 0.75) - log(0.1 / 0.25)) / 4;
    expect(distance(found.rho, [log(0.1 / 0.75) - second, second])).toBeLessThan(1e-12);
    expect(distance(found.rho, [-1.74025, -0.2746531])).toBeLessThan(1e-6);
    expect(found.spans).toBe(true);
    // 3/4 (1,1)(1,1)' + 1/4 (1,-3)(1,-3)' = diag(1, 3).
    expect(found.slowest).toBeCloseTo(1, 10);
  });

  it.each([2 ** -24, 2 ** 24])('balances the forces on samples of %d times the length', (size) => {
    const rows = [
      [size, size],
      [size, -3 * size],
    ];
    const { p, rho } = residualOf(rows, 0.1)!;
    const force = rows.map((row) => 0.1 * exp(-dot(row, rho)));

    for (const j of [0, 1]) {
      const sum = rows.reduce((total, row, i) => total + force[i]! * row[j]!, 0);
      expect(Math.abs(sum - p[j]!) * size).toBeLessThan(1e-9);
    }
  });

  it('does not span data with a sample beside the support vectors, and joins the start to what they fix', () => {
    const rows = [
      [1, 0, 0],
      [2, 1, 0],
    ];
    const beside = residualOf(rows, 0.1)!;
    expect(beside.spans).toBe(false);
    expect(beside.slowest).toBeCloseTo(1, 10);

    // rho = ln(0.1) (1, 0) within the span of (1, 0), and what w_0 has beside it.
    const alone = residualOf([[1, 0, 0]], 0.1)!;
    expect(alone.spans).toBe(true);
    const { along, beside: length } = wholeResidual(alone, Float64Array.of(1, 0, 0), [7, 3, -4]);
    expect(along).toBeCloseTo(log(0.1), 10);
    expect(length).toBeCloseTo(5, 10);
  });

  it('balances the forces of any support vectors, and slows down to the least eigenvalue of their curvature', () => {
    const entry = fc.integer({ min: -64, max: 64 }).map((value) => value / 64);
    let solved = 0;

    fc.assert(
      fc.property(fc.array(fc.tuple(entry, entry), { minLength: 1, maxLength: 4 }), ([...drawn]) => {
        const rows = drawn.map(([a, b]) => [Math.abs(a) + 1 / 8, a, b]);
        const found = residualOf(rows, 0.05);
        if (found === undefined) return;
        solved++;
        const { p, rho, basis, slowest } = found;
        const support = rows.filter((row) => Math.abs(dot(row, p) - 1) < 1e-12);
        const balance = p.map((value, j) => value - support.reduce((sum, row) => sum + 0.05 * exp(-dot(row, rho)) * row[j]!, 0));
        expect(distance(balance, [0, 0, 0])).toBeLessThan(1e-9 * (1 + distance(p, [0, 0, 0])));
        const along = (q: Float64Array): number => support.reduce((sum, row) => sum + 0.05 * exp(-dot(row, rho)) * dot(row, q) ** 2, 0);
        for (const q of basis) expect(along(q)).toBeGreaterThan(slowest * (1 - 1e-9) - 1e-12);
      }),
      { numRuns: 200, seed: 3 },
    );
    expect(solved).toBeGreaterThan(100);
  });

  it('is unknown where a support vector has no share in p', () => {
    expect(
      residualOf(
        [
          [1, 0],
          [1, 1],
        ],
        0.1,
      ),
    ).toBeUndefined();
  });
});

describe('claims about it', () => {
  const wrong = flowDefects.filter(({ caughtBy }) => caughtBy.includes('soudry/residual'));

  it.each(['soudry/residual', 'soudry/constant'])('%s is not violated on 150 cases', (id) => {
    const { violated, satisfied } = outcomeCounts(claimOf(id), 0, 150);

    expect(violated).toBe(0);
    expect(satisfied).toBeGreaterThan(60);
  });

  it.each(wrong.map(({ name, parts }) => [name, parts] as const))('%s is noticed by the residual within 5 cases', (_, parts) => {
    expect(casesToViolation(claimOf('soudry/residual'), parts, 1, 5)).toBeDefined();
  });
});

describe('the modified equation', () => {
  const data = dataset({
    x: [
      [1, 0.5, 0.2],
      [0.3, -1, 0.7],
      [-0.4, 0.6, 1],
    ],
    y: [1, 1, 1],
  });
  const pieceAt = (eta: number, w: Float64Array): Piece => {
    const piece = new Piece(data, { outputWeights: [1], slope: 1 }, eta);
    piece.setModeBySign(w);
    return piece;
  };
  /** The flow over the time of one step, by the classical Runge-Kutta method. */
  const flowed = (piece: Piece, start: Float64Array): Float64Array => {
    const w = Float64Array.from(start);
    const parts = 50;
    const rateAt = (point: Float64Array): Float64Array => {
      const into = new Float64Array(point.length);
      piece.rate(0, point, into);
      return into;
    };
    const moved = (by: number, k: Float64Array): Float64Array => w.map((value, j) => value + by * k[j]!);
    for (let part = 0; part < parts; part++) {
      const h = 1 / parts;
      const k1 = rateAt(w);
      const k2 = rateAt(moved(h / 2, k1));
      const k3 = rateAt(moved(h / 2, k2));
      const k4 = rateAt(moved(h, k3));
      for (let j = 0; j < w.length; j++) w[j]! += (h / 6) * (k1[j]! + 2 * k2[j]! + 2 * k3[j]! + k4[j]!);
    }
    return w;
  };

  it('follows one step up to the fourth power of its size', () => {
    const start = Float64Array.of(0.3, -0.2, 0.1);
    const gap = (eta: number): number => {
      const piece = pieceAt(eta, start);
      const stepped = Float64Array.from(start);
      burst(new FullStep(piece), stepped, { largest: 0, least: 1, limit: 1, forced: false });
      return distance(flowed(piece, start), stepped);
    };

    expect(gap(0.2)).toBeGreaterThan(1e-8);
    expect(gap(0.2) / gap(0.1)).toBeGreaterThan(13);
    expect(gap(0.2) / gap(0.1)).toBeLessThan(20);
  });

  it.each([{ sliding: [] }, { sliding: [1] }])('has the Jacobian of its rate, sliding along %o', ({ sliding }) => {
    const w = Float64Array.of(0.3, -0.2, 0.1);
    const piece = new Piece(data, { outputWeights: [1], slope: 0.5 }, 0.2);
    piece.setModeBySign(w);
    piece.setMode(sliding);
    const jacobian = new Float64Array(9);
    piece.linearize(0.3, w, new Float64Array(piece.dimension), jacobian);
    const step = 1e-5;

    for (let j = 0; j < 3; j++) {
      const [above, below] = [new Float64Array(3), new Float64Array(3)];
      piece.rate(
        0.3,
        w.map((value, k) => value + (k === j ? step : 0)),
        above,
      );
      piece.rate(
        0.3,
        w.map((value, k) => value - (k === j ? step : 0)),
        below,
      );
      for (let i = 0; i < 3; i++) expect(Math.abs((above[i]! - below[i]!) / (2 * step) - jacobian[i * 3 + j]!)).toBeLessThan(1e-8);
    }
  });
});
