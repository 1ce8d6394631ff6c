import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long for their length; by length, which is what Vitest goes by where it knows no times, they would come last. */
const LONG = /\/(chapter-.*|zoo)\.test\.ts$/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['properties/**/*.test.ts'],
    globalSetup: 'properties/support/build.ts',
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: '100%',
    // No test changes what another sees: modules are loaded once a worker, not once a file.
    isolate: false,
    sequence: { sequencer: LongFirst },
  },
});
