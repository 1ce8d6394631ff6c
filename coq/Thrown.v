(** The linear model on two samples that nearly oppose each other: a large step throws the iterate from side to side. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held.
Import ListNotations.
Open Scope R_scope.

(** y w.x *)
Definition margin (s : sample) (w : vec) : R := label s * dot w (feat s).
(** |x_1|^2, |x_2|^2 and minus the product of y_1 x_1 and y_2 x_2, and a step size over n that is large for them from M0 on. *)
Definition opposed (s1 s2 : sample) (h M0 kappa c : R) :=
  let g := - (label s1 * label s2 * dot (feat s1) (feat s2)) in
  0 < h /\ 0 <= M0 /\ 0 < kappa /\ kappa <= g <= c /\ kappa <= 2 * g - sqnorm (feat s1) /\ kappa <= 2 * g - sqnorm (feat s2) /\
  kappa <= sqnorm (feat s1) <= c /\ kappa <= sqnorm (feat s2) <= c /\ 3 <= h * kappa * exp M0 /\ 3 * M0 + 2 * h * c <= h * kappa * exp M0.
(** One margin is far below 0, and the other above 0 and not much larger in size. *)
Definition tilted (p q M0 : R) := p <= - M0 /\ 0 <= q <= - (2 * p).

Lemma exp_above x y : exp x * (1 + (y - x)) <= exp y.
Proof.
  replace (exp y) with (exp x * exp (y - x)) by (rewrite <- exp_plus; f_equal; ring).
  apply Rmult_le_compat_l; [left; apply exp_pos | apply exp_ineq1_le].
Qed.

(** The margins after a step, in numbers. *)
Lemma tips p q h M0 kappa c a b g : 0 < h -> 0 <= M0 -> 0 < kappa -> kappa <= g <= c -> kappa <= 2 * g - a -> kappa <= a <= c -> 0 <= b <= c ->
  3 <= h * kappa * exp M0 -> 3 * M0 + 2 * h * c <= h * kappa * exp M0 -> tilted p q M0 ->
  tilted (q + h * (b * exp (- q) - g * exp (- p))) (p + h * (a * exp (- p) - g * exp (- q))) M0.
Proof.
  intros Hh HM Hk Hg K1 Ha Hb E1 E2 (P & Q & Q2). set (M := - p) in *. assert (X := exp_above M0 M). set (E0 := exp M0) in *.
  set (E := exp M) in *. assert (MM : M0 <= M) by (unfold M; lra). assert (Ep : 0 < E) by apply exp_pos.
  assert (F : exp (- q) <= 1) by (rewrite <- exp_0; apply exp_le; lra). assert (F0 := exp_pos (- q)). set (f := exp (- q)) in *.
  (* h kappa E >= 3 M + 2 h c *)
  assert (B : 3 * M + 2 * h * c <= h * kappa * E).
  { assert (A1 : h * kappa * (E0 * (1 + (M - M0))) <= h * kappa * E) by (apply Rmult_le_compat_l; [left; apply Rmult_lt_0_compat; assumption | exact X]).
    assert (A2 : 3 * (M - M0) <= h * kappa * E0 * (M - M0)) by (apply Rmult_le_compat_r; lra). lra. }
  assert (HE : 0 < h * E) by (apply Rmult_lt_0_compat; assumption).
  assert (G1 : h * E * kappa <= h * E * g) by (apply Rmult_le_compat_l; lra).
  assert (G2 : h * E * kappa <= h * E * (2 * g - a)) by (apply Rmult_le_compat_l; lra).
  assert (G3 : h * E * kappa <= h * E * a) by (apply Rmult_le_compat_l; lra).
  assert (C1 : 0 <= h * (b * f) <= h * c).
  { split; [apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra] | apply Rmult_le_compat_l; [lra | ]]. assert (b * f <= b * 1) by (apply Rmult_le_compat_l; lra). lra. }
  assert (C2 : 0 <= h * (g * f) <= h * c).
  { split; [apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra] | apply Rmult_le_compat_l; [lra | ]]. assert (g * f <= g * 1) by (apply Rmult_le_compat_l; lra). lra. }
  assert (PM : p = - M) by (unfold M; ring). rewrite PM in *. unfold tilted.
  replace (h * (b * f - g * E)) with (h * (b * f) - h * E * g) by ring. replace (h * (a * E - g * f)) with (h * E * a - h * (g * f)) by ring.
  assert (0 <= h * c) by lra. split; [lra | split; lra].
Qed.

Lemma linear_step s1 s2 eta w k : length (feat s1) = k -> length (feat s2) = k -> length w = k -> forall x,
  dot (gd_step linear [s1; s2] eta w) x =
  dot w x + eta / size [s1; s2] * (label s1 * exp (- margin s1 w) * dot (feat s1) x + label s2 * exp (- margin s2 w) * dot (feat s2) x).
Proof.
  intros L1 L2 Lw x. rewrite gd_step_added, dot_added_of by (repeat constructor; congruence). cbn [fold_right].
  rewrite (pull_linear s1 w _ eq_refl), (pull_linear s2 w _ eq_refl). unfold margin.
  replace (- label s1 * dot w (feat s1)) with (- (label s1 * dot w (feat s1))) by ring. replace (- label s2 * dot w (feat s2)) with (- (label s2 * dot w (feat s2))) by ring. ring.
Qed.

Lemma stays_tilted k s1 s2 eta w M0 kappa c : length (feat s1) = k -> length (feat s2) = k -> length w = k ->
  label s1 = 1 \/ label s1 = -1 -> label s2 = 1 \/ label s2 = -1 -> opposed s1 s2 (eta / size [s1; s2]) M0 kappa c ->
  tilted (margin s1 w) (margin s2 w) M0 \/ tilted (margin s2 w) (margin s1 w) M0 ->
  forall t, let W := gd_run linear [s1; s2] eta w t in tilted (margin s1 W) (margin s2 W) M0 \/ tilted (margin s2 W) (margin s1 W) M0.
Proof.
  intros L1 L2 Lw Y1 Y2 (Hh & HM & Hk & Hg & K1 & K2 & Ha & Hb & E1 & E2) H t. induction t as [| t IH]; [exact H | ].
  cbv zeta in *. assert (Lt : length (gd_run linear [s1; s2] eta w t) = k) by (rewrite gd_run_length; exact Lw).
  rewrite gd_run_S. set (W := gd_run linear [s1; s2] eta w t) in *. assert (D := linear_step s1 s2 eta W k L1 L2 Lt).
  set (h := eta / size [s1; s2]) in *. set (g := - (label s1 * label s2 * dot (feat s1) (feat s2))) in *.
  assert (YY1 : label s1 * label s1 = 1) by (destruct Y1 as [-> | ->]; ring). assert (YY2 : label s2 * label s2 = 1) by (destruct Y2 as [-> | ->]; ring).
  assert (D1 : margin s1 (gd_step linear [s1; s2] eta W) = margin s1 W + h * (sqnorm (feat s1) * exp (- margin s1 W) - g * exp (- margin s2 W))).
  { unfold margin at 1. rewrite D. unfold g, sqnorm. rewrite (dot_comm (feat s2) (feat s1)). set (e1 := exp (- margin s1 W)). set (e2 := exp (- margin s2 W)). unfold margin.
    replace (label s1 * (dot W (feat s1) + h * (label s1 * e1 * dot (feat s1) (feat s1) + label s2 * e2 * dot (feat s1) (feat s2))))
      with (label s1 * dot W (feat s1) + h * ((label s1 * label s1) * (e1 * dot (feat s1) (feat s1)) + label s1 * label s2 * (e2 * dot (feat s1) (feat s2)))) by ring.
    rewrite YY1. ring. }
  assert (D2 : margin s2 (gd_step linear [s1; s2] eta W) = margin s2 W + h * (sqnorm (feat s2) * exp (- margin s2 W) - g * exp (- margin s1 W))).
  { unfold margin at 1. rewrite D. unfold g, sqnorm. set (e1 := exp (- margin s1 W)). set (e2 := exp (- margin s2 W)). unfold margin.
    replace (label s2 * (dot W (feat s2) + h * (label s1 * e1 * dot (feat s1) (feat s2) + label s2 * e2 * dot (feat s2) (feat s2))))
      with (label s2 * dot W (feat s2) + h * ((label s2 * label s2) * (e2 * dot (feat s2) (feat s2)) + label s1 * label s2 * (e1 * dot (feat s1) (feat s2)))) by ring.
    rewrite YY2. ring. }
  rewrite D1, D2. destruct IH as [IH | IH].
  - right. apply tips with (kappa := kappa) (c := c); try assumption; lra.
  - left. apply tips with (kappa := kappa) (c := c); try assumption; lra.
Qed.

(** So the loss does not tend to 0. *)
Lemma never_small k s1 s2 eta w M0 kappa c : length (feat s1) = k -> length (feat s2) = k -> length w = k ->
  label s1 = 1 \/ label s1 = -1 -> label s2 = 1 \/ label s2 = -1 -> opposed s1 s2 (eta / size [s1; s2]) M0 kappa c ->
  tilted (margin s1 w) (margin s2 w) M0 \/ tilted (margin s2 w) (margin s1 w) M0 ->
  ~ forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> loss linear [s1; s2] (gd_run linear [s1; s2] eta w t) < e.
Proof.
  intros L1 L2 Lw Y1 Y2 O H C. assert (HM : 0 <= M0) by apply O. assert (S2 : size [s1; s2] = 2) by (unfold size; cbn [length INR]; ring).
  destruct (C (1 / 2) ltac:(lra)) as [T HT]. specialize (HT T (le_n T)). assert (I := stays_tilted k s1 s2 eta w M0 kappa c L1 L2 Lw Y1 Y2 O H T). cbv zeta in I.
  set (W := gd_run linear [s1; s2] eta w T) in *. unfold loss in HT. rewrite S2 in HT. cbn [total value linear] in HT.
  replace (- label s1 * dot W (feat s1)) with (- margin s1 W) in HT by (unfold margin; ring). replace (- label s2 * dot W (feat s2)) with (- margin s2 W) in HT by (unfold margin; ring).
  assert (P1 := exp_pos (- margin s1 W)). assert (P2 := exp_pos (- margin s2 W)).
  destruct I as [(I & _) | (I & _)].
  - assert (1 <= exp (- margin s1 W)) by (rewrite <- exp_0; apply exp_le; lra). lra.
  - assert (1 <= exp (- margin s2 W)) by (rewrite <- exp_0; apply exp_le; lra). lra.
Qed.
