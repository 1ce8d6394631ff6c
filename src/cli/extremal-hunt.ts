/** claimcheck hunt --minimise, --maximise: the case within a claim's hypotheses on which a quantity is smallest or largest. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import { caseFile } from '../data/case-file.js';
import type { Aim } from '../hunt/extremal/aim.js';
import { type ExtremalResult, extremalHunt, SEARCH_SHARE } from '../hunt/extremal/extremal.js';
import type { Corpus } from '../hunt/journal/corpus.js';
import { fileName, type Journal } from '../hunt/journal/journal.js';
import type { Strategy } from '../hunt/strategy/strategy.js';
import { outcomeOf } from '../judge/confirmation.js';
import { type ExtremalContext, extremalJson, extremalText } from '../report/extremal-report.js';
import { counted } from '../text/layout.js';
import type { OpenEdition } from './edition.js';
import { type HuntBegun, type HuntLimits, openHuntSession } from './hunt-session.js';
import { emit, saveJson } from './output.js';
import { openProgress } from './progress.js';
import { UsageError } from './usage-error.js';

/** The flags that make a hunt an extremal one. */
export interface AimFlags {
  readonly minimise?: string;
  readonly maximise?: string;
}

/** What an extremal hunt takes of the hunt's flags. */
interface ExtremalFlags extends AimFlags, HuntLimits {
  readonly claims?: string;
  readonly strategy: string;
  readonly seed: number;
  readonly out?: string;
  readonly json?: string;
}

/** What is hunted, and with what. */
interface Hunted {
  readonly claim: Claim;
  readonly aim: Aim;
  readonly open: OpenEdition;
  readonly strategies: readonly Strategy[];
  readonly corpus: Corpus | undefined;
  /** Closed at the end. */
  readonly journal: Journal | undefined;
  readonly begun: HuntBegun;
}

/** The aim that the flags name; undefined for a plain hunt. @throws UsageError where the claim measures no such quantity, or both are given. */
export function aimOf({ minimise, maximise }: AimFlags, { id, quantities = {} }: Claim): Aim | undefined {
  if (minimise !== undefined && maximise !== undefined) throw new UsageError('--minimise and --maximise exclude each other');
  const quantity = minimise ?? maximise;
  if (quantity === undefined) return undefined;
  const names = Object.keys(quantities);
  if (!names.includes(quantity)) {
    const known = names.length === 0 ? 'it measures none' : `it measures ${names.join(', ')}`;
    throw new UsageError(`claim ${id} measures no quantity "${quantity}": ${known}`);
  }
  return { quantity, sense: minimise === undefined ? 'maximise' : 'minimise' };
}

/** Runs an extremal hunt, and returns the exit code: 0 with a value, 2 where the quantity was measured on no case. */
export async function runExtremalHunt(
  { claim, aim, open, strategies, corpus, journal, begun }: Hunted,
  flags: ExtremalFlags,
): Promise<number> {
  const session = await openHuntSession(claim, open.source, flags, begun, SEARCH_SHARE);
  const progress = openProgress();
  try {
    const result = await extremalHunt({
      claim,
      aim,
      seed: flags.seed,
      strategies,
      maxCases: session.maxCases,
      stopped: session.stopped,
      run: session.run,
      hurried: session.hurried,
      corpus: corpus?.cases ?? [],
      recorded: journal?.recorded ?? [],
      onRound(results, { evaluations }) {
        journal?.append(results);
        progress.update(session.share(evaluations), 1, `hunting ${claim.id}, ${counted(evaluations, 'evaluation')}`);
      },
    });
    await session.confirm();
    progress.stop();
    const context: ExtremalContext = {
      strategy: flags.strategy,
      seed: flags.seed,
      seconds: session.elapsed(),
      files: written(result, open, flags),
      ...(open.caseEdition === undefined ? {} : { caseEdition: open.caseEdition, replayFlags: ` --claims ${flags.claims}` }),
      ...(corpus === undefined ? {} : { corpus: { cases: corpus.cases.length, unfit: corpus.unfit } }),
    };
    emit(flags.json, extremalJson(result, context), () => extremalText(result, context));
    return session.interrupted ? 130 : result.best === undefined ? 2 : 0;
  } finally {
    progress.stop();
    await session.close();
    journal?.close();
  }
}

/** Writes the best case, and the certified and the smallest one where they are others. */
function written(
  { claim, aim, best, certified, smallest }: ExtremalResult,
  { caseEdition }: OpenEdition,
  flags: ExtremalFlags,
): Record<string, string> {
  const files: Record<string, string> = {};
  if (flags.out !== undefined) mkdirSync(flags.out, { recursive: true });
  const base = join(flags.out ?? '.', `hunt-${fileName(claim.id)}.seed${flags.seed}.${aim.sense}-${aim.quantity}`);
  const known = new Set<Case>();
  for (const [name, extreme] of [
    ['best', best],
    ['certified', certified],
    ['smallest', smallest],
  ] as const) {
    if (extreme === undefined || known.has(extreme.input)) continue;
    known.add(extreme.input);
    files[name] = `${base}.${name}.json`;
    saveJson(files[name], caseFile(extreme.input, outcomeOf(claim, extreme.input), caseEdition));
  }
  return files;
}
