/** All checks of the guard. */

import type { Check } from '../check.js';
import { lawChecks } from './law.js';

/** Every check, in the order of the groups; each id once. */
export const CHECKS: readonly Check[] = [...lawChecks];
