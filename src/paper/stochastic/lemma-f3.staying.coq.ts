/** The refutation of lemma F.3 given that SGD stays, for Coq: at t = 1, by the mean over the draws that stay. */

import { IntervalArithmetic } from '../../certify/arithmetic/interval.js';
import { firstDraws } from '../../certify/coq/first-draw-lemmas.js';
import { fraction, literal } from '../../certify/coq/fraction.js';
import { ENCLOSED } from '../../certify/coq/mean-lemmas.js';
import { openRegionLemmas } from '../../certify/coq/open-region-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { sampleNames } from '../../certify/coq/written-data.js';
import { firstFailure } from '../../certify/display-fails.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample } from '../../data/dataset.js';
import { refutation } from './lemma-f3.staying.certificate.js';

/** Bits after the binary point of the bound on the losses. */
const BITS = 64;

/** The display fails at the first step. */
export const logLossGivenStayingForCoq = coqWriter(
  (at) => {
    const { data } = at;
    const top = largestLoss(at);
    const { staying, lemmas } = firstDraws(at);
    const unfolded = `unfold w0, B, top, u, ${sampleNames(at)}; spelt_out`;
    const below = (i: number): string =>
      staying.includes(i)
        ? `intros _; rewrite moved_${i + 1}, listed, size_is; ${unfolded}; ${ENCLOSED}`
        : `rewrite stays_${i + 1}; discriminate`;
    return {
      lemmas: [
        ...openRegionLemmas(at),
        ...lemmas,
        `Definition top := ${top}.`,
        'Lemma at_start : excess_loss data w0 <= top.',
        `Proof. rewrite (excess_inside ${data.d} data w0 is_data starts_inside), listed, size_is; ${unfolded}; ${ENCLOSED}. Qed.`,
        'Lemma highest s : In s data -> inside data (stepped s w0) = true -> excess_loss data (stepped s w0) <= top.',
        `Proof. intros H I. rewrite (excess_inside ${data.d} data _ is_data (proj1 (inside_region _ _) I)). revert I.`,
        `  unfold data in H; cbn [In] in H; repeat (destruct H as [<- | H]); [${everySample(data).map(below).join(' | ')} | destruct H]. Qed.`,
      ],
      tactics: [
        `intro claim. assert (H := first_fall ${data.d} data alpha w0 B top (scaled (/ norm u) u) (/ norm u) is_open reached B_short best_and_margin at_start highest claim).`,
        'revert H. unfold mean_over; rewrite stayed, listed, size_is; unfold sum_over; cbn [fold_right length].',
        `rewrite ${staying.map((i) => `?moved_${i + 1}`).join(', ')}; ${unfolded}. apply Rlt_not_le; ${ENCLOSED}.`,
      ],
    };
  },
  ['Means', 'Draws', 'Averages', 'Given', 'Remaining'],
);

/** A bound on L' at the start and after each draw that stays. @throws Undecided where the display does not fail at t = 1 */
function largestLoss(at: Setting): string {
  const { steps } = at.input;
  mustHold(paperExponent(at).count >= 1 && steps.kind === 'power', 'there is no step');
  const first = { ...at, input: { ...at.input, steps: { ...steps, count: 1 } } };
  const { of } = firstFailure(first, { ...refutation, onlySeparable: true });
  const { high } = new IntervalArithmetic(BITS).from(of.largestLoss, at.arithmetic.precision);
  return literal(fraction(high, BigInt(at.data.n) << BigInt(BITS)));
}
