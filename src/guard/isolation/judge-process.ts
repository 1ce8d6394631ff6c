/** The guard's end of a judging process. */

import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Call } from '../record-steps.js';
import type { Breach, Numbered, Opening, Question, Reply } from './messages.js';
import { readReport } from './report-pipe.js';

/** How a judging process ended before it answered. */
export type Ending =
  | Breach
  | { readonly limit: 'stalled'; readonly seconds: number }
  | { readonly exit: string; readonly lastWords: string };

/** A process that ended instead of answering, with the calls that it had been asked to log. */
export interface Ended {
  readonly ending: Ending;
  readonly calls: readonly Call[];
}

/** A judging process. */
export interface JudgeProcess {
  /** Asks; resolves with the answer, or with how the process ended. */
  ask(question: Question): Promise<Reply | Ended>;
  /** Ends the process and all that it started. */
  close(): void;
}

/** Times a check's limit after which the watching thread itself is taken to be dead. */
const PATIENCE = 3;
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
  let reported = '';
  let lastWords = '';
  let asked = 0;
  let settle: ((answer: Reply | Ended) => void) | undefined;
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
    reported += text;
  });
  const answer = (value: Reply | Ended): void => {
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
    const { breach, calls } = readReport(reported);
    if (ended !== undefined && 'exit' in ended) ended = breach ?? { ...ended, lastWords };
    answer({ ending: ended!, calls });
  });
  const stop = (): void => killGroup(child);
  process.once('exit', stop);
  return {
    ask(content) {
      if (ended !== undefined) return Promise.resolve({ ending: ended, calls: [] });
      return new Promise((resolve) => {
        const timer = setTimeout(
          () => {
            ended = { limit: 'stalled', seconds: PATIENCE * limits.check };
            killGroup(child);
          },
          PATIENCE * limits.check * 1000,
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
