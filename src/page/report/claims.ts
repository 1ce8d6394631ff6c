/** What the page's scripts know of each claim, as the report wrote it. */

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
}

/** The claims of this page; none on a page with the explorer alone. */
export function shownClaims(): readonly ShownClaim[] {
  const value: unknown = JSON.parse(document.getElementById('claims')?.textContent ?? '[]');
  return Array.isArray(value) ? value.filter((one): one is ShownClaim => typeof one === 'object') : [];
}
