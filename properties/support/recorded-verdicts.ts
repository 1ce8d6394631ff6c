/** The verdicts on record as verify would write them, with numbers of no meaning where the record has none: a page of all claims in seconds. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edition } from '../../src/paper/edition.js';
import { readRecords, SHIPPED_RECORD } from '../../src/record/records.js';

/** JSON that `report --from` reads. */
export function recordedVerdicts(): string {
  const records = readRecords(SHIPPED_RECORD);
  const claims = edition.claims.map(({ id, source }) => {
    const { verdict = 'unknown', witness, hypotheses = [] } = records[id] ?? {};
    const stored = witness === undefined ? undefined : JSON.parse(readFileSync(join(SHIPPED_RECORD, witness), 'utf8'));
    return {
      id,
      source,
      verdict,
      expected: verdict,
      cases: 200,
      discarded: 12,
      undecided: 3,
      slack: { min: -0.25, median: 0.125 },
      slackQuantiles: [-0.25, -0.1, 0, 0.01, 0.0625, 0.125, 0.25, 0.5, 0.75, 0.875, 1],
      hypotheses: hypotheses.map(({ id: name, of }) => ({ id: name, of, met: 197, failed: 3 })),
      ...(stored === undefined ? {} : { evidence: stored.outcome.evidence, witness: stored }),
      labels: { 'kinks:crossed': 120, 'kinks:none': 68 },
      data: [],
      seconds: 1,
    };
  });
  return JSON.stringify({ tool: 'claimcheck', version: '0.0.0', seed: 1, seconds: 1, claims, slowest: [] });
}
