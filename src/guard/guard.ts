/** Judges the subjects of a source, each in a process that may fail without taking the guard with it. */

import { InputError } from '../data/input-error.js';
import type { CheckOutcome } from './check.js';
import { describeEnding, outcomeOfEnding } from './isolation/ending.js';
import { type Ended, type JudgeProcess, startJudge } from './isolation/judge-process.js';
import type { Limits, Question, Ready, Reply, Source } from './isolation/messages.js';
import { collapsed } from './judge-check.js';
import { blockedBy, type CheckEntry, orderChecks } from './plan.js';
import { lastSteps } from './record-steps.js';
import { againstOutcome, againstProblems } from './regression/against.js';
import type { Baseline } from './regression/baseline-file.js';
import { keepTrajectories } from './regression/baseline-file.js';
import { compareTrajectories } from './regression/compare.js';
import { type CheckResult, type GuardReport, skipped } from './result.js';

/** Judging processes that a subject may end before it is left alone. */
const STRIKES = 3;

/** The checks of the package. */
export const SHIPPED_CHECKS: string = new URL('./checks/index.js', import.meta.url).href;

/** Everything a run needs. */
export interface GuardOptions {
  readonly source: Source;
  /** URL of the module that exports CHECKS. */
  readonly checks: string;
  readonly limits: Limits;
  readonly seed: number;
  /** Recorded trajectories; compared with, and added to where a subject is new or `accept` is set. */
  readonly baseline?: { readonly known: Baseline; readonly fresh: boolean; readonly accept: boolean };
  /** Subjects whose steps those of the source must be, one for each or one for all. */
  readonly against?: Source;
  /** Gets what subjects print. */
  readonly heard: (text: string) => void;
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

/** One subject's judging process, started anew whenever it has ended. */
class Judging {
  #process: JudgeProcess | undefined;
  strikes = 0;

  constructor(
    readonly options: GuardOptions,
    readonly index: number,
  ) {}

  /** Loads the subject. @throws InputError when it cannot be loaded */
  async open(): Promise<Ready> {
    const { source, checks, limits, heard } = this.options;
    const opening = { source, index: this.index, checks, limits };
    this.#process = startJudge(opening, heard);
    const reply = await this.#process.ask({ open: opening });
    if ('ready' in reply) return reply.ready;
    this.close();
    if ('refused' in reply) throw new InputError(reply.refused);
    const place = source.kind === 'module' ? source.module : source.command;
    throw new InputError(`cannot be loaded: ${'ending' in reply ? describeEnding(reply.ending) : 'no answer'}`, { file: place });
  }

  /** The answer to a question, or the outcome that the process's end amounts to. */
  async ask(question: Question): Promise<CheckOutcome | Extract<Reply, { readonly recorded: unknown } | { readonly ran: unknown }>> {
    if (this.#process === undefined) {
      try {
        await this.open();
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        this.strikes++;
        return collapsed(`loaded once, but not again: ${error.message}`);
      }
    }
    const reply = await this.#process!.ask(question);
    if ('outcome' in reply) return reply.outcome;
    if ('recorded' in reply || 'ran' in reply) return reply;
    this.close();
    this.strikes++;
    if ('ending' in reply) return 'check' in question ? this.withCalls(question.check, reply) : outcomeOfEnding(reply.ending);
    return { verdict: 'undecided', slack: Number.NaN, note: 'refused' in reply ? reply.refused : 'no outcome came back' };
  }

  /** The outcome of an end, with the calls that led to it when it comes again while they are logged. */
  private async withCalls(check: string, { ending }: Ended): Promise<CheckOutcome> {
    const outcome = outcomeOfEnding(ending);
    const stalled = 'limit' in ending && ending.limit === 'stalled';
    if (outcome.verdict !== 'broken' || stalled || this.options.stopped()) return outcome;
    try {
      await this.open();
      const again = await this.#process!.ask({ check, log: true });
      const witness = 'ending' in again && describeEnding(again.ending) === outcome.note ? lastSteps(again.calls) : undefined;
      return witness === undefined ? outcome : { ...outcome, witness };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return outcome;
    } finally {
      this.close();
    }
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
  if (!recording) return compareTrajectories(answer.recorded, before.problems);
  keepTrajectories(known, subject, answer.recorded);
  return { verdict: 'information', slack: Number.NaN, note: 'recorded in the baseline' };
}

/** Compares with another optimizer, which is judged by nothing else. */
async function against(judging: Judging, { subject, count }: Ready, source: Source): Promise<CheckOutcome> {
  const { options } = judging;
  const opening = new Judging({ ...options, source }, 0);
  options.onStop(() => {
    judging.close();
    opening.close();
  });
  try {
    const first = await opening.open();
    let other = opening;
    if (first.count > 1) {
      if (first.count !== count) {
        throw new InputError(`holds ${first.count} optimizers, where one is needed or as many as are judged (${count})`);
      }
      opening.close();
      other = new Judging({ ...options, source }, judging.index);
    }
    const problems = againstProblems(subject);
    const due = await other.ask({ run: problems });
    other.close();
    if (!('ran' in due)) {
      const note = `the other optimizer gives no steps: ${'note' in due ? due.note : 'no answer'}`;
      return { verdict: 'undecided', slack: Number.NaN, note };
    }
    const got = await judging.ask({ run: problems });
    return 'ran' in got ? againstOutcome(subject, problems, due.ran, got.ran) : (got as CheckOutcome);
  } finally {
    opening.close();
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
  for (const check of plan) {
    if (options.stopped()) break;
    options.onCheck(results.length, plan.length, ready.subject.name, check.id);
    const blocker = blockedBy(check, verdicts);
    let result: CheckResult;
    if (blocker !== undefined) result = skipped(check, `comes after ${blocker}, which is ${verdicts.get(blocker)}`);
    else if (judging.strikes >= STRIKES) result = skipped(check, `${STRIKES} checks have ended the judging process`);
    else {
      const { verdict, ...outcome } = await outcomeOf(judging, ready, check);
      if (options.stopped()) break;
      // A check that turns out to be none for this subject is left out.
      if (verdict === 'inapplicable') continue;
      result = { ...check, verdict, ...outcome };
    }
    const expected = ready.subject.expectedBroken?.[check.id];
    verdicts.set(check.id, result.verdict);
    results.push(expected === undefined ? result : { ...result, expected });
  }
  options.onCheck(results.length, plan.length, ready.subject.name, 'done');
  return results;
}

/**
 * Judges all subjects of a source, in order.
 *
 * @throws InputError when the source cannot be loaded
 */
export async function guard(options: GuardOptions): Promise<GuardReport[]> {
  const reports: GuardReport[] = [];
  for (let index = 0, count = 1; index < count && !options.stopped(); index++) {
    const began = performance.now();
    const judging = new Judging(options, index);
    options.onStop(() => judging.close());
    try {
      const ready = await judging.open();
      count = ready.count;
      const checks = await judgeSubject(judging, ready);
      reports.push({ subject: ready.subject, checks, seconds: (performance.now() - began) / 1000 });
    } catch (error) {
      // Ending the process under way makes its loading fail.
      if (!options.stopped()) throw error;
    } finally {
      judging.close();
    }
  }
  return reports;
}
