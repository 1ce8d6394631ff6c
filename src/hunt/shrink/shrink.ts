/** Shrinking: from a violated case to one that a person can check by hand. */

import type { Claim, Conclusion } from '../../claim/claim.js';
import { CLEAR_OF_ROUNDING, judgeCase } from '../../claim/outcome.js';
import { standardParts } from '../../claim/parts.js';
import type { Case } from '../../data/case.js';
import { stringifyCompact } from '../../data/json-number.js';
import { randomOf } from '../search/random.js';
import { complexity } from './complexity.js';
import { reductions } from './reductions.js';

/** A violation this many times its rounding bound is kept so: no shrinking towards the edge of what float64 can tell. */
const WELL_CLEAR = 64 * CLEAR_OF_ROUNDING;
/** Nor towards the edge of the claim: a violation keeps this share of the slack it was found with. */
const KEPT_SHARE = 1 / 16;

/** What a shrinking came to. */
export interface Shrunk {
  readonly input: Case;
  readonly conclusion: Conclusion;
  readonly evaluations: number;
}

/**
 * The least complex violated case that greedy reductions lead to. Stays violated, within the hypotheses, and clear of
 * rounding as far as the case it sets out from is.
 *
 * @param budget - evaluations to spend at most.
 * @param stopped - ends it early with what there is.
 * @returns undefined when the case given does not break the claim.
 */
export async function shrink(claim: Claim, found: Case, budget: number, stopped: () => boolean): Promise<Shrunk | undefined> {
  let conclusion = violation(claim, found);
  if (conclusion === undefined) return undefined;
  const clearance = Math.min(WELL_CLEAR, -conclusion.slack / conclusion.rounding);
  const most = Math.max(conclusion.slack, -1) * KEPT_SHARE;
  let input = found;
  let cost = complexity(found);
  let evaluations = 1;
  const random = randomOf('shrink');
  const tried = new Set<string>();
  for (let shrunk = true; shrunk; ) {
    shrunk = false;
    // Each kind of reduction until it helps no more, then the next: starting over at every success would try the same again.
    for (let kind = 0, helped = false; kind < reductions.length; kind += helped ? 0 : 1) {
      helped = false;
      for (const candidate of reductions[kind]!(input, conclusion.step, random)) {
        const less = complexity(candidate);
        if (less >= cost || known(tried, candidate)) continue;
        if (evaluations >= budget || stopped()) return { input, conclusion, evaluations };
        evaluations++;
        // Lets Ctrl-C in.
        await new Promise((resolve) => setImmediate(resolve));
        const next = violation(claim, candidate);
        if (next === undefined || next.slack > most || -next.slack < clearance * next.rounding) continue;
        input = candidate;
        conclusion = next;
        cost = less;
        shrunk = true;
        helped = true;
        break;
      }
    }
  }
  return { input, conclusion, evaluations };
}

/** Whether a case was tried before; it counts as tried from now on. */
function known(tried: Set<string>, input: Case): boolean {
  const key = stringifyCompact(input);
  if (tried.has(key)) return true;
  tried.add(key);
  return false;
}

/** The conclusion of a violated case; undefined for any other, and for what is no case of the claim. */
export function violation(claim: Claim, input: Case): Conclusion | undefined {
  try {
    const { kind, evaluation } = judgeCase(claim, input, standardParts);
    return kind === 'violated' ? evaluation.conclusion : undefined;
  } catch {
    // Reductions can leave what the claim can read, such as an empty list of weights.
    return undefined;
  }
}
