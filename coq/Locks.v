(** Runs that lock: a positive pulls ever more slowly, and each time that it lifts a negative over its kink the strikes lift another
    positive over its kink too, and carry it back. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Rays Ends Kinks.
Import ListNotations.
Open Scope R_scope.

(** ** The repaired list of the cases of theorem 3.2 *)

(** The unit vector that maximises the least w.x over the samples that [on] marks, with w.x <= 0 for all negatives. *)
Definition best_beside (k : nat) (on : sample -> bool) (d : list sample) (p : vec) :=
  let allowed u := length u = k /\ sqnorm u = 1 /\ Forall (fun s => dot u (feat s) <= 0) (negatives d) in
  allowed p /\ forall u m, allowed u -> margin_at_least (filter on d) m u -> margin_at_least (filter on d) m p.
(** The repaired list of cases: an end, or a direction. Where [on] marks just the positives that are active from some step on, and
    there are any, the direction is best for them. *)
Definition thm_3_2_cases_repaired := forall k d w eta, problem k d -> length w = k -> small_along d eta w ->
  let run := gd_run relu d eta w in
  let settled s := label s = 1 /\ exists T, forall t, (T <= t)%nat -> 0 < dot (run t) (feat s) in
  ends run \/ exists p, length p = k /\ direction_to run p /\
  forall on, Forall (fun s => on s = true <-> settled s) d -> Exists (fun s => on s = true) d -> best_beside k on d p.

(** ** Locks *)

(** Bounds on the heights w.x_r, w.x_c and w.x_b. *)
Record zone := Zone { r_low : R; r_high : R; c_low : R; c_high : R; b_low : R; b_high : R }.
Definition in_zone (Z : zone) (x y z : R) := r_low Z <= x <= r_high Z /\ c_low Z <= y <= c_high Z /\ b_low Z <= z <= b_high Z.

(** In numbers: from zone A, once x_b is active, to zone C, where x_r and x_c are, and from there to zone A. h is eta/n, the others are
    inner products; x_a adds at most [b_high A] to the height of x_b. *)
Definition repeats (h rr rc cc br bb bc T : R) (A C : zone) :=
  r_high A <= 0 /\ c_high A <= 0 /\ 0 < r_low C /\ 0 < c_low C <= c_high C /\ b_high C <= 0 /\ b_low A <= b_low C /\ exp (b_high A) <= T /\
  (forall x y z t s, in_zone A x y z -> 0 < z -> 1 <= t <= T -> 0 <= s <= b_high A ->
    in_zone C (x - h * (t * br)) (y - h * (t * bc)) (z - h * (t * bb) + s)) /\
  (forall x y z s, in_zone C x y z -> 0 <= s <= b_high A ->
    in_zone A (x + h * (exp (- x) * rr - exp y * rc)) (y + h * (exp (- x) * rc - exp y * cc)) (z + h * (exp (- x) * br - exp y * bc) + s)).

Definition heights_in (r b c : sample) (Z : zone) (w : vec) := in_zone Z (dot w (feat r)) (dot w (feat c)) (dot w (feat b)).
Definition in_either (r b c : sample) (A C : zone) (w : vec) := heights_in r b c A w \/ heights_in r b c C w.

(** The data are a, r, b and c. Beside x_r, x_b and x_c there is a vector z, and w.x_a is q w.z but for what bounded heights make of it;
    it starts at m at least. *)
Definition locks (k : nat) (d : list sample) (a r b c : sample) (w z : vec) (eta q m K T : R) (A C : zone) :=
  Forall (fun s => length (feat s) = k) d /\ length w = k /\ length z = k /\ 0 < eta /\ 0 < size d /\
  made_of d [a; r; b; c] [] /\ incl d [a; r; b; c] /\ incl [a; r; b; c] d /\
  (label a = 1 /\ label r = 1 /\ label b = -1 /\ label c = -1) /\
  (dot (feat a) (feat r) = 0 /\ dot (feat a) (feat c) = 0 /\ 0 < dot (feat a) (feat b)) /\
  (0 < dot (feat a) z /\ dot (feat r) z = 0 /\ dot (feat b) z = 0 /\ dot (feat c) z = 0) /\
  0 < q /\ 0 < m /\
  (forall v, length v = k -> in_either r b c A C v -> m + q * (dot v z - dot w z) <= dot v (feat a) <= q * dot v z + K) /\
  eta / size d * (exp (- m) * dot (feat a) (feat b)) <= b_high A /\
  repeats (eta / size d) (dot (feat r) (feat r)) (dot (feat r) (feat c)) (dot (feat c) (feat c))
    (dot (feat b) (feat r)) (dot (feat b) (feat b)) (dot (feat b) (feat c)) T A C /\
  heights_in r b c A w.

Section Lock.
Variables (k : nat) (d : list sample) (a r b c : sample) (w z : vec) (eta q m K T : R) (A C : zone).
Hypothesis lock : locks k d a r b c w z eta q m K T A C.
Let h := eta / size d.
Let run := gd_run relu d eta w.
Let kept (v : vec) := length v = k /\ dot w z <= dot v z /\ in_either r b c A C v.

Lemma four_step v x : length v = k -> dot (gd_step relu d eta v) x = dot v x +
  h * (pull relu a v * dot (feat a) x + pull relu r v * dot (feat r) x + pull relu b v * dot (feat b) x + pull relu c v * dot (feat c) x).
Proof.
  intro Lv. destruct lock as (L & _ & _ & _ & _ & M & _). rewrite (gd_step_dot k) by assumption.
  rewrite (M (fun s => pull relu s v * dot (feat s) x)). unfold sum_over, h. cbn [fold_right]. ring.
Qed.

Lemma always_active v : kept v -> m <= dot v (feat a).
Proof.
  intros (Lv & Z & I). destruct lock as (_ & _ & _ & _ & _ & _ & _ & _ & _ & _ & _ & Hq & _ & E & _). specialize (E v Lv I).
  assert (0 <= q * (dot v z - dot w z)) by (apply Rmult_le_pos; lra). lra.
Qed.

(** What x_a adds to the height of x_b. *)
Lemma pushed v : kept v -> pull relu a v = exp (- dot v (feat a)) /\ 0 < h * exp (- dot v (feat a)) /\
  0 <= h * (exp (- dot v (feat a)) * dot (feat a) (feat b)) <= b_high A.
Proof.
  intro H. assert (P := always_active v H). destruct lock as (_ & _ & _ & He & Sd & _ & _ & _ & (Ya & _) & (_ & _ & Ab) & _ & _ & Hm & _ & E & _).
  assert (Hh : 0 < h) by (apply Rdiv_lt_0_compat; assumption). fold h in E. assert (X := exp_pos (- dot v (feat a))).
  split; [apply pull_positive; [exact Ya | reflexivity | lra] | ]. split; [apply Rmult_lt_0_compat; assumption | ].
  assert (exp (- dot v (feat a)) <= exp (- m)) by (apply exp_le; lra).
  split; [left; apply Rmult_lt_0_compat; [exact Hh | apply Rmult_lt_0_compat; assumption] | apply Rle_trans with (2 := E)].
  apply Rmult_le_compat_l; [lra | apply Rmult_le_compat_r; lra].
Qed.

(** A step: z gains, and the heights are in a zone again, in zone A after zone C. *)
Lemma next v : kept v -> let v' := gd_step relu d eta v in kept v' /\
  dot v' z = dot v z + h * exp (- dot v (feat a)) * dot (feat a) z /\ (heights_in r b c C v -> heights_in r b c A v').
Proof.
  intro H. destruct (pushed v H) as (Pa & Hp & Hs). assert (H' := H). destruct H' as (Lv & Z & I). cbv zeta.
  assert (St := fun x => four_step v x Lv). rewrite Pa in St.
  destruct lock as (L & Lw & Lz & He & Sd & M & _ & _ & (Ya & Yr & Yb & Yc) & (Ar & Ac & Ab) & (Az & Rz & Bz & Cz) & Hq & Hm & _ & _ & Rep & _). fold h in Rep.
  set (v' := gd_step relu d eta v) in *. assert (Lv' : length v' = k).
  { unfold v', gd_step. rewrite axpy_length. exact Lv. }
  assert (Gz : dot v' z = dot v z + h * exp (- dot v (feat a)) * dot (feat a) z) by (rewrite St, Rz, Bz, Cz; ring).
  assert (Up : dot w z <= dot v' z). { rewrite Gz. assert (0 < h * exp (- dot v (feat a)) * dot (feat a) z) by (apply Rmult_lt_0_compat; assumption). lra. }
  set (s := h * (exp (- dot v (feat a)) * dot (feat a) (feat b))) in *.
  set (x := dot v (feat r)) in *. set (y := dot v (feat c)) in *. set (u := dot v (feat b)) in *.
  assert (Ev : forall pr pb pc, pull relu r v = pr -> pull relu b v = pb -> pull relu c v = pc ->
    dot v' (feat r) = x + h * (pr * dot (feat r) (feat r) + pb * dot (feat b) (feat r) + pc * dot (feat r) (feat c)) /\
    dot v' (feat c) = y + h * (pr * dot (feat r) (feat c) + pb * dot (feat b) (feat c) + pc * dot (feat c) (feat c)) /\
    dot v' (feat b) = u + h * (pr * dot (feat b) (feat r) + pb * dot (feat b) (feat b) + pc * dot (feat b) (feat c)) + s).
  { intros pr pb pc <- <- <-. rewrite !St, Ar, Ac. unfold s, x, y, u.
    rewrite (dot_comm (feat c) (feat r)), (dot_comm (feat r) (feat b)), (dot_comm (feat c) (feat b)). repeat split; ring. }
  destruct Rep as (RA & CA & RC & CC & BC & BL & ET & Strike & Joint).
  assert (FromC : heights_in r b c C v -> heights_in r b c A v').
  { intro InC. assert (InC' := InC). destruct InC' as (X & Y & U). fold x in X. fold y in Y. fold u in U. unfold heights_in.
    destruct (Ev (exp (- x)) 0 (- exp y)) as (-> & -> & ->);
      [apply pull_positive; [exact Yr | reflexivity | fold x; lra] | apply pull_asleep with u; [reflexivity | lra] | apply pull_negative; [exact Yc | reflexivity | fold y; lra] | ].
    destruct (Joint x y u s InC Hs) as (J1 & J2 & J3). unfold in_zone. repeat split; lra. }
  split; [ | split; [exact Gz | exact FromC]]. split; [exact Lv' | split; [exact Up | ]]. destruct I as [InA | InC]; [ | left; apply FromC, InC].
  assert (InA' := InA). destruct InA' as (X & Y & U). fold x in X. fold y in Y. fold u in U.
  assert (Pr : pull relu r v = 0) by (apply pull_asleep with x; [reflexivity | lra]). assert (Pc : pull relu c v = 0) by (apply pull_asleep with y; [reflexivity | lra]).
  destruct (Rlt_le_dec 0 u) as [On | Off].
  - right. unfold heights_in. destruct (Ev 0 (- exp u) 0 Pr) as (-> & -> & ->); [apply pull_negative; [exact Yb | reflexivity | exact On] | exact Pc | ].
    assert (1 <= exp u) by (rewrite <- exp_0; apply exp_le; lra). assert (exp u <= exp (b_high A)) by (apply exp_le; lra).
    destruct (Strike x y u (exp u) s InA On ltac:(lra) Hs) as (J1 & J2 & J3). unfold in_zone. repeat split; lra.
  - left. unfold heights_in. destruct (Ev 0 0 0 Pr) as (-> & -> & ->); [apply pull_asleep with u; [reflexivity | lra] | exact Pc | ].
    unfold in_zone. repeat split; lra.
Qed.

Lemma all_kept t : kept (run t).
Proof.
  induction t as [| t IH]; [ | apply next, IH]. destruct lock as (_ & Lw & _ & _ & _ & _ & _ & _ & _ & _ & _ & _ & _ & _ & _ & _ & I).
  split; [exact Lw | split; [right; reflexivity | left; exact I]].
Qed.

Lemma at_rest_again t0 : exists t, (t0 <= t)%nat /\ heights_in r b c A (run t).
Proof.
  destruct (all_kept t0) as (_ & _ & [I | I]); [exists t0; auto | exists (S t0); split; [lia | ]].
  apply (next (run t0) (all_kept t0)), I.
Qed.

Lemma z_unbounded : unbounded (fun t => dot (run t) z).
Proof.
  intro B. assert (N := fun t => next (run t) (all_kept t)). assert (I := all_kept).
  destruct lock as (L & Lw & Lz & He & Sd & M & _ & _ & _ & _ & (Az & _) & Hq & Hm & E & _).
  assert (Hh : 0 < h) by (apply Rdiv_lt_0_compat; assumption).
  assert (U : unbounded (fun t => q * dot (run t) z + K)).
  { apply grows with (c := q * (h * dot (feat a) z)); [apply Rmult_lt_0_compat; [exact Hq | apply Rmult_lt_0_compat; assumption] | ].
    intro t. destruct (N t) as (_ & G & _). unfold run at 3. rewrite gd_run_S. fold run. rewrite G. destruct (I t) as (Lt & _ & Zt). specialize (E _ Lt Zt).
    assert (exp (- (q * dot (run t) z + K)) <= exp (- dot (run t) (feat a))) by (apply exp_le; lra).
    assert (q * (h * dot (feat a) z) * exp (- (q * dot (run t) z + K)) <= q * (h * dot (feat a) z) * exp (- dot (run t) (feat a))).
    { apply Rmult_le_compat_l; [left; apply Rmult_lt_0_compat; [exact Hq | apply Rmult_lt_0_compat; assumption] | assumption]. }
    lra. }
  destruct (U (q * B + K)) as [t0 H]. exists t0. intros t Ht. specialize (H t Ht). cbv beta in H. apply Rmult_le_reg_l with q; lra.
Qed.

Lemma unending : ~ ends run.
Proof.
  intros (t & E). destruct (z_unbounded (dot (run t) z + 1)) as [t1 H]. specialize (H (Nat.max t t1) ltac:(lia)).
  rewrite (E (Nat.max t t1) ltac:(lia)) in H. lra.
Qed.

(** A limit of the direction has no negative product with x_r, whose height has a lower bound. *)
Lemma limit_above p : direction_to run p -> length p = k -> 0 <= dot p (feat r).
Proof.
  intros D Lp. destruct (Rle_lt_dec 0 (dot p (feat r))) as [N | N]; [exact N | exfalso].
  assert (I := all_kept). assert (Lk := lock). destruct Lk as (L & _ & Lz & _ & _ & _ & _ & In & _ & _ & _ & _ & _ & _ & _ & Rep & _).
  assert (Lr : length (feat r) = k) by (apply (at_member _ _ _ L), In; cbn; auto).
  set (e := - dot p (feat r) / (2 * (Rabs (dot p z) + 1))). assert (P := Rabs_pos (dot p z)).
  assert (He : 0 < e) by (apply Rdiv_lt_0_compat; lra).
  destruct (z_unbounded ((1 - r_low A) / e)) as [t0 U].
  apply (not_towards run (fun t => norm (run t)) p (axpy e z (feat r)) t0); [ | rewrite axpy_length; congruence | | exact D].
  - intros t Ht. destruct (I t) as (Lt & _ & Zt). split; [rewrite axpy_length; congruence | ].
    rewrite dot_comm, dot_axpy by congruence. rewrite (dot_comm (feat r)), (dot_comm z). specialize (U t Ht). cbv beta in U.
    assert (e * ((1 - r_low A) / e) <= e * dot (run t) z) by (apply Rmult_le_compat_l; lra).
    replace (e * ((1 - r_low A) / e)) with (1 - r_low A) in * by (field; lra).
    assert (r_low A <= dot (run t) (feat r)). { destruct Zt as [(X & _) | (X & _)]; [lra | ]. destruct Rep as (RA & _ & RC & _).
      destruct (at_rest_again 0) as (t2 & _ & (X2 & _)). lra. }
    lra.
  - rewrite dot_comm, dot_axpy by congruence. rewrite (dot_comm (feat r)), (dot_comm z).
    assert (F : e * dot p z <= - dot p (feat r) / 2).
    { apply Rle_trans with (e * Rabs (dot p z)); [apply Rmult_le_compat_l; [lra | apply Rle_abs] | ].
      assert (e * (2 * (Rabs (dot p z) + 1)) = - dot p (feat r)) by (unfold e; field; lra). lra. }
    lra.
Qed.

(** The direction that is best for x_a beside the negatives is that of some v with v.x_r < 0. *)
Lemma not_best p v lb lc on : length v = k -> 0 <= lb -> 0 <= lc ->
  (forall x, length x = k -> dot v x = dot (feat a) x - lb * dot (feat b) x - lc * dot (feat c) x) ->
  dot v (feat b) <= 0 -> dot v (feat c) <= 0 -> dot v (feat a) = sqnorm v -> 0 < sqnorm v -> dot v (feat r) < 0 ->
  Forall (fun s => on s = true <-> s = a) d -> best_beside k on d p -> dot p (feat r) < 0.
Proof.
  intros Lv Hb Hc Ev Vb Vc Va Vp Vr On ((Lp & Np & Ng) & Best). assert (N := norm_pos v Vp). assert (N2 := norm_square v).
  destruct lock as (L & _ & _ & _ & _ & _ & I1 & I2 & (Ya & Yr & Yb & Yc) & _).
  assert (Only : forall s, In s (filter on d) <-> s = a).
  { intro s. rewrite filter_In. split; [intros [Hs O]; apply (at_member _ _ _ On Hs), O | ]. intros ->. assert (Ha : In a d) by (apply I2; cbn; auto).
    split; [exact Ha | apply (at_member _ _ _ On Ha); reflexivity]. }
  assert (Neg : forall s, In s (negatives d) -> s = b \/ s = c).
  { intros s Hs. apply filter_In in Hs. destruct Hs as [Hs O]. destruct (I1 s Hs) as [<- | [<- | [<- | [<- | []]]]]; [ | | auto | auto];
    destruct Rlt_dec; try discriminate; lra. }
  assert (M : margin_at_least (filter on d) (norm v) p).
  { apply (Best (scaled (/ norm v) v)).
    - split; [rewrite scaled_length; exact Lv | split; [apply unit_of, Vp | ]]. apply Forall_forall. intros s Hs. rewrite dot_scaled.
      assert (Q : 0 < / norm v) by (apply Rinv_0_lt_compat, N). destruct (Neg s Hs) as [-> | ->]; [assert (0 <= / norm v * - dot v (feat b)) by (apply Rmult_le_pos; lra) | assert (0 <= / norm v * - dot v (feat c)) by (apply Rmult_le_pos; lra)]; lra.
    - apply Forall_forall. intros s Hs. apply Only in Hs. subst s. rewrite dot_scaled, Va, <- N2. right. field. lra. }
  assert (Pa : norm v <= dot p (feat a)). { unfold margin_at_least in M. rewrite Forall_forall in M. apply M, Only. reflexivity. }
  assert (Pb : dot p (feat b) <= 0) by (apply (at_member _ _ _ Ng), in_negatives; [apply I2; cbn; auto | exact Yb]).
  assert (Pc : dot p (feat c) <= 0) by (apply (at_member _ _ _ Ng), in_negatives; [apply I2; cbn; auto | exact Yc]).
  assert (Pv : norm v <= dot p v).
  { rewrite dot_comm, (Ev p Lp), (dot_comm (feat a)), (dot_comm (feat b)), (dot_comm (feat c)).
    assert (0 <= lb * - dot p (feat b)) by (apply Rmult_le_pos; lra). assert (0 <= lc * - dot p (feat c)) by (apply Rmult_le_pos; lra). lra. }
  assert (Lr : length (feat r) = k) by (apply (at_member _ _ _ L), I2; cbn; auto).
  assert (Z : sqnorm (axpy (- norm v) p v) = 0).
  { assert (F := sqnorm_nonneg (axpy (- norm v) p v)). rewrite sqnorm_axpy in F |- * by congruence. rewrite Np, <- N2 in *. rewrite (dot_comm v p) in *.
    assert (norm v * norm v <= norm v * dot p v) by (apply Rmult_le_compat_l; lra). lra. }
  assert (E := sqnorm_zero _ (feat r) Z). rewrite dot_axpy in E by congruence.
  destruct (Rlt_le_dec (dot p (feat r)) 0) as [F | F]; [exact F | ]. assert (0 <= norm v * dot p (feat r)) by (apply Rmult_le_pos; lra). lra.
Qed.

(** Bounds on the losses of active samples: x_a, x_c, and x_b. *)
Lemma small_on_the_way ma mc beta : exp (- m) <= ma -> exp (c_high C) <= mc -> eta * beta < 2 ->
  (forall u, length u = k -> quadratic [ma; 1; T; mc] [a; r; b; c] u <= size d * beta * sqnorm u) -> small_along d eta w.
Proof.
  intros Ma Mc Eb Q. assert (I := all_kept). assert (Act := fun t => always_active _ (I t)).
  destruct lock as (L & Lw & _ & He & Sd & M & _ & In & (Ya & Yr & Yb & Yc) & _ & _ & _ & _ & _ & _ & Rep & _).
  destruct Rep as (RA & CA & RC & CC & BC & BL & ET & _). split; [exact He | ]. exists beta. split; [exact Eb | ]. intros j t Ht u Lu.
  fold run. set (W := run j) in *. set (W' := run (S j)) in *. assert (LL : length W' = length W) by (unfold W, W', run; rewrite !gd_run_length; reflexivity).
  assert (D : forall x, dot (between t W W') x = (1 - t) * dot W x + t * dot W' x) by (intro x; apply dot_between; exact LL).
  set (v := between t W W') in *.
  assert (Hi : forall i, dot (run i) (feat b) <= b_high A /\ dot (run i) (feat c) <= c_high C).
  { intro i. assert (0 <= b_high A). { destruct (at_rest_again 0) as (i2 & _ & _). destruct (pushed _ (I i2)) as (_ & _ & P). lra. }
    destruct (I i) as (_ & _ & [(_ & Y & U) | (_ & Y & U)]); lra. }
  assert (Ba : 0 <= bend a v <= ma).
  { apply bend_positive with (low := m); [exact Ya | apply Rle_trans with (2 := Ma); left; apply exp_pos | intros _; rewrite D; apply between_ge; [exact Ht | apply Act | apply Act] | exact Ma]. }
  assert (Br : 0 <= bend r v <= 1).
  { apply bend_positive with (low := 0); [exact Yr | lra | lra | rewrite Ropp_0, exp_0; lra]. }
  assert (Bb : 0 <= bend b v <= T).
  { apply bend_negative with (high := b_high A); [exact Yb | apply Rle_trans with (2 := ET); left; apply exp_pos | rewrite D; apply between_le; [exact Ht | apply Hi | apply Hi] | exact ET]. }
  assert (Bc : 0 <= bend c v <= mc).
  { apply bend_negative with (high := c_high C); [exact Yc | apply Rle_trans with (2 := Mc); left; apply exp_pos | rewrite D; apply between_le; [exact Ht | apply Hi | apply Hi] | exact Mc]. }
  rewrite curvature_made, (M (fun s => bend s v * (dot u (feat s)) ^ 2)). unfold sum_over. cbn [fold_right].
  specialize (Q u ltac:(congruence)). cbn [quadratic] in Q. apply Rmult_le_reg_r with (size d); [exact Sd | ].
  assert (G : forall s n, 0 <= bend s v <= n -> bend s v * (dot u (feat s)) ^ 2 <= n * (dot u (feat s)) ^ 2).
  { intros s n B. apply Rmult_le_compat_r; [apply pow2_ge_0 | lra]. }
  assert (Ga := G a _ Ba). assert (Gr := G r _ Br). assert (Gb := G b _ Bb). assert (Gc := G c _ Bc).
  match goal with |- ?s / size d * size d <= _ => replace (s / size d * size d) with s by (field; lra) end. lra.
Qed.

(** The repaired list of cases fails. *)
Lemma lock_no_case v lb lc : problem k d -> small_along d eta w -> length v = k -> 0 <= lb -> 0 <= lc ->
  (forall x, length x = k -> dot v x = dot (feat a) x - lb * dot (feat b) x - lc * dot (feat c) x) ->
  dot v (feat b) <= 0 -> dot v (feat c) <= 0 -> dot v (feat a) = sqnorm v -> 0 < sqnorm v -> dot v (feat r) < 0 ->
  ~ thm_3_2_cases_repaired.
Proof.
  intros Pd Sm Lv Hb Hc Ev Vb Vc Va Vp Vr claim. assert (I := all_kept). assert (Lk := lock).
  destruct Lk as (L & Lw & _ & _ & _ & _ & I1 & I2 & (Ya & Yr & Yb & Yc) & _ & (Az & Rz & Bz & Cz) & _ & Hm & _ & _ & Rep & _).
  destruct (claim k d w eta Pd Lw Sm) as [E | (p & Lp & D & H)]; [exact (unending E) | ]. fold run in D, H.
  set (on := fun s => if Rlt_dec 0 (dot (feat s) z) then true else false).
  assert (On : forall s, In s d -> (on s = true <-> s = a)).
  { intros s Hs. unfold on. destruct (I1 s Hs) as [<- | [<- | [<- | [<- | []]]]]; destruct Rlt_dec as [F | F]; try lra;
      (split; intro X; [try reflexivity; discriminate X | try reflexivity; exfalso; rewrite <- X in Az; lra]). }
  assert (Ha : In a d) by (apply I2; cbn; auto).
  assert (F := limit_above p D Lp). enough (dot p (feat r) < 0) by lra.
  apply (not_best p v lb lc on); try assumption; [apply Forall_forall; exact On | ]. apply H.
  - apply Forall_forall. intros s Hs. rewrite (On s Hs). split.
    + intros ->. split; [exact Ya | exists O]. intros t _. assert (X := always_active _ (I t)). lra.
    + intros (Ys & t0 & X). destruct (I1 s Hs) as [<- | [<- | [<- | [<- | []]]]]; [reflexivity | exfalso | exfalso; lra | exfalso; lra].
      destruct (at_rest_again t0) as (t & Ht & (R & _)). specialize (X t Ht). destruct Rep as (RA & _). lra.
  - apply Exists_exists. exists a. split; [exact Ha | apply On; [exact Ha | reflexivity]].
Qed.
End Lock.
