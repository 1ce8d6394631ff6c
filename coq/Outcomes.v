(** What theorems 3.3 and 3.4 come to, given that SGD stays, where runs that stay have never drawn some sample. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Means Draws Averages Aside Given Remaining Rates Choices Undrawn.
Import ListNotations.
Open Scope R_scope.

(** ** Theorem 3.3: the loss of an undrawn sample stays. *)

Lemma undrawn_loss k d alpha w t kept c e B p g : open_region k d alpha w -> undrawn d alpha w t kept c ->
  (e < length d)%nat -> kept e = false -> reach B d -> 0 <= B < sqrt 2 -> best k d p g -> (1 <= t)%nat -> thm_3_3_staying_intended ->
  exp (- dot w (feat (at_place d e))) / size d <=
  1 / INR t + (sqnorm w + ln (INR t) ^ 2 / g ^ 2) / (2 * INR t)
  + Rpower 4 (alpha - 1) * Rpower (INR t) (alpha - 1) * budget alpha w g t
  + B ^ 2 / (2 * INR t) * (excess_loss d w * (Rpower (INR t) (1 - alpha) / (1 - alpha))).
Proof.
  intros O U He Ke R Bs Be Ht claim. assert (C := claim k d alpha w B p g t O R Bs Be Ht). clear claim.
  rewrite !(given_choices k d alpha w t kept c _ O U) in C. set (l := choices _ t) in C.
  assert (N : l <> []) by (apply choices_not_empty, (some_kept k d alpha w t kept c O U)).
  assert (P := proj1 O). assert (Lw := proj1 (proj2 O)). assert (Ha := proj1 (proj2 (proj2 O))). assert (I := proj1 (proj2 (proj2 (proj2 O)))).
  assert (S := size_pos d (proj1 (proj2 (proj2 P)))). assert (T : 0 < INR t) by (apply lt_0_INR; lia).
  assert (Hs := in_place d e He). assert (Ye := proj2 (proj2 U) e He). rewrite Ke in Ye. destruct Ye as [Ye _]. set (s := at_place d e) in *.
  assert (Is := at_member _ _ _ I Hs). cbv beta in Is. rewrite Ye in Is.
  (* the left side *)
  assert (Left : exp (- dot w (feat s)) / size d <= mean_over l (fun draws => excess_loss d (averaged relu d alpha w t (along draws)))).
  { rewrite <- (mean_const l (exp (- dot w (feat s)) / size d) N). apply mean_le; [exact N | ]. intros draws Hd. unfold averaged.
    set (v := average _ t). assert (V : dot v (feat s) = dot w (feat s)).
    { unfold v. rewrite (dot_average _ t (feat s) k) by (intro; rewrite sgd_run_length; exact Lw).
      rewrite (sum_before_ext t _ (fun j => dot w (feat s) + 0 * 0)).
      - rewrite (sum_before_affine t (fun _ => 0)). field. lra.
      - intros j Hj. destruct (ahead_choice k d alpha w t kept c draws j O U Hd ltac:(lia)) as (_ & _ & A). destruct (A e He) as [_ A'].
        unfold drawn_to in A'. fold s in A'. rewrite (A' Ke). ring. }
    unfold excess_loss, least. rewrite loss_of_losses. assert (G := losses_with d v s (proj1 (proj2 P)) Hs Ye).
    rewrite (loss_positive s v (dot w (feat s)) Ye V) in G by lra.
    apply Rmult_le_reg_r with (size d); [exact S | ]. unfold Rdiv. rewrite Rmult_minus_distr_r, !Rmult_assoc, Rinv_l, !Rmult_1_r by lra. lra. }
  (* the right side *)
  assert (Right : mean_over l (fun draws => sum_before t (fun j => power_steps alpha j * excess_loss d (drawn_to d alpha w j (along draws))))
    <= excess_loss d w * (Rpower (INR t) (1 - alpha) / (1 - alpha))).
  { assert (E0 : 0 <= excess_loss d w).
    { rewrite (excess_inside k d w P I). apply Rmult_le_pos; [ | left; apply Rinv_0_lt_compat, S].
      rewrite <- (sum_over_zero (positives d)). apply sum_over_le. intros a _. left; apply exp_pos. }
    apply Rle_trans with (excess_loss d w * rates alpha t); [ | apply Rmult_le_compat_l; [exact E0 | apply rates_most; [lra | exact Ht]]].
    rewrite <- (mean_const l (excess_loss d w * rates alpha t) N). apply mean_le; [exact N | ]. intros draws Hd.
    apply Rle_trans with (sum_before t (fun j => 0 + power_steps alpha j * excess_loss d w)).
    - apply sum_before_le. intros j Hj. assert (A := ahead_choice k d alpha w t kept c draws j O U Hd ltac:(lia)).
      rewrite Rplus_0_l. apply Rmult_le_compat_l; [left; apply power_steps_pos | ].
      rewrite !(excess_inside k) by (try exact P; try exact I; apply (ahead_inside d w kept c); assumption).
      apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, S | ]. apply sum_over_le. intros a Hp. apply exp_le.
      assert (Ya : label a = 1).
      { apply filter_In in Hp. destruct Hp as [Hp Q]. assert (Y := at_member _ _ _ (proj1 (proj2 P)) Hp). cbv beta in Y.
        destruct Y as [Y | Y]; [exact Y | ]. rewrite Y in Q. destruct (Rlt_dec 0 (-1)); [lra | discriminate]. }
      apply filter_In in Hp. destruct (place_of d a (proj1 Hp)) as (i & Hi & <-). destruct A as (_ & _ & A). destruct (A i Hi) as [A' _].
      rewrite Ya in A'. lra.
    - rewrite sum_before_affine. unfold rates. lra. }
  assert (K : 0 <= B ^ 2 / (2 * INR t)) by (apply Rmult_le_pos; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat; lra]).
  assert (G := Rmult_le_compat_l _ _ _ K Right). lra.
Qed.

(** ** Theorem 3.4: where the other positives are one vector, the mean goes along it. *)

Lemma dot_norms u v : length v = length u -> dot u v <= norm u * norm v.
Proof.
  intro L. assert (C := cauchy u v L). rewrite <- (norm_square u), <- (norm_square v) in C. assert (P := norm_nonneg u). assert (Q := norm_nonneg v).
  destruct (Rle_lt_dec (dot u v) (norm u * norm v)) as [H | H]; [exact H | exfalso]. assert (0 <= norm u * norm v) by (apply Rmult_le_pos; assumption).
  assert (norm u * norm v * (norm u * norm v) < dot u v * dot u v) by (apply Rmult_le_0_lt_compat; lra). lra.
Qed.

(** Whether the sample at a place is a positive. *)
Definition is_positive (d : list sample) (i : nat) : bool := if Rlt_dec 0 (label (at_place d i)) then true else false.

Lemma run_gone k d alpha w t kept c x draws m : open_region k d alpha w -> undrawn d alpha w t kept c -> length x = k ->
  (forall i, (i < length d)%nat -> kept i = true -> label (at_place d i) = 1 -> feat (at_place d i) = x) ->
  In draws (choices (filter kept (seq 0 (length d))) t) -> (m <= t)%nat ->
  forall v, dot (drawn_to d alpha w m (along draws)) v =
  dot w v + gone (is_positive d) (dot w x) (sqnorm x) (power_steps alpha) (along draws) m * dot x v.
Proof.
  intros O U Lx X Hd. induction m as [| m IH]; intros Hm v; [unfold drawn_to; cbn [sgd_run gone]; ring | ].
  specialize (IH ltac:(lia)). assert (A := ahead_choice k d alpha w t kept c draws m O U Hd ltac:(lia)).
  destruct O as (P & Lw & _ & I & _). assert (Iv := ahead_inside d w kept c _ I A). destruct A as (Lv & _).
  destruct (kept_along d kept t draws Hd m ltac:(lia)) as [Hi K]. unfold drawn_to in *. cbn [sgd_run gone].
  fold (at_place d (along draws m)). set (i := along draws m) in *. set (u := sgd_run relu d (along draws) (power_steps alpha) w m) in *.
  assert (Hs := in_place d i Hi). assert (Y := at_member _ _ _ (proj1 (proj2 P)) Hs). assert (Is := at_member _ _ _ Iv Hs). cbv beta in Y, Is.
  destruct Y as [Y | Y].
  - specialize (X i Hi K Y). assert (Mi : is_positive d i = true) by (unfold is_positive; rewrite Y; destruct (Rlt_dec 0 1); [reflexivity | lra]).
    rewrite Mi, Y in *. unfold sgd_step. rewrite dot_axpy by congruence.
    rewrite (pull_positive (at_place d i) u _ Y eq_refl) by lra. rewrite X, !IH. change (dot x x) with (sqnorm x).
    set (a := gone _ _ _ _ _ _). replace (dot w x + a * sqnorm x) with (dot w x + sqnorm x * a) by ring. ring.
  - assert (Mi : is_positive d i = false) by (unfold is_positive; rewrite Y; destruct (Rlt_dec 0 (-1)); [lra | reflexivity]).
    rewrite Mi, Y in *. rewrite rest by lra. rewrite IH. ring.
Qed.

Lemma undrawn_direction k d alpha w t a kept c x B p g : open_region k d alpha w -> undrawn d alpha w t kept c -> length x = k -> 0 < sqnorm x ->
  0 <= dot w x -> (forall i, (i < length d)%nat -> kept i = true -> label (at_place d i) = 1 -> feat (at_place d i) = x) ->
  reach B d -> 0 <= B < sqrt 2 -> best k d p g -> (1 <= t)%nat -> (a <= t)%nat -> thm_3_4_staying_intended ->
  (INR t - INR a) / INR t *
    (ln (1 + sqnorm x * share (filter kept (seq 0 (length d))) (is_positive d) * exp (- dot w x) * ((Rpower (INR a + 1) (1 - alpha) - 1) / (1 - alpha))) / sqnorm x) *
    (norm x - dot x p) - norm w <=
  norm w + (ln (size d) + ln (excess_loss d w)) / g
  + B ^ 4 * (size (positives d) / size d) * (1 - Rpower (INR t) (1 - 2 * alpha)) / (4 * (alpha - 1 / 2) * g).
Proof.
  intros O U Lx Qx Wx X R Bs Be Ht Ha claim. assert (C := claim k d alpha w B p g t O R Bs Be Ht). cbv zeta in C. clear claim.
  assert (P := proj1 O). assert (Lw := proj1 (proj2 O)). assert (Hal := proj1 (proj2 (proj2 O))).
  destruct Be as ((Lp & Up & _) & _). set (l := filter kept (seq 0 (length d))).
  assert (Nl : l <> []) by (apply (some_kept k d alpha w t kept c O U)). assert (N := choices_not_empty l t Nl).
  assert (T : 0 < INR t) by (apply lt_0_INR; lia).
  assert (Ex : given_vector k d alpha w t (averaged relu d alpha w t) =
    map (fun j => mean_over (choices l t) (fun draws => nth j (averaged relu d alpha w t (along draws)) 0)) (seq 0 k)).
  { unfold given_vector. apply map_ext. intro j. apply (given_choices k d alpha w t kept c); assumption. }
  rewrite Ex in C. set (E := map _ (seq 0 k)) in C. clear Ex. assert (LE : length E = k) by (unfold E; rewrite map_length; apply seq_length).
  set (M := mean_over (choices l t) (fun draws => sum_before t (gone (is_positive d) (dot w x) (sqnorm x) (power_steps alpha) (along draws)) / INR t)).
  assert (D : forall v, length v = k -> dot E v = dot w v + dot x v * M).
  { intros v Lv. unfold E. rewrite mean_dot.
    - unfold M. rewrite <- mean_affine by exact N. apply mean_ext_in. intros draws Hd. unfold averaged.
      rewrite (dot_average _ t v k) by (intro; rewrite sgd_run_length; exact Lw).
      rewrite (sum_before_ext t _ (fun j => dot w v + gone (is_positive d) (dot w x) (sqnorm x) (power_steps alpha) (along draws) j * dot x v)).
      + rewrite sum_before_affine. field. lra.
      + intros j Hj. apply (run_gone k d alpha w t kept c x draws j O U Lx X Hd). lia.
    - intros draws _. unfold averaged. apply average_length. intro. rewrite sgd_run_length. exact Lw.
    - exact Lv. }
  assert (Low := average_gone l (is_positive d) (dot w x) (sqnorm x) (power_steps alpha) a t Nl (fun m => Rlt_le _ _ (power_steps_pos alpha m)) Qx Ha Ht).
  fold M in Low. assert (Nx := norm_pos x Qx). assert (Sx := norm_square x).
  assert (S := share_nonneg l (is_positive d) Nl). set (s := share l (is_positive d)) in *.
  set (b := (Rpower (INR a + 1) (1 - alpha) - 1) / (1 - alpha)). assert (Rb : b <= sum_before a (power_steps alpha)) by (apply rates_least; lra).
  assert (B0 : 0 <= b).
  { apply Rmult_le_pos; [ | left; apply Rinv_0_lt_compat; lra]. enough (1 <= Rpower (INR a + 1) (1 - alpha)) by lra.
    unfold Rpower. apply Rle_trans with (exp 0); [rewrite exp_0; lra | ]. apply exp_le. apply Rmult_le_pos; [lra | ]. rewrite <- ln_1.
    assert (A0 := pos_INR a). destruct A0 as [A0 | A0]; [left; apply ln_increasing; lra | rewrite <- A0, Rplus_0_l; apply Rle_refl]. }
  set (f := sqnorm x * s * exp (- dot w x)) in *.
  assert (F : 0 <= f) by (apply Rmult_le_pos; [apply Rmult_le_pos; [lra | exact S] | left; apply exp_pos]).
  assert (Fb : 0 <= f * b) by (apply Rmult_le_pos; assumption).
  assert (Lnb : ln (1 + f * b) <= ln (1 + f * sum_before a (power_steps alpha))).
  { assert (H : f * b <= f * sum_before a (power_steps alpha)) by (apply Rmult_le_compat_l; assumption).
    destruct H as [H | H]; [left; apply ln_increasing; lra | rewrite H; apply Rle_refl]. }
  assert (K : 0 <= (INR t - INR a) / INR t).
  { apply Rmult_le_pos; [assert (G := le_INR a t Ha); lra | left; apply Rinv_0_lt_compat, T]. }
  assert (Low' : (INR t - INR a) / INR t * (ln (1 + f * b) / sqnorm x) <= M).
  { apply Rle_trans with (2 := Low). apply Rmult_le_compat_l; [exact K | ]. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Qx | exact Lnb]. }
  assert (Np : norm p = 1) by (unfold norm; rewrite Up; apply sqrt_1).
  assert (Xp := dot_norms x p ltac:(congruence)). assert (Wp := dot_norms w p ltac:(congruence)). rewrite Np, Rmult_1_r in Xp, Wp.
  assert (Dx := D x Lx). assert (Dp := D p Lp). assert (Cx := dot_norms E x ltac:(congruence)). rewrite Dx in Cx. fold (sqnorm x) in Cx. rewrite <- Sx in Cx.
  assert (G : norm x * M <= norm E).
  { apply Rmult_le_reg_r with (norm x); [exact Nx | ]. lra. }
  assert (H := Rmult_le_compat_r (norm x - dot x p) _ _ ltac:(lra) Low'). lra.
Qed.
