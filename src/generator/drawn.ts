import type { LabelledData } from '../data/dataset.js';

/** Separable data as drawn, with a vector that proves it separable. */
export interface DrawnData {
  readonly data: LabelledData;
  /** Exactly y_i separator.x_i > 0 for all i. */
  readonly separator: readonly number[];
  /** What was drawn, for the counts of a verdict. */
  readonly labels: readonly string[];
}
