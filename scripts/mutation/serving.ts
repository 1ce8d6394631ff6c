/** A vitest that loads sources with faults behind switches in their place. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BaseSequencer, createVitest, type TestSpecification, type Vitest } from 'vitest/node';
import type { Mutant } from '../mutants.js';
import { filesIn } from './plan.js';
import { switched } from './switches.js';

/** Ends the process of the tests where a fault makes it run for ever. */
const WATCH = new URL('watch.mjs', import.meta.url).href;
const RUNNER = new URL('planting.ts', import.meta.url).pathname;
/** What searches for cases that tell a fault apart, in place of tests. */
export const SEARCH = 'scripts/mutation/telling.search.ts';

/** A fault and the source it is planted in. */
export interface Planted {
  readonly file: string;
  readonly source: string;
  readonly mutant: Mutant;
}

/** A vitest for the tests of properties/, in which each fault has the number of its place; its process reads and writes in the folder. */
export async function vitestServing(faults: readonly Planted[], folder: string): Promise<Vitest> {
  const texts = textsOf(faults);
  return createVitest(
    'test',
    {
      config: false,
      watch: true,
      bail: 1,
      include: ['properties/**/*.test.ts', SEARCH],
      // Of the suites' configuration no tag is known here.
      strictTags: false,
      pool: 'forks',
      execArgv: ['--import', WATCH],
      runner: RUNNER,
      env: { CLAIMCHECK_PLANTING: JSON.stringify(filesIn(folder)) },
      maxWorkers: 1,
      isolate: false,
      // A machine may be busy: what runs for ever is ended by the watch.
      testTimeout: 900_000,
      sequence: { sequencer: AsGiven },
      reporters: [{}],
    },
    {
      server: { watch: null },
      plugins: [{ name: 'planted', enforce: 'pre', load: (id: string) => texts.get(id.split('?')[0] ?? '') ?? null }],
    },
  );
}

/** The order in which tests are handed over. */
class AsGiven extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}

/** The sources with their faults behind switches, by absolute path. */
function textsOf(faults: readonly Planted[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const numbered = faults.map((fault, number) => ({ ...fault, number }));
  for (const { file, source } of faults)
    texts.set(
      resolve(file),
      switched(
        file,
        source,
        numbered.filter((one) => one.file === file),
      ),
    );
  const remember = resolve('src/numerics/remember.ts');
  const kept = 'kept.find(';
  const text = texts.get(remember) ?? readFileSync(remember, 'utf8');
  if (!text.includes(kept)) throw new Error(`src/numerics/remember.ts does not say ${kept}`);
  return texts.set(remember, text.replace(kept, `globalThis.forgetful(${kept.replace('.', ').')}`));
}
