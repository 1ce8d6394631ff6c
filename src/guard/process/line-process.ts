/** A process that answers lines with lines. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** How to start the process: a command line for the shell, or a program with arguments. */
export type Command = string | { readonly program: string; readonly args: readonly string[] };

/** What a line was answered with: a line, or the process's end or misbehaviour in words. */
export type Answer = { readonly line: string } | { readonly ended: string };

/** Characters that may come without a line end. */
const LONGEST_LINE = 1 << 24;
/** Characters of stderr that are kept for the message about its end. */
const TAIL = 2000;

/** Lines to and from one process. */
export interface LineProcess {
  /** Writes a line and hands the answer to `done`, once; one question at a time. */
  ask(line: string, done: (answer: Answer) => void): void;
  end(): void;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Starts the process in a folder. */
export function startLineProcess(command: Command, folder: string): LineProcess {
  const options = { cwd: folder, stdio: 'pipe' } as const;
  const child: ChildProcessWithoutNullStreams =
    typeof command === 'string' ? spawn(command, { ...options, shell: true }) : spawn(command.program, command.args, options);
  let waiting: ((answer: Answer) => void) | undefined;
  let unread = '';
  let stderr = '';
  let ended: Answer | undefined;
  const answer = (value: Answer): void => {
    const done = waiting;
    waiting = undefined;
    done?.(value);
  };
  const end = (why: string): void => {
    ended ??= { ended: why };
    child.kill('SIGKILL');
    answer(ended);
  };
  const takeLines = (): void => {
    for (let at = unread.indexOf('\n'); at >= 0 && ended === undefined; at = unread.indexOf('\n')) {
      const line = unread.slice(0, at).trim();
      unread = unread.slice(at + 1);
      if (line === '') continue;
      if (waiting === undefined) end(`wrote the line ${JSON.stringify(line.slice(0, 80))} that nothing had asked for`);
      else answer({ line });
    }
    if (unread.length > LONGEST_LINE) end(`wrote ${LONGEST_LINE} characters without a line end`);
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    unread += text;
    if (ended === undefined) takeLines();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-TAIL);
    process.stderr.write(text);
  });
  // Writing to a process that has ended is told by its end.
  child.stdin.on('error', () => {});
  child.on('error', (error) => end(`cannot be started (${error.message})`));
  child.on('close', (code, signal) => {
    const last = lastLine(stderr);
    end(`ended (${signal ?? `exit code ${code}`})${last === '' ? '' : `: ${last}`}`);
  });
  return {
    ask(line, done) {
      if (ended !== undefined) return done(ended);
      waiting = done;
      child.stdin.write(`${line}\n`);
    },
    end: () => end('was ended by the guard'),
  };
}
