import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/data/case.js';
import { dataset, radius } from '../../../src/data/dataset.js';
import { network } from '../../../src/model/network.js';
import { relu } from '../../../src/model/neuron.js';
import { log } from '../../../src/numerics/elementary.js';
import { distance, normalized } from '../../../src/numerics/vector.js';
import { gradientDescent } from '../../../src/optimizer/gradient-descent.js';
import { followEvents } from '../../../src/trajectory/events/index.js';
import { gradientDescentTrajectory, type LogTimeResult } from '../../../src/trajectory/log-time/index.js';
import { run } from '../../../src/trajectory/run.js';
import { longestStrike } from '../../../src/trajectory/strike.js';
import { apex, flipsForEver, lock, obtuse, slidesInside } from '../../support/limit-cases.js';

const etaOf = ({ steps }: Case): number => (steps.kind === 'constant' ? steps.eta : Number.NaN);

function follow(input: Case, until: number, marks: readonly number[], impacts?: number): LogTimeResult {
  const { data, start, outputWeights } = input;
  const trajectory = gradientDescentTrajectory({
    data: dataset(data),
    model: outputWeights === undefined ? relu : network(outputWeights),
    start,
    eta: etaOf(input),
    until,
    checkpoints: marks,
    ...(impacts === undefined ? {} : { impacts }),
  });
  return trajectory.logTime!;
}

function reached(result: LogTimeResult): Extract<LogTimeResult, { kind: 'reached' }> {
  if (result.kind !== 'reached') throw new Error(`given up: ${result.reason} at ln t = ${result.s}`);
  return result;
}

/** The iterates at ln t by events from 10^4 steps on. */
function events(input: Case, marks: readonly number[]): Float64Array[] {
  const data = dataset(input.data);
  const eta = etaOf(input);
  const { w } = run({ data, model: relu, start: input.start, optimizer: gradientDescent, stepSize: eta, steps: 1e4 });
  return followEvents({ data, slope: 0, eta, start: w, from: 1e4, until: marks.at(-1)!, checkpoints: marks }).checkpoints.map((at) => at.w);
}

describe('where a strike wakes a positive sample', () => {
  it('log time follows strike after strike: it agrees with events to 1e-7 at 10^6, 10^7 and 10^8 steps', () => {
    const marks = [1e6, 1e7, 1e8].map((t) => log(t));

    const { checkpoints, modes } = reached(follow(lock, marks.at(-1)!, marks));
    const followed = events(lock, marks);

    expect(modes.some(({ change }) => change === 'slides')).toBe(false);
    expect(checkpoints).toHaveLength(3);
    checkpoints.forEach(({ w }, at) => {
      expect(distance(w, followed[at]!)).toBeLessThan(1e-7);
    });
  });

  it('gives up when there are too many strikes, and when it is told to average', () => {
    const given = follow(lock, 100, []);

    expect(given).toMatchObject({ kind: 'unknown' });
    expect((given as { reason: string }).reason).toMatch(/can carry sample 2 over its kink, so that no average holds after 10000 strikes/);
    expect((given as { s: number }).s).toBeGreaterThan(18.5);
    expect(follow(lock, 100, [], 0)).toMatchObject({ kind: 'unknown' });
  });
});

describe('where the chatter reaches no other kink, or only kinks that slide with its own', () => {
  it.each([
    ['one kink within the separable region', slidesInside, [1, 0]],
    ['two kinks at an obtuse angle', obtuse, undefined],
  ])('the average stays within a strike of events: %s', (_, input, limit) => {
    const marks = [26, 30, 50, 100, 200];
    const data = dataset(input.data);
    const strike = (etaOf(input) / data.n) * radius(data);

    const { checkpoints, modes } = reached(follow(input, 1e6, marks));
    const followed = events(input, marks);

    expect(modes.some(({ change }) => change === 'slides')).toBe(true);
    expect(followed).toHaveLength(5);
    const off = followed.map((w, at) => distance(w, checkpoints[at]!.w) / strike);
    expect(Math.max(...off)).toBeLessThan(1);
    // The direction tends to the part of the positive that is orthogonal to the negatives.
    if (limit !== undefined) expect(distance(normalized(checkpoints.at(-1)!.w), limit)).toBeLessThan(1e-6);
  });
});

describe('in a network', () => {
  it('a neuron that slides to where all its kinks meet is followed through that point strike by strike, at phases that agree', () => {
    const t = 100_000;
    const [data, model, eta] = [dataset(apex.data), network(apex.outputWeights!), etaOf(apex)];

    const { checkpoints, modes } = reached(follow(apex, 1e6, [log(t)]));
    const { w } = run({ data, model, start: apex.start, optimizer: gradientDescent, stepSize: eta, steps: t });

    expect(modes.some(({ change }) => change === 'slides')).toBe(true);
    expect(distance(checkpoints[0]!.w, w)).toBeLessThan(1e-2 * longestStrike(data, model, eta));
    // It escapes with both its positives active.
    expect(checkpoints.at(-1)!.active).toEqual(expect.arrayContaining([12, 16]));
    // The average alone cannot tell.
    expect(follow(apex, 1e6, [], 0)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(/can carry sample [12] over its kink of neuron 1/),
    });
  });

  it('a neuron that a force beyond float64 lifts to its kink slides for ever', () => {
    const marks = [100, 300, 1e3, 1e5];

    const { checkpoints, modes } = reached(follow(flipsForEver, 1e6, marks));

    for (const { sliding } of checkpoints) expect(sliding).toEqual([8]);
    expect(modes.filter(({ change }) => change === 'leaves')).toEqual([]);
  });
});
