import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Dataset, dataset } from '../../src/data/dataset.js';
import { descendAtOnce } from '../../src/model/descend.js';
import { type Workspace, workspace } from '../../src/model/model.js';
import { network } from '../../src/model/network.js';
import { evaluateBounded } from '../../src/model/network-kernel.js';
import { exp } from '../../src/numerics/elementary.js';

/** A network on some data, with parameters. */
interface Drawn {
  readonly data: Dataset;
  readonly v: readonly number[];
  readonly w: Float64Array;
}

const number = (size: number): fc.Arbitrary<number> => fc.double({ min: -size, max: size, noNaN: true }).map((value) => value || 0);

/** Sizes on either side of the kernel's blocks of eight samples, four coordinates and two neurons. */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    n: fc.integer({ min: 1, max: 18 }),
    d: fc.integer({ min: 1, max: 9 }),
    v: fc.array(
      number(2).filter((weight) => weight !== 0),
      { minLength: 1, maxLength: 5 },
    ),
    size: fc.constantFrom(1, 1, 32),
  })
  .chain(({ n, d, v, size }) =>
    fc.record({
      data: fc.record({
        x: fc.array(fc.array(number(2), { minLength: d, maxLength: d }), { minLength: n, maxLength: n }),
        y: fc.array(fc.constantFrom(1 as const, -1 as const), { minLength: n, maxLength: n }),
      }),
      v: fc.constant(v),
      w: fc.array(number(size), { minLength: d * v.length, maxLength: d * v.length }),
    }),
  )
  .map(({ data, v, w }) => ({ data: dataset(data), v, w: Float64Array.from(w) }));

/** Loss and gradient, every sum in the order of coordinates, neurons and samples; undefined where an output is beyond 700. */
function plainly({ data, v, w }: Drawn): Workspace | undefined {
  const { n, d, x, y } = data;
  const preactivation = new Float64Array(n * v.length);
  const [weight, gradient] = [new Float64Array(n), new Float64Array(w.length)];
  let loss = 0;
  for (let i = 0; i < n; i++) {
    let f = 0;
    for (let k = 0; k < v.length; k++) {
      let u = 0;
      for (let j = 0; j < d; j++) u += w[k * d + j]! * x[i * d + j]!;
      preactivation[i * v.length + k] = u;
      if (u > 0) f += v[k]! * u;
    }
    if (!(Math.abs(f) <= 700)) return undefined;
    weight[i] = exp(-y[i]! * f);
    loss += weight[i]!;
    for (let k = 0; k < v.length; k++) {
      if (!(preactivation[i * v.length + k]! > 0)) continue;
      const scale = ((-y[i]! * weight[i]!) / n) * v[k]!;
      for (let j = 0; j < d; j++) gradient[k * d + j]! += scale * x[i * d + j]!;
    }
  }
  return { preactivation, weight, gradient, loss: loss / n, shift: 0 };
}

it('evaluates a network to the bit as sums one entry after another do, whatever was evaluated before', () => {
  fc.assert(
    fc.property(fc.array(drawn, { minLength: 1, maxLength: 4 }), (several) => {
      for (const each of [...several, ...several]) {
        const plain = plainly(each);
        if (plain === undefined) continue;
        const into = workspace(network(each.v), each.data);

        network(each.v).evaluate(each.data, each.w, into);

        expect(into).toStrictEqual(plain);
      }
    }),
    { numRuns: 150 },
  );
});

/** The same where an output is beyond 700, with the largest exponent taken from all of them. */
function plainlyShifted({ data: { n, d, x, y }, v, w }: Drawn): Workspace {
  const preactivation = Float64Array.from({ length: n * v.length }, (_, place) => {
    const [i, k] = [Math.floor(place / v.length), place % v.length];
    let u = 0;
    for (let j = 0; j < d; j++) u += w[k * d + j]! * x[i * d + j]!;
    return u;
  });
  const exponents = Array.from(
    { length: n },
    (_, i) => -y[i]! * v.reduce((f, each, k) => f + each * Math.max(0, preactivation[i * v.length + k]!), 0),
  );
  const largest = Math.max(...exponents);
  const shift = largest > 700 ? largest : 0;
  const weight = Float64Array.from(exponents, (exponent) => exp(exponent - shift));
  const gradient = new Float64Array(w.length);
  weight.forEach((e, i) => {
    v.forEach((each, k) => {
      if (!(preactivation[i * v.length + k]! > 0)) return;
      for (let j = 0; j < d; j++) gradient[k * d + j]! += ((-y[i]! * e) / n) * each * x[i * d + j]!;
    });
  });
  return { preactivation, weight, gradient, loss: weight.reduce((sum, e) => sum + e, 0) / n, shift };
}

it('evaluates a network of outputs beyond 700 to the bit as sums of shifted exponentials do', () => {
  const entries = (length: number, unit: number): fc.Arbitrary<number[]> =>
    fc.array(
      fc.integer({ min: -64, max: 64 }).map((k) => k * unit),
      { minLength: length, maxLength: length },
    );
  const far = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9 }))
    .chain(([n, d, neurons]) =>
      fc.tuple(fc.array(entries(d, 1 / 32), { minLength: n, maxLength: n }), entries(neurons, 1 / 32), entries(neurons * d, 16)),
    );
  let shifted = 0;
  fc.assert(
    fc.property(far, ([x, v, w]) => {
      const each = {
        data: dataset({ x, y: x.map((_, i) => (i % 2 === 0 ? 1 : -1)) }),
        v: v.map((one) => one || 1),
        w: Float64Array.from(w),
      };
      if (plainly(each) !== undefined) return;
      const into = workspace(network(each.v), each.data);

      network(each.v).evaluate(each.data, each.w, into);

      const expected = plainlyShifted(each);
      if (expected.shift > 0) shifted++;
      expect(into).toStrictEqual(expected);
    }),
    { numRuns: 200, seed: 6 },
  );
  expect(shifted).toBeGreaterThan(30);
});

it('is evaluated by the kernel, which says so, up to where an output is beyond 700', () => {
  const data = dataset({ x: [[1], [-2]], y: [1, -1] });
  const v = Float64Array.of(2, -1);
  const into = workspace(network([2, -1]), data);

  expect(evaluateBounded(data, Float64Array.of(350, -1), v, into)).toBe(true);
  expect(evaluateBounded(data, Float64Array.of(351, -1), v, into)).toBe(false);
});

it('tells networks of more neurons on one data set apart', () => {
  const data = dataset({ x: [[1], [-1]], y: [1, -1] });
  const losses = [[1], [1, 1], [1]].map((v) => {
    const into = workspace(network(v), data);
    network(v).evaluate(data, new Float64Array(v.length).fill(1), into);
    return into.loss;
  });

  expect(losses).toEqual([(exp(-1) + 1) / 2, (exp(-2) + 1) / 2, (exp(-1) + 1) / 2]);
});

it('tells networks of other output weights on one data set apart', () => {
  const data = dataset({ x: [[1], [-1]], y: [1, -1] });
  const w = Float64Array.of(1, 1);
  const losses = [[1, 1] as const, [1, -1] as const, [1, 1] as const].map((v) => {
    const into = workspace(network(v), data);
    network(v).evaluate(data, w, into);
    return into.loss;
  });

  expect(losses).toEqual([(exp(-2) + 1) / 2, 1, (exp(-2) + 1) / 2]);
});

it('takes steps at once with the bits of steps one by one, up to where an output is beyond 700 or w stays', () => {
  const stepsTaken = { all: 0, none: 0, some: 0 };
  const steps = 40;
  fc.assert(
    fc.property(drawn, fc.constantFrom(0.125, 4, 2 ** 10), (each, eta) => {
      const w = each.w.slice();
      let taken = 0;
      for (; taken < steps; taken++) {
        const plain = plainly({ ...each, w });
        if (plain?.gradient.every((entry) => entry === 0) ?? true) break;
        for (let j = 0; j < w.length; j++) w[j]! -= eta * plain!.gradient[j]!;
      }
      const atOnce = each.w.slice();

      expect(descendAtOnce(network(each.v), each.data, atOnce, eta, steps)).toBe(taken);
      expect(atOnce).toStrictEqual(w);
      stepsTaken[taken === steps ? 'all' : taken === 0 ? 'none' : 'some']++;
    }),
    { numRuns: 600, seed: 5 },
  );
  expect(Math.min(...Object.values(stepsTaken))).toBeGreaterThan(10);
});

it('stops after a step that leaves the range of float64, though the neurons that are left go on', () => {
  // A block of samples that is not full would tell.
  const data = dataset({ x: Array.from({ length: 8 }, () => [1]), y: Array.from({ length: 8 }, () => -1) });
  const w = Float64Array.of(1, 1);

  expect(descendAtOnce(network([1, -1e-300]), data, w, Number.MAX_VALUE, 5)).toBe(1);
  expect(w[0]).toBe(Number.NEGATIVE_INFINITY);
  expect(w[1]).toBeGreaterThan(1e7);
});

it('takes no step where the output of a single sample is beyond 700, whichever it is', () => {
  const taken = (outputs: readonly number[]): number =>
    descendAtOnce(network([1]), dataset({ x: outputs.map((f) => [f]), y: outputs.map(() => 1) }), Float64Array.of(1), 2 ** -20, 1);
  for (let place = 0; place < 17; place++) {
    const outputs = (far: number): number[] => Array.from({ length: 17 }, (_, i) => (i === place ? far : 1));

    expect(taken(outputs(701))).toBe(0);
    expect(taken(outputs(699))).toBe(1);
  }
});

it('has zeros beyond the entries of a row again after a run that left float64 there', () => {
  const data = dataset({ x: [[1, 0, 0]], y: [-1] });
  const model = network([1e150]);
  const w = Float64Array.of(690e-150, 0, 0);
  descendAtOnce(model, data, w, 1, 5);
  expect(w[1]).toBeNaN();

  expect(descendAtOnce(model, data, Float64Array.of(1e-150, 0, 0), 1e-310, 5)).toBe(5);
});

it('has room for its gradient, however much room data and parameters take', () => {
  const v = Array.from({ length: 32 }, () => 1 / 32);
  for (let n = 64; n <= 2048; n *= 2) {
    for (const d of [31, 64, 97]) {
      const data = dataset({
        x: Array.from({ length: n }, () => new Array<number>(d).fill(0)),
        y: Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1)),
      });
      const into = workspace(network(v), data);
      expect(evaluateBounded(data, new Float64Array(32 * d).fill(1), Float64Array.from(v), into)).toBe(true);
    }
  }
});
