/** A stored case as a Vitest test that can be pasted into a suite. */

import { caseFile, type StoredCase } from '../data/case-file.js';
import { stringify } from '../data/json-number.js';

/** Source of a test that holds a case to its stored outcome, to the bit. */
export function vitestSnippet({ input, outcome }: StoredCase): string {
  const { verdict } = outcome;
  const title = verdict === 'violated' ? 'is broken by this case' : `is ${verdict} on this case`;
  return `import { findClaim, judgeCase, parseCaseFile, standardParts } from 'claimcheck';
import { expect, it } from 'vitest';

const STORED = ${stringify(caseFile(input, outcome)).trim()};

it(${JSON.stringify(`${input.claim} ${title}`)}, () => {
  const { input, outcome } = parseCaseFile(JSON.stringify(STORED), 'the case of this test');

  const { kind, evaluation } = judgeCase(findClaim(input.claim)!, input, standardParts);

  expect(kind).toBe('${verdict}');
  expect(evaluation.conclusion?.slack ?? Number.NaN).toBe(outcome?.slack);
});
`;
}
