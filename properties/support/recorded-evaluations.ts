/** What comes out of some cases of each claim, as it is on record. */

import fc from 'fast-check';
import type { Claim, Evaluation } from '../../src/claim/claim.js';
import type { OutcomeKind } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import { judgeMovedCase } from '../../src/judge/judged-case.js';
import { caseBetween } from './border-cases.js';
import { hash } from './hashes.js';
import { CaseFinder, type Looked } from './looked-cases.js';
import { withSlacks } from './recorded-slacks.js';

/** Where the evaluations are on record. */
export const EVALUATIONS = 'properties/paper/evaluations.json';

/** Outcomes by the places of the cases. */
export type Evaluations = Readonly<Record<string, string>>;

/** An outcome in words, and what it is like. */
export interface Told {
  readonly told: string;
  readonly kind: string;
}

/** The outcome of a case in words, and hashes of all that its evaluation says and of the slacks that it is the least of. */
export function toldOf(claim: Claim, { input, parts, from, corrupted }: Looked): Told {
  const { value: outcome, slacks } = withSlacks(() => judgeMovedCase(claim, input, parts));
  if (outcome === undefined) return { told: 'not a case', kind: 'not a case' };
  const { kind, evaluation } = outcome;
  const { slack, step } = evaluation.conclusion ?? {};
  const told = [kind, `slack ${slack} at step ${step}`, hash(evaluation), slacks].filter((word) => word !== undefined);
  return { told: told.join(', '), kind: kindOf(kind, evaluation, corrupted ?? from) };
}

/** How a case ends and why, its labels, and which part of the conclusion is the least; of those within the hypotheses also where it is from. */
function kindOf(kind: OutcomeKind, { hypotheses, labels, conclusion, undecided }: Evaluation, from: string): string {
  const failed = hypotheses.filter(({ slack }) => !(slack >= 0)).map(({ id }) => id);
  const least = conclusion?.parts?.find(({ slack }) => slack === conclusion.slack)?.name;
  const words = [conclusion?.note, undecided].map((text) => text?.replace(/[\d.e+-]+/g, '#'));
  return JSON.stringify([kind, failed, labels, least, words, failed.length === 0 ? from : undefined]);
}

/** Where further cases are drawn from, which are on record together: `24 further`. */
const FURTHER_SEED = 7;
const FURTHER = /^(\d+) further$/;

export function furtherPlace(count: number): string {
  return `${count} further`;
}

/** Where a case between two looked ones is, by their places. */
const BORDER = /^from (.+) to (.+) by (\S+)$/;

export function borderPlace(from: Looked, to: Looked, share: number): string {
  return `from ${from.place} to ${to.place} by ${share}`;
}

/** The evaluations at these places. */
export function evaluationsAt(claim: Claim, places: readonly string[]): Evaluations {
  const finder = new CaseFinder(claim);
  return Object.fromEntries(places.map((place) => [place, evaluationAt(finder, place)]));
}

function evaluationAt(finder: CaseFinder, place: string): string {
  const [, count] = FURTHER.exec(place) ?? [];
  if (count !== undefined) return furtherEvaluations(finder.claim, Number(count));
  const found = lookedAt(finder, place);
  return found === undefined ? 'no such case' : toldOf(finder.claim, found).told;
}

/** The case at a place, or one between two. */
export function lookedAt(finder: CaseFinder, place: string): Looked | undefined {
  const [, from, to, share] = BORDER.exec(place) ?? [];
  const [first, last] = [from ?? place, to ?? place].map((name) => finder.at(name));
  if (from === undefined || first === undefined || last === undefined) return first;
  const input = caseBetween(first.input, last.input, Number(share));
  return input === undefined ? undefined : { from: 'border', place, input, parts: standardParts };
}

/** Of so many cases of another seed, all told at once. */
export function furtherEvaluations(claim: Claim, count: number): string {
  const drawn = fc.sample(claim.cases, { seed: FURTHER_SEED, numRuns: count });
  const told = drawn.map((input) => toldOf(claim, { from: 'further', place: furtherPlace(count), input, parts: standardParts }).told);
  return hash(told);
}
