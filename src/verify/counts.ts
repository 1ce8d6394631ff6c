/** How often each of some texts was met with. */

/** Counts by text. */
export type Counts = Record<string, number>;

/** Adds to the count of a text. */
export function count(counts: Counts, text: string, times = 1): void {
  counts[text] = (counts[text] ?? 0) + times;
}

/** Adds all counts. */
export function addCounts(counts: Counts, more: Readonly<Counts>): void {
  for (const [text, times] of Object.entries(more)) count(counts, text, times);
}

/** The text that was met with most often, and how often; the first by the alphabet of those alike. */
export function mostFrequent(counts: Readonly<Counts>): readonly [text: string, times: number] | undefined {
  const [first] = Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first;
}
