/** What Linux's /proc tells of a process. */

import { readFileSync } from 'node:fs';
import { isSystemError } from './system-error.js';

/** Fields of /proc/PID/stat from the state on (field 3 of proc(5)); undefined where there is none to read. */
export function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses before may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
