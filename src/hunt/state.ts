/** Where a hunt stands after a whole round: all that the next one needs. */

import type { Case } from '../data/case.js';
import type { Elite } from './archive.js';
import type { RoundResult } from './round.js';

/** One island: a search of its own that shares what it found after every round. */
export interface IslandState {
  readonly elites: readonly Elite[];
  readonly credit: RoundResult['credit'];
}

/** A hunt after `round` rounds. */
export interface HuntState {
  readonly round: number;
  readonly evaluations: number;
  readonly within: number;
  readonly draws: RoundResult['draws'];
  readonly behaviours: readonly string[];
  readonly parts: readonly string[];
  readonly violations: readonly Elite[];
  readonly islands: readonly IslandState[];
  readonly errors: number;
  readonly firstError?: { readonly input: Case; readonly message: string };
}

/** Elites of the other islands that each takes over after a round. */
const SHARED = 3;

/** A hunt that has not begun. */
export function beginning(islands: number): HuntState {
  return {
    round: 0,
    evaluations: 0,
    within: 0,
    draws: { made: 0, judged: 0 },
    behaviours: [],
    parts: [],
    violations: [],
    islands: Array.from({ length: islands }, () => ({ elites: [], credit: {} })),
    errors: 0,
  };
}

/** The state after a round, from the results of the islands in their order. */
export function afterRound(state: HuntState, results: readonly RoundResult[]): HuntState {
  const sum = (of: (result: RoundResult) => number): number => results.reduce((total, result) => total + of(result), 0);
  const merged = (before: readonly string[], of: (result: RoundResult) => readonly string[]): string[] =>
    [...new Set([...before, ...results.flatMap(of)])].sort();
  const firstError = state.firstError ?? results.find((result) => result.firstError !== undefined)?.firstError;
  return {
    round: state.round + 1,
    evaluations: state.evaluations + sum((result) => result.evaluations),
    within: state.within + sum((result) => result.within),
    draws: {
      made: state.draws.made + sum(({ draws }) => draws.made),
      judged: state.draws.judged + sum(({ draws }) => draws.judged),
    },
    behaviours: merged(state.behaviours, (result) => result.behaviours),
    parts: merged(state.parts, (result) => result.parts),
    violations: [...state.violations, ...results.flatMap(({ violations }) => violations)],
    islands: results.map(({ elites, credit }, island) => ({
      elites: [...elites, ...results.flatMap((other, k) => (k === island ? [] : other.elites.slice(0, SHARED)))],
      credit,
    })),
    errors: state.errors + sum(({ errors }) => errors),
    ...(firstError === undefined ? {} : { firstError }),
  };
}
