/**
 * Times one GD step of the ReLU model and of a network (n = 16, d = 8, K = 4) in this package, in C and in NumPy: the same loop on the
 * same data, in interleaved rounds, with a check that all end at the same w. Times are of the processor.
 *
 * usage: npm run bench -- [--rounds R] [--steps K] [--write]; --write puts the table into docs/reference/scale.md.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withPart } from '../properties/support/marked-part.js';
import { type Dataset, labelledData } from '../src/data/dataset.js';
import type { Model } from '../src/model/model.js';
import { network } from '../src/model/network.js';
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

const PAGE = 'docs/reference/scale.md';

function ours(model: Model, data: Dataset, start: readonly number[], steps: number): Contender {
  return {
    name: 'claimcheck',
    prepare: () => () => {
      const begin = process.cpuUsage();
      const { w } = run({ data, model, start, optimizer: gradientDescent, stepSize: ETA, steps });
      const { user, system } = process.cpuUsage(begin);
      return { nanosecondsPerStep: (1000 * (user + system)) / steps, w: Array.from(w) };
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

function c(folder: string, source: string): Contender {
  return {
    name: 'C',
    prepare(input) {
      if (!works('gcc', ['--version'])) return 'gcc is not installed';
      const program = join(folder, source.replace('.c', ''));
      execFileSync('gcc', ['-O3', '-march=native', '-o', program, join(import.meta.dirname, source), '-lm']);
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
  options: { rounds: { type: 'string', default: '5' }, steps: { type: 'string', default: '1000000' }, write: { type: 'boolean' } },
});
const rounds = count('rounds', options.rounds);
const steps = count('steps', options.steps);

const { data, start } = problem(16, 8);
const folder = mkdtempSync(join(tmpdir(), 'claimcheck-bench-'));
/** The neurons of the network begin at turns of the start's entries. */
const turns = [0, 1, 2, 3].flatMap((by) => start.map((_, j) => start[(j + by) % start.length]!));

/** A row of the table for each contender. */
function rowsOf(what: string, from: readonly number[], contenders: readonly Contender[]): string[] {
  const input = join(folder, 'input.txt');
  const { x, y } = labelledData(data);
  const rows = x.map((row, i) => [...row, y[i]!].join(' '));
  writeFileSync(input, [`${data.n} ${data.d} ${steps} ${ETA}`, ...rows, from.join(' '), ''].join('\n'));
  const timed = contenders.flatMap(({ name, prepare }) => {
    const loop = prepare(input);
    if (typeof loop !== 'string') return [{ name, loop, timings: [] as Timing[] }];
    console.log(`${name}: skipped, ${loop}`);
    return [];
  });
  for (let round = 0; round < rounds; round++) for (const { loop, timings } of timed) timings.push(loop());
  const reference = timed[0]!.timings[0]!.w;
  const own = median(timed[0]!.timings.map(({ nanosecondsPerStep }) => nanosecondsPerStep));
  return timed.map(({ name, timings }) => {
    const deviation = Math.max(...timings.map(({ w }) => distance(w, reference) / norm(reference)));
    if (!(deviation <= LARGEST_DEVIATION)) throw new Error(`${name} ends at another w: relative distance ${deviation}`);
    const times = timings.map(({ nanosecondsPerStep }) => nanosecondsPerStep);
    return `| ${what} | ${name} | ${median(times).toFixed(0)} | ${Math.min(...times).toFixed(0)} | ${(own / median(times)).toFixed(2)} |`;
  });
}

try {
  const table = [
    `${steps} steps, n = ${data.n}, d = ${data.d}, ${rounds} interleaved rounds.`,
    '',
    '| step | loop | ns, median | ns, least | claimcheck / loop |',
    '|---|---|--:|--:|--:|',
    ...rowsOf('one ReLU neuron', start, [ours(relu, data, start, steps), c(folder, 'peer.c'), numpy]),
    ...rowsOf('network, K = 4', turns, [ours(network([1, -1, 1, -1]), data, turns, steps), c(folder, 'peer-network.c')]),
  ].join('\n');
  console.log(table);
  if (options.write) writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), 'steps', table));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
