/** Data of the user's as claims are judged on them. */

import { createHash } from 'node:crypto';
import type { LabelledData } from '../data/dataset.js';
import { stringifyCompact } from '../data/json-number.js';
import type { NamedData } from './chunk.js';

/** Names data for reports; which cases are drawn on them follows from their numbers and labels, whatever file holds them. */
export function byContent(name: string, { x, y }: LabelledData): NamedData {
  const drawnBy = createHash('sha256').update(stringifyCompact({ x, y })).digest('hex');
  return { name, data: { x, y }, drawnBy };
}
