/** What a certificate says of "a small enough step size". */

import type { CertifiedHypothesis } from '../certificate.js';
import type { Setting } from './setting.js';
import { constantStep } from './step-size.js';

/**
 * The step size is small. Each invariant that holds of w_0 for a step size holds of it for every smaller one too (the lemma on smaller steps
 * in docs/explanation/certificates.md), so that no step size is small enough for the statement. It says nothing of iterates that are
 * reached by steps, which others would miss.
 */
export function everySmallerStep(at: Setting): CertifiedHypothesis {
  const { eta } = constantStep(at);
  return { name: 'a small enough step', how: `what follows holds of w_0 for every step size up to eta = ${eta}, so none is small enough` };
}
