/** Where the data of a claim's cases come from: drawn by a generator, or given. */

import fc, { type Arbitrary } from 'fast-check';
import { type Dataset, labelledData } from '../data/dataset.js';
import type { DrawnData } from '../generator/drawn.js';
import { separability } from '../oracle/separability.js';
import type { CaseContent } from './claim.js';

/** Cases for generated data and for any given data set, from one recipe, which may go by the size of data that are given. */
export function onAnyData<Content extends CaseContent>(
  generated: Arbitrary<DrawnData>,
  recipe: (source: Arbitrary<DrawnData>, isGiven: boolean) => Arbitrary<Content>,
): { readonly cases: Arbitrary<Content>; readonly casesOn: (data: Dataset) => Arbitrary<Content> } {
  return { cases: recipe(generated, false), casesOn: (data) => recipe(given(data), true) };
}

/** A given data set as a source; without a separator the zero vector stands in, and hypotheses say that it is none. */
function given(data: Dataset): Arbitrary<DrawnData> {
  const answer = separability(data);
  const separator = answer.separable ? Array.from(answer.separator) : new Array<number>(data.d).fill(0);
  return fc.constant({ data: labelledData(data), separator, labels: [] });
}
