/**
 * Plants faults in sources, one at a time, and says which of them no test notices.
 *
 * Usage: npm run mutate -- [FILE...] [--tests FILE...] [--most N] [--seed N]. Without FILE it takes the sources under src/ that differ from
 * the last commit. The tests are those of a file's room, properties/ROOM (of certify for a certificate), or those that are named. --most
 * draws that many faults of each file. No file is written: the faults are served to the tests in place of the source.
 * Exit code 1 where a fault survives.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node';
import { uniformSampler } from '../src/optimizer/sampler.js';
import { type Mutant, mutantsOf, planted } from './mutants.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: 'string', multiple: true }, most: { type: 'string' }, seed: { type: 'string' } },
});

/** What is served in place of a file. */
const instead = { file: '', text: '' };

const files = positionals.length > 0 ? positionals : changedSources();
const score = new Map<string, { killed: number; all: number }>();
for (const room of new Set(files.map(roomOf))) {
  const runner = await runnerOf(values.tests ?? [`properties/${room}/`]);
  for (const file of files.filter((each) => roomOf(each) === room)) await mutate(runner, room, file);
  await runner.vitest.close();
}
for (const [room, { killed, all }] of score) {
  console.log(`${room}: ${killed} of ${all} faults noticed, ${((100 * killed) / Math.max(all, 1)).toFixed(1)} %`);
}
process.exitCode = [...score.values()].some(({ killed, all }) => killed < all) ? 1 : 0;

function changedSources(): string[] {
  const told = execFileSync('git', ['diff', '--name-only', 'HEAD', '--', 'src'], { encoding: 'utf8' });
  return told.split('\n').filter((file) => file.endsWith('.ts'));
}

/** The folder of properties/ that mirrors a source's. */
function roomOf(file: string): string {
  return file.endsWith('.certificate.ts') ? 'certify' : (file.split('/')[1] ?? '');
}

/** Tests that are run again and again in one process. */
interface Runner {
  readonly vitest: Vitest;
  readonly tests: readonly TestSpecification[];
}

async function runnerOf(names: readonly string[]): Promise<Runner> {
  const vitest = await createVitest(
    'test',
    {
      config: false,
      watch: true,
      bail: 1,
      include: ['properties/**/*.test.ts'],
      pool: 'forks',
      maxWorkers: 1,
      isolate: false,
      testTimeout: 120_000,
      reporters: [{}],
    },
    {
      server: { watch: null },
      plugins: [
        {
          name: 'planted',
          enforce: 'pre',
          load: (id: string) => (instead.file !== '' && id.split('?')[0] === resolve(instead.file) ? instead.text : null),
        },
      ],
    },
  );
  const tests = await vitest.globTestSpecifications([...names]);
  const runner = { vitest, tests };
  if (tests.length === 0) throw new Error(`no test is named by ${names.join(', ')}`);
  if (await fails(runner)) throw new Error('the tests fail without a fault');
  return runner;
}

async function mutate(runner: Runner, room: string, file: string): Promise<void> {
  const source = readFileSync(file, 'utf8');
  const count = score.get(room) ?? { killed: 0, all: 0 };
  score.set(room, count);
  for (const mutant of drawn(mutantsOf(source))) {
    count.all++;
    const isNoticed = await noticed(runner, file, planted(source, mutant));
    if (isNoticed) count.killed++;
    else console.log(`survives ${file}:${placeOf(source, mutant)}`);
  }
  Object.assign(instead, { file: '' });
  runner.vitest.invalidateFile(resolve(file));
}

async function noticed(runner: Runner, file: string, text: string): Promise<boolean> {
  Object.assign(instead, { file, text });
  runner.vitest.invalidateFile(resolve(file));
  return await fails(runner);
}

async function fails({ vitest, tests }: Runner): Promise<boolean> {
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([...tests]);
  return unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
}

function drawn(mutants: readonly Mutant[]): readonly Mutant[] {
  const { most, seed = '0' } = values;
  if (most === undefined || mutants.length <= Number(most)) return mutants;
  const next = uniformSampler(Number(seed), mutants.length);
  const chosen = new Set<number>();
  while (chosen.size < Number(most)) chosen.add(next());
  return mutants.filter((_, place) => chosen.has(place));
}

/** Line, column and what became of the line. */
function placeOf(source: string, mutant: Mutant): string {
  const before = source.slice(0, mutant.offset).split('\n');
  const line = planted(source, mutant).split('\n')[before.length - 1] ?? '';
  return `${before.length}:${(before.at(-1) ?? '').length + 1}  ${mutant.from} -> ${mutant.to === '' ? 'nothing' : mutant.to}  ${line.trim()}`;
}
