import { describe, expect, it } from 'vitest';
import { type Dataset, dataset } from '../../../src/data/dataset.js';
import { log } from '../../../src/numerics/elementary.js';
import { distance, norm } from '../../../src/numerics/vector.js';
import { burst } from '../../../src/trajectory/log-time/burst.js';
import { type DescentStep, FullStep } from '../../../src/trajectory/log-time/descent-step.js';
import { NeededSamples } from '../../../src/trajectory/log-time/needed-samples.js';
import { Piece } from '../../../src/trajectory/log-time/piece.js';
import { descentStep } from '../../../src/trajectory/log-time/sparse-step.js';
import { gaussian } from '../../support/gaussian.js';

/** 299 samples beyond w.x = 10 at w, whose forces are 10^-5 and less, and one, of that label, that has just begun to act. */
function awakening(seed: string, label: 1 | -1 = 1): { data: Dataset; w: Float64Array } {
  const w = Float64Array.of(10, 0, 0, 0);
  const x = gaussian(seed, 300, 4).map((row, i) => [i === 0 ? 1e-4 : 1 + 10 * Math.abs(row[0]!), row[1]!, row[2]!, row[3]! + 1]);
  return { data: dataset({ x, y: x.map((_, i) => (i === 0 ? label : 1)) }), w };
}

function pieceOf(data: Dataset, w: Float64Array, slope: number): Piece {
  const piece = new Piece(data, { outputWeights: [1], slope }, 0.5);
  piece.setModeBySign(w);
  return piece;
}

/** Takes 200 steps from w. */
function stepped(step: DescentStep, w: Float64Array): Float64Array {
  const moved = Float64Array.from(w);
  burst(step, moved, { largest: 0, least: 200, limit: 200, forced: false });
  return moved;
}

describe('steps of one neuron on many samples', () => {
  it.each([
    ['a', 1],
    ['b', 1],
    ['a', -1],
    ['b', -1],
  ] as const)('are those that sum over all, where most have died out: seed %s, a label %i wakes up', (seed, label) => {
    for (const slope of [0, 0.5, 1]) {
      const { data, w } = awakening(seed, label);

      const all = stepped(new FullStep(pieceOf(data, w, slope)), w);
      const needed = stepped(descentStep(pieceOf(data, w, slope)), w);

      expect(distance(all, w)).toBeGreaterThan(1e-3);
      expect(distance(all, needed)).toBeLessThan(1e-13 * norm(all));
    }
  });

  it('differ where a sample that ought to act is left out', () => {
    const { data, w } = awakening('a');
    const without = dataset({
      x: Array.from({ length: 299 }, (_, i) => [...data.x.subarray((i + 1) * 4, (i + 2) * 4)]),
      y: Array(299).fill(1),
    });

    const all = stepped(new FullStep(pieceOf(data, w, 0)), w);
    const fewer = stepped(descentStep(pieceOf(without, w, 0)), w);

    expect(distance(all, fewer)).toBeGreaterThan(1e-3);
  });
});

describe('needed samples', () => {
  const { data, w } = awakening('a');
  const choice = (): NeededSamples => {
    const piece = pieceOf(data, w, 0);
    const needed = new NeededSamples(piece, piece.features!);
    needed.choose(w);
    return needed;
  };

  it('are those whose force counts beside the strongest', () => {
    const needed = choice();

    const products = Array.from(needed.chosen.subarray(0, needed.count), (i) => 10 * data.x[4 * i]!);
    expect(needed.count).toBeGreaterThan(50);
    expect(needed.count).toBeLessThan(200);
    // 2^-64 is e^-44, and the samples' norms differ by less than e^4.
    expect(Math.max(...products)).toBeLessThan(64 * Math.LN2 + 6);
    expect(products.length).toBeGreaterThan(
      Array.from({ length: 300 }, (_, i) => 10 * data.x[4 * i]!).filter((product) => product < 38).length - 1,
    );
  });

  it('are chosen anew once w has moved so far that others could count', () => {
    const needed = choice();

    needed.moved((0.9 * needed.room) / needed.longest);
    expect(needed.choose(w)).toBe(false);
    needed.moved((0.2 * needed.room + needed.room) / needed.longest);
    expect(needed.choose(w)).toBe(true);
    expect(needed.choose(w)).toBe(false);
  });

  it('are chosen anew once the strongest force is much weaker than it was', () => {
    const needed = choice();

    needed.strongestNow(log(norm(Float64Array.from(data.x.subarray(0, 4)))));
    expect(needed.choose(w)).toBe(false);
    needed.strongestNow(-10);
    expect(needed.choose(w)).toBe(true);
  });
});
