/** SGD's expectations, enclosed, where no draw leads out of the region. */

import type { Interval } from '../arithmetic/interval.js';
import { mustHold } from '../undecided.js';
import { enumerate } from './enumeration.js';
import { type Expectations, pickedSteps } from './expectations.js';
import { oneDirection } from './one-direction.js';
import { isClosed, isOneVector, regionOf } from './region.js';
import type { Setting } from './setting.js';

/** Expectations of such a run: by two-sided laws where these know them, else by enumeration; throws Undecided elsewhere. */
export function closedRun(at: Setting, startSquare: Interval): Expectations {
  const region = regionOf(at);
  mustHold(isClosed(at, region), 'a draw may lead out of the region');
  if (isOneVector(at, region)) return oneDirection(at, startSquare);
  const enumerated = enumerate(at, startSquare);
  return { ...enumerated, picked: pickedSteps(enumerated.etas.length) };
}
