/** All checks of the guard. */

import type { Check } from '../check.js';
import { claimChecks } from './claims.js';
import { directionChecks } from './direction.js';
import { lawChecks } from './law.js';
import { metamorphicChecks } from './metamorphic.js';
import { dataChecks } from './metamorphic-data.js';
import { basicChecks } from './protocol-basic.js';
import { courseChecks } from './protocol-course.js';
import { stateChecks } from './protocol-state.js';
import { worstCase } from './worst-case.js';

/** Every check, in the order of the groups; each id once. */
export const CHECKS: readonly Check[] = [
  ...basicChecks,
  ...stateChecks,
  ...courseChecks,
  ...lawChecks,
  ...metamorphicChecks,
  ...dataChecks,
  ...claimChecks,
  worstCase,
  ...directionChecks,
];
