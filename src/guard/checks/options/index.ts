/** Checks of declared options. */

import type { Check } from '../../check.js';
import { decoupledCheck } from './decoupled.js';
import { gradientOptionChecks } from './gradient-options.js';
import { lawOptionChecks } from './law-options.js';
import { noiseCheck } from './noise.js';
import { shapesCheck } from './shapes.js';

/** One check an option. */
export const optionChecks: readonly Check[] = [...gradientOptionChecks, decoupledCheck, ...lawOptionChecks, shapesCheck, noiseCheck];
