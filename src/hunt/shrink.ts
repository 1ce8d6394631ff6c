/** From a violated case to one that a person can check by hand. */

import type { Claim, ConclusionMargin } from '../claim/claim.js';
import { judgeCase } from '../claim/outcome.js';
import { standardParts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import { complexity } from './complexity.js';
import { reductions } from './reductions.js';

/** Violations this far beyond their rounding bound stay as far beyond it. */
const CLEAR = 64;

/** A shrunk case and what it cost. */
export interface Shrunk {
  readonly input: Case;
  readonly evaluations: number;
}

/**
 * The simplest violated case that steps of simplification lead to. Each step lowers the complexity, stays within the
 * hypotheses and keeps the violation clear of rounding.
 *
 * @param budget - most evaluations to spend.
 */
export function shrink(claim: Claim, found: Case, budget: number): Shrunk {
  let current = found;
  let size = complexity(found);
  let evaluations = 0;
  const least = clearance(claim, found);
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of reductions(current)) {
      const smaller = complexity(candidate);
      if (smaller >= size) continue;
      if (evaluations >= budget) return { input: current, evaluations };
      evaluations++;
      if (!(clearance(claim, candidate) >= Math.min(least, CLEAR))) continue;
      current = candidate;
      size = smaller;
      progress = true;
      break;
    }
  }
  return { input: current, evaluations };
}

/** By what factor a violation exceeds its rounding bound; NaN when there is none. */
function clearance(claim: Claim, input: Case): number {
  let conclusion: ConclusionMargin | undefined;
  try {
    const { kind, evaluation } = judgeCase(claim, input, standardParts);
    if (kind === 'violated') conclusion = evaluation.conclusion;
  } catch (error) {
    // A simplification may leave what the claim speaks of, such as a class without samples.
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
  }
  return conclusion === undefined ? Number.NaN : -conclusion.margin / conclusion.rounding;
}
