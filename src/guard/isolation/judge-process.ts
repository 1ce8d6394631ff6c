/** The guard's end of a judging process. */

import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { killGroup, killMarked } from '../process/confine.js';
import type { Numbered, Opening, Question, Reply } from './messages.js';

/** A judging process that ended instead of answering, in words. */
export interface Lost {
  readonly lost: string;
}

/** A judging process. */
export interface JudgeProcess {
  /** Asks; resolves with the answer, or with how the process ended. */
  ask(question: Question): Promise<Reply | Lost>;
  /** Ends the process, and all processes of the subject. */
  close(): void;
}

/** Times a check's limit after which the judging process itself is taken to be stuck, in a check or behind its subject. */
const PATIENCE = 3;
/** Milliseconds for what is still in the pipes of a process that has ended. */
const DRAIN = 500;

/** Passes on text as it comes. */
function listen(stream: unknown, take: (text: string) => void): void {
  (stream as Readable).setEncoding('utf8').on('data', take);
}

/**
 * Starts a judging process, the leader of a process group of its own.
 *
 * @param heard - gets what the subject prints, from stdout and stderr
 */
export function startJudge({ limits, mark }: Pick<Opening, 'limits' | 'mark'>, heard: (text: string) => void): JudgeProcess {
  const child: ChildProcess = fork(new URL('./judge.js', import.meta.url), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
    serialization: 'advanced',
    detached: true,
  });
  /** Leaders of the subject's process groups that are not known to have ended. */
  const leaders = new Set<number>();
  let asked = 0;
  let settle: ((answer: Reply | Lost) => void) | undefined;
  let lost: string | undefined;
  listen(child.stdout, heard);
  listen(child.stderr, heard);
  let told = '';
  listen(child.stdio[4], (text) => {
    const lines = (told + text).split('\n');
    told = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('-')) leaders.delete(-Number(line));
      else leaders.add(Number(line));
    }
  });
  let dead = false;
  const kill = (): void => {
    if (dead || child.pid === undefined) return;
    dead = true;
    killGroup(child.pid);
    for (const leader of leaders) killGroup(leader);
    killMarked(mark);
  };
  const answer = (value: Reply | Lost): void => {
    const resolve = settle;
    settle = undefined;
    resolve?.(value);
  };
  child.on('message', (message: Numbered<Reply>) => {
    if (message.question === asked) answer(message.content);
  });
  // A process that is gone is told of by its end.
  child.on('error', () => {});
  child.on('exit', (code, signal) => {
    lost ??= `ended the judging process (${signal ?? `exit code ${code}`})`;
    // A process that the subject started elsewhere may hold the pipes open.
    const drain = (): void => {
      for (const stream of child.stdio) stream?.destroy();
    };
    setTimeout(drain, DRAIN).unref();
  });
  child.on('close', () => {
    // What was told last of the subject's processes has come by now.
    dead = false;
    kill();
    answer({ lost: lost ?? 'ended the judging process' });
  });
  process.once('exit', kill);
  return {
    ask(content) {
      if (lost !== undefined) return Promise.resolve({ lost });
      return new Promise((resolve) => {
        const stuck = (): void => {
          lost = `gave no sign for ${PATIENCE * limits.check} s`;
          kill();
        };
        const timer = setTimeout(stuck, PATIENCE * limits.check * 1000);
        settle = (value) => {
          clearTimeout(timer);
          resolve(value);
        };
        child.send({ question: ++asked, content } satisfies Numbered<Question>, () => {});
      });
    },
    close() {
      process.off('exit', kill);
      lost ??= 'closed';
      kill();
    },
  };
}
