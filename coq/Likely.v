(** What some draws do, in the mean over all draws: a finite beginning has a positive probability. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Means Draws Aside Silent.
Import ListNotations.
Open Scope R_scope.

(** ** Proposition 2 as an example of theorem 3.3: the first display of the theorem, from every start that the proposition admits *)

Definition prop_2_thm_3_4 := forall k d w alpha, problem k d -> combes d -> 1 / 2 < alpha < 1 -> length w = k -> awake d w ->
  forall e, 0 < e -> exists T, forall t, (T <= t)%nat ->
  expectation (length d) t (fun draws => loss relu d (averaged relu d alpha w t draws)) - least d < e.

(** ** Sequences that begin with given draws *)

Lemma sum_over_nonneg {A} (l : list A) f : (forall a, In a l -> 0 <= f a) -> 0 <= sum_over l f.
Proof.
  unfold sum_over. induction l as [| a l IH]; cbn [fold_right]; intro H; [lra | ].
  assert (P := H a (or_introl eq_refl)). specialize (IH (fun b Hb => H b (or_intror Hb))). lra.
Qed.
Lemma sum_over_le {A} (l : list A) f g : (forall a, In a l -> f a <= g a) -> sum_over l f <= sum_over l g.
Proof.
  unfold sum_over. induction l as [| a l IH]; cbn [fold_right]; intro H; [lra | ].
  assert (P := H a (or_introl eq_refl)). specialize (IH (fun b Hb => H b (or_intror Hb))). lra.
Qed.
Lemma sum_over_one {A} (l : list A) f a : In a l -> (forall b, In b l -> 0 <= f b) -> f a <= sum_over l f.
Proof.
  intros Ha H. induction l as [| b l IH]; [destruct Ha | ]. change (f a <= f b + sum_over l f).
  assert (Z := sum_over_nonneg l f (fun c Hc => H c (or_intror Hc))). assert (P := H b (or_introl eq_refl)).
  destruct Ha as [-> | Ha]; [lra | ]. specialize (IH Ha (fun c Hc => H c (or_intror Hc))). lra.
Qed.

Lemma in_sequences_S n t i rest : In rest (sequences n t) -> (i < n)%nat -> In (i :: rest) (sequences n (S t)).
Proof.
  intros H Hi. cbn [sequences]. apply in_flat_map. exists rest. split; [exact H | ]. apply in_map_iff. exists i. split; [reflexivity | ].
  apply in_seq. lia.
Qed.

Lemma sum_beginning n t p F : Forall (fun i => (i < n)%nat) p -> (forall l, In l (sequences n (length p + t)) -> 0 <= F l) ->
  sum_over (sequences n t) (fun rest => F (p ++ rest)) <= sum_over (sequences n (length p + t)) F.
Proof.
  intro H. revert F. induction H as [| i p Hi _ IH]; intros F P; cbn [app length Nat.add]; [apply Rle_refl | ].
  apply Rle_trans with (sum_over (sequences n (length p + t)) (fun l => F (i :: l))).
  - apply (IH (fun l => F (i :: l))). intros l Hl. apply P, in_sequences_S; assumption.
  - cbn [sequences]. rewrite sum_over_flat_map. apply sum_over_le. intros l Hl. rewrite sum_over_map.
    apply (sum_over_one (seq 0 n) (fun a => F (a :: l))); [apply in_seq; lia | ].
    intros a Ha. apply in_seq in Ha. apply P. cbn [length Nat.add]. apply in_sequences_S; [exact Hl | lia].
Qed.

Lemma sequences_count n K t : INR (length (sequences n (K + t))) = INR n ^ K * INR (length (sequences n t)).
Proof.
  induction K as [| K IH]; cbn [Nat.add pow]; [ring | ]. rewrite sequences_length, mult_INR, IH. ring.
Qed.

(** What is nowhere below 0, and at least c after some beginning. *)
Lemma likely n t p f c : (0 < n)%nat -> Forall (fun i => (i < n)%nat) p ->
  (forall l, In l (sequences n (length p + t)) -> 0 <= f (along l)) ->
  (forall rest, In rest (sequences n t) -> c <= f (along (p ++ rest))) ->
  c / INR n ^ length p <= expectation n (length p + t) f.
Proof.
  intros Hn Hp P C. unfold expectation. rewrite sequences_count.
  assert (N : 0 < INR n ^ length p) by (apply pow_lt, lt_0_INR, Hn).
  assert (Q : 0 < INR (length (sequences n t))).
  { apply lt_0_INR. assert (E := sequences_not_empty n t Hn). destruct (sequences n t); [congruence | cbn; lia]. }
  assert (A := sum_beginning n t p (fun l => f (along l)) Hp P).
  assert (B := sum_over_le (sequences n t) (fun _ => c) (fun rest => f (along (p ++ rest))) C). rewrite sum_over_const in B.
  set (q := INR n ^ length p) in *. set (m := INR (length (sequences n t))) in *.
  replace (c / q) with (m * c / (q * m)) by (field; lra). apply Rmult_le_compat_r; [ | lra].
  left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; assumption.
Qed.

(** ** Inactive draws, and then one that leaves no sample active: with that probability the loss keeps above its infimum. *)

Lemma side_of_silenced d draws eta w n s x : length (feat (nth (draws n) d (Sample [] 1))) = length w -> are_draws d draws ->
  dot w (feat (nth s d (Sample [] 1))) <= 0 -> (forall m, (m < n)%nat -> draws m = s) ->
  Forall (fun z => dot w (feat z) + eta n * pull relu (nth (draws n) d (Sample [] 1)) w * dot (feat (nth (draws n) d (Sample [] 1))) (feat z) <= 0) d ->
  In x d -> dot w (feat x) <= 0 -> forall t, dot (sgd_run relu d draws eta w t) (feat x) <= 0.
Proof.
  intros Lj D I F Sl Hx Px t. set (j := nth (draws n) d (Sample [] 1)) in *.
  assert (E : sgd_run relu d draws eta w (S n) = sgd_step relu j (eta n) w) by (cbn [sgd_run]; rewrite (idle_until d draws s eta w n I F); reflexivity).
  assert (Z : Forall (fun z => dot (sgd_run relu d draws eta w (S n)) (feat z) <= 0) d).
  { rewrite E. apply Forall_impl with (2 := Sl). intros z Hz. unfold sgd_step. rewrite dot_axpy by exact Lj. exact Hz. }
  destruct (Nat.le_gt_cases t n) as [H | H].
  - rewrite (idle_until d draws s eta w t I) by (intros m Hm; apply F; lia). exact Px.
  - rewrite (silent_for_ever d draws eta w (S n) D Z t H). apply (at_member _ _ _ Z Hx).
Qed.

Lemma averaged_at_least k d alpha w t draws : problem k d -> least d <= loss relu d (averaged relu d alpha w t draws).
Proof.
  intros (_ & Y & Hp & _). assert (P := size_pos d Hp). rewrite loss_of_losses. unfold least, Rdiv. apply Rmult_le_compat_r.
  - left. apply Rinv_0_lt_compat, P.
  - apply losses_at_least, Y.
Qed.

Lemma expectation_minus n t f c : (0 < n)%nat -> expectation n t (fun draws => f draws - c) = expectation n t f - c.
Proof.
  intro Hn. unfold expectation. rewrite (sum_over_ext _ _ (fun l => f (along l) * 1 + - c)) by (intros; ring).
  rewrite sum_over_linear, sum_over_const. field. apply not_0_INR. assert (E := sequences_not_empty n t Hn).
  destruct (sequences n t); [congruence | discriminate].
Qed.

Lemma likely_silenced k d alpha w i j n x : problem k d -> length w = k -> (i < length d)%nat -> (j < length d)%nat ->
  dot w (feat (nth i d (Sample [] 1))) <= 0 ->
  Forall (fun s => dot w (feat s) + power_steps alpha n * pull relu (nth j d (Sample [] 1)) w * dot (feat (nth j d (Sample [] 1))) (feat s) <= 0) d ->
  In x d -> label x = 1 -> dot w (feat x) <= 0 ->
  ~ forall e, 0 < e -> exists T, forall t, (T <= t)%nat ->
    expectation (length d) t (fun draws => loss relu d (averaged relu d alpha w t draws)) - least d < e.
Proof.
  intros Pr Lw Hi Hj I Sl Hx Yx Px G. assert (Hd : (0 < length d)%nat) by lia. assert (Pr' := Pr). destruct Pr' as (L & Y & Hp & _).
  assert (P := size_pos d Hp). set (p := repeat i n ++ [j]).
  assert (Lp : length p = S n) by (unfold p; rewrite app_length, repeat_length; cbn [length]; lia).
  assert (Hq : 0 < 1 / size d / INR (length d) ^ length p).
  { apply Rdiv_lt_0_compat; [apply Rdiv_lt_0_compat; lra | apply pow_lt, lt_0_INR, Hd]. }
  destruct (G _ Hq) as (T & HT). specialize (HT (length p + T)%nat ltac:(lia)). revert HT. apply Rle_not_lt.
  rewrite <- expectation_minus by exact Hd. apply likely; [exact Hd | | | ].
  - unfold p. apply Forall_app. split; [apply Forall_forall; intros a Ha; apply repeat_spec in Ha; lia | repeat constructor; exact Hj].
  - intros l _. assert (A := averaged_at_least k d alpha w (length p + T) (along l) Pr). lra.
  - intros rest Hr. set (draws := along (p ++ rest)).
    assert (D : are_draws d draws).
    { intro m. apply sequences_draws with (t := (length p + T)%nat); [exact Hd | ]. clear - Hi Hj Hr.
      assert (Q : Forall (fun a => (a < length d)%nat) p).
      { unfold p. apply Forall_app. split; [apply Forall_forall; intros a Ha; apply repeat_spec in Ha; lia | repeat constructor; exact Hj]. }
      clearbody p. induction Q as [| a q Ha _ IH]; cbn [app length Nat.add]; [exact Hr | apply in_sequences_S; assumption]. }
    assert (F : forall m, (m < n)%nat -> draws m = i).
    { intros m Hm. unfold draws, along, p. rewrite <- app_assoc, app_nth1 by (rewrite repeat_length; exact Hm).
      apply (repeat_spec n i). apply nth_In. rewrite repeat_length. exact Hm. }
    assert (J : draws n = j).
    { unfold draws, along, p. rewrite <- app_assoc, app_nth2 by (rewrite repeat_length; lia). rewrite repeat_length, Nat.sub_diag. reflexivity. }
    assert (B : forall t, dot (sgd_run relu d draws (power_steps alpha) w t) (feat x) <= 0).
    { apply (side_of_silenced d draws (power_steps alpha) w n i x); try assumption.
      - rewrite J, Lw. apply (at_member _ _ _ L), nth_In, Hj.
      - rewrite J. exact Sl. }
    assert (A : dot (averaged relu d alpha w (length p + T) draws) (feat x) <= 0).
    { apply average_below with (k := k); [intro; rewrite sgd_run_length; exact Lw | exact B]. }
    assert (C := losses_with d (averaged relu d alpha w (length p + T) draws) x Y Hx Yx). rewrite (loss_asleep x _ _ eq_refl A) in C. rewrite loss_of_losses. unfold least, Rdiv.
    assert (1 * / size d <= (losses d (averaged relu d alpha w (length p + T) draws) - size (negatives d)) * / size d); [ | lra].
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, P | lra].
Qed.
