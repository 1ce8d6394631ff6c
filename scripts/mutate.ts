/**
 * Plants small faults in sources, and says which of them no test notices.
 *
 * Usage: npm run mutate -- [FILE...] [--room ROOM] [--tests FILE]... [--patience SECONDS] [--most N] [--sample N] [--seed N] [--record] [--again] [--search].
 * Without FILE it takes the sources under src/ that differ from the last commit, or all of a room. The tests are those of a file's room,
 * or those that are named, if they take no longer than the patience. --most draws that many faults of each file, --sample that many of all
 * files of a room together, in random order. --record keeps the outcome for the page of scores after every 500 faults, of samples by their
 * seed and else by the source; sources on record that have not changed are left out. --again plants what is on record as missed once more,
 * but for faults that are known to change nothing.
 * With --search no tests are asked: many cases of each claim are judged with and without each fault, and one that tells it apart is put on
 * record with the other evaluations, which are tests from then on.
 * No source is written: the faults are served to the tests in place of it. Exit code 1 where a fault is missed that is not named in
 * scripts/mutation/equivalent.json.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { contentHash } from '../src/data/content-hash.js';
import { nth } from '../src/numerics/lists.js';
import { uniformSampler } from '../src/optimizer/sampler.js';
import { type Mutant, mutantsOf } from './mutants.js';
import { batchesOf, type Drawn } from './mutation/batches.js';
import {
  everyMissed,
  type Fault,
  faultOf,
  forget,
  isOnRecord,
  isSameFault,
  readEquivalents,
  recordRun,
  recordSource,
} from './mutation/record.js';
import { roomOf, testsOfRoom } from './mutation/rooms.js';
import { noticedBy, QUICK } from './mutation/runner.js';
import { SEARCH } from './mutation/serving.js';
import { plantable } from './mutation/switches.js';
import { fileOfTelling, recordTelling } from './mutation/telling.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    room: { type: 'string' },
    tests: { type: 'string', multiple: true },
    most: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string' },
    patience: { type: 'string', default: '5' },
    record: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    search: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? 0);
const patience = Number(values.patience);

const equivalents = readEquivalents();
const files = positionals.length > 0 ? positionals : values.room === undefined ? changedSources() : sourcesOf(values.room);
for (const room of new Set(files.map(roomOf))) await tryRoom(room);

async function tryRoom(room: string): Promise<void> {
  const known = everyMissed().filter(({ file }) => files.includes(file) && roomOf(file) === room);
  const own = files.filter((file) => roomOf(file) === room);
  const all = own.map(faultsOf);
  const sampled = values.sample !== undefined || values.most !== undefined;
  const keeps = values.record && !values.again;
  const drawn = values.again
    ? all.flat().filter(({ fault }) => isIn(known, fault) && !isIn(equivalents, fault))
    : drawnOf(
        (keeps && !sampled ? all.filter(isUnknown) : all).flatMap((some) => drawnOf(some, values.most)),
        values.sample,
      );
  // A line that was mended otherwise cannot have its fault any more.
  const possible = all.flat().map(({ fault }) => fault);
  const gone = known.filter((one) => !isIn(equivalents, one) && !isIn(possible, one));
  if (values.again && values.record) gone.forEach(forget);
  const missed: Fault[] = [];
  let tried = 0;
  for (const batch of batchesOf(drawn)) {
    const telling = values.search ? fileOfTelling() : undefined;
    const tests = telling === undefined ? (values.tests ?? testsOfRoom(room)) : [SEARCH];
    const limits = telling === undefined ? [QUICK, patience] : [patience];
    const noticed = await noticedBy(batch, tests, limits);
    if (telling !== undefined) console.log(`${recordTelling(telling)} cases put on record`);
    for (const [place, planted] of batch.entries()) {
      tell(`${tried + place + 1}/${drawn.length}`, planted, noticed[place]);
      if (noticed[place] === undefined) missed.push(planted.fault);
    }
    // One line can stand twice in a source: what is missed in one place is missed.
    const found = batch.map(({ fault }) => fault).filter((fault) => !isIn(missed, fault));
    if (values.again && values.record) found.forEach(forget);
    tried += batch.length;
    if (keeps && sampled) recordRun({ room, seed, of: possible.length, drawn: tried, missedAtFirst: missed.length, missed });
    else if (keeps) recordSources(batch, missed);
  }
  const named = missed.filter((fault) => isIn(equivalents, fault)).length;
  console.log(`${room}: ${drawn.length - missed.length} of ${drawn.length} faults noticed, ${named} of the others change nothing`);
}

/** Whether a source is not on record as it is; one without faults need not be. */
function isUnknown([first]: readonly Drawn[]): boolean {
  return first !== undefined && !isOnRecord(first.file, first.source);
}

function recordSources(batch: readonly Drawn[], missed: readonly Fault[]): void {
  for (const [file, source] of new Map(batch.map((planted) => [planted.file, planted.source]))) {
    const own = missed.filter((fault) => fault.file === file);
    const faults = batch.filter((planted) => planted.file === file).length;
    recordSource({ file, hash: contentHash(source), faults, missedAtFirst: own.length, missed: own });
  }
}

function isIn(list: readonly Fault[], fault: Fault): boolean {
  return list.some((one) => isSameFault(one, fault));
}

function tell(which: string, { file, source, mutant, fault }: Drawn, noticing: string | undefined): void {
  const what = `${which} ${file}:${lineOf(source, mutant)}`;
  console.log(noticing === undefined ? `missed  ${what}` : `noticed ${what} by ${noticing}`);
  if (noticing !== undefined) return;
  const why = equivalents.find((one) => isSameFault(one, fault))?.why;
  if (why === undefined) process.exitCode = 1;
  console.log(`    ${fault.was}\n    ${fault.becomes}${why === undefined ? '' : `\n    changes nothing: ${why}`}`);
}

function lineOf(source: string, { offset }: Mutant): number {
  return source.slice(0, offset).split('\n').length;
}

function changedSources(): string[] {
  const told = execFileSync('git', ['diff', '--name-only', 'HEAD', '--', 'src'], { encoding: 'utf8' });
  return told.split('\n').filter((file) => file.endsWith('.ts'));
}

function sourcesOf(room: string): string[] {
  const paths = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((path) => `src/${path.replaceAll('\\', '/')}`);
  return paths.filter((path) => path.endsWith('.ts') && roomOf(path) === room).sort();
}

function faultsOf(file: string): readonly Drawn[] {
  const source = readFileSync(file, 'utf8');
  return plantable(file, source, mutantsOf(source)).map((mutant) => ({ file, source, mutant, fault: faultOf(file, source, mutant) }));
}

/** So many of a list, drawn by the seed, in the order of the draws; all of it as it is where no number is given. */
function drawnOf<T>(list: readonly T[], most: string | undefined): readonly T[] {
  if (most === undefined || list.length === 0) return list;
  const next = uniformSampler(seed, list.length);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(Number(most), list.length)) chosen.add(next());
  return Array.from(chosen, (place) => nth(list, place));
}
