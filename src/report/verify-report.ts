/** What `verify` tells of its claims: as JSON and as a table. */

import type { Verdict } from '../claim/verdict.js';
import { caseFile } from '../data/case-file.js';
import { append } from '../numerics/lists.js';
import { acceptedProof } from '../record/proofs.js';
import { fittedTable } from '../text/fitted-table.js';
import { counted } from '../text/layout.js';
import { toThousandths } from '../text/number.js';
import { type Colour, coloured } from '../text/style.js';
import { plainTable } from '../text/table.js';
import type { ClaimReport } from '../verify/claim-report.js';
import { slowest } from '../verify/slowest.js';
import type { VerifyResult } from './schema.js';
import { type Standing, standing, type VerifyContext } from './standing.js';
import { findingsOn } from './verify-findings.js';

/** The evidence of a refutation, and the proof of it that Coq has accepted; of cases on given data there is none on record. */
function evidence(
  { claim, verdict, witness }: ClaimReport,
  { records, onGivenData }: Pick<VerifyContext, 'records' | 'onGivenData'>,
): Pick<VerifyResult['claims'][number], 'evidence' | 'proof'> {
  if (verdict !== 'refuted' || witness === undefined) return {};
  const proof = onGivenData ? undefined : acceptedProof(claim, witness.input, records[claim.id]?.proof);
  return proof === undefined ? { evidence: witness.outcome.evidence } : { evidence: 'machine-checked', proof };
}

/** The verify JSON of the contract. */
export function verifyJson(reports: readonly ClaimReport[], context: VerifyContext): VerifyResult {
  const { version, seed, seconds, records, caseEdition } = context;
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
        ...evidence(report, context),
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

/** Claims that real data never reach, grouped by the hypotheses that none of their cases met; apart from them those that all cases leave undecided. */
export function unreached(reports: readonly Pick<ClaimReport, 'claim' | 'data'>[]): string[] {
  const groups = new Map<string, string[]>();
  const open: string[] = [];
  for (const { claim, data } of reports) {
    if (data.every(({ cases }) => cases === 0) || data.some(({ effective }) => effective > 0)) continue;
    const all = data.flatMap(({ hypotheses }) => hypotheses);
    if (all.every(({ failed }) => failed === 0)) {
      open.push(claim.id);
      continue;
    }
    const never = [...new Set(all.map(({ name }) => name))].sort().filter((name) => all.every((one) => one.name !== name || one.met === 0));
    const reason = never.length > 0 ? `"${never.join('", "')}"` : 'all hypotheses at once';
    groups.set(reason, [...(groups.get(reason) ?? []), claim.id]);
  }
  const told = [...groups].map(([reason, ids]) => `the data never meet ${reason}: ${ids.join(', ')}`);
  return open.length === 0 ? told : [...told, `no case on the data is decided: ${open.join(', ')}`];
}

const HEAD = ['claim', 'verdict', 'cases', 'discarded', 'least slack', 'median', 'real data', 'evidence'];

/** The table that a person reads, of at most `width` characters where that can be. */
export function verifyTable(reports: readonly ClaimReport[], { records, onGivenData }: VerifyContext, width: number): string {
  const rows = reports.map((report) => {
    const { id } = report.claim;
    const mark = MARKS[standing(report.verdict, records[id]?.verdict, onGivenData)];
    return [
      id,
      coloured(COLOURS[report.verdict], report.verdict + mark),
      String(report.cases),
      String(report.tally.outcomes.discarded),
      toThousandths(report.slack.min),
      toThousandths(report.slack.median),
      onRealData(report),
      report.verdict === 'refuted' ? (evidence(report, { records, onGivenData }).evidence ?? '') : (report.because ?? ''),
    ];
  });
  return fittedTable(
    {
      head: HEAD,
      numeric: [2, 3, 4, 5, 6],
      rows,
      narrower: [
        [0, 1, 2, 4],
        [0, 1],
      ],
    },
    width,
  );
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

/** How many claims there are, by verdict, with the seed and the time. */
export function countsLine(reports: readonly ClaimReport[], { seed, seconds }: VerifyContext): string {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of reports) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const byVerdict = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  return `${counted(reports.length, 'claim')}: ${byVerdict}; seed ${seed}, ${seconds.toFixed(1)} s`;
}

/** The lines below the table: counts, what differs, and where the witnesses are. */
export function verifySummary(reports: readonly ClaimReport[], context: VerifyContext): string {
  const { records, onGivenData } = context;
  const lines = [countsLine(reports, context)];
  const falseAlarm = reports.reduce((sum, report) => sum + (report.falseAlarm ?? 0), 0);
  if (falseAlarm > 0)
    lines.push(`Statistical checks: the probability of a false alarm in this run is at most ${falseAlarm.toExponential(1)}`);
  append(
    lines,
    reports.flatMap((report) => findingsOn(report, context)).map(({ id, text }) => `${id}: ${text}`),
  );
  append(lines, reports.flatMap(outcomes));
  append(lines, measuredPowers(reports));
  if (!onGivenData)
    append(
      lines,
      unreached(reports).map((line) => `Real data: ${line}`),
    );
  append(lines, addedHypotheses(reports));
  const witnessed = reports.find(({ claim, verdict }) => verdict === 'refuted' && records[claim.id]?.witness !== undefined);
  if (witnessed !== undefined && !onGivenData) {
    const first = witnessed.claim.id;
    lines.push(`Each refuted claim has a witness: claimcheck show ${first} says why it is false, claimcheck replay ${first} shows it`);
  }
  return lines.join('\n');
}
