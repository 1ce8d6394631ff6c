/** claimcheck hunt: search for a counterexample to one claim. */

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { Claim } from '../claim/claim.js';
import { writeAtomically } from '../data/atomic-file.js';
import { caseFile } from '../data/case-file.js';
import { stringify } from '../data/json-number.js';
import { type HuntResult, hunt } from '../hunt/hunt.js';
import { type Journal, openJournal } from '../hunt/journal.js';
import { lock } from '../hunt/lock.js';
import { openHuntPool } from '../hunt/pool.js';
import { PORTFOLIO, type StrategyName } from '../hunt/portfolio.js';
import type { HuntState } from '../hunt/state.js';
import { type HuntContext, huntJson, huntText } from '../report/hunt-report.js';
import { requireClaim } from './find.js';
import { positiveNumber, wholeNumber } from './options.js';
import { emit } from './output.js';
import { UsageError } from './usage-error.js';

const ALL = 'portfolio';
const DEFAULT_SECONDS = 60;
/** Milliseconds between lines of progress. */
const EVERY = 5000;

interface HuntFlags {
  readonly maxTime?: number;
  readonly maxCases?: number;
  readonly strategy: StrategyName | typeof ALL;
  readonly out?: string;
  readonly seed: number;
  readonly jobs: number;
  readonly json?: string;
}

/** Adds the command to the program. */
export function addHunt(program: Command, exit: (code: number) => void): void {
  program
    .command('hunt')
    .description('search for a counterexample to a claim, from scratch; exit 1 when one is found')
    .argument('<ID>', 'the claim')
    .option(
      '--max-time <SECONDS>',
      `begin no further round after this time (default: ${DEFAULT_SECONDS}, or none with --max-cases)`,
      positiveNumber,
    )
    .option('--max-cases <N>', 'begin no further round after this many evaluations', wholeNumber(1, 1e12))
    .addOption(new Option('--strategy <NAME>', 'one strategy alone').choices([ALL, ...PORTFOLIO]).default(ALL))
    .option('--out <DIR>', 'keep a journal to go on from, and the cases found')
    .option('--seed <N>', 'seed of the search', wholeNumber(-(2 ** 31), 2 ** 31 - 1), 1)
    .option('--jobs <J>', 'worker threads; what is found does not depend on it', wholeNumber(1, 256), availableParallelism())
    .option('--json <FILE>', 'write the result as JSON (- for stdout)')
    .action(async (id: string, flags: HuntFlags) => exit(await runHunt(requireClaim(id), flags)));
}

async function runHunt(claim: Claim, flags: HuntFlags): Promise<number> {
  const slug = claim.id.replace(/[^\w.-]/g, '_');
  const path = (name: string): string => join(flags.out!, `${slug}.${name}`);
  const unlock = flags.out === undefined ? undefined : lock(path('lock'));
  let journal: Journal | undefined;
  try {
    if (flags.out !== undefined) {
      const header = { format: 'claimcheck-hunt', version: 1, claim: claim.id, seed: flags.seed, strategy: flags.strategy } as const;
      journal = openJournal(path('hunt.jsonl'), header);
    }
    return await search(claim, flags, journal, path);
  } finally {
    journal?.close();
    unlock?.();
  }
}

async function search(claim: Claim, flags: HuntFlags, journal: Journal | undefined, path: (name: string) => string): Promise<number> {
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const maxTime = flags.maxTime ?? (flags.maxCases === undefined ? DEFAULT_SECONDS : Number.POSITIVE_INFINITY);
  let interrupted = false;
  let lost: unknown;
  const interrupt = (): void => {
    // A second Ctrl-C does not wait for the round under way.
    if (interrupted) process.exit(130);
    interrupted = true;
  };
  process.on('SIGINT', interrupt);
  const progress = openProgressLines();
  const pool = openHuntPool(flags.jobs);
  let result: HuntResult;
  try {
    result = await hunt({
      claim,
      seed: flags.seed,
      ...(flags.strategy === ALL ? {} : { strategy: flags.strategy }),
      maxCases: flags.maxCases ?? Number.POSITIVE_INFINITY,
      pool,
      ...(journal?.state === undefined ? {} : { from: journal.state }),
      stopped: () => interrupted || lost !== undefined || elapsed() > maxTime,
      onRound(state) {
        progress(state, elapsed());
        try {
          journal?.append(state);
        } catch (error) {
          // What was found is still shrunk and told.
          lost = error;
        }
      },
    });
  } finally {
    await pool.close();
    process.off('SIGINT', interrupt);
  }
  const context: HuntContext = { claim, strategy: flags.strategy, seed: flags.seed, seconds: elapsed(), interrupted };
  const files: string[] = [];
  if (flags.out !== undefined) {
    try {
      files.push(...storeCases(result, path));
    } catch (error) {
      lost ??= error;
    }
  }
  emit(flags.json, huntJson(result, context), () => huntText(result, context, files));
  if (lost !== undefined)
    throw new UsageError(`--out ${flags.out}: cannot be written (${(lost as NodeJS.ErrnoException).code ?? String(lost)})`);
  if (interrupted) return 130;
  return result.found === undefined ? 0 : 1;
}

/** Writes the cases found, the simplest first; returns their paths. */
function storeCases({ smallest, worst, found }: HuntResult, path: (name: string) => string): string[] {
  return Object.entries({ smallest, worst, found }).flatMap(([name, stored]) => {
    if (stored === undefined) return [];
    const file = path(`${name}.json`);
    writeAtomically(file, `${stringify(caseFile(stored.input, stored.outcome))}\n`);
    return [file];
  });
}

/** A line on stderr now and then. */
function openProgressLines(): (state: HuntState, seconds: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return ({ evaluations, behaviours, violations }, seconds) => {
    if (seconds * 1000 - last < EVERY) return;
    last = seconds * 1000;
    process.stderr.write(
      `${seconds.toFixed(0)} s: ${evaluations} evaluations, ${behaviours.length} behaviours, ${violations.length} violations\n`,
    );
  };
}
