/** What {@link byContent}, separability and the largest separable part say of data, in a thread, so that they can be given up. */

import { type Dataset, labelledData } from '../data/dataset.js';
import { quickSeparator } from '../oracle/quick-separator.js';
import { type Separability, separability } from '../oracle/separability.js';
import { type SeparablePart, separablePart } from '../oracle/separable-part.js';
import { byContent } from './given.js';

/** What is asked of data. */
export interface GivenJob {
  readonly packed: Dataset;
  /** Whether a separable part is wanted where they are not separable. */
  readonly wantsPart: boolean;
  /** Whether a separator is found quickly, where that is known. */
  readonly quick?: boolean;
}

/** What is known of them. */
export interface GivenAnswer {
  readonly drawnBy: string;
  /** Where they are not separable. */
  readonly not?: Extract<Separability, { separable: false }>;
  readonly part?: SeparablePart;
}

/** Answers in the thread that calls. */
export default function answer({ packed, wantsPart, quick = quickSeparator(packed) !== undefined }: GivenJob): GivenAnswer {
  const { drawnBy } = byContent('', labelledData(packed));
  if (quick) return { drawnBy };
  const decided = separability(packed);
  if (decided.separable) return { drawnBy };
  const part = wantsPart ? separablePart(packed) : undefined;
  return { drawnBy, not: decided, ...(part === undefined ? {} : { part }) };
}
