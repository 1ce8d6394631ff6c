/** Cases on which a quantity was measured, and those whose value a certificate encloses. */

import type { Certificate } from '../../certify/certificate.js';
import type { Claim } from '../../claim/claim.js';
import { standardParts } from '../../claim/parts.js';
import type { Measured } from '../../claim/quantity.js';
import type { Case } from '../../data/case.js';
import { judgeMovedCase } from '../../judge/judged-case.js';
import { type Aim, measuredIn } from './aim.js';

/** A case and what was measured on it. */
export interface Extreme {
  readonly input: Case;
  readonly measured: Measured;
}

/** One whose value is enclosed by a certificate. */
export interface CertifiedExtreme extends Extreme {
  readonly certificate: Certificate;
}

/** A case as an extreme; undefined where the quantity was not measured on it. @throws EvaluationError for whatever the claim throws but NotACase */
export function extremeOf(claim: Claim, { quantity }: Aim, input: Case): Extreme | undefined {
  const outcome = judgeMovedCase(claim, input, standardParts);
  const measured = outcome === undefined ? undefined : measuredIn(outcome.evaluation, quantity);
  return measured === undefined ? undefined : { input, measured };
}

/** The same with its certificate; undefined where it has none. */
export function certifiedExtreme({ quantities }: Claim, { quantity }: Aim, extreme: Extreme): CertifiedExtreme | undefined {
  const certificate = quantities?.[quantity]?.certify?.(extreme.input);
  return certificate === undefined ? undefined : { ...extreme, certificate };
}
