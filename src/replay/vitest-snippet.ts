/** A stored case as a Vitest test that can be pasted into a suite. */

import { caseFile, type StoredCase } from '../data/case-file.js';
import { stringify } from '../data/json-number.js';
import type { ModuleName } from '../modules/load.js';

/**
 * Source of a test that holds a case to its stored outcome, to the bit.
 *
 * @param own - the module of the edition as the test can import it, where it is not the one that ships.
 */
export function vitestSnippet({ input, outcome }: StoredCase, own?: ModuleName): string {
  const title = outcome.verdict === 'violated' ? 'is broken by this case' : `is ${outcome.verdict} on this case`;
  const imports =
    own === undefined
      ? ["import { edition, parseCaseFile, replay } from 'claimcheck';"]
      : ["import { parseCaseFile, replay } from 'claimcheck';"];
  const exported = own?.exported === 'default' ? 'edition' : `{ ${own?.exported} as edition }`;
  return `${[...imports, "import { expect, it } from 'vitest';", ...(own === undefined ? [] : [`import ${exported} from ${JSON.stringify(own.module)};`])].join('\n')}

const STORED = ${stringify(caseFile(input, outcome)).trim()};

it(${JSON.stringify(`${input.claim} ${title}`)}, () => {
  const stored = parseCaseFile(JSON.stringify(STORED), 'the case of this test');

  expect(replay(edition, stored).outcome).toEqual(stored.outcome);
});
`;
}
