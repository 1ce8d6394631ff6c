/** What an extremal hunt is after, and the claim that a search for counterexamples takes for it. */

import type { Claim, Evaluation } from '../../claim/claim.js';
import { allMet } from '../../claim/hypotheses.js';
import { CLEAR_OF_ROUNDING } from '../../claim/outcome.js';
import type { Measured } from '../../claim/quantity.js';

/** A quantity of a claim, and which way it is to go. */
export interface Aim {
  readonly quantity: string;
  readonly sense: 'minimise' | 'maximise';
}

/** Squarings that spread values out: the search counts as progress what changes by a share of the slack. */
const SQUARINGS = 3;

/** The quantity as it was measured on a case within the hypotheses; undefined where it was not, or is no number. */
export function measuredIn({ hypotheses, measured }: Evaluation, quantity: string): Measured | undefined {
  const found = allMet(hypotheses) ? measured?.[quantity] : undefined;
  return found === undefined || !Number.isFinite(found.value) || !Number.isFinite(found.rounding) ? undefined : found;
}

/** The value that rounding leaves sure: never better than the number itself, up to the factor that violations have to exceed as well. */
export function sureValue({ value, rounding }: Measured, { sense }: Aim): number {
  return sense === 'minimise' ? value + CLEAR_OF_ROUNDING * rounding : value - CLEAR_OF_ROUNDING * rounding;
}

/**
 * The claim with a slack that is always positive, and the less the further the quantity goes: what a search lowers without ever
 * breaking the claim. Cases on which the quantity was not measured are undecided.
 */
export function towards(claim: Claim, aim: Aim): Claim {
  return bySureValue(claim, aim, (value) => heightOf(aim.sense === 'minimise' ? value : -value));
}

/**
 * The claim that no case reaches a value: its slack is how far the sure value is from the target, in units of `size`, and negative beyond it.
 * What shrinking keeps violated has a value as good as the target.
 */
export function reaching(claim: Claim, aim: Aim, { target, size }: { readonly target: number; readonly size: number }): Claim {
  return bySureValue(claim, aim, (value) => (aim.sense === 'minimise' ? value - target : target - value) / size);
}

/** The claim with a slack that follows from the sure value alone; undecided where the quantity was not measured. */
function bySureValue(claim: Claim, aim: Aim, slackOf: (value: number) => number): Claim {
  return {
    ...claim,
    evaluate(input, parts) {
      const { conclusion, undecided: _, ...evaluation } = claim.evaluate(input, parts);
      const measured = measuredIn(evaluation, aim.quantity);
      if (measured === undefined) return { ...evaluation, undecided: `${aim.quantity} was not measured` };
      return { ...evaluation, conclusion: { slack: slackOf(sureValue(measured, aim)), rounding: 0, step: conclusion?.step ?? 0 } };
    },
  };
}

/** A positive number that grows with any number. */
function heightOf(value: number): number {
  let height = value >= 0 ? 1 + value : 1 / (1 - value);
  for (let i = 0; i < SQUARINGS; i++) height *= height;
  return height;
}
