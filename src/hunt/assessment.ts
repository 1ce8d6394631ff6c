/** What a search needs to know of one case: how far it is from the hypotheses, and from a violation. */

import type { Claim, Evaluation } from '../claim/claim.js';
import { judgeCase, type OutcomeKind } from '../claim/outcome.js';
import { standardParts } from '../claim/parts.js';
import type { Case } from '../data/case.js';

/** A case as a search sees it; hypotheses and conclusion stay two numbers. */
export interface Assessment {
  readonly kind: OutcomeKind;
  /** Hypotheses met before the first that fails, in the claim's order. */
  readonly met: number;
  /** Margin of the first hypothesis that fails; 0 when all are met. */
  readonly deficit: number;
  /** Margins of the conclusion's parts by name; one named "" for a conclusion of one part; empty without a conclusion. */
  readonly parts: Readonly<Record<string, number>>;
  /** Smallest conclusion margin; NaN without a conclusion. */
  readonly margin: number;
  /** What sort of case it was: labels, who acts at the start, when the slack is smallest. */
  readonly behaviour: string;
  /** Message of an evaluation that failed as a program. */
  readonly error?: string;
}

/** Evaluates a case for a search. An evaluation that throws is an error of the tool: it is kept, and decides nothing. */
export function assess(claim: Claim, input: Case): Assessment {
  try {
    const { kind, evaluation } = judgeCase(claim, input, standardParts);
    return summary(input, kind, evaluation);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      kind: 'undecided',
      met: 0,
      deficit: Number.NEGATIVE_INFINITY,
      parts: {},
      margin: Number.NaN,
      behaviour: 'error',
      error: message,
    };
  }
}

function summary(input: Case, kind: OutcomeKind, { hypotheses, conclusion, labels }: Evaluation): Assessment {
  const failing = hypotheses.findIndex(({ margin }) => !(margin >= 0));
  const step = conclusion === undefined ? '' : 32 - Math.clz32(conclusion.step);
  return {
    kind,
    met: failing < 0 ? hypotheses.length : failing,
    deficit: failing < 0 ? 0 : hypotheses[failing]!.margin,
    parts: conclusion?.parts ?? (conclusion === undefined ? {} : { '': conclusion.margin }),
    margin: conclusion?.margin ?? Number.NaN,
    behaviour: [...new Set(labels)].sort().concat(acting(input), `step:${step}`).join(' '),
  };
}

/** How many samples of each class act at the start: none, some or all. */
function acting({ data: { x, y }, start }: Case): string {
  const counts = { positive: [0, 0], negative: [0, 0] };
  x.forEach((row, i) => {
    let v = 0;
    row.forEach((value, j) => {
      v += value * (start[j] ?? 0);
    });
    const own = y[i]! > 0 ? counts.positive : counts.negative;
    own[v > 0 ? 0 : 1]!++;
  });
  const word = ([on, off]: readonly number[]): string => (on === 0 ? 'none' : off === 0 ? 'all' : 'some');
  return `start:${word(counts.positive)}+${word(counts.negative)}-`;
}

/** Margin of the part that a search goes down on; the smallest margin where the case has no such part. */
export function focused(assessment: Assessment, part: string): number {
  return assessment.parts[part] ?? assessment.margin;
}

/**
 * Negative when a is nearer to a violation than b: more hypotheses met, then a smaller failure of the next one, then a
 * conclusion at all, then a lower margin of the part.
 */
export function compare(a: Assessment, b: Assessment, part: string): number {
  if (a.kind === 'violated' || b.kind === 'violated') {
    if (a.kind !== b.kind) return a.kind === 'violated' ? -1 : 1;
  }
  const within = (one: Assessment): boolean => one.deficit === 0;
  if (within(a) !== within(b)) return within(a) ? -1 : 1;
  if (!within(a)) return b.met - a.met || order(-a.deficit, -b.deficit);
  return order(focused(a, part), focused(b, part));
}

/** Ascending, NaN last. */
function order(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
