(** Runs that keep every sample on its side for ever, and directions that they do not take. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts.
Import ListNotations.
Open Scope R_scope.

(** ** Directions *)

Lemma norm_square w : norm w * norm w = sqnorm w.
Proof. apply sqrt_sqrt, sqnorm_nonneg. Qed.
Lemma norm_nonneg w : 0 <= norm w.
Proof. apply sqrt_pos. Qed.
Lemma norm_pos w : 0 < sqnorm w -> 0 < norm w.
Proof. apply sqrt_lt_R0. Qed.

(** What stays on the positive side of x does not go to p, if p is on the other side. *)
Lemma not_towards (run : nat -> vec) (scale : nat -> R) p x T0 :
  (forall t, (T0 <= t)%nat -> length (run t) = length x /\ 0 < dot (run t) x) -> length p = length x -> dot p x < 0 ->
  ~ towards_by run scale p.
Proof.
  intros H Lp Hp D.
  assert (X : 0 < sqnorm x).
  { destruct (sqnorm_nonneg x) as [P | P]; [exact P | ]. symmetry in P. assert (Z := sqnorm_zero x p P). rewrite dot_comm in Z. lra. }
  set (q := dot p x) in *. assert (Q : 0 < q * q) by nra.
  destruct (D (q * q / (2 * sqnorm x))) as (T & HT). { apply Rdiv_lt_0_compat; lra. }
  set (t := Nat.max T T0). destruct (HT t) as [N S]; [unfold t; lia | ]. destruct (H t) as [L P]; [unfold t; lia | ].
  set (W := run t) in *. set (c := scale t) in *.
  assert (C := cauchy (axpy (-1) (scaled c p) W) x). rewrite axpy_length in C. specialize (C (eq_sym L)).
  rewrite dot_axpy, dot_scaled in C by (rewrite scaled_length; congruence). fold q in C. unfold sqdist in S.
  set (V := sqnorm (axpy (-1) (scaled c p) W)) in *.
  assert (A : c * c * (q * q) <= V * sqnorm x).
  { apply Rle_trans with (2 := C). set (g := dot W x) in *. assert (0 <= - (c * q)) by nra. nra. }
  assert (B : V * sqnorm x <= c * c * (q * q) / 2).
  { apply Rle_trans with (q * q / (2 * sqnorm x) * (c * c) * sqnorm x); [apply Rmult_le_compat_r; lra | right; field; lra]. }
  assert (0 < c * c * (q * q)) by (apply Rmult_lt_0_compat; [nra | exact Q]). lra.
Qed.

(** ** The printed argmin: minus the max-margin direction *)

Lemma printed_is_minus k d best : max_margin k d best -> printed_best k d (scaled (-1) best).
Proof.
  intros (L & U & M). repeat split.
  - rewrite scaled_length; exact L.
  - unfold sqnorm. rewrite dot_scaled, dot_comm, dot_scaled. fold (sqnorm best). lra.
  - intros w m Lw Uw Hw. specialize (M (scaled (-1) w) (- m)). rewrite scaled_length in M. specialize (M Lw).
    assert (V : sqnorm (scaled (-1) w) = 1) by (unfold sqnorm; rewrite dot_scaled, dot_comm, dot_scaled; fold (sqnorm w); lra).
    specialize (M V). apply Forall_impl with (P := fun s => - m <= dot best (feat s)).
    + intros s Hs. rewrite dot_scaled; lra.
    + apply M. apply Forall_impl with (2 := Hw). intros s Hs. rewrite dot_scaled; lra.
Qed.

Lemma largest_negative d w : Forall (fun s => dot w (feat s) < 0) d -> exists m, m < 0 /\ Forall (fun s => dot w (feat s) <= m) d.
Proof.
  induction 1 as [| s d Hs _ (m & Hm & IH)]; [exists (-1); split; [lra | constructor] | ].
  exists (Rmax m (dot w (feat s))). split; [apply Rmax_lub_lt; assumption | ]. constructor; [apply Rmax_r | ].
  apply Forall_impl with (2 := IH). intros a Ha. apply Rle_trans with (1 := Ha), Rmax_l.
Qed.

Lemma printed_negative k d u p : length u = k -> Forall (fun s => 0 < dot u (feat s)) d -> d <> [] -> printed_best k d p ->
  Forall (fun s => dot p (feat s) < 0) d.
Proof.
  intros Lu Hu Nd (_ & _ & M).
  assert (U : 0 < sqnorm u).
  { destruct d as [| s d]; [congruence | ]. inversion Hu as [| ? ? Us _]; subst.
    destruct (sqnorm_nonneg u) as [P | P]; [exact P | ]. symmetry in P. rewrite (sqnorm_zero u (feat s) P) in Us. lra. }
  assert (N := norm_pos u U). assert (S := norm_square u).
  assert (I : 0 < / norm u) by (apply Rinv_0_lt_compat, N).
  destruct (largest_negative d (scaled (- / norm u) u)) as (m & Hm & B).
  { apply Forall_impl with (2 := Hu). intros s Hs. rewrite dot_scaled. assert (0 < / norm u * dot u (feat s)) by (apply Rmult_lt_0_compat; assumption). lra. }
  specialize (M (scaled (- / norm u) u) m). rewrite scaled_length in M. specialize (M Lu).
  assert (V : sqnorm (scaled (- / norm u) u) = 1).
  { unfold sqnorm at 1. rewrite dot_scaled, dot_comm, dot_scaled. fold (sqnorm u). rewrite <- S. field. lra. }
  specialize (M V B). apply Forall_impl with (2 := M). intros s Hs. lra.
Qed.

(** ** Max-margin directions by their optimality conditions *)

(** sum_i c_i w.x_i *)
Fixpoint weighted (cs : list R) (d : list sample) (w : vec) : R :=
  match cs, d with c :: cs', s :: d' => c * dot w (feat s) + weighted cs' d' w | _, _ => 0 end.
Fixpoint sum (cs : list R) : R := match cs with [] => 0 | c :: cs' => c + sum cs' end.

Lemma weighted_ge cs d w m : length cs = length d -> Forall (fun c => 0 <= c) cs -> Forall (fun s => m <= dot w (feat s)) d ->
  m * sum cs <= weighted cs d w.
Proof.
  revert d; induction cs as [| c cs IH]; intros [| s d] L C H; cbn in *; try discriminate; [lra | ].
  inversion C; inversion H; subst. specialize (IH d ltac:(congruence) ltac:(assumption) ltac:(assumption)).
  assert (c * m <= c * dot w (feat s)) by (apply Rmult_le_compat_l; assumption). lra.
Qed.

Lemma best_by k d u cs : length u = k -> 0 < sqnorm u -> length cs = length d -> Forall (fun c => 0 <= c) cs ->
  (forall w, length w = k -> dot w u = weighted cs d w) -> Forall (fun s => 1 <= dot u (feat s)) d -> sqnorm u = sum cs ->
  max_margin k d (scaled (/ norm u) u).
Proof.
  intros Lu U Lc C W H S. assert (N := norm_pos u U). assert (Q := norm_square u).
  assert (I : 0 < / norm u) by (apply Rinv_0_lt_compat, N).
  assert (J : / norm u * norm u = 1) by (apply Rinv_l; lra).
  repeat split.
  - rewrite scaled_length; exact Lu.
  - unfold sqnorm at 1. rewrite dot_scaled, dot_comm, dot_scaled. fold (sqnorm u). rewrite <- Q. field. lra.
  - intros w m Lw Uw Hw. assert (M : m <= / norm u).
    { assert (A := weighted_ge cs d w m Lc C Hw). rewrite <- W, <- S, <- Q in A by exact Lw.
      assert (B := cauchy w u ltac:(congruence)). rewrite Uw, <- Q in B.
      assert (D : dot w u <= norm u). { destruct (Rle_lt_dec (dot w u) (norm u)) as [E | E]; [exact E | ]. nra. }
      apply Rmult_le_reg_r with (norm u); [exact N | ]. rewrite J. apply Rmult_le_reg_r with (norm u); [exact N | ]. lra. }
    apply Forall_impl with (2 := H). intros s Hs. rewrite dot_scaled.
    assert (/ norm u * 1 <= / norm u * dot u (feat s)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma scaled_in_part on d c u : 0 < c -> in_part on d u -> in_part on d (scaled c u).
Proof.
  intros Hc H. apply Forall_impl with (2 := H). intros s. rewrite dot_scaled. destruct (on s); intro Hs.
  - apply Rmult_lt_0_compat; assumption.
  - assert (c * dot u (feat s) <= c * 0) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma scaled_in_region d c u : 0 < c -> in_region d u -> in_region d (scaled c u).
Proof.
  intros Hc H. apply Forall_impl with (2 := H). intros s Hs. rewrite dot_scaled.
  replace (label s * (c * dot u (feat s))) with (c * (label s * dot u (feat s))) by ring. apply Rmult_lt_0_compat; assumption.
Qed.

(** ** Samples that keep their side: those that are active push no other over its kink. *)

Definition steady (on : sample -> bool) (d : list sample) :=
  Forall (fun j => on j = true -> label j = 1 /\
    Forall (fun s => if on s then 0 <= dot (feat j) (feat s) else dot (feat j) (feat s) <= 0) d) d.

Lemma pull_on on s w : on s = true -> label s = 1 -> (if on s then 0 < dot w (feat s) else dot w (feat s) <= 0) -> 0 < pull relu s w.
Proof. intros O Y H. rewrite O in H. rewrite (pull_positive s w _ Y eq_refl H). apply exp_pos. Qed.
Lemma pull_off on s w : on s = false -> (if on s then 0 < dot w (feat s) else dot w (feat s) <= 0) -> pull relu s w = 0.
Proof. intros O H. rewrite O in H. apply (pull_asleep s w _ eq_refl H). Qed.

Lemma pushes on d w j s : steady on d -> in_part on d w -> In j d -> In s d ->
  if on s then 0 <= pull relu j w * dot (feat j) (feat s) else pull relu j w * dot (feat j) (feat s) <= 0.
Proof.
  intros St P Hj Hs. assert (Sj := at_member _ _ _ St Hj). assert (Pj := at_member _ _ _ P Hj). cbv beta in Sj, Pj.
  destruct (on j) eqn:O.
  - destruct (Sj eq_refl) as [Y F]. assert (Fs := at_member _ _ _ F Hs). cbv beta in Fs. rewrite (pull_positive j w _ Y eq_refl Pj).
    assert (E := exp_pos (- dot w (feat j))). destruct (on s); [apply Rmult_le_pos; lra | ].
    assert (exp (- dot w (feat j)) * dot (feat j) (feat s) <= exp (- dot w (feat j)) * 0) by (apply Rmult_le_compat_l; lra). lra.
  - rewrite (pull_asleep j w _ eq_refl Pj). destruct (on s); lra.
Qed.

Lemma towards_on on d w s : steady on d -> in_part on d w -> In s d ->
  if on s then towards d w (feat s) <= 0 else 0 <= towards d w (feat s).
Proof.
  intros St P Hs. assert (G : forall d', incl d' d -> if on s then towards d' w (feat s) <= 0 else 0 <= towards d' w (feat s)).
  { induction d' as [| j d' IH]; intro I; cbn [towards]; [destruct (on s); lra | ].
    assert (A := pushes on d w j s St P (I j (or_introl eq_refl)) Hs). assert (B := IH (fun a Ha => I a (or_intror Ha))).
    destruct (on s); lra. }
  apply G, incl_refl.
Qed.

Lemma gd_keeps on k d eta w : Forall (fun s => length (feat s) = k) d -> length w = k -> d <> [] -> 0 < eta -> steady on d -> in_part on d w ->
  in_part on d (gd_step relu d eta w).
Proof.
  intros L Lw Nd He St P. apply Forall_forall. intros s Hs.
  rewrite gd_step_added by (apply Forall_impl with (2 := L); intros; congruence).
  rewrite dot_added by (apply Forall_impl with (2 := L); intros; congruence).
  assert (T := towards_on on d w s St P Hs). assert (Ps := at_member _ _ _ P Hs). cbv beta in Ps.
  assert (H : 0 < eta / size d). { apply Rdiv_lt_0_compat; [exact He | ]. unfold size. destruct d; [congruence | ]. apply lt_0_INR; cbn; lia. }
  destruct (on s).
  - assert (0 <= eta / size d * - towards d w (feat s)) by (apply Rmult_le_pos; lra). lra.
  - assert (0 <= eta / size d * towards d w (feat s)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma gd_keeps_for_ever on k d eta w t : Forall (fun s => length (feat s) = k) d -> length w = k -> d <> [] -> 0 < eta -> steady on d ->
  in_part on d w -> in_part on d (gd_run relu d eta w t).
Proof.
  intros L Lw Nd He St P. induction t as [| t IH]; [exact P | ]. rewrite gd_run_S.
  apply gd_keeps with (1 := L); auto. rewrite gd_run_length; exact Lw.
Qed.

Lemma sgd_run_length m d draws eta w t : length (sgd_run m d draws eta w t) = length w.
Proof. induction t as [| t IH]; cbn [sgd_run]; [reflexivity | ]. unfold sgd_step. rewrite axpy_length. exact IH. Qed.

Lemma sgd_keeps on k d draws eta w t : Forall (fun s => length (feat s) = k) d -> length w = k -> are_draws d draws ->
  (forall j, 0 < eta j) -> steady on d -> in_part on d w -> in_part on d (sgd_run relu d draws eta w t).
Proof.
  intros L Lw D He St P. induction t as [| t IH]; [exact P | ]. cbn [sgd_run].
  assert (Lt := sgd_run_length relu d draws eta w t). set (v := sgd_run relu d draws eta w t) in *.
  assert (Hj : In (nth (draws t) d (Sample [] 1)) d) by (apply nth_In, D). set (j := nth (draws t) d (Sample [] 1)) in *.
  assert (Lj := at_member _ _ _ L Hj). cbv beta in Lj. apply Forall_forall. intros s Hs.
  unfold sgd_step. rewrite dot_axpy by congruence. assert (A := pushes on d v j s St IH Hj Hs).
  assert (Ps := at_member _ _ _ IH Hs). cbv beta in Ps. specialize (He t). rewrite Rmult_assoc. destruct (on s).
  - assert (0 <= eta t * (pull relu j v * dot (feat j) (feat s))) by (apply Rmult_le_pos; lra). lra.
  - assert (eta t * (pull relu j v * dot (feat j) (feat s)) <= eta t * 0) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma power_steps_pos alpha j : 0 < power_steps alpha j.
Proof. apply exp_pos. Qed.

Lemma gd_off_falls on k d eta w s : Forall (fun s => length (feat s) = k) d -> length w = k -> d <> [] -> 0 < eta -> steady on d -> in_part on d w ->
  In s d -> on s = false -> dot (gd_step relu d eta w) (feat s) <= dot w (feat s).
Proof.
  intros L Lw Nd He St P Hs O.
  rewrite gd_step_added by (apply Forall_impl with (2 := L); intros; congruence).
  rewrite dot_added by (apply Forall_impl with (2 := L); intros; congruence).
  assert (T := towards_on on d w s St P Hs). rewrite O in T.
  assert (H : 0 < eta / size d). { apply Rdiv_lt_0_compat; [exact He | ]. unfold size. destruct d; [congruence | ]. apply lt_0_INR; cbn; lia. }
  assert (0 <= eta / size d * towards d w (feat s)) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma gd_off_stays on k d eta w t s : Forall (fun s => length (feat s) = k) d -> length w = k -> d <> [] -> 0 < eta -> steady on d -> in_part on d w ->
  In s d -> on s = false -> dot (gd_run relu d eta w t) (feat s) <= dot w (feat s).
Proof.
  intros L Lw Nd He St P Hs O. induction t as [| t IH]; [apply Rle_refl | ]. rewrite gd_run_S.
  apply Rle_trans with (2 := IH). apply gd_off_falls with (1 := L) (on := on); auto.
  - rewrite gd_run_length; exact Lw.
  - apply gd_keeps_for_ever with (1 := L); auto.
Qed.

(** Where a run starts in the region, and no step leads out of it. *)
Lemma gd_stays_in_region on k d eta w t : problem k d -> length w = k -> 0 < eta -> steady on d ->
  Forall (fun s => on s = true <-> label s = 1) d -> in_region d w -> in_region d (gd_run relu d eta w t).
Proof.
  intros (L & Y & Hp & _) Lw He St M H.
  assert (Nd : d <> []) by (intros ->; inversion Hp).
  assert (P : in_part on d w).
  { apply Forall_forall. intros s Hs. assert (A := at_member _ _ _ H Hs). assert (B := at_member _ _ _ M Hs). assert (C := at_member _ _ _ Y Hs).
    cbv beta in A, B, C. destruct (on s) eqn:O.
    - rewrite (proj1 B eq_refl) in A; lra.
    - destruct C as [C | C]; [apply B in C; discriminate | rewrite C in A; lra]. }
  assert (Q := gd_keeps_for_ever on k d eta w t L Lw Nd He St P).
  apply Forall_forall. intros s Hs. assert (A := at_member _ _ _ H Hs). assert (B := at_member _ _ _ M Hs). assert (C := at_member _ _ _ Y Hs).
  assert (D := at_member _ _ _ Q Hs). cbv beta in A, B, C, D. destruct (on s) eqn:O.
  - rewrite (proj1 B eq_refl) in *; lra.
  - destruct C as [C | C]; [apply B in C; discriminate | ]. rewrite C in *.
    assert (E := gd_off_stays on k d eta w t s L Lw Nd He St P Hs O). lra.
Qed.

(** The samples that are active at a point. *)
Definition active_at (w : vec) (s : sample) : bool := if Rlt_dec 0 (dot w (feat s)) then true else false.
Lemma in_own_part w d : in_part (active_at w) d w.
Proof. apply Forall_forall. intros s _. unfold active_at. destruct (Rlt_dec 0 (dot w (feat s))); lra. Qed.

(** ** Expectations *)

Lemma sum_over_pos {A} (l : list A) f : l <> [] -> (forall a, In a l -> 0 < f a) -> 0 < sum_over l f.
Proof.
  intros Nl H. destruct l as [| a l]; [congruence | ]. unfold sum_over; cbn [fold_right]. fold (sum_over l f).
  assert (P := H a (or_introl eq_refl)). enough (0 <= sum_over l f) by lra.
  assert (G : forall b, In b l -> 0 < f b) by (intros b Hb; apply H; right; exact Hb). clear H P Nl. unfold sum_over.
  induction l as [| b l IH]; cbn [fold_right]; [lra | ]. assert (Q := G b (or_introl eq_refl)).
  specialize (IH (fun c Hc => G c (or_intror Hc))). lra.
Qed.
Lemma sum_over_ext {A} (l : list A) f g : (forall a, In a l -> f a = g a) -> sum_over l f = sum_over l g.
Proof. unfold sum_over. induction l as [| a l IH]; intro H; cbn [fold_right]; [reflexivity | ]. rewrite IH by (intros; apply H; right; assumption). rewrite (H a) by (left; reflexivity). reflexivity. Qed.
Lemma sum_over_linear {A} (l : list A) f g b : sum_over l (fun a => f a * b + g a) = sum_over l f * b + sum_over l g.
Proof. unfold sum_over. induction l as [| a l IH]; cbn [fold_right]; [ring | ]. rewrite IH; ring. Qed.
Lemma sum_over_zero {A} (l : list A) : sum_over l (fun _ => 0) = 0.
Proof. unfold sum_over. induction l as [| a l IH]; cbn [fold_right]; [reflexivity | rewrite IH; ring]. Qed.

Lemma sequences_not_empty n t : (0 < n)%nat -> sequences n t <> [].
Proof.
  intro Hn. induction t as [| t IH]; cbn [sequences]; [congruence | ]. destruct (sequences n t) as [| a l]; [congruence | ].
  destruct n; [lia | ]. cbn. congruence.
Qed.
Lemma sequences_draws n t draws k : (0 < n)%nat -> In draws (sequences n t) -> (along draws k < n)%nat.
Proof.
  intros Hn. unfold along. revert draws k; induction t as [| t IH]; intros draws k H; cbn [sequences] in H.
  - destruct H as [<- | []]. destruct k; exact Hn.
  - apply in_flat_map in H. destruct H as (rest & Hr & H). apply in_map_iff in H. destruct H as (i & <- & Hi). apply in_seq in Hi.
    destruct k as [| k]; cbn [nth]; [lia | apply IH, Hr].
Qed.
Lemma expectation_pos n t f : (0 < n)%nat -> (forall draws, In draws (sequences n t) -> 0 < f (along draws)) -> 0 < expectation n t f.
Proof.
  intros Hn H. apply Rdiv_lt_0_compat.
  - apply sum_over_pos; [apply sequences_not_empty, Hn | exact H].
  - apply lt_0_INR. assert (N := sequences_not_empty n t Hn). destruct (sequences n t); [congruence | cbn; lia].
Qed.

Lemma skipn_at (W : vec) a : (a < length W)%nat -> skipn a W = nth a W 0 :: skipn (S a) W.
Proof. revert W; induction a as [| a IH]; intros [| b W] H; cbn in *; try lia; [reflexivity | ]. apply IH; lia. Qed.
Lemma expected_dot k n t F v : (forall draws, In draws (sequences n t) -> length (F (along draws)) = k) -> length v = k ->
  dot (expected k n t F) v = expectation n t (fun draws => dot (F draws) v).
Proof.
  intros L Lv. unfold expected, expectation, Rdiv. set (c := / INR (length (sequences n t))). set (l := sequences n t) in *.
  enough (G : forall m a u, length u = m -> (a + m)%nat = k ->
    dot (map (fun j => sum_over l (fun draws => nth j (F (along draws)) 0) * c) (seq a m)) u =
    sum_over l (fun draws => dot (skipn a (F (along draws))) u) * c).
  { apply (G k 0%nat v Lv (Nat.add_0_l k)). }
  induction m as [| m IH]; intros a [| b u] Lu Ha; cbn in Lu; try discriminate; cbn [seq map dot].
  - rewrite (sum_over_ext l _ (fun _ => 0)); [rewrite sum_over_zero; ring | ]. intros draws _. destruct (skipn a (F (along draws))); reflexivity.
  - rewrite IH by (try congruence; lia).
    rewrite (sum_over_ext l (fun draws => dot (skipn a (F (along draws))) (b :: u))
      (fun draws => nth a (F (along draws)) 0 * b + dot (skipn (S a) (F (along draws))) u)).
    + rewrite sum_over_linear; ring.
    + intros draws Hd. rewrite skipn_at by (rewrite (L draws Hd); lia). reflexivity.
Qed.
Lemma expected_length k n t F : length (expected k n t F) = k.
Proof. unfold expected. rewrite map_length. apply seq_length. Qed.

(** ** Averages of runs on one side of x *)

Lemma added_up_length run t k : (forall j, length (run j) = k) -> length (added_up run t) = k.
Proof. intro H. induction t as [| t IH]; cbn [added_up]; [rewrite zeros_length; apply H | rewrite axpy_length; exact IH]. Qed.
Lemma average_length run t k : (forall j, length (run j) = k) -> length (average run t) = k.
Proof. intro H. unfold average. rewrite scaled_length. apply added_up_length, H. Qed.
Lemma average_side run t x k : (forall j, length (run j) = k) -> (forall j, 0 < dot (run j) x) -> (0 < t)%nat -> 0 < dot (average run t) x.
Proof.
  intros L H Ht. unfold average. rewrite dot_scaled. apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, lt_0_INR, Ht | ].
  enough (G : 0 <= dot (added_up run t) x /\ ((0 < t)%nat -> 0 < dot (added_up run t) x)) by (apply G, Ht). clear Ht.
  induction t as [| t [IH _]]; cbn [added_up]; [rewrite dot_zeros_left; split; [lra | lia] | ].
  rewrite dot_axpy by (rewrite (L t), (added_up_length run t k L); reflexivity). specialize (H t). split; [lra | intros _; lra].
Qed.

(** Where every iterate of every run of SGD is on the positive side of x, so is the mean of the averages: it does not go to the other side. *)
Lemma mean_not_towards m k d alpha w p x scale : d <> [] -> length w = k -> length x = k -> length p = k -> dot p x < 0 ->
  (forall draws, are_draws d draws -> forall t, 0 < dot (sgd_run m d draws (power_steps alpha) w t) x) ->
  ~ towards_by (mean_average m k d alpha w) scale p.
Proof.
  intros Nd Lw Lx Lp Hp H. apply not_towards with (x := x) (T0 := 1%nat); [ | congruence | exact Hp].
  assert (Hn : (0 < length d)%nat) by (destruct d; [congruence | cbn; lia]).
  intros t Ht. unfold mean_average. split; [rewrite expected_length; congruence | ].
  assert (A : forall draws j, length (sgd_run m d draws (power_steps alpha) w j) = k) by (intros; rewrite sgd_run_length; exact Lw).
  rewrite expected_dot; [ | intros; apply average_length, A | exact Lx].
  apply expectation_pos; [exact Hn | ]. intros draws Hd. apply average_side with (k := k); [apply A | | lia].
  intro j. apply H. intro i. apply sequences_draws with (t := t); assumption.
Qed.

(** ** The leaky ReLU *)

Lemma pull_leaky a s w : 0 < a -> label s = 1 \/ label s = -1 -> 0 < label s * pull (leaky a) s w.
Proof.
  intros Ha Hy. unfold pull. set (e := exp (- label s * value (leaky a) (dot w (feat s)))). assert (E : 0 < e) by apply exp_pos.
  cbn [slope leaky]. destruct (Rlt_dec 0 (dot w (feat s))); destruct Hy as [-> | ->];
    [replace (1 * (1 * 1 * e)) with e by ring | replace (-1 * (1 * -1 * e)) with e by ring
    | replace (1 * (a * 1 * e)) with (a * e) by ring | replace (-1 * (a * -1 * e)) with (a * e) by ring];
    try exact E; apply Rmult_lt_0_compat; assumption.
Qed.

(** Combes data up to equality: no sample pushes another to the wrong side. *)
Definition agreeing (d : list sample) := Forall (fun j => Forall (fun s => 0 <= label j * label s * dot (feat j) (feat s)) d) d.

Lemma leaky_pushes a d w j s : 0 < a -> Forall (fun s => label s = 1 \/ label s = -1) d -> agreeing d -> In j d -> In s d ->
  0 <= label s * (pull (leaky a) j w * dot (feat j) (feat s)).
Proof.
  intros Ha Y A Hj Hs. assert (P := pull_leaky a j w Ha (at_member _ _ _ Y Hj)).
  assert (B := at_member _ _ _ (at_member _ _ _ A Hj) Hs). assert (C := at_member _ _ _ Y Hj). cbv beta in B, C.
  replace (label s * (pull (leaky a) j w * dot (feat j) (feat s)))
    with (label j * pull (leaky a) j w * (label j * label s * dot (feat j) (feat s))) by (destruct C as [-> | ->]; ring).
  apply Rmult_le_pos; lra.
Qed.

Lemma dot_added_of m h d w v x : Forall (fun s => length (feat s) = length v) d ->
  dot (added m h d w v) x = dot v x + h * fold_right (fun s r => pull m s w * dot (feat s) x + r) 0 d.
Proof.
  revert v; induction d as [| s d IH]; intros v H; cbn [added fold_right]; [ring | ]. inversion H as [| ? ? Hs Hd]; subst.
  rewrite IH by (rewrite axpy_length; exact Hd). rewrite dot_axpy by exact Hs. ring.
Qed.

Lemma leaky_gd_stays k d a eta w t : problem k d -> 0 < a -> length w = k -> 0 < eta -> agreeing d -> in_region d w ->
  in_region d (gd_run (leaky a) d eta w t).
Proof.
  intros (L & Y & Hp & _) Ha Lw He A H. induction t as [| t IH]; [exact H | ]. rewrite gd_run_S.
  assert (Lt := gd_run_length (leaky a) d eta w t). set (v := gd_run (leaky a) d eta w t) in *. apply Forall_forall. intros s Hs.
  rewrite gd_step_added by (apply Forall_impl with (2 := L); intros; congruence).
  rewrite dot_added_of by (apply Forall_impl with (2 := L); intros; congruence).
  assert (S := size_pos d Hp). assert (P := at_member _ _ _ IH Hs). cbv beta in P.
  enough (G : 0 <= label s * fold_right (fun j r => pull (leaky a) j v * dot (feat j) (feat s) + r) 0 d).
  { assert (E : 0 < eta / size d) by (apply Rdiv_lt_0_compat; assumption).
    assert (Q : 0 <= eta / size d * (label s * fold_right (fun j r => pull (leaky a) j v * dot (feat j) (feat s) + r) 0 d)) by (apply Rmult_le_pos; lra).
    rewrite Rmult_plus_distr_l. lra. }
  assert (G : forall d', incl d' d -> 0 <= label s * fold_right (fun j r => pull (leaky a) j v * dot (feat j) (feat s) + r) 0 d').
  { induction d' as [| j d' IHd]; intro I; cbn [fold_right]; [lra | ].
    assert (B := leaky_pushes a d v j s Ha Y A (I j (or_introl eq_refl)) Hs). specialize (IHd (fun b Hb => I b (or_intror Hb))). lra. }
  apply G, incl_refl.
Qed.

Lemma leaky_sgd_stays k d a draws eta w t : problem k d -> 0 < a -> length w = k -> are_draws d draws -> (forall j, 0 < eta j) ->
  agreeing d -> in_region d w -> in_region d (sgd_run (leaky a) d draws eta w t).
Proof.
  intros (L & Y & _) Ha Lw D He A H. induction t as [| t IH]; [exact H | ]. cbn [sgd_run].
  assert (Lt := sgd_run_length (leaky a) d draws eta w t). set (v := sgd_run (leaky a) d draws eta w t) in *.
  assert (Hj : In (nth (draws t) d (Sample [] 1)) d) by (apply nth_In, D). set (j := nth (draws t) d (Sample [] 1)) in *.
  assert (Lj := at_member _ _ _ L Hj). cbv beta in Lj. apply Forall_forall. intros s Hs.
  unfold sgd_step. rewrite dot_axpy by congruence. assert (B := leaky_pushes a d v j s Ha Y A Hj Hs).
  assert (P := at_member _ _ _ IH Hs). cbv beta in P. specialize (He t).
  assert (0 <= eta t * (label s * (pull (leaky a) j v * dot (feat j) (feat s)))) by (apply Rmult_le_pos; lra).
  rewrite Rmult_plus_distr_l. replace (label s * (eta t * pull (leaky a) j v * dot (feat j) (feat s)))
    with (eta t * (label s * (pull (leaky a) j v * dot (feat j) (feat s)))) by ring. lra.
Qed.

(** ** What the files state of one case *)

Lemma minus_best u x : 0 < sqnorm u -> 0 < dot u x -> dot (scaled (-1) (scaled (/ norm u) u)) x < 0.
Proof.
  intros U H. rewrite !dot_scaled. assert (N := norm_pos u U). assert (0 < / norm u) by (apply Rinv_0_lt_compat, N).
  assert (0 < / norm u * dot u x) by (apply Rmult_lt_0_compat; assumption). lra.
Qed.
Lemma best_outside d u s : 0 < sqnorm u -> In s d -> label s = -1 -> 0 <= dot u (feat s) -> ~ in_region d (scaled (/ norm u) u).
Proof.
  intros U Hs Y H I. assert (A := at_member _ _ _ I Hs). cbv beta in A. rewrite dot_scaled, Y in A.
  assert (N := norm_pos u U). assert (0 < / norm u) by (apply Rinv_0_lt_compat, N).
  assert (0 <= / norm u * dot u (feat s)) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma best_inside d u : 0 < sqnorm u -> in_region d u -> in_region d (scaled (/ norm u) u).
Proof. intros U. apply scaled_in_region, Rinv_0_lt_compat, norm_pos, U. Qed.
Lemma best_in_part on d u : 0 < sqnorm u -> in_part on d u -> in_part on d (scaled (/ norm u) u).
Proof. intros U. apply scaled_in_part, Rinv_0_lt_compat, norm_pos, U. Qed.

Lemma sgd_off_stays on k d draws eta w t s : Forall (fun s => length (feat s) = k) d -> length w = k -> are_draws d draws ->
  (forall j, 0 < eta j) -> steady on d -> in_part on d w -> In s d -> on s = false ->
  dot (sgd_run relu d draws eta w t) (feat s) <= dot w (feat s).
Proof.
  intros L Lw D He St P Hs O. induction t as [| t IH]; [apply Rle_refl | ].
  assert (Q := sgd_keeps on k d draws eta w t L Lw D He St P). cbn [sgd_run].
  assert (Lt := sgd_run_length relu d draws eta w t). set (v := sgd_run relu d draws eta w t) in *.
  assert (Hj : In (nth (draws t) d (Sample [] 1)) d) by (apply nth_In, D). set (j := nth (draws t) d (Sample [] 1)) in *.
  assert (Lj := at_member _ _ _ L Hj). cbv beta in Lj.
  unfold sgd_step. rewrite dot_axpy by congruence. assert (A := pushes on d v j s St Q Hj Hs). rewrite O in A. specialize (He t).
  assert (eta t * (pull relu j v * dot (feat j) (feat s)) <= eta t * 0) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma sgd_stays_in_region on k d draws eta w t : problem k d -> length w = k -> are_draws d draws -> (forall j, 0 < eta j) ->
  steady on d -> Forall (fun s => on s = true <-> label s = 1) d -> in_region d w -> in_region d (sgd_run relu d draws eta w t).
Proof.
  intros (L & Y & _) Lw D He St M H.
  assert (P : in_part on d w).
  { apply Forall_forall. intros s Hs. assert (A := at_member _ _ _ H Hs). assert (B := at_member _ _ _ M Hs). assert (C := at_member _ _ _ Y Hs).
    cbv beta in A, B, C. destruct (on s) eqn:O.
    - rewrite (proj1 B eq_refl) in A; lra.
    - destruct C as [C | C]; [apply B in C; discriminate | rewrite C in A; lra]. }
  assert (Q := sgd_keeps on k d draws eta w t L Lw D He St P).
  apply Forall_forall. intros s Hs. assert (A := at_member _ _ _ H Hs). assert (B := at_member _ _ _ M Hs). assert (C := at_member _ _ _ Y Hs).
  assert (G := at_member _ _ _ Q Hs). cbv beta in A, B, C, G. destruct (on s) eqn:O.
  - rewrite (proj1 B eq_refl) in *; lra.
  - destruct C as [C | C]; [apply B in C; discriminate | ]. rewrite C in *.
    assert (E := sgd_off_stays on k d draws eta w t s L Lw D He St P Hs O). lra.
Qed.
