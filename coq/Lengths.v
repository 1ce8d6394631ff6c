(** Lemma F.1: how long the mean of the averaged iterates is, by theorem 3.3's bound on their loss. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Limits Held Means Draws.
Import ListNotations.
Open Scope R_scope.

(** ** The lemma as printed *)

(** The last display of appendix E before O(...), where sum_{k<t} eta_k E L(w_k) is [weighted]. *)
Definition loss_bound_by (weighted alpha : R) (w : vec) (B g : R) (t : nat) : R :=
  1 / INR t
  + (sqnorm w + ln (INR t) ^ 2 / g ^ 2) / (2 * INR t)
  + Rpower 4 (alpha - 1) * Rpower (INR t) (alpha - 1) * budget alpha w g t
  + B ^ 2 / (2 * INR t) * weighted.

(** |E wbar_t| >= -(1/B) ln(that bound). *)
Definition lem_f1_with (L : list sample -> vec -> R) := forall k d alpha w B p g t, staying k d alpha w -> reach B d -> 0 < B < sqrt 2 ->
  best k d p g -> (1 <= t)%nat ->
  - (1 / B) * ln (loss_bound_by (weighted_losses (L d) d alpha w t) alpha w B g t) <= norm (mean_average relu k d alpha w t).

(** With L of eq. 7, and with L - L*. *)
Definition lem_f1 := lem_f1_with reduced_loss.
Definition lem_f1_intended := lem_f1_with excess_loss.

(** ** Sums of step sizes *)

Lemma bernoulli p x : 0 < x -> 0 <= p <= 1 -> Rpower x p <= 1 + p * (x - 1).
Proof.
  intros Hx Hp. assert (C := exp_convex 0 (ln x) p Hp). rewrite exp_0, (exp_ln x Hx) in C. unfold Rpower.
  replace ((1 - p) * 0 + p * ln x) with (p * ln x) in C by ring. lra.
Qed.
Lemma Rpower_pos x p : 0 < Rpower x p. Proof. apply exp_pos. Qed.
Lemma bernoulli_above q x : 0 < x -> 1 <= q -> 1 + q * (x - 1) <= Rpower x q.
Proof.
  intros Hx Hq. assert (I : 0 < / q) by (apply Rinv_0_lt_compat; lra).
  assert (J : / q <= 1) by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
  assert (B := bernoulli (/ q) (Rpower x q) (Rpower_pos x q) ltac:(lra)).
  rewrite Rpower_mult, Rinv_r, Rpower_1 in B by lra.
  assert (M : q * x <= q * (1 + / q * (Rpower x q - 1))) by (apply Rmult_le_compat_l; lra).
  replace (q * (1 + / q * (Rpower x q - 1))) with (q + (Rpower x q - 1)) in M by (field; lra). lra.
Qed.

(** The derivative of a power at either end of a step of length 1. *)
Lemma power_step p x : 0 < x -> 0 <= p <= 1 -> p * Rpower (x + 1) (p - 1) <= Rpower (x + 1) p - Rpower x p.
Proof.
  intros Hx Hp. assert (Q : 0 < x / (x + 1)) by (apply Rdiv_lt_0_compat; lra). assert (B := bernoulli p _ Q Hp).
  replace (Rpower x p) with (Rpower (x + 1) p * Rpower (x / (x + 1)) p).
  2: { rewrite Rpower_mult_distr by lra. f_equal. field. lra. }
  replace (Rpower (x + 1) (p - 1)) with (Rpower (x + 1) p * / (x + 1)).
  2: { unfold Rminus. rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by lra. reflexivity. }
  assert (E : 1 + p * (x / (x + 1) - 1) = 1 - p * / (x + 1)) by (field; lra). rewrite E in B.
  assert (P := Rpower_pos (x + 1) p). set (a := Rpower (x + 1) p) in *.
  assert (a * Rpower (x / (x + 1)) p <= a * (1 - p * / (x + 1))) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma power_step_above q x : 0 < x -> 1 <= q -> q * Rpower x (q - 1) <= Rpower (x + 1) q - Rpower x q.
Proof.
  intros Hx Hq. assert (Q : 0 < (x + 1) / x) by (apply Rdiv_lt_0_compat; lra). assert (B := bernoulli_above q _ Q Hq).
  replace (Rpower (x + 1) q) with (Rpower x q * Rpower ((x + 1) / x) q).
  2: { rewrite Rpower_mult_distr by lra. f_equal. field. lra. }
  replace (Rpower x (q - 1)) with (Rpower x q * / x).
  2: { unfold Rminus. rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by lra. reflexivity. }
  assert (E : 1 + q * ((x + 1) / x - 1) = 1 + q * / x) by (field; lra). rewrite E in B.
  assert (P := Rpower_pos x q). set (a := Rpower x q) in *.
  assert (a * (1 + q * / x) <= a * Rpower ((x + 1) / x) q) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma rates_below alpha t : 0 < alpha < 1 -> (1 <= t)%nat -> rates alpha t <= (Rpower (INR t) (1 - alpha) - alpha) / (1 - alpha).
Proof.
  intros Ha Ht. apply Rmult_le_reg_r with (1 - alpha); [lra | ]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  induction Ht as [| t Ht IH].
  - unfold rates, power_steps. cbn [sum_before INR]. replace (0 + 1) with 1 by ring. unfold Rpower. rewrite ln_1, !Rmult_0_r, exp_0. lra.
  - change (rates alpha (S t)) with (rates alpha t + power_steps alpha t). rewrite S_INR.
    assert (P : 0 < INR t) by (apply lt_0_INR; lia). assert (B := power_step (1 - alpha) (INR t) P ltac:(lra)).
    unfold power_steps. replace (- alpha) with (1 - alpha - 1) by ring. lra.
Qed.

Lemma rates_sum_below alpha t : 0 < alpha < 1 -> (1 <= t)%nat ->
  sum_before t (rates alpha) <= ((Rpower (INR t) (2 - alpha) - 1) / (2 - alpha) - alpha * (INR t - 1)) / (1 - alpha).
Proof.
  intros Ha Ht. induction Ht as [| t Ht IH].
  - cbn [sum_before]. unfold rates; cbn [sum_before INR]. unfold Rpower. rewrite ln_1, Rmult_0_r, exp_0. unfold Rdiv. lra.
  - cbn [sum_before]. rewrite S_INR. assert (P : 0 < INR t) by (apply lt_0_INR; lia).
    assert (B := power_step_above (2 - alpha) (INR t) P ltac:(lra)). assert (R := rates_below alpha t Ha Ht).
    replace (2 - alpha - 1) with (1 - alpha) in B by ring.
    set (a := Rpower (INR t + 1) (2 - alpha)) in *. set (b := Rpower (INR t) (2 - alpha)) in *. set (c := Rpower (INR t) (1 - alpha)) in *.
    assert (D : c <= (a - b) / (2 - alpha)).
    { apply Rmult_le_reg_r with (2 - alpha); [lra | ]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    replace (((a - 1) / (2 - alpha) - alpha * (INR t + 1 - 1)) / (1 - alpha))
      with (((b - 1) / (2 - alpha) - alpha * (INR t - 1)) / (1 - alpha) + ((a - b) / (2 - alpha) - alpha) / (1 - alpha)) by (field; lra).
    assert ((c - alpha) / (1 - alpha) <= ((a - b) / (2 - alpha) - alpha) / (1 - alpha)).
    { apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | lra]. }
    lra.
Qed.

(** ** Where iterates are in the mean, in the region: a sample moves them by at most its length times its step size. *)

Lemma dot_norm u v : length v = length u -> Rabs (dot u v) <= norm u * norm v.
Proof.
  intro H. assert (C := cauchy u v H). rewrite <- !norm_square in C.
  assert (N := norm_nonneg u). assert (M := norm_nonneg v). assert (P : 0 <= norm u * norm v) by (apply Rmult_le_pos; assumption).
  rewrite <- (Rabs_pos_eq (norm u * norm v)) by exact P. apply Rsqr_le_abs_0. unfold Rsqr. lra.
Qed.

Lemma sum_before_front t f : sum_before (S t) f = f 0%nat + sum_before t (fun j => f (S j)).
Proof. induction t as [| t IH]; [cbn; ring | ]. change (sum_before (S (S t)) f) with (sum_before (S t) f + f (S t)). rewrite IH. cbn [sum_before]. ring. Qed.
Lemma sum_before_ext t f g : (forall j, f j = g j) -> sum_before t f = sum_before t g.
Proof. intro H. induction t as [| t IH]; cbn [sum_before]; [reflexivity | rewrite IH, H; reflexivity]. Qed.
Lemma sum_before_le t f g : (forall j, f j <= g j) -> sum_before t f <= sum_before t g.
Proof. intro H. induction t as [| t IH]; cbn [sum_before]; [lra | specialize (H t); lra]. Qed.
Lemma sum_before_shift t c f : sum_before t (fun j => c + f j) = INR t * c + sum_before t f.
Proof. induction t as [| t IH]; cbn [sum_before]; [cbn; ring | rewrite IH, S_INR; ring]. Qed.

(** A first draw, and others. *)
Definition ahead (i : nat) (draws : nat -> nat) : nat -> nat := fun k => match k with O => i | S k' => draws k' end.

Lemma expectation_S n t f : (0 < n)%nat ->
  expectation n (S t) f = sum_over (seq 0 n) (fun i => expectation n t (fun draws => f (ahead i draws))) / INR n.
Proof.
  intro Hn. assert (Q : 0 < INR (length (sequences n t))).
  { apply lt_0_INR. assert (N := sequences_not_empty n t Hn). destruct (sequences n t); [congruence | cbn; lia]. }
  assert (P := lt_0_INR n Hn). unfold expectation. rewrite sequences_length, mult_INR. unfold Rdiv. rewrite sum_over_times.
  cbn [sequences]. rewrite sum_over_flat_map.
  rewrite (sum_over_ext (sequences n t) _ (fun rest => sum_over (seq 0 n) (fun i => f (ahead i (along rest))))).
  - rewrite sum_over_swap. field. lra.
  - intros rest _. rewrite sum_over_map. reflexivity.
Qed.

Lemma sum_over_at_most {A} (l : list A) f g : (forall a, In a l -> f a <= g a) -> sum_over l f <= sum_over l g.
Proof.
  unfold sum_over. induction l as [| a l IH]; cbn [fold_right]; intro H; [lra | ].
  assert (P := H a (or_introl eq_refl)). specialize (IH (fun b Hb => H b (or_intror Hb))). lra.
Qed.
Lemma expectation_const n t f c : (0 < n)%nat -> (forall draws, f draws = c) -> expectation n t f = c.
Proof.
  intros Hn H. unfold expectation. rewrite (sum_over_ext _ _ (fun _ => c)) by (intros; apply H). rewrite sum_over_const. field.
  apply not_0_INR. assert (N := sequences_not_empty n t Hn). destruct (sequences n t); [congruence | discriminate].
Qed.
Lemma expectation_plus n t f c : (0 < n)%nat -> expectation n t (fun draws => c + f draws) = c + expectation n t f.
Proof.
  intro Hn. unfold expectation. rewrite (sum_over_ext _ _ (fun l => f (along l) * 1 + c)) by (intros; ring).
  rewrite sum_over_linear, sum_over_const. field. apply not_0_INR. assert (E := sequences_not_empty n t Hn).
  destruct (sequences n t); [congruence | discriminate].
Qed.
Lemma expectation_at_most n t f c : (0 < n)%nat -> (forall draws, (forall j, (draws j < n)%nat) -> f draws <= c) -> expectation n t f <= c.
Proof.
  intros Hn H. rewrite <- (expectation_const n t (fun _ => c) c Hn (fun _ => eq_refl)). unfold expectation, Rdiv.
  apply Rmult_le_compat_r.
  - left. apply Rinv_0_lt_compat, lt_0_INR. assert (N := sequences_not_empty n t Hn). destruct (sequences n t); [congruence | cbn; lia].
  - apply sum_over_at_most. intros l Hl. apply H. intro j. apply sequences_draws with (t := t); assumption.
Qed.

(** n+/n *)
Definition share (d : list sample) : R := size (positives d) / size d.

Lemma pull_in_region k d s v y : problem k d -> in_region d v -> In s d ->
  pull relu s v * dot (feat s) y <= if Rlt_dec 0 (label s) then Rabs (dot (feat s) y) else 0.
Proof.
  intros D H Hs. rewrite (pull_inside k d s v D H Hs). destruct (Rlt_dec 0 (label s)) as [Y | Y]; [ | lra].
  assert (A := at_member _ _ _ H Hs). destruct D as (_ & L & _). assert (B := at_member _ _ _ L Hs). cbv beta in A, B.
  assert (E : label s = 1) by lra. rewrite E in A.
  assert (E1 : exp (- dot v (feat s)) <= 1) by (rewrite <- exp_0; apply exp_le; lra). assert (E0 := exp_pos (- dot v (feat s))).
  assert (R0 := Rabs_pos (dot (feat s) y)). assert (R1 := Rle_abs (dot (feat s) y)).
  assert (exp (- dot v (feat s)) * dot (feat s) y <= exp (- dot v (feat s)) * Rabs (dot (feat s) y)) by (apply Rmult_le_compat_l; lra).
  assert (exp (- dot v (feat s)) * Rabs (dot (feat s) y) <= 1 * Rabs (dot (feat s) y)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

(** E sum_{j<t} w_j.y, where no step moves any w.y by more than c in the mean over the draw. *)
Lemma summed_below k d y c t : problem k d -> sum_over (positives d) (fun s => Rabs (dot (feat s) y)) <= c ->
  forall eta w, length w = k -> (forall j, 0 < eta j) ->
  (forall draws, are_draws d draws -> forall j, in_region d (sgd_run relu d draws eta w j)) ->
  expectation (length d) t (fun draws => sum_before t (fun j => dot (sgd_run relu d draws eta w j) y)) <=
  INR t * dot w y + c / size d * sum_before t (fun j => sum_before j eta).
Proof.
  intros D C. assert (D' := D). destruct D' as (L & _ & Hp & _). assert (P := size_pos d Hp).
  assert (Hn : (0 < length d)%nat) by (destruct d; [inversion Hp | cbn; lia]).
  induction t as [| t IH]; intros eta w Lw He H.
  - rewrite (expectation_const _ _ _ 0) by (try exact Hn; reflexivity). cbn [INR sum_before]. lra.
  - rewrite expectation_S by exact Hn. fold (size d). apply Rmult_le_reg_r with (size d); [exact P | ].
    unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    assert (R : in_region d w).
    { apply (H (fun _ => 0%nat)) with (j := 0%nat). intro j. exact Hn. }
    set (later := fun k => eta (S k)). set (S2 := sum_before t (fun j => sum_before j later)).
    apply Rle_trans with (sum_over (seq 0 (length d)) (fun i => dot w y + (INR t * dot (sgd_step relu (nth i d (Sample [] 1)) (eta 0%nat) w) y + c / size d * S2))).
    + apply sum_over_at_most. intros i Hi. apply in_seq in Hi. set (s := nth i d (Sample [] 1)).
      assert (E : forall draws, sum_before (S t) (fun j => dot (sgd_run relu d (ahead i draws) eta w j) y) =
        dot w y + sum_before t (fun j => dot (sgd_run relu d draws later (sgd_step relu s (eta 0%nat) w) j) y)).
      { intro draws. rewrite sum_before_front. apply (f_equal2 Rplus); [reflexivity | ]. apply sum_before_ext. intro j. cbv beta. rewrite sgd_front. reflexivity. }
      unfold expectation at 1. rewrite (sum_over_ext _ _ (fun l => dot w y + sum_before t (fun j => dot (sgd_run relu d (along l) later (sgd_step relu s (eta 0%nat) w) j) y)))
        by (intros; apply E).
      change (expectation (length d) t (fun draws => dot w y + sum_before t (fun j => dot (sgd_run relu d draws later (sgd_step relu s (eta 0%nat) w) j) y)) <=
        dot w y + (INR t * dot (sgd_step relu s (eta 0%nat) w) y + c / size d * S2)).
      rewrite expectation_plus by exact Hn. apply Rplus_le_compat_l, IH.
      * unfold sgd_step. rewrite axpy_length. exact Lw.
      * intro j. apply He.
      * intros draws Hd j. assert (A : are_draws d (ahead i draws)) by (intros [| k']; cbn [ahead]; [lia | apply Hd]).
        specialize (H _ A (S j)). rewrite sgd_front in H. exact H.
    + rewrite (sum_over_places d (Sample [] 1) (fun s => dot w y + (INR t * dot (sgd_step relu s (eta 0%nat) w) y + c / size d * S2))).
      assert (Q : sum_over d (fun s => dot (sgd_step relu s (eta 0%nat) w) y) <= size d * dot w y + eta 0%nat * c).
      { apply Rle_trans with (sum_over d (fun s => (if Rlt_dec 0 (label s) then Rabs (dot (feat s) y) else 0) * eta 0%nat + dot w y)).
        - apply sum_over_at_most. intros s Hs. assert (Ls := at_member _ _ _ L Hs). cbv beta in Ls.
          unfold sgd_step. rewrite dot_axpy by congruence. assert (A := pull_in_region k d s w y D R Hs). specialize (He 0%nat).
          rewrite Rmult_assoc. assert (eta 0%nat * (pull relu s w * dot (feat s) y) <= eta 0%nat * (if Rlt_dec 0 (label s) then Rabs (dot (feat s) y) else 0))
            by (apply Rmult_le_compat_l; lra). lra.
        - rewrite sum_over_linear, sum_over_const. fold (size d).
          assert (E : sum_over d (fun s => if Rlt_dec 0 (label s) then Rabs (dot (feat s) y) else 0) = sum_over (positives d) (fun s => Rabs (dot (feat s) y))).
          { rewrite (sum_over_split (fun s => if Rlt_dec 0 (label s) then true else false) d). fold (positives d).
            rewrite (sum_over_ext (filter (fun s => negb _) d) _ (fun _ => 0)), sum_over_zero, Rplus_0_r.
            - apply sum_over_ext. intros s Hs. apply filter_In in Hs. destruct Hs as [_ O]. destruct (Rlt_dec 0 (label s)); [reflexivity | discriminate].
            - intros s Hs. apply filter_In in Hs. destruct Hs as [_ O]. destruct (Rlt_dec 0 (label s)); [discriminate | reflexivity]. }
          rewrite E. specialize (He 0%nat). assert (eta 0%nat * sum_over (positives d) (fun s => Rabs (dot (feat s) y)) <= eta 0%nat * c) by (apply Rmult_le_compat_l; lra). lra. }
      rewrite (sum_over_ext d _ (fun s => dot (sgd_step relu s (eta 0%nat) w) y * INR t + (dot w y + c / size d * S2))) by (intros; ring).
      rewrite sum_over_linear, sum_over_const. fold (size d).
      assert (Z : sum_before (S t) (fun j => sum_before j eta) = INR t * eta 0%nat + S2).
      { rewrite sum_before_front. cbn [sum_before]. rewrite Rplus_0_l. unfold S2. rewrite <- sum_before_shift. apply sum_before_ext. intro j. apply sum_before_front. }
      rewrite Z, S_INR. assert (T := pos_INR t).
      assert (M : sum_over d (fun s => dot (sgd_step relu s (eta 0%nat) w) y) * INR t <= (size d * dot w y + eta 0%nat * c) * INR t)
        by (apply Rmult_le_compat_r; assumption).
      replace (((INR t + 1) * dot w y + c / size d * (INR t * eta 0%nat + S2)) * size d)
        with ((size d * dot w y + eta 0%nat * c) * INR t + size d * (dot w y + c / size d * S2)) by (field; lra). lra.
Qed.

Lemma dot_average run t x k : (forall j, length (run j) = k) -> dot (average run t) x = / INR t * sum_before t (fun j => dot (run j) x).
Proof.
  intro L. unfold average. rewrite dot_scaled. f_equal. induction t as [| t IH]; cbn [added_up sum_before]; [apply dot_zeros_left | ].
  rewrite dot_axpy, IH by (rewrite (L t), (added_up_length run t k L); reflexivity). ring.
Qed.

Lemma mean_average_below k d alpha w B t : staying k d alpha w -> reach B d -> (1 <= t)%nat ->
  norm (mean_average relu k d alpha w t) <= norm w + share d * B * (sum_before t (rates alpha) / INR t).
Proof.
  intros (D & Lw & _ & H) HB Ht. set (v := mean_average relu k d alpha w t). assert (D' := D). destruct D' as (L & _ & Hp & _).
  assert (P := size_pos d Hp). assert (Hn : (0 < length d)%nat) by (destruct d; [inversion Hp | cbn; lia]).
  assert (T : 0 < INR t) by (apply lt_0_INR; lia).
  assert (Lv : length v = k) by (unfold v, mean_average; apply expected_length).
  assert (Nv := norm_nonneg v). set (c := size (positives d) * (B * norm v)).
  assert (C : sum_over (positives d) (fun s => Rabs (dot (feat s) v)) <= c).
  { unfold c, size. rewrite <- sum_over_const. apply sum_over_at_most. intros s Hs. assert (Bs := at_member _ _ _ HB Hs). cbv beta in Bs.
    apply filter_In in Hs. destruct Hs as [Hs _]. assert (Ls := at_member _ _ _ L Hs). cbv beta in Ls.
    apply Rle_trans with (1 := dot_norm (feat s) v ltac:(congruence)). apply Rmult_le_compat_r; assumption. }
  assert (A := summed_below k d v c t D C (power_steps alpha) w Lw (power_steps_pos alpha) H).
  assert (Q : norm v * norm v = / INR t * expectation (length d) t (fun draws => sum_before t (fun j => dot (sgd_run relu d draws (power_steps alpha) w j) v))).
  { rewrite norm_square. unfold sqnorm. unfold v at 1. unfold mean_average.
    rewrite expected_dot; [ | intros; apply average_length; intro; rewrite sgd_run_length; exact Lw | exact Lv].
    unfold expectation, Rdiv.
    rewrite (sum_over_ext _ _ (fun l => sum_before t (fun j => dot (sgd_run relu d (along l) (power_steps alpha) w j) v) * / INR t)).
    - rewrite sum_over_times. ring.
    - intros l _. unfold averaged. rewrite (dot_average _ _ _ k) by (intro; rewrite sgd_run_length; exact Lw). ring. }
  assert (W := dot_norm w v ltac:(congruence)). assert (W' := Rle_abs (dot w v)).
  fold (rates alpha) in A. change (fun j => sum_before j (power_steps alpha)) with (rates alpha) in A. set (S2 := sum_before t (rates alpha)) in *.
  assert (G : norm v * norm v <= norm v * (norm w + share d * B * (S2 / INR t))).
  { rewrite Q. apply Rle_trans with (/ INR t * (INR t * dot w v + c / size d * S2)).
    - apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, T | exact A].
    - replace (/ INR t * (INR t * dot w v + c / size d * S2)) with (dot w v + norm v * (share d * B * (S2 / INR t))) by (unfold c, share; field; lra). lra. }
  destruct Nv as [Nv | Nv].
  - apply Rmult_le_reg_l with (norm v); assumption.
  - rewrite <- Nv. assert (N := norm_nonneg w).
    assert (0 <= share d). { unfold share, size. apply Rmult_le_pos; [apply pos_INR | left; apply Rinv_0_lt_compat, P]. }
    assert (HB0 : 0 <= B).
    { apply Exists_exists in Hp. destruct Hp as (s & Hs & Ys). apply Rle_trans with (norm (feat s)); [apply norm_nonneg | ].
      apply (at_member _ _ _ HB), in_positives; assumption. }
    assert (0 <= S2 / INR t).
    { apply Rmult_le_pos; [ | left; apply Rinv_0_lt_compat, T]. unfold S2. clear. induction t as [| t IH]; cbn [sum_before]; [lra | ].
      enough (0 <= rates alpha t) by lra. clear IH. unfold rates. induction t as [| t IH]; cbn [sum_before]; [lra | ]. assert (0 < power_steps alpha t) by apply power_steps_pos. lra. }
    assert (0 <= share d * B * (S2 / INR t)) by (apply Rmult_le_pos; [apply Rmult_le_pos | ]; assumption). lra.
Qed.

(** ** The losses of the positives are at most 1 in the region. *)

Lemma reduced_at_most k d v : problem k d -> in_region d v -> 0 <= reduced_loss d v <= 1.
Proof.
  intros (_ & Y & Hp & _) H. unfold reduced_loss, loss.
  assert (P : 0 < size (positives d)).
  { apply Exists_exists in Hp. destruct Hp as (s & Hs & Ys). unfold size. apply lt_0_INR. assert (I := in_positives s d Hs Ys).
    destruct (positives d); [destruct I | cbn; lia]. }
  assert (G : 0 <= total linear (positives d) v <= size (positives d)).
  { assert (F : Forall (fun s => label s = 1 /\ 0 < dot v (feat s)) (positives d)).
    { apply Forall_forall. intros s Hs. apply filter_In in Hs. destruct Hs as [Hs O]. assert (A := at_member _ _ _ H Hs).
      assert (B := at_member _ _ _ Y Hs). cbv beta in A, B. destruct (Rlt_dec 0 (label s)); [ | discriminate].
      assert (E : label s = 1) by lra. rewrite E in A. split; [exact E | lra]. }
    clear P. unfold size. induction F as [| s l [E A] _ IH]; cbn [total length]; [cbn; lra | ]. rewrite S_INR. cbn [value linear]. rewrite E.
    assert (exp (- (1) * dot v (feat s)) <= 1) by (apply Rle_trans with (exp 0); [apply exp_le; lra | rewrite exp_0; lra]). assert (0 < exp (- (1) * dot v (feat s))) by apply exp_pos. lra. }
  assert (I : 0 < / size (positives d)) by (apply Rinv_0_lt_compat, P). split.
  - apply Rmult_le_pos; lra.
  - apply Rmult_le_reg_r with (size (positives d)); [exact P | ]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma excess_at_most k d v : problem k d -> in_region d v -> 0 <= excess_loss d v <= share d.
Proof.
  intros D H. rewrite (excess_inside k d v D H). unfold share. assert (D' := D). destruct D' as (_ & Y & Hp & _).
  assert (I : 0 < / size d) by apply Rinv_0_lt_compat, size_pos, Hp.
  enough (G : 0 <= sum_over (positives d) (fun s => exp (- dot v (feat s))) <= size (positives d)).
  { unfold Rdiv. split; [apply Rmult_le_pos | apply Rmult_le_compat_r]; lra. }
  assert (F : Forall (fun s => 0 < dot v (feat s)) (positives d)).
  { apply Forall_forall. intros s Hs. apply filter_In in Hs. destruct Hs as [Hs O]. assert (A := at_member _ _ _ H Hs).
    assert (B := at_member _ _ _ Y Hs). cbv beta in A, B. destruct (Rlt_dec 0 (label s)); [ | discriminate].
    assert (E : label s = 1) by lra. rewrite E in A. lra. }
  unfold size, sum_over. induction F as [| s l A _ IH]; cbn [fold_right length]; [cbn; lra | ]. rewrite S_INR.
  assert (exp (- dot v (feat s)) <= 1) by (rewrite <- exp_0; apply exp_le; lra). assert (0 < exp (- dot v (feat s))) by apply exp_pos. lra.
Qed.

Lemma weighted_at_most L k d alpha w top t : staying k d alpha w -> 0 <= top ->
  (forall v, in_region d v -> L v <= top) -> weighted_losses L d alpha w t <= rates alpha t * top.
Proof.
  intros (D & _ & _ & H) Ht B. unfold weighted_losses, rates.
  assert (Hn : (0 < length d)%nat) by (destruct D as (_ & _ & Hp & _); destruct d; [inversion Hp | cbn; lia]).
  induction t as [| t IH]; cbn [sum_before]; [lra | ]. rewrite Rmult_plus_distr_r. apply Rplus_le_compat; [exact IH | ].
  apply Rmult_le_compat_l; [left; apply power_steps_pos | ]. unfold mean_at. apply expectation_at_most; [exact Hn | ].
  intros draws Hd. apply B. exact (H draws Hd t).
Qed.

(** ** The lemma fails where even this length is below the bound, given bounds r and s on the sums of step sizes. *)

Lemma bound_rises k d alpha w B p g t a b : staying k d alpha w -> best k d p g -> (1 <= t)%nat -> 0 <= a -> a <= b ->
  0 < loss_bound_by a alpha w B g t <= loss_bound_by b alpha w B g t.
Proof.
  intros (_ & _ & Ha & _) _ Ht A AB. assert (T : 0 < INR t) by (apply lt_0_INR; lia). unfold loss_bound_by, budget.
  assert (I : 0 < / (2 * INR t)) by (apply Rinv_0_lt_compat; lra).
  assert (J : 0 < 1 / INR t) by (apply Rdiv_lt_0_compat; lra).
  assert (Q := sqnorm_nonneg w).
  assert (G : 0 <= ln (INR t) ^ 2 / g ^ 2).
  { destruct (Req_dec g 0) as [-> | Ng].
    - replace (0 ^ 2) with 0 by ring. unfold Rdiv. rewrite Rinv_0. lra.
    - apply Rmult_le_pos; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat]. replace (g ^ 2) with (Rsqr g) by (unfold Rsqr; ring). apply Rlt_0_sqr, Ng. }
  assert (M : 0 <= (sqnorm w + ln (INR t) ^ 2 / g ^ 2) / (2 * INR t)) by (apply Rmult_le_pos; lra).
  assert (E : 0 <= 2 * Rpower (INR t) (- alpha) / (1 - alpha)).
  { assert (P := Rpower_pos (INR t) (- alpha)). apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]. }
  assert (N : 0 <= Rpower 4 (alpha - 1) * Rpower (INR t) (alpha - 1) * (sqnorm w + ln (INR t) ^ 2 / g ^ 2 + 2 * Rpower (INR t) (- alpha) / (1 - alpha))).
  { apply Rmult_le_pos; [apply Rmult_le_pos; left; apply Rpower_pos | lra]. }
  assert (O : 0 <= B ^ 2 / (2 * INR t)) by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]).
  assert (0 <= B ^ 2 / (2 * INR t) * a) by (apply Rmult_le_pos; assumption).
  assert (B ^ 2 / (2 * INR t) * a <= B ^ 2 / (2 * INR t) * b) by (apply Rmult_le_compat_l; assumption). lra.
Qed.

Lemma weighted_nonneg L k d alpha w t : staying k d alpha w -> (forall v, in_region d v -> 0 <= L v) -> 0 <= weighted_losses L d alpha w t.
Proof.
  intros (D & _ & _ & H) B. unfold weighted_losses.
  assert (Hn : (0 < length d)%nat) by (destruct D as (_ & _ & Hp & _); destruct d; [inversion Hp | cbn; lia]).
  induction t as [| t IH]; cbn [sum_before]; [lra | ].
  enough (0 <= power_steps alpha t * mean_at d alpha w t L) by lra. apply Rmult_le_pos; [left; apply power_steps_pos | ].
  unfold mean_at. enough (G : expectation (length d) t (fun draws => - L (sgd_run relu d draws (power_steps alpha) w t)) <= 0).
  { unfold expectation, Rdiv in *. rewrite (sum_over_ext _ _ (fun l => L (sgd_run relu d (along l) (power_steps alpha) w t) * (-1))) in G by (intros; ring).
    rewrite sum_over_times in G. lra. }
  apply expectation_at_most; [exact Hn | ]. intros draws Hd. specialize (B _ (H draws Hd t)). lra.
Qed.

Lemma too_short L top k d alpha w B p g t r s : lem_f1_with L -> staying k d alpha w -> reach B d -> 0 < B < sqrt 2 -> best k d p g ->
  (1 <= t)%nat -> (forall v, in_region d v -> 0 <= L d v <= top) -> rates alpha t <= r -> sum_before t (rates alpha) <= s ->
  - (1 / B) * ln (loss_bound_by (r * top) alpha w B g t) <= norm w + share d * B * (s / INR t).
Proof.
  intros claim St HB Hb Best Ht HL Hr Hs. assert (C := claim k d alpha w B p g t St HB Hb Best Ht).
  assert (A := mean_average_below k d alpha w B t St HB Ht). assert (T : 0 < INR t) by (apply lt_0_INR; lia).
  assert (Top : 0 <= top). { destruct St as (_ & _ & _ & H). assert (R := H (fun _ => 0%nat)).
    destruct (HL w) as [X Y]; [ | lra]. destruct d as [| a d]; [constructor | ]. apply (R ltac:(intro; cbn; lia) 0%nat). }
  assert (W := weighted_at_most (L d) k d alpha w top t St Top (fun v Hv => proj2 (HL v Hv))).
  assert (W0 := weighted_nonneg (L d) k d alpha w t St (fun v Hv => proj1 (HL v Hv))).
  assert (W1 : weighted_losses (L d) d alpha w t <= r * top) by (apply Rle_trans with (1 := W), Rmult_le_compat_r; assumption).
  destruct (bound_rises k d alpha w B p g t _ _ St Best Ht W0 W1) as [P Q].
  assert (E : ln (loss_bound_by (weighted_losses (L d) d alpha w t) alpha w B g t) <= ln (loss_bound_by (r * top) alpha w B g t)).
  { destruct Q as [Q | <-]; [left; apply ln_increasing; assumption | apply Rle_refl]. }
  assert (I : 0 < 1 / B) by (apply Rdiv_lt_0_compat; lra).
  assert (F : 1 / B * ln (loss_bound_by (weighted_losses (L d) d alpha w t) alpha w B g t) <= 1 / B * ln (loss_bound_by (r * top) alpha w B g t))
    by (apply Rmult_le_compat_l; lra).
  assert (Sh : 0 <= share d * B).
  { unfold share, size, Rdiv. apply Rmult_le_pos; [ | lra]. apply Rmult_le_pos; [apply pos_INR | ].
    destruct (length d); [cbn [INR]; rewrite Rinv_0; lra | left; apply Rinv_0_lt_compat, lt_0_INR; lia]. }
  assert (share d * B * (sum_before t (rates alpha) / INR t) <= share d * B * (s / INR t)).
  { apply Rmult_le_compat_l; [exact Sh | ]. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, T | exact Hs]. }
  lra.
Qed.
