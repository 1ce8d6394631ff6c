/** The processes of a subject, from Linux's /proc. */

import { readdirSync, readlinkSync } from 'node:fs';
import { statOf } from '../../data/process-stat.js';
import { isSystemError } from '../../data/system-error.js';

/** Bytes of a page, and ticks of the processor's clock in a second (USER_HZ), on the Linux that Node runs on. */
const [PAGE, HERTZ] = [4096, 100];

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

/** The fields of /proc/PID/stat from the state on of each process in one of the groups, or in a namespace that a leader has made. */
function heldBy(leaders: readonly number[]): string[][] {
  const groups = new Set(leaders);
  const namespaces = new Set(leaders.map(childrenNamespace));
  namespaces.delete(OWN);
  namespaces.delete(undefined);
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      const fields = statOf(Number(entry));
      // It may have ended meanwhile. Field 5 of proc(5), counted from the state, which is field 3, is the process group.
      const held = fields !== undefined && (groups.has(Number(fields[2])) || namespaces.has(childrenNamespace(Number(entry))));
      return held ? [fields] : [];
    });
}

/** Largest resident memory of a process, field 24, in bytes. */
export function largestOf(leaders: readonly number[]): number {
  return Math.max(0, ...heldBy(leaders).map((fields) => Number(fields[21]) * PAGE));
}

/** What processes have worked so far. */
export interface Work {
  /** Seconds of processor time. */
  readonly seconds: number;
  /** One of them would go on if the machine let it: it runs, waits for its turn or for the disk. */
  readonly ready: boolean;
}

/** What the processes have worked, fields 14 and 15. */
export function workOf(leaders: readonly number[]): Work {
  const held = heldBy(leaders);
  return {
    seconds: held.reduce((sum, fields) => sum + (Number(fields[11]) + Number(fields[12])) / HERTZ, 0),
    ready: held.some(([state = '']) => state === 'R' || state === 'D'),
  };
}
