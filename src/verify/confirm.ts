/** A violation is confirmed before it counts: evaluated again from its JSON form, to the bit. */

import { certify } from '../certify/index.js';
import type { Claim, Kind } from '../claim/claim.js';
import { judgeCase } from '../claim/outcome.js';
import { type Parts, standardParts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import { caseFile, parseCaseFile, type StoredCase, type StoredOutcome } from '../data/case-file.js';
import { stringify } from '../data/json-number.js';

/** A case whose evaluations disagree: an error of the tool. */
export class FlakyError extends Error {
  constructor(claim: string, first: string, second: string) {
    super(`claim ${claim} is flaky: one case gave ${first} and then ${second}`);
    this.name = 'FlakyError';
  }
}

/** What a float64 run of a claim of this kind is evidence of. */
function evidenceOf(kind: Kind): StoredOutcome['evidence'] {
  if (kind === 'asymptotic') return 'asymptotic';
  return kind === 'expectation' ? 'statistical' : 'numerical';
}

/** What float64 makes of a case. */
function judged(claim: Claim, input: Case, parts: Parts): Omit<StoredOutcome, 'evidence'> {
  const { kind, evaluation } = judgeCase(claim, input, parts);
  return {
    verdict: kind === 'violated' ? 'refuted' : kind === 'satisfied' ? 'survives' : kind,
    margin: evaluation.conclusion?.margin ?? Number.NaN,
    step: evaluation.conclusion?.step ?? 0,
  };
}

/** The outcome of a case in the words of a case file; the evidence of a violation with a certificate is `certified`. */
export function outcomeOf(claim: Claim, input: Case, parts: Parts = standardParts): StoredOutcome {
  const outcome = judged(claim, input, parts);
  const certified = outcome.verdict === 'refuted' && certify({ ...input, claim: claim.id }) !== undefined;
  return { ...outcome, evidence: certified ? 'certified' : evidenceOf(claim.kind) };
}

/** True when two outcomes agree to the bit. */
export function sameOutcome(a: StoredOutcome, b: StoredOutcome): boolean {
  return a.verdict === b.verdict && Object.is(a.margin, b.margin) && a.step === b.step && a.evidence === b.evidence;
}

/**
 * Evaluates a case, writes it to JSON, reads it back and evaluates twice more.
 *
 * @throws FlakyError when the outcomes differ in any bit.
 */
export function confirm(claim: Claim, input: Case, parts: Parts = standardParts): StoredCase {
  const outcome = outcomeOf(claim, input, parts);
  const read = parseCaseFile(stringify(caseFile(input, outcome)), `case of ${claim.id}`);
  for (let again = 0; again < 2; again++) {
    // Integers have no rounding to differ in, so a certificate is made once.
    const repeated = { ...judged(claim, read.input, parts), evidence: outcome.evidence };
    if (!sameOutcome(repeated, read.outcome)) throw new FlakyError(claim.id, stringify(outcome), stringify(repeated));
  }
  return read;
}
