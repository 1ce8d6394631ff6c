import { describe, expect, it } from 'vitest';
import { firstSteps } from '../../src/page/explorer/engine.js';
import type { Point, Scene } from '../../src/page/explorer/scene.js';

/** One positive sample x and a linear model: the gradient is -e^(-w.x) x. */
const oneSample = (at: Point): Scene => ({
  samples: [{ at, label: 1 }],
  model: { kind: 'linear' },
  optimizer: { kind: 'gd', eta: 1e-9 },
  starts: [[0.5, -0.25]],
});

describe('the field of the explorer', () => {
  it.each([
    ['moderate', [2, 1]],
    ['from e^-480 to e^480', [16, 12]],
  ] as const)('shows the direction of descent where forces are %s, with no arrow shorter than 0.4', (_, x) => {
    const { field, half } = firstSteps(oneSample(x));
    const length = Math.hypot(...x);

    expect(field.arrows.length).toBe(field.side ** 2);
    for (const { by } of field.arrows) {
      const size = Math.hypot(...by);
      expect(size).toBeGreaterThan(0.4 - 1e-12);
      expect(size).toBeLessThan(1 + 1e-12);
      expect((by[0] * x[0] + by[1] * x[1]) / (size * length)).toBeCloseTo(1, 12);
    }
    const corner = half * (1 - 1 / field.side) * (x[0] + x[1]);
    expect(field.least).toBeCloseTo(Math.log(length) - corner, 8);
    expect(field.most).toBeCloseTo(Math.log(length) + corner, 8);
  });

  it('makes lengths linear in ln |gradient|', () => {
    const x = [2, 1] as const;
    const { field } = firstSteps(oneSample(x));

    for (const { from, by } of field.arrows) {
      const size = Math.log(Math.hypot(...x)) - (from[0] * x[0] + from[1] * x[1]);
      expect(Math.hypot(...by)).toBeCloseTo(0.4 + (0.6 * (size - field.least)) / (field.most - field.least), 8);
    }
  });

  it('has no arrow where no sample acts', () => {
    const { field } = firstSteps({ ...oneSample([2, 1]), model: { kind: 'relu' } });

    expect(field.arrows.length).toBeGreaterThan(50);
    expect(field.arrows.filter(({ from }) => from[0] * 2 + from[1] <= 0)).toEqual([]);
  });
});
