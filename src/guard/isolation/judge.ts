/** The judging process: loads one subject and judges it check by check, as the guard asks. */

import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { InputError } from '../../data/input-error.js';
import type { OptimizerUnderTest } from '../../optimizer/optimizer.js';
import type { Check } from '../check.js';
import { type Problem, trajectory } from '../checks/problem.js';
import { collapsed, judgeCheck } from '../judge-check.js';
import { loadOptimizers } from '../load-module.js';
import { openBridge, ProcessEnded } from '../process/bridge.js';
import { commandOptimizer } from '../process/command-optimizer.js';
import { type Call, recordSteps } from '../record-steps.js';
import { recordTrajectories } from '../regression/record.js';
import { entryOf, subjectOf } from '../subject.js';
import { AsynchronousStep, describeThrown, SubjectFailure } from '../subject-failure.js';
import { beating, CHECKS, heartbeat } from './heartbeat.js';
import type { Numbered, Opening, Question, Reply, Source } from './messages.js';
import { callLine, REPORT } from './report-pipe.js';
import type { WatchData } from './watch.js';

/** A subject at work. */
interface Opened {
  readonly opening: Opening;
  readonly checks: readonly Check[];
  optimizer: OptimizerUnderTest;
}

const beat = heartbeat();
let asynchronous = false;
const watch = beating(beat, () => {
  asynchronous = true;
});
let opened: Opened | undefined;
/** What was thrown outside of any call, by a timer or a promise of the subject. */
let stray: string | undefined;
process.on('uncaughtException', (thrown) => {
  stray ??= describeThrown(thrown);
});
process.on('disconnect', () => process.exit());
/** The channel to the guard, which a subject that looks for one must not find. */
const channel = process.send!.bind(process);
delete process.send;

function startWatching({ limits }: Opening): void {
  new Worker(new URL('./watch.js', import.meta.url), {
    workerData: { beat, limits, guard: process.ppid } satisfies WatchData,
    // The subject's environment may hold options that are not for this thread.
    execArgv: [],
  }).unref();
}

/** A program's optimizer, created once so that one that cannot be run is told from one that is wrong. */
function commandSubject({ command, folder, entry }: Source & { kind: 'command' }): OptimizerUnderTest {
  const optimizer = commandOptimizer(entry, openBridge(command, folder));
  watch.enter(0);
  try {
    optimizer.create({ dimension: 1, stepSize: 0.1 });
  } catch (thrown) {
    if (thrown instanceof ProcessEnded) throw new InputError(`cannot be run: the process ${thrown.how}`, { file: command });
    // Anything else that is wrong with it is for the checks to find.
  } finally {
    watch.leave();
  }
  return optimizer;
}

/** The subjects of a source. @throws InputError naming what is wrong */
async function optimizersOf(source: Source): Promise<OptimizerUnderTest[]> {
  return source.kind === 'module' ? loadOptimizers(source, source.folder) : [commandSubject(source)];
}

/** The checks that a module exports. @throws InputError naming the module */
async function checksOf(module: string): Promise<readonly Check[]> {
  let namespace: { readonly CHECKS?: unknown };
  try {
    namespace = await import(module);
  } catch (thrown) {
    throw new InputError(`cannot be loaded: ${describeThrown(thrown)}`, { file: fileURLToPath(module) });
  }
  if (!Array.isArray(namespace.CHECKS)) throw new InputError('has no list CHECKS', { file: fileURLToPath(module) });
  return namespace.CHECKS;
}

async function open(opening: Opening): Promise<Reply> {
  startWatching(opening);
  const optimizers = await optimizersOf(opening.source);
  const optimizer = optimizers[opening.index]!;
  const all = await checksOf(opening.checks);
  opened = { opening, checks: all, optimizer };
  const subject = subjectOf(optimizer);
  const checks = all
    .filter((check) => check.applies(subject))
    .map(({ id, group, title, after }) => ({ id, group, title, ...(after === undefined ? {} : { after }) }));
  return { ready: { count: optimizers.length, subject: entryOf(optimizer), checks } };
}

/** Puts an asynchronous module into a process of its own, whose answers can be waited for. */
function moveToProcess(from: Opened): void {
  const { source, index } = from.opening;
  if (source.kind !== 'module') throw new RangeError('a process is waited for already');
  const host = fileURLToPath(new URL('../process/module-host.js', import.meta.url));
  const args = [...process.execArgv, host, source.module, source.exported, String(index)];
  from.optimizer = commandOptimizer(entryOf(from.optimizer), openBridge({ program: process.execPath, args }, source.folder));
  asynchronous = false;
}

/** Does something with the subject; once more through a process when its steps turn out to be asynchronous. */
function withSubject<T>(use: (opened: Opened) => T): T {
  const at = opened!;
  try {
    const result = use(at);
    if (!asynchronous) return result;
  } catch (thrown) {
    if (!(thrown instanceof AsynchronousStep) && !asynchronous) throw thrown;
  }
  moveToProcess(at);
  return use(at);
}

function record(seed?: number): Reply {
  try {
    return { recorded: withSubject(({ optimizer }) => recordTrajectories(subjectOf(optimizer, watch), seed)) };
  } catch (thrown) {
    if (thrown instanceof SubjectFailure) return { outcome: collapsed(thrown.message) };
    throw thrown;
  }
}

function run(problems: readonly Problem[]): Reply {
  try {
    return { ran: withSubject(({ optimizer }) => problems.map((problem) => trajectory(subjectOf(optimizer, watch), problem))) };
  } catch (thrown) {
    if (thrown instanceof SubjectFailure) return { outcome: collapsed(thrown.message) };
    throw thrown;
  }
}

function logCall(call: Call): void {
  writeSync(REPORT, `${callLine(call)}\n`);
}

async function answer(question: Question): Promise<Reply> {
  if ('open' in question) return open(question.open);
  if ('record' in question) return record(question.record.seed);
  if ('run' in question) return run(question.run);
  const outcome = withSubject(({ optimizer, checks }) => {
    const check = checks.find(({ id }) => id === question.check)!;
    return judgeCheck(check, question.log ? recordSteps(optimizer, logCall) : optimizer, watch);
  });
  // Lets rejections and timers that are due come forward; the shortest timer takes a millisecond.
  await new Promise((resolve) => setTimeout(resolve, 2));
  const thrown = stray;
  stray = undefined;
  return { outcome: thrown === undefined ? outcome : collapsed(`threw outside of any call: ${thrown}`) };
}

process.on('message', async ({ question, content }: Numbered<Question>) => {
  let reply: Reply;
  Atomics.add(beat, CHECKS, 1);
  try {
    reply = await answer(content);
  } catch (error) {
    reply = { refused: error instanceof InputError ? error.message : `the guard failed: ${describeThrown(error)}` };
  }
  Atomics.add(beat, CHECKS, 1);
  const send = (content: Reply): void => void channel({ question, content } satisfies Numbered<Reply>);
  try {
    send(reply);
  } catch (error) {
    // What a check of the user's own returns need not be plain data.
    send({ refused: `the outcome cannot be passed on: ${describeThrown(error)}` });
  }
});
