(** Sequences that grow without bound, and runs that keep near a ray. *)
From Coq Require Import Reals Lra Lia List ZArith.
Require Import Definitions Claims Facts Held.
Import ListNotations.
Open Scope R_scope.

Definition unbounded (u : nat -> R) := forall M, exists T, forall t, (T <= t)%nat -> M <= u t.

Lemma above x : exists n, x < INR n.
Proof.
  exists (Z.abs_nat (up x)). rewrite INR_IZR_INZ, Zabs2Nat.id_abs. destruct (archimed x) as [H _].
  assert (IZR (up x) <= IZR (Z.abs (up x))) by (apply IZR_le; lia). lra.
Qed.

(** What grows by c exp(-u) at each step has no bound. *)
Lemma grows (u : nat -> R) c : 0 < c -> (forall t, u t + c * exp (- u t) <= u (S t)) -> unbounded u.
Proof.
  intros Hc H M. set (e := c * exp (- M)). assert (He : 0 < e) by (apply Rmult_lt_0_compat; [exact Hc | apply exp_pos]).
  assert (G : forall t, M <= u t \/ u O + INR t * e <= u t).
  { induction t as [| t IH]; [right; cbn; lra | ]. specialize (H t). assert (P := exp_pos (- u t)).
    assert (0 < c * exp (- u t)) by (apply Rmult_lt_0_compat; assumption).
    destruct (Rle_lt_dec M (u t)) as [A | A]; [left; lra | ]. destruct IH as [IH | IH]; [lra | right]. rewrite S_INR.
    assert (exp (- M) <= exp (- u t)) by (apply exp_le; lra).
    assert (e <= c * exp (- u t)) by (apply Rmult_le_compat_l; lra). lra. }
  destruct (above ((M - u O) / e)) as [T HT]. exists T. intros t Ht. destruct (G t) as [A | A]; [exact A | ].
  apply le_INR in Ht. assert ((M - u O) / e * e < INR t * e) by (apply Rmult_lt_compat_r; lra).
  replace ((M - u O) / e * e) with (M - u O) in * by (field; lra). lra.
Qed.

Lemma dot_scaled_right c u v : dot u (scaled c v) = c * dot u v.
Proof. rewrite dot_comm, dot_scaled, dot_comm. reflexivity. Qed.
Lemma sqnorm_scaled c u : sqnorm (scaled c u) = c * c * sqnorm u.
Proof. unfold sqnorm. rewrite dot_scaled, dot_scaled_right. ring. Qed.
Lemma sqdist_expand u v : length v = length u -> sqdist u v = sqnorm u - 2 * dot u v + sqnorm v.
Proof. intro H. unfold sqdist. rewrite sqnorm_axpy by exact H. ring. Qed.

Lemma unit_of z : 0 < sqnorm z -> sqnorm (scaled (/ norm z) z) = 1.
Proof.
  intro Z. assert (N := norm_pos z Z). assert (S := norm_square z). rewrite sqnorm_scaled, <- S. field. lra.
Qed.

(** A run within a bounded distance of a point that goes to infinity along z has the direction of z. *)
Lemma near_ray (run : nat -> vec) (a : nat -> R) z B :
  (forall t, length (run t) = length z /\ sqdist (run t) (scaled (a t) z) <= B * B) -> 0 <= B -> unbounded a -> 0 < sqnorm z ->
  direction_to run (scaled (/ norm z) z).
Proof.
  intros H HB U Z e He. assert (N := norm_pos z Z). set (p := scaled (/ norm z) z).
  assert (P : sqnorm p = 1) by (apply unit_of, Z). assert (Lp : length p = length z) by apply scaled_length.
  set (K := 1 + 2 * (B * B) / e). assert (Q : 0 <= 2 * (B * B) / e).
  { apply Rmult_le_pos; [assert (0 <= B * B) by (apply Rmult_le_pos; exact HB); lra | left; apply Rinv_0_lt_compat, He]. }
  assert (K0 : 1 <= K) by (unfold K; lra). destruct (U ((K + B) / norm z)) as [T HT]. exists T. intros t Ht. specialize (HT t Ht). destruct (H t) as [L D].
  set (W := run t) in *. set (s := a t * norm z). set (q := dot W p). set (c := norm W).
  assert (C2 : c * c = sqnorm W) by apply norm_square. assert (C0 : 0 <= c) by apply norm_nonneg.
  assert (S : K + B <= s).
  { unfold s. apply Rmult_le_reg_r with (/ norm z); [apply Rinv_0_lt_compat, N | ]. replace (a t * norm z * / norm z) with (a t) by (field; lra). exact HT. }
  assert (E : sqdist W (scaled (a t) z) = c * c - 2 * s * q + s * s).
  { rewrite sqdist_expand by (rewrite scaled_length; congruence). rewrite C2, dot_scaled_right, sqnorm_scaled.
    unfold q, p. rewrite dot_scaled_right. unfold s. rewrite <- (norm_square z). field. lra. }
  rewrite E in D. assert (V := cauchy W p ltac:(congruence)). fold q in V. rewrite P, <- C2 in V.
  assert (G : (q - s) * (q - s) <= B * B) by lra.
  assert (q1 : s - B <= q). { destruct (Rle_lt_dec (s - B) q) as [A | A]; [exact A | ]. assert (B * B < (s - q) * (s - q)) by (apply Rmult_le_0_lt_compat; lra). lra. }
  assert (c1 : q <= c). { destruct (Rle_lt_dec q c) as [A | A]; [exact A | ]. assert (c * c < q * q) by (apply Rmult_le_0_lt_compat; lra). lra. }
  assert (M : c * c - q * q <= B * B) by (assert (0 <= (q - s) * (q - s)) by apply Rle_0_sqr; lra).
  assert (R1 : (c - q) * c <= B * B). { assert (0 <= (c - q) * q) by (apply Rmult_le_pos; lra). lra. }
  split; [lra | ]. rewrite sqdist_expand by (rewrite scaled_length; congruence). fold c. rewrite <- C2.
  rewrite dot_scaled_right. fold q. rewrite sqnorm_scaled, P.
  assert (K1 : K * K <= c * c) by (apply Rmult_le_compat; lra).
  assert (K2 : K <= K * K) by (assert (1 * K <= K * K) by (apply Rmult_le_compat_r; lra); lra).
  assert (K3 : 2 * (B * B) <= e * (c * c)).
  { apply Rle_trans with (e * K); [unfold K; replace (e * (1 + 2 * (B * B) / e)) with (e + 2 * (B * B)) by (field; lra); lra | apply Rmult_le_compat_l; lra]. }
  lra.
Qed.

(** A direction has one limit, as inner products see it. *)
Lemma one_limit (run : nat -> vec) p q x : direction_to run p -> direction_to run q ->
  (forall t, length (run t) = length x) -> length p = length x -> length q = length x -> dot p x = dot q x.
Proof.
  intros P Q L Lp Lq. destruct (Req_dec (dot p x) (dot q x)) as [E | E]; [exact E | exfalso].
  set (g := dot p x - dot q x). assert (G : 0 < g * g) by (assert (g <> 0) by (unfold g; lra); apply Rsqr_pos_lt; assumption).
  set (X := sqnorm x). assert (HX : 0 <= X) by apply sqnorm_nonneg. set (e := g * g / (8 * (X + 1))).
  assert (He : 0 < e) by (apply Rdiv_lt_0_compat; lra).
  destruct (P e He) as [T HT]. destruct (Q e He) as [T' HT']. set (t := Nat.max T T').
  destruct (HT t) as [C D]; [unfold t; lia | ]. destruct (HT' t) as [_ D']; [unfold t; lia | ].
  set (W := run t) in *. set (c := norm W) in *.
  assert (F : forall r, length r = length x -> sqdist W (scaled c r) <= e * (c * c) -> (dot W x - c * dot r x) * (dot W x - c * dot r x) <= e * (c * c) * X).
  { intros r Lr Dr. assert (Y := cauchy (axpy (-1) (scaled c r) W) x). rewrite axpy_length in Y. specialize (Y (eq_sym (L t))).
    rewrite dot_axpy, dot_scaled in Y by (rewrite scaled_length; unfold W; rewrite L; exact Lr). fold (sqdist W (scaled c r)) in Y. fold X in Y.
    assert (sqdist W (scaled c r) * X <= e * (c * c) * X) by (apply Rmult_le_compat_r; assumption). lra. }
  assert (A := F p Lp D). assert (A' := F q Lq D'). set (u := dot W x - c * dot p x) in *. set (v := dot W x - c * dot q x) in *.
  assert (I : c * c * (g * g) <= 2 * (u * u) + 2 * (v * v)).
  { replace (c * c * (g * g)) with ((v - u) * (v - u)) by (unfold u, v, g; ring). assert (0 <= (v + u) * (v + u)) by apply Rle_0_sqr. lra. }
  assert (J : e * X * 4 < g * g).
  { assert (e * (8 * (X + 1)) = g * g) by (unfold e; field; lra). assert (0 <= e * X) by (apply Rmult_le_pos; lra). lra. }
  assert (0 < c * c) by (apply Rmult_lt_0_compat; lra).
  assert (c * c * (e * X * 4) < c * c * (g * g)) by (apply Rmult_lt_compat_l; lra). lra.
Qed.

(** Where w_t/|w_t| has a limit along which w_t goes to infinity, the run does not end. *)
Lemma moves (run : nat -> vec) (a : nat -> R) z : unbounded a -> 0 < sqnorm z -> (forall t, a t * sqnorm z <= dot (run t) z) ->
  ~ exists T, forall t, (T <= t)%nat -> run t = run T.
Proof.
  intros U Z H (T & E). destruct (U ((dot (run T) z + 1) / sqnorm z)) as [T' HT']. set (t := Nat.max T T').
  specialize (HT' t ltac:(unfold t; lia)). specialize (H t). rewrite (E t ltac:(unfold t; lia)) in H.
  assert ((dot (run T) z + 1) / sqnorm z * sqnorm z <= a t * sqnorm z) by (apply Rmult_le_compat_r; lra).
  replace ((dot (run T) z + 1) / sqnorm z * sqnorm z) with (dot (run T) z + 1) in * by (field; lra). lra.
Qed.
