import { describe, expect, it } from 'vitest';
import { type Dataset, dataset } from '../../../src/data/dataset.js';
import type { Model } from '../../../src/model/model.js';
import { linear, relu } from '../../../src/model/neuron.js';
import { log } from '../../../src/numerics/elementary.js';
import { distance, norm, normalized } from '../../../src/numerics/vector.js';
import { gradientDescent } from '../../../src/optimizer/gradient-descent.js';
import { maxMargin, signedRows } from '../../../src/oracle/max-margin.js';
import { Forces } from '../../../src/trajectory/log-time/forces.js';
import { gradientDescentTrajectory } from '../../../src/trajectory/log-time/index.js';
import { run } from '../../../src/trajectory/run.js';
import { gaussian } from '../../support/gaussian.js';

const separable = (seed: string, n: number, d: number): Dataset => {
  const rows = gaussian(seed, n, d);
  return dataset({ x: rows.map((row) => [...row]), y: rows.map(() => 1) });
};

/** The sum of the samples, over their number. */
const mean = ({ n, d, x }: Dataset): Float64Array =>
  Float64Array.from({ length: d }, (_, j) =>
    Array.from({ length: n }, (__, i) => x[i * d + j]! / n).reduce((sum, value) => sum + value, 0),
  );

describe('many samples', () => {
  it.each<[string, Model, number, number]>([
    ['linear', linear, 300, 8],
    ['linear, with the tolerance of large data', linear, 1100, 20],
    ['ReLU', relu, 300, 8],
  ])('are followed as steps go, to 1e-7 at 10^5 steps: %s', (name, model, n, d) => {
    const data = separable(name, n, d);
    const start = model === relu ? mean(data) : new Float64Array(d);
    const options = { data, model, start, eta: 0.5, until: log(1e5) };

    const { checkpoints } = gradientDescentTrajectory(options);

    const { w } = run({ data, model, start, optimizer: gradientDescent, stepSize: 0.5, steps: 1e5 });
    expect(distance(checkpoints.at(-1)!.w, w)).toBeLessThan(1e-7 * (1 + norm(w)));
  });

  it('come to the max-margin direction far off, when all but the support vectors are left out', () => {
    const data = separable('far', 300, 8);
    const best = maxMargin({ dimension: 8, atLeastOne: signedRows(data) });
    if (!best.feasible) throw new Error('not separable');

    const { checkpoints } = gradientDescentTrajectory({ data, model: linear, start: new Float64Array(8), eta: 0.5, until: 1e6 });

    expect(distance(normalized(checkpoints.at(-1)!.w), best.direction)).toBeLessThan(1e-4);
  });
});

describe('forces that died out', () => {
  /** 65 samples e_1 and one e_2. */
  function forces(): Forces {
    const all = new Forces(66, 2, 0);
    all.rows.forEach((row, i) => {
      row[i === 65 ? 1 : 0] = 1;
    });
    all.refresh(Array.from({ length: 66 }, (_, i) => i));
    return all;
  }

  it('are left out once all together are below 2^-64 of the strongest, and not before', () => {
    const all = forces();

    expect(all.survey(Float64Array.of(0, 40))).toBe(true);
    expect(all.live).toBe(66);
    // Each of 65 is below 2^-66, their sum above 2^-61.
    expect(all.survey(Float64Array.of(46.5, 0))).toBe(true);
    expect(all.live).toBe(66);
    expect(all.survey(Float64Array.of(60, 0))).toBe(true);
    expect(all.live).toBe(1);
  });

  it('are heard again where they are above 2^-54: the step that ends there is refused, and they are live', () => {
    const all = forces();
    all.survey(Float64Array.of(60, 0));

    expect(all.survey(Float64Array.of(50, 0))).toBe(true);
    expect(all.live).toBe(1);
    expect(all.survey(Float64Array.of(40, 0))).toBe(false);
    expect(all.live).toBe(66);
    expect(all.survey(Float64Array.of(40, 0))).toBe(true);
  });

  it('are all live after a change of mode', () => {
    const all = forces();
    all.survey(Float64Array.of(60, 0));

    all.refresh([0]);

    expect(all.live).toBe(66);
  });
});
