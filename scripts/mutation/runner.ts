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
        // A machine may be busy: what runs for ever is ended by the watch.
        testTimeout: 900_000,
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
    const failed = await runner.#failing(tests);
    if (failed !== undefined) throw new Error(`a test fails without a fault: ${failed}`);
    return runner;
  }

  /** Paths of the test files, with the seconds that each took without a fault. */
  get seconds(): ReadonlyMap<string, number> {
    return this.#seconds;
  }

  /** Which of the tests, run in this order, is the first to fail with the text in place of the file; undefined where none does. */
  async noticing(file: string, text: string, order: readonly string[]): Promise<string | undefined> {
    Object.assign(this.#served, { file, text });
    this.#vitest.invalidateFile(resolve(file));
    const failed = await this.#failing(order.flatMap((path) => this.#tests.filter(({ moduleId }) => moduleId === path)));
    Object.assign(this.#served, { file: '', text: '' });
    this.#vitest.invalidateFile(resolve(file));
    return failed;
  }

  async close(): Promise<void> {
    await this.#vitest.close();
  }

  async #failing(tests: readonly TestSpecification[]): Promise<string | undefined> {
    if (tests.length === 0) return undefined;
    // What failed in an earlier run is on vitest's books until it runs again, and it need not be among these tests.
    this.#vitest.state.filesMap.clear();
    const { testModules, unhandledErrors } = await this.#vitest.runTestSpecifications([...tests]);
    for (const module of testModules)
      if (!this.#seconds.has(module.moduleId)) this.#seconds.set(module.moduleId, module.diagnostic().duration / 1000);
    for (const module of testModules) {
      const [test] = module.children.allTests('failed');
      if (test !== undefined) return `${module.relativeModuleId}: ${test.fullName}`;
      if (!module.ok()) return `${module.relativeModuleId}, as a whole`;
    }
    return unhandledErrors.length > 0 ? 'the end of the process' : undefined;
  }
}

/** The order in which tests are handed over. */
class AsGiven extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}
