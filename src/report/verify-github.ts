/** What `verify` tells GitHub Actions: an annotation for each finding, and a summary of the step. */

import { annotation, markdownTable } from '../text/github.js';
import type { ClaimReport } from '../verify/claim-report.js';
import type { VerifyContext } from './standing.js';
import { findingsOn } from './verify-findings.js';
import { countsLine } from './verify-report.js';

/** Workflow commands, one a line: errors for what makes the run fail, warnings for what leaves it undecided. */
export function verifyAnnotations(reports: readonly ClaimReport[], context: VerifyContext): string[] {
  const notRun = reports.filter(({ verdict }) => verdict === 'not-run').map(({ claim }) => claim.id);
  return [
    ...reports.flatMap((report) => findingsOn(report, context)).map(({ id, level, text }) => annotation(level, id, text)),
    // One for all of them: GitHub shows ten of a step.
    ...(notRun.length === 0 ? [] : [annotation('warning', 'not run', `ended before the first case of ${notRun.join(', ')}`)]),
  ];
}

/** The counts and a table of the findings in Markdown. */
export function verifyMarkdown(reports: readonly ClaimReport[], context: VerifyContext): string {
  const findings = reports.flatMap((report) => findingsOn(report, context));
  const rows = findings.map(({ id, level, text }) => [id, level, text]);
  const found = rows.length === 0 ? [] : [...markdownTable(['claim', 'level', 'finding'], rows), ''];
  return ['### claimcheck verify', '', countsLine(reports, context), '', ...found, ''].join('\n');
}
