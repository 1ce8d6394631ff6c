/** The run that `trace` is asked for, and how its trace is told. */

import type { Steps } from '../data/case.js';
import { type Dataset, dataset } from '../data/dataset.js';
import { slopeOf } from '../model/neuron.js';
import { caseFileUntil } from '../record/case-files.js';
import { networkTraceText } from '../report/network-trace-report.js';
import { traceText } from '../report/trace-report.js';
import type { TracedRun } from '../trace/follow.js';
import type { NetworkTrace } from '../trace/network.js';
import type { Trace } from '../trace/trace.js';
import type { Followed } from '../trace/until-stopped.js';
import { type DataFlags, dataOf, requireNoDataOptions } from './data-options.js';
import { unlessAborted } from './interruption.js';
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

/** A run to follow, and how its trace is told. */
export interface AskedRun {
  readonly run: TracedRun;
  text(followed: Told): string;
}

/** A trace, with the start where it was chosen. */
type Told = Pick<Followed, 'chosen'> & { readonly trace: Trace | NetworkTrace };

/**
 * The run that is asked for.
 *
 * @param stop - gives the reading of the data up.
 * @returns undefined where it was given up.
 */
export async function askedRun(flags: RunFlags, stop: AbortSignal): Promise<AskedRun | undefined> {
  const from = await source(flags, stop);
  if (from === undefined) return undefined;
  const { data, start: given } = from;
  const followed = followedModel(flags.model, flags.outputWeights, from);
  const descent = descentOf(flags, from.steps, from.place);
  const neurons = followed.kind === 'network' ? followed.outputWeights.length : 1;
  requireAffordable('steps' in flags.until ? flags.until.steps : 0, data.n * neurons, flags.maxWork, { field: '--until' });
  // Cases of claims about data alone have no start.
  const start = given === undefined ? {} : { start: fitting(given, data.d, neurons) };
  const model = followed.kind === 'network' ? { outputWeights: followed.outputWeights } : { slope: slopeOf(followed.model) };
  return {
    run: { data, model, ...start, descent, most: flags.maxWork ?? MOST_WORK },
    text: ({ trace, chosen }) =>
      'outputWeights' in trace
        ? networkTraceText(trace, { start: chosen, weights: followed.kind === 'network' && followed.unsaid }, columns())
        : traceText(trace, chosen, columns()),
  };
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

/** Data, start, steps and model of a case, or a data set with a start that may have been given; undefined where reading was given up. */
async function source(flags: RunFlags, stop: AbortSignal): Promise<Source | undefined> {
  const start = flags.start === undefined ? {} : { start: flags.start };
  if (flags.case !== undefined && flags.data === undefined) {
    requireNoDataOptions(flags);
    const file = await unlessAborted(caseFileUntil(flags.case, stop), stop);
    if (file === undefined) return undefined;
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
  const loaded = await dataOf(flags.data, flags, stop);
  return loaded === undefined ? undefined : { ...start, data: dataset(loaded.data), place: flags.data };
}

/** Columns of the terminal; pipes and files have room for all. */
function columns(): number {
  return columnsOf(process.stdout, Number.POSITIVE_INFINITY);
}
