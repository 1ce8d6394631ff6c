import { describe, expect, it } from 'vitest';
import { rosenbrock, type StiffSystem } from '../../src/numerics/rosenbrock.js';
import { distance, norm } from '../../src/numerics/vector.js';

/** A coupled system that is not autonomous, solved by (sin t, exp(-t)). */
const COUPLED: StiffSystem = {
  dimension: 2,
  rate(t, [u = 0, v = 0], into) {
    const [s, e] = solution(t);
    into[0] = Math.cos(t) + (u * v - s * e) + (v * v - e * e);
    into[1] = -v + (u * u - s * s);
  },
  linearize(t, y, rate, jacobian) {
    const [u = 0, v = 0] = y;
    this.rate(t, y, rate);
    jacobian.set([v, u + 2 * v, 2 * u, -1]);
  },
  rateByTime(t, _, __, into) {
    const [s, e] = solution(t);
    into[0] = -s - (Math.cos(t) * e - s * e) + 2 * e * e;
    into[1] = -2 * s * Math.cos(t);
  },
};

function solution(t: number): [number, number] {
  return [Math.sin(t), Math.exp(-t)];
}

/** One step of the coupled system from its solution at t. */
function step(t: number, h: number) {
  const method = rosenbrock(COUPLED);
  const [next, error, endRate] = [new Float64Array(2), new Float64Array(2), new Float64Array(2)];
  method.depart(t, Float64Array.from(solution(t)));
  expect(method.attempt(h, next, error, endRate)).toBe(true);
  const exact = solution(t + h);
  return {
    errors: exact.map((value, j) => Math.abs(value - next[j]!)),
    estimates: Array.from(error, Math.abs),
    embedded: exact.map((value, j) => Math.abs(value - (next[j]! - error[j]!))),
    endRate,
    method,
  };
}

/** By which power of h an error shrinks from h = 1/64 to 1/128, in the mean over many starts. */
function powerOf(what: (result: ReturnType<typeof step>) => readonly number[]): number {
  const mean = (h: number): number =>
    Array.from({ length: 40 }, (_, k) => norm(what(step(k / 20, h)))).reduce((sum, value) => sum + value, 0);
  return Math.log2(mean(1 / 64) / mean(1 / 128));
}

describe('a step of RODAS', () => {
  it('has a local error of order h^5, and an embedded one of order h^4 that its estimate tells', () => {
    expect(Math.abs(powerOf(({ errors }) => errors) - 5)).toBeLessThan(0.25);
    expect(Math.abs(powerOf(({ embedded }) => embedded) - 4)).toBeLessThan(0.25);
    expect(Math.abs(powerOf(({ estimates }) => estimates) - 4)).toBeLessThan(0.25);
  });

  it('is one of many whose error falls like h^4', () => {
    const method = rosenbrock(COUPLED);
    const errorOf = (steps: number): number => {
      const [y, next] = [Float64Array.from(solution(0)), new Float64Array(2)];
      for (let k = 0; k < steps; k++) {
        method.depart(k / steps, y);
        expect(method.attempt(1 / steps, next, new Float64Array(2))).toBe(true);
        y.set(next);
      }
      return distance(y, solution(1));
    };

    expect(Math.abs(Math.log2(errorOf(32) / errorOf(64)) - 4)).toBeLessThan(0.25);
  });

  it('hands over the rate at its end, and the second derivative at its start', () => {
    const [t, h] = [1, 1 / 32];
    const { endRate, method } = step(t, h);
    const curvature = new Float64Array(2);
    method.curvature(curvature);

    expect(endRate[0]).toBeCloseTo(Math.cos(t + h), 5);
    expect(endRate[1]).toBeCloseTo(-Math.exp(-t - h), 5);
    expect(method.startRate[0]).toBeCloseTo(Math.cos(t), 14);
    expect(method.startRate[1]).toBeCloseTo(-Math.exp(-t), 14);
    expect(curvature[0]).toBeCloseTo(-Math.sin(t), 13);
    expect(curvature[1]).toBeCloseTo(Math.exp(-t), 13);
  });

  it('damps what is stiff: one long step from anywhere comes to the slow solution', () => {
    const stiff: StiffSystem = {
      dimension: 1,
      rate(t, [y = 0], into) {
        into[0] = -1e9 * (y - Math.cos(t)) - Math.sin(t);
      },
      linearize(t, y, rate, jacobian) {
        this.rate(t, y, rate);
        jacobian[0] = -1e9;
      },
      rateByTime(t, _, __, into) {
        into[0] = -1e9 * Math.sin(t) - Math.cos(t);
      },
    };
    const method = rosenbrock(stiff);
    const [next, error] = [new Float64Array(1), new Float64Array(1)];
    method.depart(0, Float64Array.of(50));

    expect(method.attempt(0.25, next, error)).toBe(true);
    expect(next[0]).toBeCloseTo(Math.cos(0.25), 5);
  });

  it('is not taken where its matrix is singular, or a number overflows', () => {
    const growing = (rate: number): StiffSystem => ({
      dimension: 1,
      rate: (_, [y = 0], into) => {
        into[0] = rate * y;
      },
      linearize: (_, [y = 0], into, jacobian) => {
        into[0] = rate * y;
        jacobian[0] = rate;
      },
      rateByTime: (_, __, ___, into) => {
        into[0] = 0;
      },
    });
    const attempt = (rate: number, y: number, h: number): boolean => {
      const method = rosenbrock(growing(rate));
      method.depart(0, Float64Array.of(y));
      return method.attempt(h, new Float64Array(1), new Float64Array(1));
    };

    // 1 / (h / 4) is the Jacobian itself.
    expect(attempt(8, 1, 0.5)).toBe(false);
    expect(attempt(1, 1e308, 1.5)).toBe(false);
    expect(attempt(1, 1, 0.5)).toBe(true);
  });
});
