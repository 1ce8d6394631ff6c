/** What comes out of some cases of each claim, as it is on record. */

import type { Claim, Evaluation } from '../../src/claim/claim.js';
import type { OutcomeKind } from '../../src/claim/outcome.js';
import { judgeMovedCase } from '../../src/judge/judged-case.js';
import { hash } from './hashes.js';
import { type Looked, lookedCases } from './looked-cases.js';

/** Where the evaluations are on record. */
export const EVALUATIONS = 'properties/paper/evaluations.json';

/** Seconds that a case may take to be chosen, all that are chosen of a claim, and all that are looked at; how many of one origin. */
const [EACH, ALL, LOOKING, OF_AN_ORIGIN] = [0.06, 0.2, 1.5, 8];
/** Drawn cases that are chosen whatever they are like; the first one, and the first within the hypotheses, whatever they take. */
const ANY = 4;

/** Outcomes by the places of the cases. */
export type Evaluations = Readonly<Record<string, string>>;

/** The outcome of a case in words, and a hash of all that its evaluation says; `kind` is what it is like. */
function toldOf(claim: Claim, { input, parts, from }: Looked): { readonly told: string; readonly kind: string } {
  const outcome = judgeMovedCase(claim, input, parts);
  if (outcome === undefined) return { told: 'not a case', kind: 'not a case' };
  const { kind, evaluation } = outcome;
  const { slack, step } = evaluation.conclusion ?? {};
  return { told: `${kind}, slack ${slack} at step ${step}, ${hash(evaluation)}`, kind: kindOf(kind, evaluation, from) };
}

/** How a case ends and why, its labels, and which part of the conclusion is the least; of those within the hypotheses also where it is from. */
function kindOf(kind: OutcomeKind, { hypotheses, labels, conclusion, undecided }: Evaluation, from: string): string {
  const failed = hypotheses.filter(({ slack }) => !(slack >= 0)).map(({ id }) => id);
  const least = conclusion?.parts?.find(({ slack }) => slack === conclusion.slack)?.name;
  const words = [conclusion?.note, undecided].map((text) => text?.replace(/[\d.e+-]+/g, '#'));
  return JSON.stringify([kind, failed, labels, least, words, failed.length === 0 ? from : undefined]);
}

/** The evaluations that go on record: of the first drawn cases, and of one of each kind that is met, as long as they are quick. */
export function chosenEvaluations(claim: Claim): Evaluations {
  const chosen: Record<string, string> = {};
  const kinds = new Set<string>();
  const counts = new Map<string, number>();
  let [total, looking, isEffective] = [0, 0, false];
  for (const each of lookedCases(claim)) {
    const count = counts.get(each.from) ?? 0;
    if (count === OF_AN_ORIGIN || (isEffective && looking > LOOKING)) continue;
    const began = process.cpuUsage();
    const { told, kind } = toldOf(claim, each);
    const { user, system } = process.cpuUsage(began);
    const seconds = (user + system) / 1e6;
    looking += seconds;
    const isFirst = !isEffective && (/^(satisfied|violated)/.test(told) || count === 0);
    const isQuick = seconds <= EACH && total + seconds <= ALL;
    const isNew = !kinds.has(kind) || (each.from === 'drawn' && count < ANY);
    if (!isFirst && !(isQuick && isNew)) continue;
    total += isFirst ? 0 : seconds;
    isEffective ||= /^(satisfied|violated)/.test(told);
    kinds.add(kind);
    counts.set(each.from, count + 1);
    chosen[each.place] = told;
  }
  return chosen;
}

/** The evaluations at these places. */
export function evaluationsAt(claim: Claim, places: readonly string[]): Evaluations {
  const found = lookedCases(claim).filter(({ place }) => places.includes(place));
  return Object.fromEntries(found.map((each) => [each.place, toldOf(claim, each).told]));
}
