import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/data/case.js';
import { type Dataset, dataset, everySample, labelOf, sample } from '../../src/data/dataset.js';
import { network } from '../../src/model/network.js';
import { signOfDot } from '../../src/numerics/exact-dot.js';
import { dot, norm } from '../../src/numerics/vector.js';
import { gradientDescent } from '../../src/optimizer/gradient-descent.js';
import { partitionsOf, patternPartition } from '../../src/oracle/pattern.js';
import { sharingNetwork } from '../../src/paper/generators/trained-network.js';
import { gradientDescentTrajectory, type TrajectoryCheckpoint } from '../../src/trajectory/log-time/index.js';
import { liftedRows, partitionsInLogTime, samplesActedOn } from '../../src/trajectory/network-sides.js';
import { run } from '../../src/trajectory/run.js';
import { apex, dies, diesLate, WHERE_IT_DIED } from '../support/limit-cases.js';

const ETA = 0.25;

/** w_k of neuron k. */
const weightsOf = (w: Float64Array, k: number, d: number) => w.subarray(k * d, (k + 1) * d);

describe('partitions of a network', () => {
  const NEURONS = 3;
  const entry = fc.integer({ min: -3, max: 3 });
  const sides = fc
    .tuple(
      fc.array(fc.tuple(entry, entry), { minLength: 2, maxLength: 6 }),
      fc.array(entry, { minLength: 2 * NEURONS, maxLength: 2 * NEURONS }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: NEURONS, maxLength: NEURONS }),
    )
    .map(([x, w, v]) => ({
      data: dataset({ x: x.map((point) => [...point]), y: x.map((_, i) => (i % 2 === 0 ? 1 : -1)) }),
      w: Float64Array.from(w),
      v: v.map((weight, k) => (k % 2 === 0 ? weight : -weight)),
    }));
  const activeUnits = (data: Dataset, w: Float64Array) =>
    everySample(data).flatMap((i) =>
      Array.from({ length: NEURONS }, (_, k) => k).flatMap((k) =>
        signOfDot(weightsOf(w, k, data.d), sample(data, i)) > 0 ? [i * NEURONS + k] : [],
      ),
    );

  it('are the same by the signs at a step and by units that are active there', () => {
    fc.assert(
      fc.property(sides, ({ data, w }) => {
        const read = partitionsInLogTime(data, { active: activeUnits(data, w) }, NEURONS);

        expect(read).toEqual(partitionsOf(patternPartition(data, w, NEURONS)));
      }),
    );
  });

  it('name the samples that a neuron acts on, and any', () => {
    fc.assert(
      fc.property(sides, ({ data, w }) => {
        const active = activeUnits(data, w);
        const read = partitionsInLogTime(data, { active }, NEURONS);

        const acted = (k: number) => everySample(data).filter((i) => active.includes(i * NEURONS + k));
        for (let k = 0; k < NEURONS; k++) expect(samplesActedOn(read, k)).toEqual(acted(k));
        const some = [...new Set([0, 1, 2].flatMap(acted))].sort((a, b) => a - b);
        expect(samplesActedOn(read)).toEqual(some);
      }),
    );
  });

  it('make y f(x) the inner product of W with a row for each sample that a neuron acts on', () => {
    fc.assert(
      fc.property(sides, ({ data, w, v }) => {
        const read = partitionsOf(patternPartition(data, w, NEURONS));

        const rows = liftedRows(data, v, read.partitions);

        const outputs = samplesActedOn(read).map((i) =>
          v.reduce((f, weight, k) => f + labelOf(data, i) * weight * Math.max(0, dot(weightsOf(w, k, data.d), sample(data, i))), 0),
        );
        expect(rows.map((row) => dot(row, w) + 0)).toEqual(outputs.map((output) => output + 0));
      }),
    );
  });
});

const DEAD = { partitions: WHERE_IT_DIED, disjoint: true };

const runOf = (input: Case) => ({ data: dataset(input.data), model: network(input.outputWeights ?? []), start: input.start });

/** The last checkpoint in log time. */
function endOf(input: Case): TrajectoryCheckpoint {
  const { checkpoints, logTime } = gradientDescentTrajectory({ ...runOf(input), eta: ETA, until: 1e4 });
  const last = checkpoints.at(-1);
  if (logTime?.kind !== 'reached' || last === undefined) throw new Error('log time does not reach the horizon');
  return last;
}

describe('a neuron that dies at a kink', () => {
  it.each([1, 0.75, 0.5])('is dead in log time as in plain steps, from a height of %d', (height) => {
    const input = dies(1 / 4, height);
    const { w } = run({ ...runOf(input), optimizer: gradientDescent, stepSize: ETA, steps: 200_000 });

    expect(partitionsOf(patternPartition(dataset(input.data), w, 3))).toEqual(DEAD);
    expect(partitionsInLogTime(dataset(input.data), endOf(input), 3)).toEqual(DEAD);
  });

  it('is dead where it came to the kink so late that log time leaves it there, whatever sign rounding gives it', () => {
    const ends = diesLate.map((input) => {
      const data = dataset(input.data);
      const last = endOf(input);
      return { read: partitionsInLogTime(data, last, 3), bySigns: partitionsOf(patternPartition(data, last.w, 3)) };
    });

    for (const { read } of ends) expect(read).toEqual(DEAD);
    const turned = ends.filter(({ bySigns }) => JSON.stringify(bySigns) !== JSON.stringify(DEAD));
    expect(turned.length).toBeGreaterThan(0);
    expect(turned.length).toBeLessThan(ends.length);
  });
});

describe('the sides that log time has of a network', () => {
  it('are those of its iterate, but for units on their kinks to rounding, which are not active', () => {
    const seen = { clear: 0, kinked: 0 };
    const drawn = fc.sample(sharingNetwork(), { seed: 7, numRuns: 8 });
    for (const input of [...drawn.map((network): Case => ({ ...apex, ...network })), ...diesLate]) {
      const { data, model } = runOf(input);
      const { w, active, sliding } = endOf(input);
      for (let unit = 0; unit < data.n * model.neurons; unit++) {
        const [own, x] = [weightsOf(w, unit % model.neurons, data.d), sample(data, Math.floor(unit / model.neurons))];
        if (sliding.includes(unit)) continue;
        const isKinked = Math.abs(dot(own, x)) <= 1e-12 * norm(own) * norm(x);
        if (isKinked) seen.kinked++;
        else seen.clear++;
        expect(active.includes(unit)).toBe(!isKinked && dot(own, x) > 0);
      }
    }
    expect(seen.kinked).toBeGreaterThanOrEqual(diesLate.length);
    expect(seen.clear).toBeGreaterThan(300);
  });
});
