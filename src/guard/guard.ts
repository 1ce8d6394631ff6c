/** Judges the subjects of a source, apart from them: a judging process asks the processes in which they run. */

import { randomUUID } from 'node:crypto';
import { InputError } from '../data/input-error.js';
import type { CheckOutcome } from './check.js';
import { type JudgeProcess, startJudge } from './isolation/judge-process.js';
import type { Limits, Question, Ready, Reply, Source } from './isolation/messages.js';
import { collapsed } from './judge-check.js';
import { blockedBy, type CheckEntry, orderChecks } from './plan.js';
import type { Baseline } from './regression/baseline.js';
import { type CheckResult, type GuardReport, notReached, skipped } from './result.js';

/** Checks that may end a subject's processes before it is left alone. */
const STRIKES = 3;

/** Everything a run needs. */
export interface GuardOptions {
  readonly source: Source;
  /** URL of the module that exports CHECKS; absent for the checks of the package. */
  readonly checks?: string;
  readonly limits: Limits;
  readonly seed: number;
  /** Recorded trajectories; compared with, and added to where a subject is new or `accept` is set. */
  readonly baseline?: { readonly known: Baseline; readonly fresh: boolean; readonly accept: boolean };
  /** Subjects whose steps those of the source must be, one for each or one for all. */
  readonly against?: Source;
  /** Names of environment variables that the subject sees besides those that programs need to run. */
  readonly pass?: readonly string[];
  /** Gets what subjects print. */
  readonly heard: (text: string) => void;
  /** How far all subjects together are, where each counts the same, and what is judged. */
  readonly onCheck: (done: number, total: number, subject: string, check: string) => void;
  /** True once the run is to end with what it has. */
  readonly stopped: () => boolean;
  /** Takes a function that ends what is under way. */
  readonly onStop: (stop: () => void) => void;
}

/** The check that a baseline adds. */
const REGRESSION: CheckEntry = {
  id: 'regression/baseline',
  group: 'regression',
  title: 'trajectories are those of the baseline',
};

/** The check that another optimizer adds. */
const AGAINST: CheckEntry = {
  id: 'regression/against',
  group: 'regression',
  title: 'steps are those of the other optimizer on the same gradients',
};

/** The judging process of a source's subjects, started anew whenever it has ended. */
class Judging {
  #process: JudgeProcess | undefined;
  #index = 0;
  /** Checks in which processes of the subject have ended. */
  strikes = 0;

  constructor(readonly options: GuardOptions) {}

  /** Which of the source's subjects is judged. */
  get index(): number {
    return this.#index;
  }

  /** Loads a subject. @throws InputError when it cannot be loaded */
  async open(index: number): Promise<Ready> {
    const { source, checks, limits, heard, pass = [] } = this.options;
    if (index !== this.#index) this.strikes = 0;
    this.#index = index;
    const opening = { source, index, limits, pass, mark: randomUUID(), ...(checks === undefined ? {} : { checks }) };
    this.#process ??= startJudge(opening, heard);
    const reply = await this.#process.ask({ open: opening });
    if ('ready' in reply) return reply.ready;
    this.close();
    if ('refused' in reply) throw new InputError(reply.refused);
    const place = source.kind === 'module' ? source.module : source.command;
    throw new InputError(`cannot be loaded: ${'lost' in reply ? reply.lost : 'no answer'}`, { file: place });
  }

  /** The answer to a question, or the outcome that the process's end amounts to. */
  async ask(question: Question): Promise<CheckOutcome | Extract<Reply, { readonly recorded: unknown } | { readonly ran: unknown }>> {
    if (this.#process === undefined) {
      try {
        await this.open(this.#index);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        this.strikes++;
        return collapsed(`loaded once, but not again: ${error.message}`);
      }
    }
    const reply = await this.#process!.ask(question);
    if ('lost' in reply) {
      this.close();
      this.strikes++;
      return collapsed(reply.lost);
    }
    if (reply.ended) this.strikes++;
    if ('outcome' in reply) return reply.outcome;
    if ('recorded' in reply || 'ran' in reply) return reply;
    return { verdict: 'undecided', slack: Number.NaN, note: 'refused' in reply ? reply.refused : 'no outcome came back' };
  }

  close(): void {
    this.#process?.close();
    this.#process = undefined;
  }
}

/** Compares with, or records into, the baseline. */
async function regression(judging: Judging, { subject }: Ready, { baseline, seed }: GuardOptions): Promise<CheckOutcome> {
  const { known, fresh, accept } = baseline!;
  const before = known.get(subject.name);
  if (before === undefined && !fresh && !accept) {
    return { verdict: 'undecided', slack: Number.NaN, note: 'the baseline has no such subject; --accept adds it' };
  }
  const recording = before === undefined || accept;
  const answer = await judging.ask({ record: recording ? { seed } : {} });
  if ('ran' in answer) throw new RangeError('trajectories were asked for');
  if (!('recorded' in answer)) return answer;
  const [{ compareTrajectories }, { keepTrajectories }] = await Promise.all([
    import('./regression/compare.js'),
    import('./regression/baseline.js'),
  ]);
  if (!recording) return compareTrajectories(answer.recorded, before.problems);
  keepTrajectories(known, subject, answer.recorded);
  return { verdict: 'information', slack: Number.NaN, note: 'recorded in the baseline' };
}

/** Compares with another optimizer, which is judged by nothing else. */
async function against(judging: Judging, { subject, count }: Ready, source: Source): Promise<CheckOutcome> {
  const { options } = judging;
  const { againstOutcome, againstProblems } = await import('./regression/against.js');
  const other = new Judging({ ...options, source });
  options.onStop(() => {
    judging.close();
    other.close();
  });
  try {
    const first = await other.open(0);
    if (first.count > 1) {
      if (first.count !== count) {
        throw new InputError(`holds ${first.count} optimizers, where one is needed or as many as are judged (${count})`);
      }
      await other.open(judging.index);
    }
    const problems = againstProblems(subject);
    const due = await other.ask({ run: problems });
    if (!('ran' in due)) {
      const note = `the other optimizer gives no steps: ${'note' in due ? due.note : 'no answer'}`;
      return { verdict: 'undecided', slack: Number.NaN, note };
    }
    const got = await judging.ask({ run: problems });
    return 'ran' in got ? againstOutcome(subject, problems, due.ran, got.ran) : (got as CheckOutcome);
  } finally {
    other.close();
    options.onStop(() => judging.close());
  }
}

/** The outcome of one check, from the process or from what the run compares with. */
async function outcomeOf(judging: Judging, ready: Ready, check: CheckEntry): Promise<CheckOutcome> {
  const { options } = judging;
  if (check === REGRESSION) return regression(judging, ready, options);
  if (check === AGAINST && options.against !== undefined) return against(judging, ready, options.against);
  return (await judging.ask({ check: check.id })) as CheckOutcome;
}

async function judgeSubject(judging: Judging, ready: Ready): Promise<CheckResult[]> {
  const { options } = judging;
  const added = [...(options.baseline === undefined ? [] : [REGRESSION]), ...(options.against === undefined ? [] : [AGAINST])];
  const plan = orderChecks([...ready.checks, ...added]);
  const verdicts = new Map<string, string>();
  const results: CheckResult[] = [];
  const tell = (done: number, what: string): void =>
    options.onCheck(judging.index * plan.length + done, ready.count * plan.length, ready.subject.name, what);
  let reached = 0;
  for (const [done, check] of plan.entries()) {
    if (options.stopped()) break;
    tell(done, check.id);
    const blocker = blockedBy(check, verdicts);
    let result: CheckResult;
    if (blocker !== undefined) result = skipped(check, `comes after ${blocker}, which is ${verdicts.get(blocker)}`);
    else if (judging.strikes >= STRIKES) result = skipped(check, `${STRIKES} checks have ended the subject's process`);
    else {
      const { verdict, ...outcome } = await outcomeOf(judging, ready, check);
      if (options.stopped()) break;
      reached = done + 1;
      // A check that turns out to be none for this subject is left out.
      if (verdict === 'inapplicable') continue;
      result = { ...check, verdict, ...outcome };
    }
    reached = done + 1;
    const expected = ready.subject.expectedBroken?.[check.id];
    verdicts.set(check.id, result.verdict);
    results.push(expected === undefined ? result : { ...result, expected });
  }
  if (reached === plan.length) tell(plan.length, 'done');
  return [...results, ...plan.slice(reached).map(notReached)];
}

/**
 * Judges all subjects of a source, in order.
 *
 * @throws InputError when the source cannot be loaded
 */
export async function guard(options: GuardOptions): Promise<GuardReport[]> {
  const reports: GuardReport[] = [];
  const judging = new Judging(options);
  options.onStop(() => judging.close());
  try {
    for (let index = 0, count = 1; index < count && !options.stopped(); index++) {
      const began = performance.now();
      const ready = await judging.open(index);
      count = ready.count;
      const checks = await judgeSubject(judging, ready);
      reports.push({ subject: ready.subject, checks, seconds: (performance.now() - began) / 1000 });
    }
  } catch (error) {
    // Ending the process under way makes its loading fail.
    if (!options.stopped()) throw error;
  } finally {
    judging.close();
  }
  return reports;
}
