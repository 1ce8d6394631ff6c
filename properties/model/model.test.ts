import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleKernel, KERNELS } from '../../scripts/kernel-code.js';
import { dataset, type LabelledData } from '../../src/data/dataset.js';
import { FULL_PRECISION, logLoss, type Model, UNSHIFTED, type Workspace, workspace } from '../../src/model/model.js';
import { network } from '../../src/model/network.js';
import { leakyRelu, linear, relu, slopeOf } from '../../src/model/neuron.js';
import { expFixed, FRACTION, fixed, logFixed, magnitude, times, toNumber } from '../support/high-precision.js';

/** A model as the reference knows it: output weights v and the slope below the kink. */
interface Shape {
  readonly v: readonly number[];
  readonly slope: number;
}

/** Loss and gradient in fixed point, with the size of the terms that each gradient component sums. */
interface Reference {
  readonly loss: bigint;
  readonly gradient: bigint[];
  readonly size: bigint[];
}

/** The paper's formulas, word by word, in fixed point: derivative `slope` at and below the kink. */
function reference({ x, y }: LabelledData, w: readonly number[], { v, slope }: Shape): Reference {
  const n = BigInt(x.length);
  const d = x[0]!.length;
  const gradient = new Array<bigint>(w.length).fill(0n);
  const size = new Array<bigint>(w.length).fill(0n);
  let loss = 0n;
  x.forEach((row, i) => {
    const inner = v.map((_, k) => row.reduce((sum, value, j) => sum + times(fixed(w[k * d + j]!), fixed(value)), 0n));
    const derivative = inner.map((value) => (value > 0n ? fixed(1) : fixed(slope)));
    const f = v.reduce((sum, weight, k) => sum + times(fixed(weight), times(derivative[k]!, inner[k]!)), 0n);
    const e = expFixed(-BigInt(y[i]!) * f);
    loss += e / n;
    v.forEach((weight, k) => {
      row.forEach((value, j) => {
        const term = (times(times(times(fixed(weight), derivative[k]!), e), fixed(value)) * -BigInt(y[i]!)) / n;
        gradient[k * d + j]! += term;
        size[k * d + j]! += magnitude(term);
      });
    });
  });
  return { loss, gradient, size };
}

interface Example {
  readonly data: LabelledData;
  readonly w: number[];
}

const lattice = (limit: number, denominator: number) =>
  fc.integer({ min: -limit * denominator, max: limit * denominator }).map((k) => k / denominator);

const label = fc.constantFrom(-1, 1);

/** Data and weights on lattices: inner products are exact, so that no rounding moves a sample across its kink. */
function example(neurons: number): fc.Arbitrary<Example> {
  return fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 })).chain(([n, d]) =>
    fc.record({
      data: fc.record({
        x: fc.array(fc.array(lattice(2, 64), { minLength: d, maxLength: d }), { minLength: n, maxLength: n }),
        y: fc.array(label, { minLength: n, maxLength: n }),
      }),
      w: fc.array(lattice(4, 1024), { minLength: neurons * d, maxLength: neurons * d }),
    }),
  );
}

function evaluate(model: Model, { data, w }: Example): Workspace {
  const packed = dataset(data);
  const into = workspace(model, packed);
  model.evaluate(packed, Float64Array.from(w), into);
  return into;
}

const slope = fc.integer({ min: 0, max: 100 }).map((k) => k / 100);

const models: readonly [string, fc.Arbitrary<{ model: Model; shape: Shape }>][] = [
  ['linear', fc.constant({ model: linear, shape: { v: [1], slope: 1 } })],
  ['relu', fc.constant({ model: relu, shape: { v: [1], slope: 0 } })],
  ['leaky relu', slope.map((a) => ({ model: leakyRelu(a), shape: { v: [1], slope: a } }))],
  [
    'network',
    fc
      .array(
        lattice(2, 8).filter((weight) => weight !== 0),
        { minLength: 1, maxLength: 4 },
      )
      .map((v) => ({ model: network(v), shape: { v, slope: 0 } })),
  ],
];

const withExample = (kind: fc.Arbitrary<{ model: Model; shape: Shape }>) =>
  kind.chain(({ model, shape }) => example(model.neurons).map((drawn) => ({ model, shape, drawn })));

/** |a - b| as a fraction of a size, all in fixed point. */
const relative = (actual: number, exact: bigint, size: bigint): number =>
  size === 0n ? Math.abs(actual) : toNumber((magnitude(fixed(actual) - exact) << FRACTION) / size);

describe.each(models)('%s', (_, kind) => {
  it('has the exact gradient up to 1e-13 of the terms it sums', () => {
    fc.assert(
      fc.property(withExample(kind), ({ model, shape, drawn }) => {
        const exact = reference(drawn.data, drawn.w, shape);

        const { gradient } = evaluate(model, drawn);

        gradient.forEach((value, j) => {
          expect(relative(value, exact.gradient[j]!, exact.size[j]!)).toBeLessThanOrEqual(1e-13);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('has the exact loss up to a relative 1e-13', () => {
    fc.assert(
      fc.property(withExample(kind), ({ model, shape, drawn }) => {
        const exact = reference(drawn.data, drawn.w, shape);

        const { loss, shift } = evaluate(model, drawn);

        expect(shift).toBe(0);
        expect(relative(loss, exact.loss, exact.loss)).toBeLessThanOrEqual(1e-13);
      }),
      { numRuns: 150 },
    );
  });

  it('averages its single-sample losses and gradients to the full ones', () => {
    fc.assert(
      fc.property(withExample(kind), ({ model, drawn }) => {
        const data = dataset(drawn.data);
        const single = workspace(model, data);
        const mean = new Float64Array(drawn.w.length);
        const size = new Float64Array(drawn.w.length);
        let loss = 0;

        for (let i = 0; i < data.n; i++) {
          model.evaluateSample(data, i, Float64Array.from(drawn.w), single);
          loss += single.loss / data.n;
          single.gradient.forEach((value, j) => {
            mean[j]! += value / data.n;
            size[j]! += Math.abs(value) / data.n;
          });
        }

        const full = evaluate(model, drawn);
        expect(Math.abs(full.loss - loss)).toBeLessThanOrEqual(1e-14 * loss);
        full.gradient.forEach((value, j) => {
          expect(Math.abs(value - mean[j]!)).toBeLessThanOrEqual(1e-14 * size[j]!);
        });
        expect(single.preactivation).toEqual(full.preactivation);
        expect(single.weight).toEqual(full.weight);
      }),
    );
  });

  it('has the exact log loss, also where the loss is beyond the range of doubles', () => {
    fc.assert(
      fc.property(withExample(kind), fc.integer({ min: 0, max: 10 }), ({ model, shape, drawn }, doublings) => {
        const far = { ...drawn, w: drawn.w.map((value) => value * 2 ** doublings) };
        const exact = toNumber(logFixed(reference(far.data, far.w, shape).loss || 1n));
        // Smaller losses would keep too few bits in the fixed point of the reference.
        fc.pre(exact > -150);

        const actual = logLoss(evaluate(model, far));

        expect(Math.abs(actual - exact)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(exact)));
      }),
    );
  });
});

describe('at the kink', () => {
  const atKink: Example = {
    data: {
      x: [
        [1, -1],
        [2, 1],
      ],
      y: [-1, 1],
    },
    w: [0, 0],
  };

  it('a ReLU sample weighs 1 and adds nothing to the gradient', () => {
    const { gradient, weight } = evaluate(relu, atKink);

    expect(Array.from(gradient)).toEqual([0, 0]);
    expect(Array.from(weight)).toEqual([1, 1]);
  });

  it('a leaky sample has derivative a', () => {
    const { gradient } = evaluate(leakyRelu(0.25), atKink);

    expect(Array.from(gradient)).toEqual([(0.25 * (1 - 2)) / 2, (0.25 * (-1 - 1)) / 2]);
  });

  it('a single sample has the same derivatives: 0 for ReLU, a for a leaky one', () => {
    const data = dataset(atKink.data);
    const gradientOf = (model: Model, i: number): number[] => {
      const into = workspace(model, data);
      model.evaluateSample(data, i, Float64Array.from(atKink.w), into);
      return Array.from(into.gradient);
    };

    expect([0, 1].map((i) => gradientOf(relu, i))).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect([0, 1].map((i) => gradientOf(leakyRelu(0.25), i))).toEqual([
      [0.25, -0.25],
      [-0.5, -0.25],
    ]);
  });

  it('a network sample adds nothing to the gradient', () => {
    expect(Array.from(evaluate(network([1, -1]), { ...atKink, w: [0, 0, 0, 0] }).gradient)).toEqual([0, 0, 0, 0]);
  });
});

describe('one kernel', () => {
  const same = (first: Model, second: Model) =>
    fc.assert(
      fc.property(example(1), (drawn) => {
        expect(evaluate(first, drawn)).toStrictEqual(evaluate(second, drawn));
      }),
    );

  it('serves linear and leaky with slope 1, to the bit', () => same(linear, leakyRelu(1)));

  it('serves relu and leaky with slope 0, to the bit', () => same(relu, leakyRelu(0)));

  it.each([
    ['linear', linear],
    ['relu', relu],
    ['leaky', leakyRelu(0.3)],
  ])('gives the same bits beside a sample whose preactivation is beyond 700: %s', (_, model) => {
    // The last feature belongs to one sample alone, of weight nearly 0; only its size decides which form of the loop runs.
    const withDistant = ({ data, w }: Example, preactivation: number): Example => ({
      data: { x: [...data.x.map((row) => [...row, 0]), [...data.x[0]!.map(() => 0), preactivation]], y: [...data.y, 1] },
      w: [...w, 1],
    });
    fc.assert(
      fc.property(example(1), (drawn) => {
        const near = evaluate(model, withDistant(drawn, 600));
        const far = evaluate(model, withDistant(drawn, 800));

        expect(far.gradient.slice(0, -1)).toEqual(near.gradient.slice(0, -1));
        expect(far.weight.slice(0, -1)).toEqual(near.weight.slice(0, -1));
        expect(far.loss).toBe(near.loss);
      }),
    );
  });

  it.each(KERNELS)('of $constant is what its text assembles to', async (kernel) => {
    expect(readFileSync(kernel.code, 'utf8')).toBe(await assembleKernel(kernel));
  });

  it('forgets the previous evaluation', () => {
    fc.assert(
      fc.property(example(1), slope, (drawn, a) => {
        const data = dataset(drawn.data);
        const used = workspace(linear, data);
        linear.evaluate(
          data,
          Float64Array.from(drawn.w, (value) => 1000 * value),
          used,
        );

        leakyRelu(a).evaluate(data, Float64Array.from(drawn.w), used);

        expect(used).toStrictEqual(evaluate(leakyRelu(a), drawn));
      }),
    );
  });
});

describe('overflow', () => {
  const misclassified = (size: number): Example => ({ data: { x: [[1], [-1], [0.5]], y: [1, -1, 1] }, w: [-size] });

  it('a loss of e^800 has a finite logarithm', () => {
    expect(logLoss(evaluate(linear, misclassified(800)))).toBeCloseTo(800 + Math.log(2 / 3), 12);
  });

  it.each([linear, network([1]), network([2, -1])])('a loss of one sample of $name has the logarithm -y f', (model) => {
    const data = dataset({ x: [[1], [-1], [0.5]], y: [-1, 1, -1] });
    const into = workspace(model, data);
    for (const [i, size] of [
      [0, 800],
      [2, 4e5],
    ] as const) {
      model.evaluateSample(data, i, new Float64Array(model.neurons).fill(size), into);
      const f = model.output(into.preactivation, i);

      expect(f).toBeGreaterThan(700);
      expect(logLoss(into)).toBe(f);
      // The derivative of exp(f) is that loss times that of f, which is 1 for a sample of 1.
      if (model === linear) expect(into.gradient[0]).toBeCloseTo(data.x[i]! * into.loss, 12);
    }
  });

  it('losses with margins near 1e5 compare rightly', () => {
    const losses = [1e5, 100_000.5, 100_001, 2e5].map((size) => logLoss(evaluate(linear, misclassified(size))));

    expect(losses).toEqual(losses.toSorted((a, b) => a - b));
    expect(new Set(losses).size).toBe(losses.length);
  });

  it('never gives NaN, whatever the size of w', () => {
    const anySize = fc.integer({ min: -300, max: 300 }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(example(1), slope, anySize, ({ data, w }, a, scale) => {
        const { loss, shift, gradient, weight } = evaluate(leakyRelu(a), { data, w: w.map((value) => value * scale) });

        expect([loss, shift, ...gradient, ...weight].some(Number.isNaN)).toBe(false);
      }),
    );
  });

  it('keeps loss and gradient in proportion to the shift', () => {
    const { loss, gradient, shift } = evaluate(linear, misclassified(800));

    expect(shift).toBe(800);
    expect(loss).toBeCloseTo(2 / 3, 14);
    expect(gradient[0]).toBeCloseTo(-2 / 3, 14);
  });
});

describe('leaky slope', () => {
  it.each([-0.1, 1.1, Number.NaN])('%d is refused', (a) => {
    expect(() => leakyRelu(a)).toThrow(`leaky slope is ${a}, not in [0, 1]`);
  });
});

describe('output weights', () => {
  it.each([
    [[], 'output weights: none given'],
    [[1, 0], 'output weight 1 is 0, not a finite non-zero number'],
    [[Number.POSITIVE_INFINITY], 'output weight 0 is Infinity, not a finite non-zero number'],
  ])('%j are refused', (v, message) => {
    expect(() => network(v)).toThrow(message);
  });
});

describe('one sample', () => {
  const data = dataset({
    x: [
      [1, 0],
      [0, 1],
    ],
    y: [-1, 1],
  });

  it.each([linear, relu, leakyRelu(0.5), network([1]), network([1, 1, 1, 1, 1])])(
    'has a loss without a shift at an exponent of 700, of $name %#',
    (model) => {
      const w = Float64Array.from({ length: 2 * model.neurons }, (_, at) => (at % 2 === 0 ? 700 / model.neurons : 0));
      const into = workspace(model, data);
      model.evaluateSample(data, 0, w, into);

      expect(into.shift).toBe(0);
      expect(logLoss(into)).toBeCloseTo(700, 9);
    },
  );

  it.each([linear, network([1]), network([1, -1, 2, -2, 1])])('leaves the preactivations of the others alone, of $name %#', (model) => {
    const w = Float64Array.from({ length: 2 * model.neurons }, (_, at) => at + 1);
    const into = workspace(model, data);
    model.evaluate(data, w, into);
    const all = Array.from(into.preactivation);
    model.evaluateSample(data, 0, w, into);

    expect(Array.from(into.preactivation)).toEqual(all);
  });
});

it('a network is not taken for another one that was evaluated on the same data', () => {
  const data = dataset({ x: [[1]], y: [1] });
  const lossOf = (...v: number[]): number => {
    const model = network(v);
    const into = workspace(model, data);
    model.evaluate(data, Float64Array.of(1, 1), into);
    return logLoss(into);
  };

  expect([lossOf(1, 2), lossOf(2, 2), lossOf(2, 1)].map((loss) => Math.round(loss * 1e9) / 1e9)).toEqual([-3, -4, -3]);
});

it('numbers below full precision are far above those that lose bits, and far below those of a run', () => {
  expect(FULL_PRECISION).toBeGreaterThan(2 ** 100 * 2 ** -1022);
  expect(FULL_PRECISION).toBeLessThan(2 ** -800);
});

describe('a sample that is wrong by 700 exactly, beside one that is right by more', () => {
  const data = dataset({ x: [[1], [-2]], y: [1, 1] });
  const cases: readonly (readonly [string, Model, readonly number[]])[] = [
    ['linear', linear, [-UNSHIFTED]],
    ['network', network([-1, 1]), [UNSHIFTED, -UNSHIFTED]],
  ];

  it.each(cases)('is not shifted: %s', (_, model, w) => {
    const into = workspace(model, data);
    model.evaluate(data, Float64Array.from(w), into);

    expect(into.shift).toBe(0);
    expect(into.loss).toBeGreaterThan(1e300);
  });

  it.each(cases)('nor alone: %s', (_, model, w) => {
    const into = workspace(model, data);
    model.evaluateSample(data, 0, Float64Array.from(w), into);

    expect(into.shift).toBe(0);
  });
});

it('shifts exponents above 700 alone, of all samples and of one', () => {
  for (const model of [linear, relu, leakyRelu(0.5), network([1])]) {
    for (const [length, shift] of [
      [700, 0],
      [700.5, 700.5],
    ] as const) {
      const data = dataset({ x: [[length], [-1]], y: [-1, 1] });
      const into = workspace(model, data);
      model.evaluate(data, Float64Array.of(1), into);
      expect(into.shift).toBe(shift);
      model.evaluateSample(data, 0, Float64Array.of(1), into);
      expect(into.shift).toBe(shift);
    }
  }
});

it('a ReLU sample at its kink adds nothing beside one whose exponent is shifted', () => {
  const data = dataset({
    x: [
      [701, 0],
      [0, 1],
    ],
    y: [-1, 1],
  });
  const into = workspace(relu, data);
  relu.evaluate(data, Float64Array.of(1, 0), into);

  expect(into.shift).toBe(701);
  expect(Array.from(into.gradient)).toEqual([701 / 2, 0]);
});

it('has its slope below 0, and an output of 0 at 0 from either side', () => {
  expect([relu, leakyRelu(0.25), linear].map(slopeOf)).toEqual([0, 0.25, 1]);
  expect(relu.output(Float64Array.of(-0), 0)).toBe(0);
});
