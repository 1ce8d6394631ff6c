/** How the searches of `hunt` choose their moves. */

import { describe, expect, it } from 'vitest';
import { anyCoordinate, type CoordinateKind, coordinatesOf } from '../../src/hunt/moves/coordinates.js';
import { randomOf } from '../../src/hunt/search/random.js';
import { alongPath, extended, shortened } from '../../src/hunt/strategy/path.js';
import { type Credits, chosen, credited } from '../../src/hunt/strategy/selection.js';
import { witness } from '../support/planted.js';

const DRAWS = 4000;

describe('operator selection', () => {
  type Kind = 'paying' | 'idle';
  const KINDS = ['paying', 'idle'] as const;
  const PRIOR: Credits<Kind> = { paying: 0.2, idle: 0.8 };

  const share = (credits: Credits<Kind>, kind: Kind): number => {
    const random = randomOf('selection');
    let count = 0;
    for (let i = 0; i < DRAWS; i++) if (chosen(KINDS, credits, PRIOR, random) === kind) count++;
    return count / DRAWS;
  };

  it('goes by the prior before any results', () => {
    expect(share(PRIOR, 'paying')).toBeCloseTo(0.2, 1);
  });

  it('turns to the kind that pays, however little, and never gives the other up', () => {
    for (const progress of [0.5, 0.001]) {
      let credits = PRIOR;
      for (let i = 0; i < 60; i++) credits = credited<Kind>(credited<Kind>(credits, 'paying', progress), 'idle', 0);

      expect(share(credits, 'paying')).toBeGreaterThan(0.5);
      expect(share(credits, 'idle')).toBeGreaterThan(0.2);
    }
  });

  it('returns to the prior when nothing pays any more', () => {
    let credits = credited<Kind>(PRIOR, 'paying', 1);
    for (let i = 0; i < 100; i++) credits = credited<Kind>(credited<Kind>(credits, 'paying', 0), 'idle', 0);

    expect(share(credits, 'paying')).toBeCloseTo(0.2, 1);
  });
});

describe('the path of pattern moves', () => {
  const from = witness([1, 2]);
  const to = witness([1.5, 2]);
  const startOf = (input: ReturnType<typeof witness>): readonly number[] => input.start;

  it('leads on in the direction of what helped', () => {
    const path = extended([], from, to, true);

    for (const random of [randomOf('a'), randomOf('b'), randomOf('c')]) {
      const moved = alongPath(to, path, 2 ** -10, random);
      expect(startOf(moved)[0]).toBeGreaterThan(1.5);
      expect(startOf(moved)[1]).toBe(2);
      expect(moved.data).toEqual(to.data);
    }
  });

  it('adds up, fades where it fails, stays at a level move, and ends where the shape changes', () => {
    const once = extended([], from, to, true);
    const twice = extended(once, to, witness([2, 2]), true);
    const moved = ([...path]: readonly number[]): number => Math.max(...path);

    expect(moved(twice)).toBeGreaterThan(moved(once));
    expect(moved(twice)).toBeLessThan(2 * moved(once));
    expect(moved(shortened(once))).toBeLessThan(moved(once));
    expect(extended(once, to, witness([2, 2]), false)).toEqual(once);
    expect(extended(once, to, witness([1, 2, 3]), true)).toEqual([]);
  });
});

describe('the choice of a coordinate', () => {
  it('meets the one step size about as often as all of the data where it goes by kind, and every coordinate', () => {
    const { kinds } = coordinatesOf(witness([1, 2], { x: Array.from({ length: 20 }, () => [1, 1]) }));
    const random = randomOf('coordinate');
    const count = new Map<CoordinateKind, number>();
    const seen = new Set<number>();
    for (let i = 0; i < DRAWS; i++) {
      const at = anyCoordinate(kinds, random);
      seen.add(at);
      count.set(kinds[at]!, (count.get(kinds[at]!) ?? 0) + 1);
    }

    // 40 data, 2 of the start, 1 step size: half of the time by kind.
    expect(count.get('eta')! / DRAWS).toBeCloseTo(1 / 6 + 1 / 86, 1);
    expect(count.get('start')! / DRAWS).toBeCloseTo(1 / 6 + 2 / 86, 1);
    expect(seen.size).toBe(kinds.length);
  });
});
