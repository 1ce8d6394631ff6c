import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/data/case.js';
import { dataset, radius } from '../../src/data/dataset.js';
import { leakyRelu, linear, relu } from '../../src/model/neuron.js';
import { log } from '../../src/numerics/elementary.js';
import { distance, normalized } from '../../src/numerics/vector.js';
import { gradientDescent } from '../../src/optimizer/gradient-descent.js';
import { type EventResult, followEvents } from '../../src/trajectory/events/index.js';
import { run } from '../../src/trajectory/run.js';
import { lock, obtuse, slidesInside } from '../support/limit-cases.js';
import { leakyConflict, leaving, linearConflict, oneKink, type Problem, twoKinks, unequalPair } from '../support/log-time-problems.js';
import { sources } from '../support/sources.js';

const FROM = 10_000;

function reached(result: EventResult): Extract<EventResult, { kind: 'reached' }> {
  if (result.kind !== 'reached') throw new Error(`the event engine gave up: ${result.reason} at ln t = ${result.s}`);
  return result;
}

const problem = ({ data, start, steps }: Case): Problem => ({
  model: relu,
  data,
  start,
  eta: steps.kind === 'constant' ? steps.eta : Number.NaN,
});

/** Iterates at some steps, the first of which is `FROM`. */
function plain({ model, data, start, eta }: Problem, marks: readonly number[]): Map<number, Float64Array> {
  const found = new Map<number, Float64Array>();
  const observe = ({ k, w }: { k: number; w: Float64Array }): void => void found.set(k, w.slice());
  const observeAt = [FROM, ...marks];
  run({ data: dataset(data), model, start, optimizer: gradientDescent, stepSize: eta, steps: marks.at(-1)!, observe, observeAt });
  return found;
}

const slopes = new Map([
  [relu, 0],
  [linear, 1],
]);

/** Largest distance from the iterates at some steps, in w. */
function offFromSteps(input: Problem, marks: readonly number[], slope = slopes.get(input.model)!): number {
  const iterates = plain(input, marks);
  const { data, eta } = input;
  const { checkpoints } = reached(
    followEvents({
      data: dataset(data),
      slope,
      eta,
      start: iterates.get(FROM)!,
      from: FROM,
      until: log(marks.at(-1)!),
      checkpoints: marks.map((t) => log(t)),
    }),
  );
  expect(checkpoints).toHaveLength(marks.length);
  return Math.max(...marks.map((t, at) => distance(checkpoints[at]!.w, iterates.get(t)!)));
}

describe('the event engine', () => {
  it.each([
    ['no kink, linear model', linearConflict, 1],
    ['no kink, two support vectors', unequalPair, 1],
    ['leaky ReLU', leakyConflict, 0.2],
    ['one kink', oneKink, 0],
    ['two kinks in turns', twoKinks, 0],
    ['a kink that is left again', leaving, 0],
    ['a kink within the separable region', problem(slidesInside), 0],
    ['two kinks at an obtuse angle', problem(obtuse), 0],
  ])('is within 1e-8 of the iterates at 10^5 and 10^6 steps: %s', (_, input, slope) => {
    expect(offFromSteps(input, [1e5, 1e6], slope)).toBeLessThan(1e-8);
  });

  it('follows a lock of four samples to 1e-8 at 10^7 steps, over hundreds of strikes that wake two others', () => {
    const input = problem(lock);
    const iterates = plain(input, [1e7]);
    const { checkpoints } = reached(
      followEvents({ data: dataset(input.data), slope: 0, eta: input.eta, start: iterates.get(FROM)!, from: FROM, until: log(1e7) }),
    );

    expect(distance(checkpoints[0]!.w, iterates.get(1e7)!)).toBeLessThan(1e-8);
    expect(checkpoints[0]!.activated[1]).toBeGreaterThan(100);
    expect(checkpoints[0]!.activated[2]).toBeGreaterThan(100);
  });

  it('is within a hundredth of a strike of the iterates on 20 random runs that strike, at 10^6 steps', () => {
    const entry = fc.integer({ min: -128, max: 128 }).map((value) => value / 64);
    const draw = fc.record({
      d: fc.integer({ min: 2, max: 4 }),
      more: fc.integer({ min: 1, max: 4 }),
      entries: fc.array(entry, { minLength: 36, maxLength: 36 }),
      labels: fc.array(fc.constantFrom(1 as const, -1 as const), { minLength: 8, maxLength: 8 }),
      eta: fc.constantFrom(0.25, 0.5, 1),
    });
    let struck = 0;
    let worst = 0;

    for (const { d, more, entries, labels, eta } of fc.sample(draw, { seed: 7, numRuns: 400 })) {
      if (struck === 20) break;
      const n = d + more;
      const x = Array.from({ length: n }, (_, i) => entries.slice(i * d, (i + 1) * d));
      const data = dataset({ x, y: labels.slice(0, n) });
      const first = run({
        data,
        model: relu,
        start: entries.slice(-d).map((v) => 2 * v),
        optimizer: gradientDescent,
        stepSize: eta,
        steps: FROM,
      });
      if (first.end !== 'horizon') continue;
      const result = followEvents({ data, slope: 0, eta, start: first.w, from: FROM, until: log(1e6), mostSteps: 200_000 });
      if (result.kind === 'unknown' || result.crossings < 10) continue;
      struck++;
      const { w } = run({ data, model: relu, start: first.w, optimizer: gradientDescent, stepSize: eta, steps: 1e6 - FROM });
      worst = Math.max(worst, distance(result.checkpoints[0]!.w, w) / ((eta / n) * radius(data)));
    }

    expect(struck).toBe(20);
    expect(worst).toBeLessThan(0.01);
  });

  it('reaches ln t = 10^4 over thousands of strikes, some (n / eta) mu ln t of them', () => {
    const { data, start, eta } = problem(slidesInside);
    const { w } = run({ data: dataset(data), model: relu, start, optimizer: gradientDescent, stepSize: eta, steps: FROM });

    const { checkpoints, crossings } = reached(
      followEvents({ data: dataset(data), slope: 0, eta, start: w, from: FROM, until: 1e4, checkpoints: [1e3] }),
    );

    // (1, 1) - mu (0, 1) is the direction (1, 0): mu = 1 and n / eta = 6.
    expect(crossings / (1e4 - log(FROM))).toBeCloseTo(6, 1);
    expect(distance(normalized(checkpoints[1]!.w), [1, 0])).toBeLessThan(1e-4);
    expect(distance(normalized(checkpoints[1]!.w), [1, 0])).toBeLessThan(0.2 * distance(normalized(checkpoints[0]!.w), [1, 0]));
  });

  it('takes few jumps where nothing strikes, since they grow with the time: one sample, whose w is ln(eta t) in the end', () => {
    const eta = 0.5;
    const data = dataset({ x: [[1]], y: [1] });
    const { w } = run({ data, model: linear, start: [0], optimizer: gradientDescent, stepSize: eta, steps: FROM });

    const { checkpoints, jumps } = reached(followEvents({ data, slope: 1, eta, start: w, from: FROM, until: 200 }));

    expect(Math.abs(checkpoints[0]!.w[0]! - (200 + log(eta)))).toBeLessThan(1e-11);
    expect(jumps).toBeLessThan(100);
  });

  it('says that nothing acts, and gives up when its budgets are spent', () => {
    const { data, start, eta } = problem(slidesInside);
    const options = { data: dataset(data), slope: 0, eta, start: [9.8, -0.154], from: FROM, until: 100 };

    expect(followEvents({ ...options, mostEvents: 10 })).toMatchObject({ kind: 'unknown', reason: 'more than 10 kinks were met' });
    expect(followEvents({ ...options, start, from: 1, mostSteps: 10 })).toMatchObject({ kind: 'unknown' });
    expect(followEvents({ ...options, start: [-5, -1], data: dataset({ x: [[1, 1]], y: [1] }) })).toMatchObject({ end: 'terminated' });
    expect(() => followEvents({ ...options, start: [1] })).toThrow(RangeError);
  });

  it('shares no code with the flow: neither imports the other', () => {
    const files = sources();
    const between = files.flatMap(({ path, imports }) =>
      imports
        .filter((to) => /^trajectory\/(events|log-time)\//.test(path) && /^trajectory\/(events|log-time)\//.test(to))
        .filter((to) => path.split('/')[1] !== to.split('/')[1]),
    );

    expect(files.some(({ path }) => path === 'trajectory/events/engine.ts')).toBe(true);
    expect(between).toEqual([]);
  });

  it('agrees with the leaky iterates only under their slope', () => {
    expect(leakyRelu(0.2).name).toBe(leakyConflict.model.name);
    expect(offFromSteps(leakyConflict, [1e5], 0.25)).toBeGreaterThan(1e-3);
  });
});
