/** claimcheck replay: evaluate a stored case again and explain it. */

import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { propositionOf } from '../certify/coq/proof-file.js';
import type { Claim } from '../claim/claim.js';
import { isNotACase } from '../claim/not-a-case.js';
import type { Case } from '../data/case.js';
import type { StoredOutcome } from '../data/case-file.js';
import { InputError } from '../data/input-error.js';
import { sameOutcome, type Weighed, weigh } from '../judge/confirmation.js';
import { EvaluationError } from '../judge/evaluation-error.js';
import type { ModuleName } from '../modules/load.js';
import { acceptedProof } from '../record/proofs.js';
import { readRecords } from '../record/records.js';
import { boundedParts, WorkExceeded, type WorkWatch } from '../replay/bounded.js';
import { explain } from '../replay/explanation.js';
import { record } from '../replay/recording.js';
import { vitestSnippet } from '../replay/vitest-snippet.js';
import { replayJson } from '../report/replay-report.js';
import { CLAIMS_OPTION, type OpenEdition, RECORD_OPTION } from './edition.js';
import { requireClaim } from './find.js';
import { MOST_WORK, WORK_OPTION } from './options.js';
import { emit, type Output, requireOutputs } from './output.js';
import { replayProgress } from './replay-progress.js';
import { type StoredCaseFlags, storedCase } from './stored-case.js';
import { unitsOf } from './usable.js';

interface ReplayFlags extends StoredCaseFlags {
  readonly json?: string;
  readonly svg?: string;
  readonly test?: string;
}

/** Adds the command to the program. */
export function addReplay(program: Command, exit: (code: number) => void): void {
  program
    .command('replay')
    .description('evaluate a stored case again and explain it; exit 1 when the stored outcome does not reproduce')
    .argument('<FILE|ID>', 'a case file, or a claim whose recorded witness is replayed')
    .option(...CLAIMS_OPTION)
    .option(...RECORD_OPTION)
    .option(...WORK_OPTION)
    .option('--svg <FILE>', 'draw the case: samples, regions, iterates, the step that breaks the claim, loss and angle against ln t')
    .option('--test <FILE>', 'write the case as a Vitest test')
    .option('--json <FILE>', 'write the result as JSON (- for stdout)')
    .action(async (target: string, flags: ReplayFlags) => exit(await runReplay(target, flags)));
}

async function runReplay(target: string, flags: ReplayFlags): Promise<number> {
  requireOutputs({ '--json': flags.json, '--svg': flags.svg, '--test': flags.test });
  const { open, stored } = await storedCase(target, flags);
  const { input } = stored;
  const claim = requireClaim(open.edition, input.claim);
  const progress = replayProgress(input);
  const weighed = evaluated(claim, input, target, flags.maxWork, progress.phase('judging the case'));
  const explaining = progress.phase('explaining its run');
  const recording = record(claim, input, weighed.outcome.step, boundedParts(unitsOf(input), Number.POSITIVE_INFINITY, explaining));
  progress.stop();
  const reproduces = stored.outcome === undefined ? undefined : sameOutcome(stored.outcome, weighed.outcome);
  const files: Output[] = [];
  const { svg, test } = flags;
  if (svg !== undefined) {
    const [{ picture }, { drawingOf, titleOf }] = await Promise.all([import('../picture/picture.js'), import('../replay/drawing.js')]);
    const drawing = drawingOf(titleOf(claim.id, weighed.outcome), input, recording, weighed.outcome.step);
    files.push({ option: '--svg', file: svg, text: () => picture(drawing) });
  }
  if (test !== undefined) {
    const snippet = vitestSnippet({ input, outcome: weighed.outcome }, importedFrom(test, open));
    files.push({ option: '--test', file: test, text: () => snippet });
  }
  const proof = acceptedProof(claim, input, readRecords(open.record)[claim.id]?.proof);
  const explained = [
    ...explain(claim, input, weighed, recording, open.edition.claims),
    ...proofLines(claim, input, target, proof),
    '',
    reproduction(stored.outcome, reproduces),
  ];
  emit(flags.json, replayJson(claim, stored.outcome, weighed, proof), () => explained.join('\n'), files);
  return reproduces === false ? 1 : 0;
}

/** The theorem by which the case refutes its claim, whether Coq has accepted its proof, and how to check that; empty where there is none. */
function proofLines({ id, coq }: Claim, input: Case, target: string, accepted: string | undefined): string[] {
  if (coq?.({ ...input, claim: id }) === undefined) return [];
  return [
    '',
    `Theorem refuted : ~ ${propositionOf(id)}.`,
    accepted === undefined
      ? '  Whether Coq accepts its proof is not on record.'
      : `  Machine-checked: Coq has accepted its proof (SHA-256 ${accepted.slice(0, 16)}...).`,
    `  Check it: claimcheck certify ${target} --coq Refutation.v, then coqc -Q coq "" Refutation.v`,
  ];
}

/** The module of an own edition as a test file can import it. */
function importedFrom(test: string, { source, caseEdition }: OpenEdition): ModuleName | undefined {
  if (caseEdition === undefined) return undefined;
  const { module, exported, folder } = source;
  const file = resolve(folder, module);
  if (!existsSync(file)) return { module, exported };
  const from = relative(dirname(resolve(test)), file).replaceAll('\\', '/');
  return { module: from.startsWith('.') ? from : `./${from}`, exported };
}

/**
 * A case judged.
 *
 * @throws InputError when the claim can make nothing of it, such as sizes that do not fit, and where its run takes more than `most`
 * steps x samples x neurons.
 */
function evaluated(claim: Claim, input: Case, file: string, most = MOST_WORK, watch?: WorkWatch): Weighed {
  try {
    return weigh(claim, input, boundedParts(unitsOf(input), most, watch));
  } catch (error) {
    if (error instanceof WorkExceeded || (error instanceof EvaluationError && error.cause instanceof WorkExceeded))
      throw new InputError(
        `its run takes more than ${most} evaluations of samples and neurons; --max-work ${10 * most} takes on ten times as many`,
        { file },
      );
    if (isNotACase(error)) throw new InputError(`is not a case of ${claim.id}: ${error.message}`, { file });
    throw error;
  }
}

function reproduction(stored: StoredOutcome | undefined, reproduces: boolean | undefined): string {
  if (stored === undefined) return 'The file stores no outcome to compare with.';
  if (reproduces) return 'The stored outcome reproduces to the bit.';
  return `The stored outcome does not reproduce: it was ${stored.verdict}, slack ${stored.slack} at step ${stored.step}.`;
}
