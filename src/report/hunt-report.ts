/** What `hunt` tells: as JSON and for a person. */

import type { Claim } from '../claim/claim.js';
import { standardParts } from '../claim/parts.js';
import { caseFile, type StoredCase } from '../data/case-file.js';
import { stringify } from '../data/json-number.js';
import { complexity } from '../hunt/complexity.js';
import { excludedRate, type HuntResult, nearest } from '../hunt/hunt.js';
import { describeCase } from './explanation.js';

/** What a report needs beside the result. */
export interface HuntContext {
  readonly claim: Claim;
  readonly strategy: string;
  readonly seed: number;
  readonly seconds: number;
  /** True when the hunt was ended by Ctrl-C. */
  readonly interrupted: boolean;
}

/** The hunt JSON of the contract, with what was covered. */
export function huntJson({ state, found, smallest, worst }: HuntResult, { claim, strategy, seed, seconds }: HuntContext): object {
  const stored = (one: StoredCase | undefined): object | undefined => one && caseFile(one.input, one.outcome);
  const best = nearest(state);
  return {
    id: claim.id,
    verdict: verdictOf({ state, ...(found === undefined ? {} : { found }) }),
    evaluations: state.evaluations,
    seconds,
    strategy,
    seed,
    evidence: smallest?.outcome.evidence,
    witness: stored(found),
    smallest: stored(smallest),
    worst: stored(worst),
    coverage: {
      within: state.within,
      behaviours: state.behaviours.length,
      rounds: state.round,
      ...(best === undefined ? {} : { nearestMargin: best.assessment.margin }),
      draws: state.draws.judged,
      ...(found === undefined ? { excludedViolationRate: excludedRate(state.draws.judged) } : {}),
      toolErrors: state.errors,
    },
  };
}

/** `refuted`, `vacuous` where no case met the hypotheses, else `survives` (what this hunt tried). */
function verdictOf({ state, found }: Pick<HuntResult, 'state' | 'found'>): 'refuted' | 'survives' | 'vacuous' {
  if (found !== undefined) return 'refuted';
  return state.within === 0 ? 'vacuous' : 'survives';
}

/** The report that a person reads; `files` are those that were written. */
export function huntText(result: HuntResult, context: HuntContext, files: readonly string[]): string {
  const { claim, strategy, seed, seconds, interrupted } = context;
  const { state } = result;
  const how = `${state.evaluations} evaluations, ${seconds.toFixed(1)} s, ${strategy}, seed ${seed}${interrupted ? ', interrupted' : ''}`;
  return [
    `Claim ${claim.id}: ${claim.statement}`,
    '',
    ...(result.smallest === undefined ? survived(result, how) : broken(claim, result, result.smallest, how)),
    ...(state.errors === 0 ? [] : ['', ...toolErrors(result)]),
    ...(files.length === 0 ? [] : ['', ...files.map((file) => `wrote ${file}`)]),
    ...(files.length === 0 && result.smallest !== undefined ? ['', '--out DIR stores it; claimcheck replay FILE explains it.'] : []),
    ...(files.length > 0 && result.smallest !== undefined ? [`explain it: claimcheck replay ${files[0]}`] : []),
  ].join('\n');
}

function broken(claim: Claim, { worst }: HuntResult, smallest: StoredCase, how: string): string[] {
  const conclusion = claim.evaluate(smallest.input, standardParts).conclusion!;
  const clear =
    conclusion.rounding === 0
      ? 'free of rounding'
      : `${(-conclusion.margin / conclusion.rounding).toPrecision(2)} times its rounding bound`;
  return [
    `Refuted (${how}); evidence ${smallest.outcome.evidence}.`,
    '',
    `The simplest case (complexity ${complexity(smallest.input)}):`,
    ...describeCase(smallest.input).map((line) => `  ${line}`),
    `  margin ${smallest.outcome.margin} at step ${smallest.outcome.step}, ${clear}`,
    ...(conclusion.note === undefined ? [] : [`  ${conclusion.note}`]),
    '',
    `The worst case has margin ${worst!.outcome.margin}.`,
  ];
}

function survived({ state }: HuntResult, how: string): string[] {
  const { evaluations, within, behaviours, draws } = state;
  const best = nearest(state);
  const share = evaluations === 0 ? 0 : Math.round((100 * within) / evaluations);
  return [
    `Nothing found (${how}).`,
    `${share}% of the cases within the hypotheses, ${behaviours.length} behaviours`,
    ...(best === undefined ? [] : [`nearest to a violation: margin ${best.assessment.margin} (${best.assessment.behaviour})`]),
    `${draws.judged} independent draws of the claim's generator judged, none violated: a violation rate above ${excludedRate(draws.judged).toPrecision(2)} under it is excluded with 99% confidence`,
  ];
}

function toolErrors({ state: { errors, firstError } }: HuntResult): string[] {
  return [
    `${errors} evaluations failed as programs, an error of the tool; the first: ${firstError!.message}`,
    stringify(firstError!.input).replace(/\s+/g, ' '),
  ];
}
