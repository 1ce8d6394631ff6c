import { describe, expect, it } from 'vitest';
import { onEdge } from '../../../src/certify/enclosure/edge.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';

/** One positive along the first axis, so that w^+ is that axis, and some negatives; as many bits as the inner products need. */
const edgeOf = (...negatives: readonly (readonly number[])[]) =>
  onEdge(
    settingOf(
      {
        claim: 'thm-3.2/2',
        data: { x: [[1 / 16, 0], ...negatives], y: [1, ...negatives.map(() => -1)] },
        start: [4, 1],
        steps: { kind: 'constant', eta: 0.5, count: 5 },
      },
      1,
    ),
  );

describe('w^+ is on the edge of the separable region', () => {
  it('where it touches a negative and is above none, whatever place that has', () => {
    expect(edgeOf([0, -1], [-1, 0]).b).toBe(1);
    expect(edgeOf([-1, 0], [-1 / 16, 1], [0, 1]).b).toBe(3);
  });

  it('and is not shown to be where it is above one, be it by the last bit, or touches none', () => {
    expect(() => edgeOf([0, -1], [1 / 16, -1])).toThrow('not shown to be in the closed region');
    expect(() => edgeOf([-1 / 16, 0], [-1, 0])).toThrow('not shown to be on the edge');
  });
});
