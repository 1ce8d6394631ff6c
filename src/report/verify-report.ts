/** What `verify` tells of its claims: as JSON, as a table, as JUnit. */

import type { Verdict } from '../claim/verdict.js';
import { caseFile, type Evidence } from '../data/case-file.js';
import type { Records } from '../record/records.js';
import { counted } from '../text/layout.js';
import { toThousandths } from '../text/number.js';
import { type Colour, coloured } from '../text/style.js';
import { plainTable } from '../text/table.js';
import { xml } from '../text/xml.js';
import { slowest } from '../verify/slowest.js';
import type { ClaimReport } from '../verify/verify.js';
import type { VerifyResult } from './schema.js';

/** How a verdict stands to what is on record; `new` where nothing is. */
export type Standing = 'as recorded' | 'differs' | 'undecided' | 'new' | 'not broken' | 'not run';

/**
 * Compares a verdict with its record. On a user's data a claim recorded as refuted need not break, and one that
 * the data do not reach, or of which nothing is recorded, is left alone unless it breaks.
 */
export function standing(verdict: Verdict, expected: Verdict | undefined, onGivenData: boolean): Standing {
  if (verdict === 'not-run') return 'not run';
  if (verdict === expected) return 'as recorded';
  if (onGivenData && verdict !== 'refuted') return 'not broken';
  if (expected === undefined) return 'new';
  return verdict === 'vacuous' || verdict === 'unknown' ? 'undecided' : 'differs';
}

/** Everything a report needs beside the claims' reports. */
export interface VerifyContext {
  readonly version: string;
  readonly seed: number;
  readonly seconds: number;
  readonly records: Records;
  /** What case files name the edition by; undefined for the one that ships. */
  readonly caseEdition?: string;
  /** True when the claims were judged on given data alone. */
  readonly onGivenData: boolean;
}

/** The evidence of a refutation. */
function evidence({ witness }: ClaimReport): Evidence | undefined {
  return witness?.outcome.evidence;
}

/** The verify JSON of the contract. */
export function verifyJson(reports: readonly ClaimReport[], { version, seed, seconds, records, caseEdition }: VerifyContext): VerifyResult {
  return {
    tool: 'claimcheck',
    version,
    seed,
    seconds,
    claims: reports.map((report) => {
      const expected = records[report.claim.id];
      return {
        id: report.claim.id,
        source: report.claim.source,
        verdict: report.verdict,
        expected: expected?.verdict,
        because: report.because,
        cases: report.cases,
        discarded: report.tally.outcomes.discarded,
        undecided: report.tally.outcomes.undecided,
        slack: { min: report.slack.min, median: report.slack.median },
        slackQuantiles: report.slack.quantiles,
        evidence: report.verdict === 'refuted' ? evidence(report) : undefined,
        witness: report.witness === undefined ? undefined : caseFile(report.witness.input, report.witness.outcome, caseEdition),
        falseAlarm: report.falseAlarm,
        rates: report.rates.length === 0 ? undefined : report.rates,
        hypotheses: report.hypotheses.map(({ id, of, met, failed }) => ({ id, of, met, failed })),
        labels: report.tally.labels,
        data: report.data,
        seconds: report.seconds,
      };
    }),
    slowest: slowest(reports.flatMap((report) => report.slowest)),
  } as VerifyResult;
}

const MARKS: Readonly<Record<Standing, string>> = {
  'as recorded': '',
  differs: ' (!)',
  undecided: ' (?)',
  new: ' (new)',
  'not broken': '',
  'not run': '',
};

const COLOURS: Readonly<Record<Verdict, Colour>> = {
  survives: 'green',
  refuted: 'red',
  vacuous: 'yellow',
  unknown: 'yellow',
  'not-run': 'yellow',
};

/** Effective cases of all cases on given or shipped data. */
function onRealData({ data }: ClaimReport): string {
  const sum = (key: 'cases' | 'effective'): number => data.reduce((total, one) => total + one[key], 0);
  return sum('cases') === 0 ? '-' : `${sum('effective')}/${sum('cases')}`;
}

/** Claims that real data never reach, grouped by the hypotheses that none of their cases met. */
export function unreached(reports: readonly ClaimReport[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { claim, data } of reports) {
    if (data.every(({ cases }) => cases === 0) || data.some(({ effective }) => effective > 0)) continue;
    const all = data.flatMap(({ hypotheses }) => hypotheses);
    const never = [...new Set(all.map(({ name }) => name))].sort().filter((name) => all.every((one) => one.name !== name || one.met === 0));
    const reason = never.length > 0 ? `"${never.join('", "')}"` : 'all hypotheses at once';
    groups.set(reason, [...(groups.get(reason) ?? []), claim.id]);
  }
  return [...groups].map(([reason, ids]) => `the data never meet ${reason}: ${ids.join(', ')}`);
}

/** The table that a person reads. */
export function verifyTable(reports: readonly ClaimReport[], { records, onGivenData }: VerifyContext): string {
  const table = plainTable(['claim', 'verdict', 'cases', 'discarded', 'least slack', 'median', 'real data', 'evidence'], [2, 3, 4, 5, 6]);
  for (const report of reports) {
    const { id } = report.claim;
    const mark = MARKS[standing(report.verdict, records[id]?.verdict, onGivenData)];
    table.push([
      id,
      coloured(COLOURS[report.verdict], report.verdict + mark),
      report.cases,
      report.tally.outcomes.discarded,
      toThousandths(report.slack.min),
      toThousandths(report.slack.median),
      onRealData(report),
      report.verdict === 'refuted' ? (evidence(report) ?? '') : (report.because ?? ''),
    ]);
  }
  return table.toString();
}

const OUTCOME = 'outcome:';

/** What the runs of a claim about the list of possible outcomes came to, counted. */
function outcomes({ claim, tally: { labels } }: ClaimReport): string[] {
  const counted = Object.entries(labels).filter(([label]) => label.startsWith(OUTCOME));
  if (counted.length < 2) return [];
  const parts = counted.sort(([, a], [, b]) => b - a).map(([label, count]) => `${count} ${label.slice(OUTCOME.length)}`);
  return [`Outcomes of the runs of ${claim.id}: ${parts.join(', ')}`];
}

/** The powers that the cases of surviving claims measured, beside the printed ones. */
function measuredPowers(reports: readonly ClaimReport[]): string[] {
  const table = plainTable(['claim', 'measured power', 'printed', 'median', 'least', 'largest', 'cases'], [2, 3, 4, 5, 6]);
  const surviving = reports.filter(({ verdict, rates }) => verdict === 'survives' && rates.length > 0);
  for (const { claim, rates } of surviving) {
    for (const { quantity, printed, median, low, high, cases } of rates) {
      table.push([claim.id, quantity, printed, toThousandths(median), toThousandths(low), toThousandths(high), cases]);
    }
  }
  return surviving.length === 0 ? [] : ['', table.toString(), ''];
}

/** Hypotheses that the way of judging adds to the paper's, with the claims that survive under them. */
function addedHypotheses(reports: readonly ClaimReport[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { claim, verdict, hypotheses } of reports) {
    if (verdict !== 'survives') continue;
    for (const { id, of } of hypotheses) if (of === 'method') groups.set(id, [...(groups.get(id) ?? []), claim.id]);
  }
  return [...groups].map(([id, claims]) => `Hypothesis of the method, not of the paper: ${id} (${claims.join(', ')})`);
}

/** The lines below the table: counts, what differs, and where the witnesses are. */
export function verifySummary(reports: readonly ClaimReport[], { records, onGivenData, seed, seconds }: VerifyContext): string {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of reports) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const lines = [
    `${counted(reports.length, 'claim')}: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')}; seed ${seed}, ${seconds.toFixed(1)} s`,
  ];
  const falseAlarm = reports.reduce((sum, report) => sum + (report.falseAlarm ?? 0), 0);
  if (falseAlarm > 0)
    lines.push(`Statistical checks: the probability of a false alarm in this run is at most ${falseAlarm.toExponential(1)}`);
  for (const report of reports) {
    const { id } = report.claim;
    const expected = records[id];
    const onRecord = `on record as ${expected?.verdict ?? 'nothing'}`;
    const kind = standing(report.verdict, expected?.verdict, onGivenData);
    if (kind === 'differs') lines.push(`${id}: ${report.verdict}, ${onRecord}${report.note === undefined ? '' : `: ${report.note}`}`);
    if (kind === 'undecided') lines.push(`${id}: ${report.verdict} (${report.because ?? 'undecided'}), ${onRecord}`);
    if (kind === 'new') lines.push(`${id}: ${report.verdict}, nothing on record (--accept records it)`);
    if (report.driftedWitness)
      lines.push(
        `${id}: its stored witness breaks it with another outcome than is stored with it (see claimcheck replay; --accept records it)`,
      );
    if (report.lostWitness && expected?.witness !== undefined)
      lines.push(`${id}: its stored witness ${expected.witness} no longer breaks it`);
  }
  lines.push(...reports.flatMap(outcomes), ...measuredPowers(reports));
  if (!onGivenData) lines.push(...unreached(reports).map((line) => `Real data: ${line}`));
  lines.push(...addedHypotheses(reports));
  const witnessed = reports.find(({ claim, verdict }) => verdict === 'refuted' && records[claim.id]?.witness !== undefined);
  if (witnessed !== undefined && !onGivenData) {
    const first = witnessed.claim.id;
    lines.push(`Each refuted claim has a witness: claimcheck show ${first} says why it is false, claimcheck replay ${first} shows it`);
  }
  return lines.join('\n');
}

/** JUnit XML: a test case per claim, failing where the verdict differs from what is on record. */
export function verifyJUnit(reports: readonly ClaimReport[], { records, onGivenData, seconds }: VerifyContext): string {
  let failures = 0;
  let skipped = 0;
  const cases = reports.map((report) => {
    const { id, chapter } = report.claim;
    const expected = records[id]?.verdict;
    const kind = standing(report.verdict, expected, onGivenData);
    const opening = `    <testcase classname="claimcheck.${xml(chapter)}" name="${xml(id)}"`;
    const message = `${report.verdict}, on record as ${expected ?? 'nothing'}${report.because === undefined ? '' : `: ${report.because}`}`;
    if (kind === 'differs' || kind === 'undecided' || kind === 'new') {
      failures++;
      return `${opening}>\n      <failure message="${xml(message)}"/>\n    </testcase>`;
    }
    if (kind === 'not run' || (kind === 'not broken' && report.verdict !== 'survives')) {
      skipped++;
      return `${opening}>\n      <skipped message="${xml(message)}"/>\n    </testcase>`;
    }
    return `${opening}/>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="claimcheck" tests="${reports.length}" failures="${failures}" time="${seconds.toFixed(3)}">`,
    `  <testsuite name="verify" tests="${reports.length}" failures="${failures}" skipped="${skipped}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
