/** claimcheck trace: checkpoints of one run, step by step and beyond in log time. */

import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { Steps } from '../data/case.js';
import { type Dataset, dataset } from '../data/dataset.js';
import { InputError } from '../data/input-error.js';
import { loadData } from '../data/load.js';
import type { Model } from '../model/model.js';
import { leakyRelu, linear, relu } from '../model/neuron.js';
import { readCaseFile } from '../record/case-files.js';
import { traceText } from '../report/trace-report.js';
import { type ChosenStart, movingStart } from '../trace/start.js';
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
const DEFAULT_ETA = 0.1;
const DEFAULT_ALPHA = 0.75;

function parseModel(text: string): Model {
  if (text === 'linear') return linear;
  if (text === 'relu') return relu;
  const slope = /^leaky:(.+)$/.exec(text)?.[1];
  if (slope === undefined || !(Number(slope) > 0 && Number(slope) < 1))
    throw new InvalidArgumentError('It must be linear, relu or leaky:A with 0 < A < 1.');
  return leakyRelu(Number(slope));
}

function parseHorizon(text: string): Horizon {
  if (text.startsWith('ln=')) return { lnT: positiveNumber(text.slice(3)) };
  return { steps: wholeNumber(0, MOST_STEPS)(text) };
}

/** Adds the command to the program. */
export function addTrace(program: Command, exit: (code: number) => void): void {
  program
    .command('trace')
    .description('follow one run: log-spaced checkpoints step by step, and beyond in log time (--until ln=10000 is t = e^10000)')
    .option('--data <FILE>', 'data set: CSV or JSON')
    .option('--case <FILE>', 'data, start and steps of a stored case')
    .option('--label <NAME>', 'column of a CSV file that holds the label')
    .option('--bias', 'append a constant feature to the data first')
    .option('--model <NAME>', 'linear, relu or leaky:A (default: relu)', parseModel)
    .addOption(new Option('--optimizer <NAME>', 'gd or sgd').choices(['gd', 'sgd']).default('gd'))
    .option('--eta <E>', `step size of gd (default: ${DEFAULT_ETA})`, positiveNumber)
    .option('--alpha <A>', `step sizes (k+1)^-A of sgd, 0.5 < A < 1 (default: ${DEFAULT_ALPHA})`, positiveNumber)
    .option(
      '--start <LIST>',
      'initial weights "w1,w2,..." (default: 0 where the run moves from there; under relu a separator of the data)',
      numberList,
    )
    .option('--until <T>', 'number of steps, or ln=S for t = e^S (gd only)', parseHorizon, { steps: 10_000 })
    .option('--seed <N>', 'seed of the sampling of sgd', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json <FILE>', 'write the checkpoints as JSON (- for stdout)')
    .action(async (flags: TraceFlags) => {
      const { trace, chosen } = await makeTrace(flags);
      emit(flags.json, trace, () => traceText(trace, chosen));
      // Undecided beyond the steps, which are told all the same.
      exit(trace.unknown === undefined ? 0 : 2);
    });
}

/** The trace that is asked for, with its start where that was chosen here. */
async function makeTrace(flags: TraceFlags): Promise<{ trace: Trace; chosen: ChosenStart | undefined }> {
  const { data, place, start: given = [], ...stored } = await source(flags);
  const model = flags.model ?? modelOf(stored.slope, place);
  // Cases of claims about data alone have no start.
  const chosen = given.length === 0 ? movingStart(data, model) : undefined;
  const start = chosen?.start ?? given;
  if (start.length !== data.d) throw new UsageError(`--start has ${start.length} numbers, the data have ${data.d} features`);
  if (flags.optimizer === 'sgd') {
    if (flags.eta !== undefined) throw new UsageError('--eta goes with --optimizer gd; sgd takes --alpha');
    if (!('steps' in flags.until)) throw new UsageError('--until ln=S goes with --optimizer gd; sgd is followed step by step');
    const alpha = powerOf(flags, stored.steps, place);
    return { trace: traceSgd(data, model, start, alpha, flags.seed, flags.until.steps), chosen };
  }
  if (flags.alpha !== undefined) throw new UsageError('--alpha goes with --optimizer sgd; gd takes --eta');
  return { trace: traceGradientDescent(data, model, start, stepSizeOf(flags, stored.steps, place), flags.until), chosen };
}

/** The model of a case with a slope; the ReLU without. @throws InputError naming the case's field */
function modelOf(slope: number | undefined, file: string): Model {
  if (slope === undefined) return relu;
  if (!(slope >= 0 && slope <= 1)) throw new InputError(`must be between 0 and 1 (got ${slope})`, { file, field: 'slope' });
  return slope === 1 ? linear : leakyRelu(slope);
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
interface Source {
  readonly data: Dataset;
  readonly place: string;
  readonly start?: readonly number[];
  readonly steps?: Steps;
  readonly slope?: number;
}

/** Data, start, steps and slope of a case, or a data set with a start that may have been given. */
async function source(flags: TraceFlags): Promise<Source> {
  const start = flags.start === undefined ? {} : { start: flags.start };
  if (flags.case !== undefined && flags.data === undefined) {
    if (flags.label !== undefined || flags.bias) throw new UsageError('--label and --bias go with --data');
    const { input } = readCaseFile(flags.case);
    if (input.outputWeights !== undefined)
      throw new InputError('trace follows single neurons, and this case is about a network', { file: flags.case, field: 'outputWeights' });
    const { data, slope } = input;
    return {
      start: input.start,
      steps: input.steps,
      ...(slope === undefined ? {} : { slope }),
      ...start,
      data: dataset(data),
      place: flags.case,
    };
  }
  if (flags.data === undefined || flags.case !== undefined) throw new UsageError('trace needs either --data FILE or --case FILE');
  const { data } = await loadData(flags.data, {
    ...(flags.label === undefined ? {} : { label: flags.label }),
    ...(flags.bias ? { bias: true } : {}),
  });
  return { ...start, data: dataset(data), place: flags.data };
}
