/** claimcheck trace: checkpoints of one run, step by step and beyond in log time. */

import type { Command } from 'commander';
import { Option } from 'commander';
import type { Steps } from '../data/case.js';
import { type Dataset, dataset } from '../data/dataset.js';
import { InputError } from '../data/input-error.js';
import { network } from '../model/network.js';
import type { Drawing } from '../picture/drawing.js';
import { readCaseFile } from '../record/case-files.js';
import { networkTraceText } from '../report/network-trace-report.js';
import { traceText } from '../report/trace-report.js';
import type { drawingOfTrace } from '../trace/drawing.js';
import { traceNetwork } from '../trace/network.js';
import { networkStart } from '../trace/network-start.js';
import type { Descent } from '../trace/sightings.js';
import { movingStart } from '../trace/start.js';
import { type Trace, traced } from '../trace/trace.js';
import { addDataOptions, type DataFlags, dataOf, requireNoDataOptions } from './data-options.js';
import { positiveNumber, WORK_OPTION, wholeNumber } from './options.js';
import { emit, requireOutputs } from './output.js';
import { followedModel, type ModelFlag, parseModel, parseOutputWeights, parseStart, type StoredModel } from './trace-model.js';
import { requireAffordable, requireMagnitudes } from './usable.js';
import { UsageError } from './usage-error.js';
import { columnsOf } from './width.js';

/** Where a trace ends: a number of steps, or ln t. */
type Horizon = { readonly steps: number } | { readonly lnT: number };

interface TraceFlags extends DataFlags {
  readonly data?: string;
  readonly case?: string;
  readonly model?: ModelFlag;
  readonly outputWeights?: readonly number[];
  readonly optimizer: 'gd' | 'sgd';
  readonly eta?: number;
  readonly alpha?: number;
  readonly start?: readonly (readonly number[])[];
  readonly until: Horizon;
  readonly seed: number;
  readonly svg?: string;
  readonly maxWork?: number;
  readonly json?: string;
}

/** A trace, how it is printed, and how it is drawn. */
interface MadeTrace {
  readonly trace: Trace;
  readonly text: () => string;
  readonly drawing: () => Promise<Drawing>;
}

/** Steps beyond which only log time goes on. */
const MOST_STEPS = 1e8;
const DEFAULT_ETA = 0.1;
const DEFAULT_ALPHA = 0.75;

function parseHorizon(text: string): Horizon {
  if (text.startsWith('ln=')) return { lnT: positiveNumber(text.slice(3)) };
  return { steps: wholeNumber(0, MOST_STEPS)(text) };
}

/** Adds the command to the program. */
export function addTrace(program: Command, exit: (code: number) => void): void {
  addDataOptions(program.command('trace'))
    .description('follow one run: log-spaced checkpoints step by step, and beyond in log time (--until ln=10000 is t = e^10000)')
    .option('--data <FILE>', 'data set: CSV or JSON')
    .option('--case <FILE>', 'data, start and steps of a stored case')
    .option('--model <NAME>', 'linear, relu, leaky:A or network:K (default: relu, or what the case says)', parseModel)
    .option('--output-weights <LIST>', 'output weights "v1,v2,..." of a network (default: 1,-1,1,... for network:K)', parseOutputWeights)
    .addOption(new Option('--optimizer <NAME>', 'gd or sgd').choices(['gd', 'sgd']).default('gd'))
    .option('--eta <E>', `step size of gd (default: ${DEFAULT_ETA})`, positiveNumber)
    .option('--alpha <A>', `step sizes (k+1)^-A of sgd, 0.5 < A < 1 (default: ${DEFAULT_ALPHA})`, positiveNumber)
    .option(
      '--start <LIST>',
      'initial weights "w1,w2,...", for a network one vector a neuron, "w11,w12,...;w21,..." (default: 0 where the run moves from there; under relu a separator of the data; for a network samples)',
      parseStart,
    )
    .option('--until <T>', 'number of steps, or ln=S for t = e^S (gd only)', parseHorizon, { steps: 10_000 })
    .option(...WORK_OPTION)
    .option('--seed <N>', 'seed of the sampling of sgd', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--svg <FILE>', 'draw the run: samples, regions, iterates, limit and max-margin directions, loss and angles against ln t')
    .option('--json <FILE>', 'write the checkpoints as JSON (- for stdout)')
    .action(async (flags: TraceFlags) => {
      requireOutputs({ '--json': flags.json, '--svg': flags.svg });
      const { trace, text, drawing } = await makeTrace(flags);
      const drawn = flags.svg === undefined ? '' : (await import('../picture/picture.js')).picture(await drawing());
      emit(flags.json, trace, text, [{ option: '--svg', file: flags.svg, text: () => drawn }]);
      // Undecided beyond the steps, which are told all the same.
      exit(trace.unknown === undefined ? 0 : 2);
    });
}

/** The trace that is asked for. */
async function makeTrace(flags: TraceFlags): Promise<MadeTrace> {
  const from = await source(flags);
  const { data, start: given } = from;
  // Pipes and files have room for all columns.
  const columns = columnsOf(process.stdout, Number.POSITIVE_INFINITY);
  const followed = followedModel(flags.model, flags.outputWeights, from);
  const descent = descentOf(flags, from);
  const neurons = followed.kind === 'network' ? followed.outputWeights.length : 1;
  requireAffordable('steps' in flags.until ? flags.until.steps : 0, data.n * neurons, flags.maxWork, { field: '--until' });
  // Cases of claims about data alone have no start.
  if (followed.kind === 'network') {
    const { outputWeights, unsaid } = followed;
    const chosen = given === undefined ? networkStart(data, outputWeights) : undefined;
    const trace = traceNetwork(data, outputWeights, chosen?.start ?? fitting(given ?? [], data.d, outputWeights.length), descent);
    const text = (): string => networkTraceText(trace, { start: chosen, weights: unsaid }, columns);
    return { trace, text, drawing: () => drawn(data, network(outputWeights), trace, descent) };
  }
  const { model } = followed;
  const chosen = given === undefined ? movingStart(data, model) : undefined;
  const trace = traced(data, model, chosen?.start ?? fitting(given ?? [], data.d, 1), descent);
  return { trace, text: () => traceText(trace, chosen, columns), drawing: () => drawn(data, model, trace, descent) };
}

async function drawn(...run: Parameters<typeof drawingOfTrace>): Promise<Drawing> {
  return (await import('../trace/drawing.js')).drawingOfTrace(...run);
}

/** A start, given as one vector a neuron or as one for all, as the model's parameters. @throws UsageError */
function fitting(given: readonly (readonly number[])[], d: number, neurons: number): readonly number[] {
  const flat = given.flat();
  const ofWhole = given.length === 1 && flat.length === neurons * d;
  if (ofWhole || (given.length === neurons && given.every((vector) => vector.length === d))) return flat;
  if (neurons === 1 && given.length === 1) throw new UsageError(`--start has ${flat.length} numbers, the data have ${d} features`);
  const got = given.map(({ length }) => length).join(' and ');
  throw new UsageError(
    `--start must have one vector of ${d} numbers for each of ${neurons} neurons, with ; between them (got ${got} numbers)`,
  );
}

/** How the run moves, and how far it is followed. @throws UsageError on options that do not go together */
function descentOf(flags: TraceFlags, { steps, place }: Source): Descent {
  const { until } = flags;
  if (flags.optimizer === 'gd') {
    if (flags.alpha !== undefined) throw new UsageError('--alpha goes with --optimizer sgd; gd takes --eta');
    return { kind: 'gd', eta: stepSizeOf(flags, steps, place), until };
  }
  if (flags.eta !== undefined) throw new UsageError('--eta goes with --optimizer gd; sgd takes --alpha');
  if (!('steps' in until)) throw new UsageError('--until ln=S goes with --optimizer gd; sgd is followed step by step');
  return { kind: 'sgd', alpha: powerOf(flags, steps, place), seed: flags.seed, steps: until.steps };
}

/** The step size of gradient descent. @throws InputError naming the case's field */
function stepSizeOf({ eta }: TraceFlags, steps: Steps | undefined, file: string): number {
  if (eta !== undefined || steps?.kind !== 'constant') return eta ?? DEFAULT_ETA;
  if (!(steps.eta > 0)) throw new InputError(`must be greater than 0 (got ${steps.eta})`, { file, field: 'steps.eta' });
  return steps.eta;
}

/** The power of the step sizes of SGD. @throws UsageError naming the option, or InputError naming the case's field */
function powerOf({ alpha: given }: TraceFlags, steps: Steps | undefined, file: string): number {
  const alpha = given ?? (steps?.kind === 'power' ? steps.alpha : DEFAULT_ALPHA);
  if (alpha > 0.5 && alpha < 1) return alpha;
  const problem = `must be between 0.5 and 1 (got ${alpha})`;
  throw given === undefined ? new InputError(problem, { file, field: 'steps.alpha' }) : new UsageError(`--alpha ${problem}`);
}

/** What a run starts from, and the file that told it. */
interface Source extends StoredModel {
  readonly data: Dataset;
  /** Undefined where none is given. */
  readonly start?: readonly (readonly number[])[];
  readonly steps?: Steps;
}

/** Data, start, steps and model of a case, or a data set with a start that may have been given. */
async function source(flags: TraceFlags): Promise<Source> {
  const start = flags.start === undefined ? {} : { start: flags.start };
  if (flags.case !== undefined && flags.data === undefined) {
    requireNoDataOptions(flags);
    const file = readCaseFile(flags.case);
    requireMagnitudes(file);
    const { data, slope, outputWeights, steps, start: stored } = file.input;
    return {
      ...(stored.length === 0 ? {} : { start: [stored] }),
      steps,
      ...(slope === undefined ? {} : { slope }),
      ...(outputWeights === undefined ? {} : { outputWeights }),
      ...start,
      data: dataset(data),
      place: flags.case,
    };
  }
  if (flags.data === undefined || flags.case !== undefined) throw new UsageError('trace needs either --data FILE or --case FILE');
  return { ...start, data: dataset(await dataOf(flags.data, flags)), place: flags.data };
}
