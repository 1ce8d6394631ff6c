/** From an extreme to the least complex case near it with nearly the same value, by the shrinking of every hunt. */

import type { Certificate } from '../../certify/certificate.js';
import type { Claim } from '../../claim/claim.js';
import { EFFORT } from '../../judge/effort.js';
import { complexity } from '../shrink/complexity.js';
import { shrink } from '../shrink/shrink.js';
import { type Aim, reaching, sureValue } from './aim.js';
import { certifiedExtreme, type Extreme, extremeOf } from './extreme.js';

/** Share of its size that the value may lose. */
const KEPT = 2 ** -14;

/** What shrinking an extreme came to. */
export interface SmallestExtreme extends Extreme {
  readonly complexity: number;
  /** Absent where the value of this case has none. */
  readonly certificate?: Certificate;
}

/**
 * Shrinks an extreme, and certifies what comes of it.
 *
 * @param hurried - ends it early with what there is.
 * @throws EvaluationError for whatever an evaluation throws but NotACase.
 */
export async function smallestExtreme(
  claim: Claim,
  aim: Aim,
  extreme: Extreme,
  hurried: () => boolean,
): Promise<{ readonly smallest?: SmallestExtreme; readonly evaluations: number }> {
  const value = sureValue(extreme.measured, aim);
  const size = Math.abs(value) || 1;
  const target = aim.sense === 'minimise' ? value + KEPT * size : value - KEPT * size;
  const shrunk = await shrink(reaching(claim, aim, { target, size }), extreme.input, EFFORT[claim.method].shrink, hurried);
  if (shrunk === undefined) return { evaluations: 0 };
  const { input, evaluations } = shrunk;
  const least = extremeOf(claim, aim, input);
  if (least === undefined) return { evaluations };
  return { evaluations, smallest: { ...(certifiedExtreme(claim, aim, least) ?? least), complexity: complexity(input) } };
}
