/**
 * Times one GD step of the ReLU model (n = 16, d = 8) in this package, in C and in NumPy: the same loop on the same
 * data, in interleaved rounds, with a check that all end at the same w.
 *
 * usage: npm run bench -- [--rounds R] [--steps K] [--json FILE]
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Dataset, labelledData } from '../src/data/dataset.js';
import { relu } from '../src/model/neuron.js';
import { distance, norm } from '../src/numerics/vector.js';
import { gradientDescent } from '../src/optimizer/gradient-descent.js';
import { run } from '../src/trajectory/run.js';
import { problem } from './problem.js';

/** What one timed loop reports. */
interface Timing {
  readonly nanosecondsPerStep: number;
  readonly w: readonly number[];
}

/** One contender; `prepare` gives its loop, or says why it cannot run here. */
interface Contender {
  readonly name: string;
  prepare(input: string): (() => Timing) | string;
}

const ETA = 0.1;
const LARGEST_DEVIATION = 1e-9;

function ours(data: Dataset, start: readonly number[], steps: number): Contender {
  return {
    name: 'claimcheck',
    prepare: () => () => {
      const begin = process.hrtime.bigint();
      const { w } = run({ data, model: relu, start, optimizer: gradientDescent, stepSize: ETA, steps });
      return { nanosecondsPerStep: Number(process.hrtime.bigint() - begin) / steps, w: Array.from(w) };
    },
  };
}

function answer(command: string, args: readonly string[]): Timing {
  const numbers = execFileSync(command, args, { encoding: 'utf8' }).trim().split(' ').map(Number);
  return { nanosecondsPerStep: numbers[0]!, w: numbers.slice(2) };
}

function works(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function c(folder: string): Contender {
  return {
    name: 'C',
    prepare(input) {
      if (!works('gcc', ['--version'])) return 'gcc is not installed';
      const program = join(folder, 'peer');
      execFileSync('gcc', ['-O3', '-march=native', '-o', program, join(import.meta.dirname, 'peer.c'), '-lm']);
      return () => answer(program, [input]);
    },
  };
}

const numpy: Contender = {
  name: 'NumPy',
  prepare(input) {
    const python = ['python3', '/usr/bin/python3'].find((command) => works(command, ['-c', 'import numpy']));
    if (python === undefined) return 'no python3 with numpy';
    return () => answer(python, [join(import.meta.dirname, 'peer.py'), input]);
  },
};

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} is ${text}, not a positive integer`);
  return value;
}

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, steps: { type: 'string', default: '1000000' }, json: { type: 'string' } },
});
const rounds = count('rounds', options.rounds);
const steps = count('steps', options.steps);

const { data, start } = problem(16, 8);
const folder = mkdtempSync(join(tmpdir(), 'claimcheck-bench-'));
try {
  const input = join(folder, 'input.txt');
  const { x, y } = labelledData(data);
  const rows = x.map((row, i) => [...row, y[i]!].join(' '));
  writeFileSync(input, [`${data.n} ${data.d} ${steps} ${ETA}`, ...rows, start.join(' '), ''].join('\n'));

  const timed = [ours(data, start, steps), c(folder), numpy].flatMap(({ name, prepare }) => {
    const loop = prepare(input);
    if (typeof loop !== 'string') return [{ name, loop, timings: [] as Timing[] }];
    console.log(`${name}: skipped, ${loop}`);
    return [];
  });
  for (let round = 0; round < rounds; round++) for (const { loop, timings } of timed) timings.push(loop());

  const reference = timed[0]!.timings[0]!.w;
  const results = timed.map(({ name, timings }) => {
    const deviation = Math.max(...timings.map(({ w }) => distance(w, reference) / norm(reference)));
    if (!(deviation <= LARGEST_DEVIATION)) throw new Error(`${name} ends at another w: relative distance ${deviation}`);
    const times = timings.map(({ nanosecondsPerStep }) => nanosecondsPerStep);
    return { name, median: median(times), least: Math.min(...times), deviation };
  });

  console.log(`GD step of the ReLU model, n = ${data.n}, d = ${data.d}, ${steps} steps, ${rounds} interleaved rounds`);
  const line = (name: string, ...columns: string[]): void =>
    console.log(name.padEnd(12) + columns.map((text) => text.padStart(12)).join(''));
  line('loop', 'median ns', 'least ns', 'deviation');
  for (const { name, median: typical, least, deviation } of results) {
    line(name, typical.toFixed(0), least.toFixed(0), deviation.toExponential(1));
  }
  const own = results[0]!.median;
  for (const { name, median: theirs } of results.slice(1)) {
    console.log(theirs < own ? `ours / ${name}: ${(own / theirs).toFixed(2)}` : `${name} / ours: ${(theirs / own).toFixed(1)}`);
  }
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify({ n: data.n, d: data.d, steps, rounds, results }, null, 2)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
