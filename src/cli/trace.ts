/** claimcheck trace: checkpoints of one run, step by step and beyond in log time. */

import { type Command, Option } from 'commander';
import { dataset } from '../data/dataset.js';
import { sight } from '../trace/sightings.js';
import { sightUntil } from '../trace/until-stopped.js';
import { addDataOptions } from './data-options.js';
import { onInterruption } from './interruption.js';
import { positiveNumber, WORK_OPTION, wholeNumber } from './options.js';
import { emit, requireOutputs } from './output.js';
import { DEFAULT_ALPHA, DEFAULT_ETA, parseHorizon } from './trace-descent.js';
import { parseModel, parseOutputWeights, parseStart } from './trace-model.js';
import { type AskedRun, askedRun, type MadeTrace, type RunFlags } from './trace-run.js';

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
    .option('--max-time <SECONDS>', 'stop after this time, and tell the checkpoints so far', positiveNumber)
    .option('--seed <N>', 'seed of the sampling of sgd', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--svg <FILE>', 'draw the run: samples, regions, iterates, limit and max-margin directions, loss and angles against ln t')
    .option('--json <FILE>', 'write the checkpoints as JSON (- for stdout)')
    .action(async (flags: TraceFlags) => exit(await runTrace(flags)));
}

async function runTrace(flags: TraceFlags): Promise<number> {
  requireOutputs({ '--json': flags.json, '--svg': flags.svg });
  const asked = await askedRun(flags);
  const { interrupted, made } = await untilStopped(asked, flags.maxTime);
  const stopped = interrupted ? 130 : 2;
  if (made === undefined) {
    process.stderr.write('claimcheck: stopped before the first checkpoint\n');
    return stopped;
  }
  const { trace, text, drawing } = made;
  const drawn = flags.svg === undefined ? '' : (await import('../picture/picture.js')).picture(await drawing());
  emit(flags.json, trace, text, [{ option: '--svg', file: flags.svg, text: () => drawn }]);
  // Undecided beyond the steps, which are told all the same.
  return trace.stopped ? stopped : trace.unknown === undefined ? 0 : 2;
}

/** False of the sources, as tests run them: a thread then costs more than most traces. */
const BUILT = import.meta.url.endsWith('.js');

/** Follows the run until its horizon, the end of the time, or a signal; nothing is made where no checkpoint was reached. */
async function untilStopped(
  { run, model, made }: AskedRun,
  maxTime: number | undefined,
): Promise<{ readonly made: MadeTrace | undefined; readonly interrupted: boolean }> {
  const { data, start, descent } = run;
  if (!BUILT && maxTime === undefined) return { made: made(sight(dataset(data), model, start, descent)), interrupted: false };
  const stop = new AbortController();
  let interrupted = false;
  const deaf = onInterruption(() => {
    interrupted = true;
    stop.abort();
  });
  const timer = maxTime === undefined ? undefined : setTimeout(() => stop.abort(), maxTime * 1000);
  try {
    const seen = await sightUntil(run, stop.signal);
    return { made: seen.sightings.length === 0 ? undefined : made(seen), interrupted };
  } finally {
    clearTimeout(timer);
    deaf();
  }
}
