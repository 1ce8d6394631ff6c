/** The checks of the guard but for those that are claims of the paper, which load its edition. */

import type { Check, Subject } from '../check.js';
import { adamaxBound } from './adamax-bound.js';
import { directionChecks } from './direction.js';
import { firstStep } from './first-step.js';
import { lawChecks } from './law.js';
import { algorithmFound } from './law-explain.js';
import { metamorphicChecks } from './metamorphic.js';
import { dataChecks } from './metamorphic-data.js';
import { partChecks } from './metamorphic-parts.js';
import { signChecks } from './metamorphic-signs.js';
import { optionChecks } from './options/index.js';
import { basicChecks } from './protocol-basic.js';
import { courseChecks } from './protocol-course.js';
import { stateChecks } from './protocol-state.js';
import { restChecks } from './rest.js';
import { resume } from './resume.js';
import { steady } from './steady.js';
import { worstCase } from './worst-case.js';

/** What steps that draw from a seed are judged by; all else asks for equal steps under equal gradients. */
const NOISE_TOLERANT: ReadonlySet<string> = new Set([
  'protocol/finite',
  'protocol/gradient-untouched',
  'protocol/extreme-gradients',
  'protocol/first-step',
  'protocol/rest',
  'protocol/dead-coordinate',
  'protocol/zero-step-size',
  'protocol/steady',
  'protocol/determinism',
  'protocol/instances',
  'protocol/aliasing',
  'protocol/resume',
  'options/noise',
]);

/** The check, for a subject with declared noise only where it can be asked. */
function heedingNoise(check: Check): Check {
  if (NOISE_TOLERANT.has(check.id)) return check;
  return { ...check, applies: (subject: Subject) => !subject.options.includes('noise') && check.applies(subject) };
}

/** Every check, in the order of the groups, with those that are claims; each id once. */
export function checksWith(claims: readonly Check[]): readonly Check[] {
  const all: readonly Check[] = [
    ...basicChecks,
    firstStep,
    ...restChecks,
    steady,
    ...stateChecks,
    resume,
    ...courseChecks,
    ...lawChecks,
    ...optionChecks,
    ...metamorphicChecks,
    ...dataChecks,
    ...signChecks,
    ...partChecks,
    adamaxBound,
    ...claims,
    worstCase,
    ...directionChecks,
    algorithmFound,
  ];
  return all.map(heedingNoise);
}

/** The checks of an algorithm that no claim is about. */
export const CHECKS: readonly Check[] = checksWith([]);
