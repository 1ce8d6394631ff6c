/** claimcheck replay: evaluate a stored case again and explain it. */

import type { Command } from 'commander';
import { judgeCase } from '../claim/outcome.js';
import { standardParts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import { readCaseFile } from '../data/case-file.js';
import { outcomeOf, sameOutcome } from '../verify/confirm.js';
import { requireClaim } from './find.js';
import { emit } from './output.js';

/** Adds the command to the program. */
export function addReplay(program: Command, exit: (code: number) => void): void {
  program
    .command('replay')
    .description('evaluate a stored case again and explain it; exit 1 when the stored outcome does not reproduce')
    .argument('<FILE>', 'a case file')
    .option('--json <FILE>', 'write the result as JSON (- for stdout)')
    .action((file: string, { json }: { json?: string }) => {
      const { input, outcome: stored } = readCaseFile(file);
      const claim = requireClaim(input.claim);
      const outcome = outcomeOf(claim, input);
      const { evaluation } = judgeCase(claim, input, standardParts);
      const reproduces = sameOutcome(stored, outcome);
      const note = evaluation.conclusion?.note ?? evaluation.undecided;
      emit(
        json,
        { claim: claim.id, reproduces, stored, outcome, hypotheses: evaluation.hypotheses, ...(note === undefined ? {} : { note }) },
        () =>
          [
            `Claim ${claim.id}: ${claim.statement}`,
            '',
            ...describeCase(input),
            '',
            'Hypotheses:',
            ...evaluation.hypotheses.map(
              ({ name, margin }) => `  ${margin >= 0 ? 'met   ' : 'failed'}  ${name}${Math.abs(margin) === 1 ? '' : ` (margin ${margin})`}`,
            ),
            '',
            `Conclusion: ${outcome.verdict}, margin ${outcome.margin} at step ${outcome.step} (rounding at most ${evaluation.conclusion?.rounding ?? '-'}); evidence ${outcome.evidence}`,
            ...(note === undefined ? [] : [`  ${note}`]),
            ...(claim.reason === undefined ? [] : ['', `Why: ${claim.reason}`]),
            '',
            reproduces
              ? 'The stored outcome reproduces to the bit.'
              : `The stored outcome does not reproduce: it was ${stored.verdict}, margin ${stored.margin} at step ${stored.step}.`,
          ].join('\n'),
      );
      exit(reproduces ? 0 : 1);
    });
}

/** The case in words. */
function describeCase(input: Case): string[] {
  const samples = input.data.x.map((x, i) => `  x${i + 1} = (${x.join(', ')}), y${i + 1} = ${input.data.y[i]! > 0 ? '+1' : '-1'}`);
  const { steps } = input;
  return [
    `Data (${samples.length} samples):`,
    ...samples.slice(0, 20),
    ...(samples.length > 20 ? [`  ... ${samples.length - 20} more`] : []),
    `Start: (${input.start.join(', ')})`,
    ...(steps.kind === 'constant'
      ? [`Steps: eta = ${steps.eta}${steps.count > 0 ? `, up to ${steps.count} of them` : ', followed to ln t = 10000'}`]
      : []),
    ...(steps.kind === 'power'
      ? [`Steps: eta_k = (k+1)^(-${steps.alpha}), up to ${steps.count} of them, samples drawn with seed ${input.seed}`]
      : []),
    ...(input.slope === undefined ? [] : [`Slope of the leaky ReLU: ${input.slope}`]),
    ...(input.outputWeights === undefined ? [] : [`Output weights: (${input.outputWeights.join(', ')})`]),
    ...Object.entries(input.vectors ?? {}).map(([name, vector]) => `${name}: (${vector.join(', ')})`),
  ];
}
