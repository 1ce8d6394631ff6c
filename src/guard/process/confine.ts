/** Keeps what a subject starts together, so that all of it ends with the guard. */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { isSystemError } from '../../data/system-error.js';
import { MARK } from './environment.js';

/** A program with its arguments. */
export type Program = readonly string[];

/** How processes of a subject are held. */
export interface Confinement {
  /** What goes in front of a program. */
  readonly prefix: Program;
  /** True where the program has a PID namespace of its own: it sees no process but its own, and all of them end with its first. */
  readonly namespace: boolean;
}

/** Ends with the thread that started it, by the kernel's doing. */
const WITH_PARENT: Program = ['setpriv', '--pdeathsig', 'KILL', '--'];

const NAMESPACE: Program = ['unshare', '--user', '--map-current-user', '--pid', '--fork', '--kill-child=SIGKILL'];
/** With a /proc of its own; container runtimes that mask parts of /proc forbid that. */
const OWN_PROC: Program = [...NAMESPACE, '--mount-proc', '--'];

/** What is tried, the strictest first. */
const CANDIDATES: readonly Confinement[] = [
  { prefix: [...WITH_PARENT, ...OWN_PROC], namespace: true },
  { prefix: [...WITH_PARENT, ...NAMESPACE, '--'], namespace: true },
  { prefix: OWN_PROC, namespace: true },
  { prefix: WITH_PARENT, namespace: false },
];

/** The strictest confinement that the system has: PID namespaces are Linux's, and some containers forbid them. */
export function confinement(): Confinement {
  const works = ({ prefix }: Confinement): boolean => {
    const [program, ...args] = [...prefix, 'true'];
    return spawnSync(program!, args, { stdio: 'ignore', timeout: 5000 }).status === 0;
  };
  return (process.platform === 'linux' ? CANDIDATES.find(works) : undefined) ?? { prefix: [], namespace: false };
}

/**
 * The first process of a namespace, since the subject as the first would be spared the signals that it sends itself. It
 * says nothing of its own and passes the subject's exit code on, 128 + n for signal n.
 */
const INIT: Program = ['sh', '-c', 'exec 9>&2 2>/dev/null; (exec "$@" 2>&9 9>&-); exit $?', 'sh'];

/** A program as it is started under a confinement. */
export function confined({ prefix, namespace }: Confinement, program: Program): Program {
  return [...prefix, ...(namespace ? INIT : []), ...program];
}

/** Ends a process group. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // It has ended.
    if (!isSystemError(error)) throw error;
  }
}

/** Ends processes that bear the mark of a guard, wherever they have gone; on Linux only, where /proc shows environments. */
export function killMarked(mark: string): void {
  if (process.platform !== 'linux') return;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      if (readFileSync(`/proc/${entry}/environ`, 'latin1').split('\0').includes(`${MARK}=${mark}`)) process.kill(Number(entry), 'SIGKILL');
    } catch (error) {
      // Somebody else's, or gone.
      if (!isSystemError(error)) throw error;
    }
  }
}
