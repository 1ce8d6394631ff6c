/** What `guard` tells GitHub Actions: an annotation for each finding, and a summary of the step. */

import { applicableOf, type CheckResult, expectationNotes, type GuardReport, verdictOf } from '../guard/result.js';

/** Text as a workflow command holds it; what a subject prints cannot begin a command of its own. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property of a workflow command. */
function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const LEVELS: Partial<Readonly<Record<CheckResult['verdict'], string>>> = { broken: 'error', undecided: 'warning' };

/** Workflow commands, one a line: errors for what is broken, warnings for what is undecided or passes against expectation. */
export function githubAnnotations(reports: readonly GuardReport[]): string[] {
  return reports.flatMap((report) => {
    const { subject, checks } = report;
    const line = (level: string, id: string, text: string): string =>
      `::${level} title=${property(`${subject.name}: ${id}`)}::${escaped(text)}`;
    const findings = checks.flatMap(({ id, verdict, note, title, expected }) => {
      const level = LEVELS[verdict];
      return level === undefined || expected !== undefined ? [] : [line(level, id, note ?? title)];
    });
    return [...findings, ...expectationNotes(report).map((note) => line('warning', 'expectedBroken', note))];
  });
}

/** Text within a cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ').replaceAll('<', '&lt;');
}

/** A table of the subjects in Markdown. */
export function githubSummary(reports: readonly GuardReport[]): string {
  const rows = reports.map(({ subject, checks }) => {
    const broken = checks.filter(({ verdict, expected }) => verdict === 'broken' && expected === undefined);
    const found = broken.map(({ id, note }) => `${id}: ${note ?? ''}`).join('; ');
    return `| ${[subject.name, subject.algorithm, verdictOf(checks), String(applicableOf(checks)), found].map(cell).join(' | ')} |`;
  });
  return [
    '### claimcheck guard',
    '',
    '| subject | algorithm | verdict | checks | broken |',
    '| --- | --- | --- | --: | --- |',
    ...rows,
    '',
    '',
  ].join('\n');
}
