import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** Runs the built command while others run. */
export function claimcheckBeside(...args: string[]): Promise<CommandResult> {
  return ended(started(args));
}

/** Runs the command and sends it Ctrl-C once stderr shows the first progress. */
export function interrupted(...args: string[]): Promise<CommandResult> {
  const child = started(args);
  child.stderr.once('data', () => child.kill('SIGINT'));
  return ended(child);
}

function started(args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...MAIN, ...args], { cwd: ROOT, env: { ...process.env, NO_COLOR: '1' } });
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
