/** A violation is confirmed before it counts: evaluated again from its JSON form, to the bit. */

import type { Certificate } from '../certify/certificate.js';
import type { Claim, Evaluation, Method } from '../claim/claim.js';
import { type Parts, standardParts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import { caseFile, type Evidence, parseCaseFile, type StoredCase, type StoredOutcome } from '../data/case-file.js';
import { stringify } from '../data/json-number.js';
import { type EngineAgreement, engineAgreement, enginesAgree } from './agreement.js';
import { judgeGivenCase } from './judged-case.js';
import { judgedRun } from './judged-run.js';

/** A case whose evaluations disagree: an error of the tool. */
export class FlakyError extends Error {
  constructor(claim: string, first: string, second: string) {
    super(`claim ${claim} is flaky: one case gave ${first} and then ${second}`);
    this.name = 'FlakyError';
  }
}

/** What a violation is evidence of by the method that shows it, where no certificate does. */
const EVIDENCE: Readonly<Record<Method, Evidence>> = {
  exact: 'numerical',
  enumeration: 'numerical',
  statistics: 'statistical',
  limit: 'asymptotic',
};

/** A case judged as it counts, but for its evidence. */
export interface Judged {
  readonly outcome: Omit<StoredOutcome, 'evidence'>;
  readonly evaluation: Evaluation;
  /** How far the engines agree on the run of a violation, or on that of a satisfied case that was chosen; empty for others. */
  readonly agreement: readonly EngineAgreement[];
}

/**
 * Judges a case in the words of a case file; one on whose run the engines disagree is undecided.
 *
 * @param known - how far they agree on it, if that is known.
 * @throws NotACase where the claim cannot read the case; EvaluationError for anything else that its evaluation throws.
 */
export function judged(claim: Claim, input: Case, parts: Parts = standardParts, known?: Judged['agreement']): Judged {
  const { kind, evaluation, run, secondWay } = judgedRun(claim, input, parts, judgeGivenCase);
  const agreement = known ?? (kind === 'violated' && run !== undefined ? engineAgreement(run.options, parts) : secondWay());
  const outcome: Judged['outcome'] = {
    verdict: (kind === 'violated' || kind === 'satisfied') && !enginesAgree(agreement) ? 'undecided' : kind,
    slack: evaluation.conclusion?.slack ?? Number.NaN,
    step: evaluation.conclusion?.step ?? 0,
  };
  return { outcome, evaluation, agreement };
}

/** A case judged, with the weight of its evidence. */
export interface Weighed extends Omit<Judged, 'outcome'> {
  /** Its evidence is `certified` for a violation with a certificate of the case itself. */
  readonly outcome: StoredOutcome;
  /** Of the case, or of one with another start, which its `restart` then names. */
  readonly certificate?: Certificate;
}

/** The certificate of a case, and whether it is about the case itself and not about another start of it; undefined where there is none. */
export function certificateOf(claim: Claim, input: Case): { readonly certificate: Certificate; readonly isOfTheCase: boolean } | undefined {
  const certificate = claim.certify?.({ ...input, claim: claim.id });
  return certificate && { certificate, isOfTheCase: certificate.restart === undefined };
}

/** Judges a case in the words of a case file, and certifies the violation where that can be done. */
export function weigh(claim: Claim, input: Case, parts: Parts = standardParts): Weighed {
  const { outcome, ...how } = judged(claim, input, parts);
  const found = outcome.verdict === 'violated' ? certificateOf(claim, input) : undefined;
  const evidence = found?.isOfTheCase ? 'certified' : EVIDENCE[claim.method];
  return { ...how, outcome: { ...outcome, evidence }, ...(found === undefined ? {} : { certificate: found.certificate }) };
}

/** The outcome of {@link weigh}. */
export function outcomeOf(claim: Claim, input: Case, parts: Parts = standardParts): StoredOutcome {
  return weigh(claim, input, parts).outcome;
}

/** True when two outcomes agree to the bit. */
export function sameOutcome(a: StoredOutcome, b: StoredOutcome): boolean {
  return a.verdict === b.verdict && Object.is(a.slack, b.slack) && a.step === b.step && a.evidence === b.evidence;
}

/** The case of {@link confirmation}. */
export function confirm(claim: Claim, input: Case, parts: Parts = standardParts): StoredCase {
  return confirmation(claim, input, parts).stored;
}

/** A case as it is stored, and how it was weighed the first time. */
export interface Confirmed {
  readonly stored: StoredCase;
  readonly first: Weighed;
}

/** A violated case, or in its place the one with another start that its certificate is about, where that is violated as well. */
function bestCertified(claim: Claim, input: Case, parts: Parts): { readonly input: Case; readonly first: Weighed } {
  const first = weigh(claim, input, parts);
  const { restart } = first.certificate ?? {};
  if (restart === undefined) return { input, first };
  const other = { ...input, start: restart.start };
  const instead = weigh(claim, other, parts);
  return instead.outcome.evidence === 'certified' ? { input: other, first: instead } : { input, first };
}

/**
 * Evaluates a case, writes it to JSON, reads it back and evaluates twice more. Where its certificate is about another start, that case is taken
 * in its place.
 *
 * @throws FlakyError when the outcomes differ in any bit.
 */
export function confirmation(claim: Claim, given: Case, parts: Parts = standardParts): Confirmed {
  const { input, first } = bestCertified(claim, given, parts);
  const { outcome } = first;
  const { input: readInput, outcome: readOutcome = outcome } = parseCaseFile(stringify(caseFile(input, outcome)), `case of ${claim.id}`);
  const read = { input: readInput, outcome: readOutcome };
  for (let again = 0; again < 2; again++) {
    // What does not decide a slack is done once: the comparison of the engines, and a certificate, whose integers have no rounding to differ in.
    const repeated = { ...judged(claim, read.input, parts, first.agreement).outcome, evidence: outcome.evidence };
    if (!sameOutcome(repeated, read.outcome)) throw new FlakyError(claim.id, stringify(outcome), stringify(repeated));
  }
  return { stored: read, first };
}
