/** A hunt: search, and where it breaks the claim, the smallest and the worst witness, each confirmed. */

import type { Claim } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import { EFFORT } from '../judge/effort.js';
import { exp, log } from '../numerics/elementary.js';
import { type Deepened, deepen } from './deepen.js';
import type { Archive } from './search/archive.js';
import { type SearchOptions, search } from './search/search.js';
import { complexity } from './shrink/complexity.js';
import { shrink } from './shrink/shrink.js';
import { type ConfirmationAccount, type Confirming, confirming, type Witness } from './witness.js';

/** Violations of different behaviours that are shrunk; the least complex result counts. */
const MOST_SHRUNK = 2;

/** Evaluations of the search, of shrinking, and of looking for the worst. */
export interface SpentEvaluations {
  readonly search: number;
  readonly shrinking: number;
  readonly deepening: number;
}

/** What a hunt came to. */
export interface HuntResult extends ConfirmationAccount {
  readonly claim: Claim;
  readonly archive: Archive;
  readonly evaluations: SpentEvaluations;
  /** As first found; absent when the claim was not broken. */
  readonly found?: Witness;
  /** The least complex. */
  readonly smallest?: Witness;
  /** The most negative slack. */
  readonly worst?: Witness;
  /** True when it was stopped before the number of evaluations asked for. */
  readonly endedEarly: boolean;
  /** True when what there was had to do: with more time there might be a less complex and a worse witness. */
  readonly hurried: boolean;
  /** Bursts that were given up; what they did is counted nowhere. */
  readonly abandoned: number;
  /** Evaluations of the search that an earlier run had made. */
  readonly resumed: number;
}

/** What a hunt is told, besides what its search is. */
export interface HuntOptions extends SearchOptions {
  /** Told a confirmed violation at once, before anything else is done with it. */
  readonly onFound?: (witness: Witness) => void;
  /** Ends shrinking and looking for the worst with what there is; `stopped` where absent. */
  readonly hurried?: () => boolean;
}

/**
 * Hunts for a counterexample. Never reads stored witnesses.
 *
 * @throws EvaluationError for whatever the claim throws but NotACase on a moved case; FlakyError, an error of the tool.
 */
export async function hunt(options: HuntOptions): Promise<HuntResult> {
  const { claim } = options;
  const confirm = confirming(claim);
  const confirmed: Witness[] = [];
  const counts = (violated: Case): boolean => {
    const witness = confirm.witness(violated);
    if (witness !== undefined) confirmed.push(witness);
    return witness !== undefined;
  };
  const { archive, violations, endedEarly, abandoned, resumed } = await search({ ...options, counts });
  const [found] = confirmed;
  const searched = archive.evaluations;
  if (found === undefined) {
    const evaluations = { search: searched, shrinking: 0, deepening: 0 };
    return { claim, archive, evaluations, ...confirm.account, endedEarly, hurried: false, abandoned, resumed };
  }
  options.onFound?.(found);
  const hurried = options.hurried ?? options.stopped;
  const { smallest, evaluations: shrinking } = await smallestOf(found, violations, confirm, { claim, hurried });
  const deepened: Deepened = hurried() ? { evaluations: 0, abandoned: 0 } : await deepen(options, found.stored.input);
  const wasHurried = hurried();
  const worst = worstOf(found, smallest, deepened.input === undefined ? undefined : confirm.witness(deepened.input));
  return {
    claim,
    archive,
    evaluations: { search: searched, shrinking, deepening: deepened.evaluations },
    found,
    smallest,
    worst,
    ...confirm.account,
    endedEarly,
    hurried: wasHurried,
    abandoned: abandoned + deepened.abandoned,
    resumed,
  };
}

interface ShrinkOptions {
  readonly claim: Claim;
  readonly hurried: () => boolean;
}

/** The least complex witness that shrinking the first violations leads to, and what that took. */
async function smallestOf(
  found: Witness,
  violations: readonly Case[],
  confirm: Confirming,
  { claim, hurried }: ShrinkOptions,
): Promise<{ readonly smallest: Witness; readonly evaluations: number }> {
  let smallest = found;
  let evaluations = 0;
  const share = Math.ceil(EFFORT[claim.method].shrink / MOST_SHRUNK);
  for (const input of violations.slice(0, MOST_SHRUNK)) {
    const shrunk = await shrink(claim, input, share, hurried);
    if (shrunk === undefined) continue;
    evaluations += shrunk.evaluations;
    if (complexity(shrunk.input) >= smallest.complexity) continue;
    const less = confirm.witness(shrunk.input);
    if (less !== undefined && less.complexity < smallest.complexity) smallest = less;
  }
  return { smallest, evaluations };
}

/** The witness with the most negative slack; the first of those that are level. */
function worstOf(found: Witness, ...others: readonly (Witness | undefined)[]): Witness {
  return others.reduce<Witness>(
    (least, other) => (other !== undefined && other.stored.outcome.slack < least.stored.outcome.slack ? other : least),
    found,
  );
}

/** The violation rate under the claim's generator that n independent draws without a violation exclude with 99% confidence. */
export function excludedRate(draws: number): number {
  // (1 - p)^n = 1/100
  return draws === 0 ? 1 : 1 - exp(log(0.01) / draws);
}
