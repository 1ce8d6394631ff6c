(** Runs that leave a positive inactive for ever: the loss stays above its infimum, and no average turns to that sample. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Means Draws Averages.
Import ListNotations.
Open Scope R_scope.

(** What stays on one side of x, or on its edge, does not go to p on the other side. *)
(** The same run and the same direction, both moved against x. *)
Lemma moved_apart s c x p w : length p = length x -> length w = length x ->
  axpy (-1) (scaled s (axpy (- c) x p)) (axpy (- (s * c)) x w) = axpy (-1) (scaled s p) w.
Proof.
  revert p w. induction x as [| a x IH]; intros [| b p] [| h w] Lp Lw; try discriminate; [reflexivity | ].
  cbn [axpy scaled map]. f_equal; [ring | ]. apply IH; [injection Lp | injection Lw]; auto.
Qed.
Lemma not_towards_edge (run : nat -> vec) (scale : nat -> R) p x T0 :
  (forall t, (T0 <= t)%nat -> length (run t) = length x /\ dot (run t) x <= 0) -> length p = length x -> 0 < dot p x ->
  ~ towards_by run scale p.
Proof.
  intros H Lp Hp D. destruct (D 1 Rlt_0_1) as (T1 & H1).
  assert (X : 0 < sqnorm x).
  { destruct (sqnorm_nonneg x) as [P | P]; [exact P | ]. symmetry in P. assert (Z := sqnorm_zero x p P). rewrite dot_comm in Z. lra. }
  set (c := dot p x / (2 * sqnorm x)). assert (Hc : 0 < c) by (apply Rdiv_lt_0_compat; lra).
  apply (not_towards (fun t => axpy (- (scale t * c)) x (run t)) scale (axpy (- c) x p) (scaled (-1) x) (Nat.max T0 T1)).
  - intros t Ht. destruct (H t ltac:(lia)) as [L P]. destruct (H1 t ltac:(lia)) as [S _]. rewrite axpy_length, scaled_length. split; [exact L | ].
    rewrite dot_comm, dot_scaled, dot_comm, dot_axpy by congruence. fold (sqnorm x).
    assert (0 < scale t * c * sqnorm x) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat | ]; assumption). lra.
  - rewrite axpy_length, scaled_length. exact Lp.
  - rewrite dot_comm, dot_scaled, dot_comm, dot_axpy by congruence. fold (sqnorm x).
    replace (- c * sqnorm x) with (- (dot p x / 2)) by (unfold c; field; lra). lra.
  - intros e He. destruct (D e He) as (T & HT). exists (Nat.max T T0). intros t Ht. destruct (HT t ltac:(lia)) as [S Q]. split; [exact S | ].
    unfold sqdist in *. rewrite moved_apart by (exact Lp || apply H; lia). exact Q.
Qed.

Lemma average_below run t x k : (forall j, length (run j) = k) -> (forall j, dot (run j) x <= 0) -> dot (average run t) x <= 0.
Proof.
  intros L H. rewrite (dot_average run t x k L). assert (S := sum_before_le t (fun j => dot (run j) x) (fun _ => 0) (fun j _ => H j)).
  assert (Z : sum_before t (fun _ => 0) = 0) by (clear; induction t as [| t IH]; cbn [sum_before]; lra). rewrite Z in S.
  assert (P : 0 <= / INR t). { destruct t; [cbn [INR]; rewrite Rinv_0; lra | left; apply Rinv_0_lt_compat, lt_0_INR; lia]. }
  assert (Q := Rmult_le_compat_r _ _ _ P S). unfold Rdiv. lra.
Qed.

Lemma expectation_ge n t f c : (0 < n)%nat -> (forall draws, In draws (sequences n t) -> c <= f (along draws)) -> c <= expectation n t f.
Proof.
  intros Hn H. assert (N := sequences_not_empty n t Hn). rewrite <- (mean_const (sequences n t) c N) at 1.
  exact (mean_le (sequences n t) (fun _ => c) (fun draws => f (along draws)) N H).
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
  { apply average_below with (k := k); [intro; rewrite sgd_run_length; exact Lw | intro; apply H, D]. }
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
  { apply average_below with (k := k); [intro; apply A | intro; apply H, D]. }
  lra.
Qed.
