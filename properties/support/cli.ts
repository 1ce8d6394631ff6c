import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runCommandLine } from '../../src/cli/command-line.js';
import { secondsOf, statOf } from '../../src/data/process-stat.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = ['dist/cli/main.js'];

/** What a run of the command came to. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command. */
export function claimcheck(...args: string[]): CommandResult {
  return claimcheckIn(ROOT, ...args);
}

/** Runs the built command in a folder. */
export function claimcheckIn(folder: string, ...args: string[]): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...MAIN.map((path) => join(ROOT, path)), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, stdout, stderr };
}

/**
 * Runs the command in this process, from its sources: what it writes and its exit code are the same, and nothing is started or loaded
 * anew. Runs with worker threads, signals and kills are left to the built command.
 */
export function commanded(...args: string[]): Promise<CommandResult> {
  return commandedIn('.', ...args);
}

/** The same in a folder. */
export function commandedIn(folder: string, ...args: string[]): Promise<CommandResult> {
  return ranHere(runCommandLine, folder, args);
}

/**
 * Runs the built command in this process, which saves its start. It starts what it starts anywhere, such as the processes of a guard.
 * What becomes of its own process, by signals, limits and full disks, is left to a process of its own.
 */
export function builtHere(...args: string[]): Promise<CommandResult> {
  return builtIn(ROOT, ...args);
}

/** The same in a folder. */
export function builtIn(folder: string, ...args: string[]): Promise<CommandResult> {
  return packagedIn(ROOT, folder, args);
}

/** Runs the built command of a package that lies in a folder, in this process. */
export async function packagedIn(home: string, folder: string, args: readonly string[]): Promise<CommandResult> {
  // By its address, so that Node itself loads the built modules.
  const built: { runCommandLine: typeof runCommandLine } = await import(pathToFileURL(join(home, 'dist/cli/command-line.js')).href);
  // What it starts takes none of the options that Node has here.
  const { execArgv } = process;
  process.execArgv = [];
  try {
    return await ranHere(built.runCommandLine, folder, args);
  } finally {
    process.execArgv = execArgv;
  }
}

/** One run in this process, with what it writes. */
async function ranHere(run: typeof runCommandLine, folder: string, args: readonly string[]): Promise<CommandResult> {
  const home = process.cwd();
  const said = { stdout: '', stderr: '' };
  const writes = { stdout: process.stdout.write, stderr: process.stderr.write };
  const colours = process.env.NO_COLOR;
  process.env.NO_COLOR = '1';
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (text: string | Uint8Array): boolean => {
      said[name] += text;
      return true;
    };
  }
  try {
    process.chdir(folder);
    return { code: await run(args), ...said };
  } finally {
    process.chdir(home);
    for (const name of ['stdout', 'stderr'] as const) process[name].write = writes[name];
    if (colours === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = colours;
  }
}

/** Runs the built command while others run. */
export function claimcheckBeside(...args: string[]): Promise<CommandResult> {
  return ended(started(args));
}

/** A run of the command while it lasts. */
export interface Beside {
  readonly pid: number;
  /** What it has said on stderr so far. */
  readonly stderr: string;
  /** Seconds of the processor that it has taken; 0 where there is no /proc. */
  readonly processorTime: number;
}

/** Runs the built command and sends it a signal once it is as far as it should be. */
export function signalled(signal: NodeJS.Signals, args: readonly string[], isSoFar: (run: Beside) => boolean): Promise<CommandResult> {
  const child = started(args);
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const watch = setInterval(() => {
    const { pid } = child;
    if (pid === undefined || !isSoFar({ pid, stderr, processorTime: processorTime(pid) })) return;
    clearInterval(watch);
    child.kill(signal);
  }, 50);
  return ended(child).finally(() => clearInterval(watch));
}

/** Runs the command and sends it Ctrl-C once stderr shows the first progress. */
export function interrupted(...args: string[]): Promise<CommandResult> {
  return signalled('SIGINT', args, ({ stderr }) => stderr !== '');
}

/** Milliseconds after which a command is killed: before a test's time is over, so that none goes on for ever. */
const LONGEST = 110_000;

function started(args: readonly string[]): ChildProcessWithoutNullStreams {
  const env = { ...process.env, NO_COLOR: '1' };
  return spawn(process.execPath, [...MAIN, ...args], { cwd: ROOT, env, timeout: LONGEST, killSignal: 'SIGKILL' });
}

function ended(child: ChildProcessWithoutNullStreams): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

/** Seconds of the processor that a process has taken; 0 where there is none, or no /proc. */
function processorTime(pid: number): number {
  const stat = statOf(pid);
  return stat === undefined ? 0 : secondsOf(stat);
}
