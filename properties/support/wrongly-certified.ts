import { isNotACase } from '../../src/claim/not-a-case.js';
import { judgeCase, type Outcome } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { certifiedCase } from './certify.js';
import { claimOf } from './judging.js';

/** Hypotheses that only the float64 path needs: a certificate can do without. It is about every step that is small enough, whatever the case's. */
const OF_THE_FLOAT64_PATH = [
  'near-kinks',
  'margin',
  'near-start',
  'first-steps',
  'promising',
  'settled',
  'small-step',
  'positive-step',
  // How far the run of the case goes, and by which seed: a certificate follows it for ever, whatever is drawn.
  'terminates',
  'seen-to-settle',
  'seed',
];

/** Whether a case is certified that the float64 path finds satisfied, or discards for more than its reach. */
export function isWronglyCertified(input: Case): boolean {
  const certified = certifiedCase(input)?.input;
  if (certified === undefined) return false;
  const claim = claimOf(input.claim);
  const outcome = judged(certified);
  // The case of another claim may lack a vector that this one names.
  if (outcome === undefined) return false;
  const { kind, evaluation } = outcome;
  const unmet = evaluation.hypotheses.filter(({ slack }) => !(slack >= 0));
  // Statistics satisfy a claim by a slack of 0 where they leave a sign open, and leave blurred checks out.
  const open =
    claim.method === 'statistics' &&
    (evaluation.conclusion?.slack === 0 || evaluation.labels.some(([dimension]) => dimension === 'blurred'));
  return (kind === 'satisfied' && !open) || unmet.some(({ id }) => !OF_THE_FLOAT64_PATH.includes(id));
}

function judged(input: Case): Outcome | undefined {
  try {
    return judgeCase(claimOf(input.claim), input, standardParts);
  } catch (error) {
    if (isNotACase(error)) return undefined;
    throw error;
  }
}
