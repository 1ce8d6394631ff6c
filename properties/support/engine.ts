/** Commands that share work over a server: workers that are started, stopped and killed, and what a run printed. */

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CommandResult } from './cli.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A command under way. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<CommandResult>;
  /** Ends when stderr has this in it. */
  says(text: string): Promise<void>;
}

/** Starts the built command, in a folder. */
export function started(args: readonly string[], environment: Readonly<Record<string, string>> = {}, folder = process.cwd()): Running {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, env: { ...process.env, NO_COLOR: '1', ...environment } });
  let [stdout, stderr] = ['', ''];
  const listeners = new Set<() => void>();
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<CommandResult>((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
  return {
    process: child,
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!stderr.includes(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        ended.then(({ code }) => reject(new Error(`ended with ${code} before it said "${text}": ${stderr}`)));
      }),
  };
}

/** Starts a worker and waits until it takes jobs. */
export async function startedWorker(
  url: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const worker = started(['worker', '--engine', url, '--jobs', '1', '--lease', '1', ...args], environment);
  await worker.says('takes jobs');
  return worker;
}

/** Ends a worker as it is meant to. */
export async function stopped({ process, ended }: Running): Promise<CommandResult> {
  process.kill('SIGTERM');
  return ended;
}

/** What a run printed or wrote, without the times. */
export function timeless(text: string): string {
  return text
    .replace(/"seconds": [\d.e-]+/g, '"seconds": 0')
    .replace(/"slowest": \[[\s\S]*?\n {2}\]/, '')
    .replace(/ time="[\d.]+"/g, '')
    .replace(/, [\d.]+ s$/m, '');
}
