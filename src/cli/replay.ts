/** claimcheck replay: evaluate a stored case again and explain it. */

import type { Command } from 'commander';
import type { Claim } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import type { StoredOutcome } from '../data/case-file.js';
import { InputError } from '../data/input-error.js';
import { sameOutcome, type Weighed, weigh } from '../judge/confirmation.js';
import { readCaseFile } from '../record/case-files.js';
import { explain } from '../replay/explanation.js';
import { record } from '../replay/recording.js';
import { vitestSnippet } from '../replay/vitest-snippet.js';
import { requireClaim } from './find.js';
import { emit, writeNamed } from './output.js';
import { UsageError } from './usage-error.js';

interface ReplayFlags {
  readonly json?: string;
  readonly svg?: string;
  readonly test?: string;
}

/** Adds the command to the program. */
export function addReplay(program: Command, exit: (code: number) => void): void {
  program
    .command('replay')
    .description('evaluate a stored case again and explain it; exit 1 when the stored outcome does not reproduce')
    .argument('<FILE>', 'a case file')
    .option('--svg <FILE>', 'draw a case with two features: samples, kinks, iterates, limit direction')
    .option('--test <FILE>', 'write the case as a Vitest test')
    .option('--json <FILE>', 'write the result as JSON (- for stdout)')
    .action(async (file: string, { json, svg, test }: ReplayFlags) => {
      const stored = readCaseFile(file);
      const { input } = stored;
      const claim = requireClaim(input.claim);
      const features = input.data.x[0]!.length;
      if (svg !== undefined && features !== 2) throw new UsageError(`--svg draws cases with two features; ${file} has ${features}`);
      const weighed = evaluated(claim, input, file);
      const { outcome, agreement, certificate } = weighed;
      const recording = record(claim, input, outcome.step);
      const { hypotheses, conclusion, undecided } = recording.outcome.evaluation;
      const reproduces = stored.outcome === undefined ? undefined : sameOutcome(stored.outcome, outcome);
      const note = conclusion?.note ?? undecided;
      if (svg !== undefined) {
        const { picture } = await import('../replay/picture.js');
        writeNamed('--svg', svg, picture(claim.id, input, recording));
      }
      if (test !== undefined) writeNamed('--test', test, vitestSnippet({ input, outcome }));
      emit(
        json,
        {
          claim: claim.id,
          ...(stored.outcome === undefined ? {} : { reproduces, stored: stored.outcome }),
          outcome,
          hypotheses,
          ...(note === undefined ? {} : { note }),
          ...(conclusion?.horizons === undefined ? {} : { horizons: conclusion.horizons }),
          ...(agreement.length === 0 ? {} : { agreement }),
          ...(certificate === undefined ? {} : { certificate }),
        },
        () => [...explain(claim, input, weighed, recording), '', reproduction(stored.outcome, reproduces)].join('\n'),
      );
      exit(reproduces === false ? 1 : 0);
    });
}

/** A case judged. @throws InputError when the claim can make nothing of it, such as sizes that do not fit. */
function evaluated(claim: Claim, input: Case, file: string): Weighed {
  try {
    return weigh(claim, input);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError)
      throw new InputError(`is no case of ${claim.id}: ${error.message}`, { file });
    throw error;
  }
}

function reproduction(stored: StoredOutcome | undefined, reproduces: boolean | undefined): string {
  if (stored === undefined) return 'The file stores no outcome to compare with.';
  if (reproduces) return 'The stored outcome reproduces to the bit.';
  return `The stored outcome does not reproduce: it was ${stored.verdict}, slack ${stored.slack} at step ${stored.step}.`;
}
