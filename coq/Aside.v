(** Runs that leave a positive inactive for ever: the loss stays above its infimum, and no average turns to that sample. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Means Draws.
Import ListNotations.
Open Scope R_scope.

(** What stays on one side of x, or on its edge, does not go to p on the other side. *)
Lemma not_towards_edge (run : nat -> vec) (scale : nat -> R) p x T0 :
  (forall t, (T0 <= t)%nat -> length (run t) = length x /\ dot (run t) x <= 0) -> length p = length x -> 0 < dot p x ->
  ~ towards_by run scale p.
Proof.
  intros H Lp Hp D.
  assert (X : 0 < sqnorm x).
  { destruct (sqnorm_nonneg x) as [P | P]; [exact P | ]. symmetry in P. assert (Z := sqnorm_zero x p P). rewrite dot_comm in Z. lra. }
  set (q := dot p x) in *. assert (Q : 0 < q * q) by (apply Rmult_lt_0_compat; exact Hp).
  destruct (D (q * q / (2 * sqnorm x))) as (T & HT). { apply Rdiv_lt_0_compat; lra. }
  set (t := Nat.max T T0). destruct (HT t) as [N S]; [unfold t; lia | ]. destruct (H t) as [L P]; [unfold t; lia | ].
  set (W := run t) in *. set (c := scale t) in *.
  assert (C := cauchy (axpy (-1) (scaled c p) W) x). rewrite axpy_length in C. specialize (C (eq_sym L)).
  rewrite dot_axpy, dot_scaled in C by (rewrite scaled_length; congruence). fold q in C. unfold sqdist in S.
  set (V := sqnorm (axpy (-1) (scaled c p) W)) in *.
  assert (Z : 0 < c * q) by (apply Rmult_lt_0_compat; assumption).
  assert (A : c * q * (c * q) <= V * sqnorm x).
  { apply Rle_trans with (2 := C). replace ((dot W x + -1 * (c * q)) * (dot W x + -1 * (c * q))) with ((c * q - dot W x) * (c * q - dot W x)) by ring.
    apply Rmult_le_compat; lra. }
  assert (B : V * sqnorm x <= c * q * (c * q) / 2).
  { apply Rle_trans with (q * q / (2 * sqnorm x) * (c * c) * sqnorm x); [apply Rmult_le_compat_r; lra | right; field; lra]. }
  assert (0 < c * q * (c * q)) by (apply Rmult_lt_0_compat; exact Z). lra.
Qed.

Lemma average_below run t x k : (forall j, length (run j) = k) -> length x = k -> (forall j, dot (run j) x <= 0) -> dot (average run t) x <= 0.
Proof.
  intros L Lx H. unfold average. rewrite dot_scaled.
  assert (G : dot (added_up run t) x <= 0).
  { induction t as [| t IH]; cbn [added_up]; [rewrite dot_zeros_left; lra | ].
    rewrite dot_axpy by (rewrite (L t), (added_up_length run t k L); reflexivity). specialize (H t). lra. }
  assert (P : 0 <= / INR t). { destruct t; [cbn [INR]; rewrite Rinv_0; lra | left; apply Rinv_0_lt_compat, lt_0_INR; lia]. }
  assert (0 <= / INR t * - dot (added_up run t) x) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma expectation_ge n t f c : (0 < n)%nat -> (forall draws, In draws (sequences n t) -> c <= f (along draws)) -> c <= expectation n t f.
Proof.
  intros Hn H. unfold expectation. assert (N := sequences_not_empty n t Hn). set (l := sequences n t) in *.
  assert (P : 0 < INR (length l)) by (apply lt_0_INR; destruct l; [congruence | cbn; lia]).
  apply Rmult_le_reg_r with (INR (length l)); [exact P | ]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. clear P N.
  unfold sum_over. induction l as [| a l IH]; cbn [fold_right length]; [cbn [INR]; lra | ]. rewrite S_INR.
  assert (A := H a (or_introl eq_refl)). specialize (IH (fun b Hb => H b (or_intror Hb))). lra.
Qed.

(** The negatives have a loss of 1 at least. *)
Lemma losses_at_least d v : Forall (fun s => label s = 1 \/ label s = -1) d -> size (negatives d) <= losses d v.
Proof.
  unfold size, negatives. induction 1 as [| s d Ys _ IH]; cbn [losses filter]; [cbn; lra | ]. destruct Ys as [Y | Y].
  - rewrite Y. destruct (Rlt_dec 0 1); [ | lra]. assert (0 < sample_loss s v) by apply exp_pos. lra.
  - rewrite Y. destruct (Rlt_dec 0 (-1)); [lra | ]. cbn [length]. rewrite S_INR.
    assert (1 <= sample_loss s v).
    { destruct (Rlt_le_dec 0 (dot v (feat s))) as [P | P].
      - rewrite (loss_negative s v _ Y eq_refl P). rewrite <- exp_0. apply exp_le. lra.
      - rewrite (loss_asleep s v _ eq_refl P). lra. }
    lra.
Qed.
(** The loss is at least that of the negatives and that of one positive. *)
Lemma losses_with d v s : Forall (fun s => label s = 1 \/ label s = -1) d -> In s d -> label s = 1 ->
  size (negatives d) + sample_loss s v <= losses d v.
Proof.
  intros H. unfold size, negatives. induction H as [| s' d Ys Yd IH]; intros Hs Y; [destruct Hs | ]. cbn [losses filter].
  destruct Hs as [-> | Hs].
  - assert (R := losses_at_least d v Yd). unfold size, negatives in R. rewrite Y. destruct (Rlt_dec 0 1); lra.
  - specialize (IH Hs Y). assert (Z := losses_at_least [s'] v (Forall_cons _ Ys (Forall_nil _))).
    unfold size, negatives in Z. cbn [losses filter] in Z.
    destruct (Rlt_dec 0 (label s')); cbn [length] in *; [ | rewrite S_INR]; cbn [INR] in Z; lra.
Qed.

Lemma loss_stays_above k d alpha w s : problem k d -> length w = k -> In s d -> label s = 1 ->
  (forall draws, are_draws d draws -> forall t, dot (sgd_run relu d draws (power_steps alpha) w t) (feat s) <= 0) ->
  forall t, 1 / size d <= expectation (length d) t (fun draws => loss relu d (averaged relu d alpha w t draws)) - least d.
Proof.
  intros (L & Y & Hp & _) Lw Hs Ys H t. assert (P := size_pos d Hp).
  assert (Hn : (0 < length d)%nat) by (destruct d; [destruct Hs | cbn; lia]).
  enough (G : least d + 1 / size d <= expectation (length d) t (fun draws => loss relu d (averaged relu d alpha w t draws))) by lra.
  apply expectation_ge; [exact Hn | ]. intros draws Hd.
  assert (D : are_draws d (along draws)) by (intro j; apply sequences_draws with (t := t); assumption).
  assert (B : dot (averaged relu d alpha w t (along draws)) (feat s) <= 0).
  { apply average_below with (k := k); [intro; rewrite sgd_run_length; exact Lw | exact (at_member _ _ _ L Hs) | intro; apply H, D]. }
  assert (A := losses_with d (averaged relu d alpha w t (along draws)) s Y Hs Ys). rewrite (loss_asleep s _ _ eq_refl B) in A. rewrite loss_of_losses. unfold least, Rdiv. rewrite <- Rmult_plus_distr_r.
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, P | exact A].
Qed.

Lemma loss_not_to_least k d alpha w s : problem k d -> length w = k -> In s d -> label s = 1 ->
  (forall draws, are_draws d draws -> forall t, dot (sgd_run relu d draws (power_steps alpha) w t) (feat s) <= 0) ->
  ~ forall e, 0 < e -> exists T, forall t, (T <= t)%nat ->
    expectation (length d) t (fun draws => loss relu d (averaged relu d alpha w t draws)) - least d < e.
Proof.
  intros Pr Lw Hs Ys H G. assert (P := size_pos d (proj1 (proj2 (proj2 Pr)))).
  destruct (G (1 / size d)) as (T & HT); [apply Rdiv_lt_0_compat; lra | ].
  specialize (HT T (le_n T)). assert (A := loss_stays_above k d alpha w s Pr Lw Hs Ys H T). lra.
Qed.

Lemma mean_not_to_best k d alpha w p s : problem k d -> length w = k -> In s d -> length p = k -> 0 < dot p (feat s) ->
  (forall draws, are_draws d draws -> forall t, dot (sgd_run relu d draws (power_steps alpha) w t) (feat s) <= 0) ->
  ~ direction_to (mean_average relu k d alpha w) p.
Proof.
  intros (L & _) Lw Hs Lp Hp H. assert (Lx := at_member _ _ _ L Hs). cbv beta in Lx.
  apply not_towards_edge with (x := feat s) (T0 := 0%nat); [ | congruence | exact Hp].
  assert (Hn : (0 < length d)%nat) by (destruct d; [destruct Hs | cbn; lia]).
  intros t _. unfold mean_average. split; [rewrite expected_length; congruence | ].
  assert (A : forall draws j, length (sgd_run relu d draws (power_steps alpha) w j) = k) by (intros; rewrite sgd_run_length; exact Lw).
  rewrite expected_dot; [ | intros; apply average_length, A | exact Lx].
  enough (G : 0 <= expectation (length d) t (fun draws => - dot (averaged relu d alpha w t draws) (feat s))).
  { unfold expectation, Rdiv in *. rewrite (sum_over_ext _ _ (fun draws => dot (averaged relu d alpha w t (along draws)) (feat s) * (-1))) in G by (intros; ring).
    rewrite sum_over_times in G. lra. }
  apply expectation_ge; [exact Hn | ]. intros draws Hd.
  assert (D : are_draws d (along draws)) by (intro j; apply sequences_draws with (t := t); assumption).
  assert (B : dot (averaged relu d alpha w t (along draws)) (feat s) <= 0).
  { apply average_below with (k := k); [intro; apply A | exact Lx | intro; apply H, D]. }
  lra.
Qed.
