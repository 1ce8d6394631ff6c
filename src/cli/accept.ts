/** verify --accept: verdicts and witnesses that go on record. */

import { InputError } from '../data/input-error.js';
import { acceptVerdicts } from '../record/records.js';
import type { ClaimReport } from '../verify/claim-report.js';
import { type OpenEdition, requireWritableRecord } from './edition.js';
import { staleBuild } from './stale-build.js';
import { UsageError } from './usage-error.js';

/** @throws UsageError where verdicts of this build, or in this place, must not be recorded. */
export function requireRecordable(open: OpenEdition): void {
  requireWritableRecord(open);
  const changed = staleBuild();
  if (changed !== undefined)
    throw new UsageError(`--accept would record verdicts of an old build: ${changed} changed since; run npm run build first`);
}

/** Records verdicts and witnesses. @returns why nothing was recorded, to be told after the verdicts; undefined where it was */
export function accept(reports: readonly ClaimReport[], { edition, record, caseEdition }: OpenEdition): InputError | undefined {
  const accepted = reports.flatMap(({ claim, verdict, hypotheses, witness }) =>
    verdict === 'not-run' ? [] : [{ claim, verdict, hypotheses, ...(witness === undefined ? {} : { witness }) }],
  );
  const order = edition.claims.map(({ id }) => id);
  try {
    acceptVerdicts(accepted, { folder: record, order, ...(caseEdition === undefined ? {} : { caseEdition }) });
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}
