/** What `trace` prints of a network. */

import { fittedTable } from '../text/fitted-table.js';
import type { NetworkTrace } from '../trace/network.js';
import type { NetworkCheckpoint } from '../trace/network-checkpoint.js';
import type { ChosenStart } from '../trace/start.js';
import { cells, checkpointTable, describeLimit, endLines, noReference, samples } from './trace-report.js';

/** What was chosen because nothing was said. */
interface Chosen {
  readonly start: ChosenStart | undefined;
  /** Whether the output weights were. */
  readonly weights: boolean;
}

/** Partitions beyond which they are counted, not named. */
const MOST_NAMED = 6;

/** The checkpoints as a table, then the neurons and the pattern partitions of the last one, then the lines below. */
export function networkTraceText(trace: NetworkTrace, chosen: Chosen, width: number): string {
  const { checkpoints, outputWeights, limit, gamma, start } = trace;
  const last = checkpoints.at(-1);
  return [
    overview(checkpoints, width),
    ...(last === undefined ? [] : [neurons(last, outputWeights, width), partitions(trace, last, width)]),
    ...(chosen.weights ? [`output weights: (${outputWeights.join(', ')}) (--output-weights chooses others)`] : []),
    ...(chosen.start === undefined
      ? []
      : [`start: ${vectors(start, outputWeights.length)}, ${chosen.start.name} (--start chooses another)`]),
    Number.isNaN(gamma)
      ? `reference: none (${noReference(trace, 'no max-margin direction of all neurons together')})`
      : `reference: margin ${gamma} of all neurons together, on the last patterns`,
    ...endLines(trace),
    ...(limit === undefined ? [] : [describeLimit(limit, true)]),
  ].join('\n');
}

function overview(checkpoints: readonly NetworkCheckpoint[], width: number): string {
  const rows = checkpoints.map((at) => [...cells(at), patterns(at)]);
  return checkpointTable('|W|', 'pattern partitions', rows, width);
}

/** The partitions as lists of samples, with a word on neurons that act on several. */
function patterns({ partitions: all, disjoint }: NetworkCheckpoint): string {
  const names =
    all.length > MOST_NAMED
      ? `${all.length} partitions`
      : all.map((one) => `${samples(one.samples, '')}${one.neurons.length === 0 ? ' (none acts)' : ''}`).join(' | ');
  return disjoint ? names : `${names}, overlapping`;
}

function neurons({ neurons: all }: NetworkCheckpoint, v: readonly number[], width: number): string {
  const head = ['neuron', 'v', '|w|', 'direction', 'acts on', 'on the kinks of'];
  const rows = all.map((at, k) => [
    String(k + 1),
    String(v[k]),
    at.norm.toPrecision(6),
    vector(at.direction),
    samples(at.active, '-'),
    samples(at.sliding, '-'),
  ]);
  const table = fittedTable(
    {
      head,
      numeric: [0, 1, 2],
      rows,
      narrower: [
        [0, 1, 2, 3],
        [0, 1, 2],
      ],
    },
    width,
  );
  return `at the last checkpoint:\n${table}`;
}

function partitions({ partitions: references }: NetworkTrace, { partitions: all }: NetworkCheckpoint, width: number): string {
  const head = ['partition', 'neurons', '|Wt|', 'direction of Wt', 'max-margin direction', 'error', 'margin'];
  const rows = all.map((at, h) => [
    samples(at.samples, ''),
    samples(at.neurons, '-', 'neurons'),
    at.norm.toPrecision(6),
    at.neurons.length === 0 ? '-' : vector(at.direction),
    vector(references[h]?.direction ?? []),
    at.directionError.toPrecision(4),
    at.margin.toPrecision(4),
  ]);
  return fittedTable(
    {
      head,
      numeric: [2, 5, 6],
      rows,
      narrower: [
        [0, 1, 2, 5, 6],
        [0, 5, 6],
      ],
    },
    width,
  );
}

function vector(entries: readonly number[]): string {
  return entries.length === 0 ? 'none' : `(${entries.map((entry) => entry.toPrecision(4)).join(', ')})`;
}

/** The parameters as --start takes them. */
function vectors(start: readonly number[], count: number): string {
  const d = start.length / count;
  return Array.from({ length: count }, (_, k) => start.slice(k * d, (k + 1) * d).join(',')).join(';');
}
