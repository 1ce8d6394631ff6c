(** Samples that no run which stays in the separable region has drawn, since each draw of them carries one negative over its kink. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Means Draws Averages Given Remaining Rates Choices.
Import ListNotations.
Open Scope R_scope.

(** The sample at a place. *)
Definition at_place (d : list sample) (i : nat) : sample := nth i d (Sample [] 1).

(** Draws at the places that [kept] marks keep every sample on its side, and leave the others' w.x and that of c alone; each other draw
    until step t, whatever was drawn before, carries the negative c over its kink. *)
Definition undrawn (d : list sample) (alpha : R) (w : vec) (t : nat) (kept : nat -> bool) (c : sample) :=
  In c d /\ label c = -1 /\ forall i, (i < length d)%nat ->
  if kept i then label (at_place d i) = 1 -> dot (feat (at_place d i)) (feat c) = 0 /\
    forall j, (j < length d)%nat -> if kept j then 0 <= label (at_place d j) * dot (feat (at_place d i)) (feat (at_place d j))
                                    else dot (feat (at_place d i)) (feat (at_place d j)) = 0
  else label (at_place d i) = 1 /\
    - dot w (feat c) < power_steps alpha (t - 1) * exp (- dot w (feat (at_place d i))) * dot (feat (at_place d i)) (feat c).

(** What draws at the marked places make of w. *)
Definition ahead (d : list sample) (w : vec) (kept : nat -> bool) (c : sample) (v : vec) :=
  length v = length w /\ dot v (feat c) = dot w (feat c) /\ forall i, (i < length d)%nat ->
  label (at_place d i) * dot w (feat (at_place d i)) <= label (at_place d i) * dot v (feat (at_place d i)) /\
  (kept i = false -> dot v (feat (at_place d i)) = dot w (feat (at_place d i))).

Lemma place_of d s : In s d -> exists i, (i < length d)%nat /\ at_place d i = s.
Proof. intro H. destruct (In_nth d s (Sample [] 1) H) as (i & Hi & E). exists i. split; assumption. Qed.
Lemma in_place d i : (i < length d)%nat -> In (at_place d i) d.
Proof. apply nth_In. Qed.

Lemma ahead_inside d w kept c v : in_region d w -> ahead d w kept c v -> in_region d v.
Proof.
  intros I (_ & _ & H). apply Forall_forall. intros s Hs. destruct (place_of d s Hs) as (i & Hi & <-). assert (A := at_member _ _ _ I Hs).
  cbv beta in A. destruct (H i Hi) as [G _]. lra.
Qed.

Lemma ahead_step k d alpha w t kept c v eta i : problem k d -> length w = k -> in_region d w -> undrawn d alpha w t kept c ->
  ahead d w kept c v -> (i < length d)%nat -> kept i = true -> 0 < eta -> ahead d w kept c (sgd_step relu (at_place d i) eta v).
Proof.
  intros P Lw I (_ & _ & U) A Hi K He. assert (Iv := ahead_inside d w kept c v I A). destruct A as (Lv & Ac & A).
  assert (Hs := in_place d i Hi). set (s := at_place d i) in *. assert (Ls := at_member _ _ _ (proj1 P) Hs). cbv beta in Ls.
  assert (Ys := at_member _ _ _ (proj1 (proj2 P)) Hs). assert (Is := at_member _ _ _ Iv Hs). cbv beta in Ys, Is.
  specialize (U i Hi). rewrite K in U. fold s in U. destruct Ys as [Y | Y]; rewrite Y in Is.
  - destruct (U Y) as [Uc Us]. assert (D : forall x, dot (sgd_step relu s eta v) x = dot v x + eta * exp (- dot v (feat s)) * dot (feat s) x).
    { intro x. unfold sgd_step. rewrite dot_axpy by congruence. rewrite (pull_positive s v _ Y eq_refl) by lra. reflexivity. }
    assert (E : 0 < eta * exp (- dot v (feat s))) by (apply Rmult_lt_0_compat; [exact He | apply exp_pos]).
    split; [unfold sgd_step; rewrite axpy_length; exact Lv | split; [rewrite D, Uc, Ac; ring | ]].
    intros j Hj. destruct (A j Hj) as [A1 A2]. specialize (Us j Hj). rewrite !D. destruct (kept j).
    + split; [ | discriminate]. assert (0 <= eta * exp (- dot v (feat s)) * (label (at_place d j) * dot (feat s) (feat (at_place d j)))) by (apply Rmult_le_pos; lra). lra.
    + rewrite Us. split; [lra | intro F; rewrite (A2 F); ring].
  - rewrite rest by lra. split; [exact Lv | split; [exact Ac | exact A]].
Qed.
Lemma ahead_run k d alpha w t kept c draws m : problem k d -> length w = k -> in_region d w -> undrawn d alpha w t kept c ->
  are_draws d draws -> (forall j, (j < m)%nat -> kept (draws j) = true) -> ahead d w kept c (drawn_to d alpha w m draws).
Proof.
  intros P Lw I U D. induction m as [| m IH]; intro K.
  - split; [reflexivity | split; [reflexivity | intros i _; split; [apply Rle_refl | reflexivity]]].
  - unfold drawn_to in *. cbn [sgd_run]. apply (ahead_step k d alpha w t); auto using power_steps_pos.
Qed.

Lemma leaves k d alpha w t kept c draws m : problem k d -> length w = k -> in_region d w -> 0 <= alpha -> undrawn d alpha w t kept c ->
  are_draws d draws -> (forall j, (j < m)%nat -> kept (draws j) = true) -> kept (draws m) = false -> (m < t)%nat ->
  ~ in_region d (drawn_to d alpha w (S m) draws).
Proof.
  intros P Lw I Ha U D K F Hm R. assert (A := ahead_run k d alpha w t kept c draws m P Lw I U D K). destruct U as (Hc & Yc & U).
  assert (Rc := at_member _ _ _ R Hc). cbv beta in Rc. rewrite Yc in Rc. unfold drawn_to in *. cbn [sgd_run] in Rc.
  destruct A as (Lv & Ac & A). specialize (A (draws m) (D m)). specialize (U (draws m) (D m)). rewrite F in U. destruct U as [Y U].
  fold (at_place d (draws m)) in Rc. set (s := at_place d (draws m)) in *. destruct A as [_ A]. specialize (A F).
  set (v := sgd_run relu d draws (power_steps alpha) w m) in *. assert (Hs := in_place d (draws m) (D m)). fold s in Hs.
  assert (Ls := at_member _ _ _ (proj1 P) Hs). assert (Is := at_member _ _ _ I Hs). cbv beta in Ls, Is. rewrite Y in Is.
  unfold sgd_step in Rc. rewrite dot_axpy in Rc by congruence.
  rewrite (pull_positive s v (dot w (feat s)) Y A) in Rc by lra. rewrite Ac in Rc.
  assert (E := exp_pos (- dot w (feat s))). set (e := exp (- dot w (feat s))) in *.
  assert (G := rates_fall alpha m (t - 1) Ha ltac:(lia)). assert (Q := power_steps_pos alpha (t - 1)).
  assert (Ic := at_member _ _ _ I Hc). cbv beta in Ic. rewrite Yc in Ic.
  assert (X : 0 < e * dot (feat s) (feat c)).
  { apply Rmult_lt_reg_l with (power_steps alpha (t - 1)); [exact Q | ]. rewrite Rmult_0_r, <- Rmult_assoc. lra. }
  assert (power_steps alpha (t - 1) * (e * dot (feat s) (feat c)) <= power_steps alpha m * (e * dot (feat s) (feat c))) by (apply Rmult_le_compat_r; lra).
  lra.
Qed.

Lemma sequence_length n t draws : In draws (sequences n t) -> length draws = t.
Proof.
  revert draws; induction t as [| t IH]; intros draws H; cbn [sequences] in H; [destruct H as [<- | []]; reflexivity | ].
  apply in_flat_map in H. destruct H as (rest & Hr & H). apply in_map_iff in H. destruct H as (i & <- & _). cbn [length]. rewrite (IH rest Hr). reflexivity.
Qed.

(** The sequences that stay are those of the marked draws. *)
Lemma remaining_is k d alpha w t kept c : open_region k d alpha w -> undrawn d alpha w t kept c ->
  remaining d alpha w t = choices (filter kept (seq 0 (length d))) t.
Proof.
  intros (P & Lw & Ha & I & _) U. unfold remaining. rewrite <- marked_choices. apply filter_ext_in. intros draws Hd.
  assert (D : are_draws d (along draws)).
  { intro j. apply sequences_draws with (t := t); [ | exact Hd]. destruct P as (_ & _ & P & _). destruct d; [inversion P | cbn; lia]. }
  assert (L := sequence_length _ _ _ Hd).
  assert (M : forall m, (m <= t)%nat -> remains d alpha w t (along draws) = true -> forall j, (j < m)%nat -> kept (along draws j) = true).
  { induction m as [| m IH]; intros Hm R j Hj; [lia | ]. destruct (Nat.eq_dec j m) as [-> | N]; [ | apply (IH ltac:(lia) R); lia].
    destruct (kept (along draws m)) eqn:F; [reflexivity | exfalso].
    apply (leaves k d alpha w t kept c (along draws) m P Lw I ltac:(lra) U D (fun j Hj => IH ltac:(lia) R j Hj) F Hm).
    apply (remains_inside d alpha w t); assumption. }
  destruct (remains d alpha w t (along draws)) eqn:R; symmetry.
  - apply forallb_forall. intros i Hi. destruct (In_nth draws i O Hi) as (j & Hj & <-). apply (M t (le_n t) eq_refl). lia.
  - destruct (forallb kept draws) eqn:F; [ | reflexivity]. rewrite <- R. symmetry. apply inside_remains. intros j Hj.
    rewrite forallb_forall in F. apply (ahead_inside d w kept c); [exact I | ]. apply (ahead_run k d alpha w t); auto.
    intros m Hm. apply F. unfold along. apply nth_In. lia.
Qed.

(** A negative is marked. *)
Lemma some_kept k d alpha w t kept c : open_region k d alpha w -> undrawn d alpha w t kept c -> filter kept (seq 0 (length d)) <> [].
Proof.
  intros _ (Hc & Yc & U) N. destruct (place_of d c Hc) as (i & Hi & E). specialize (U i Hi). destruct (kept i) eqn:K.
  - assert (In i (filter kept (seq 0 (length d)))) as H by (apply filter_In; split; [apply in_seq; lia | exact K]). rewrite N in H. destruct H.
  - rewrite E in U. lra.
Qed.

Lemma given_choices k d alpha w t kept c f : open_region k d alpha w -> undrawn d alpha w t kept c ->
  given d alpha w t f = mean_over (choices (filter kept (seq 0 (length d))) t) (fun draws => f (along draws)).
Proof. intros O U. rewrite given_mean, (remaining_is k d alpha w t kept c O U). reflexivity. Qed.

(** What is known of a run along marked draws. *)
Lemma kept_along (d : list sample) kept t draws : In draws (choices (filter kept (seq 0 (length d))) t) -> forall j, (j < t)%nat ->
  (along draws j < length d)%nat /\ kept (along draws j) = true.
Proof. intros H j Hj. assert (G := choice_in _ t draws j H Hj). apply filter_In in G. destruct G as [G K]. apply in_seq in G. split; [lia | exact K]. Qed.
Lemma choice_draws k d kept t draws : problem k d -> In draws (choices (filter kept (seq 0 (length d))) t) -> are_draws d (along draws).
Proof.
  intros P H j. destruct (Nat.lt_ge_cases j t) as [Hj | Hj]; [apply (kept_along d kept t draws H j Hj) | ].
  unfold along. rewrite nth_overflow by (rewrite (choice_length _ t draws H); exact Hj). destruct P as (_ & _ & P & _). destruct d; [inversion P | cbn; lia].
Qed.
Lemma ahead_choice k d alpha w t kept c draws j : open_region k d alpha w -> undrawn d alpha w t kept c ->
  In draws (choices (filter kept (seq 0 (length d))) t) -> (j <= t)%nat -> ahead d w kept c (drawn_to d alpha w j (along draws)).
Proof.
  intros (P & Lw & _ & I & _) U H Hj. apply (ahead_run k d alpha w t); auto; [apply (choice_draws k d kept t); assumption | ].
  intros m Hm. apply (kept_along d kept t draws H). lia.
Qed.
