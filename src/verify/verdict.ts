/** From counted outcomes to a verdict: one rule for every claim. */

import type { OutcomeKind } from '../claim/outcome.js';
import type { Verdict } from '../claim/verdict.js';
import { atLeast, atMost } from '../numerics/binomial.js';
import { type Counts, mostFrequent } from './counts.js';

/** Effective cases below this number, or below this share of all, are too few to tell anything. */
const LEAST_EFFECTIVE = 10;
const LEAST_SHARE = 0.05;
/** Share of undecided cases (of those within the hypotheses) above which nothing can be said. */
const MOST_UNDECIDED = 0.05;
/**
 * Probability at most with which one look at one rule turns on a claim whose true share keeps the rule. A run of 250 claims with
 * six rules and five looks each then turns on none but with probability 7500 * 1e-8 = 7.5e-5.
 */
const RULE_ERROR = 1e-8;

/** Outcomes of one claim, counted. */
export interface Tally {
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  /** Why cases are undecided. */
  readonly undecided: Readonly<Counts>;
  /** Labels of the effective cases. */
  readonly labels: Readonly<Counts>;
}

/** A verdict and, where it is not plain, why. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly because?: string;
  /** False where chance may be behind a share on its wrong side, so that more cases would tell. */
  readonly settled: boolean;
}

/** A share that is on the wrong side of a rule. */
interface Broken {
  readonly verdict: 'unknown' | 'vacuous';
  readonly because: string;
  /** Probability of a share this far on the wrong side, were the true one just right. */
  readonly chance: number;
}

/**
 * The verdict on a tally: `refuted` on any violated case (the caller confirms it), `unknown` with too many undecided cases,
 * `vacuous` with too few effective cases or too few of a required label, else `survives`. A share on its wrong side settles
 * the verdict where chance is behind it with probability {@link RULE_ERROR} at most.
 *
 * @param required - least share of the effective cases for each label.
 */
export function judge(tally: Tally, required: Readonly<Record<string, number>>): Judgement {
  if (tally.outcomes.violated > 0) return { verdict: 'refuted', settled: true };
  const broken = brokenRules(tally, required);
  const [first] = broken;
  if (first === undefined) return { verdict: 'survives', settled: true };
  const { verdict, because } = broken.find(({ chance }) => chance <= RULE_ERROR) ?? first;
  return { verdict, because, settled: broken.some(({ chance }) => chance <= RULE_ERROR) };
}

/** Whether enough cases are effective for a verdict that speaks of them. */
export function isEnough({ outcomes }: Tally): boolean {
  return outcomes.satisfied >= LEAST_EFFECTIVE;
}

function brokenRules({ outcomes, labels, ...why }: Tally, required: Readonly<Record<string, number>>): Broken[] {
  const { satisfied, undecided, discarded } = outcomes;
  const within = satisfied + undecided;
  const drawn = within + discarded;
  const found: Broken[] = [];
  if (undecided > MOST_UNDECIDED * within) {
    const [reason, times] = mostFrequent(why.undecided) ?? [];
    const some = times === undecided ? '' : `, ${times} of them`;
    const because = `${undecided} of ${within} cases undecided${reason === undefined ? '' : `${some}: ${reason}`}`;
    found.push({ verdict: 'unknown', because, chance: atLeast(within, MOST_UNDECIDED, undecided) });
  }
  const least = Math.max(LEAST_EFFECTIVE, LEAST_SHARE * drawn);
  if (satisfied < least) {
    const because = `${satisfied} of ${drawn} cases met the hypotheses, at least ${Math.ceil(least)} required`;
    found.push({ verdict: 'vacuous', because, chance: atMost(drawn, LEAST_SHARE, satisfied) });
  }
  for (const [label, share] of Object.entries(required)) {
    const seen = labels[label] ?? 0;
    if (seen >= share * satisfied) continue;
    const because = `label ${label} on ${seen} of ${satisfied} cases, at least ${share * 100}% required`;
    found.push({ verdict: 'vacuous', because, chance: share < 1 ? atMost(satisfied, share, seen) : 0 });
  }
  return found;
}
