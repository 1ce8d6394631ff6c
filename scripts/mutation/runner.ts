/** Tests that are run again and again in one process, on sources in which faults are planted. */

import { resolve } from 'node:path';
import { BaseSequencer, createVitest, type TestSpecification, type Vitest } from 'vitest/node';

/** Ends the process of the tests where a fault makes it run for ever. */
const WATCH = new URL('watch.mjs', import.meta.url).href;

/** Tests, and how they fare with a text in place of a source. */
export class FaultRunner {
  readonly #vitest: Vitest;
  readonly #tests: readonly TestSpecification[];
  readonly #served: { file: string; text: string };
  readonly #seconds = new Map<string, number>();

  private constructor(vitest: Vitest, tests: readonly TestSpecification[], served: { file: string; text: string }) {
    this.#vitest = vitest;
    this.#tests = tests;
    this.#served = served;
  }

  /** @throws Error where no test is named, or one fails without a fault. */
  static async of(names: readonly string[]): Promise<FaultRunner> {
    const served = { file: '', text: '' };
    const vitest = await createVitest(
      'test',
      {
        config: false,
        watch: true,
        bail: 1,
        include: ['properties/**/*.test.ts'],
        pool: 'forks',
        execArgv: ['--import', WATCH],
        maxWorkers: 1,
        isolate: false,
        testTimeout: 60_000,
        sequence: { sequencer: AsGiven },
        reporters: [{}],
      },
      {
        server: { watch: null },
        plugins: [
          {
            name: 'planted',
            enforce: 'pre',
            load: (id: string) => (served.file !== '' && id.split('?')[0] === resolve(served.file) ? served.text : null),
          },
        ],
      },
    );
    const tests = await vitest.globTestSpecifications([...names]);
    if (tests.length === 0) throw new Error(`no test is named by ${names.join(', ')}`);
    const runner = new FaultRunner(vitest, tests, served);
    for (const test of tests) if (await runner.#fail([test])) throw new Error(`${test.moduleId} fails without a fault`);
    return runner;
  }

  /** Paths of the test files, with the seconds that each took without a fault. */
  get seconds(): ReadonlyMap<string, number> {
    return this.#seconds;
  }

  /** Whether one of the tests, run in this order, fails with the text in place of the file. */
  async notices(file: string, text: string, order: readonly string[]): Promise<boolean> {
    Object.assign(this.#served, { file, text });
    this.#vitest.invalidateFile(resolve(file));
    const tests = order.flatMap((path) => this.#tests.filter(({ moduleId }) => moduleId === path));
    const isNoticed = await this.#fail(tests);
    Object.assign(this.#served, { file: '', text: '' });
    this.#vitest.invalidateFile(resolve(file));
    return isNoticed;
  }

  async close(): Promise<void> {
    await this.#vitest.close();
  }

  async #fail(tests: readonly TestSpecification[]): Promise<boolean> {
    if (tests.length === 0) return false;
    const began = process.hrtime.bigint();
    const { testModules, unhandledErrors } = await this.#vitest.runTestSpecifications([...tests]);
    const [only, ...others] = tests;
    if (only !== undefined && others.length === 0 && !this.#seconds.has(only.moduleId))
      this.#seconds.set(only.moduleId, Number(process.hrtime.bigint() - began) / 1e9);
    return unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
  }
}

/** The order in which tests are handed over. */
class AsGiven extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}
