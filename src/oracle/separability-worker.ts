/** {@link separability} of data and their largest separable part in a thread, so that it can be given up. */

import { dataset, type LabelledData } from '../data/dataset.js';
import { type Separability, separability } from './separability.js';
import { type SeparablePart, separablePart } from './separable-part.js';

/** What is asked of data. */
export interface SeparabilityJob {
  readonly data: LabelledData;
  /** Whether a separable part is wanted where they are not separable. */
  readonly wantsPart: boolean;
}

/** What is known of them. */
export interface SeparabilityAnswer {
  readonly separability: Separability;
  readonly part?: SeparablePart;
}

/** Answers in the thread that calls. */
export default function answer({ data, wantsPart }: SeparabilityJob): SeparabilityAnswer {
  const packed = dataset(data);
  const decided = separability(packed);
  const part = decided.separable || !wantsPart ? undefined : separablePart(packed);
  return { separability: decided, ...(part === undefined ? {} : { part }) };
}
