/** What Linux's /proc tells of a process. */

import { readFileSync } from 'node:fs';
import { isSystemError } from './system-error.js';

/** Ticks of the processor's clock in a second: USER_HZ on every Linux that Node runs on. */
const HERTZ = 100;

/** The name of a process, and the fields of its /proc/PID/stat from the state on (field 3 of proc(5)). */
export interface ProcessStat {
  readonly name: string;
  readonly fields: readonly string[];
}

/** What /proc/PID/stat has; undefined where there is none to read. */
export function statOf(pid: number): ProcessStat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything.
    const end = stat.lastIndexOf(')');
    return { name: stat.slice(stat.indexOf('(') + 1, end), fields: stat.slice(end + 2).split(' ') };
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** Seconds of processor time of a process, fields 14 and 15. */
export function secondsOf({ fields }: ProcessStat): number {
  return (Number(fields[11]) + Number(fields[12])) / HERTZ;
}
