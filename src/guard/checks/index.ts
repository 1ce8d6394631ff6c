/** All checks of the guard. */

import type { Check } from '../check.js';
import { claimChecks } from './claims.js';
import { checksWith } from './general.js';

/** Every check, in the order of the groups; each id once. */
export const CHECKS: readonly Check[] = checksWith(claimChecks);
