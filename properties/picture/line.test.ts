import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import type { PathPoint } from '../../src/picture/drawing.js';
import { picture } from '../../src/picture/picture.js';
import { drawingOfRun } from '../../src/picture/run-drawing.js';

const FLAT = dataset({ x: [[1], [-2]], y: [1, -1] });

/** The loss of the linear model on those data. */
const loss = (w: number): number => (Math.exp(-w) + Math.exp(-2 * w)) / 2;

const drawn = (moments: readonly number[], marked?: number) =>
  drawingOfRun({
    title: 'one feature',
    data: FLAT,
    neurons: 1,
    moments: moments.map((w, k) => ({ k, s: Math.log(k), w: [w], logLoss: Math.log(loss(w)) })),
    directions: { rays: [], notes: [] },
    lossAt: ([w = 0]) => Math.log(loss(w)),
    hasKinks: false,
    hasRegions: false,
    ...(marked === undefined ? {} : { marked }),
  });

describe('a picture of one feature', () => {
  it('has the iterates at the height of their loss, on the curve of the loss', () => {
    const { plane, line } = drawn([0, 0.5, 0.75], 1);

    expect(plane).toBeUndefined();
    expect(line?.samples).toEqual([
      { x: 1, label: 1 },
      { x: -2, label: -1 },
    ]);
    const points: readonly PathPoint[] = line?.paths[0]?.points ?? [];
    expect(points.map(({ at: [w] }) => w)).toEqual([0, 0.5, 0.75]);
    for (const { at } of points) expect(at[1]).toBeCloseTo(loss(at[0]), 12);
    expect(line?.curve.length).toBeGreaterThan(20);
    for (const [w, height] of line?.curve ?? []) expect(height).toBeCloseTo(loss(w), 9);
  });

  it('shows them even where nothing runs', () => {
    const svg = picture(drawn([0]));

    expect(svg).toContain('class="sample positive"');
    expect(svg).toContain('class="sample negative"');
    expect(svg).toContain('class="landscape"');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('has weights on the axis where there is no loss to stand above', () => {
    const drawing = drawingOfRun({
      title: 'no loss',
      data: FLAT,
      neurons: 1,
      moments: [{ k: 0, s: 0, w: [1], logLoss: 0 }],
      directions: { rays: [], notes: [] },
      hasKinks: false,
      hasRegions: false,
    });

    const svg = picture(drawing);

    expect(svg).toContain('class="sample positive"');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('rings the step of interest and says so', () => {
    const svg = picture(drawn([0, 0.5, 0.75], 1));

    // In the plot and in the legend, and a line in each of the two charts.
    expect(svg.split('class="marked"').length - 1).toBeGreaterThanOrEqual(3);
    expect(svg).toContain('>step 1</text>');
  });

  it('writes the logarithm of losses that leave the range of a chart', () => {
    const { series } = drawn([0, -200, 400, -300]);

    expect(series[0]?.title).toBe('ln of the loss, against ln t');
    expect(Math.max(...(series[0]?.curves[0]?.points ?? []).map(([, value]) => value))).toBeCloseTo(600 - Math.log(2), 6);
  });
});

describe('a run that diverges', () => {
  const planar = dataset({
    x: [
      [1, 0],
      [0, 1],
    ],
    y: [1, -1],
  });
  const runs = (w: readonly (readonly number[])[], marked: number) =>
    picture(
      drawingOfRun({
        title: 'a run',
        data: planar,
        neurons: 1,
        moments: w.map((at, k) => ({ k, s: Math.log(k), w: at, logLoss: 0 })),
        directions: { rays: [], notes: [] },
        hasKinks: true,
        hasRegions: true,
        marked,
      }),
    );

  it('does not shrink the samples to a point, and says that the step is beyond the frame', () => {
    const svg = runs(
      [
        [1, 0],
        [2, 0],
        [1e19, 0],
        [-1e30, 0],
      ],
      3,
    );

    expect(svg).toContain('>step 3, beyond the frame</text>');
    const ticks = [...svg.matchAll(/text-anchor="middle">(-?[\d.e+]+)<\/text>/g)].map(([, text]) => Math.abs(Number(text)));
    expect(Math.max(...ticks)).toBeLessThan(100);
  });

  it('says nothing of the kind of a step within it', () => {
    expect(
      runs(
        [
          [1, 0],
          [2, 0],
          [3, 0],
          [3, 1],
        ],
        2,
      ),
    ).toContain('>step 2</text>');
  });
});
