/** What a guard run comes to outside of its report: the exit code. */

import { applicableOf, type GuardReport, verdictOf } from '../guard/result.js';
import { printable } from '../text/printable.js';

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
