/**
 * Runs `hunt` from scratch on every claim (or those that are named) and keeps what it came to, a row a claim, in
 * docs/reference/hunt-table.json; from all rows writes docs/reference/hunt-table.md. A row is written as soon as it is there; one that was
 * made with the same options on the same commit is not made again.
 *
 *   npx tsx bench/hunt-table.ts [--max-time S] [--seeds 1,2,3] [--jobs J] [--refuted] [--again] [--render] [--claims ID...]
 */

import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { markdown, merged, type Row, readRows, writeRows } from '../properties/support/hunt-rows.js';
import type { Claim } from '../src/claim/claim.js';
import { openEdition } from '../src/cli/edition.js';
import { selectClaims } from '../src/cli/find.js';
import { numberList, positiveNumber, wholeNumber } from '../src/cli/options.js';
import { writeAtomically } from '../src/data/atomic-file.js';
import type { Case } from '../src/data/case.js';
import { excludedRate, type HuntResult, hunt } from '../src/hunt/hunt.js';
import { burst } from '../src/hunt/search/burst.js';
import { MOST_BURSTS } from '../src/hunt/search/plan.js';
import { strategies } from '../src/hunt/strategy/portfolio.js';
import { openWorkers } from '../src/judge/workers.js';
import { readRecords, SHIPPED_RECORD } from '../src/record/records.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const program = new Command('hunt-table')
  .option('--claims <ID...>', 'only these claims', (id: string, ids: string[]) => [...ids, id], [] as string[])
  .option('--refuted', 'only the claims recorded as refuted')
  .option('--max-time <S>', 'seconds of search for each claim and seed', positiveNumber, 60)
  .option('--seeds <LIST>', 'seeds', numberList, [1, 2, 3])
  .option('--jobs <J>', 'worker threads', wholeNumber(1, MOST_BURSTS), Math.min(MOST_BURSTS, availableParallelism()))
  .option('--again', 'also make rows again that these options and this commit have made')
  .option('--render', 'run nothing: only write the Markdown from the rows')
  .option('--out <FILE>', 'where to write, less the endings .json and .md', `${ROOT}docs/reference/hunt-table`)
  .parse();
const flags = program.opts<{
  claims: string[];
  refuted?: boolean;
  maxTime: number;
  seeds: number[];
  jobs: number;
  again?: boolean;
  render?: boolean;
  out: string;
}>();
const records = readRecords(SHIPPED_RECORD);

/** What makes two runs of a row the same. */
const how = { maxTime: flags.maxTime, jobs: flags.jobs, commit: commitOfSources() };

/** Last commit of src/, with a + where src/ is changed. */
function commitOfSources(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  return `${git('log', '-1', '--format=%h', '--', 'src')}${git('status', '--porcelain', '--', 'src') === '' ? '' : '+'}`;
}

interface Run {
  readonly seed: number;
  readonly seconds: number;
  /** Until the violation was found; without shrinking. */
  readonly toFind: number;
  readonly result: HuntResult;
}

const { edition, source } = await openEdition({});
const workers = openWorkers(flags.jobs, new URL('../src/hunt/worker', import.meta.url), source, burst);

async function one(claim: Claim, seed: number): Promise<Run> {
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  let toFind = Number.NaN;
  const result = await hunt({
    claim,
    seed,
    strategies,
    maxCases: Number.POSITIVE_INFINITY,
    stopped: () => elapsed() > flags.maxTime,
    hurried: () => false,
    run: (job) => workers.run(claim, job),
    onFound: () => {
      toFind = elapsed();
    },
  });
  return { seed, seconds: elapsed(), toFind, result };
}

function rowOf(claim: Claim, runs: readonly Run[]): Row {
  const witnesses = runs.flatMap(({ result: { smallest } }) => (smallest === undefined ? [] : [smallest]));
  const least = [...witnesses].sort((a, b) => a.complexity - b.complexity)[0];
  const open = runs.filter(({ result }) => result.smallest === undefined);
  const slacks = open.flatMap(({ result: { archive } }) => (archive.best?.standing.kind === 'inside' ? [archive.best.standing.slack] : []));
  const draws = open.reduce((sum, { result }) => sum + result.archive.drawn.cases, 0);
  const slack = least === undefined ? Math.min(...slacks) : least.stored.outcome.slack;
  return {
    claim: claim.id,
    runs: runs.map(({ seed, seconds, toFind, result }) => ({
      seed,
      evaluations: result.evaluations.search,
      found: result.smallest !== undefined,
      foundAfter: rounded(Number.isNaN(toFind) ? seconds : toFind),
      doneAfter: rounded(seconds),
    })),
    evidence: [...new Set(witnesses.map(({ stored }) => stored.outcome.evidence))],
    ...(least === undefined ? {} : { witness: shown(least.stored.input) }),
    slack: Number.isFinite(slack) ? slack : null,
    ...(open.length === 0 ? {} : { excludedRate: excludedRate(draws) }),
    ...how,
  };
}

const rounded = (seconds: number): number => Math.round(seconds * 10) / 10;

/** A witness in one cell. */
function shown({ data, start, steps, outputWeights }: Case): string {
  const { x, y } = data;
  const samples =
    x.length > 6
      ? `${x.length} samples in d = ${x[0]!.length}`
      : x.map((point, i) => `(${point.join(', ')})${y[i]! > 0 ? '+' : '-'}`).join(' ');
  const step =
    steps.kind === 'constant' ? `, eta ${steps.eta}` : steps.kind === 'power' ? `, alpha ${steps.alpha}, ${steps.count} steps` : '';
  return `${samples}; start (${start.join(', ')})${step}${outputWeights === undefined ? '' : `, v (${outputWeights.join(', ')})`}`;
}

/** Whether a row is what these options and this commit make; never of a tree with changes, which differ from run to run. */
function isCurrent(row: Row): boolean {
  const seeds = row.runs.map(({ seed }) => seed).join();
  const same = row.maxTime === how.maxTime && row.jobs === how.jobs && row.commit === how.commit && seeds === flags.seeds.join();
  return same && row.orEarlier === undefined && !how.commit.endsWith('+');
}

const chosen = selectClaims(edition, flags.claims).filter(({ id }) => flags.refuted !== true || records[id]?.verdict === 'refuted');
for (const claim of flags.render === true ? [] : chosen) {
  const known = readRows(`${flags.out}.json`).find((row) => row.claim === claim.id);
  if (flags.again !== true && known !== undefined && isCurrent(known)) continue;
  const runs: Run[] = [];
  for (const seed of flags.seeds) runs.push(await one(claim, seed));
  // Read again: another run may have written other rows meanwhile.
  writeRows(`${flags.out}.json`, merged(readRows(`${flags.out}.json`), rowOf(claim, runs)));
  process.stderr.write(`${claim.id}: ${runs.map(({ result }) => (result.smallest === undefined ? 'none found' : 'refuted')).join(', ')}\n`);
}
await workers.close();
writeAtomically(`${flags.out}.md`, markdown(readRows(`${flags.out}.json`), records));
