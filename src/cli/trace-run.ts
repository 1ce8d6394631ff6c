/** The run that `trace` is asked for, and what is made of what is seen of it. */

import type { Steps } from '../data/case.js';
import { type Dataset, dataset, labelledData } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import { network } from '../model/network.js';
import { slopeOf } from '../model/neuron.js';
import type { Drawing } from '../picture/drawing.js';
import { readCaseFile } from '../record/case-files.js';
import { networkTraceText } from '../report/network-trace-report.js';
import { traceText } from '../report/trace-report.js';
import type { drawingOfTrace } from '../trace/drawing.js';
import { marginWork } from '../trace/margin-work.js';
import { networkTraceOf } from '../trace/network.js';
import { networkStart } from '../trace/network-start.js';
import type { Sightings } from '../trace/sightings.js';
import { movingStart } from '../trace/start.js';
import { type Trace, traceOf } from '../trace/trace.js';
import type { TracedRun } from '../trace/until-stopped.js';
import { type DataFlags, dataOf, requireNoDataOptions } from './data-options.js';
import { MOST_WORK } from './options.js';
import { type DescentFlags, descentOf } from './trace-descent.js';
import { followedModel, type ModelFlag, type StoredModel } from './trace-model.js';
import { requireAffordable, requireMagnitudes } from './usable.js';
import { UsageError } from './usage-error.js';
import { columnsOf } from './width.js';

/** The options that say which run is followed. */
export interface RunFlags extends DataFlags, DescentFlags {
  readonly data?: string;
  readonly case?: string;
  readonly model?: ModelFlag;
  readonly outputWeights?: readonly number[];
  readonly start?: readonly (readonly number[])[];
  readonly maxWork?: number;
}

/** A trace, how it is printed, and how it is drawn. */
export interface MadeTrace {
  readonly trace: Trace;
  readonly text: () => string;
  readonly drawing: () => Promise<Drawing>;
}
/** A run to follow, and what is made of what is seen of it. */
export interface AskedRun {
  readonly run: TracedRun;
  readonly model: Model;
  made(seen: Sightings): MadeTrace;
}

/** The run that is asked for. */
export async function askedRun(flags: RunFlags): Promise<AskedRun> {
  const from = await source(flags);
  const { data, start: given } = from;
  const followed = followedModel(flags.model, flags.outputWeights, from);
  const descent = descentOf(flags, from.steps, from.place);
  const neurons = followed.kind === 'network' ? followed.outputWeights.length : 1;
  requireAffordable('steps' in flags.until ? flags.until.steps : 0, data.n * neurons, flags.maxWork, { field: '--until' });
  const most = flags.maxWork ?? MOST_WORK;
  const work = marginWork(data.n, data.d * neurons);
  const within = (seen: Sightings): Sightings => (work > most ? { ...seen, unaffordable: work } : seen);
  // Cases of claims about data alone have no start.
  if (followed.kind === 'network') {
    const { outputWeights, unsaid } = followed;
    const chosen = given === undefined ? networkStart(data, outputWeights) : undefined;
    const start = chosen?.start ?? fitting(given ?? [], data.d, outputWeights.length);
    const model = network(outputWeights);
    return {
      run: { data: labelledData(data), model: { outputWeights }, start, descent },
      model,
      made: (seen) => {
        const trace = networkTraceOf(data, outputWeights, within(seen), start);
        const text = (): string => networkTraceText(trace, { start: chosen, weights: unsaid }, columns());
        return { trace, text, drawing: () => drawn(data, model, trace, descent) };
      },
    };
  }
  const { model } = followed;
  const chosen = given === undefined ? movingStart(data, model, most) : undefined;
  const start = chosen?.start ?? fitting(given ?? [], data.d, 1);
  return {
    run: { data: labelledData(data), model: { slope: slopeOf(model) }, start, descent },
    model,
    made: (seen) => {
      const trace = traceOf(data, model, within(seen), start, descent);
      return { trace, text: () => traceText(trace, chosen, columns()), drawing: () => drawn(data, model, trace, descent) };
    },
  };
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

/** What a run starts from, and the file that told it. */
interface Source extends StoredModel {
  readonly data: Dataset;
  /** Undefined where none is given. */
  readonly start?: readonly (readonly number[])[];
  readonly steps?: Steps;
}

/** Data, start, steps and model of a case, or a data set with a start that may have been given. */
async function source(flags: RunFlags): Promise<Source> {
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
  return { ...start, data: dataset((await dataOf(flags.data, flags)).data), place: flags.data };
}

/** Columns of the terminal; pipes and files have room for all. */
function columns(): number {
  return columnsOf(process.stdout, Number.POSITIVE_INFINITY);
}
