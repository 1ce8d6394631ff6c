/** All checks of the guard. */

import type { Check } from '../check.js';
import { lawChecks } from './law.js';
import { metamorphicChecks } from './metamorphic.js';
import { basicChecks } from './protocol-basic.js';
import { courseChecks } from './protocol-course.js';
import { stateChecks } from './protocol-state.js';

/** Every check, in the order of the groups; each id once. */
export const CHECKS: readonly Check[] = [...basicChecks, ...stateChecks, ...courseChecks, ...lawChecks, ...metamorphicChecks];
