/**
 * Gradient descent in log time on data as large as people's, in processor time, beside plain steps; writes a table of
 * docs/reference/scale.md.
 *
 *   npx tsx bench/log-time-scale.ts [--write]
 *
 * Every measurement is a process of its own.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gaussian } from '../properties/support/gaussian.js';
import { withPart } from '../properties/support/marked-part.js';
import { dataset } from '../src/data/dataset.js';
import { linear, relu } from '../src/model/neuron.js';
import { gradientDescent } from '../src/optimizer/gradient-descent.js';
import { gradientDescentTrajectory, type LogTimeResult } from '../src/trajectory/log-time/index.js';
import { run } from '../src/trajectory/run.js';

const PAGE = 'docs/reference/scale.md';

const { values } = parseArgs({ options: { write: { type: 'boolean' }, measure: { type: 'string' } } });

function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Gradient descent on normal data, whose labels are all 1 without loss of generality for the linear model. */
interface Subject {
  readonly model: 'linear' | 'relu';
  readonly n: number;
  readonly d: number;
}

/** How far the horizon of log time is, ln t; and steps whose time is measured. */
const HORIZON = 100;
const STEPS = 10_000;

interface Measured {
  readonly plain: number;
  readonly logTime: number;
  readonly flowSteps: number;
  readonly descentSteps: number;
  readonly modes: number;
}

/** ReLU starts at the mean of the samples, at which most of them act. */
function measure({ model: name, n, d }: Subject): Measured {
  const rows = gaussian('1', n, d);
  const data = dataset({ x: rows.map((row) => Array.from(row)), y: rows.map(() => 1) });
  const model = name === 'relu' ? relu : linear;
  const mean = (j: number): number => rows.reduce((sum, row) => sum + row[j]! / n, 0);
  const start = Float64Array.from({ length: d }, (_, j) => (name === 'relu' ? mean(j) : 0));
  const plain = seconds(() => {
    run({ data, model, start, optimizer: gradientDescent, stepSize: 0.5, steps: STEPS });
  });
  let found: LogTimeResult | undefined;
  const logTime = seconds(() => {
    found = gradientDescentTrajectory({ data, model, start, eta: 0.5, until: HORIZON }).logTime;
  });
  if (found?.kind !== 'reached') throw new Error(`log time did not reach ln t = ${HORIZON}`);
  const { flowSteps, descentSteps, modes } = found;
  return { plain, logTime, flowSteps, descentSteps, modes: modes.length };
}

function table(): string[] {
  const sizes = [
    [200, 5],
    [1000, 10],
    [1000, 50],
    [5000, 50],
  ] as const;
  const subjects = (['linear', 'relu'] as const).flatMap((model) => sizes.map(([n, d]): Subject => ({ model, n, d })));
  const lines = subjects.map((subject) => {
    const inProcess = ['--import', 'tsx', fileURLToPath(import.meta.url), '--measure', JSON.stringify(subject)];
    const { plain, logTime, flowSteps, descentSteps, modes } = JSON.parse(
      execFileSync(process.execPath, inProcess, { encoding: 'utf8' }),
    ) as Measured;
    const { model, n, d } = subject;
    const cells = [model === 'relu' ? 'ReLU' : model, `${n} x ${d}`, plain.toFixed(2), logTime.toFixed(2), flowSteps, descentSteps, modes];
    const line = `| ${cells.join(' | ')} |`;
    console.log(line);
    return line;
  });
  const head = ['model', 'n x d', '10^4 plain steps, s', 'log time, s', 'flow steps', 'descent steps', 'changes of mode'];
  return [`| ${head.join(' | ')} |`, '|---|---|--:|--:|--:|--:|--:|', ...lines];
}

if (values.measure !== undefined) {
  console.log(JSON.stringify(measure(JSON.parse(values.measure) as Subject)));
} else {
  const made = table();
  if (values.write) writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), 'log time', made.join('\n')));
}
