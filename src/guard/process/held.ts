/** The processes of a subject, from Linux's /proc. */

import { readdirSync, readlinkSync } from 'node:fs';
import { type ProcessStat, secondsOf, statOf } from '../../data/process-stat.js';
import { isSystemError } from '../../data/system-error.js';
import { largest } from '../../numerics/lists.js';

/** Bytes of a page on the Linux that Node runs on. */
const PAGE = 4096;

/** The PID namespace that a process starts its children in. */
function childrenNamespace(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid_for_children`);
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

const OWN = childrenNamespace(process.pid);

/** What /proc tells of each process in one of the groups, or in a namespace that a leader has made. */
function heldBy(leaders: readonly number[]): ProcessStat[] {
  const groups = new Set(leaders);
  const namespaces = new Set(leaders.map(childrenNamespace));
  namespaces.delete(OWN);
  namespaces.delete(undefined);
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      const stat = statOf(Number(entry));
      // It may have ended meanwhile. Field 5 of proc(5), counted from the state, which is field 3, is the process group.
      const held = stat !== undefined && (groups.has(Number(stat.fields[2])) || namespaces.has(childrenNamespace(Number(entry))));
      return held ? [stat] : [];
    });
}

/** Largest resident memory of a process, field 24, in bytes. */
export function largestOf(leaders: readonly number[]): number {
  return Math.max(0, largest(heldBy(leaders).map(({ fields }) => Number(fields[21]) * PAGE)));
}

/** What processes have worked so far. */
export interface Work {
  /** Seconds of processor time. */
  readonly seconds: number;
  /** One of them would go on if the machine let it: it runs, waits for its turn or for the disk. */
  readonly ready: boolean;
}

/** What the processes have worked. */
export function workOf(leaders: readonly number[]): Work {
  const held = heldBy(leaders);
  return {
    seconds: held.reduce((sum, one) => sum + secondsOf(one), 0),
    ready: held.some(({ fields: [state = ''] }) => state === 'R' || state === 'D'),
  };
}
