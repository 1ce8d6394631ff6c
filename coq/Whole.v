(** Printed sentences in full, with their rates, their probability one and all of their parts, where a proposition that is refuted says
    less. Each implies that proposition, so that the refutation refutes the sentence. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Rays Means Draws Ends Networks Likely Sure.
Import ListNotations.
Open Scope R_scope.

(** ** Rates *)

(** |w_t / c_t - p|^2 = O(rate), for lengths c_t. *)
Definition towards_at (rate : nat -> R) (run : nat -> vec) (scale : nat -> R) (p : vec) := exists C T, forall t, (T <= t)%nat ->
  0 < scale t /\ sqdist (run t) (scaled (scale t) p) <= C * rate t * (scale t * scale t).
Definition vanishes (rate : nat -> R) := forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> 0 <= rate t < e.

Lemma towards_at_rate rate run scale p : vanishes rate -> towards_at rate run scale p -> towards_by run scale p.
Proof.
  intros V (C & T & H) e He. assert (A := Rabs_pos C). destruct (V (e / (Rabs C + 1))) as (T' & V'); [apply Rdiv_lt_0_compat; lra | ].
  exists (Nat.max T T'). intros t Ht. destruct (H t) as [P Q]; [lia | ]. destruct (V' t) as [R0 R1]; [lia | ]. split; [exact P | ].
  apply Rle_trans with (1 := Q). apply Rmult_le_compat_r; [apply Rmult_le_pos; lra | ].
  assert (B := Rle_abs C). apply Rle_trans with ((Rabs C + 1) * rate t); [apply Rmult_le_compat_r; lra | ].
  apply Rle_trans with ((Rabs C + 1) * (e / (Rabs C + 1))); [apply Rmult_le_compat_l; lra | right; field; lra].
Qed.

Lemma log_unbounded M : exists T, forall t, (T <= t)%nat -> 1 <= INR t /\ M < ln (INR t).
Proof.
  destruct (above (exp M + 1)) as (T & HT). exists T. intros t Ht. assert (L := le_INR _ _ Ht). assert (E := exp_pos M).
  split; [lra | ]. rewrite <- (ln_exp M) at 1. apply ln_increasing; lra.
Qed.
Lemma log_below z : 0 < z -> ln z <= z.
Proof. intro H. assert (E := exp_ineq1_le (ln z)). rewrite exp_ln in E by exact H. lra. Qed.

Definition per_log (t : nat) : R := / ln (INR t).
(** The square of ln ln t / ln t. *)
Definition per_log_log (t : nat) : R := (ln (ln (INR t)) / ln (INR t)) ^ 2.
(** ln^2 t / t^(1 - alpha) *)
Definition per_power (alpha : R) (t : nat) : R := ln (INR t) ^ 2 / Rpower (INR t) (1 - alpha).

Lemma per_log_vanishes : vanishes per_log.
Proof.
  intros e He. assert (I : 0 < / e) by (apply Rinv_0_lt_compat, He). destruct (log_unbounded (/ e)) as (T & H). exists T. intros t Ht.
  destruct (H t Ht) as [_ L]. unfold per_log. split; [left; apply Rinv_0_lt_compat; lra | ].
  rewrite <- (Rinv_inv e). apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra | exact L].
Qed.

Lemma per_log_log_vanishes : vanishes per_log_log.
Proof.
  intros e He. assert (I : 0 < 4 / e) by (apply Rdiv_lt_0_compat; lra). destruct (log_unbounded (1 + 4 / e)) as (T & H). exists T. intros t Ht.
  destruct (H t Ht) as [_ L]. unfold per_log_log. set (y := ln (INR t)) in *. split; [apply pow2_ge_0 | ].
  assert (S := sqrt_lt_R0 y ltac:(lra)). assert (Q := sqrt_sqrt y ltac:(lra)). set (z := sqrt y) in *.
  assert (A : ln y <= 2 * z) by (rewrite <- Q, ln_mult by exact S; assert (B := log_below z S); lra).
  assert (P : 0 <= ln y) by (rewrite <- ln_1; left; apply ln_increasing; lra).
  assert (D : ln y * ln y <= 4 * y). { rewrite <- Q at 3. replace (4 * (z * z)) with ((2 * z) * (2 * z)) by ring. apply Rmult_le_compat; lra. }
  apply Rle_lt_trans with (4 / y).
  - replace ((ln y / y) ^ 2) with (ln y * ln y * (/ y * / y)) by (field; lra). replace (4 / y) with (4 * y * (/ y * / y)) by (field; lra).
    apply Rmult_le_compat_r; [ | exact D]. left. apply Rmult_lt_0_compat; apply Rinv_0_lt_compat; lra.
  - apply Rmult_lt_reg_r with y; [lra | ]. replace (4 / y * y) with 4 by (field; lra).
    assert (e * (4 / e) < e * y) by (apply Rmult_lt_compat_l; lra). replace (e * (4 / e)) with 4 in * by (field; lra). lra.
Qed.

Lemma per_power_vanishes alpha : alpha < 1 -> vanishes (per_power alpha).
Proof.
  intros Ha e He. set (q := (1 - alpha) / 4). assert (Q : 0 < q) by (unfold q; lra).
  destruct (log_unbounded (Rmax 0 (- ln (e * q ^ 2) / (2 * q)))) as (T & H). exists T. intros t Ht. destruct (H t Ht) as [P L].
  assert (L0 := Rmax_l 0 (- ln (e * q ^ 2) / (2 * q))). assert (L1 := Rmax_r 0 (- ln (e * q ^ 2) / (2 * q))).
  unfold per_power. set (y := ln (INR t)) in *. assert (Y : 0 < y) by lra. assert (E := exp_pos ((1 - alpha) * y)).
  assert (Z : 0 < q ^ 2) by (apply pow_lt, Q). assert (EZ : 0 < e * q ^ 2) by (apply Rmult_lt_0_compat; assumption).
  unfold Rpower. fold y. split; [apply Rmult_le_pos; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat, E] | ].
  assert (A : q * y <= exp (q * y)) by (assert (B := exp_ineq1_le (q * y)); lra).
  assert (B : q ^ 2 * y ^ 2 <= exp (q * y) * exp (q * y)).
  { replace (q ^ 2 * y ^ 2) with ((q * y) * (q * y)) by ring. assert (0 < q * y) by (apply Rmult_lt_0_compat; assumption). apply Rmult_le_compat; lra. }
  rewrite <- exp_plus in B.
  assert (C : exp (q * y + q * y) < e * q ^ 2 * exp ((1 - alpha) * y)).
  { rewrite <- (exp_ln (e * q ^ 2)) by exact EZ. rewrite <- exp_plus. apply exp_increasing.
    replace ((1 - alpha) * y) with (4 * q * y) by (unfold q; field). assert (G : - ln (e * q ^ 2) / (2 * q) * (2 * q) < y * (2 * q)) by (apply Rmult_lt_compat_r; lra).
    replace (- ln (e * q ^ 2) / (2 * q) * (2 * q)) with (- ln (e * q ^ 2)) in G by (field; lra). lra. }
  apply Rmult_lt_reg_r with (q ^ 2 * exp ((1 - alpha) * y)); [apply Rmult_lt_0_compat; assumption | ].
  replace (y ^ 2 / exp ((1 - alpha) * y) * (q ^ 2 * exp ((1 - alpha) * y))) with (q ^ 2 * y ^ 2) by (field; lra). lra.
Qed.

(** ** Theorem 3.2 and appendix B *)

(** L(w_t) converges to l. *)
Definition loss_to (d : list sample) (run : nat -> vec) (l : R) := forall e, 0 < e -> exists T, forall t, (T <= t)%nat ->
  Rabs (loss relu d (run t) - l) < e.
Definition towards_infinity (run : nat -> vec) := forall M, exists T, forall t, (T <= t)%nat -> M <= norm (run t).
Definition towards_norm_at (rate : nat -> R) (run : nat -> vec) (p : vec) := towards_at rate run (fun t => norm (run t)) p.

(** Case 1: L(w_t) -> L*, and |w_t/|w_t| - w^+| = O(ln ln t / ln t). *)
Definition thm_3_2_1_whole := forall k d best p w, problem k d -> max_margin k (positives d) best -> in_region d best ->
  printed_best k (positives d) p -> length w = k -> exists small, 0 < small /\ forall eta, 0 < eta < small ->
  let run := gd_run relu d eta w in
  (exists T, forall t, (T <= t)%nat -> Forall (fun s => 0 < dot (run t) (feat s)) (positives d)) ->
  loss_to d run (least d) /\ towards_norm_at per_log_log run p.
Theorem thm_3_2_1_of_whole : thm_3_2_1_whole -> thm_3_2_1.
Proof.
  intros W k d best p w A B C D E. destruct (W k d best p w A B C D E) as (small & S & H). exists small. split; [exact S | ].
  intros eta He T. apply (towards_at_rate _ _ _ _ per_log_log_vanishes), (H eta He T).
Qed.

(** Case 3: L(w_t) -> L* + (n+ - |J|)/n, and the same rate. *)
Definition thm_3_2_3_whole := forall k d on best p w, problem k d -> Forall (fun s => on s = true -> label s = 1) d ->
  Exists (fun s => on s = true) d -> Exists (fun s => label s = 1 /\ on s = false) d ->
  max_margin k (filter on d) best -> in_part on d best -> printed_best k (filter on d) p -> length w = k ->
  exists small, 0 < small /\ forall eta, 0 < eta < small -> let run := gd_run relu d eta w in
  (exists T, forall t, (T <= t)%nat -> in_part on d (run t)) ->
  loss_to d run (least d + (size (positives d) - size (filter on d)) / size d) /\ towards_norm_at per_log_log run p.
Theorem thm_3_2_3_of_whole : thm_3_2_3_whole -> thm_3_2_3.
Proof.
  intros W k d on best p w A B C D E F G I. destruct (W k d on best p w A B C D E F G I) as (small & S & H). exists small. split; [exact S | ].
  intros eta He T. apply (towards_at_rate _ _ _ _ per_log_log_vanishes), (H eta He T).
Qed.

(** The list of cases, with the limit of the loss and the rates in cases 1 and 3. *)
Definition thm_3_2_cases_whole := forall k d w, problem k d -> length w = k -> exists small, 0 < small /\ forall eta, 0 < eta < small ->
  let run := gd_run relu d eta w in
  (exists p, max_margin k (positives d) p /\ in_region d p /\ loss_to d run (least d) /\ towards_norm_at per_log_log run p) \/
  ~ has_direction k run \/
  (exists on p, Forall (fun s => on s = true -> label s = 1) d /\ Exists (fun s => on s = true) d /\
    max_margin k (filter on d) p /\ in_part on d p /\
    loss_to d run (least d + (size (positives d) - size (filter on d)) / size d) /\ towards_norm_at per_log_log run p) \/
  ends run.
Theorem thm_3_2_cases_of_whole : thm_3_2_cases_whole -> thm_3_2_cases.
Proof.
  intros W k d w A B. destruct (W k d w A B) as (small & S & H). exists small. split; [exact S | ]. intros eta He run.
  destruct (H eta He) as [(p & M & I & _ & D) | [N | [(on & p & P & E & M & I & _ & D) | E]]].
  - left. exists p. split; [exact M | split; [exact I | exact (towards_at_rate _ _ _ _ per_log_log_vanishes D)]].
  - right. left. exact N.
  - right. right. left. exists on, p. repeat (split; [assumption | ]). exact (towards_at_rate _ _ _ _ per_log_log_vanishes D).
  - right. right. right. exact E.
Qed.

(** To w^+ only where it is in the region, and to w^+_J only where it is in W_J. *)
Definition sec_3_2_only_when_whole := forall k d w, problem k d -> length w = k -> exists small, 0 < small /\ forall eta, 0 < eta < small ->
  let run := gd_run relu d eta w in
  (forall p, max_margin k (positives d) p -> direction_to run p -> in_region d p) /\
  (forall on p, Forall (fun s => on s = true -> label s = 1) d -> Exists (fun s => on s = true) d -> max_margin k (filter on d) p ->
    direction_to run p -> in_part on d p).
Theorem sec_3_2_only_when_of_whole : sec_3_2_only_when_whole -> sec_3_2_only_when.
Proof.
  intros W k d p w A B C. destruct (W k d w A C) as (small & S & H). exists small. split; [exact S | ]. intros eta He. apply (H eta He), B.
Qed.

(** GD enters the region where no negative is active, and diverges there, towards w^+ or some w^+_J. *)
Definition app_b_enters_whole := forall k d p w, problem k d -> max_margin k (positives d) p -> in_region d p -> length w = k ->
  exists small, 0 < small /\ forall eta, 0 < eta < small -> let run := gd_run relu d eta w in ~ ends run ->
  (exists T, forall t, (T <= t)%nat -> Forall (fun s => dot (run t) (feat s) <= 0) (negatives d)) /\ towards_infinity run /\
  (direction_to run p \/ exists on q, Forall (fun s => on s = true -> label s = 1) d /\ Exists (fun s => on s = true) d /\
    max_margin k (filter on d) q /\ direction_to run q).
Theorem app_b_enters_of_whole : app_b_enters_whole -> app_b_enters.
Proof.
  intros W k d p w A B C D. destruct (W k d p w A B C D) as (small & S & H). exists small. split; [exact S | ].
  intros eta He N. apply (H eta He N).
Qed.

(** ** Theorems 3.3 and 3.4 *)

(** |E wbar_t / |E wbar_t| - w^+|^2 = O(1 / ln t) *)
Definition thm_3_4_global_whole := forall k d alpha p w, problem k d -> Forall (fun s => sqnorm (feat s) < 2) (positives d) ->
  1 / 2 < alpha < 1 -> printed_best k (positives d) p -> length w = k -> always_in_region d alpha w ->
  towards_norm_at per_log (mean_average relu k d alpha w) p.
Theorem thm_3_4_global_of_whole : thm_3_4_global_whole -> thm_3_4_global.
Proof. intros W k d alpha p w A B C D E F. exact (towards_at_rate _ _ _ _ per_log_vanishes (W k d alpha p w A B C D E F)). Qed.

Definition thm_3_4_local_whole := forall k d on alpha p w, problem k d -> Forall (fun s => sqnorm (feat s) < 2) (filter on d) ->
  1 / 2 < alpha < 1 -> printed_best k (filter on d) p -> length w = k -> always_in_part on d alpha w ->
  towards_norm_at per_log (mean_average relu k d alpha w) p.
Theorem thm_3_4_local_of_whole : thm_3_4_local_whole -> thm_3_4_local.
Proof. intros W k d on alpha p w A B C D E F. exact (towards_at_rate _ _ _ _ per_log_vanishes (W k d on alpha p w A B C D E F)). Qed.

Definition thm_3_4_either_whole := forall k d alpha p w, problem k d -> 1 / 2 < alpha < 1 -> printed_best k (positives d) p -> length w = k ->
  in_either_region d alpha w -> towards_norm_at per_log (mean_average relu k d alpha w) p.
Theorem thm_3_4_either_of_whole : thm_3_4_either_whole -> thm_3_4_either.
Proof. intros W k d alpha p w A B C D E. exact (towards_at_rate _ _ _ _ per_log_vanishes (W k d alpha p w A B C D E)). Qed.

Definition thm_3_4_either_intended_whole := forall k d alpha p w, problem k d -> length w = k -> 1 / 2 < alpha < 1 ->
  max_margin k (positives d) p -> in_either_region d alpha w -> towards_norm_at per_log (mean_average relu k d alpha w) p.
Theorem thm_3_4_either_intended_of_whole : thm_3_4_either_intended_whole -> thm_3_4_either_intended.
Proof. intros W k d alpha p w A B C D E. exact (towards_at_rate _ _ _ _ per_log_vanishes (W k d alpha p w A B C D E)). Qed.

(** E L(wbar_t) - L* = O(ln^2 t / t^(1 - alpha)) *)
Definition mean_excess_at (d : list sample) (alpha : R) (w : vec) := exists C T, forall t, (T <= t)%nat ->
  expectation (length d) t (fun draws => loss relu d (averaged relu d alpha w t draws)) - least d <= C * per_power alpha t.
Lemma mean_excess_rate d alpha w : alpha < 1 -> mean_excess_at d alpha w -> forall e, 0 < e -> exists T, forall t, (T <= t)%nat ->
  expectation (length d) t (fun draws => loss relu d (averaged relu d alpha w t draws)) - least d < e.
Proof.
  intros Ha (C & T & H) e He. assert (A := Rabs_pos C). destruct (per_power_vanishes alpha Ha (e / (Rabs C + 1))) as (T' & V); [apply Rdiv_lt_0_compat; lra | ].
  exists (Nat.max T T'). intros t Ht. destruct (V t) as [R0 R1]; [lia | ]. apply Rle_lt_trans with (1 := H t ltac:(lia)).
  assert (B := Rle_abs C). apply Rle_lt_trans with ((Rabs C + 1) * per_power alpha t); [apply Rmult_le_compat_r; lra | ].
  apply Rlt_le_trans with ((Rabs C + 1) * (e / (Rabs C + 1))); [apply Rmult_lt_compat_l; lra | right; field; lra].
Qed.

Definition thm_3_3_either_whole := forall k d alpha w, problem k d -> length w = k -> 1 / 2 < alpha < 1 -> in_either_region d alpha w ->
  mean_excess_at d alpha w.
Theorem thm_3_3_either_of_whole : thm_3_3_either_whole -> thm_3_3_either.
Proof. intros W k d alpha w A B C D. apply mean_excess_rate; [apply C | exact (W k d alpha w A B C D)]. Qed.

(** Theorems 3.3 and 3.4 from every start that proposition 2 admits. *)
Definition prop_2_thm_3_4_whole := forall k d w alpha, problem k d -> combes d -> 1 / 2 < alpha < 1 -> length w = k -> awake d w ->
  mean_excess_at d alpha w /\
  forall p, Forall (fun s => sqnorm (feat s) < 2) (positives d) -> max_margin k (positives d) p ->
  towards_norm_at per_log (mean_average relu k d alpha w) p.
Theorem prop_2_thm_3_4_of_whole : prop_2_thm_3_4_whole -> prop_2_thm_3_4.
Proof. intros W k d w alpha A B C D E. apply mean_excess_rate; [apply C | apply (W k d w alpha A B C D E)]. Qed.

(** ** Probability one *)

Lemma draws_exist k d : problem k d -> (0 < length d)%nat.
Proof. intros (_ & _ & P & _). destruct d; [inversion P | cbn; lia]. Qed.
Lemma sgd_run_ext m d draws draws' eta w t : (forall j, (j < t)%nat -> draws j = draws' j) ->
  sgd_run m d draws eta w t = sgd_run m d draws' eta w t.
Proof.
  induction t as [| t IH]; intro H; cbn [sgd_run]; [reflexivity | ]. rewrite IH by (intros j Hj; apply H; lia). rewrite (H t) by lia. reflexivity.
Qed.

(** Proposition 2: with probability one all iterates are in the region from some step on. *)
Definition prop_2_whole := forall k d w alpha, problem k d -> combes d -> 1 / 2 < alpha < 1 -> length w = k -> awake d w ->
  almost_surely (length d) (fun draws => exists T, forall t, (T <= t)%nat -> in_region d (sgd_run relu d draws (power_steps alpha) w t)).
Theorem prop_2_of_whole : prop_2_whole -> prop_2.
Proof.
  intros W k d w alpha first A B C D E F K.
  destruct (sure_after _ _ first K (draws_exist k d A) (W k d w alpha A B C D E) F) as (draws & G & H & P).
  exists draws. split; [exact G | split; [exact H | exact P]].
Qed.

Definition prop_2_eq_25_whole := forall k d w alpha, problem k d -> combes d -> 1 / 2 < alpha < 1 -> length w = k -> awake d w ->
  almost_surely (length d) (fun draws => forall t, let run := sgd_run relu d draws (power_steps alpha) w in
    Forall (fun s => 0 < label s * (dot (run (S t)) (feat s) - dot (run t) (feat s))) d).
Theorem prop_2_eq_25_of_whole : prop_2_eq_25_whole -> prop_2_eq_25.
Proof.
  intros W k d w alpha first A B C D E F t.
  destruct (sure_after _ _ first (S t) (draws_exist k d A) (W k d w alpha A B C D E) F) as (draws & G & H & P). specialize (P t).
  cbv zeta in *. rewrite (sgd_run_ext relu d draws first _ w (S t) H), (sgd_run_ext relu d draws first _ w t) in P by (intros j Hj; apply H; lia). exact P.
Qed.

(** The same of eqs. 26 and 27, where C bounds |w_j| as long as samples are misclassified. *)
Definition prop_2_eq_26_27_whole := forall k d w alpha D epp epm emm, problem k d -> combes d -> 1 / 2 < alpha < 1 ->
  length w = k -> awake d w -> 0 < epp -> 0 < epm -> 0 < emm ->
  at_least epp (positives d) (positives d) -> at_least epm (positives d) (negatives d) -> at_least emm (negatives d) (negatives d) ->
  Forall (fun s => norm (feat s) <= D) (positives d) ->
  almost_surely (length d) (fun draws => let run := sgd_run relu d draws (power_steps alpha) w in
    forall C t, (forall j, (j <= t)%nat -> norm (run j) <= C) -> ~ in_region d (run t) ->
    let moved s := dot (run (S t)) (feat s) - dot (run t) (feat s) in
    Forall (fun s => power_steps alpha t * Rmin (exp (- (C * D)) * epp) epm <= moved s) (positives d) /\
    Forall (fun s => power_steps alpha t * Rmin (exp (- (C * D)) * epm) emm <= - moved s) (negatives d)).
Theorem prop_2_eq_26_27_of_whole : prop_2_eq_26_27_whole -> prop_2_eq_26_27.
Proof.
  intros W k d w alpha first C D epp epm emm P Co A L Aw F E1 E2 E3 H1 H2 H3 run B N t R.
  destruct (sure_after _ _ first (S t) (draws_exist k d P) (W k d w alpha D epp epm emm P Co A L Aw E1 E2 E3 H1 H2 H3 N) F) as (draws & G & H & Q).
  specialize (Q C t). cbv zeta in Q. rewrite (sgd_run_ext relu d draws first _ w (S t) H), (sgd_run_ext relu d draws first _ w t) in Q by (intros j Hj; apply H; lia).
  apply Q; [ | exact R]. intros j Hj. rewrite (sgd_run_ext relu d draws first _ w j) by (intros i Hi; apply H; lia). apply B.
Qed.

(** Where w^+ is not in the closed region SGD does not converge, with probability one. *)
Definition sec_3_3_otherwise_whole := forall k d p alpha w, problem k d -> 1 / 2 < alpha < 1 -> max_margin k (positives d) p ->
  Exists (fun s => label s = -1 /\ 0 < dot p (feat s)) d -> length w = k ->
  almost_surely (length d) (fun draws => let run := sgd_run relu d draws (power_steps alpha) w in ~ has_direction k run /\ ~ ends run).
Theorem sec_3_3_otherwise_of_whole : sec_3_3_otherwise_whole -> sec_3_3_otherwise.
Proof.
  intros W k d p alpha w A B C D E. assert (N := draws_exist k d A).
  destruct (sure_after _ _ (fun _ => 0%nat) 0 N (W k d p alpha w A B C D E) (fun _ => N)) as (draws & G & _ & P). exists draws. split; [exact G | exact P].
Qed.

(** ** Sections 4.1 and 4.2 *)

Definition leaky_sgd_whole := forall k d a alpha p w, problem k d -> 0 < a < 1 -> 1 / 2 < alpha < 1 -> printed_best k (rescaled a d) p ->
  length w = k -> (forall draws, are_draws d draws -> forall t, in_region d (sgd_run (leaky a) d draws (power_steps alpha) w t)) ->
  towards_norm_at per_log (mean_average (leaky a) k d alpha w) p.
Theorem leaky_sgd_of_whole : leaky_sgd_whole -> leaky_sgd.
Proof. intros W k d a alpha p w A B C D E F. exact (towards_at_rate _ _ _ _ per_log_vanishes (W k d a alpha p w A B C D E F)). Qed.

(** GD under the leaky ReLU: L(w_t) -> 0 and |w_t| -> infinity besides. *)
Definition leaky_gd_whole := forall k d a p w, problem k d -> 0 < a <= 1 -> printed_best k (rescaled a d) p -> length w = k ->
  exists small, 0 < small /\ forall eta, 0 < eta < small -> let run := gd_run (leaky a) d eta w in
  (forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> loss (leaky a) d (run t) < e) /\ towards_infinity run /\ direction_to run p.
Theorem leaky_gd_of_whole : leaky_gd_whole -> leaky_gd.
Proof. intros W k d a p w A B C D. destruct (W k d a p w A B C D) as (small & S & H). exists small. split; [exact S | ]. intros eta He. apply (H eta He). Qed.

Definition thm_4_1_direction_whole := forall k d N eta T A p, trained k d N eta T ->
  let run := net_gd d eta N in is_pattern d (run T) A -> printed_best k (signed (partition (run T) d A)) p ->
  towards_norm_at per_log_log (fun t => combined k A (run t)) p.
Theorem thm_4_1_direction_of_whole : thm_4_1_direction_whole -> thm_4_1_direction.
Proof. intros W k d N eta T A p B run C D. exact (towards_at_rate _ _ _ _ per_log_log_vanishes (W k d N eta T A p B C D)). Qed.

Lemma sure_all n (P : (nat -> nat) -> Prop) : (forall draws, (forall k, (draws k < n)%nat) -> P draws) -> almost_surely n P.
Proof.
  intros H e He. exists (fun _ => None). split.
  - intro m. enough (sum_before m (fun i => chance n None) = 0) by lra. induction m as [| m IH]; cbn [sum_before]; [reflexivity | rewrite IH; cbn; ring].
  - intros draws D N. exfalso. apply N, H, D.
Qed.

Lemma net_sgd_ext d draws draws' eta N t : (forall j, (j < t)%nat -> draws j = draws' j) -> net_sgd d draws eta N t = net_sgd d draws' eta N t.
Proof.
  induction t as [| t IH]; intro H; cbn [net_sgd]; [reflexivity | ]. rewrite IH by (intros j Hj; apply H; lia). rewrite (H t) by lia. reflexivity.
Qed.

(** Eq. 41, with probability one, wherever the hypotheses of theorem 4.2 hold. *)
Definition at_each_draw (step : nat -> R -> sample -> list bool -> list neuron -> vec -> vec) := forall k d N alpha,
  almost_surely (length d) (fun draws => forall T A t, sgd_trained k d N alpha draws T -> (T <= t)%nat ->
    let run := net_sgd d draws (power_steps alpha) N in let s := nth (draws t) d (Sample [] 1) in
    In true A -> pattern (run T) (feat s) = A -> combined k A (run (S t)) = step t alpha s A N (combined k A (run t))).
Lemma each_draw step : at_each_draw step -> forall k d N alpha T A draws, always_trained k d N alpha T -> are_draws d draws ->
  let run := net_sgd d draws (power_steps alpha) N in
  forall t, (T <= t)%nat -> let s := nth (draws t) d (Sample [] 1) in In true A -> pattern (run T) (feat s) = A ->
  combined k A (run (S t)) = step t alpha s A N (combined k A (run t)).
Proof.
  intros W k d N alpha T A first H F run t Ht s I Es. assert (L : (0 < length d)%nat) by (assert (L := F 0%nat); lia).
  destruct (sure_after _ _ first (S t) L (W k d N alpha) F) as (draws & G & E & P). specialize (P T A t (H draws G) Ht).
  cbv zeta in P. rewrite (E t (le_n _)) in P.
  rewrite (net_sgd_ext d draws first _ N (S t) E), (net_sgd_ext d draws first _ N t), (net_sgd_ext d draws first _ N T) in P by (intros j Hj; apply E; lia).
  exact (P I Es).
Qed.

Definition thm_4_2_eq_41_whole := at_each_draw (fun t alpha s A N w => axpy (power_steps alpha t * squares A N) (grad linear [s] w) w).
Theorem thm_4_2_eq_41_of_whole : thm_4_2_eq_41_whole -> thm_4_2_eq_41.
Proof. exact (each_draw _). Qed.
Definition thm_4_2_step_factor_whole := at_each_draw (fun t alpha s A N w => sgd_step linear s (power_steps alpha t / squares A N) w).
Theorem thm_4_2_step_factor_of_whole : thm_4_2_step_factor_whole -> thm_4_2_step_factor.
Proof. exact (each_draw _). Qed.

(** Growth, with probability one, wherever they hold. *)
Definition app_i_growth_whole := forall k d N alpha, almost_surely (length d) (fun draws => forall T A, sgd_trained k d N alpha draws T ->
  let run := net_sgd d draws (power_steps alpha) N in is_pattern d (run T) A ->
  exists r, 0 < r /\ forall t, (T <= t)%nat -> norm (combined k A (run t)) + power_steps alpha t * r <= norm (combined k A (run (S t)))).
Theorem app_i_growth_of_whole : app_i_growth_whole -> app_i_growth.
Proof.
  intros W k d N alpha T A first H F Pat K HK. assert (L : (0 < length d)%nat) by (assert (L := F 0%nat); lia).
  destruct (sure_after _ _ first K L (W k d N alpha) F) as (draws & G & E & P). exists draws. split; [exact G | split; [exact E | ]].
  apply (P T A (H draws G)). rewrite (net_sgd_ext d draws first _ N T) by (intros j Hj; apply E; lia). exact Pat.
Qed.

(** Theorem 4.2: with probability one its hypotheses hold from some step on, which may depend on the draws, where the samples of the
    pattern A are those of B. *)
Definition thm_4_2_direction_whole := forall k d N alpha A B p,
  almost_surely (length d) (fun draws => exists T, sgd_trained k d N alpha draws T /\
    let M := net_sgd d draws (power_steps alpha) N T in is_pattern d M A /\ partition M d A = B) ->
  printed_best k (signed B) p ->
  towards_norm_at per_log (fun t => expected k (length d) t (fun draws =>
    average (fun j => combined k A (net_sgd d draws (power_steps alpha) N j)) t)) p.
Theorem thm_4_2_direction_of_whole : thm_4_2_direction_whole -> thm_4_2_direction.
Proof.
  intros W k d N alpha A p H P Q. apply (towards_at_rate _ _ _ _ per_log_vanishes), (W k d N alpha A (partition N d A) p); [ | exact Q].
  apply sure_all. intros draws D. exists 0%nat. split; [exact (H draws D) | split; [exact P | reflexivity]].
Qed.
