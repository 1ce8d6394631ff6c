/** What a guard run comes to outside of its report: annotations on GitHub, and the exit code. */

import { appendFileSync } from 'node:fs';
import { applicableOf, type GuardReport, verdictOf } from '../guard/result.js';
import { githubAnnotations, githubSummary } from '../report/guard-github.js';
import { printable } from '../text/printable.js';

/** Annotations and a step summary where GitHub runs the command. */
export function tellGithub(reports: readonly GuardReport[], { json }: { readonly json?: string }): void {
  if (!process.env.GITHUB_ACTIONS) return;
  const stream = json === '-' ? process.stderr : process.stdout;
  for (const line of githubAnnotations(reports)) stream.write(`${line}\n`);
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    appendFileSync(file, githubSummary(reports));
  } catch (error) {
    // The verdict does not depend on the summary.
    process.stderr.write(`the step summary ${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})\n`);
  }
}

/** Says on stderr which subjects pass by fewer checks than are asked for. */
function tooFew(reports: readonly GuardReport[], required = 0): boolean {
  const few = reports.filter(({ checks }) => applicableOf(checks) < required);
  for (const { subject, checks } of few) {
    process.stderr.write(`${printable(subject.name)}: ${applicableOf(checks)} checks apply, where --require-checks asks for ${required}\n`);
  }
  return few.length > 0;
}

/** 1 when a subject is broken, 2 when one is undecided or passes by too few checks. */
export function exitCode(reports: readonly GuardReport[], required?: number): number {
  const few = tooFew(reports, required);
  const verdicts = reports.map(({ checks }) => verdictOf(checks));
  if (verdicts.includes('broken')) return 1;
  return few || verdicts.includes('undecided') ? 2 : 0;
}
