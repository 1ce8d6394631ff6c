/** A stored case as a Vitest test that can be pasted into a suite. */

import { caseFile, type StoredCase } from '../data/case-file.js';
import { stringify } from '../data/json-number.js';
import type { ModuleName } from '../modules/load.js';
import { testText } from './test-text.js';

/**
 * Source of a test that holds a case to its stored outcome, to the bit.
 *
 * @param own - the module of the edition as the test can import it, where it is not the one that ships.
 */
export function vitestSnippet({ input, outcome }: StoredCase, own?: ModuleName): string {
  return testText({ claim: input.claim, verdict: outcome.verdict, json: stringify(caseFile(input, outcome)) }, own);
}
