/** What `guard` tells of its subjects: as JSON, as a table, as JUnit. */

import type { CheckResult, GuardReport } from '../guard/result.js';
import { applicableOf, expectationNotes, verdictOf } from '../guard/result.js';
import { append, nth } from '../numerics/lists.js';
import { toThousandths } from '../text/number.js';
import { printable } from '../text/printable.js';
import { type Colour, coloured } from '../text/style.js';
import { plainTable } from '../text/table.js';
import { xml } from '../text/xml.js';
import { type Origin, witnessJson, witnessText } from './guard-witness.js';

/** Everything a report needs beside the subjects' results. */
export interface GuardContext {
  readonly version: string;
  readonly seed: number;
  readonly origin: Origin;
}

/** The guard JSON of the contract, with what goes beyond it behind. */
function subjectJson({ subject, checks, seconds }: GuardReport, { version, seed }: GuardContext): object {
  return {
    subject: subject.name,
    algorithm: subject.algorithm,
    precision: subject.precision,
    options: subject.options,
    verdict: verdictOf(checks),
    applicable: applicableOf(checks),
    lawJudged: checks.some(({ group }) => group === 'update law'),
    checks: checks.map(({ id, group, title, verdict, slack, note, conventions, witness, expected }) => ({
      id,
      group,
      title,
      verdict,
      expected,
      slack,
      note,
      conventions,
      witness: witness === undefined ? undefined : witnessJson(witness),
    })),
    tool: 'claimcheck',
    version,
    seed,
    seconds,
  };
}

/** One object for one subject, a list for several. */
export function guardJson(reports: readonly GuardReport[], context: GuardContext): object {
  const all = reports.map((report) => subjectJson(report, context));
  return all.length === 1 ? nth(all, 0) : all;
}

/** A report whose texts of others, the subject's above all, are one line each and do nothing to a terminal. */
function plain(report: GuardReport): GuardReport {
  const { subject, checks } = report;
  return {
    ...report,
    subject: {
      ...subject,
      name: printable(subject.name),
      expectedBroken: Object.fromEntries(Object.entries(subject.expectedBroken ?? {}).map((entry) => entry.map(printable))),
    },
    checks: checks.map(({ note, conventions, expected, ...check }) => ({
      ...check,
      id: printable(check.id),
      title: printable(check.title),
      ...(note === undefined ? {} : { note: printable(note) }),
      ...(expected === undefined ? {} : { expected: printable(expected) }),
      ...(conventions === undefined ? {} : { conventions: conventions.map(printable) }),
    })),
  };
}

const COLOURS: Readonly<Record<CheckResult['verdict'], Colour>> = {
  pass: 'green',
  broken: 'red',
  undecided: 'yellow',
  information: 'cyan',
  skipped: 'dim',
};

/** Characters of a title in the table; the whole stands in the JSON. */
const TITLE = 90;

function checksTable(checks: readonly CheckResult[]): string {
  const table = plainTable(['check', 'verdict', 'slack', 'what must hold'], [2]);
  for (const { id, verdict, slack, title } of checks)
    table.push([
      id,
      coloured(COLOURS[verdict], verdict),
      toThousandths(slack),
      title.length > TITLE ? `${title.slice(0, TITLE - 3)}...` : title,
    ]);
  return table.toString();
}

/** The origin of one of several subjects. */
function originOf(origin: Origin, index: number, reports: readonly GuardReport[]): Origin {
  if (reports.length < 2 || origin.kind === 'object') return origin;
  return origin.kind === 'module' ? { ...origin, index } : { ...origin, subject: reports[index]?.subject.name };
}

/** What is said below the table of one check: of those that pass, how they compare with a baseline. */
function remarks({ id, group, verdict, note, conventions, witness, expected }: CheckResult, origin: Origin): string[] {
  if (verdict === 'broken' && expected !== undefined)
    return [`${id}: broken, as expected (${expected})${note === undefined ? '' : `: ${note}`}`];
  const plain = verdict === 'skipped' || (verdict === 'pass' && group !== 'regression');
  const lines = [
    ...(note === undefined || plain ? [] : [`${id}: ${verdict}: ${note}`]),
    ...(conventions ?? []).map((convention) => `${id}: convention: ${convention}`),
  ];
  if (witness !== undefined) {
    if (note === undefined) lines.push(`${id}: ${verdict}`);
    append(
      lines,
      witnessText(witness, origin).map((line) => `    ${line}`),
    );
  }
  return lines;
}

/** What a pass does not say: that no update law was judged, and by how many checks the subject was. */
function limits({ subject, checks }: GuardReport): string[] {
  if (verdictOf(checks) !== 'pass' || checks.some(({ group }) => group === 'update law')) return [];
  const other = subject.algorithm === 'other' ? 'it is declared as "other"' : 'none of the checks is of one';
  const why = subject.options?.includes('noise') ? 'its steps draw noise' : other;
  return [`No update law was judged, since ${why}: ${applicableOf(checks)} checks applied.`];
}

/** The line that sums a subject up. */
function summary({ subject, checks, seconds }: GuardReport): string {
  const counts = new Map<string, number>();
  for (const { verdict, notReached } of checks) {
    const name = notReached ? 'not reached' : verdict;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const parts = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  return `${subject.name}: ${verdictOf(checks)} (${parts || 'no check'}; ${seconds.toFixed(1)} s)`;
}

/** The report that a person reads. */
export function guardText(reports: readonly GuardReport[], { origin }: GuardContext): string {
  const parts = reports.map(plain).map((report, index) => {
    const { subject, checks } = report;
    const notes = checks.flatMap((check) => remarks(check, originOf(origin, index, reports)));
    return [
      `${subject.name} (${subject.algorithm}, ${subject.precision})`,
      '',
      checksTable(checks),
      '',
      ...(notes.length > 0 ? [...notes, ''] : []),
      ...expectationNotes(report),
      ...limits(report),
      summary(report),
    ].join('\n');
  });
  return parts.join('\n\n');
}

/** JUnit XML: a test suite per subject, a test case per check. */
export function guardJUnit(reports: readonly GuardReport[], { origin }: GuardContext): string {
  const isExpected = ({ verdict, expected }: CheckResult): boolean => verdict === 'broken' && expected !== undefined;
  const count = (checks: readonly CheckResult[], ...verdicts: CheckResult['verdict'][]): number =>
    checks.filter((check) => verdicts.includes(check.verdict) && !isExpected(check)).length;
  const suites = reports.map(plain).map(({ subject, checks, seconds }, index) => {
    const failures = count(checks, 'broken', 'undecided');
    const cases = checks.map((check) => {
      const opening = `    <testcase classname="claimcheck.guard.${xml(subject.name)}" name="${xml(check.id)}"`;
      const message = xml(`${check.verdict}${check.note === undefined ? '' : `: ${check.note}`}`);
      if (check.verdict === 'skipped' || isExpected(check)) return `${opening}>\n      <skipped message="${message}"/>\n    </testcase>`;
      if (check.verdict !== 'broken' && check.verdict !== 'undecided') return `${opening}/>`;
      const witness = check.witness === undefined ? [] : witnessText(check.witness, originOf(origin, index, reports));
      return `${opening}>\n      <failure message="${message}">${xml(witness.join('\n'))}</failure>\n    </testcase>`;
    });
    return [
      `  <testsuite name="${xml(subject.name)}" tests="${checks.length}" failures="${failures}" skipped="${count(checks, 'skipped') + checks.filter(isExpected).length}" time="${seconds.toFixed(3)}">`,
      ...cases,
      '  </testsuite>',
    ].join('\n');
  });
  const all = reports.flatMap(({ checks }) => checks);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="claimcheck guard" tests="${all.length}" failures="${count(all, 'broken', 'undecided')}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}
