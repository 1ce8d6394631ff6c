/** What comes out of some cases of each claim, as it is on record: those that differ in kind among the drawn, those beside them, and under planted defects. */

import fc from 'fast-check';
import type { Claim, Evaluation } from '../../src/claim/claim.js';
import type { OutcomeKind } from '../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { judgeMovedCase } from '../../src/judge/evaluation-error.js';
import { nth } from '../../src/numerics/lists.js';
import { defects } from './defects.js';
import { hash } from './hashes.js';
import { edgesOf, neighboursOf, spread } from './neighbours.js';

/** Where the evaluations are on record. */
export const EVALUATIONS = 'properties/paper/evaluations.json';

const SEED = 5;
/** Neighbours of the first drawn case that are looked at. */
const BESIDE = 24;

/** How many drawn cases are looked at, how many are taken whatever they are like, and how many in all, where a case takes milliseconds and where it is followed far out or by statistics. */
const [QUICK, LONG] = [
  { drawn: 60, any: 6, most: 16 },
  { drawn: 12, any: 1, most: 4 },
];

interface Looked {
  readonly place: string;
  readonly input: Case;
  readonly parts: Parts;
}

/** The outcome of a case in words, and a hash of all that its evaluation says. */
function toldOf(claim: Claim, { input, parts }: Looked): { readonly told: string; readonly kind: string } {
  const outcome = judgeMovedCase(claim, input, parts);
  if (outcome === undefined) return { told: 'not a case', kind: 'not a case' };
  const { kind, evaluation } = outcome;
  const { slack, step } = evaluation.conclusion ?? {};
  return { told: `${kind}, slack ${slack} at step ${step}, ${hash(evaluation)}`, kind: kindOf(kind, evaluation) };
}

/** What a case is like: how it ends and why, its labels, and which part of the conclusion is the least. */
function kindOf(kind: OutcomeKind, { hypotheses, labels, conclusion, undecided }: Evaluation): string {
  const failed = hypotheses.filter(({ slack }) => !(slack >= 0)).map(({ id }) => id);
  const least = conclusion?.parts?.find(({ slack }) => slack === conclusion.slack)?.name;
  const words = [conclusion?.note, undecided].map((text) => text?.replace(/[\d.e+-]+/g, '#'));
  return JSON.stringify([kind, failed, labels, least, words]);
}

/** All cases that are looked at, by their places: drawn, at the edges of the first drawn one, beside it, and drawn ones under the defects that the claim catches. */
function* looked(claim: Claim, drawn: readonly Case[]): Generator<Looked, void> {
  const first = nth(drawn, 0);
  const all: readonly (readonly [string, readonly Case[], Parts])[] = [
    ['drawn', drawn, standardParts],
    ['edge', edgesOf(first), standardParts],
    ['beside', spread(neighboursOf(first), BESIDE), standardParts],
    ...defects.filter(({ caughtBy }) => caughtBy.includes(claim.id)).map(({ name, parts }) => [name, drawn, parts] as const),
  ];
  for (const [name, cases, parts] of all) for (const [at, input] of cases.entries()) yield { place: `${name} ${at}`, input, parts };
}

function effortOf({ method }: Claim): typeof QUICK {
  return method === 'exact' || method === 'enumeration' ? QUICK : LONG;
}

function drawnOf(claim: Claim): readonly Case[] {
  return fc.sample(claim.cases, { seed: SEED, numRuns: effortOf(claim).drawn });
}

/** The evaluations that go on record: of the first drawn cases, and of one of each kind that is met. */
export function chosenEvaluations(claim: Claim): Readonly<Record<string, string>> {
  const { any, most } = effortOf(claim);
  const chosen = new Map<string, string>();
  const kinds = new Set<string>();
  for (const each of looked(claim, drawnOf(claim))) {
    if (chosen.size === most) break;
    const { told, kind } = toldOf(claim, each);
    if (kinds.has(kind) && chosen.size >= any) continue;
    kinds.add(kind);
    chosen.set(each.place, told);
  }
  return Object.fromEntries(chosen);
}

/** The evaluations at these places. */
export function evaluationsAt(claim: Claim, places: readonly string[]): Readonly<Record<string, string>> {
  const found = [...looked(claim, drawnOf(claim))].filter(({ place }) => places.includes(place));
  return Object.fromEntries(found.map((each) => [each.place, toldOf(claim, each).told]));
}
