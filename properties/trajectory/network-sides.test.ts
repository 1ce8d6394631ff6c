import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, dataset, everySample, labelOf, sample } from '../../src/data/dataset.js';
import { network } from '../../src/model/network.js';
import { signOfDot } from '../../src/numerics/exact-dot.js';
import { dot, norm } from '../../src/numerics/vector.js';
import { gradientDescent } from '../../src/optimizer/gradient-descent.js';
import { patternPartition } from '../../src/oracle/pattern.js';
import { sharingNetwork } from '../../src/paper/generators/trained-network.js';
import { gradientDescentTrajectory } from '../../src/trajectory/log-time/index.js';
import { liftedRows, partitionsInLogTime, partitionsOf, samplesActedOn } from '../../src/trajectory/network-sides.js';
import { run } from '../../src/trajectory/run.js';

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

/**
 * Neuron 1 acts on x1 alone and neuron 2 on x2 alone, with the signs that these ask for. Neuron 3 acts on x2 too, with the other sign: it
 * loses w_3.x2 at a rate of `weight`, dies when that is used up, and never comes to x1.
 */
const dying = (weight: number, height: number) => ({
  data: dataset({
    x: [
      [1, 2],
      [2, -1.625],
    ],
    y: [1, -1],
  }),
  model: network([1, -1, weight]),
  start: [0.5, 1, 1, -0.8125, 0, -height],
});
const DEAD = {
  partitions: [
    { members: [0], neurons: [0] },
    { members: [1], neurons: [1] },
  ],
  disjoint: true,
};

/** Networks whose neuron 3 comes to its kink at ln t from 29 to 212. */
const late = [1 / 16, 1 / 64].flatMap((weight) => [1, 1.25, 1.5, 1.75, 2].map((height) => dying(weight, height)));

describe('a neuron that dies at a kink', () => {
  it.each([1, 0.75, 0.5])('is dead in log time as in plain steps, from a height of %d', (height) => {
    const { data, model, start } = dying(1 / 4, height);
    const { w } = run({ data, model, start, optimizer: gradientDescent, stepSize: ETA, steps: 200_000 });

    const { checkpoints } = gradientDescentTrajectory({ data, model, start, eta: ETA, until: 100 });

    expect(partitionsOf(patternPartition(data, w, 3))).toEqual(DEAD);
    expect(partitionsInLogTime(data, checkpoints.at(-1)!, 3)).toEqual(DEAD);
  });

  it('is dead where it came to the kink so late that log time leaves it there, whatever sign rounding gives it', () => {
    const ends = late.map(({ data, model, start }) => {
      const { checkpoints } = gradientDescentTrajectory({ data, model, start, eta: ETA, until: 1e4 });
      const last = checkpoints.at(-1)!;
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
    const drawnOrDying = [
      ...drawn.map(({ data, outputWeights, start }) => ({ data: dataset(data), model: network(outputWeights), start })),
      ...late,
    ];
    for (const { data, model, start } of drawnOrDying) {
      const { checkpoints, logTime } = gradientDescentTrajectory({ data, model, start, eta: ETA, until: 1e4 });
      const last = checkpoints.at(-1);
      if (logTime?.kind !== 'reached' || last === undefined) continue;
      for (let unit = 0; unit < data.n * model.neurons; unit++) {
        const [own, x] = [weightsOf(last.w, unit % model.neurons, data.d), sample(data, Math.floor(unit / model.neurons))];
        if (last.sliding.includes(unit)) continue;
        const isKinked = Math.abs(dot(own, x)) <= 1e-12 * norm(own) * norm(x);
        if (isKinked) seen.kinked++;
        else seen.clear++;
        expect(last.active.includes(unit)).toBe(!isKinked && dot(own, x) > 0);
      }
    }
    expect(seen.kinked).toBeGreaterThan(5);
    expect(seen.clear).toBeGreaterThan(300);
  });
});
