/**
 * Runs `hunt` from scratch on every claim (or those that are named) and writes docs/hunt-table.md.
 *
 *   npx tsx bench/hunt-table.ts [--max-time S] [--seeds 1,2,3] [--jobs J] [--refuted] [--out FILE] [ID...]
 */

import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { Claim } from '../src/claim/claim.js';
import { selectClaims } from '../src/cli/find.js';
import { numberList, positiveNumber, wholeNumber } from '../src/cli/options.js';
import type { Case } from '../src/data/case.js';
import type { BurstJob } from '../src/hunt/burst.js';
import { excludedRate, type HuntResult, hunt } from '../src/hunt/hunt.js';
import type { BurstResult } from '../src/hunt/session.js';
import { strategies } from '../src/hunt/strategy/portfolio.js';
import work from '../src/hunt/worker.js';
import { FIXTURES, readExpectations } from '../src/verify/expectations.js';
import { openWorkers } from '../src/verify/pool.js';

const program = new Command('hunt-table')
  .argument('[ID...]', 'claims, all by default')
  .option('--max-time <S>', 'seconds of search for each claim and seed', positiveNumber, 60)
  .option('--seeds <LIST>', 'seeds', numberList, [1, 2, 3])
  .option('--jobs <J>', 'worker threads', wholeNumber(1, 8), Math.min(8, availableParallelism()))
  .option('--refuted', 'only the claims recorded as refuted')
  .option('--out <FILE>', 'where to write', fileURLToPath(new URL('../docs/hunt-table.md', import.meta.url)))
  .parse();
const flags = program.opts<{ maxTime: number; seeds: number[]; jobs: number; refuted?: boolean; out: string }>();
const expectations = readExpectations(FIXTURES);
const claims = selectClaims(program.args).filter(({ id }) => flags.refuted !== true || expectations[id]?.verdict === 'refuted');

interface Run {
  readonly seconds: number;
  /** Until the violation was found; without shrinking. */
  readonly toFind: number;
  readonly result: HuntResult;
}

const pool = openWorkers<BurstJob, BurstResult>(flags.jobs, new URL('../src/hunt/worker', import.meta.url), work);

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
    run: (job) => pool.run(job),
    onFound: () => {
      toFind = elapsed();
    },
  });
  return { seconds: elapsed(), toFind, result };
}

const each = (runs: readonly Run[], show: (run: Run) => string): string => runs.map(show).join(', ');

function row(claim: Claim, runs: readonly Run[]): string {
  const witnesses = runs.flatMap(({ result: { smallest } }) => (smallest === undefined ? [] : [smallest]));
  const verdict =
    witnesses.length === runs.length
      ? 'refuted'
      : witnesses.length === 0
        ? 'none found'
        : `refuted on ${witnesses.length} of ${runs.length}`;
  const evidence = [...new Set(witnesses.map(({ stored }) => stored.outcome.evidence))].join(', ');
  const least = [...witnesses].sort((a, b) => a.complexity - b.complexity)[0];
  const open = runs.filter(({ result }) => result.smallest === undefined);
  const margins = open.flatMap(({ result: { archive } }) =>
    archive.best?.standing.kind === 'inside' ? [archive.best.standing.margin] : [],
  );
  const draws = open.reduce((sum, { result }) => sum + result.archive.drawn.cases, 0);
  return [
    `| ${claim.id}`,
    expectations[claim.id]?.verdict ?? '-',
    verdict,
    evidence || '-',
    each(runs, ({ result }) => String(result.evaluations.search)),
    each(runs, ({ seconds, toFind }) => (Number.isNaN(toFind) ? seconds : toFind).toFixed(1)),
    each(runs, ({ seconds }) => seconds.toFixed(1)),
    least === undefined ? '-' : shown(least.stored.input),
    least === undefined ? Math.min(...margins).toPrecision(2) : least.stored.outcome.margin.toPrecision(3),
    `${open.length === 0 ? '-' : excludedRate(draws).toPrecision(2)} |`,
  ].join(' | ');
}

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

const rows: string[] = [];
for (const claim of claims) {
  const runs: Run[] = [];
  for (const seed of flags.seeds) runs.push(await one(claim, seed));
  rows.push(row(claim, runs));
  process.stderr.write(`${rows.at(-1)}\n`);
}
await pool.close();
writeFileSync(
  flags.out,
  `# \`hunt\` on ${flags.refuted === true ? 'the claims recorded as refuted' : 'every claim'}

Generated by \`npx tsx bench/hunt-table.ts${flags.refuted === true ? ' --refuted' : ''} --max-time ${flags.maxTime} --seeds ${flags.seeds.join(',')} --jobs ${flags.jobs}\`.
Every hunt is from scratch: no stored witness is read. Lists are by seed. "Evaluations" are those of the search alone; "found after" is
the time to the confirmed violation (or of the whole hunt, where there was none), "done after" includes shrinking and the search for the worst. The witness is
the least complex one of all seeds, with its margin; where none was found the margin is the smallest seen, and "rate excluded" the violation rate under the
claim's generator that the independent draws among the evaluations exclude with 99% confidence, 1 - 0.01^(1/draws).

| claim | on record | verdict | evidence | evaluations | found after (s) | done after (s) | smallest witness | margin | rate excluded |
|---|---|---|---|---|---|---|---|---|---|
${rows.join('\n')}
`,
);
