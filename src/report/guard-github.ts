/** What `guard` tells GitHub Actions: an annotation for each finding, and a summary of the step. */

import { applicableOf, type CheckResult, expectationNotes, type GuardReport, verdictOf } from '../guard/result.js';
import { annotation, markdownTable } from '../text/github.js';

const LEVELS: Partial<Readonly<Record<CheckResult['verdict'], 'error' | 'warning'>>> = { broken: 'error', undecided: 'warning' };

/** Workflow commands, one a line: errors for what is broken, warnings for what is undecided or passes against expectation. */
export function githubAnnotations(reports: readonly GuardReport[]): string[] {
  return reports.flatMap((report) => {
    const { subject, checks } = report;
    const titled = (id: string): string => `${subject.name}: ${id}`;
    const findings = checks.flatMap(({ id, verdict, note, title, expected }) => {
      const level = LEVELS[verdict];
      return level === undefined || expected !== undefined ? [] : [annotation(level, titled(id), note ?? title)];
    });
    return [...findings, ...expectationNotes(report).map((note) => annotation('warning', titled('expectedBroken'), note))];
  });
}

/** A table of the subjects in Markdown. */
export function githubSummary(reports: readonly GuardReport[]): string {
  const rows = reports.map(({ subject, checks }) => {
    const broken = checks.filter(({ verdict, expected }) => verdict === 'broken' && expected === undefined);
    const found = broken.map(({ id, note }) => `${id}: ${note ?? ''}`).join('; ');
    return [subject.name, subject.algorithm, verdictOf(checks), String(applicableOf(checks)), found];
  });
  return ['### claimcheck guard', '', ...markdownTable(['subject', 'algorithm', 'verdict', 'checks:', 'broken'], rows), '', ''].join('\n');
}
