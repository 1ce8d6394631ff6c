(** Printed statements, each as a proposition that says neither that it holds nor that it fails: a file by claimcheck certify proves
    the negation of one. docs/explanation/coq.md says how each reads the printed sentence. *)
From Coq Require Import Reals Lra List.
Require Import Definitions.
Import ListNotations.
Open Scope R_scope.

(** ** Section 2 and theorem 3.1 *)

Definition convex (k : nat) (f : vec -> R) := forall u v t, length u = k -> length v = k -> 0 <= t <= 1 ->
  f (between t u v) <= (1 - t) * f u + t * f v.

(** A linear function of v - w is near f v - f w, relative to the distance. *)
Definition differentiable (k : nat) (f : vec -> R) := forall w, length w = k -> exists g, length g = k /\
  forall e, 0 < e -> exists r, 0 < r /\ forall v, length v = k -> sqdist v w < r ->
  (f v - f w - dot g (axpy (-1) w v)) ^ 2 <= e * sqdist v w.

(** Neither convex nor smooth, on whatever data. *)
Definition sec_2_nonconvex := forall k d, problem k d -> ~ convex k (loss relu d) /\ ~ differentiable k (loss relu d).

(** A direction, not the zero vector, along which the gradient vanishes far out. *)
Definition critical_direction (k : nat) (d : list sample) (w : vec) :=
  length w = k /\ 0 < sqnorm w /\ tends (fun a => sqnorm (grad relu d (scaled a w))) 0.

Definition thm_3_1_1_proof := forall k d w, problem k d -> critical_direction k d w ->
  Forall (fun s => 0 <= label s * dot w (feat s)) d -> tends (fun a => loss relu d (scaled a w)) (least d).

Definition thm_3_1_3 := forall k d w, problem k d -> critical_direction k d w ->
  Forall (fun s => dot w (feat s) <= 0) d -> loss relu d w = 1 /\ local_minimum (loss relu d) w.

(** ** Theorem 3.2 and its proof *)

(** Where gradient descent stops, it stops at a spurious local minimum. *)
Definition sec_1_1_stops := forall k d eta w T, problem k d -> length w = k -> 0 < eta ->
  (forall t, (T <= t)%nat -> gd_run relu d eta w t = gd_run relu d eta w T) ->
  least d < loss relu d (gd_run relu d eta w T) /\ local_minimum (loss relu d) (gd_run relu d eta w T).

Definition thm_3_2_4_limit := forall k d eta w T, problem k d -> length w = k -> 0 < eta ->
  (forall t, (T <= t)%nat -> gd_run relu d eta w t = gd_run relu d eta w T) -> sqnorm (gd_run relu d eta w T) = 1.

Definition app_b_smooth := forall k d, problem k d -> exists beta, forall u v, length u = k -> length v = k ->
  sqdist (grad relu d u) (grad relu d v) <= beta ^ 2 * sqdist u v.

Definition thm_3_2_descent := forall k d w eta, problem k d -> length w = k -> small_step d eta w ->
  loss relu d (gd_step relu d eta w) <= loss relu d w.

Definition thm_3_2_gradient_zero := forall k d w, problem k d -> length w = k -> sqnorm (grad relu d w) = 0 ->
  Forall (fun s => dot w (feat s) < 0) (negatives d).

(** With a small enough step, whatever the start. *)
Definition app_b_cannot_stay := forall k d p w, problem k d -> max_margin k (positives d) p -> ~ in_region d p ->
  length w = k -> exists small, 0 < small /\ forall eta, 0 < eta < small ->
  ~ exists T, forall t, (T <= t)%nat -> in_region d (gd_run relu d eta w t).

(** Where all positives stay active. *)
Definition thm_3_2_2_visits := forall k d p w, problem k d -> max_margin k (positives d) p -> ~ in_region d p ->
  length w = k -> exists small, 0 < small /\ forall eta, 0 < eta < small ->
  (exists T, forall t, (T <= t)%nat -> Forall (fun s => 0 < dot (gd_run relu d eta w t) (feat s)) (positives d)) ->
  forall T, (exists t, (T <= t)%nat /\ in_region d (gd_run relu d eta w t)) /\
            (exists t, (T <= t)%nat /\ ~ in_region d (gd_run relu d eta w t)).

(** ** The examples of appendix C *)

Definition ex_1_eq_5 := forall k x1 x2 x3 w eta, let d := [Sample x1 1; Sample x2 1; Sample x3 (-1)] in
  problem k d -> length w = k -> 0 < eta -> dot x1 x3 < 0 -> dot x1 x2 < 0 ->
  0 < dot w x1 -> dot w x2 < 0 -> dot w x3 < 0 ->
  forall t, gd_run relu d eta w (S t) = axpy (eta * exp (- dot (gd_run relu d eta w t) x1)) x1 (gd_run relu d eta w t).

Definition ex_2_between := forall k x1 x2 w eta, let d := [Sample x1 1; Sample x2 (-1)] in
  problem k d -> length w = k -> 0 < eta -> 0 < dot x1 x2 <= 1 / 2 * sqnorm x2 -> 0 < dot w x1 -> dot w x2 < 0 ->
  forall t, (forall s, (s <= t)%nat -> dot (gd_run relu d eta w s) x2 <= 0) ->
  exists a b, 0 <= a /\ 0 <= b /\ gd_run relu d eta w t = axpy a x1 (scaled b x2).

(** ** Proposition 2 and appendix G *)

(** SGD does not start where no sample is active. *)
Definition awake (d : list sample) (w : vec) := Exists (fun s => 0 < dot w (feat s)) d.

(** Whatever is drawn first, draws can follow with which all iterates are in the region from some step on. That is less than
    "with probability one", since each finite beginning has a positive probability. *)
Definition prop_2 := forall k d w alpha first, problem k d -> combes d -> 1 / 2 < alpha < 1 -> length w = k -> awake d w ->
  are_draws d first -> forall K, exists draws, are_draws d draws /\ (forall j, (j < K)%nat -> draws j = first j) /\
  exists T, forall t, (T <= t)%nat -> in_region d (sgd_run relu d draws (power_steps alpha) w t).

Definition prop_2_eq_25 := forall k d w alpha draws, problem k d -> combes d -> 1 / 2 < alpha < 1 -> length w = k -> awake d w ->
  are_draws d draws -> forall t, let run := sgd_run relu d draws (power_steps alpha) w in
  Forall (fun s => 0 < label s * (dot (run (S t)) (feat s) - dot (run t) (feat s))) d.

(** C bounds all |w_t|, D the positives' |x_i|; epp, epm and emm are at most the sizes of the inner products among positives, across
    the classes and among negatives. *)
Definition at_least (e : R) (d d' : list sample) := Forall (fun s => Forall (fun s' => e <= Rabs (dot (feat s) (feat s'))) d') d.
Definition prop_2_eq_26_27 := forall k d w alpha draws C D epp epm emm, problem k d -> combes d -> 1 / 2 < alpha < 1 ->
  length w = k -> awake d w -> are_draws d draws -> 0 < epp -> 0 < epm -> 0 < emm ->
  at_least epp (positives d) (positives d) -> at_least epm (positives d) (negatives d) -> at_least emm (negatives d) (negatives d) ->
  let run := sgd_run relu d draws (power_steps alpha) w in
  (forall t, norm (run t) <= C) -> Forall (fun s => norm (feat s) <= D) (positives d) ->
  forall t, ~ in_region d (run t) ->
  let moved s := dot (run (S t)) (feat s) - dot (run t) (feat s) in
  Forall (fun s => power_steps alpha t * Rmin (exp (- (C * D)) * epp) epm <= moved s) (positives d) /\
  Forall (fun s => power_steps alpha t * Rmin (exp (- (C * D)) * epm) emm <= - moved s) (negatives d).

(** ** Theorem 3.4 *)

Fixpoint sum_powers (alpha : R) (t : nat) : R :=
  match t with O => 0 | S k => sum_powers alpha k + Rpower (INR (S k)) (- (2 * alpha)) end.

(** sum_{j=1}^{t-1} j^(-2 alpha) is at most the integral from 1 to t. *)
Definition thm_3_4_step_iii := forall alpha t, 1 / 2 < alpha < 1 -> (2 <= t)%nat ->
  sum_powers alpha (t - 1) <= (1 - Rpower (INR t) (1 - 2 * alpha)) / (2 * alpha - 1).

(** ** Section 4.1 *)

(** max(a z, z) is the linear model at a = 0 and the ReLU at a = 1: the same loss and gradient on all data. *)
Definition leaky_special_cases := forall k d w, problem k d -> length w = k ->
  (loss (leaky 0) d w = loss linear d w /\ grad (leaky 0) d w = grad linear d w) /\
  (loss (leaky 1) d w = loss relu d w /\ grad (leaky 1) d w = grad relu d w).
