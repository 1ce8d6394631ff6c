/**
 * Hunts on from the best known value of each quantity of docs/reference/extremes.json, keeps what is certified to be better, shrunk where that
 * loses nothing, and writes the table docs/reference/extremes.md.
 *
 *   npx tsx bench/extremes.ts [--max-time S] [--seed N] [--claims ID...] [--fresh] [--shrink] [--render]
 */

import { existsSync } from 'node:fs';
import { Command } from 'commander';
import {
  claimOfTarget,
  EXTREMES,
  type ExtremeRow,
  extremesPage,
  isBetter,
  readExtremes,
  TARGETS,
  type Target,
} from '../properties/support/extremes.js';
import { numberList, positiveNumber } from '../src/cli/options.js';
import { writeAtomically } from '../src/data/atomic-file.js';
import { stringify } from '../src/data/json-number.js';
import { extremalHunt, SEARCH_SHARE } from '../src/hunt/extremal/extremal.js';
import { type CertifiedExtreme, extremeOf } from '../src/hunt/extremal/extreme.js';
import { smallestExtreme } from '../src/hunt/extremal/smallest.js';
import { burst } from '../src/hunt/search/burst.js';
import { complexity } from '../src/hunt/shrink/complexity.js';
import { strategies } from '../src/hunt/strategy/portfolio.js';

const flags = new Command('extremes')
  .option('--claims <ID...>', 'only these claims', (id: string, ids: string[]) => [...ids, id], [] as string[])
  .option('--max-time <S>', 'seconds of search for each quantity and seed', positiveNumber, 30)
  .option('--seeds <LIST>', 'seeds', numberList, [1])
  .option('--fresh', 'do not begin with the best known case')
  .option('--shrink', 'no hunt: shrink the known witnesses, as often as they become simpler at no loss of value')
  .option('--render', 'run nothing: only write the Markdown from the rows')
  .parse()
  .opts<{ claims: string[]; maxTime: number; seeds: number[]; fresh?: boolean; shrink?: boolean; render?: boolean }>();

let rows = existsSync(`${EXTREMES}.json`) ? [...readExtremes()] : [];

/** One hunt; undefined where nothing was certified. */
async function hunted({ claim: id, quantity, sense }: Target, seed: number): Promise<ExtremeRow | undefined> {
  const claim = claimOfTarget({ claim: id });
  const began = Date.now();
  const until = began + SEARCH_SHARE * 1000 * flags.maxTime;
  const known = rows.filter((row) => row.claim === id && row.quantity === quantity).map((row) => row.case);
  const { evaluations, certified, smallest } = await extremalHunt({
    claim,
    aim: { quantity, sense },
    seed,
    strategies,
    maxCases: Number.POSITIVE_INFINITY,
    stopped: () => Date.now() >= until,
    hurried: () => Date.now() >= began + 1000 * flags.maxTime,
    run: async (job) => burst(claim, { ...job, until }),
    corpus: flags.fresh === true ? [] : known,
  });
  if (certified === undefined) return undefined;
  const rowOf = ({ input, certificate }: Pick<CertifiedExtreme, 'input' | 'certificate'>): ExtremeRow => {
    const { low, high } = certificate.slack;
    return { claim: id, quantity, sense, low, high, case: input, evaluations: evaluations.search, seed };
  };
  const row = rowOf(certified);
  const simpler = smallest?.certificate === undefined ? undefined : rowOf({ input: smallest.input, certificate: smallest.certificate });
  return simpler === undefined || isBetter(row, simpler) ? row : simpler;
}

/** The row with its witness shrunk; the same row where that loses value or makes nothing simpler. */
async function shrunk(row: ExtremeRow, hurried: () => boolean): Promise<ExtremeRow> {
  const [claim, aim] = [claimOfTarget(row), { quantity: row.quantity, sense: row.sense }];
  const extreme = extremeOf(claim, aim, row.case);
  if (extreme === undefined) return row;
  const { smallest } = await smallestExtreme(claim, aim, extreme, hurried);
  if (smallest?.certificate === undefined || smallest.complexity >= complexity(row.case)) return row;
  const { low, high } = smallest.certificate.slack;
  const next = { ...row, low, high, case: smallest.input };
  if (isBetter(row, next)) return row;
  return shrunk(next, hurried);
}

/** Whether a row is of a target. */
const isOf =
  (target: Pick<Target, 'claim' | 'quantity' | 'sense'>) =>
  ({ claim, quantity, sense }: ExtremeRow): boolean =>
    claim === target.claim && quantity === target.quantity && sense === target.sense;

function save(row: ExtremeRow): void {
  const isSame = isOf(row);
  rows = rows.some(isSame) ? rows.map((other) => (isSame(other) ? row : other)) : [...rows, row];
  writeAtomically(`${EXTREMES}.json`, `${stringify(rows)}\n`);
}

for (const row of flags.shrink === true ? rows : []) {
  if (flags.claims.length > 0 && !flags.claims.includes(row.claim)) continue;
  const until = Date.now() + 1000 * flags.maxTime;
  const next = await shrunk(row, () => Date.now() >= until);
  process.stdout.write(
    `${row.claim} ${row.quantity}: complexity ${complexity(row.case)} -> ${complexity(next.case)}, [${row.low}, ${row.high}] -> [${next.low}, ${next.high}]\n`,
  );
  save(next);
}

for (const target of flags.shrink === true || flags.render === true ? [] : TARGETS) {
  if (flags.claims.length > 0 && !flags.claims.includes(target.claim)) continue;
  for (const seed of flags.seeds) {
    const row = await hunted(target, seed);
    const best = rows.find(isOf(target));
    process.stdout.write(
      `${target.claim} ${target.quantity}, seed ${seed}: [${row?.low}, ${row?.high}], known [${best?.low}, ${best?.high}]\n`,
    );
    if (row === undefined || !isBetter(row, best)) continue;
    save(row);
  }
}
writeAtomically(`${EXTREMES}.md`, extremesPage(rows));
