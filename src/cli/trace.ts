/** claimcheck trace: checkpoints of one run, step by step and beyond in log time. */

import { type Command, Option } from 'commander';
import { modelOf, type TracedRun } from '../trace/follow.js';
import type { NetworkTrace } from '../trace/network.js';
import type { Trace } from '../trace/trace.js';
import { type Followed, followed, followedUntil } from '../trace/until-stopped.js';
import { addDataOptions } from './data-options.js';
import { openEnding } from './interruption.js';
import { positiveNumber, WORK_OPTION, wholeNumber } from './options.js';
import { emit, requireOutputs } from './output.js';
import { DEFAULT_ALPHA, DEFAULT_ETA, parseHorizon } from './trace-descent.js';
import { parseModel, parseOutputWeights, parseStart } from './trace-model.js';
import { askedRun, type RunFlags } from './trace-run.js';

interface TraceFlags extends RunFlags {
  readonly maxTime?: number;
  readonly svg?: string;
  readonly json?: string;
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
    .option('--max-time <SECONDS>', 'end after this time, reading included, and tell what is known by then', positiveNumber)
    .option('--seed <N>', 'seed of the sampling of sgd', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--svg <FILE>', 'draw the run: samples, regions, iterates, limit and max-margin directions, loss and angles against ln t')
    .option('--json <FILE>', 'write the checkpoints as JSON (- for stdout)')
    .action(async (flags: TraceFlags) => exit(await runTrace(flags)));
}

async function runTrace(flags: TraceFlags): Promise<number> {
  requireOutputs({ '--json': flags.json, '--svg': flags.svg });
  const ending = openEnding(flags.maxTime);
  try {
    const asked = await askedRun(flags, ending.signal);
    const { trace, chosen } = asked === undefined ? STOPPED : await madeUntil(asked.run, ending.signal, flags.maxTime);
    const stopped = ending.interrupted ? 130 : 2;
    if (asked === undefined || trace === undefined) {
      const when = asked === undefined ? 'while the data were read' : 'before the first checkpoint';
      process.stderr.write(`claimcheck: stopped ${when}\n`);
      return stopped;
    }
    const drawn = flags.svg === undefined ? '' : await drawing(asked.run, trace);
    emit(flags.json, trace, () => asked.text({ trace, chosen }), [{ option: '--svg', file: flags.svg, text: () => drawn }]);
    if (trace.stopped || trace.referenceStopped) return stopped;
    // Undecided beyond the steps, which are told all the same.
    return trace.unknown === undefined ? 0 : 2;
  } finally {
    ending.close();
  }
}

/** What is known of a run that was stopped before it began. */
const STOPPED: Followed = { trace: undefined, chosen: undefined };
/** False of the sources, as tests run them: a thread then costs more than most traces. */
const BUILT = import.meta.url.endsWith('.js');

/** Follows the run until its horizon, the end of the time, or a signal. */
async function madeUntil(run: TracedRun, stop: AbortSignal, maxTime: number | undefined): Promise<Followed> {
  return BUILT || maxTime !== undefined ? followedUntil(run, stop) : followed(run);
}

async function drawing({ data, model, descent }: TracedRun, trace: Trace | NetworkTrace): Promise<string> {
  const [{ picture }, { drawingOfTrace }] = await Promise.all([import('../picture/picture.js'), import('../trace/drawing.js')]);
  return picture(drawingOfTrace(data, modelOf(model), trace, descent));
}
