import { describe, expect, it } from 'vitest';
import { standardParts } from '../../../src/claim/parts.js';
import { dataset } from '../../../src/data/dataset.js';
import { followRecurrent, recurrentMargin, velocitySlack } from '../../../src/paper/gradient-descent/recurrent.js';
import { lock, slidesInside } from '../../support/limit-cases.js';

/** The lock of the limit cases with fewer strikes: the last entry of x1, which no other sample has, is 1/4, and w.x1 the same at the start. */
const few = { x: lock.data.x.map((row, i) => (i === 0 ? [...row.slice(0, 3), 1 / 4] : row)), y: lock.data.y };
const start = [...lock.start.slice(0, 3), 40];

describe('a run on which a strike lifts a positive again and again', () => {
  const data = dataset(few);
  const run = followRecurrent(data, start, 0.5, standardParts);

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
    expect(followRecurrent(dataset(slidesInside.data), slidesInside.start, 0.5, standardParts)).toBe('no positive is recurrent');
  });
});
