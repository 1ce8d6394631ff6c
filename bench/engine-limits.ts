/** What many machines come to, by calculation from what bench/engine.ts measures. */

import { CHUNK } from '../src/verify/chunk.js';

const MACHINES = 200;
const PROCESSORS = 4;
const HOUR = 3600;
/** Seconds that a job may take on a worker. */
const TIMES = [0.01, 0.1, 1, 10];

/** A number with two digits that count, and a space between thousands. */
function rounded(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString('en').replaceAll(',', ' ');
}

/**
 * A row for each time that a job may take.
 *
 * @param most - jobs a second that the slower of Redis and the command that asks can pass on.
 * @param bytes - memory of a result.
 */
export function limitsTable(most: number, bytes: number): string {
  const rows = TIMES.map((time) => {
    const could = (MACHINES * PROCESSORS) / time;
    const jobs = Math.min(could, most) * HOUR;
    const enough = Math.max(1, Math.ceil((most * time) / PROCESSORS));
    return `| ${time} s | ${rounded(could * HOUR)} | ${rounded(most * HOUR)} | ${rounded(jobs * CHUNK)} | ${rounded((jobs * bytes) / 1e9)} GB | ${rounded(enough)} |`;
  });
  return [
    `${MACHINES} machines of ${PROCESSORS} processors, in an hour.`,
    '',
    '| a job takes | jobs that the machines could do | jobs that are passed on at most | cases judged | memory of their results | machines that keep Redis and the command busy |',
    '|--:|--:|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
}
