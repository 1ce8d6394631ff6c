/** What a command tells GitHub Actions where that runs it. */

import { appendFileSync } from 'node:fs';
import { reasonOf } from '../data/system-error.js';

/** What there is to tell. */
interface Told {
  /** Workflow commands, one a line. */
  readonly annotations: readonly string[];
  /** Markdown for the summary of the step. */
  readonly summary: string;
}

/** Annotations and a step summary where GitHub runs the command; nothing elsewhere. With JSON on stdout they go to stderr. */
export function tellGithub(told: () => Told, { json }: { readonly json?: string }): void {
  if (!process.env.GITHUB_ACTIONS) return;
  const { annotations, summary } = told();
  const stream = json === '-' ? process.stderr : process.stdout;
  for (const line of annotations) stream.write(`${line}\n`);
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    appendFileSync(file, summary);
  } catch (error) {
    // The verdict does not depend on the summary.
    process.stderr.write(`the step summary ${file} cannot be written (${reasonOf(error)})\n`);
  }
}
