/** claimcheck trace: checkpoints of one run, step by step and beyond in log time. */

import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { type Dataset, dataset } from '../data/dataset.js';
import { loadData } from '../data/load.js';
import type { Model } from '../model/model.js';
import { leakyRelu, linear, relu } from '../model/neuron.js';
import { readCaseFile } from '../record/case-files.js';
import { plainTable } from '../report/table.js';
import { type Trace, traceGradientDescent, traceSgd } from '../trace/trace.js';
import { numberList, positiveNumber, wholeNumber } from './options.js';
import { emit } from './output.js';
import { UsageError } from './usage-error.js';

/** Where a trace ends: a number of steps, or ln t. */
type Horizon = { readonly steps: number } | { readonly lnT: number };

interface TraceFlags {
  readonly data?: string;
  readonly case?: string;
  readonly label?: string;
  readonly bias?: boolean;
  readonly model?: Model;
  readonly optimizer: 'gd' | 'sgd';
  readonly eta?: number;
  readonly alpha?: number;
  readonly start?: readonly number[];
  readonly until: Horizon;
  readonly seed: number;
  readonly json?: string;
}

/** Steps beyond which only log time goes on. */
const MOST_STEPS = 1e8;

function parseModel(text: string): Model {
  if (text === 'linear') return linear;
  if (text === 'relu') return relu;
  const slope = /^leaky:(.+)$/.exec(text)?.[1];
  if (slope === undefined || !(Number(slope) > 0 && Number(slope) < 1))
    throw new InvalidArgumentError('It is none of linear, relu, leaky:A with 0 < A < 1.');
  return leakyRelu(Number(slope));
}

function parseHorizon(text: string): Horizon {
  if (text.startsWith('ln=')) return { lnT: positiveNumber(text.slice(3)) };
  return { steps: wholeNumber(0, MOST_STEPS)(text) };
}

/** Adds the command to the program. */
export function addTrace(program: Command): void {
  program
    .command('trace')
    .description('follow one run: log-spaced checkpoints step by step, and beyond in log time (--until ln=10000 is t = e^10000)')
    .option('--data <FILE>', 'data set: CSV or JSON')
    .option('--case <FILE>', 'data, start and steps of a stored case')
    .option('--label <NAME>', 'column of a CSV file that holds the label')
    .option('--bias', 'append a constant feature to the data first')
    .option('--model <NAME>', 'linear, relu or leaky:A (default: relu)', parseModel)
    .addOption(new Option('--optimizer <NAME>', 'gd or sgd').choices(['gd', 'sgd']).default('gd'))
    .option('--eta <E>', 'step size of gd (default: 0.1)', positiveNumber)
    .option('--alpha <A>', 'step sizes (k+1)^-A of sgd, 0.5 < A < 1 (default: 0.75)', positiveNumber)
    .option('--start <LIST>', 'initial weights "w1,w2,..." (default: 0)', numberList)
    .option('--until <T>', 'number of steps, or ln=S for t = e^S (gd only)', parseHorizon, { steps: 10_000 })
    .option('--seed <N>', 'seed of the sampling of sgd', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json <FILE>', 'write the checkpoints as JSON (- for stdout)')
    .action(async (flags: TraceFlags) => {
      const trace = await makeTrace(flags);
      emit(flags.json, trace, () => traceTable(trace));
      // Undecided beyond the steps, which are told all the same.
      if (trace.unknown !== undefined) process.exitCode = 2;
    });
}

async function makeTrace(flags: TraceFlags): Promise<Trace> {
  const { data, start, eta, alpha, slope } = await source(flags);
  if (start.length !== data.d) throw new UsageError(`--start has ${start.length} numbers, the data have ${data.d} features`);
  const model = flags.model ?? (slope === undefined ? relu : slope === 1 ? linear : leakyRelu(slope));
  if (flags.optimizer === 'sgd') {
    if (flags.eta !== undefined) throw new UsageError('--eta goes with --optimizer gd; sgd takes --alpha');
    if (!('steps' in flags.until)) throw new UsageError('--until ln=S goes with --optimizer gd; sgd is followed step by step');
    if (!(alpha > 0.5 && alpha < 1)) throw new UsageError(`--alpha is ${alpha}, not between 0.5 and 1`);
    return traceSgd(data, model, start, alpha, flags.seed, flags.until.steps);
  }
  if (flags.alpha !== undefined) throw new UsageError('--alpha goes with --optimizer sgd; gd takes --eta');
  return traceGradientDescent(data, model, start, eta, flags.until);
}

/** Data, start and step sizes, from a case or from options. */
async function source(flags: TraceFlags): Promise<{ data: Dataset; start: readonly number[]; eta: number; alpha: number; slope?: number }> {
  if ((flags.data === undefined) === (flags.case === undefined)) throw new UsageError('give one of --data FILE and --case FILE');
  if (flags.case !== undefined) {
    const { input } = readCaseFile(flags.case);
    if (input.outputWeights !== undefined) throw new UsageError(`${flags.case}: trace follows single neurons, the case is about a network`);
    return {
      data: dataset(input.data),
      start: flags.start ?? input.start,
      eta: flags.eta ?? (input.steps.kind === 'constant' ? input.steps.eta : 0.1),
      alpha: flags.alpha ?? (input.steps.kind === 'power' ? input.steps.alpha : 0.75),
      ...(input.slope === undefined ? {} : { slope: input.slope }),
    };
  }
  const { data } = await loadData(flags.data!, {
    ...(flags.label === undefined ? {} : { label: flags.label }),
    ...(flags.bias ? { bias: true } : {}),
  });
  const packed = dataset(data);
  return { data: packed, start: flags.start ?? new Array<number>(packed.d).fill(0), eta: flags.eta ?? 0.1, alpha: flags.alpha ?? 0.75 };
}

/** A positive quantity that may be too small for a double. */
const positive = (value: number, digits: number): string => (value === 0 ? '< 1e-308' : value.toPrecision(digits));

/** Samples by their numbers from 1, or how many they are. */
function samples(units: readonly number[], none: string): string {
  if (units.length === 0) return none;
  return units.length > 12 ? `${units.length} samples` : units.map((i) => i + 1).join(' ');
}

function traceTable({ gamma, direction, checkpoints, end, limit, unknown }: Trace): string {
  const table = plainTable(['ln t', 't', 'engine', '|w|', 'loss', '|grad|', 'direction error', 'margin', 'active'], [0, 1, 3, 4, 5, 6, 7]);
  for (const at of checkpoints) {
    table.push([
      at.lnT.toPrecision(6),
      at.t === undefined ? `e^${at.lnT.toPrecision(6)}` : String(at.t),
      at.engine,
      at.norm.toPrecision(6),
      positive(at.loss, 6),
      at.active.length > 0 ? positive(at.gradientNorm, 3) : at.gradientNorm.toPrecision(3),
      at.directionError.toPrecision(4),
      at.margin.toPrecision(4),
      samples(at.active, ''),
    ]);
  }
  return [
    table.toString(),
    direction.length === 0
      ? 'reference: none (no max-margin direction)'
      : `reference: margin ${gamma}, direction (${direction.map((entry) => entry.toPrecision(6)).join(', ')})`,
    ...(end.kind === 'horizon' ? [] : [`the run ${end.kind} at step ${end.step}`]),
    ...(unknown === undefined ? [] : [`log time: unknown ${unknown}`]),
    ...(limit === undefined ? [] : [describeLimit(limit)]),
  ].join('\n');
}

/** What the run tends to, in one line. */
function describeLimit({ direction, active, sliding, loss, rate }: NonNullable<Trace['limit']>): string {
  const fall = rate.kind === 'log' ? `${rate.constant.toPrecision(4)} / ln t` : `${rate.constant.toPrecision(4)} ln ln t / ln t`;
  const theory = rate.expected === undefined ? '' : ` (theory: ${rate.expected.toPrecision(4)})`;
  return [
    `limit: direction (${Array.from(direction, (entry) => entry.toPrecision(6)).join(', ')})`,
    ...(rate.kind === 'bounded' ? [] : [`error about ${fall}${theory}`]),
    `loss ${loss.toPrecision(6)}`,
    `active: ${samples(active, 'none')}`,
    `on the kinks of: ${samples(sliding, 'none')}`,
  ].join(', ');
}
