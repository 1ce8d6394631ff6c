/** What is not as it should be among the verdicts of a run. */

import type { ClaimReport } from '../verify/claim-report.js';
import { standing, type VerifyContext } from './standing.js';

/** What is wrong with one claim. */
export interface Finding {
  readonly id: string;
  /** `warning` where it makes the run fail by itself in no case, or leaves it undecided. */
  readonly level: 'error' | 'warning';
  /** In words that go on after the claim's id. */
  readonly text: string;
}

/** The findings on one claim, none where its verdict is as recorded or was not come to. */
export function findingsOn(report: ClaimReport, { records, onGivenData }: VerifyContext): Finding[] {
  const { claim, verdict, because, note, driftedWitness, lostWitness } = report;
  const expected = records[claim.id];
  const onRecord = `on record as ${expected?.verdict ?? 'nothing'}`;
  const kind = standing(verdict, expected?.verdict, onGivenData);
  const found: Finding[] = [];
  const add = (level: Finding['level'], text: string): void => {
    found.push({ id: claim.id, level, text });
  };
  if (kind === 'differs') add('error', `${verdict}, ${onRecord}${note === undefined ? '' : `: ${note}`}`);
  if (kind === 'undecided') add('warning', `${verdict} (${because ?? 'undecided'}), ${onRecord}`);
  if (kind === 'new') add('error', `${verdict}, nothing on record (--accept records it)`);
  if (driftedWitness)
    add('warning', 'its stored witness breaks it with another outcome than is stored with it (see claimcheck replay; --accept records it)');
  if (lostWitness && expected?.witness !== undefined) add('error', `its stored witness ${expected.witness} no longer breaks it`);
  return found;
}
