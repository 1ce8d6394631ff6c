/** What a hunt prints and writes. */

import { caseFile, type StoredCase } from '../data/case-file.js';
import { excludedRate, type HuntResult } from '../hunt/hunt.js';
import type { Witness } from '../hunt/witness.js';
import { nth } from '../numerics/lists.js';
import { limitLines } from '../replay/limit-account.js';
import { plainTable } from '../text/table.js';
import type { HuntReport } from './schema.js';

/** Where and how a hunt ran. */
export interface HuntContext {
  readonly strategy: string;
  readonly seed: number;
  readonly seconds: number;
  /** Files written: of the smallest and of the worst witness, or of the closest case. */
  readonly files: Readonly<Record<string, string>>;
  /** What case files name the edition by; undefined for the one that ships. */
  readonly caseEdition?: string;
  /** Flags that `replay` needs to read the files, with a space before them. */
  readonly replayFlags?: string;
  /** Evaluations that came from the journal of an earlier run. */
  readonly resumed: number;
  /** Stored cases that it began with, and how many others did not fit the claim; absent when from scratch. */
  readonly corpus?: { readonly cases: number; readonly unfit: number };
}

/** `refuted` with a witness; `survives` when the budget ran out without one. */
export function huntVerdict({ smallest }: HuntResult): 'refuted' | 'survives' {
  return smallest === undefined ? 'survives' : 'refuted';
}

/** Total of a hunt's evaluations. */
export function huntEvaluations({ evaluations }: HuntResult): number {
  return evaluations.search + evaluations.shrinking + evaluations.deepening;
}

/** The JSON of the contract. */
export function huntJson(result: HuntResult, { strategy, seconds, corpus, caseEdition }: HuntContext): HuntReport {
  const form = ({ input, outcome }: StoredCase): object => caseFile(input, outcome, caseEdition);
  const { claim, found, smallest, worst, falseAlarm } = result;
  return {
    id: claim.id,
    verdict: huntVerdict(result),
    evaluations: huntEvaluations(result),
    seconds,
    strategy,
    ...(corpus === undefined ? {} : { corpus }),
    ...(smallest === undefined ? {} : { evidence: smallest.stored.outcome.evidence }),
    ...(falseAlarm === undefined ? {} : { falseAlarm }),
    ...(found === undefined ? {} : { witness: form(found.stored) }),
    ...(smallest === undefined ? {} : { smallest: form(smallest.stored) }),
    ...(smallest?.horizons === undefined ? {} : { horizons: smallest.horizons }),
    ...(smallest === undefined || smallest.agreement.length === 0 ? {} : { agreement: smallest.agreement }),
    ...(result.unconfirmed === 0 ? {} : { unconfirmed: result.unconfirmed }),
    ...(result.abandoned === 0 ? {} : { abandoned: result.abandoned }),
    ...(worst === undefined ? {} : { worst: form(worst.stored) }),
    ...(smallest === undefined ? { effort: effortOf(result) } : {}),
  } as HuntReport;
}

/** How hard a claim was tried that was not broken. */
function effortOf(result: HuntResult): object {
  const { archive, refused } = result;
  const { counts, drawn, coverage, best } = archive;
  const within = counts.satisfied + counts.undecided;
  return {
    within,
    undecided: counts.undecided,
    discarded: counts.discarded,
    invalid: counts.invalid,
    behaviours: coverage.inside,
    behavioursOutside: coverage.all - coverage.inside,
    ...(best?.standing.kind === 'inside' ? { slack: best.standing.slack } : {}),
    generated: drawn.cases,
    excludedRate: excludedBy(result),
    refused,
  };
}

/**
 * The violation rate that the draws without a violation exclude; none where some had one that was not confirmed, or where draws were given
 * up: those that take long may be the ones that break the claim.
 */
function excludedBy({ archive: { drawn }, abandoned }: HuntResult): number {
  return excludedRate(drawn.violated > 0 || abandoned > 0 ? 0 : drawn.cases);
}

/** The summary for a person. */
export function huntText(result: HuntResult, context: HuntContext): string {
  const head = `Claim ${result.claim.id}: ${result.claim.statement}`;
  return [head, '', ...(result.smallest === undefined ? survivalLines(result, context) : refutationLines(result, context))].join('\n');
}

function refutationLines(result: HuntResult, context: HuntContext): string[] {
  const { search, shrinking, deepening } = result.evaluations;
  const table = plainTable(['witness', 'n', 'd', 'complexity', 'slack', 'rounding at most', 'step', 'evidence'], [1, 2, 3, 4, 5, 6]);
  const rows: [string, Witness | undefined][] = [
    ['found', result.found],
    ['smallest', result.smallest],
    ['worst', result.worst],
  ];
  for (const [name, witness] of rows) if (witness !== undefined) table.push(row(name, witness));
  const note = result.smallest?.note;
  const hurried = result.hurried ? ['the time was over before shrinking and deepening were: simpler and worse witnesses may be near'] : [];
  return [
    `refuted after ${search} evaluations (${shrinking} more to shrink, ${deepening} for the worst) in ${context.seconds.toFixed(1)} s${resumedText(context)}`,
    ...corpusLines(context),
    ...hurried,
    ...abandonedLines(result),
    '',
    table.toString(),
    ...(note === undefined ? [] : ['', `In the smallest witness ${note}.`]),
    ...(result.smallest === undefined ? [] : limitLines(result.smallest.horizons, result.smallest.agreement)),
    ...(result.falseAlarm === undefined
      ? []
      : [
          '',
          `By statistics, each witness on runs that had no part in choosing it: false alarm with probability at most ${result.falseAlarm.toPrecision(2)}.`,
        ]),
    '',
    ...Object.entries(context.files).map(([name, file]) => `${name}: ${file}`),
    ...(context.files.smallest === undefined
      ? []
      : [`Explain it with: claimcheck replay ${quotedPath(context.files.smallest)}${context.replayFlags ?? ''}`]),
  ];
}

function row(name: string, { stored: { input, outcome }, rounding, complexity }: Witness): (string | number)[] {
  return [
    name,
    input.data.x.length,
    nth(input.data.x, 0).length,
    complexity,
    outcome.slack.toPrecision(4),
    rounding.toPrecision(2),
    outcome.step,
    outcome.evidence,
  ];
}

function survivalLines(result: HuntResult, context: HuntContext): string[] {
  const { archive } = result;
  const { counts, coverage, best } = archive;
  const total = archive.evaluations;
  const within = counts.satisfied + counts.undecided;
  const share = total === 0 ? 0 : (100 * within) / total;
  return [
    `no counterexample found in ${total} evaluations and ${context.seconds.toFixed(1)} s by ${context.strategy}, seed ${context.seed}${resumedText(context)}`,
    ...corpusLines(context),
    '',
    ...(result.unconfirmed === 0 ? [] : [`violations not confirmed, since the engines disagree on their runs: ${result.unconfirmed}`]),
    ...abandonedLines(result),
    `within the hypotheses: ${within} (${share.toFixed(1)}%), of which undecided: ${counts.undecided}`,
    `outside the hypotheses: ${counts.discarded}; moves that left what the claim can read: ${counts.invalid}`,
    `behaviours met within the hypotheses: ${coverage.inside} (${coverage.all - coverage.inside} outside)`,
    best?.standing.kind === 'inside'
      ? `smallest slack, after allowing for rounding: ${best.standing.slack.toPrecision(4)}${context.files.closest === undefined ? '' : `, at ${context.files.closest}`}`
      : 'no case within the hypotheses was decided',
    ...(result.refused > 0 ? [`violations met by statistics that fresh runs did not show again: ${result.refused}`] : []),
    drawsText(result),
  ];
}

function abandonedLines({ abandoned }: HuntResult): string[] {
  return abandoned === 0 ? [] : [`bursts of evaluations that had not ended when the time was over, counted nowhere: ${abandoned}`];
}

/** What the generator's own draws say of the rate of violations. */
function drawsText(result: HuntResult): string {
  const { cases, violated } = result.archive.drawn;
  if (cases === 0) return 'no case was drawn from the generator alone, so no violation rate is excluded';
  if (result.abandoned > 0) return 'evaluations were given up, so no violation rate is excluded';
  if (violated > 0) return `${violated} of ${cases} draws of the claim's generator alone were such, so no violation rate is excluded`;
  return `${cases} cases were independent draws of the claim's generator: a violation rate above ${excludedBy(result).toPrecision(2)} under it is excluded with 99% confidence (1 - 0.01^(1/${cases}))`;
}

function corpusLines({ corpus }: HuntContext): string[] {
  if (corpus === undefined) return [];
  const { cases, unfit } = corpus;
  return [`begun with ${cases} stored case${cases === 1 ? '' : 's'}${unfit === 0 ? '' : `; ${unfit} more did not fit this claim`}`];
}

/** How much of a search was on record, as the end of a clause; empty where nothing was. */
export function resumedText({ resumed }: Pick<HuntContext, 'resumed'>): string {
  return resumed > 0 ? ` (${resumed} of them from the journal)` : '';
}

function quotedPath(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
