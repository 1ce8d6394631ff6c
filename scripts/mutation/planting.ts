/** What vitest runs tests by while faults are planted: each test again for every fault that it reaches, in one process. */

import { appendFileSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type RunnerTestCase, TestRunner } from 'vitest';
import type { Known, Plan, Told } from './plan.js';

const { plan: planFile = '', told: toldFile = '' } = JSON.parse(process.env.CLAIMCHECK_PLANTING ?? '{}') as Record<string, string>;
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as Plan;

/** How often a line may run with a fault in it, as against without: what goes beyond never ends. */
const [MOST_TIMES, MOST_MORE] = [100, 1e6];

/** Of watch.mjs, where [1] holds the seconds after which it ends the process. */
const { watched } = globalThis as unknown as { watched: Int32Array };
// What runs without a fault may take its time, and ends.
if (plan.active === undefined) watched[1] = 2 ** 31 - 1;
const [, unwatched = 0] = watched;

const undecided = new Set(plan.faults);
const passed = new Set(plan.passed.map(([number, test]) => `${number} ${test}`));
const hits = new Map<number, number>();
let active = plan.active ?? -1;
let most = Number.POSITIVE_INFINITY;
let times = 0;
let hasPlanted = false;
/** Which planting an answer kept by src/numerics/remember.ts is from. */
let era = 0;
const eras = new WeakMap<object, number>();

Object.assign(globalThis, {
  planted(number: number): boolean {
    if (number !== active) {
      if (active < 0) hits.set(number, (hits.get(number) ?? 0) + 1);
      return false;
    }
    if (++times > most) throw new Error('does not end');
    return true;
  },
  isReaching: (): boolean => plan.faults.some((number) => hits.has(number)),
  forgetful(kept: unknown[]): unknown[] {
    if ((eras.get(kept) ?? 0) !== era) kept.length = 0;
    eras.set(kept, era);
    return kept;
  },
});
// A smaller counterexample would cost time, and nobody reads it.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });

function tell(...told: Told): void {
  appendFileSync(toldFile, `${JSON.stringify(told)}\n`);
}

export default class PlantingRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    const known = plan.known[test.id];
    if (plan.over.includes(test.id) || (known !== undefined && !isAsked(test, known))) return;
    for (const number of hits.keys()) tell('outside', number);
    hits.clear();
    era++;
    const began = process.cpuUsage();
    try {
      await run();
    } catch (error) {
      if (hasPlanted) endSpoilt(-1, test);
      tell('fails', plan.active ?? -1, test.id, `${test.file.name}: ${test.fullTestName}`);
      throw error;
    }
    if (plan.active !== undefined) return;
    const { user, system } = process.cpuUsage(began);
    const reached = new Map(hits);
    const seconds = (user + system) / 1e6;
    tell('known', test.id, { seconds, reaches: [...reached.keys()] });
    if (seconds <= plan.most)
      for (const [number, count] of reached) if (undecided.has(number)) await plant(number, { count, seconds }, test, run);
    tell('over', test.id);
    hits.clear();
  }
}

/** Whether a test is quick enough, and reaches a fault that it has not been put to. */
function isAsked({ id }: RunnerTestCase, { seconds, reaches }: Known): boolean {
  if (seconds > plan.most) return false;
  return plan.active !== undefined || (reaches?.some((one) => undecided.has(one) && !passed.has(`${one} ${id}`)) ?? true);
}

/** How often a test runs the line without the fault, and what it takes of the processor in all. */
interface Usual {
  readonly count: number;
  readonly seconds: number;
}

async function plant(number: number, usual: Usual, test: RunnerTestCase, run: () => unknown): Promise<void> {
  if (passed.has(`${number} ${test.id}`)) return;
  tell('tries', number, test.id, `${test.file.name}: ${test.fullTestName}`);
  [active, most, times] = [number, MOST_TIMES * usual.count + MOST_MORE, 0];
  watched[1] = Math.ceil(20 * usual.seconds) + 2;
  // No timer fires between plantings of a test that waits for nothing, and what those before took is not this one's.
  Atomics.add(watched, 0, 1);
  hasPlanted = true;
  era++;
  const isNoticed = await fails(run);
  active = -1;
  watched[1] = unwatched;
  era++;
  if (!isNoticed) return tell(times > 0 ? 'passed' : 'kept', number, test.id);
  if (await fails(run)) endSpoilt(number, test);
  undecided.delete(number);
  tell('noticed', number, test.id, `${test.file.name}: ${test.fullTestName}`);
}

/** A test fails without a fault: an earlier one has left something behind, and a new process tries again. */
function endSpoilt(number: number, test: RunnerTestCase): void {
  tell('spoilt', number, test.id);
  process.kill(process.pid, 'SIGKILL');
}

async function fails(run: () => unknown): Promise<boolean> {
  try {
    await run();
    return false;
  } catch {
    return true;
  }
}
