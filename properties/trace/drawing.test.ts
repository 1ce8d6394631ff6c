import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataset, sample } from '../../src/data/dataset.js';
import type { Model } from '../../src/model/model.js';
import { network } from '../../src/model/network.js';
import { leakyRelu, linear, relu } from '../../src/model/neuron.js';
import { dot, norm } from '../../src/numerics/vector.js';
import { picture } from '../../src/picture/picture.js';
import { drawingOfTrace } from '../../src/trace/drawing.js';
import { traceNetwork } from '../../src/trace/network.js';
import type { Descent } from '../../src/trace/sightings.js';
import { traced } from '../../src/trace/trace.js';
import { commanded } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { folder, file } = scratch();

const PLANAR = dataset({
  x: [
    [1, 1],
    [0, 1],
  ],
  y: [1, -1],
});
const LONG: Descent = { kind: 'gd', eta: 0.5, until: { lnT: 1000 } };

const drawing = (data: typeof PLANAR, model: Model, start: readonly number[], descent: Descent) =>
  drawingOfTrace(data, model, traced(data, model, start, descent), descent);

describe('the drawing of a trace', () => {
  it('has all samples of large data, without their kinks', () => {
    const n = 150_000;
    const large = dataset({
      x: Array.from({ length: n }, (_, i) => [1 + (i % 7), i % 2 === 0 ? 1 : -1]),
      y: Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1)),
    });
    const drawn = drawing(large, relu, [1, 1], { kind: 'gd', eta: 0.5, until: { steps: 1 } });

    expect(drawn.plane).toMatchObject({ hasKinks: false, hasRegions: false });
    expect(drawn.description).not.toContain('kink');
    expect(picture(drawn).match(/class="sample /g)?.length).toBeGreaterThanOrEqual(n);
  });

  it('takes fewer first steps of a run that was stopped, where the data are large', () => {
    const large = dataset({
      x: Array.from({ length: 40_000 }, (_, i) => [1 + (i % 7), i % 2 === 0 ? 1 : -1]),
      y: Array.from({ length: 40_000 }, (_, i) => (i % 2 === 0 ? 1 : -1)),
    });
    const descent: Descent = { kind: 'gd', eta: 0.5, until: { steps: 200 } };
    const whole = traced(large, linear, [0, 0], descent);
    const steps = (trace: typeof whole) => drawingOfTrace(large, linear, trace, descent).plane!.paths[0]!.points.map(({ k }) => k);

    expect(steps(whole)).toEqual(Array.from({ length: 201 }, (_, k) => k));
    // 1e7 / 80,000 steps, and then the checkpoints.
    expect(steps({ ...whole, stopped: true })).toEqual([...Array.from({ length: 126 }, (_, k) => k), 200]);
    expect(steps({ ...whole, referenceStopped: true })).toEqual(steps({ ...whole, stopped: true }));
  });

  it('has the first 300 steps one by one, as gradient descent takes them, and later ones at the checkpoints', () => {
    const { plane } = drawing(PLANAR, relu, [4, -2], { kind: 'gd', eta: 0.5, until: { steps: 1000 } });

    const [path] = plane!.paths;
    expect(path!.points.map(({ k }) => k)).toEqual([...Array.from({ length: 301 }, (_, k) => k), 500, 1000]);
    // Sample 1 alone is active from the start on, so that both coordinates rise by eta/2 e^(-(a + b)).
    let [a, b] = [4, -2];
    for (const { at } of path!.points.slice(0, 301)) {
      expect(at[0]).toBeCloseTo(a, 9);
      expect(at[1]).toBeCloseTo(b, 9);
      const rise = 0.25 * Math.exp(-(a + b));
      [a, b] = [a + rise, b + rise];
    }
    expect(plane!.rays.map(({ kind }) => kind)).toEqual(['reference']);
  });

  it('says in its title and description what is followed, and where to', () => {
    const { title, description } = drawing(PLANAR, leakyRelu(0.25), [0, 0], LONG);

    expect(title).toBe('Gradient descent of a leaky ReLU neuron of slope 0.25, step size 0.5, to t = e^1000');
    expect(description).toMatch(/^Samples labelled \+1: x1 \(1, 1\)\. Samples labelled -1: x2 \(0, 1\)\..* at the horizon\./);
    expect(drawing(PLANAR, relu, [-1, -1], { kind: 'gd', eta: 0.5, until: { steps: 9 } }).title).toMatch(
      /ReLU neuron.*, terminated at step 0$/,
    );
    expect(drawing(PLANAR, linear, [0, 0], { kind: 'sgd', alpha: 0.75, seed: 3, steps: 7 }).title).toBe(
      'SGD of a linear model, steps (k+1)^-0.75, seed 3, to step 7',
    );
  });

  it('draws the direction at the horizon and the max-margin direction, which a linear model comes to', () => {
    const { plane, series } = drawing(PLANAR, linear, [0, 0], LONG);

    const [limit, reference] = plane!.rays;
    expect([limit?.kind, reference?.kind]).toEqual(['limit', 'reference']);
    expect(dot(limit!.at, reference!.at)).toBeGreaterThan(0.9999);
    expect(series.map(({ title }) => title)).toEqual([
      'loss, against ln t',
      'angle to the last iterate in degrees, against ln t',
      'distance of w/|w| from max margin, against ln t',
      'margin, the least y f(x)/|w|, against ln t',
    ]);
    expect(series[2]!.curves[0]!.points.at(-1)![1]).toBeLessThan(0.01);
  });

  it('draws more than two features in the plane of the last direction and the tightest sample', () => {
    const solid = dataset({
      x: [
        [1, 1, 0.5],
        [0, 1, 0.5],
        [-1, 2, 1],
      ],
      y: [1, -1, -1],
    });
    const trace = traced(solid, linear, [0, 0, 0], LONG);
    const { plane } = drawingOfTrace(solid, linear, trace, LONG);

    const end = trace.checkpoints.at(-1)!.direction;
    const tilts = [0, 1, 2].map((i) => Math.abs(dot(sample(solid, i), end)) / norm(sample(solid, i)));
    const tightest = tilts.indexOf(Math.min(...tilts));
    expect(plane!.axes).toEqual(['along the direction at the end', `what x${tightest + 1} has beside it`]);
    expect(plane!.hasKinks).toBe(false);
    for (const [i, { point }] of plane!.samples.entries()) expect(point[0]).toBeCloseTo(dot(sample(solid, i), end), 9);
    // The tightest sample lies in the plane.
    expect(norm(plane!.samples[tightest]!.point)).toBeCloseTo(norm(sample(solid, tightest)), 9);
    expect(plane!.rays[0]!.at[0]).toBeCloseTo(1, 12);
  });

  it('draws one feature on an axis below the loss, and against ln t', () => {
    const { plane, line, series } = drawing(dataset({ x: [[1], [-2]], y: [1, -1] }), linear, [0], LONG);

    expect(plane).toBeUndefined();
    expect([line?.up, line?.paths[0]?.points[0]?.at]).toEqual(['loss', [0, 1]]);
    expect(series.map(({ title }) => title)).toEqual(['loss, against ln t', 'w, against ln t']);
  });

  it('draws each neuron of a network and the max-margin direction of each pattern partition', () => {
    const clusters = dataset({
      x: [
        [1, 0.25],
        [-0.25, 1],
        [-0.5, -1],
      ],
      y: [1, -1, 1],
    });
    const start = [1, 0.25, -0.25, 1, -0.5, -1];
    const trace = traceNetwork(clusters, [1, -1, 1], start, LONG);
    const { title, plane, series } = drawingOfTrace(clusters, network([1, -1, 1]), trace, LONG);

    expect(title).toBe('Gradient descent of a network of 3 neurons, step size 0.5, to t = e^1000');
    expect(plane!.paths.map(({ points }) => points[0]!.at)).toEqual([
      [1, 0.25],
      [-0.25, 1],
      [-0.5, -1],
    ]);
    const limits = plane!.rays.filter(({ kind }) => kind === 'limit');
    const references = plane!.rays.filter(({ kind }) => kind === 'reference');
    expect(references.map(({ name, tip }) => [tip, name])).toEqual([
      ['B1', 'B1: max margin of x1, for neuron 1'],
      ['-B2', '-B2: minus max margin of x2, for neuron 2'],
      ['B3', 'B3: max margin of x3, for neuron 3'],
    ]);
    // Each neuron goes where theorem 4.1 sends it, one of negative output weight to the opposite.
    expect(limits).toHaveLength(3);
    for (const [k, { at }] of limits.entries()) expect(dot(at, references[k]!.at)).toBeGreaterThan(0.9999);
    expect(plane!.notes).toEqual(['At ln t = 1,000, by log time: asymptotic evidence of the limit.']);
    expect(series.map(({ curves }) => curves.length)).toEqual([1, 3, 1, 1]);
    // Regions are what one ReLU neuron has.
    expect([plane!.hasKinks, plane!.hasRegions]).toEqual([true, false]);
  });
});

describe('trace --svg', () => {
  it('writes a picture with title and description, and the same table', async () => {
    const run = ['trace', '--case', 'fixtures/witnesses/thm-3.2_cases.json', '--until', 'ln=1000'];
    const path = join(folder, 'run.svg');

    const [plain, { code, stdout }] = [await commanded(...run), await commanded(...run, '--svg', path)];

    const svg = readFileSync(path, 'utf8');
    expect({ code, stdout }).toEqual({ code: 0, stdout: plain.stdout });
    expect(svg).toContain('<title>Gradient descent of a ReLU neuron, step size 0.5, to t = e^1000</title>');
    expect(svg).toContain('<desc>Samples labelled +1: x1 (1, 1).');
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('counts samples where there are many, instead of naming them', async () => {
    const path = join(folder, 'many.svg');

    await commanded('trace', '--data', 'fixtures/data/iris-petals.csv', '--until', '10', '--svg', path);

    const svg = readFileSync(path, 'utf8');
    expect(svg).toMatch(/<desc>Samples labelled \+1: \d+\. Samples labelled -1: \d+\./);
    expect(svg).not.toContain('>x1<');
  });

  it('names the file that cannot be written', async () => {
    const { code, stderr } = await commanded(
      'trace',
      '--data',
      file('two.csv', '1,1,1\n0,1,-1\n'),
      '--until',
      '10',
      '--svg',
      '/nowhere/run.svg',
    );

    expect(code).toBe(3);
    expect(stderr).toBe('claimcheck: --svg /nowhere/run.svg: cannot be written (no such file or folder)\n');
  });
});
