/**
 * The judging process: judges subjects check by check, as the guard asks. The subject is in another process, whose answers
 * are parsed here as data; none of its code is ever loaded here.
 */

import { fileURLToPath } from 'node:url';
import { InputError } from '../../data/input-error.js';
import type { OptimizerUnderTest } from '../../optimizer/optimizer.js';
import type { Check, CheckOutcome, Subject } from '../check.js';
import { hasClaims } from '../checks/applicability.js';
import { collapsed, judgeCheck } from '../judge-check.js';
import { type Keeper, startKeeper } from '../process/bridge.js';
import { CHECKS, heartbeat } from '../process/heartbeat.js';
import { entryOf, subjectOf } from '../subject.js';
import { describeThrown, GuardLimit, SubjectFailure } from '../subject-failure.js';
import type { Numbered, Opening, Question, Reply } from './messages.js';
import { type Subjects, startSubjects } from './sources.js';

/** File descriptor on which the leaders of the subject's process groups are told. */
const LEADERS = 4;

/** What was opened: it stays for the further subjects of the source. */
interface Opened {
  readonly subjects: Subjects;
  readonly keeper: Keeper;
}

const beat = heartbeat();
let opened: Opened | undefined;
let optimizer: OptimizerUnderTest | undefined;
/** The checks that the subject is judged by. */
let checks: readonly Check[] = [];

process.on('disconnect', () => process.exit());

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

/** The module with the checks of the package; the edition is loaded for those algorithms only that its claims are about. */
function shippedFor(subject: Subject): string {
  return new URL(hasClaims(subject) ? '../checks/index.js' : '../checks/general.js', import.meta.url).href;
}

/** The program starts first: the checks load while it does. */
async function openSource({ source, limits, pass, mark, checks: own }: Opening): Promise<Opened> {
  const keeper = startKeeper({ beat, limits, pass, mark, leaders: LEADERS });
  const started = startSubjects(source, keeper);
  if (own === undefined) await import('../checks/general.js');
  return { subjects: started(), keeper };
}

async function open(opening: Opening): Promise<Reply> {
  opened ??= await openSource(opening);
  optimizer = opened.subjects.at(opening.index);
  const subject = subjectOf(optimizer);
  checks = await checksOf(opening.checks ?? shippedFor(subject));
  const entries = checks
    .filter((check) => check.applies(subject))
    .map(({ id, group, title, after }) => ({ id, group, title, ...(after === undefined ? {} : { after }) }));
  return { ready: { count: opened.subjects.count, subject: entryOf(optimizer), checks: entries } };
}

function judge({ subjects }: Opened, id: string): Reply {
  const check = checks.find((one) => one.id === id);
  if (check === undefined || optimizer === undefined) throw new RangeError(`there is no check ${id}`);
  const outcome = judgeCheck(check, optimizer, () => Atomics.add(beat, CHECKS, 2));
  try {
    subjects.settle();
  } catch (thrown) {
    if (thrown instanceof SubjectFailure) return { outcome: outcome.verdict === 'broken' ? outcome : collapsed(thrown.message) };
    if (!(thrown instanceof GuardLimit)) throw thrown;
  }
  return { outcome };
}

/** The outcome that a failure amounts to where nothing is compared yet. */
function outcomeOf(thrown: unknown): CheckOutcome {
  if (thrown instanceof SubjectFailure) return collapsed(thrown.message);
  if (thrown instanceof GuardLimit) return { verdict: 'undecided', slack: Number.NaN, note: thrown.message };
  throw thrown;
}

/** What a subject does on problems that the guard compares. */
async function steps(question: Exclude<Question, { readonly open: Opening } | { readonly check: string }>): Promise<Reply> {
  if (optimizer === undefined) throw new RangeError('nothing was opened');
  const subject = subjectOf(optimizer);
  const [{ recordTrajectories }, { trajectory }] = await Promise.all([import('../regression/record.js'), import('../checks/problem.js')]);
  try {
    if ('record' in question) return { recorded: recordTrajectories(subject, question.record.seed) };
    return { ran: question.run.map((problem) => trajectory(subject, problem)) };
  } catch (thrown) {
    return { outcome: outcomeOf(thrown) };
  }
}

async function answer(question: Question): Promise<Reply> {
  if ('open' in question) return open(question.open);
  if (opened === undefined) throw new RangeError('nothing was opened');
  const before = opened.keeper.endings();
  const reply = 'check' in question ? judge(opened, question.check) : await steps(question);
  return opened.keeper.endings() > before ? { ...reply, ended: true } : reply;
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
  const send = (content: Reply): void => void process.send?.({ question, content } satisfies Numbered<Reply>);
  try {
    send(reply);
  } catch (error) {
    // What a check of the user's own returns need not be plain data.
    send({ refused: `the outcome cannot be passed on: ${describeThrown(error)}` });
  }
});
