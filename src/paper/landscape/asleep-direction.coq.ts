/** A direction for Coq along which no sample is active, and so the gradient vanishes. */

import { innerProduct, literal } from '../../certify/coq/fraction.js';
import { asleepLemma, kinkLemma } from '../../certify/coq/start-lemmas.js';
import { writtenData } from '../../certify/coq/written-data.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';

/** Lemmas `asleep`, `is_critical`, and `kink` of a positive. @throws Undecided where w_0 is 0 and so no direction, or does not fit. */
export function asleepDirectionLemmas(at: Setting): readonly string[] {
  const square = literal(innerProduct(at.input.start, at.input.start));
  mustHold(square !== '0', 'the start is zero, which is no direction');
  return [
    ...writtenData(at),
    ...asleepLemma(at),
    `Lemma is_critical : critical_direction ${at.data.d} data w0.`,
    `Proof. apply asleep_is_critical; [reflexivity | unfold sqnorm, w0; cbn [dot]; lra | exact asleep]. Qed.`,
    ...kinkLemma(at),
  ];
}
