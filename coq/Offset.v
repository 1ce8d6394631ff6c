(** Max-margin classifiers with an offset, and the printed statement about them: section 4.1. The lemmas come after it. *)
From Coq Require Import Reals Lra List.
Require Import Definitions Claims Facts Held Rays.
Import ListNotations.
Open Scope R_scope.

(** Positives as they are, negatives times a, with their labels. *)
Definition shrunk (a : R) (d : list sample) : list sample :=
  map (fun s => Sample (if Rlt_dec 0 (label s) then feat s else scaled a (feat s)) (label s)) d.
(** y_i (w.x_i - c) >= m for all i. *)
Definition offset_at_least (d : list sample) (m c : R) (w : vec) := Forall (fun s => m <= label s * (dot w (feat s) - c)) d.
(** q.x = c is the classifier of the largest margin: the unit vector and the offset that maximise the least y_i (q.x_i - c). *)
Definition max_margin_with_offset (k : nat) (d : list sample) (q : vec) (c : R) :=
  length q = k /\ sqnorm q = 1 /\
  forall w e m, length w = k -> sqnorm w = 1 -> offset_at_least d m e w -> offset_at_least d m c q.

(** The translation of the rescaled data that takes their max-margin classifier to the origin leaves the direction through the origin as it
    is: once there, the direction is that of the classifier with an offset. *)
Definition sec_4_1_origin := forall k d a p q c, problem k d -> 0 < a < 1 ->
  max_margin k (rescaled a d) p -> max_margin_with_offset k (shrunk a d) q c -> p = q.

(** ** Two samples: the classifier halves the way from one to the other. *)
Lemma halfway k x y : length x = k -> length y = k -> 0 < sqnorm (axpy (-1) y x) -> let D := axpy (-1) y x in let q := scaled (/ norm D) D in
  max_margin_with_offset k [Sample x 1; Sample y (-1)] q (dot q x - norm D / 2).
Proof.
  intros Lx Ly P D q. assert (N := norm_pos D P). assert (S := norm_square D). assert (LD : length D = k) by (unfold D; rewrite axpy_length; exact Lx).
  split; [unfold q; rewrite scaled_length; exact LD | split; [apply unit_of, P | ]]. intros w e m Lw Uw H.
  inversion H as [| ? ? H1 H']; subst. inversion H' as [| ? ? H2 _]; subst. cbn [label feat] in H1, H2.
  assert (E : dot w D = dot w x - dot w y) by (unfold D; rewrite dot_comm, dot_axpy, (dot_comm x), (dot_comm y) by congruence; ring).
  assert (C := cauchy w D ltac:(congruence)). rewrite Uw, <- S in C.
  assert (B : dot w D <= norm D).
  { destruct (Rle_lt_dec (dot w D) (norm D)) as [A | A]; [exact A | ]. assert (norm D * norm D < dot w D * dot w D) by (apply Rmult_le_0_lt_compat; lra). lra. }
  assert (Q : dot q x - dot q y = norm D).
  { unfold q. rewrite !dot_scaled. assert (F : dot D x - dot D y = sqnorm D).
    { unfold sqnorm. unfold D at 4. rewrite (dot_comm D (axpy (-1) y x)), dot_axpy, (dot_comm x), (dot_comm y) by congruence. ring. }
    replace (/ norm D * dot D x - / norm D * dot D y) with (/ norm D * (dot D x - dot D y)) by ring. rewrite F, <- S. field. lra. }
  constructor; [cbn [label feat]; lra | constructor; [cbn [label feat]; lra | constructor]].
Qed.

(** Directions of which z tells one from the other. *)
Lemma told_apart u v z : 0 < sqnorm v -> dot u z = 0 -> 0 < dot v z -> scaled (/ norm u) u <> scaled (/ norm v) v.
Proof.
  intros V U Z E. apply (f_equal (fun w => dot w z)) in E. rewrite !dot_scaled, U in E. assert (N := norm_pos v V).
  assert (0 < / norm v * dot v z) by (apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, N | exact Z]). lra.
Qed.
