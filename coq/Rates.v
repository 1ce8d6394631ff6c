(** Sums of the step sizes (k + 1)^(-alpha), between powers. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Limits Held Means.
Open Scope R_scope.

(** z^b <= 1 + b (z - 1) for 0 <= b <= 1. *)
Lemma bernoulli z b : 0 < z -> 0 <= b <= 1 -> Rpower z b <= 1 + b * (z - 1).
Proof.
  intros Hz Hb. assert (C := exp_convex 0 (ln z) b Hb). rewrite exp_0, exp_ln in C by exact Hz. unfold Rpower.
  replace ((1 - b) * 0 + b * ln z) with (b * ln z) in C by ring. lra.
Qed.
(** y^b - x^b is at most b x^(b - 1) (y - x), and so at least b y^(b - 1) (y - x). *)
Lemma power_rises x y b : 0 < x -> 0 < y -> 0 <= b <= 1 -> Rpower y b - Rpower x b <= b * Rpower x (b - 1) * (y - x).
Proof.
  intros Hx Hy Hb. assert (Z : 0 < y / x) by (apply Rdiv_lt_0_compat; assumption). assert (H := bernoulli (y / x) b Z Hb).
  assert (P : 0 < Rpower x b) by apply exp_pos.
  assert (E : Rpower y b = Rpower (y / x) b * Rpower x b).
  { rewrite Rpower_mult_distr by assumption. f_equal. field. lra. }
  assert (F : Rpower x (b - 1) = Rpower x b / x).
  { unfold Rminus. rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by exact Hx. reflexivity. }
  rewrite E, F. assert (G := Rmult_le_compat_r (Rpower x b) _ _ (Rlt_le _ _ P) H).
  replace (b * (Rpower x b / x) * (y - x)) with ((1 + b * (y / x - 1)) * Rpower x b - Rpower x b) by (field; lra). lra.
Qed.

Lemma rate_is alpha k : power_steps alpha k = Rpower (INR (S k)) (1 - alpha - 1).
Proof. unfold power_steps. rewrite S_INR. f_equal. ring. Qed.

Lemma rates_most alpha t : 0 < alpha < 1 -> (1 <= t)%nat -> rates alpha t <= Rpower (INR t) (1 - alpha) / (1 - alpha).
Proof.
  intros Ha Ht. unfold rates. destruct t as [| t]; [lia | ]. clear Ht.
  apply Rmult_le_reg_r with (1 - alpha); [lra | ]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  induction t as [| t IH].
  - cbn [sum_before]. unfold power_steps. cbn [INR]. rewrite !Rplus_0_l. unfold Rpower. rewrite ln_1, !Rmult_0_r, exp_0. lra.
  - assert (P : 0 < INR (S t)) by (apply lt_0_INR; lia).
    change (sum_before (S (S t)) (power_steps alpha)) with (sum_before (S t) (power_steps alpha) + power_steps alpha (S t)).
    assert (H := power_rises (INR (S (S t))) (INR (S t)) (1 - alpha) ltac:(apply lt_0_INR; lia) P ltac:(lra)).
    rewrite <- rate_is in H. rewrite (S_INR (S t)) in H at 2. rewrite Rmult_plus_distr_r. lra.
Qed.

Lemma rates_least alpha t : 0 < alpha < 1 -> (Rpower (INR t + 1) (1 - alpha) - 1) / (1 - alpha) <= rates alpha t.
Proof.
  intros Ha. unfold rates. apply Rmult_le_reg_r with (1 - alpha); [lra | ]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  induction t as [| t IH].
  - cbn [sum_before INR]. rewrite Rplus_0_l. unfold Rpower. rewrite ln_1, Rmult_0_r, exp_0. lra.
  - cbn [sum_before]. assert (P : 0 < INR (S t)) by (apply lt_0_INR; lia).
    assert (H := power_rises (INR (S t)) (INR (S t) + 1) (1 - alpha) P ltac:(lra) ltac:(lra)).
    rewrite <- rate_is in H. rewrite <- S_INR in IH. lra.
Qed.

(** A step is no smaller than a later one. *)
Lemma rates_fall alpha j t : 0 <= alpha -> (j <= t)%nat -> power_steps alpha t <= power_steps alpha j.
Proof.
  intros Ha H. unfold power_steps, Rpower. apply exp_le. assert (P := pos_INR j). assert (Q := le_INR j t H).
  assert (L : ln (INR j + 1) <= ln (INR t + 1)) by (destruct (Req_dec (INR j) (INR t)) as [-> | N]; [apply Rle_refl | left; apply ln_increasing; lra]).
  assert (alpha * ln (INR j + 1) <= alpha * ln (INR t + 1)) by (apply Rmult_le_compat_l; assumption). lra.
Qed.

(** ** Steps so many that their number is written in decimal *)

Lemma many z : (0 <= z)%Z -> INR (Z.to_nat z) = IZR z.
Proof. intro H. rewrite INR_IZR_INZ, Z2Nat.id by exact H. reflexivity. Qed.
Lemma last_rate alpha t : (1 <= t)%nat -> power_steps alpha (t - 1) = Rpower (INR t) (- alpha).
Proof. intro H. unfold power_steps. rewrite minus_INR by exact H. f_equal. cbn [INR]. ring. Qed.
