import { describe, expect, it } from 'vitest';
import { pairs } from '../../src/numerics/lists.js';
import { dot } from '../../src/numerics/vector.js';
import { continued, firstSteps } from '../../src/page/explorer/engine.js';
import { PRESETS } from '../../src/page/explorer/presets.js';
import type { Point, Scene } from '../../src/page/explorer/scene.js';
import { diesLate, WHERE_IT_DIED } from '../support/limit-cases.js';

function sceneOf(named: RegExp): Scene {
  const preset = PRESETS.find(({ name }) => named.test(name));
  if (preset === undefined) throw new Error(`no preset ${named}`);
  return preset.scene;
}

/** Two clusters, neurons of both signs; the patterns are disjoint from the start. */
const DISJOINT = sceneOf(/disjoint patterns/);

const degrees = ([a, b]: Point, [c, d]: Point): number => (Math.abs(Math.atan2(a * d - b * c, a * c + b * d)) * 180) / Math.PI;
const weightsOf = (w: readonly number[], k: number): Point => [w[2 * k] ?? Number.NaN, w[2 * k + 1] ?? Number.NaN];

describe("what a network's neurons are compared with", () => {
  it('is where each of them goes, by log time', () => {
    const followed = continued(DISJOINT);
    const last = followed?.moments.at(-1);
    const { directions = [], partitions = [] } = followed?.references ?? {};

    expect(last?.lnT).toBeCloseTo(1e4, 3);
    expect(partitions.map(({ members, neurons }) => ({ members, neurons }))).toEqual([
      { members: [0, 1], neurons: [0, 1] },
      { members: [2, 3], neurons: [2] },
    ]);
    expect(directions.map(({ neuron }) => neuron)).toEqual([0, 1, 2]);
    for (const { at, neuron = 0 } of directions) expect(degrees(weightsOf(last?.w ?? [], neuron), at)).toBeLessThan(0.05);
  });

  it('takes no neuron that died right on its kink for one that acts, whatever sign rounding gives it', () => {
    const ends = diesLate.map(({ data, start, outputWeights = [] }) => {
      const scene: Scene = {
        ...DISJOINT,
        samples: pairs(data.x, data.y).map(([[a = 0, b = 0], label]) => ({ at: [a, b], label: label > 0 ? 1 : -1 })),
        model: { kind: 'network', outputWeights },
        optimizer: { kind: 'gd', eta: 0.25 },
        starts: outputWeights.map((_, k) => weightsOf(start, k)),
      };
      return continued(scene);
    });

    for (const end of ends)
      expect(end?.references?.partitions.map(({ members, neurons }) => ({ members, neurons }))).toEqual(WHERE_IT_DIED);
    const signs = ends.map((end) => Math.sign(dot(weightsOf(end?.moments.at(-1)?.w ?? [], 2), [2, -1.625])));
    expect(signs).toContain(1);
    expect(signs).toContain(-1);
  });

  it('is the max-margin direction of the partition: every member of a support has the largest least margin', () => {
    const { partitions } = firstSteps(DISJOINT);

    for (const { members, best = [0, 0] } of partitions) {
      const leastAt = ([a, b]: Point): number =>
        Math.min(...members.flatMap((i) => DISJOINT.samples[i] ?? []).map(({ at, label }) => label * (a * at[0] + b * at[1])));
      const angle = Math.atan2(best[1], best[0]);
      const others = Array.from({ length: 720 }, (_, i) =>
        leastAt([Math.cos(angle + (i * Math.PI) / 360), Math.sin(angle + (i * Math.PI) / 360)]),
      );
      expect(leastAt(best)).toBeGreaterThan(Math.max(...others) - 1e-12);
    }
  });

  it('is told of no neuron that acts on two partitions, nor where a partition has no separator', () => {
    // Neuron 2 is active on x1 and x2, neuron 1 on x1 alone; x3 and x4 are opposite labels in one place.
    const { directions, partitions } = firstSteps({
      ...DISJOINT,
      samples: [
        { at: [1, 0], label: 1 },
        { at: [0, 1], label: 1 },
        { at: [-1, -1], label: 1 },
        { at: [-1, -1], label: -1 },
      ],
      optimizer: { kind: 'gd', eta: 1e-9 },
      starts: [
        [1, -1],
        [1, 1],
        [-1, -1],
      ],
    });

    expect(partitions.map(({ members, neurons, best }) => [members, neurons, best !== undefined])).toEqual([
      [[0], [0, 1], true],
      [[1], [1], true],
      [[2, 3], [2], false],
    ]);
    expect(directions.map(({ neuron }) => neuron)).toEqual([0]);
  });
});
