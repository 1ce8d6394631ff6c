import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { type Dataset, dataset, sample } from '../../../src/data/dataset.js';
import { exp, log } from '../../../src/numerics/elementary.js';
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
