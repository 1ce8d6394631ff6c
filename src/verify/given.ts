/** Data of the user's as claims are judged on them. */

import { contentHash } from '../data/content-hash.js';
import type { LabelledData } from '../data/dataset.js';
import type { NamedData } from './chunk.js';

/** Names data for reports; which cases are drawn on them follows from their numbers and labels, whatever file holds them. */
export function byContent(name: string, { x, y }: LabelledData): NamedData & { readonly drawnBy: string } {
  return { name, data: { x, y }, drawnBy: contentHash({ x, y }) };
}
