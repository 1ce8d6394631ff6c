/** A stored case as a Vitest test that can be pasted into a suite. */

import { caseFile, type StoredCase } from '../data/case-file.js';
import { stringify } from '../data/json-number.js';

/** Source of a test that holds a case to its stored outcome, to the bit. */
export function vitestSnippet({ input, outcome }: StoredCase): string {
  const kind = outcome.verdict === 'refuted' ? 'violated' : outcome.verdict === 'survives' ? 'satisfied' : outcome.verdict;
  const title = outcome.verdict === 'refuted' ? 'is broken by this case' : `is ${kind} on this case`;
  return `import { findClaim, judgeCase, parseCaseFile, standardParts } from 'claimcheck';
import { expect, it } from 'vitest';

const STORED = ${stringify(caseFile(input, outcome)).trim()};

it(${JSON.stringify(`${input.claim} ${title}`)}, () => {
  const { input, outcome } = parseCaseFile(JSON.stringify(STORED), 'the case of this test');

  const { kind, evaluation } = judgeCase(findClaim(input.claim)!, input, standardParts);

  expect(kind).toBe('${kind}');
  expect(evaluation.conclusion?.margin ?? Number.NaN).toBe(outcome.margin);
});
`;
}
