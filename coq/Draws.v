(** Expectations over draws, computed: after the first draw a run is one of n runs, and those that draw an inactive sample are where they were. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Means.
Import ListNotations.
Open Scope R_scope.

(** ** Sums *)

Lemma sum_over_app {A} (l l' : list A) f : sum_over (l ++ l') f = sum_over l f + sum_over l' f.
Proof. unfold sum_over. induction l as [| a l IH]; cbn [app fold_right]; [ring | rewrite IH; ring]. Qed.
Lemma sum_over_map {A B} (h : A -> B) (l : list A) f : sum_over (map h l) f = sum_over l (fun a => f (h a)).
Proof. unfold sum_over. induction l as [| a l IH]; cbn [map fold_right]; [reflexivity | rewrite IH; reflexivity]. Qed.
Lemma sum_over_flat_map {A B} (h : A -> list B) (l : list A) f : sum_over (flat_map h l) f = sum_over l (fun a => sum_over (h a) f).
Proof.
  induction l as [| a l IH]; cbn [flat_map]; [reflexivity | ]. rewrite sum_over_app, IH. reflexivity.
Qed.
Lemma sum_over_plus {A} (l : list A) f g : sum_over l (fun a => f a + g a) = sum_over l f + sum_over l g.
Proof. unfold sum_over. induction l as [| a l IH]; cbn [fold_right]; [ring | rewrite IH; ring]. Qed.
Lemma sum_over_times {A} (l : list A) f c : sum_over l (fun a => f a * c) = sum_over l f * c.
Proof. unfold sum_over. induction l as [| a l IH]; cbn [fold_right]; [ring | rewrite IH; ring]. Qed.
Lemma sum_over_swap {A B} (l : list A) (l' : list B) f :
  sum_over l (fun a => sum_over l' (fun b => f a b)) = sum_over l' (fun b => sum_over l (fun a => f a b)).
Proof.
  induction l as [| a l IH].
  - unfold sum_over at 1; cbn [fold_right]. symmetry. apply sum_over_zero.
  - change (sum_over l' (fun b => f a b) + sum_over l (fun a => sum_over l' (fun b => f a b)) =
      sum_over l' (fun b => f a b + sum_over l (fun a => f a b))).
    rewrite IH, sum_over_plus. reflexivity.
Qed.
(** Over the places of a list, and over its members. *)
Lemma sum_over_places {A} (l : list A) (none : A) f : sum_over (seq 0 (length l)) (fun i => f (nth i l none)) = sum_over l f.
Proof.
  induction l as [| a l IH]; [reflexivity | ]. cbn [length seq].
  change (f a + sum_over (seq 1 (length l)) (fun i => f (nth i (a :: l) none)) = f a + sum_over l f). f_equal.
  rewrite <- seq_shift, sum_over_map. exact IH.
Qed.
Lemma sum_over_const {A} (l : list A) c : sum_over l (fun _ => c) = INR (length l) * c.
Proof.
  unfold sum_over. induction l as [| a l IH]; cbn [fold_right length]; [cbn [INR]; ring | ]. rewrite IH, S_INR. ring.
Qed.
Lemma sum_over_split {A} (on : A -> bool) (l : list A) f :
  sum_over l f = sum_over (filter on l) f + sum_over (filter (fun a => negb (on a)) l) f.
Proof.
  unfold sum_over. induction l as [| a l IH]; cbn [filter fold_right]; [ring | ].
  destruct (on a); cbn [negb fold_right]; rewrite IH; ring.
Qed.

(** ** One draw after the other *)

Lemma sequences_length n t : length (sequences n (S t)) = (n * length (sequences n t))%nat.
Proof.
  cbn [sequences]. induction (sequences n t) as [| a l IH]; cbn [flat_map length]; [lia | ].
  rewrite app_length, map_length, seq_length, IH. lia.
Qed.

Lemma sgd_front m d draws eta w t : sgd_run m d draws eta w (S t) =
  sgd_run m d (fun k => draws (S k)) (fun k => eta (S k)) (sgd_step m (nth (draws 0%nat) d (Sample [] 1)) (eta 0%nat) w) t.
Proof. induction t as [| t IH]; [reflexivity | ]. cbn [sgd_run]. cbn [sgd_run] in IH. rewrite IH. reflexivity. Qed.

(** E g(w_t) for any step sizes. *)
Definition walked (d : list sample) (eta : nat -> R) (w : vec) (t : nat) (g : vec -> R) : R :=
  expectation (length d) t (fun draws => g (sgd_run relu d draws eta w t)).

Lemma walked_O d eta w g : walked d eta w 0 g = g w.
Proof. unfold walked, expectation, sum_over; cbn. field. Qed.

Lemma walked_S d eta w t g : d <> [] -> walked d eta w (S t) g =
  sum_over d (fun s => walked d (fun k => eta (S k)) (sgd_step relu s (eta 0%nat) w) t g) / size d.
Proof.
  intro Nd. unfold walked, expectation. rewrite sequences_length, mult_INR. fold (size d). set (n := length d).
  assert (P : 0 < size d) by (unfold size; apply lt_0_INR; destruct d; [congruence | cbn; lia]).
  assert (Q : 0 < INR (length (sequences n t))).
  { apply lt_0_INR. assert (N := sequences_not_empty n t). destruct (sequences n t); [ | cbn; lia].
    exfalso. apply N; [unfold n; destruct d; [congruence | cbn; lia] | reflexivity]. }
  unfold Rdiv. rewrite sum_over_times. cbn [sequences]. rewrite sum_over_flat_map.
  rewrite (sum_over_ext (sequences n t) _ (fun rest => sum_over (seq 0 n) (fun i =>
    g (sgd_run relu d (along rest) (fun k => eta (S k)) (sgd_step relu (nth i d (Sample [] 1)) (eta 0%nat) w) t)))).
  2: { intros rest _. rewrite sum_over_map. apply sum_over_ext. intros i _. rewrite sgd_front. reflexivity. }
  rewrite sum_over_swap. unfold n.
  rewrite (sum_over_places d (Sample [] 1) (fun s => sum_over (sequences (length d) t) (fun rest =>
    g (sgd_run relu d (along rest) (fun k => eta (S k)) (sgd_step relu s (eta 0%nat) w) t)))).
  fold n. field. lra.
Qed.

(** The same where only the acting samples move, [idle] of n samples being inactive for ever. *)
Fixpoint calm (acting : list sample) (idle n : R) (eta : nat -> R) (w : vec) (t : nat) (g : vec -> R) : R :=
  match t with
  | O => g w
  | S t' => let next := calm acting idle n (fun k => eta (S k)) in
    (sum_over acting (fun s => next (axpy (eta 0%nat * exp (- dot w (feat s))) (feat s) w) t' g) + idle * next w t' g) / n
  end.

Lemma walked_calm on d eta w t g : d <> [] -> Forall (fun s => on s = true -> label s = 1) d ->
  (forall draws, are_draws d draws -> forall j, in_part on d (sgd_run relu d draws eta w j)) ->
  walked d eta w t g = calm (filter on d) (size (filter (fun s => negb (on s)) d)) (size d) eta w t g.
Proof.
  intros Nd Y. revert eta w. induction t as [| t IH]; intros eta w H; [apply walked_O | ].
  assert (P : in_part on d w).
  { apply (H (fun _ => 0%nat)) with (j := 0%nat). intro j. destruct d; [congruence | cbn; lia]. }
  assert (Next : forall s, In s d ->
    walked d (fun k => eta (S k)) (sgd_step relu s (eta 0%nat) w) t g =
    calm (filter on d) (size (filter (fun s => negb (on s)) d)) (size d) (fun k => eta (S k)) (sgd_step relu s (eta 0%nat) w) t g).
  { intros s Hs. apply IH. intros draws D j. destruct (In_nth d s (Sample [] 1) Hs) as (i & Hi & E).
    assert (D' : are_draws d (fun k => match k with O => i | S k' => draws k' end)) by (intros [| k]; [exact Hi | apply D]).
    specialize (H _ D' (S j)). rewrite sgd_front in H. cbv beta iota in H. rewrite E in H. exact H. }
  rewrite walked_S by exact Nd. cbn [calm]. f_equal. rewrite (sum_over_split on). f_equal.
  - apply sum_over_ext. intros s Hs. apply filter_In in Hs. destruct Hs as [Hs O]. rewrite (Next s Hs). f_equal.
    assert (Ps := at_member _ _ _ P Hs). assert (Ys := at_member _ _ _ Y Hs). cbv beta in Ps, Ys. rewrite O in Ps.
    unfold sgd_step. rewrite (pull_positive s w _ (Ys O) eq_refl Ps). reflexivity.
  - rewrite (sum_over_ext _ _ (fun _ => calm (filter on d) (size (filter (fun s => negb (on s)) d)) (size d) (fun k => eta (S k)) w t g)).
    + rewrite sum_over_const. reflexivity.
    + intros s Hs. apply filter_In in Hs. destruct Hs as [Hs O]. rewrite (Next s Hs). f_equal. apply rest.
      assert (Ps := at_member _ _ _ P Hs). cbv beta in Ps. destruct (on s); [discriminate | exact Ps].
Qed.

Lemma region_is_part k d w : problem k d -> in_region d w -> in_part (fun s => if Rlt_dec 0 (label s) then true else false) d w.
Proof.
  intros (_ & Y & _) H. apply Forall_forall. intros s Hs. assert (A := at_member _ _ _ H Hs). assert (B := at_member _ _ _ Y Hs).
  cbv beta in A, B. destruct B as [B | B]; rewrite B in *; destruct (Rlt_dec 0 _); lra.
Qed.

(** For runs that stay in the separable region. *)
Lemma mean_calm k d alpha w t g : staying k d alpha w ->
  mean_at d alpha w t g = calm (positives d) (size (negatives d)) (size d) (power_steps alpha) w t g.
Proof.
  intros (D & L & _ & H). assert (Nd : d <> []) by (destruct D as (_ & _ & P & _); intros ->; inversion P).
  assert (Y : Forall (fun s => (if Rlt_dec 0 (label s) then true else false) = true -> label s = 1) d).
  { destruct D as (_ & Y & _). apply Forall_forall. intros s Hs. assert (B := at_member _ _ _ Y Hs). cbv beta in B.
    destruct B as [B | B]; rewrite B; destruct (Rlt_dec _ _); intro; try discriminate; lra. }
  assert (C := walked_calm _ d (power_steps alpha) w t g Nd Y (fun draws Hd j => region_is_part k d _ D (H draws Hd j))).
  unfold walked in C. unfold mean_at. rewrite C. f_equal. f_equal. unfold negatives. apply filter_ext. intro s.
  destruct (Rlt_dec 0 (label s)); reflexivity.
Qed.

(** gamma = 1/|u| where the direction is u/|u|, u the shortest vector with u.x_i >= 1. *)
Lemma best_with_margin k d u : 0 < sqnorm u -> max_margin k (positives d) (scaled (/ norm u) u) ->
  Forall (fun s => 1 <= dot u (feat s)) (positives d) -> Exists (fun s => dot u (feat s) = 1) (positives d) ->
  best k d (scaled (/ norm u) u) (/ norm u).
Proof.
  intros U M F E. assert (N : 0 < / norm u) by (apply Rinv_0_lt_compat, norm_pos, U). split; [exact M | split].
  - apply Forall_impl with (2 := F). intros s Hs. rewrite dot_scaled.
    assert (/ norm u * 1 <= / norm u * dot u (feat s)) by (apply Rmult_le_compat_l; lra). lra.
  - apply Exists_impl with (2 := E). intros s Hs. rewrite dot_scaled, Hs. ring.
Qed.

(** What the amounts are on one sample and in the region. *)
Lemma alone_square s w : length (feat s) = length w -> sqnorm (grad relu [s] w) = pull relu s w ^ 2 * sqnorm (feat s).
Proof.
  intro L. unfold grad, size; cbn [added length INR]. unfold sqnorm.
  rewrite dot_axpy, dot_zeros_left, (dot_comm (feat s)), dot_axpy, dot_zeros_left by (rewrite zeros_length; exact L). field.
Qed.

Lemma pull_inside k d s v : problem k d -> in_region d v -> In s d ->
  pull relu s v = if Rlt_dec 0 (label s) then exp (- dot v (feat s)) else 0.
Proof.
  intros (_ & Y & _) H Hs. assert (A := at_member _ _ _ H Hs). assert (B := at_member _ _ _ Y Hs). cbv beta in A, B.
  destruct B as [B | B]; rewrite B in A; destruct (Rlt_dec 0 (label s)); try (exfalso; lra).
  - apply (pull_positive s v _ B eq_refl). lra.
  - apply (pull_asleep s v _ eq_refl). lra.
Qed.

Lemma mean_ext k d alpha w t g g' : staying k d alpha w -> (forall v, length v = k -> in_region d v -> g v = g' v) ->
  mean_at d alpha w t g = mean_at d alpha w t g'.
Proof.
  intros (D & L & _ & H) E. unfold mean_at, expectation. f_equal. apply sum_over_ext. intros draws Hd. apply E.
  - rewrite sgd_run_length. exact L.
  - apply H. intro j. apply sequences_draws with (t := t); [ | exact Hd].
    destruct D as (_ & _ & P & _). destruct d; [inversion P | cbn; lia].
Qed.

Lemma mean_square k d alpha w t : staying k d alpha w -> mean_at d alpha w t (sampled_square d) =
  mean_at d alpha w t (fun v => sum_over (positives d) (fun s => exp (- dot v (feat s)) ^ 2 * sqnorm (feat s)) / size d).
Proof.
  intro St. apply (mean_ext k); [exact St | ]. intros v Lv Hv. destruct St as (D & _). unfold sampled_square. f_equal.
  rewrite (sum_over_split (fun s => if Rlt_dec 0 (label s) then true else false) d). fold (positives d).
  rewrite (sum_over_ext (filter (fun s => negb _) d) _ (fun _ => 0)), sum_over_zero, Rplus_0_r.
  - apply sum_over_ext. intros s Hs. apply filter_In in Hs. destruct Hs as [Hs O].
    assert (L := at_member _ _ _ (proj1 D) Hs). cbv beta in L. rewrite alone_square by congruence.
    rewrite (pull_inside k d s v D Hv Hs). destruct (Rlt_dec 0 (label s)); [reflexivity | discriminate].
  - intros s Hs. apply filter_In in Hs. destruct Hs as [Hs O].
    assert (L := at_member _ _ _ (proj1 D) Hs). cbv beta in L. rewrite alone_square by congruence.
    rewrite (pull_inside k d s v D Hv Hs). destruct (Rlt_dec 0 (label s)); [discriminate | ring].
Qed.

(** The loss of (P) in the region. *)
Lemma losses_inside k d v : problem k d -> in_region d v ->
  losses d v = sum_over (positives d) (fun s => exp (- dot v (feat s))) + size (negatives d).
Proof.
  intros (_ & Y & _) H. unfold positives, negatives, size. revert Y H. induction d as [| s d IH]; intros Y H.
  - unfold sum_over. cbn. ring.
  - inversion Y as [| ? ? Ys Yd]; inversion H as [| ? ? Hs Hd]; subst. cbn [losses filter]. rewrite (IH Yd Hd).
    destruct Ys as [Ys | Ys]; rewrite Ys in *; destruct (Rlt_dec 0 _); try (exfalso; lra).
    + rewrite (loss_positive s v _ Ys eq_refl) by lra. unfold sum_over. cbn [fold_right]. ring.
    + rewrite (loss_asleep s v _ eq_refl) by lra. cbn [length]. rewrite S_INR. ring.
Qed.
Lemma excess_inside k d v : problem k d -> in_region d v ->
  excess_loss d v = sum_over (positives d) (fun s => exp (- dot v (feat s))) / size d.
Proof.
  intros D H. unfold excess_loss, least. rewrite loss_of_losses, (losses_inside k d v D H).
  assert (P : 0 < size d) by (destruct D as (_ & _ & P & _); apply size_pos, P). field. lra.
Qed.
Lemma mean_excess k d alpha w t : staying k d alpha w -> mean_at d alpha w t (excess_loss d) =
  mean_at d alpha w t (fun v => sum_over (positives d) (fun s => exp (- dot v (feat s))) / size d).
Proof. intro St. apply (mean_ext k); [exact St | ]. intros v _ Hv. apply (excess_inside k); [apply St | exact Hv]. Qed.

(** ** The largest loss is the one at the start, where no step pushes an active sample back. *)

Lemma sgd_on_rises on k d draws eta w t s : Forall (fun s => length (feat s) = k) d -> length w = k -> are_draws d draws ->
  (forall j, 0 < eta j) -> steady on d -> in_part on d w -> In s d -> on s = true ->
  dot w (feat s) <= dot (sgd_run relu d draws eta w t) (feat s).
Proof.
  intros L Lw D He St P Hs O. induction t as [| t IH]; [apply Rle_refl | ].
  assert (Q := sgd_keeps on k d draws eta w t L Lw D He St P). cbn [sgd_run].
  assert (Lt := sgd_run_length relu d draws eta w t). set (v := sgd_run relu d draws eta w t) in *.
  assert (Hj : In (nth (draws t) d (Sample [] 1)) d) by (apply nth_In, D). set (j := nth (draws t) d (Sample [] 1)) in *.
  assert (Lj := at_member _ _ _ L Hj). cbv beta in Lj.
  unfold sgd_step. rewrite dot_axpy by congruence. assert (A := pushes on d v j s St Q Hj Hs). rewrite O in A. specialize (He t).
  assert (0 <= eta t * (pull relu j v * dot (feat j) (feat s))) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma total_falls d w v : Forall (fun s => label s = 1 /\ dot w (feat s) <= dot v (feat s)) d -> total linear d v <= total linear d w.
Proof.
  induction 1 as [| s d [Y H] _ IH]; cbn [total]; [lra | ]. cbn [value linear]. rewrite Y.
  assert (exp (- (1) * dot v (feat s)) <= exp (- (1) * dot w (feat s))) by (apply exp_le; lra). lra.
Qed.

Lemma reduced_falls on k d draws alpha w t : problem k d -> length w = k -> are_draws d draws -> steady on d ->
  Forall (fun s => on s = true <-> label s = 1) d -> in_part on d w ->
  reduced_loss d (sgd_run relu d draws (power_steps alpha) w t) <= reduced_loss d w.
Proof.
  intros (L & Y & Hp & _) Lw D St M P. unfold reduced_loss, loss. apply Rmult_le_compat_r.
  - left. apply Rinv_0_lt_compat. apply Exists_exists in Hp. destruct Hp as (s & Hs & Ys).
    unfold size. apply lt_0_INR. assert (I := in_positives s d Hs Ys). destruct (positives d); [destruct I | cbn; lia].
  - apply total_falls. apply Forall_forall. intros s Hs. apply filter_In in Hs. destruct Hs as [Hs O].
    assert (Ys := at_member _ _ _ Y Hs). assert (Ms := at_member _ _ _ M Hs). cbv beta in Ys, Ms.
    assert (E : label s = 1) by (destruct Ys as [E | E]; [exact E | rewrite E in O; destruct (Rlt_dec 0 (-1)); [lra | discriminate]]).
    split; [exact E | ]. apply (sgd_on_rises on k) with (d := d); auto using power_steps_pos. apply Ms, E.
Qed.

(** Amounts of written data, spelt out as numbers. *)
Ltac spelt_out := cbv [weighted_losses weighted_squares rates sum_before mean_vector squared_bound square_sum_bound budget comparison
  reduced_loss reduced_grad loss total grad added size pull value slope linear calm sum_over fold_right seq map nth length app
  axpy dot scaled zeros sqnorm norm sqdist feat label power_steps Rpower INR Nat.add] in *.

(** ** Runs of which every first draw leads into the region, where they stay *)

Lemma mean_at_O d alpha w g : mean_at d alpha w 0 g = g w.
Proof. exact (walked_O d (power_steps alpha) w g). Qed.

Lemma settles on k d alpha w : problem k d -> length w = k -> steady on d -> Forall (fun s => on s = true <-> label s = 1) d ->
  (forall s, In s d -> in_region d (sgd_step relu s (power_steps alpha 0) w)) ->
  forall draws, are_draws d draws -> forall j, (1 <= j)%nat -> in_region d (sgd_run relu d draws (power_steps alpha) w j).
Proof.
  intros D L St M H draws Hd [| j] Hj; [lia | ]. rewrite sgd_front.
  apply (sgd_stays_in_region on k); [exact D | | intro i; apply Hd | intro i; apply power_steps_pos | exact St | exact M | ].
  - unfold sgd_step. rewrite axpy_length. exact L.
  - apply H, nth_In, Hd.
Qed.
