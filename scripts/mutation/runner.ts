/** Runs tests on sources in which many faults lie behind switches, and says which faults they notice. */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestModule, TestSpecification, Vitest } from 'vitest/node';
import { nth } from '../../src/numerics/lists.js';
import { testsFor } from './order.js';
import { filesIn, type Known, type Plan, type Told } from './plan.js';
import { type Planted, vitestServing } from './serving.js';

/** Seconds of tests as they were measured last. */
const TIMES = 'node_modules/.cache/claimcheck-mutate.json';
/** Seconds of tests that are asked before any longer one. */
export const QUICK = 0.3;

/**
 * The test that notices each fault, by the place of the fault in the list; undefined where none does that takes less than so many seconds.
 *
 * @param names - what vitest takes for tests.
 * @param limits - seconds of the processor that a test may take: tests below the first limit are asked first, then those below the next.
 * @throws Error where no test is named, or one fails without a fault.
 */
export async function noticedBy(
  faults: readonly Planted[],
  names: readonly string[],
  limits: readonly number[],
): Promise<readonly (string | undefined)[]> {
  const session = await Session.of(faults, names);
  for (const most of limits) await session.ask(most);
  await session.askFromTheStart(Math.max(...limits));
  await session.close();
  return session.noticed;
}

class Session {
  readonly noticed: (string | undefined)[];
  readonly #outside = new Set<number>();
  readonly #fromTheStart = new Set<number>();
  readonly #known: Record<string, Known>;
  readonly #over: string[] = [];
  readonly #passed: (readonly [number, string])[] = [];
  readonly #spoilt = new Set<string>();
  readonly #folder: string;

  private constructor(
    readonly faults: readonly Planted[],
    readonly vitest: Vitest,
    readonly tests: readonly TestSpecification[],
    folder: string,
  ) {
    this.noticed = faults.map(() => undefined);
    this.#known = timesKept();
    this.#folder = folder;
  }

  static async of(faults: readonly Planted[], names: readonly string[]): Promise<Session> {
    const folder = mkdtempSync(join(tmpdir(), 'claimcheck-mutate-'));
    const vitest = await vitestServing(faults, folder);
    const tests = await vitest.globTestSpecifications([...names]);
    if (tests.length === 0) throw new Error(`no test is named by ${names.join(', ')}`);
    return new Session(faults, vitest, tests, folder);
  }

  /** Puts the faults to all tests that take at most so many seconds. */
  async ask(most: number): Promise<void> {
    const asked = new Set(this.faults.flatMap(({ file }) => this.#testsFor(file)));
    this.#over.length = 0;
    while (!(await this.#run([...asked], most))) {
      // A fault ended the process: the next one goes on behind it.
    }
    const times = Object.fromEntries(Object.entries(this.#known).map(([test, { seconds }]) => [test, { seconds }]));
    mkdirSync(dirname(TIMES), { recursive: true });
    writeFileSync(TIMES, JSON.stringify(times));
  }

  /** Loads everything with a fault in it, for those that act only when a source is loaded, and asks the tests that import it. */
  async askFromTheStart(most: number): Promise<void> {
    const put = new Set(this.#passed.map(([number]) => number));
    const loaded = [...this.#outside].filter((number) => !put.has(number));
    this.#over.length = 0;
    for (const number of new Set([...loaded, ...this.#fromTheStart])) {
      const { file } = nth(this.faults, number);
      if (this.noticed[number] === undefined) await this.#run(this.#testsFor(file), most, number);
    }
  }

  async close(): Promise<void> {
    await this.vitest.close();
    rmSync(this.#folder, { recursive: true });
  }

  #testsFor(file: string): readonly TestSpecification[] {
    const known = Object.entries(this.#known);
    const secondsOf = ({ taskId }: TestSpecification): number =>
      known.reduce((sum, [test, { seconds }]) => sum + (test.startsWith(taskId) ? seconds : 0), 0);
    const order = testsFor(file, new Map(this.tests.map((test) => [test.moduleId, secondsOf(test)])));
    return order.flatMap((path) => this.tests.filter(({ moduleId }) => moduleId === path));
  }

  /** Whether the process of the tests came to its end. */
  async #run(tests: readonly TestSpecification[], most: number, active?: number): Promise<boolean> {
    const faults = this.noticed.flatMap((by, number) => (by === undefined ? [number] : []));
    const plan = { faults, most, known: this.#known, over: this.#over, passed: this.#passed, ...(active === undefined ? {} : { active }) };
    const { told, plan: planFile } = filesIn(this.#folder);
    writeFileSync(planFile, JSON.stringify(plan satisfies Plan));
    writeFileSync(told, '');
    // What failed in an earlier run is on vitest's books until it runs again, and it need not be among these tests.
    this.vitest.state.filesMap.clear();
    const { testModules, unhandledErrors } = await this.vitest.runTestSpecifications([...tests]);
    const lines = readFileSync(told, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Told);
    for (const line of lines) this.#learn(line, active);
    for (const module of testModules) this.#notLoaded(module, active);
    const last = lines.at(-1);
    if (unhandledErrors.length === 0) return true;
    if (active !== undefined) this.noticed[active] ??= 'the end of the process';
    else if (last?.[0] === 'tries') this.noticed[last[1]] = `${last[3]}, which does not end`;
    else if (last?.[0] !== 'spoilt') throw new Error('the process of the tests ended without a fault', { cause: unhandledErrors });
    return false;
  }

  /** A file of tests that cannot be loaded says something of a fault that is there from the start, and hides its tests where there is none. */
  #notLoaded(module: TestModule, active: number | undefined): void {
    const [error] = module.errors();
    if (error === undefined) return;
    if (active === undefined) throw new Error(`${module.relativeModuleId} does not load without a fault: ${error.message}`);
    this.noticed[active] ??= `${module.relativeModuleId}, which does not load`;
  }

  #learn(told: Told, active: number | undefined): void {
    const [what, subject] = told;
    if (what === 'known') this.#known[subject] = told[2];
    else if (what === 'over') this.#over.push(subject);
    else if (what === 'noticed') this.noticed[subject] = told[3];
    else if (what === 'fails' && active === undefined) throw new Error(`a test fails without a fault: ${told[3]}`);
    else if (what === 'fails') this.noticed[subject] ??= told[3];
    else if (what === 'passed') this.#passed.push([subject, told[2]]);
    else if (what === 'outside') this.#outside.add(subject);
    else if (what === 'kept') this.#notRerun(subject, told[2]);
    else if (what === 'spoilt') {
      const pair = `${subject} ${told[2]}`;
      if (subject >= 0 && this.#spoilt.has(pair)) this.#notRerun(subject, told[2]);
      this.#spoilt.add(pair);
    }
  }

  /** A test that cannot be run twice in one process, or kept its answer, says something of a fault that is there from the start. */
  #notRerun(number: number, test: string): void {
    this.#passed.push([number, test]);
    this.#fromTheStart.add(number);
  }
}

function timesKept(): Record<string, Known> {
  return existsSync(TIMES) ? (JSON.parse(readFileSync(TIMES, 'utf8')) as Record<string, Known>) : {};
}
