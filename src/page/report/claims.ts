/** What the page's scripts know of each claim, as the report wrote it. */

import { inflated } from '../inflate.js';

/** A claim with all that its buttons copy. */
export interface ShownClaim {
  readonly id: string;
  readonly source: string;
  readonly statement: string;
  readonly latex: string;
  readonly reading: string;
  readonly verdict: string;
  readonly evidence?: string;
  readonly witness?: unknown;
  /** HTML of the reason; the empty text where there is none. */
  readonly reason: string;
  /** HTML of what is shown when its section is opened; the report has escaped what others wrote. */
  readonly details: string;
}

/** The claims of this page; none on a page with the explorer alone. */
export async function shownClaims(): Promise<readonly ShownClaim[]> {
  const zipped = document.getElementById('claims')?.textContent ?? '';
  return zipped === '' ? [] : JSON.parse(await (await inflated(zipped)).text());
}
