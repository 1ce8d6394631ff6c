/** Checks of declared options. */

import type { Check } from '../../check.js';
import { closureCheck } from './closure.js';
import { decoupledCheck } from './decoupled.js';
import { frozenCheck } from './frozen.js';
import { gradientOptionChecks } from './gradient-options.js';
import { groupSchedulesCheck, groupsCheck } from './groups.js';
import { lawOptionChecks } from './law-options.js';
import { missingGradientsCheck } from './missing-gradients.js';
import { noiseCheck } from './noise.js';
import { scheduleChecks } from './schedules.js';
import { shapesCheck } from './shapes.js';
import { sharpnessCheck } from './sharpness.js';

/** One check an option. */
export const optionChecks: readonly Check[] = [
  ...gradientOptionChecks,
  decoupledCheck,
  ...lawOptionChecks,
  shapesCheck,
  groupsCheck,
  groupSchedulesCheck,
  frozenCheck,
  missingGradientsCheck,
  ...scheduleChecks,
  closureCheck,
  sharpnessCheck,
  noiseCheck,
];
