/** The text of a Vitest test that holds a stored case; it needs no reader of case files, so that pages can make it too. */

import type { ModuleName } from '../modules/load.js';

/** A case as its file holds it, with what the test says of it. */
export interface TestedCase {
  readonly claim: string;
  readonly verdict: string;
  /** The case file's JSON. */
  readonly json: string;
}

/**
 * Source of a test that holds a case to its stored outcome, to the bit.
 *
 * @param own - the module of the edition as the test can import it, where it is not the one that ships.
 */
export function testText({ claim, verdict, json }: TestedCase, own?: ModuleName): string {
  const title = verdict === 'violated' ? 'is broken by this case' : `is ${verdict} on this case`;
  const imports =
    own === undefined
      ? ["import { edition, parseCaseFile, replay } from 'claimcheck';"]
      : ["import { parseCaseFile, replay } from 'claimcheck';"];
  const exported = own?.exported === 'default' ? 'edition' : `{ ${own?.exported} as edition }`;
  return `${[...imports, "import { expect, it } from 'vitest';", ...(own === undefined ? [] : [`import ${exported} from ${JSON.stringify(own.module)};`])].join('\n')}

const STORED = ${json.trim()};

it(${JSON.stringify(`${claim} ${title}`)}, () => {
  const stored = parseCaseFile(JSON.stringify(STORED), 'the case of this test');

  expect(replay(edition, stored).outcome).toEqual(stored.outcome);
});
`;
}
