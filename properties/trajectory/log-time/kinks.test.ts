import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataset } from '../../../src/data/dataset.js';
import { norm } from '../../../src/numerics/vector.js';
import { multipliers, pullLimit, settleKinks } from '../../../src/trajectory/log-time/kinks.js';
import { Piece } from '../../../src/trajectory/log-time/piece.js';

/** All kinks meet at w = 0, where every sample pulls with c = (eta/n) e^r. */
const r = 5;
const entry = fc.integer({ min: -64, max: 64 }).map((value) => value / 64);
const row = fc.array(entry, { minLength: 5, maxLength: 5 });
const rows = fc.record({
  positives: fc.array(row, { minLength: 1, maxLength: 4 }),
  negatives: fc.array(row, { minLength: 1, maxLength: 4 }),
});

describe('going on from several attracting kinks at once', () => {
  test('each unit slides with a possible pull, or leaves to the side to which the velocity points', () => {
    const seen = { slides: 0, inactive: 0, active: 0, undecided: 0 };

    fc.assert(
      fc.property(rows, ({ positives, negatives }) => {
        const data = dataset({ x: [...positives, ...negatives], y: [...positives.map(() => 1), ...negatives.map(() => -1)] });
        const piece = new Piece(data, { outputWeights: [1], slope: 0 }, 0.1);
        const w = new Float64Array(5);
        for (const unit of data.positives) piece.active[unit] = 1;
        const free = new Float64Array(5);
        piece.setMode([]);
        piece.velocity(r, w, free);

        const settled = settleKinks(piece, data.negatives, r, w);

        // Linearly dependent normals may leave it undecided.
        if (!settled) {
          seen.undecided++;
          return;
        }
        const velocity = new Float64Array(5);
        piece.velocity(r, w, velocity);
        const theta = multipliers(piece, piece.sliding, piece.freeVelocity(r, w))!;
        const rounding = 1e-9 * (1 + norm(free));
        for (const unit of data.negatives) {
          const drift = piece.alongNormal(unit, velocity);
          const at = piece.sliding.indexOf(unit);
          if (at >= 0) {
            seen.slides++;
            expect(Math.abs(drift)).toBeLessThan(rounding);
            expect(theta[at]).toBeGreaterThan(0);
            expect(theta[at]).toBeLessThanOrEqual(pullLimit(piece, unit, r, w) * (1 + 1e-12));
          } else if (piece.active[unit] === 1) {
            seen.active++;
            expect(drift).toBeGreaterThan(-rounding);
          } else {
            seen.inactive++;
            expect(drift).toBeLessThan(rounding);
          }
        }
      }),
      { numRuns: 500, seed: 11 },
    );
    expect(seen.undecided).toBeLessThan(5);
    expect(Math.min(seen.slides, seen.active, seen.inactive)).toBeGreaterThan(50);
  });

  test('the velocity is the projection of the free one onto the directions that cross no kink upwards', () => {
    // Free velocity along (-1, 2). It points away from the kink with normal (1, 0), and into that with normal (1, 1).
    const data = dataset({
      x: [
        [-1, 2],
        [1, 0],
        [1, 1],
      ],
      y: [1, -1, -1],
    });
    const piece = new Piece(data, { outputWeights: [1], slope: 0 }, 0.3);
    const w = new Float64Array(2);
    piece.active[0] = 1;

    const settled = settleKinks(piece, [1, 2], 5, w);

    const velocity = new Float64Array(2);
    piece.velocity(5, w, velocity);
    const c = (0.3 / 3) * Math.exp(5);
    expect(settled).toBe(true);
    expect(piece.sliding).toEqual([2]);
    expect(velocity[0]! / c).toBeCloseTo(-1.5, 12);
    expect(velocity[1]! / c).toBeCloseTo(1.5, 12);
  });
});
