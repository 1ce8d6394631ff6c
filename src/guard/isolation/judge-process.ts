/** The guard's end of a judging process. */

import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Breach, Numbered, Opening, Question, Reply } from './messages.js';

/** How a judging process ended before it answered. */
export type Ending =
  | Breach
  | { readonly limit: 'stalled'; readonly seconds: number }
  | { readonly exit: string; readonly lastWords: string };

/** A judging process. */
export interface JudgeProcess {
  /** Asks; resolves with the answer, or with how the process ended. */
  ask(question: Question): Promise<Reply | { readonly ending: Ending }>;
  /** Ends the process and all that it started. */
  close(): void;
}

/** Seconds beyond a check's limit after which the watching thread itself is taken to be dead. */
const GRACE = 5;
/** Milliseconds for what is still in the pipes of a process that has ended. */
const DRAIN = 500;
/** Heap limit over the memory limit, so that the limit on memory comes first. */
const HEAP_FACTOR = 2;

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/**
 * Starts a judging process, the leader of a process group of its own.
 *
 * @param heard - gets what the subject prints, from stdout and stderr
 */
export function startJudge({ limits }: Opening, heard: (text: string) => void): JudgeProcess {
  const child = fork(new URL('./judge.js', import.meta.url), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
    serialization: 'advanced',
    detached: true,
    // Resolving packages from the working folder is experimental in Node 20.
    execArgv: [
      ...process.execArgv,
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${Math.round((HEAP_FACTOR * limits.memory) / 2 ** 20)}`,
    ],
  });
  let breach = '';
  let lastWords = '';
  let asked = 0;
  let settle: ((answer: Reply | { ending: Ending }) => void) | undefined;
  let ended: Ending | undefined;
  const listen = (stream: Readable, take: (text: string) => void): void => {
    stream.setEncoding('utf8').on('data', take);
  };
  listen(child.stdout!, heard);
  listen(child.stderr!, (text) => {
    lastWords = (lastWords + text).slice(-2000);
    heard(text);
  });
  listen(child.stdio[4] as Readable, (text) => {
    breach += text;
  });
  const answer = (value: Reply | { ending: Ending }): void => {
    const resolve = settle;
    settle = undefined;
    resolve?.(value);
  };
  child.on('message', (message: Numbered<Reply>) => {
    if (message?.question === asked) answer(message.content);
  });
  // A process that is gone is told of by its end.
  child.on('error', () => {});
  child.on('exit', (code, signal) => {
    killGroup(child);
    ended ??= { exit: signal ?? `exit code ${code}`, lastWords: '' };
    // A process that the subject started elsewhere may hold the pipes open.
    const drain = (): void => {
      for (const stream of child.stdio) stream?.destroy();
    };
    setTimeout(drain, DRAIN).unref();
  });
  child.on('close', () => {
    const line = breach.split('\n')[0]!;
    if (ended !== undefined && 'exit' in ended) ended = line === '' ? { ...ended, lastWords } : (JSON.parse(line) as Breach);
    answer({ ending: ended! });
  });
  const stop = (): void => killGroup(child);
  process.once('exit', stop);
  return {
    ask(content) {
      if (ended !== undefined) return Promise.resolve({ ending: ended });
      return new Promise((resolve) => {
        const timer = setTimeout(
          () => {
            ended = { limit: 'stalled', seconds: limits.check };
            killGroup(child);
          },
          (limits.check + GRACE) * 1000,
        );
        settle = (value) => {
          clearTimeout(timer);
          resolve(value);
        };
        child.send({ question: ++asked, content } satisfies Numbered<Question>, () => {});
      });
    },
    close() {
      process.off('exit', stop);
      ended ??= { exit: 'closed', lastWords: '' };
      killGroup(child);
    },
  };
}
