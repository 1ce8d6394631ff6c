/** Refutations for Coq of the displays of appendices D to F, by runs that stay in the separable region, at a small step. */

import { displayWriter } from '../../certify/coq/mean-lemmas.js';
import { eq13, eq14, eq15 } from '../../certify/enclosure/distance-displays.js';
import { enumerate } from '../../certify/enclosure/enumeration.js';
import { lemF3 } from '../../certify/enclosure/log-loss-display.js';
import { eq9Refutation } from './proposition-1.eq-9.certificate.js';
import { eq12Refutation } from './proposition-1.eq-12.certificate.js';
import { intendedRefutation, printedRefutation } from './proposition-1.step-2.certificate.js';
import { wlogRefutation } from './proposition-1.wlog.certificate.js';
import { eq17Refutation } from './theorem-3-3.eq-17.certificate.js';

/** w^+ and gamma as the files write them. */
const BEST = '(scaled (/ norm u) u) (/ norm u)';

/** Eq. 9. The proposition numbers the step by its start. */
export const eq9ForCoq = displayWriter({
  refutation: eq9Refutation,
  equal: true,
  applied: ({ u, before }) => `${u} ${before} run_stays eq_refl`,
});

/** Eq. 12. */
export const eq12ForCoq = displayWriter({ refutation: eq12Refutation, applied: ({ u, t }) => `${u} ${t} run_stays eq_refl` });

/** Eq. 13. */
export const eq13ForCoq = displayWriter({
  refutation: { display: eq13, expectationsOf: enumerate },
  applied: ({ u, t }) => `B ${u} ${t} run_stays reached B_short eq_refl`,
});

const withBest = ({ t }: { readonly t: string }): string => `B ${BEST} ${t} run_stays reached B_short best_and_margin ltac:(lia)`;

/** Eq. 14. */
export const eq14ForCoq = displayWriter({ refutation: { display: eq14, expectationsOf: enumerate }, applied: withBest });

/** The display before eq. 15. */
export const eq15ForCoq = displayWriter({ refutation: { display: eq15, expectationsOf: enumerate }, applied: withBest });

const stepTwo = ({ t }: { readonly t: string }): string => `${BEST} ${t} run_stays best_and_margin ltac:(lia)`;

/** The last display of step 2, with L of eq. 7. */
export const stepTwoForCoq = displayWriter({ refutation: printedRefutation, applied: stepTwo });

/** The same with L - L*. */
export const stepTwoIntendedForCoq = displayWriter({ refutation: intendedRefutation, applied: stepTwo });

/** Proposition 1 with its constants for data of any length. */
export const wlogForCoq = displayWriter({
  refutation: wlogRefutation,
  applied: ({ t }) => `B ${BEST} ${t} run_stays reached B_positive best_and_margin ltac:(lia)`,
  part: (place) => ` destruct H as [${place === 0 ? 'H _' : '_ H'}].`,
});

/** Eq. 17. */
export const eq17ForCoq = displayWriter({ refutation: eq17Refutation, applied: ({ u, t }) => `${u} ${t} run_stays eq_refl` });

/** Lemma F.3, eta_{p+1} being the size of step p + shift. The largest loss is the one at the start. */
const lossFalls = (shift: 0 | 1) =>
  displayWriter({
    refutation: { display: lemF3(shift), expectationsOf: enumerate },
    lemmas: () => [
      'Lemma highest draws : are_draws data draws -> forall j, reduced_loss data (sgd_run relu data draws (power_steps alpha) w0 j) <= reduced_loss data w0.',
      'Proof. intros H j. exact (reduced_falls on _ data draws alpha w0 j is_data eq_refl H is_steady only_positives (in_own_part w0 data)). Qed.',
    ],
    applied: ({ t }) => `B (reduced_loss data w0) ${BEST} ${t} run_stays reached B_short highest best_and_margin`,
  });

/** With eta_{p+1} the size of step p. */
export const logLossForCoq = lossFalls(0);

/** With the step sizes of theorem 3.4. */
export const logLossOfTheoremForCoq = lossFalls(1);
