import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { dataset } from '../../../src/data/dataset.js';
import { followStrikes, recurrentMargin, velocitySlack } from '../../../src/paper/gradient-descent/recurrent.js';
import { claimOf } from '../../support/judging.js';
import { lock, slidesInside } from '../../support/limit-cases.js';

/** The lock of the limit cases with fewer strikes: the last entry of x1, which no other sample has, is 1/4, and w.x1 the same at the start. */
const few = { x: lock.data.x.map((row, i) => (i === 0 ? [...row.slice(0, 3), 1 / 4] : row)), y: lock.data.y };
const start = [...lock.start.slice(0, 3), 40];

describe('a run on which a strike lifts a positive again and again', () => {
  const data = dataset(few);
  const { recurrent: run } = followStrikes(data, start, 0.5, standardParts);

  it('has that positive as recurrent, and the others as they are', () => {
    expect(run).toMatchObject({ J: [0], recurrent: [1] });
  });

  it('moves with the max-margin vector of J under w.x_r >= 0, and not with that of J alone', () => {
    if (typeof run === 'string') throw new Error(run);
    const withoutR = recurrentMargin(data, run.J, [], standardParts);
    const withR = recurrentMargin(data, run.J, run.recurrent, standardParts);

    expect(Array.from(withR!.direction)).toEqual([0, 0, 0, 1]);
    expect(velocitySlack(run, withR)!.slack).toBeGreaterThan(0);
    expect(velocitySlack(run, withoutR)!.slack).toBeLessThan(-0.1);
    expect(velocitySlack({ ...run, velocities: [run.velocities[0], run.velocities[1].map((v) => 2 * v)] }, withR)).toBeUndefined();
  });
});

describe('a run that slides along one kink', () => {
  it('has no recurrent positive', () => {
    expect(followStrikes(dataset(slidesInside.data), slidesInside.start, 0.5, standardParts).recurrent).toBe('no positive is recurrent');
  });
});

describe('a run on which strikes lift a positive for long, and then no more', () => {
  it('satisfies the classification in log time, and followed from strike to strike until log time can go on where that gave up', () => {
    const steps = { kind: 'constant', eta: 0.5, count: 0 } as const;
    const input = {
      claim: 'thm-3.2/classification@repaired',
      data: {
        x: [
          [-0.9375, 0.5625, -0.0625, 0.25],
          [-0.25, -0.9375, 0.24609375, 0],
          [-1.8125, -2, 0, 0],
          [-0.68359375, 1.12890625, 0, 0],
        ],
        y: [1, 1, -1, -1] as const,
      },
      start: [2.4453125, -0.63671875, -0.01171875, 40],
      steps,
    };
    const claim = claimOf(input.claim);
    let asked = 0;
    const givesUpFirst: Parts = {
      ...standardParts,
      trajectory: (run) => {
        const whole = standardParts.trajectory(run);
        return asked++ > 0 ? whole : { ...whole, logTime: { kind: 'unknown', reason: 'strikes', s: 0 } };
      },
    };

    const outcomes = [standardParts, givesUpFirst].map((parts) => judgeCase(claim, input, parts));

    expect(asked).toBeGreaterThan(1);
    for (const { kind, evaluation } of outcomes) {
      expect(kind).toBe('satisfied');
      expect(evaluation.labels).toContainEqual(['outcome', 'local-sliding']);
    }
  });
});
