/** What `trace` prints. */

import { fittedTable } from '../text/fitted-table.js';
import type { ChosenStart } from '../trace/start.js';
import type { Trace, TraceCheckpoint } from '../trace/trace.js';

/** What a checkpoint of one neuron and one of a network have in common. */
type CheckpointNumbers = Pick<
  TraceCheckpoint,
  'lnT' | 't' | 'engine' | 'norm' | 'loss' | 'gradientNorm' | 'active' | 'directionError' | 'margin'
>;

/** Samples beyond which they are counted, not named. */
const MOST_NAMES = 12;

/** Columns of a trace that are numbers, and those that stay where not all fit. */
const NUMBERS: readonly number[] = [0, 1, 3, 4, 5, 6, 7];
const NARROWER: readonly (readonly number[])[] = [
  [0, 2, 3, 4, 6, 7],
  [0, 3, 4, 7],
  [0, 4],
];

/** The checkpoints as a table, with the lines below it; `chosen` tells of a start that was not given. */
export function traceText(trace: Trace, chosen: ChosenStart | undefined, width: number): string {
  const { gamma, direction, checkpoints, limit } = trace;
  const rows = checkpoints.map((at) => [...cells(at), samples(at.active, '')]);
  return [
    checkpointTable('|w|', 'active', rows, width),
    ...(chosen === undefined ? [] : [`start: (${chosen.start.join(', ')}), ${chosen.name} (--start chooses another)`]),
    direction.length === 0
      ? `reference: none (${noReference(trace, 'no max-margin direction')})`
      : `reference: margin ${gamma}, direction (${direction.map((entry) => entry.toPrecision(6)).join(', ')})`,
    ...endLines(trace),
    ...(limit === undefined ? [] : [describeLimit(limit)]),
  ].join('\n');
}

/** Why there is no reference direction, where it is not that there is `none`. */
export function noReference({ stopped, referenceStopped, referenceWork }: Trace, none: string): string {
  if (referenceWork !== undefined) return `the data are large for it; --max-work ${referenceWork} finds it`;
  return stopped || referenceStopped ? 'stopped before it was known' : none;
}

/** How the run ended, where it did not reach its horizon. */
export function endLines({ checkpoints, end, unknown, stopped }: Trace): string[] {
  if (stopped) return [`stopped before the horizon, after ln t = ${checkpoints.at(-1)?.lnT.toPrecision(6)}`];
  return [
    ...(end.kind === 'horizon' ? [] : [`the run ${end.kind} at step ${end.step}`]),
    ...(unknown === undefined ? [] : [`log time: unknown ${unknown}`]),
  ];
}

/** A table of checkpoints: of the norm that is named, and with a last column of one's own. */
export function checkpointTable(norm: string, last: string, rows: readonly (readonly string[])[], width: number): string {
  const head = ['ln t', 't', 'engine', norm, 'loss', '|grad|', 'direction error', 'margin', last];
  return fittedTable({ head, numeric: NUMBERS, rows, narrower: NARROWER }, width);
}

/** What every checkpoint tells, column by column, less the last one. */
export function cells(at: CheckpointNumbers): string[] {
  return [
    at.lnT.toPrecision(6),
    at.t === undefined ? `e^${at.lnT.toPrecision(6)}` : String(at.t),
    at.engine,
    at.norm.toPrecision(6),
    positive(at.loss, 6),
    at.active.length > 0 ? positive(at.gradientNorm, 3) : at.gradientNorm.toPrecision(3),
    at.directionError.toPrecision(4),
    at.margin.toPrecision(4),
  ];
}

/** A positive quantity that may be too small for a double. */
function positive(value: number, digits: number): string {
  return value === 0 ? '< 1e-308' : value.toPrecision(digits);
}

/** Samples or neurons by their numbers from 1, or how many they are. */
export function samples(units: readonly number[], none: string, kind = 'samples'): string {
  if (units.length === 0) return none;
  return units.length > MOST_NAMES ? `${units.length} ${kind}` : units.map((i) => i + 1).join(' ');
}

/** What the run tends to, in one line; without the direction where that is one of many neurons. */
export function describeLimit({ direction, active, sliding, loss, rate }: NonNullable<Trace['limit']>, isNetwork = false): string {
  const fall = rate.kind === 'log' ? `${rate.constant.toPrecision(4)} / ln t` : `${rate.constant.toPrecision(4)} ln ln t / ln t`;
  const theory = rate.expected === undefined ? '' : ` (theory: ${rate.expected.toPrecision(4)})`;
  const parts = [
    ...(isNetwork ? [] : [`direction (${Array.from(direction, (entry) => entry.toPrecision(6)).join(', ')})`]),
    ...(rate.kind === 'bounded' ? [] : [`error about ${fall}${theory}`]),
    `loss ${loss.toPrecision(6)}`,
    `active: ${samples(active, 'none')}`,
    `on the kinks of: ${samples(sliding, 'none')}`,
  ];
  return `limit: ${parts.join(', ')}`;
}
