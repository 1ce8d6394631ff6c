/** Shrinking: from a violated case to one that a person can check by hand. */

import type { Claim, Conclusion } from '../../claim/claim.js';
import { CLEAR_OF_ROUNDING } from '../../claim/outcome.js';
import type { Case } from '../../data/case.js';
import { stringifyCompact } from '../../data/json-number.js';
import { randomOf } from '../search/random.js';
import { violation } from '../violation.js';
import { complexity } from './complexity.js';
import type { Reduction } from './reduction.js';
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
 * @throws EvaluationError for whatever an evaluation throws but NotACase.
 */
export async function shrink(claim: Claim, found: Case, budget: number, stopped: () => boolean): Promise<Shrunk | undefined> {
  const conclusion = violation(claim, found);
  if (conclusion === undefined) return undefined;
  const shrinking = new Shrinking(claim, found, conclusion, budget, stopped);
  let helped: boolean;
  do {
    helped = false;
    // Each kind of reduction until it helps no more, then the next: starting over at every success would try the same again.
    for (const reduction of reductions) while (await shrinking.reduce(reduction)) helped = true;
  } while (helped);
  const { input, conclusion: least, evaluations } = shrinking;
  return { input, conclusion: least, evaluations };
}

/** A shrinking under way: the least complex violated case so far. */
class Shrinking {
  evaluations = 1;
  private complexity: number;
  private readonly bar: (conclusion: Conclusion) => boolean;
  private readonly random = randomOf('shrink');
  private readonly tried = new Set<string>();

  constructor(
    private readonly claim: Claim,
    public input: Case,
    public conclusion: Conclusion,
    private readonly budget: number,
    private readonly stopped: () => boolean,
  ) {
    this.complexity = complexity(input);
    this.bar = barOf(conclusion);
  }

  /** Goes on to the first simpler case of a kind that is violated as clearly as it ought to be; false where there is none. */
  async reduce(reduction: Reduction): Promise<boolean> {
    for (const candidate of reduction(this.input, this.conclusion.step, this.random)) {
      const less = complexity(candidate);
      if (less >= this.complexity || this.known(candidate)) continue;
      if (this.evaluations >= this.budget || this.stopped()) return false;
      this.evaluations++;
      // Lets Ctrl-C in.
      await new Promise((resolve) => setImmediate(resolve));
      const conclusion = violation(this.claim, candidate);
      if (conclusion === undefined || !this.bar(conclusion)) continue;
      this.input = candidate;
      this.conclusion = conclusion;
      this.complexity = less;
      return true;
    }
    return false;
  }

  /** Whether a case was tried before; it counts as tried from now on. */
  private known(input: Case): boolean {
    const key = stringifyCompact(input);
    if (this.tried.has(key)) return true;
    this.tried.add(key);
    return false;
  }
}

/** Whether a violation is clear enough to stand for the one that was found. */
function barOf(found: Conclusion): (conclusion: Conclusion) => boolean {
  const clearance = Math.min(WELL_CLEAR, -found.slack / found.rounding);
  const most = Math.max(found.slack, -1) * KEPT_SHARE;
  return ({ slack, rounding }) => !(slack > most || -slack < clearance * rounding);
}
