/** Runs of gradient descent on the ReLU model that stay about the ray of their limit direction, on kinks of negatives, for ever. */

import type { Position } from '../enclosure/path.js';
import { samples } from '../enclosure/separator.js';
import type { Setting } from '../enclosure/setting.js';
import type { Face } from './face.js';
import { faceBox } from './face-box.js';
import { type FaceSetting, faceSetting } from './face-region.js';
import type { Kept } from './kept.js';

/** Iterates that are looked at between each power of two and the next. */
const LOOKS = 8;

/** A search for a region about that ray; the face is found once for every set of active positives. */
export interface FaceSearch {
  /** What is shown at an iterate, if it is one of those that are looked at. */
  readonly test: (iterate: Position) => Kept | undefined;
  /** Whether the active positives have a limit direction that kinks hold and that wakes no other sample. */
  readonly isPromising: (iterate: Position) => boolean;
}

/** The search for one case. */
export function faceSearch(at: Setting): FaceSearch {
  const settings = new Map<string, FaceSetting | undefined>();
  const settingAt = ({ active }: Position): FaceSetting | undefined => {
    const J = at.data.positives.filter((i) => active[i]);
    const key = J.join();
    if (!settings.has(key)) settings.set(key, faceSetting(at, J));
    return settings.get(key);
  };
  return {
    test(iterate) {
      const setting = isLookedAt(iterate.k) ? settingAt(iterate) : undefined;
      if (setting === undefined) return undefined;
      const found = faceBox(setting, iterate);
      return found && { ...found, how: howKept(setting.face, setting.others) };
    },
    isPromising: (iterate) => settingAt(iterate) !== undefined,
  };
}

function isLookedAt(k: number): boolean {
  return k < LOOKS || k % (2 ** (31 - Math.clz32(k)) / LOOKS) === 0;
}

function howKept({ J, support, kinks }: Face, others: readonly number[]): readonly string[] {
  const [holding, struck] = [samples(support.map(({ i }) => i)), samples(kinks.map(({ i }) => i))];
  return [
    `Let v = sum a_i x_i - sum mu_b x_b with a_i > 0 on ${holding}, of sum 1, and mu_b > 0 on ${struck}: v.x_i >= |v|^2 on ${samples(J)} and v.x_j <= 0 on all negatives, exactly.`,
    'Where w lies in the span of these x_b and the differences of these x_i, a region contains its image under a step (docs/explanation/certificates.md; exponentials enclosed), while w.v grows at a right angle to it.',
    ...(others.length === 0
      ? []
      : [`For ${samples(others)} the part of w.x_j beside that span never rises, and w.x_j <= 0 all over the region: they stay inactive.`]),
  ];
}
