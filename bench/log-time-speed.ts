/**
 * How long it takes until the direction of gradient descent on the linear model (n = 20, d = 10) is within 1e-3 of its limit: measured
 * in log time; step by step, in this package and in NumPy, the time per step is measured and multiplied by the number
 * of steps.
 *
 * usage: tsx bench/log-time-speed.ts
 */

import { execFileSync } from 'node:child_process';
import type { Dataset } from '../src/data/dataset.js';
import { linear } from '../src/model/neuron.js';
import { distance, normalized } from '../src/numerics/vector.js';
import { gradientDescent } from '../src/optimizer/gradient-descent.js';
import { maxMargin, signedRows } from '../src/oracle/max-margin.js';
import { gradientDescentTrajectory } from '../src/trajectory/log-time/index.js';
import { run } from '../src/trajectory/run.js';
import { problem } from './problem.js';

const ETA = 0.1;
const WITHIN = 1e-3;
const ROUNDS = 5;
const STEPS = 200_000;

/** Gradient descent as one would write it with NumPy; prints nanoseconds per step. */
const NUMPY = `
import json, sys, time
import numpy as np
problem = json.load(sys.stdin)
x, w, eta, steps = np.array(problem['x']), np.array(problem['start']), problem['eta'], problem['steps']
begin = time.perf_counter_ns()
for _ in range(steps):
    w -= eta * (-(np.exp(-(x @ w)) @ x) / len(x))
print((time.perf_counter_ns() - begin) / steps)
`;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function repeated(measure: () => number): number {
  return median(Array.from({ length: ROUNDS }, measure));
}

/** Distance of the direction from its limit at ln t = s. */
function errorAt(data: Dataset, start: readonly number[], limit: Float64Array, s: number): number {
  const { logTime, checkpoints } = gradientDescentTrajectory({ data, model: linear, start, eta: ETA, until: s });
  if (logTime?.kind !== 'reached') throw new Error(`ln t = ${s} was not reached: ${JSON.stringify(logTime)}`);
  return distance(normalized(checkpoints.at(-1)!.w), limit);
}

/** The least s, to three digits, with an error of at most `WITHIN` at ln t = s. */
function timeNeeded(data: Dataset, start: readonly number[], limit: Float64Array): number {
  let [low, high] = [10, 20];
  while (errorAt(data, start, limit, high) > WITHIN) [low, high] = [high, 2 * high];
  while (high / low > 1.001) {
    const middle = Math.sqrt(low * high);
    if (errorAt(data, start, limit, middle) > WITHIN) low = middle;
    else high = middle;
  }
  return Math.ceil(high);
}

function nanosecondsHere(data: Dataset, start: readonly number[]): number {
  const begin = process.hrtime.bigint();
  run({ data, model: linear, start, optimizer: gradientDescent, stepSize: ETA, steps: STEPS });
  return Number(process.hrtime.bigint() - begin) / STEPS;
}

/** Undefined where there is no python3 with numpy. */
function nanosecondsInNumpy(data: Dataset, start: readonly number[]): number | undefined {
  const input = JSON.stringify({ x: signedRows(data).map((row) => Array.from(row)), start, eta: ETA, steps: STEPS });
  const python = ['python3', '/usr/bin/python3'].find((command) => {
    try {
      execFileSync(command, ['-c', 'import numpy'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  if (python === undefined) return undefined;
  return repeated(() => Number(execFileSync(python, ['-c', NUMPY], { input, encoding: 'utf8' })));
}

/** t = e^s steps of so many nanoseconds, as a power of ten in seconds. */
function extrapolated(s: number, nanoseconds: number): string {
  return `10^${Math.round(s / Math.LN10 + Math.log10(nanoseconds) - 9)} s (extrapolated)`;
}

const { data, start } = problem(20, 10);
const best = maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
if (!best.feasible) throw new Error('the problem is not separable');
const limit = best.direction;
const s = timeNeeded(data, start, limit);
const milliseconds = repeated(() => {
  const begin = performance.now();
  errorAt(data, start, limit, s);
  return performance.now() - begin;
});
const here = repeated(() => nanosecondsHere(data, start));
const numpy = nanosecondsInNumpy(data, start);

console.log(
  [
    `Linear model, n = ${data.n}, d = ${data.d}, eta = ${ETA}, margin ${best.margin.toFixed(3)}: the direction is within ${WITHIN} of its limit from ln t = ${s} on, t = 10^${Math.round(s / Math.LN10)}.`,
    '',
    '| engine | time per step | wall time |',
    '|---|---|---|',
    `| log time | | ${milliseconds.toFixed(0)} ms (measured) |`,
    `| step by step, claimcheck | ${here.toFixed(0)} ns | ${extrapolated(s, here)} |`,
    numpy === undefined
      ? '| step by step, NumPy | | skipped: no python3 with numpy |'
      : `| step by step, NumPy | ${numpy.toFixed(0)} ns | ${extrapolated(s, numpy)} |`,
  ].join('\n'),
);
