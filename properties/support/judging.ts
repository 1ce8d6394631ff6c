import fc from 'fast-check';
import type { Claim } from '../../src/claim/claim.js';
import { judgeCase, type OutcomeKind } from '../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { findClaim } from '../../src/paper/edition.js';

/** The claim of this id; a test that names an unknown one is broken. */
export function claimOf(id: string): Claim {
  const claim = findClaim(id);
  if (claim === undefined) throw new Error(`no claim ${id} in the registry`);
  return claim;
}

/** Cases of a claim, the same for the same seed. */
export function drawCases(claim: Claim, seed: number, count: number): Case[] {
  return fc.sample(claim.cases, { seed, numRuns: count });
}

/** Outcome counts over the first `count` cases of a seed. */
export function outcomeCounts(claim: Claim, seed: number, count: number, parts: Parts = standardParts): Record<OutcomeKind, number> {
  const counts: Record<OutcomeKind, number> = { satisfied: 0, violated: 0, undecided: 0, discarded: 0 };
  for (const input of drawCases(claim, seed, count)) counts[judgeCase(claim, input, parts).kind]++;
  return counts;
}

/** Number of cases up to and including the first violated one; undefined when there is none among `limit`. */
export function casesToViolation(claim: Claim, parts: Parts, seed: number, limit: number): number | undefined {
  const index = drawCases(claim, seed, limit).findIndex((input) => judgeCase(claim, input, parts).kind === 'violated');
  return index < 0 ? undefined : index + 1;
}
