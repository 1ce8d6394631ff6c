/** What judged claims come to: what a person reads, the files that were asked for, and the exit code. */

import type { Claim } from '../claim/claim.js';
import { standing, type VerifyContext } from '../report/standing.js';
import { verifyAnnotations, verifyMarkdown } from '../report/verify-github.js';
import { verifyJUnit } from '../report/verify-junit.js';
import { unreached, verifyJson, verifySummary, verifyTable } from '../report/verify-report.js';
import type { ClaimReport } from '../verify/claim-report.js';
import { tellGithub } from './github.js';
import { emit } from './output.js';
import { columnsOf } from './width.js';

/** Where verdicts are written besides stdout. */
export interface OutcomeFlags {
  readonly json?: string;
  readonly junit?: string;
}

/** Prints the verdicts and writes the files that were asked for; `beside` goes into the JSON besides. */
export function tellVerdicts(
  reports: readonly ClaimReport[],
  context: VerifyContext,
  { selected, json, junit, beside }: OutcomeFlags & { readonly selected: readonly Claim[]; readonly beside?: object },
): void {
  emit(json, { ...verifyJson(reports, context), ...beside }, () => summary(reports, context, context.onGivenData ? selected : undefined), [
    { option: '--junit', file: junit, text: () => verifyJUnit(reports, context) },
  ]);
  tellGithub(
    () => ({ annotations: verifyAnnotations(reports, context), summary: verifyMarkdown(reports, context) }),
    json === undefined ? {} : { json },
  );
}

/** What a person reads; `selected` is given with data of the user's. */
function summary(reports: readonly ClaimReport[], context: VerifyContext, selected: readonly Claim[] | undefined): string {
  const text = `${verifyTable(reports, context, columnsOf(process.stdout, Number.POSITIVE_INFINITY))}\n\n${verifySummary(reports, context)}`;
  if (selected === undefined) return text;
  const elsewhere = selected.filter(({ casesOn }) => casesOn === undefined).map(({ id }) => id);
  return [text, ...unreached(reports), ...(elsewhere.length > 0 ? [`not about given data: ${elsewhere.join(', ')}`] : [])].join('\n');
}

/**
 * 1 when a verdict differs from what is on record, or nothing is; 2 when one is undecided, or when nothing was judged; else 0.
 *
 * @param whole - false of a shard, whose claims need not be reached: others may be.
 */
export function exitCode(reports: readonly ClaimReport[], { records, onGivenData }: VerifyContext, whole = true): number {
  const standings = reports.map(({ claim, verdict }) => standing(verdict, records[claim.id]?.verdict, onGivenData));
  if (standings.includes('differs') || standings.includes('new')) return 1;
  if (reports.some(({ lostWitness }) => lostWitness)) return 1;
  if (standings.includes('undecided') || standings.includes('not run')) return 2;
  if (!whole) return 0;
  // On data that reach no claim nothing was judged.
  return reports.every(({ data, cases }) => cases === 0 || (onGivenData && data.every(({ effective }) => effective === 0))) ? 2 : 0;
}
