(** Runs that one positive pulls, alone or beside the kink of one negative that throws them back again and again. *)
From Coq Require Import Reals Lra Lia List Classical_Pred_Type.
Require Import Definitions Claims Facts Held Rays Ends.
Import ListNotations.
Open Scope R_scope.

(** Sums over the data are f a + f b + those over [rest]: a positive, a negative, and samples that stay inactive. *)
Definition made_of (d : list sample) (front rest : list sample) := forall f, sum_over d f = sum_over front f + sum_over rest f.

Lemma towards_sum d w x : towards d w x = sum_over d (fun s => - pull relu s w * dot (feat s) x).
Proof. unfold sum_over. induction d as [| s d IH]; cbn [towards fold_right]; [reflexivity | rewrite IH; reflexivity]. Qed.
Lemma gd_step_dot k d eta w x : Forall (fun s => length (feat s) = k) d -> length w = k ->
  dot (gd_step relu d eta w) x = dot w x + eta / size d * sum_over d (fun s => pull relu s w * dot (feat s) x).
Proof.
  intros L Lw. rewrite gd_step_added, dot_added, towards_sum by (apply Forall_impl with (2 := L); intros; congruence).
  enough (G : sum_over d (fun s => - pull relu s w * dot (feat s) x) = - sum_over d (fun s => pull relu s w * dot (feat s) x)) by (rewrite G; ring).
  unfold sum_over. induction d as [| s d IH]; cbn [fold_right]; [ring | ]. inversion L as [| ? ? _ Ld]; subst. rewrite (IH Ld). ring.
Qed.
Lemma asleep_sum d w x : Forall (fun s => dot w (feat s) <= 0) d -> sum_over d (fun s => pull relu s w * dot (feat s) x) = 0.
Proof.
  unfold sum_over. induction 1 as [| s d Hs _ IH]; cbn [fold_right]; [reflexivity | ]. rewrite IH, (pull_asleep s w _ eq_refl Hs). ring.
Qed.

(** What a sample has added up to by step t. *)
Fixpoint given (d : list sample) (eta : R) (s : sample) (w : vec) (t : nat) : R :=
  match t with O => 0 | S j => given d eta s w j + eta / size d * pull relu s (gd_run relu d eta w j) end.

(** ** One positive alone *)

(** x_a pushes no other sample over its kink, and nothing else is active at the start. *)
Definition alone (k : nat) (d : list sample) (a : sample) (rest : list sample) (w : vec) :=
  Forall (fun s => length (feat s) = k) d /\ length w = k /\ In a d /\ 0 < size d /\ made_of d [a] rest /\ incl d (a :: rest) /\
  label a = 1 /\ 0 < dot w (feat a) /\ 0 < sqnorm (feat a) /\
  Forall (fun s => dot w (feat s) <= 0 /\ dot (feat a) (feat s) <= 0) rest.

Lemma alone_run k d a rest w eta t : alone k d a rest w -> 0 < eta ->
  0 <= given d eta a w t /\ forall x, dot (gd_run relu d eta w t) x = dot w x + given d eta a w t * dot (feat a) x.
Proof.
  intros (L & Lw & Ha & Sd & M & I & Y & P & X & R) He. assert (Hh : 0 < eta / size d) by (apply Rdiv_lt_0_compat; assumption).
  induction t as [| t [G IH]]; [split; [cbn [given]; lra | intro x; cbn [gd_run given]; ring] | ].
  assert (Lt : length (gd_run relu d eta w t) = k) by (rewrite gd_run_length; exact Lw).
  assert (Pa : 0 < dot (gd_run relu d eta w t) (feat a)).
  { rewrite IH. fold (sqnorm (feat a)). assert (0 <= given d eta a w t * sqnorm (feat a)) by (apply Rmult_le_pos; lra). lra. }
  assert (Z : Forall (fun s => dot (gd_run relu d eta w t) (feat s) <= 0) rest).
  { apply Forall_impl with (2 := R). intros s [H1 H2]. rewrite IH. assert (0 <= given d eta a w t * - dot (feat a) (feat s)) by (apply Rmult_le_pos; lra). lra. }
  assert (Pp := pull_positive a (gd_run relu d eta w t) _ Y eq_refl Pa). split.
  - cbn [given]. rewrite Pp. assert (0 < eta / size d * exp (- dot (gd_run relu d eta w t) (feat a))) by (apply Rmult_lt_0_compat; [exact Hh | apply exp_pos]). lra.
  - intro x. rewrite gd_run_S, (gd_step_dot k) by assumption. rewrite (M (fun s => pull relu s (gd_run relu d eta w t) * dot (feat s) x)).
    rewrite (asleep_sum rest) by exact Z. rewrite IH. unfold sum_over. cbn [fold_right given]. ring.
Qed.

Lemma alone_grows k d a rest w eta : alone k d a rest w -> 0 < eta -> unbounded (given d eta a w).
Proof.
  intros H He. assert (A := fun t => alone_run k d a rest w eta t H He). destruct H as (L & Lw & Ha & Sd & M & I & Y & P & X & R).
  assert (Hh : 0 < eta / size d) by (apply Rdiv_lt_0_compat; assumption). set (q := sqnorm (feat a)) in *.
  assert (U : unbounded (fun t => dot w (feat a) + q * given d eta a w t)).
  { apply grows with (c := eta / size d * q); [apply Rmult_lt_0_compat; assumption | ]. intro t. destruct (A t) as [G E]. specialize (E (feat a)).
    fold (sqnorm (feat a)) in E. fold q in E. assert (0 <= given d eta a w t * q) by (apply Rmult_le_pos; lra).
    cbn [given]. rewrite (pull_positive a (gd_run relu d eta w t) (dot w (feat a) + q * given d eta a w t) Y ltac:(lra) ltac:(lra)). lra. }
  intro B. destruct (U (dot w (feat a) + q * B)) as [T HT]. exists T. intros t Ht. specialize (HT t Ht). cbv beta in HT.
  apply Rmult_le_reg_l with q; lra.
Qed.

(** A bounded difference from a point on a ray, by inner products. *)
Lemma near_by k W a z v r y : length W = k -> length z = k -> length v = k -> length y = k ->
  (forall x, dot W x = dot v x + a * dot z x + r * dot y x) ->
  sqdist W (scaled a z) = sqnorm v + 2 * r * dot v y + r * r * sqnorm y.
Proof.
  intros LW Lz Lv Ly H. rewrite sqdist_expand by (rewrite scaled_length; congruence). rewrite dot_scaled_right, sqnorm_scaled.
  unfold sqnorm at 1. rewrite H, (dot_comm v W), (dot_comm z W), (dot_comm y W), !H. unfold sqnorm.
  rewrite (dot_comm z v), (dot_comm y v), (dot_comm y z). ring.
Qed.

(** Its direction is that of x_a, written as a multiple of u. *)
Lemma alone_direction k d a rest w eta c u : alone k d a rest w -> 0 < eta -> 0 < c -> feat a = scaled c u -> direction_to (gd_run relu d eta w) (scaled (/ norm u) u).
Proof.
  intros H He Hc E. assert (A := fun t => alone_run k d a rest w eta t H He). assert (U := alone_grows k d a rest w eta H He).
  destruct H as (L & Lw & Ha & Sd & M & I & Y & P & X & R). assert (La := at_member _ _ _ L Ha). cbv beta in La.
  assert (Lu : length u = k) by (rewrite E, scaled_length in La; exact La).
  assert (Q : 0 < sqnorm u). { rewrite E, sqnorm_scaled in X. destruct (sqnorm_nonneg u) as [Z | Z]; [exact Z | rewrite <- Z in X; lra]. }
  apply near_ray with (a := fun t => given d eta a w t * c) (B := 1 + sqnorm w); [ | assert (Z := sqnorm_nonneg w); lra | | exact Q].
  - intro t. destruct (A t) as [_ D]. assert (Lt : length (gd_run relu d eta w t) = k) by (rewrite gd_run_length; exact Lw).
    split; [congruence | ]. rewrite (near_by k _ _ u w 0 w); auto.
    + assert (Z := sqnorm_nonneg w). assert (0 <= sqnorm w * sqnorm w) by (apply Rmult_le_pos; assumption). lra.
    + intro x. rewrite D, E, dot_scaled. ring.
  - intro B. destruct (U (B / c)) as [T HT]. exists T. intros t Ht. specialize (HT t Ht).
    apply Rmult_le_reg_r with (/ c); [apply Rinv_0_lt_compat, Hc | ]. replace (given d eta a w t * c * / c) with (given d eta a w t) by (field; lra). exact HT.
Qed.

(** ** Beside one kink *)

(** x_a raises w.x_b, which starts below 0; x_a less its projection on x_b, and x_b as far as w.x_b reaches, wake no other sample. *)
Definition beside (k : nat) (d : list sample) (a b : sample) (rest : list sample) (w : vec) :=
  Forall (fun s => length (feat s) = k) d /\ length w = k /\ In a d /\ In b d /\ 0 < size d /\ made_of d [a; b] rest /\ incl d (a :: b :: rest) /\
  label a = 1 /\ label b = -1 /\ 0 < dot w (feat a) /\ dot w (feat b) < 0 /\
  0 < dot (feat a) (feat b) <= sqnorm (feat b) /\ dot (feat a) (feat b) * dot (feat a) (feat b) < sqnorm (feat a) * sqnorm (feat b) /\
  Forall (fun s => dot w (feat s) <= 0 /\
    sqnorm (feat b) * dot w (feat s) + (1 - dot w (feat b)) * dot (feat b) (feat s) <= 0 /\
    sqnorm (feat b) * dot (feat a) (feat s) <= dot (feat a) (feat b) * dot (feat b) (feat s)) rest.

(** Steps that are small enough for it. *)
Definition gentle (d : list sample) (a b : sample) (w : vec) (eta : R) :=
  0 < eta /\ eta / size d * dot (feat a) (feat b) <= 1 /\ eta / size d * (sqnorm (feat b) * exp 1) <= - dot w (feat b).

Lemma gentle_below k d a b rest w : beside k d a b rest w -> exists small, 0 < small /\ forall eta, 0 < eta < small -> gentle d a b w eta.
Proof.
  intros (_ & _ & _ & _ & Sd & _ & _ & _ & _ & _ & Q & (C & CB) & _). set (c := dot (feat a) (feat b)) in *. set (n := size d) in *.
  set (e := sqnorm (feat b) * exp 1). assert (He : 0 < e) by (apply Rmult_lt_0_compat; [lra | apply exp_pos]).
  exists (Rmin (n / c) (- dot w (feat b) * n / e)).
  assert (A : 0 < n / c) by (apply Rdiv_lt_0_compat; assumption).
  assert (B : 0 < - dot w (feat b) * n / e) by (apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | exact He]).
  split; [apply Rmin_glb_lt; assumption | ]. intros eta [H1 H2].
  assert (M1 := Rmin_l (n / c) (- dot w (feat b) * n / e)). assert (M2 := Rmin_r (n / c) (- dot w (feat b) * n / e)).
  split; [exact H1 | split].
  - replace 1 with (n / c / n * c) by (unfold n in *; field; lra). apply Rmult_le_compat_r; [lra | ]. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Sd | lra].
  - fold e. replace (- dot w (feat b)) with (- dot w (feat b) * n / e / n * e) by (field; lra). apply Rmult_le_compat_r; [lra | ].
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Sd | lra].
Qed.

(** At each step: w = w_0 + A x_a + B x_b with A >= 0, and w.x_b between its start and 1. *)
Definition held_beside (d : list sample) (a b : sample) (w : vec) (eta : R) (t : nat) :=
  0 <= given d eta a w t /\ dot w (feat b) <= dot (gd_run relu d eta w t) (feat b) <= 1 /\
  forall x, dot (gd_run relu d eta w t) x = dot w x + given d eta a w t * dot (feat a) x + given d eta b w t * dot (feat b) x.

Lemma beside_more k d a b rest w eta t : beside k d a b rest w -> held_beside d a b w eta t ->
  dot w (feat a) <= dot (gd_run relu d eta w t) (feat a) /\ Forall (fun s => dot (gd_run relu d eta w t) (feat s) <= 0) rest.
Proof.
  intros (L & Lw & Ha & Hb & Sd & M & I & Ya & Yb & P & Q & (C & CB) & D & R) (G & (Q1 & Q2) & E).
  set (W := gd_run relu d eta w t) in *. set (A := given d eta a w t) in *. set (B := given d eta b w t) in *.
  set (c := dot (feat a) (feat b)) in *. set (sb := sqnorm (feat b)) in *. set (sa := sqnorm (feat a)) in *.
  assert (EB := E (feat b)). fold c in EB. fold (sqnorm (feat b)) in EB. fold sb in EB.
  assert (Sb : 0 < sb) by lra. set (q := dot W (feat b)) in *. set (q0 := dot w (feat b)) in *. split.
  - assert (EA := E (feat a)). fold (sqnorm (feat a)) in EA. fold sa in EA. rewrite (dot_comm (feat b)) in EA. fold c in EA.
    apply Rmult_le_reg_l with sb; [exact Sb | ].
    assert (0 <= A * (sa * sb - c * c)) by (apply Rmult_le_pos; lra). assert (0 <= (q - q0) * c) by (apply Rmult_le_pos; lra).
    rewrite EA. replace (sb * (dot w (feat a) + A * sa + B * c)) with (sb * dot w (feat a) + A * (sa * sb - c * c) + (A * c + B * sb) * c) by ring.
    replace (A * c + B * sb) with (q - q0) by lra. lra.
  - apply Forall_impl with (2 := R). intros s (H1 & H2 & H3). assert (ES := E (feat s)).
    set (ws := dot w (feat s)) in *. set (as_ := dot (feat a) (feat s)) in *. set (bs := dot (feat b) (feat s)) in *.
    assert (J : 0 <= A * (c * bs - sb * as_)) by (apply Rmult_le_pos; lra).
    assert (K : sb * dot W (feat s) = sb * ws - A * (c * bs - sb * as_) + (q - q0) * bs).
    { rewrite ES. replace (sb * (ws + A * as_ + B * bs)) with (sb * ws - A * (c * bs - sb * as_) + (A * c + B * sb) * bs) by ring. replace (A * c + B * sb) with (q - q0) by lra. reflexivity. }
    assert (V : sb * ws + (q - q0) * bs <= 0).
    { destruct (Rle_lt_dec bs 0) as [N | N].
      - assert (0 <= (q - q0) * - bs) by (apply Rmult_le_pos; lra). assert (0 <= sb * - ws) by (apply Rmult_le_pos; lra). lra.
      - assert ((q - q0) * bs <= (1 - q0) * bs) by (apply Rmult_le_compat_r; lra). lra. }
    destruct (Rle_lt_dec (dot W (feat s)) 0) as [N | N]; [exact N | ]. assert (0 < sb * dot W (feat s)) by (apply Rmult_lt_0_compat; assumption). lra.
Qed.

Lemma beside_step k d a b rest w eta t : beside k d a b rest w -> 0 < eta -> held_beside d a b w eta t -> forall x,
  dot (gd_run relu d eta w (S t)) x = dot (gd_run relu d eta w t) x +
    eta / size d * (exp (- dot (gd_run relu d eta w t) (feat a)) * dot (feat a) x + pull relu b (gd_run relu d eta w t) * dot (feat b) x).
Proof.
  intros H He Hh x. destruct (beside_more k d a b rest w eta t H Hh) as [Pa Z].
  destruct H as (L & Lw & Ha & Hb & Sd & M & I & Ya & Yb & P & Q & _). set (W := gd_run relu d eta w t) in *.
  assert (Lt : length W = k) by (unfold W; rewrite gd_run_length; exact Lw).
  rewrite gd_run_S. fold W. rewrite (gd_step_dot k) by assumption. rewrite (M (fun s => pull relu s W * dot (feat s) x)).
  rewrite (asleep_sum rest) by exact Z. unfold sum_over. cbn [fold_right].
  rewrite (pull_positive a W _ Ya eq_refl) by lra. ring.
Qed.

Lemma stays_beside k d a b rest w eta t : beside k d a b rest w -> gentle d a b w eta -> held_beside d a b w eta t.
Proof.
  intros H (He & G1 & G2). induction t as [| t IH].
  - destruct H as (_ & _ & _ & _ & _ & _ & _ & _ & _ & _ & Q & _). split; [cbn [given]; lra | split; [cbn [gd_run]; lra | ]]. intro x. cbn [gd_run given]. ring.
  - assert (S := beside_step k d a b rest w eta t H He IH). destruct (beside_more k d a b rest w eta t H IH) as [Pa _].
    destruct H as (L & Lw & Ha & Hb & Sd & M & I & Ya & Yb & P & Q & (C & CB) & _). destruct IH as (G & (Q1 & Q2) & E).
    set (W := gd_run relu d eta w t) in *. set (h := eta / size d) in *. assert (Hh : 0 < h) by (apply Rdiv_lt_0_compat; assumption).
    assert (Pp := pull_positive a W _ Ya eq_refl ltac:(lra)).
    set (p := dot W (feat a)) in *. assert (Ep := exp_pos (- p)). assert (E1 : exp (- p) <= 1) by (rewrite <- exp_0; apply exp_le; lra).
    split; [cbn [given]; fold W h; rewrite Pp; assert (0 < h * exp (- p)) by (apply Rmult_lt_0_compat; assumption); lra | split].
    + rewrite S. set (q := dot W (feat b)) in *. set (c := dot (feat a) (feat b)) in *. fold (sqnorm (feat b)). set (sb := sqnorm (feat b)) in *.
      assert (U : 0 < h * (exp (- p) * c) <= h * c).
      { split; [apply Rmult_lt_0_compat; [exact Hh | apply Rmult_lt_0_compat; assumption] | ]. apply Rmult_le_compat_l; [lra | ].
        assert (exp (- p) * c <= 1 * c) by (apply Rmult_le_compat_r; lra). lra. }
      destruct (Rlt_le_dec 0 q) as [N | N].
      * rewrite (pull_negative b W q Yb eq_refl N). assert (1 <= exp q) by (rewrite <- exp_0; apply exp_le; lra). assert (exp q <= exp 1) by (apply exp_le; lra).
        assert (V1 : h * c <= h * (exp q * sb)).
        { apply Rmult_le_compat_l; [lra | ]. assert (1 * sb <= exp q * sb) by (apply Rmult_le_compat_r; lra). lra. }
        assert (V2 : h * (exp q * sb) <= h * (sb * exp 1)).
        { apply Rmult_le_compat_l; [lra | ]. assert (exp q * sb <= exp 1 * sb) by (apply Rmult_le_compat_r; lra). lra. }
        lra.
      * rewrite (pull_asleep b W q eq_refl N). lra.
    + intro x. rewrite S, E. cbn [given]. fold W h. rewrite Pp. ring.
Qed.

(** What A multiplies: |x_a|^2 less the square of its projection on x_b, times |x_b|^2. *)
Definition across (a b : sample) : R := sqnorm (feat a) * sqnorm (feat b) - dot (feat a) (feat b) * dot (feat a) (feat b).

Lemma beside_grows k d a b rest w eta : beside k d a b rest w -> gentle d a b w eta -> unbounded (given d eta a w).
Proof.
  intros H G. assert (S := fun t => stays_beside k d a b rest w eta t H G). assert (B := fun t => beside_more k d a b rest w eta t H (S t)).
  destruct G as (He & _). destruct H as (L & Lw & Ha & Hb & Sd & M & I & Ya & Yb & P & Q & (C & CB) & D & R).
  set (sb := sqnorm (feat b)) in *. set (sa := sqnorm (feat a)) in *. set (c := dot (feat a) (feat b)) in *.
  assert (Hh : 0 < eta / size d) by (apply Rdiv_lt_0_compat; assumption). set (m := (sa * sb - c * c) / sb). assert (Sb : 0 < sb) by lra.
  assert (Hm : 0 < m) by (apply Rdiv_lt_0_compat; lra). set (K := dot w (feat a) + (1 - dot w (feat b)) * c / sb).
  assert (U : unbounded (fun t => K + m * given d eta a w t)).
  { apply grows with (c := m * (eta / size d)); [apply Rmult_lt_0_compat; assumption | ]. intro t. destruct (S t) as (A0 & (Q1 & Q2) & E). destruct (B t) as [Pa _].
    cbn [given]. set (W := gd_run relu d eta w t) in *. rewrite (pull_positive a W _ Ya eq_refl) by lra. set (A := given d eta a w t) in *.
    assert (Le : dot W (feat a) <= K + m * A).
    { apply Rmult_le_reg_l with sb; [exact Sb | ]. assert (EA := E (feat a)). assert (EB := E (feat b)). fold (sqnorm (feat a)) in EA. fold sa in EA.
      fold (sqnorm (feat b)) in EB. fold sb c in EB. rewrite (dot_comm (feat b)) in EA. fold c in EA. set (Bt := given d eta b w t) in *.
      replace (sb * (K + m * A)) with (sb * dot w (feat a) + (1 - dot w (feat b)) * c + A * (sa * sb - c * c)) by (unfold K, m; field; lra).
      rewrite EA. replace (sb * (dot w (feat a) + A * sa + Bt * c)) with (sb * dot w (feat a) + (A * c + Bt * sb) * c + A * (sa * sb - c * c)) by ring.
      assert ((A * c + Bt * sb) * c <= (1 - dot w (feat b)) * c) by (apply Rmult_le_compat_r; lra). lra. }
    assert (X : exp (- (K + m * A)) <= exp (- dot W (feat a))) by (apply exp_le; lra).
    assert (m * (eta / size d) * exp (- (K + m * A)) <= m * (eta / size d) * exp (- dot W (feat a))) by (apply Rmult_le_compat_l; [left; apply Rmult_lt_0_compat; assumption | exact X]). lra. }
  intro N. destruct (U (K + m * N)) as [T HT]. exists T. intros t Ht. specialize (HT t Ht). cbv beta in HT. apply Rmult_le_reg_l with m; lra.
Qed.

(** x_a less its projection on x_b *)
Definition along_kink (a b : sample) : vec := axpy (- (dot (feat a) (feat b) / sqnorm (feat b))) (feat b) (feat a).

Lemma along_kink_facts k d a b rest w : beside k d a b rest w -> let z := along_kink a b in
  length z = k /\ dot z (feat b) = 0 /\ sqnorm z = across a b / sqnorm (feat b) /\ dot z (feat a) = sqnorm z /\ 0 < sqnorm z /\
  Forall (fun s => dot z (feat s) <= 0) rest.
Proof.
  intros (L & Lw & Ha & Hb & Sd & M & I & Ya & Yb & P & Q & (C & CB) & D & R) z.
  assert (La := at_member _ _ _ L Ha). assert (Lb := at_member _ _ _ L Hb). cbv beta in La, Lb.
  assert (E : forall x, dot z x = dot (feat a) x - dot (feat a) (feat b) / sqnorm (feat b) * dot (feat b) x).
  { intro x. unfold z, along_kink. rewrite dot_axpy by congruence. ring. }
  set (c := dot (feat a) (feat b)) in *. assert (Sb : 0 < sqnorm (feat b)) by lra.
  assert (Zb : dot z (feat b) = 0). { rewrite E. fold c. fold (sqnorm (feat b)). field. lra. }
  assert (Za : dot z (feat a) = across a b / sqnorm (feat b)).
  { rewrite E, (dot_comm (feat b)). fold c. fold (sqnorm (feat a)). unfold across. fold c. field. lra. }
  assert (Zz : sqnorm z = across a b / sqnorm (feat b)).
  { unfold sqnorm at 1. rewrite E, (dot_comm (feat a)), (dot_comm (feat b) z), Za, Zb. ring. }
  split; [unfold z, along_kink; rewrite axpy_length; exact La | split; [exact Zb | split; [exact Zz | split; [rewrite Za, Zz; reflexivity | split]]]].
  - rewrite Zz. unfold across. fold c. apply Rdiv_lt_0_compat; lra.
  - apply Forall_impl with (2 := R). intros s (_ & _ & H). rewrite E. fold c. apply Rmult_le_reg_l with (sqnorm (feat b)); [exact Sb | ].
    replace (sqnorm (feat b) * (dot (feat a) (feat s) - c / sqnorm (feat b) * dot (feat b) (feat s)))
      with (sqnorm (feat b) * dot (feat a) (feat s) - c * dot (feat b) (feat s)) by (field; lra). lra.
Qed.

(** The direction converges, and at a right angle to x_b. *)
Lemma beside_direction k d a b rest w eta : beside k d a b rest w -> gentle d a b w eta ->
  direction_to (gd_run relu d eta w) (scaled (/ norm (along_kink a b)) (along_kink a b)).
Proof.
  intros H G. assert (S := fun t => stays_beside k d a b rest w eta t H G). assert (U := beside_grows k d a b rest w eta H G).
  destruct (along_kink_facts k d a b rest w H) as (Lz & _ & _ & _ & Z & _).
  destruct H as (L & Lw & Ha & Hb & Sd & M & I & Ya & Yb & P & Q & (C & CB) & _).
  assert (La := at_member _ _ _ L Ha). assert (Lb := at_member _ _ _ L Hb). cbv beta in La, Lb.
  set (sb := sqnorm (feat b)) in *. set (q0 := dot w (feat b)) in *. assert (Sb : 0 < sb) by lra.
  set (B := 1 + sqnorm w + (1 - q0) * (1 - q0) / sb). assert (W0 := sqnorm_nonneg w).
  assert (B0 : 0 <= (1 - q0) * (1 - q0) / sb) by (apply Rmult_le_pos; [apply Rle_0_sqr | left; apply Rinv_0_lt_compat, Sb]).
  assert (B1 : 1 <= B) by (unfold B; lra).
  apply near_ray with (a := given d eta a w) (B := B); [ | lra | exact U | exact Z].
  intro t. destruct (S t) as (A0 & (Q1 & Q2) & E). fold q0 in Q1. assert (Lt : length (gd_run relu d eta w t) = k) by (rewrite gd_run_length; exact Lw).
  split; [congruence | ]. set (W := gd_run relu d eta w t) in *. set (A := given d eta a w t) in *. set (q := dot W (feat b)) in *.
  rewrite (near_by k W A (along_kink a b) w ((q - q0) / sb) (feat b)); auto.
  - fold sb q0.
    assert (F : (q - q0) / sb * ((q - q0) / sb) * sb = (q - q0) * (q - q0) / sb) by (field; lra).
    assert (F1 : (q - q0) * (q - q0) / sb <= (1 - q0) * (1 - q0) / sb).
    { apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Sb | apply Rmult_le_compat; lra]. }
    assert (F2 : 0 <= (q - q0) / sb * - q0) by (apply Rmult_le_pos; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, Sb] | lra]).
    assert (B <= B * B) by (assert (1 * B <= B * B) by (apply Rmult_le_compat_r; lra); lra). rewrite F. unfold B in *. lra.
  - intro x. rewrite (E x). assert (EB := E (feat b)). fold (sqnorm (feat b)) in EB. fold sb q q0 in EB. unfold along_kink. rewrite dot_axpy by congruence. fold sb.
    set (c := dot (feat a) (feat b)) in *. set (Bt := given d eta b w t) in *. replace (q - q0) with (A * c + Bt * sb) by lra. field. lra.
Qed.

(** x_b is struck again and again. *)
Lemma strikes k d a b rest w eta T : beside k d a b rest w -> gentle d a b w eta -> exists t, (T <= t)%nat /\ 0 < dot (gd_run relu d eta w t) (feat b).
Proof.
  intros H G. assert (S := fun t => stays_beside k d a b rest w eta t H G). assert (U := beside_grows k d a b rest w eta H G).
  assert (He := proj1 G). set (c := dot (feat a) (feat b)).
  assert (N : ~ forall t, (T <= t)%nat -> dot (gd_run relu d eta w t) (feat b) <= 0).
  { intro N. assert (Gr : forall n, dot (gd_run relu d eta w (T + n)) (feat b) = dot (gd_run relu d eta w T) (feat b) + (given d eta a w (T + n) - given d eta a w T) * c).
    { induction n as [| n IH]; [rewrite Nat.add_0_r; ring | ]. rewrite Nat.add_succ_r, (beside_step k d a b rest w eta (T + n) H He (S (T + n)%nat)).
      destruct (beside_more k d a b rest w eta (T + n) H (S (T + n)%nat)) as [Pa _]. specialize (N (T + n)%nat ltac:(lia)). cbn [given].
      destruct H as (_ & _ & _ & _ & _ & _ & _ & Ya & _ & P & _). rewrite (pull_positive a _ _ Ya eq_refl) by lra.
      rewrite (pull_asleep b _ _ eq_refl N), IH. fold c. ring. }
    destruct H as (_ & _ & _ & _ & _ & _ & _ & _ & _ & _ & _ & (C & _) & _). fold c in C.
    destruct (U (given d eta a w T + (1 - dot (gd_run relu d eta w T) (feat b)) / c)) as [T' HT']. specialize (HT' (T + T')%nat ltac:(lia)).
    specialize (Gr T'). specialize (N (T + T')%nat ltac:(lia)).
    assert ((1 - dot (gd_run relu d eta w T) (feat b)) / c * c <= (given d eta a w (T + T') - given d eta a w T) * c) by (apply Rmult_le_compat_r; lra).
    replace ((1 - dot (gd_run relu d eta w T) (feat b)) / c * c) with (1 - dot (gd_run relu d eta w T) (feat b)) in * by (field; lra). lra. }
  destruct (not_all_ex_not _ _ N) as [t Ht]. exists t. destruct (le_lt_dec T t) as [A | A]; [split; [exact A | ] | exfalso; apply Ht; intro; lia].
  destruct (Rlt_le_dec 0 (dot (gd_run relu d eta w t) (feat b))) as [B | B]; [exact B | exfalso; apply Ht; intros _; exact B].
Qed.

(** ** What the files state of one case *)

Lemma beside_has_direction k d a b rest w eta : beside k d a b rest w -> gentle d a b w eta -> has_direction k (gd_run relu d eta w).
Proof.
  intros H G. exists (scaled (/ norm (along_kink a b)) (along_kink a b)). split; [ | apply beside_direction with (1 := H); exact G].
  rewrite scaled_length. apply (along_kink_facts k d a b rest w H).
Qed.

Lemma beside_onto k d a b rest w eta t : beside k d a b rest w -> gentle d a b w eta ->
  dot (gd_run relu d eta w t) (along_kink a b) = dot w (along_kink a b) + given d eta a w t * sqnorm (along_kink a b).
Proof.
  intros H G. destruct (stays_beside k d a b rest w eta t H G) as (_ & _ & E). destruct (along_kink_facts k d a b rest w H) as (_ & Zb & _ & Za & _).
  rewrite E, (dot_comm (feat a)), (dot_comm (feat b)), Za, Zb. ring.
Qed.
Lemma beside_unending k d a b rest w eta : beside k d a b rest w -> gentle d a b w eta -> ~ ends (gd_run relu d eta w).
Proof.
  intros H G (T & E). assert (U := beside_grows k d a b rest w eta H G). destruct (along_kink_facts k d a b rest w H) as (_ & _ & _ & _ & Z & _).
  destruct (U (given d eta a w T + 1)) as [T' HT']. set (t := Nat.max T T'). specialize (HT' t ltac:(unfold t; lia)).
  assert (X := beside_onto k d a b rest w eta t H G). rewrite (E t ltac:(unfold t; lia)), (beside_onto k d a b rest w eta T H G) in X.
  assert (0 < (given d eta a w t - given d eta a w T) * sqnorm (along_kink a b)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
Lemma beside_far k d a b rest w eta : beside k d a b rest w -> gentle d a b w eta ->
  forall M, exists T, forall t, (T <= t)%nat -> M <= norm (gd_run relu d eta w t).
Proof.
  intros H G M. assert (U := beside_grows k d a b rest w eta H G). destruct (along_kink_facts k d a b rest w H) as (Lz & _ & _ & _ & Z & _).
  assert (Lw : length w = k) by apply H. set (z := along_kink a b) in *. assert (N := norm_pos z Z). assert (N2 := norm_square z).
  set (g := (Rmax M 0 * norm z - dot w z) / sqnorm z). destruct (U g) as [T HT]. exists T. intros t Ht. specialize (HT t Ht).
  assert (X := beside_onto k d a b rest w eta t H G). fold z in X. set (W := gd_run relu d eta w t) in *.
  assert (LW : length W = k) by (unfold W; rewrite gd_run_length; exact Lw). assert (V := cauchy W z ltac:(congruence)).
  assert (Y : Rmax M 0 * norm z <= dot W z).
  { rewrite X. assert (g * sqnorm z <= given d eta a w t * sqnorm z) by (apply Rmult_le_compat_r; lra).
    replace (g * sqnorm z) with (Rmax M 0 * norm z - dot w z) in * by (unfold g; field; lra). lra. }
  apply Rle_trans with (1 := Rmax_l M 0). set (m := Rmax M 0) in *. assert (M0 : 0 <= m) by apply Rmax_r.
  destruct (Rle_lt_dec m (norm W)) as [A | A]; [exact A | exfalso]. rewrite <- N2, <- norm_square in V. set (c := norm W) in *. assert (C0 : 0 <= c) by apply norm_nonneg.
  assert (c * norm z < m * norm z) by (apply Rmult_lt_compat_r; assumption). assert (0 <= c * norm z) by (apply Rmult_le_pos; lra).
  assert ((c * norm z) * (c * norm z) < dot W z * dot W z) by (apply Rmult_le_0_lt_compat; lra). lra.
Qed.

(** An alleged limit has the inner products of the limit. *)
Lemma beside_limit k d a b rest w eta p x : beside k d a b rest w -> gentle d a b w eta -> length p = k -> length x = k ->
  direction_to (gd_run relu d eta w) p -> dot p x = / norm (along_kink a b) * dot (along_kink a b) x.
Proof.
  intros H G Lp Lx D. destruct (along_kink_facts k d a b rest w H) as (Lz & _). rewrite <- dot_scaled.
  apply (one_limit (gd_run relu d eta w)); [exact D | apply beside_direction with (1 := H); exact G | | congruence | rewrite scaled_length; congruence].
  intro t. rewrite gd_run_length. transitivity k; [apply H | symmetry; exact Lx].
Qed.

Lemma beside_strikes k d a b rest w eta : beside k d a b rest w -> gentle d a b w eta ->
  ~ exists T, forall t, (T <= t)%nat -> Forall (fun s => dot (gd_run relu d eta w t) (feat s) <= 0) (negatives d).
Proof.
  intros H G (T & E). destruct (strikes k d a b rest w eta T H G) as (t & Ht & P). specialize (E t Ht).
  assert (I : In b (negatives d)) by (apply in_negatives; apply H). assert (F := at_member _ _ _ E I). cbv beta in F. lra.
Qed.
Lemma beside_active k d a b rest w eta t : beside k d a b rest w -> gentle d a b w eta -> 0 < dot (gd_run relu d eta w t) (feat a).
Proof.
  intros H G. destruct (beside_more k d a b rest w eta t H (stays_beside k d a b rest w eta t H G)) as [P _].
  assert (Q : 0 < dot w (feat a)) by apply H. lra.
Qed.

(** x_a has a larger product with its own direction than with the limit. *)
Lemma shorter k d a b rest w : beside k d a b rest w -> sqnorm (along_kink a b) < sqnorm (feat a).
Proof.
  intros H. destruct (along_kink_facts k d a b rest w H) as (_ & _ & Zz & _). rewrite Zz. unfold across.
  destruct H as (_ & _ & _ & _ & _ & _ & _ & _ & _ & _ & _ & (C & CB) & _). set (c := dot (feat a) (feat b)) in *. set (sb := sqnorm (feat b)) in *.
  apply Rmult_lt_reg_r with sb; [lra | ]. replace ((sqnorm (feat a) * sb - c * c) / sb * sb) with (sqnorm (feat a) * sb - c * c) by (field; lra).
  assert (0 < c * c) by (apply Rmult_lt_0_compat; assumption). lra.
Qed.
Lemma own_direction k x : length x = k -> 0 < sqnorm x ->
  length (scaled (/ norm x) x) = k /\ sqnorm (scaled (/ norm x) x) = 1 /\ dot (scaled (/ norm x) x) x = norm x.
Proof.
  intros L X. split; [rewrite scaled_length; exact L | split; [apply unit_of, X | ]]. rewrite dot_scaled. fold (sqnorm x). rewrite <- norm_square.
  assert (N := norm_pos x X). field. lra.
Qed.

(** None of the four cases. *)
Lemma beside_no_case k d a b rest w eta : beside k d a b rest w -> gentle d a b w eta -> let run := gd_run relu d eta w in
  ~ ((exists p, max_margin k (positives d) p /\ in_region d p /\ direction_to run p) \/ ~ has_direction k run \/
    (exists on p, Forall (fun s => on s = true -> label s = 1) d /\ Exists (fun s => on s = true) d /\
      max_margin k (filter on d) p /\ in_part on d p /\ direction_to run p) \/ ends run).
Proof.
  intros H G run. assert (V := fun p x => beside_limit k d a b rest w eta p x H G). destruct (along_kink_facts k d a b rest w H) as (Lz & Zb & _ & Za & Z & Zr).
  assert (S := shorter k d a b rest w H). assert (Hh := H). destruct Hh as (L & Lw & Ha & Hb & Sd & M & I & Ya & Yb & P & Q & _).
  assert (La := at_member _ _ _ L Ha). assert (Lb := at_member _ _ _ L Hb). cbv beta in La, Lb. set (z := along_kink a b) in *.
  assert (N := norm_pos z Z). assert (Nz : 0 < / norm z) by apply Rinv_0_lt_compat, N.
  intros [(p & Mp & R & D) | [C | [(on & p & On & _ & Mp & Pp & D) | E]]].
  - assert (X := V p (feat b) (proj1 Mp) Lb D). rewrite Zb in X. assert (F := at_member _ _ _ R Hb). cbv beta in F. rewrite Yb in F. lra.
  - apply C. apply beside_has_direction with (1 := H). exact G.
  - assert (Xa := V p (feat a) (proj1 Mp) La D). rewrite Za in Xa. assert (Pos : 0 < dot p (feat a)) by (rewrite Xa; apply Rmult_lt_0_compat; assumption).
    assert (Oa : on a = true). { destruct (on a) eqn:O; [reflexivity | ]. assert (F := at_member _ _ _ Pp Ha). cbv beta in F. rewrite O in F. lra. }
    assert (Only : forall s, In s (filter on d) -> s = a).
    { intros s Hs. apply filter_In in Hs. destruct Hs as [Hs O]. destruct (I s Hs) as [<- | [<- | Hr]]; [reflexivity | | ].
      - assert (F := at_member _ _ _ On Hb O). rewrite Yb in F. lra.
      - assert (F := at_member _ _ _ Pp Hs). cbv beta in F. rewrite O in F. assert (Zs := at_member _ _ _ Zr Hr). cbv beta in Zs.
        rewrite (V p (feat s) (proj1 Mp) (at_member _ _ _ L Hs) D) in F. assert (0 <= / norm z * - dot z (feat s)) by (apply Rmult_le_pos; lra). lra. }
    destruct (own_direction k (feat a) La ltac:(lra)) as (U1 & U2 & U3). destruct Mp as (_ & _ & Best).
    assert (F := Best _ (norm (feat a)) U1 U2). assert (T : margin_at_least (filter on d) (norm (feat a)) (scaled (/ norm (feat a)) (feat a))).
    { apply Forall_forall. intros s Hs. rewrite (Only s Hs), U3. lra. }
    specialize (F T). assert (Fa := at_member _ _ _ F (proj2 (filter_In on a d) (conj Ha Oa))). cbv beta in Fa. rewrite Xa in Fa.
    rewrite <- (norm_square z) in Fa, S. rewrite <- (norm_square (feat a)) in S. assert (Na := norm_nonneg (feat a)).
    replace (/ norm z * (norm z * norm z)) with (norm z) in Fa by (field; lra).
    assert (norm (feat a) * norm (feat a) <= norm z * norm z) by (apply Rmult_le_compat; assumption). lra.
  - exact (beside_unending k d a b rest w eta H G E).
Qed.

(** Whichever samples are the active ones again and again: their max-margin direction is another one. *)
Lemma same_margin k l l' p : (forall s, In s l <-> In s l') -> max_margin k l p -> max_margin k l' p.
Proof.
  intros E (L & U & M). split; [exact L | split; [exact U | ]]. intros w m Lw Uw H. apply Forall_forall. intros s Hs.
  apply (at_member (fun s => m <= dot p (feat s)) l); [ | apply E, Hs]. apply (M w m Lw Uw). apply Forall_forall. intros r Hr.
  apply (at_member (fun s => m <= dot w (feat s)) l'); [exact H | apply E, Hr].
Qed.
Lemma best_alone k s : length (feat s) = k -> 0 < sqnorm (feat s) -> max_margin k [s] (scaled (/ norm (feat s)) (feat s)).
Proof.
  intros L X. destruct (own_direction k (feat s) L X) as (U1 & U2 & U3). split; [exact U1 | split; [exact U2 | ]]. intros w m Lw Uw H.
  constructor; [ | constructor]. rewrite U3. inversion H as [| ? ? Hm _]; subst. apply Rle_trans with (1 := Hm).
  assert (C := cauchy w (feat s) ltac:(congruence)). rewrite Uw, <- norm_square in C. assert (N := norm_pos _ X).
  destruct (Rle_lt_dec (dot w (feat s)) (norm (feat s))) as [A | A]; [exact A | ].
  assert (norm (feat s) * norm (feat s) < dot w (feat s) * dot w (feat s)) by (apply Rmult_le_0_lt_compat; lra). lra.
Qed.
Lemma beside_not_active k d a b rest w eta p2 on : beside k d a b rest w -> gentle d a b w eta -> max_margin k [a; b] p2 -> 0 < dot p2 (feat b) ->
  let run := gd_run relu d eta w in
  (forall T, exists t, (T <= t)%nat /\ Forall (fun s => on s = true <-> 0 < dot (run t) (feat s)) d) ->
  ~ forall p, max_margin k (filter on d) p -> direction_to run p.
Proof.
  intros H G M2 B2 run O C. assert (V := fun p x => beside_limit k d a b rest w eta p x H G). destruct (along_kink_facts k d a b rest w H) as (Lz & Zb & _).
  destruct (O 0%nat) as (t & _ & F). assert (Pa := beside_active k d a b rest w eta t H G).
  destruct (beside_more k d a b rest w eta t H (stays_beside k d a b rest w eta t H G)) as [_ Z].
  assert (Hh := H). destruct Hh as (L & Lw & Ha & Hb & Sd & M & I & Ya & Yb & P & Q & (Cp & CB) & Ac & _).
  assert (La := at_member _ _ _ L Ha). assert (Lb := at_member _ _ _ L Hb). cbv beta in La, Lb.
  assert (Oa := proj2 (at_member _ _ _ F Ha) Pa).
  assert (Off : forall s, In s d -> on s = true -> s = a \/ s = b).
  { intros s Hs Os. destruct (I s Hs) as [<- | [<- | Hr]]; [left; reflexivity | right; reflexivity | ].
    assert (X := proj1 (at_member _ _ _ F Hs) Os). assert (Y := at_member _ _ _ Z Hr). cbv beta in Y. fold run in Y. lra. }
  assert (Xa : 0 < sqnorm (feat a)).
  { destruct (sqnorm_nonneg (feat a)) as [X | X]; [exact X | ]. rewrite (sqnorm_zero (feat a) (feat b) (eq_sym X)) in Cp. lra. }
  assert (No : forall p, max_margin k (filter on d) p -> dot p (feat b) = 0).
  { intros p Mp. rewrite (V p (feat b) (proj1 Mp) Lb (C p Mp)), Zb. ring. }
  destruct (on b) eqn:Ob.
  - assert (E := No p2). rewrite E in B2; [lra | ]. apply same_margin with (l := [a; b]); [ | exact M2]. intro s. rewrite filter_In. split.
    + intros [<- | [<- | []]]; split; assumption.
    + intros [Hs Os]. destruct (Off s Hs Os) as [-> | ->]; cbn; auto.
  - assert (E := No (scaled (/ norm (feat a)) (feat a))). rewrite dot_scaled in E. assert (N := norm_pos _ Xa).
    assert (0 < / norm (feat a) * dot (feat a) (feat b)) by (apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, N | exact Cp]).
    rewrite E in *; [lra | ]. apply same_margin with (l := [a]); [ | apply best_alone; assumption]. intro s. rewrite filter_In. split.
    + intros [<- | []]. split; assumption.
    + intros [Hs Os]. destruct (Off s Hs Os) as [-> | ->]; [cbn; auto | congruence].
Qed.

(** ** The gradient: steps are small along the whole path, and each strike has a gradient that does not get small. *)

Lemma curvature_made d v u : curvature d v u = sum_over d (fun s => bend s v * (dot u (feat s)) ^ 2) / size d.
Proof. unfold curvature. f_equal. unfold sum_over. induction d as [| s d IH]; cbn [curvature_sum fold_right]; [reflexivity | rewrite IH; reflexivity]. Qed.
Lemma asleep_bends d v u : Forall (fun s => dot v (feat s) <= 0) d -> sum_over d (fun s => bend s v * (dot u (feat s)) ^ 2) = 0.
Proof.
  unfold sum_over. induction 1 as [| s d Hs _ IH]; cbn [fold_right]; [reflexivity | ]. rewrite IH. unfold bend. rewrite act_off by exact Hs. ring.
Qed.
Lemma beside_small k d a b rest w eta : beside k d a b rest w -> gentle d a b w eta ->
  eta * ((sqnorm (feat a) + exp 1 * sqnorm (feat b)) / size d) < 2 -> small_along d eta w.
Proof.
  intros H G E. split; [apply G | ]. exists ((sqnorm (feat a) + exp 1 * sqnorm (feat b)) / size d). split; [exact E | ]. intros j t Ht u Lu.
  assert (At := fun i => stays_beside k d a b rest w eta i H G). assert (Z := fun i => beside_more k d a b rest w eta i H (At i)).
  assert (Act := fun i => beside_active k d a b rest w eta i H G).
  destruct H as (L & Lw & Ha & Hb & Sd & M & I & Ya & Yb & _). assert (La := at_member _ _ _ L Ha). assert (Lb := at_member _ _ _ L Hb). cbv beta in La, Lb.
  set (W := gd_run relu d eta w j) in *. set (W' := gd_run relu d eta w (S j)) in *. assert (LL : length W' = length W) by (unfold W, W'; rewrite !gd_run_length; reflexivity).
  assert (D : forall x, dot (between t W W') x = (1 - t) * dot W x + t * dot W' x) by (intro x; apply dot_between; exact LL).
  rewrite curvature_made, (M (fun s => bend s (between t W W') * (dot u (feat s)) ^ 2)), (asleep_bends rest).
  - unfold sum_over. cbn [fold_right].
    assert (Ba : 0 <= bend a (between t W W') <= 1).
    { apply bend_positive with (low := 0); [exact Ya | lra | intros X; lra | rewrite Ropp_0, exp_0; lra]. }
    assert (Bb : 0 <= bend b (between t W W') <= exp 1).
    { apply bend_negative with (high := 1); [exact Yb | left; apply exp_pos | | lra]. rewrite D. apply between_le; [exact Ht | apply (At j) | apply (At (S j))]. }
    assert (Ca := cauchy u (feat a) ltac:(congruence)). assert (Cb := cauchy u (feat b) ltac:(congruence)).
    set (ua := dot u (feat a)) in *. set (ub := dot u (feat b)) in *. set (uu := sqnorm u) in *. set (sa := sqnorm (feat a)) in *. set (sb := sqnorm (feat b)) in *.
    set (ba := bend a (between t W W')) in *. set (bb := bend b (between t W W')) in *. assert (Qa : 0 <= ua * ua) by apply Rle_0_sqr. assert (Qb : 0 <= ub * ub) by apply Rle_0_sqr.
    assert (T1 : ba * (ua * ua) <= 1 * (uu * sa)) by (apply Rmult_le_compat; lra).
    assert (T2 : bb * (ub * ub) <= exp 1 * (uu * sb)) by (apply Rmult_le_compat; lra).
    apply Rmult_le_reg_r with (size d); [exact Sd | ].
    replace ((ba * ua ^ 2 + (bb * ub ^ 2 + 0) + 0) / size d * size d) with (ba * (ua * ua) + bb * (ub * ub)) by (field; lra).
    replace ((sa + exp 1 * sb) / size d * uu * size d) with (1 * (uu * sa) + exp 1 * (uu * sb)) by (field; lra). lra.
  - apply Forall_forall. intros s Hs. rewrite D. destruct (Z j) as [_ Zj]. destruct (Z (S j)) as [_ Zk].
    apply between_le; [exact Ht | apply (at_member _ _ _ Zj Hs) | apply (at_member _ _ _ Zk Hs)].
Qed.

Lemma beside_gradient k d a b rest w eta : beside k d a b rest w -> gentle d a b w eta ->
  ~ forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> sqnorm (grad relu d (gd_run relu d eta w t)) < e.
Proof.
  intros H G C. assert (Hh := H). destruct Hh as (L & Lw & Ha & Hb & Sd & M & I & Ya & Yb & P & Q & (Cp & CB) & Ac & _).
  set (c := dot (feat a) (feat b)) in *. set (sb := sqnorm (feat b)) in *. set (p0 := dot w (feat a)) in *.
  assert (E0 : exp (- p0) < 1) by (rewrite <- exp_0; apply exp_increasing; lra). assert (E1 := exp_pos (- p0)).
  set (g := (sb - c * exp (- p0)) / size d). assert (Gp : 0 < g).
  { apply Rdiv_lt_0_compat; [ | exact Sd]. assert (c * exp (- p0) < c * 1) by (apply Rmult_lt_compat_l; lra). lra. }
  destruct (C (g * g / sb)) as [T HT]. { apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; exact Gp | lra]. }
  destruct (strikes k d a b rest w eta T H G) as (t & Ht & St). specialize (HT t Ht).
  assert (At := stays_beside k d a b rest w eta t H G). destruct (beside_more k d a b rest w eta t H At) as [Pa Z]. fold p0 in Pa.
  assert (Lb := at_member _ _ _ L Hb). cbv beta in Lb. set (W := gd_run relu d eta w t) in *. assert (LW : length W = k) by (unfold W; rewrite gd_run_length; exact Lw).
  assert (X : dot (grad relu d W) (feat b) = (exp (dot W (feat b)) * sb - exp (- dot W (feat a)) * c) / size d).
  { unfold grad. rewrite dot_added, dot_zeros_left, towards_sum by (rewrite zeros_length, LW; exact L).
    rewrite (M (fun s => - pull relu s W * dot (feat s) (feat b))).
    assert (Zs : sum_over rest (fun s => - pull relu s W * dot (feat s) (feat b)) = 0).
    { unfold sum_over. clear - Z. induction Z as [| s r Hs _ IH]; cbn [fold_right]; [reflexivity | ]. rewrite IH, (pull_asleep s W _ eq_refl Hs). ring. }
    rewrite Zs. unfold sum_over. cbn [fold_right]. rewrite (pull_positive a W _ Ya eq_refl) by lra. rewrite (pull_negative b W _ Yb eq_refl) by exact St.
    fold c. fold (sqnorm (feat b)). fold sb. field. lra. }
  assert (Y : g <= dot (grad relu d W) (feat b)).
  { rewrite X. unfold g. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Sd | ].
    assert (1 <= exp (dot W (feat b))) by (rewrite <- exp_0; apply exp_le; lra). assert (exp (- dot W (feat a)) <= exp (- p0)) by (apply exp_le; lra).
    assert (1 * sb <= exp (dot W (feat b)) * sb) by (apply Rmult_le_compat_r; lra). assert (exp (- dot W (feat a)) * c <= exp (- p0) * c) by (apply Rmult_le_compat_r; lra). lra. }
  assert (V := cauchy (grad relu d W) (feat b) ltac:(rewrite grad_length; congruence)). fold sb in V.
  assert (g * g <= dot (grad relu d W) (feat b) * dot (grad relu d W) (feat b)) by (apply Rmult_le_compat; lra).
  assert (sqnorm (grad relu d W) * sb < g * g / sb * sb) by (apply Rmult_lt_compat_r; lra). replace (g * g / sb * sb) with (g * g) in * by (field; lra). lra.
Qed.
