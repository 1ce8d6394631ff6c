import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take long, the longest first: a worker that came to one of them last would end long after the other. Vitest goes by the
 * size of files where it has no times from a run before.
 */
const LONG = [
  'guard/power',
  'hunt/cli',
  'cli/max-time',
  'cli/signals',
  'package',
  'cli/commands',
  'guard/hostile',
  'guard/carried',
  'cli/workflow',
  'replay/replay',
  'paper/gradient-descent/chapter',
  'paper/stochastic/chapter',
  'guard/baseline',
  'paper/defects',
  'certify/limits',
  'certify/certificates',
  'guard/command',
  'guard/vitest',
  'guard/isolation',
  'judge/second-way',
  'guard/subjects',
  'vectors',
  'guard/reference',
  'paper/method-hypotheses',
  'paper/networks/chapter',
  'hunt/lock',
  'paper/evaluations',
  'judge/agreement',
  'hunt/extremal',
  'verify/recipes',
].map((name) => `/properties/${name}.test.ts`);

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? LONG.length : at;
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['properties/**/*.test.ts'],
    // `npm run test:python`, since it needs PyTorch.
    exclude: ['properties/python/**', '**/node_modules/**'],
    globalSetup: 'properties/support/build.ts',
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: 'forks',
    // Vitest itself would leave a processor idle; more workers than there are processors it does not start by a percentage.
    maxWorkers: '100%',
    // No test changes what another sees: modules are loaded once a worker, not once a file.
    isolate: false,
    // What was built is loaded by Node itself, as users load it.
    server: { deps: { external: [/^(?!.*\/node_modules\/).*\/dist\/.*\.js$/] } },
    sequence: { sequencer: LongFirst },
    tags: [{ name: 'statistical', description: 'On few seeds and cases here, on all others in `npm run test:long`.' }],
  },
});
