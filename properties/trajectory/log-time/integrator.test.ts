import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dataset, dataset, sample } from '../../../src/data/dataset.js';
import { exp, log } from '../../../src/numerics/elementary.js';
import { log1p, logAddExp, logSubExp } from '../../../src/numerics/log-sum.js';
import { factorLu, solveLu } from '../../../src/numerics/lu.js';
import { rosenbrock, type StiffSystem } from '../../../src/numerics/rosenbrock.js';
import { distance, dot } from '../../../src/numerics/vector.js';
import { continueInLogTime, type FlowModel } from '../../../src/trajectory/log-time/index.js';
import { conflict } from '../../support/log-time-problems.js';

interface Odex {
  absoluteTolerance: number;
  relativeTolerance: number;
  maxSteps: number;
  solve(f: (x: number, y: number[]) => number[], from: number, y: number[], to: number): { y: number[]; outcome: number };
}
// odex ships no type declarations of its own.
const { Solver } = createRequire(import.meta.url)('odex') as { Solver: new (n: number) => Odex };

/** dW/ds = -t eta grad L in plain form: sides by sign at every evaluation, no correction for finite steps. */
function plainFlow(data: Dataset, { outputWeights: v, slope }: FlowModel, eta: number): (s: number, w: number[]) => number[] {
  return (s, w) => {
    const out = w.map(() => 0);
    for (let i = 0; i < data.n; i++) {
      const x = sample(data, i);
      const u = v.map((_, k) => dot(x, w.slice(k * data.d, (k + 1) * data.d)));
      const f = v.reduce((sum, weight, k) => sum + weight * (u[k]! > 0 ? u[k]! : slope * u[k]!), 0);
      const c = (eta / data.n) * data.y[i]! * exp(s - data.y[i]! * f);
      v.forEach((weight, k) => {
        for (let j = 0; j < data.d; j++) out[k * data.d + j]! += c * weight * (u[k]! > 0 ? 1 : slope) * x[j]!;
      });
    }
    return out;
  };
}

describe('an independent integrator (odex, Gragg-Bulirsch-Stoer) on the plain flow', () => {
  const cases: Record<string, { model: FlowModel; start: number[] }> = {
    'linear model': { model: { outputWeights: [1], slope: 1 }, start: [12, 14] },
    'ReLU model': { model: { outputWeights: [1], slope: 0 }, start: [10, 15] },
    'leaky ReLU': { model: { outputWeights: [1], slope: 0.3 }, start: [50, 60] },
    'network of two neurons': { model: { outputWeights: [1, -1], slope: 0 }, start: [11, 13, -9, -10] },
  };
  for (const [name, { model, start }] of Object.entries(cases)) {
    test(`${name}: same w at ln t = 30 to 1e-8`, () => {
      const data = dataset(conflict);
      const from = 1e8;
      const solver = new Solver(start.length);
      solver.absoluteTolerance = 1e-10;
      solver.relativeTolerance = 1e-10;
      solver.maxSteps = 100_000;

      const plain = solver.solve(plainFlow(data, model, 0.5), log(from), start, 30);
      const result = continueInLogTime({ data, model, eta: 0.5, start, from, until: 30 });

      expect(plain.outcome).toBe(0);
      expect(result.kind).toBe('reached');
      if (result.kind === 'reached') expect(distance(result.checkpoints.at(-1)!.w, plain.y)).toBeLessThan(1e-8);
    });
  }
});

describe('RODAS', () => {
  // y' = -1000 (y - cos t) - sin t has the solution cos t.
  const stiff: StiffSystem = {
    dimension: 1,
    rate(t, y, into) {
      into[0] = -1000 * (y[0]! - Math.cos(t)) - Math.sin(t);
    },
    jacobian(_t, _y, into) {
      into[0] = -1000;
    },
    rateByTime(t, _y, _rate, into) {
      into[0] = -1000 * Math.sin(t) - Math.cos(t);
    },
  };
  const coupled: StiffSystem = {
    dimension: 2,
    rate(t, y, into) {
      into[0] = -y[0]! * y[0]! + Math.sin(t) * y[1]!;
      into[1] = y[0]! * y[1]! - t;
    },
    jacobian(t, y, into) {
      into.set([-2 * y[0]!, Math.sin(t), y[1]!, y[0]!]);
    },
    rateByTime(t, y, _rate, into) {
      into[0] = Math.cos(t) * y[1]!;
      into[1] = -1;
    },
  };
  const solve = (system: StiffSystem, start: number[], steps: number): Float64Array => {
    const solver = rosenbrock(system);
    const y = Float64Array.from(start);
    const next = new Float64Array(start.length);
    const error = new Float64Array(start.length);
    for (let k = 0; k < steps; k++) {
      solver.depart(k / steps, y);
      if (!solver.attempt(1 / steps, next, error)) throw new Error('step refused');
      y.set(next);
    }
    return y;
  };

  test('halving the step divides the error by about 2^4', () => {
    const exact = solve(coupled, [1, 0.5], 2048);

    const ratio = distance(solve(coupled, [1, 0.5], 32), exact) / distance(solve(coupled, [1, 0.5], 64), exact);

    expect(ratio).toBeGreaterThan(13);
    expect(ratio).toBeLessThan(20);
  });

  test('steps a hundred times longer than the stiff time scale stay on the smooth solution', () => {
    expect(Math.abs(solve(stiff, [1], 10)[0]! - Math.cos(1))).toBeLessThan(1e-5);
  });

  test('a step into overflow is refused', () => {
    const solver = rosenbrock({ ...stiff, rate: (_t, _y, into) => into.fill(Number.POSITIVE_INFINITY) });

    solver.depart(0, Float64Array.of(1));

    expect(solver.attempt(0.1, new Float64Array(1), new Float64Array(1))).toBe(false);
  });
});

describe('arithmetic', () => {
  const moderate = fc.double({ min: -300, max: 300, noNaN: true });

  test('logAddExp and logSubExp undo each other', () => {
    fc.assert(
      fc.property(moderate, fc.double({ min: 1e-3, max: 50, noNaN: true }), (b, gap) => {
        const back = logAddExp(logSubExp(b + gap, b), b);
        expect(Math.abs(back - (b + gap))).toBeLessThan(1e-12 * (1 + Math.abs(b)));
      }),
    );
  });

  test('close logarithms are subtracted without cancellation', () => {
    // ln(e^g - 1) = ln g + g/2 + O(g^2)
    const gap = 2 ** -40;
    expect(Math.abs(logSubExp(gap, 0) - (log(gap) + gap / 2))).toBeLessThan(1e-14);
    expect(log1p(gap)).toBe(gap - (gap * gap) / 2);
    expect(logSubExp(3, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(logAddExp(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  });

  test('LU solves well-conditioned systems and refuses singular ones', () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 9, maxLength: 9 }), fc.array(entry, { minLength: 3, maxLength: 3 }), (entries, x) => {
        const a = entries.map((value, at) => value + (at % 4 === 0 ? 4 : 0));
        const b = Float64Array.from([0, 1, 2], (i) => dot(a.slice(3 * i, 3 * i + 3), x));
        const lu = Float64Array.from(a);
        const pivots = new Int32Array(3);
        expect(factorLu(lu, 3, pivots)).toBe(true);
        solveLu(lu, 3, pivots, b);
        expect(distance(b, x)).toBeLessThan(1e-13);
      }),
    );
    expect(factorLu(Float64Array.of(1, 2, 2, 4), 2, new Int32Array(2))).toBe(false);
    expect(factorLu(Float64Array.of(Number.NaN, 0, 0, 1), 2, new Int32Array(2))).toBe(false);
  });
});
