import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, dataset } from '../../src/data/dataset.js';
import { descendAtOnce } from '../../src/model/descend.js';
import { numbersOfRun, slopeOfNeuron } from '../../src/model/known-model.js';
import { type Model, workspace } from '../../src/model/model.js';
import { network } from '../../src/model/network.js';
import { leakyRelu, linear, relu } from '../../src/model/neuron.js';
import { evaluateBounded } from '../../src/model/neuron-kernel.js';
import { exp } from '../../src/numerics/elementary.js';

const entry = fc.integer({ min: -64, max: 64 }).map((k) => k / 32);

/** Data of up to 20 samples in up to 9 dimensions, so that small and large data, and full and odd blocks, come about. */
const problem = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 9 })).chain(([n, d]) =>
  fc.record({
    data: fc.record({
      x: fc.array(fc.array(entry, { minLength: d, maxLength: d }), { minLength: n, maxLength: n }),
      y: fc.array(fc.constantFrom(-1, 1), { minLength: n, maxLength: n }),
    }),
    w: fc.array(entry, { minLength: d, maxLength: d }),
  }),
);

/** The same steps by evaluations, one by one. */
function oneByOne(model: Model, data: Dataset, start: readonly number[], eta: number, steps: number): Float64Array {
  const w = Float64Array.from(start);
  const at = workspace(model, data);
  for (let k = 0; k < steps; k++) {
    model.evaluate(data, w, at);
    for (let j = 0; j < w.length; j++) w[j] = w[j]! - eta * at.gradient[j]!;
  }
  return w;
}

describe('the kernel of one neuron', () => {
  it('has the exponential of src/numerics to the bit, for one sample', () => {
    const data = dataset({ x: [[1]], y: [1] });
    const into = workspace(linear, data);
    fc.assert(
      fc.property(fc.double({ min: -600, max: 600, noNaN: true }), (z) => {
        linear.evaluate(data, Float64Array.of(z), into);

        expect(into.loss).toBe(exp(-z));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the slope of a neuron', () => {
  it('is known of models of one neuron alone', () => {
    expect([relu, linear, leakyRelu(0.25)].map(slopeOfNeuron)).toEqual([0, 1, 0.25]);
    expect(slopeOfNeuron(network([2, -1]))).toBeUndefined();
    expect(slopeOfNeuron({ ...relu })).toBeUndefined();
  });

  it('is what the kernel takes, and says so, up to where a product is beyond 700', () => {
    const data = dataset({ x: [[1], [-2]], y: [1, -1] });

    expect(evaluateBounded(data, Float64Array.of(350), 0.25, workspace(linear, data))).toBe(true);
    expect(evaluateBounded(data, Float64Array.of(701), 0.25, workspace(linear, data))).toBe(false);
  });
});

describe('a run as numbers', () => {
  const run = { data: dataset({ x: [[1]], y: [1] }), start: [2] };

  it('is told of the models of src/model, and of no copy of one', () => {
    expect(numbersOfRun({ ...run, model: relu }, [3])).toBeInstanceOf(Float64Array);
    expect(numbersOfRun({ ...run, model: relu }, [3])).not.toEqual(numbersOfRun({ ...run, model: linear }, [3]));
    expect(numbersOfRun({ ...run, model: { ...relu } }, [3])).toBeUndefined();
  });
});

describe.each([linear, relu, leakyRelu(0.25)])('steps of $name that are taken at once', (model) => {
  it('have the bits of as many evaluations, whatever data was looked at before', () => {
    fc.assert(
      fc.property(problem, problem, fc.integer({ min: 1, max: 5 }), fc.constantFrom(1 / 8, 1 / 2), (first, second, steps, eta) => {
        const [one, other] = [first, second].map(({ data, w }) => ({ data: dataset(data), w })) as [
          { data: Dataset; w: number[] },
          { data: Dataset; w: number[] },
        ];
        const [w, v] = [Float64Array.from(one.w), Float64Array.from(other.w)];
        // In turn, so that each finds the other's data in place of its own.
        const taken = descendAtOnce(model, one.data, w, eta, steps);
        const takenByOther = descendAtOnce(model, other.data, v, eta, steps);

        expect(taken).toBeLessThanOrEqual(steps);
        expect(Array.from(w)).toEqual(Array.from(oneByOne(model, one.data, one.w, eta, taken)));
        expect(Array.from(v)).toEqual(Array.from(oneByOne(model, other.data, other.w, eta, takenByOther)));
      }),
    );
  });

  it('go on from evaluations of the same data, which leave it as it was', () => {
    fc.assert(
      fc.property(problem, fc.constantFrom(1 / 8, 1 / 2), ({ data: drawn, w }, eta) => {
        const data = dataset(drawn);
        const at = oneByOne(model, data, w, eta, 1);

        const taken = descendAtOnce(model, data, at, eta, 1);

        expect(Array.from(at)).toEqual(Array.from(oneByOne(model, data, w, eta, 1 + taken)));
      }),
    );
  });

  it('are all that were asked for, unless the gradient is 0 or w.x is far out', () => {
    const data = dataset({
      x: [
        [1, 0],
        [0, 1],
      ],
      y: [1, -1],
    });
    const descend = (start: readonly number[]): number => descendAtOnce(model, data, Float64Array.from(start), 1 / 2, 7);

    expect(descend([1, 1])).toBe(7);
    expect(descend([701, 0])).toBe(0);
    expect(descend([Number.NaN, 0])).toBe(0);
    if (model === relu) expect(descend([-1, -1])).toBe(0);
  });
});
