/** claimcheck hunt: search for a case that breaks a claim. */

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Claim } from '../claim/claim.js';
import { caseFile, type StoredCase } from '../data/case-file.js';
import type { Aim } from '../hunt/extremal/aim.js';
import { type HuntResult, hunt } from '../hunt/hunt.js';
import { type Corpus, readCorpus } from '../hunt/journal/corpus.js';
import { fileName, type Journal, openJournal } from '../hunt/journal/journal.js';
import { DEFAULT_SECONDS, limitsOf, strategyFault } from '../hunt/limits.js';
import { SEARCH_REVISION } from '../hunt/search/search.js';
import { PORTFOLIO, strategies, strategiesOf } from '../hunt/strategy/portfolio.js';
import type { Strategy } from '../hunt/strategy/strategy.js';
import { outcomeOf } from '../judge/confirmation.js';
import { type HuntContext, huntEvaluations, huntJson, huntText, huntVerdict } from '../report/hunt-report.js';
import { version } from '../report/version.js';
import { counted } from '../text/layout.js';
import { CLAIMS_OPTION, type EditionFlags, type OpenEdition, openEdition } from './edition.js';
import { ENGINE_OPTION } from './engine.js';
import { type AimFlags, aimOf, runExtremalHunt } from './extremal-hunt.js';
import { requireClaim } from './find.js';
import { type HuntBegun, type HuntLimits, openHuntSession } from './hunt-session.js';
import { openEnding, unlessAborted } from './interruption.js';
import { positiveNumber, wholeNumber } from './options.js';
import { emit, requireOutputs, saveJson } from './output.js';
import { openProgress } from './progress.js';
import { UsageError } from './usage-error.js';

interface HuntFlags extends EditionFlags, AimFlags, HuntLimits {
  readonly strategy: string;
  readonly from: readonly string[];
  readonly out?: string;
  readonly seed: number;
  readonly json?: string;
}

/** Adds the command to the program. */
export function addHunt(program: Command, exit: (code: number) => void): void {
  program
    .command('hunt')
    .description(
      'search for a case that breaks a claim, from scratch unless --from is given; exit 1 when it is refuted, 0 when none was found',
    )
    .argument('<ID>', 'the claim')
    .option(...CLAIMS_OPTION)
    .option(
      '--max-time <SECONDS>',
      `end after this time; an evaluation that takes too long is given up (default: ${DEFAULT_SECONDS} without --max-cases)`,
      positiveNumber,
    )
    .option('--max-cases <N>', 'evaluations after which the search ends', wholeNumber(1, 1e9))
    .option(
      '--strategy <NAME>',
      `${PORTFOLIO} (all, sharing the budget by results), ${strategies.map(({ name }) => name).join(', ')}`,
      PORTFOLIO,
    )
    .option('--minimise <QUANTITY>', 'search for the case within the hypotheses on which this number of the claim is smallest')
    .option('--maximise <QUANTITY>', 'the same where it is largest')
    .option(
      '--from <DIR|FILE>',
      'begin with stored cases, of this claim or of others that fit (may be repeated)',
      (path: string, paths: string[]) => [...paths, path],
      [] as string[],
    )
    .option('--out <DIR>', 'keep a journal and the witnesses there; the same hunt goes on from its journal')
    .option('--seed <N>', 'seed of the search', wholeNumber(-(2 ** 31), 2 ** 31 - 1), 1)
    .option('--jobs <J>', 'worker threads; what is found does not depend on it', wholeNumber(1, 256), availableParallelism())
    .option(...ENGINE_OPTION)
    .option('--json <FILE>', 'write the result as JSON (- for stdout)')
    .action(async (id: string, flags: HuntFlags) => exit(await runHunt(id, flags)));
}

async function runHunt(id: string, flags: HuntFlags): Promise<number> {
  requireOutputs({ '--json': flags.json });
  const open = await openEdition(flags);
  const claim = requireClaim(open.edition, id);
  const chosen = chosenStrategies(flags.strategy);
  const aim = aimOf(flags, claim);
  const { corpus, begun } = await corpusNow(claim, flags);
  const journal =
    flags.out === undefined || (flags.from.length > 0 && corpus === undefined) ? undefined : journalIn(flags.out, flags, id, corpus, aim);
  if (aim !== undefined) return runExtremalHunt({ claim, aim, open, strategies: chosen, corpus, journal, begun }, flags);
  const session = await openHuntSession(claim, open.source, flags, begun);
  const progress = openProgress();
  const base = join(flags.out ?? '.', `hunt-${fileName(id)}${flags.out === undefined ? '' : `.seed${flags.seed}`}`);
  try {
    const result = await hunt({
      claim,
      seed: flags.seed,
      strategies: chosen,
      maxCases: session.maxCases,
      stopped: session.stopped,
      run: session.run,
      corpus: corpus?.cases ?? [],
      recorded: journal?.recorded ?? [],
      onRound(results, archive) {
        journal?.append(results);
        progress.update(session.share(archive.evaluations), 1, `hunting ${id}, ${counted(archive.evaluations, 'evaluation')}`);
      },
      onFound: ({ stored }) => saveJson(`${base}.found.json`, caseFile(stored.input, stored.outcome, open.caseEdition)),
    });
    await session.confirm();
    progress.stop();
    const context: HuntContext = {
      strategy: flags.strategy,
      seed: flags.seed,
      seconds: session.elapsed(),
      files: writeCases(base, result, flags.out !== undefined, open),
      resumed: result.resumed,
      ...(open.caseEdition === undefined ? {} : { caseEdition: open.caseEdition, replayFlags: ` --claims ${flags.claims}` }),
      ...(corpus === undefined ? {} : { corpus: { cases: corpus.cases.length, unfit: corpus.unfit } }),
    };
    emit(flags.json, huntJson(result, context), () => huntText(result, context));
    if (session.interrupted) return 130;
    return huntVerdict(result) === 'refuted' ? 1 : huntEvaluations(result) === 0 ? 2 : 0;
  } finally {
    progress.stop();
    await session.close();
    journal?.close();
  }
}

/** The stored cases to begin with, read until the time is over or a signal comes. */
async function corpusNow(claim: Claim, flags: HuntFlags): Promise<{ readonly corpus?: Corpus; readonly begun: HuntBegun }> {
  const began = performance.now();
  if (flags.from.length === 0) return { begun: { began, interrupted: false } };
  const ending = openEnding(limitsOf(flags).maxTime);
  try {
    const corpus = await unlessAborted(readCorpus(claim, flags.from, ending.signal), ending.signal);
    const begun: HuntBegun = { began, interrupted: ending.interrupted };
    if (corpus !== undefined) return { corpus, begun };
    process.stderr.write('claimcheck: the end came before the stored cases were read\n');
    return { begun };
  } finally {
    ending.close();
  }
}

/** The strategies of a name. @throws UsageError listing the names there are. */
function chosenStrategies(name: string): readonly Strategy[] {
  const chosen = strategiesOf(name);
  if (chosen === undefined) throw new UsageError(`--strategy ${strategyFault(name)}`);
  return chosen;
}

function journalIn(
  folder: string,
  { seed, strategy }: HuntFlags,
  claim: Claim['id'],
  corpus: Corpus | undefined,
  aim: Aim | undefined,
): Journal {
  return openJournal(folder, {
    claim,
    seed,
    strategy,
    version,
    search: SEARCH_REVISION,
    ...(corpus === undefined ? {} : { corpus: corpus.hash }),
    ...(aim === undefined ? {} : { aim: `${aim.sense}-${aim.quantity}` }),
  });
}

/** Writes the witnesses, or with a folder to keep things in, the case that came closest. */
function writeCases(
  base: string,
  { claim, archive, smallest, worst }: HuntResult,
  keep: boolean,
  { caseEdition }: OpenEdition,
): Record<string, string> {
  const files: Record<string, string> = {};
  const write = (name: string, { input, outcome }: StoredCase): void => {
    files[name] = `${base}.${name}.json`;
    saveJson(files[name], caseFile(input, outcome, caseEdition));
  };
  if (smallest !== undefined) write('smallest', smallest.stored);
  if (worst !== undefined) write('worst', worst.stored);
  if (smallest === undefined && archive.best !== undefined && keep) {
    const { input } = archive.best;
    write('closest', { input, outcome: outcomeOf(claim, input) });
  }
  return files;
}
