/** Memory of a subject's processes, from Linux's /proc. */

import { readdirSync, readlinkSync } from 'node:fs';
import { statOf } from '../../data/process-stat.js';
import { isSystemError } from '../../data/system-error.js';

/** Bytes of a page. */
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

/** Largest resident memory of a process in one of the groups, or in a namespace that a leader has made, in bytes. */
export function largestOf(leaders: readonly number[]): number {
  const groups = new Set(leaders);
  const namespaces = new Set(leaders.map(childrenNamespace));
  namespaces.delete(OWN);
  namespaces.delete(undefined);
  let most = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const fields = statOf(Number(entry));
    // It may have ended meanwhile.
    if (fields === undefined) continue;
    // Fields 5 (process group) and 24 (resident pages) of proc(5), counted from the state, which is field 3.
    const held = groups.has(Number(fields[2])) || namespaces.has(childrenNamespace(Number(entry)));
    if (held) most = Math.max(most, Number(fields[21]) * PAGE);
  }
  return most;
}
