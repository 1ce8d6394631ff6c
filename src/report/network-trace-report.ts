/** What `trace` prints of a network. */

import { plainTable } from '../text/table.js';
import type { NetworkCheckpoint, NetworkTrace } from '../trace/network.js';
import type { ChosenStart } from '../trace/start.js';
import { cells, checkpointTable, describeLimit, samples } from './trace-report.js';

/** What was chosen because nothing was said. */
interface Chosen {
  readonly start: ChosenStart | undefined;
  /** Whether the output weights were. */
  readonly weights: boolean;
}

/** Partitions beyond which they are counted, not named. */
const MOST_NAMED = 6;

/** The checkpoints as a table, then the neurons and the pattern partitions of the last one, then the lines below. */
export function networkTraceText(trace: NetworkTrace, chosen: Chosen): string {
  const { checkpoints, outputWeights, end, unknown, limit, gamma, start } = trace;
  const last = checkpoints.at(-1);
  return [
    overview(checkpoints),
    ...(last === undefined ? [] : [neurons(last, outputWeights), partitions(trace, last)]),
    ...(chosen.weights ? [`output weights: (${outputWeights.join(', ')}) (--output-weights chooses others)`] : []),
    ...(chosen.start === undefined
      ? []
      : [`start: ${vectors(start, outputWeights.length)}, ${chosen.start.name} (--start chooses another)`]),
    Number.isNaN(gamma)
      ? 'reference: none (no max-margin direction of all neurons together)'
      : `reference: margin ${gamma} of all neurons together, on the last patterns`,
    ...(end.kind === 'horizon' ? [] : [`the run ${end.kind} at step ${end.step}`]),
    ...(unknown === undefined ? [] : [`log time: unknown ${unknown}`]),
    ...(limit === undefined ? [] : [describeLimit(limit, true)]),
  ].join('\n');
}

function overview(checkpoints: readonly NetworkCheckpoint[]): string {
  const table = checkpointTable('|W|', 'pattern partitions');
  for (const at of checkpoints) table.push([...cells(at), patterns(at)]);
  return table.toString();
}

/** The partitions as lists of samples, with a word on neurons that act on several. */
function patterns({ partitions: all, disjoint }: NetworkCheckpoint): string {
  const names =
    all.length > MOST_NAMED
      ? `${all.length} partitions`
      : all.map((one) => `${samples(one.samples, '')}${one.neurons.length === 0 ? ' (none acts)' : ''}`).join(' | ');
  return disjoint ? names : `${names}, overlapping`;
}

function neurons({ neurons: all }: NetworkCheckpoint, v: readonly number[]): string {
  const table = plainTable(['neuron', 'v', '|w|', 'direction', 'acts on', 'on the kinks of'], [0, 1, 2]);
  for (const [k, at] of all.entries()) {
    table.push([
      String(k + 1),
      String(v[k]),
      at.norm.toPrecision(6),
      vector(at.direction),
      samples(at.active, '-'),
      samples(at.sliding, '-'),
    ]);
  }
  return `at the last checkpoint:\n${table.toString()}`;
}

function partitions({ partitions: references }: NetworkTrace, { partitions: all }: NetworkCheckpoint): string {
  const table = plainTable(['partition', 'neurons', '|Wt|', 'direction of Wt', 'max-margin direction', 'error', 'margin'], [2, 5, 6]);
  for (const [h, at] of all.entries()) {
    table.push([
      samples(at.samples, ''),
      samples(at.neurons, '-', 'neurons'),
      at.norm.toPrecision(6),
      at.neurons.length === 0 ? '-' : vector(at.direction),
      vector(references[h]?.direction ?? []),
      at.directionError.toPrecision(4),
      at.margin.toPrecision(4),
    ]);
  }
  return table.toString();
}

function vector(entries: readonly number[]): string {
  return entries.length === 0 ? 'none' : `(${entries.map((entry) => entry.toPrecision(4)).join(', ')})`;
}

/** The parameters as --start takes them. */
function vectors(start: readonly number[], count: number): string {
  const d = start.length / count;
  return Array.from({ length: count }, (_, k) => start.slice(k * d, (k + 1) * d).join(',')).join(';');
}
