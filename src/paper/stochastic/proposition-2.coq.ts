/** The refutation of proposition 2 for Coq: inactive draws, then one that leaves no sample active outside of the region. */

import { coqWriter } from '../../certify/coq/proof-file.js';
import { silencing } from './silencing.coq.js';

/** The draws are ours to choose: each finite beginning has a positive probability. */
export const silencedForCoq = coqWriter(
  (at) => {
    const { d } = at.data;
    const { idle, n, j, setting, silent } = silencing(at);
    return {
      lemmas: [
        ...setting,
        `Definition first (m : nat) := if Nat.ltb m ${n} then ${idle}%nat else ${j}%nat.`,
        'Lemma is_drawn : are_draws data first. Proof. intro m; unfold first, data; destruct (Nat.ltb m _); cbn [length]; lia. Qed.',
        ...silent,
      ],
      tactics: [
        `intro claim. destruct (claim ${d}%nat data w0 alpha first is_data is_combes ltac:(unfold alpha; lra) eq_refl is_awake is_drawn ${n + 1}%nat) as (draws & D & F & T & R).`,
        `apply (silenced _ data draws (power_steps alpha) w0 ${idle} ${j} ${n} is_data D eq_refl) with (t := Nat.max T ${n + 1}).`,
        `- cbn [nth data]; rewrite start_${idle + 1}; lra.`,
        `- intros m Hm. rewrite F by lia. unfold first. destruct (Nat.ltb_spec m ${n}); [reflexivity | lia].`,
        '- rewrite F by lia. reflexivity.',
        '- exact is_silent.',
        '- lia.',
        '- apply R. lia.',
      ],
    };
  },
  ['Silent'],
);
