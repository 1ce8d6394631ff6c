/** Samples that lie exactly on their kink at the start. */
import { mustHold } from '../undecided.js';
import type { Setting } from './setting.js';

/** The positive samples with w_0.x_i = 0. @throws Undecided where there is none. */
export function positivesOnKink({ data, signs }: Setting): readonly number[] {
  const found = data.positives.filter((i) => signs[i] === 0);
  mustHold(found.length > 0, 'no positive sample lies on its kink');
  return found;
}
