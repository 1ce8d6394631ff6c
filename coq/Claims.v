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

(** The limit of L along w is at most that along any direction near it. *)
Definition asymptotic_minimum (k : nat) (d : list sample) (w : vec) := exists l, tends (fun a => loss relu d (scaled a w)) l /\
  exists r, 0 < r /\ forall v m, length v = k -> sqdist v w < r -> tends (fun a => loss relu d (scaled a v)) m -> l <= m.

(** Item 2: w.x > 0 on some positives, and on no negative. *)
Definition thm_3_1_2 := forall k d w, problem k d -> length w = k -> Exists (fun s => 0 < dot w (feat s)) d ->
  Forall (fun s => 0 < dot w (feat s) -> label s = 1) d -> asymptotic_minimum k d w.

(** Along a direction of items 2 and 3, on which no negative is active, and not of item 1, the loss does not tend to its infimum. *)
Definition thm_3_1_spurious := forall k d w l, problem k d -> length w = k -> 0 < sqnorm w ->
  Forall (fun s => 0 < dot w (feat s) -> label s = 1) d -> ~ in_region d w ->
  tends (fun a => loss relu d (scaled a w)) l -> least d < l.

(** ** Directions and regions *)

(** The definition of w^+ as printed: argmin over |w| = 1 of the largest w.x_i. *)
Definition printed_best (k : nat) (d : list sample) (p : vec) :=
  length p = k /\ sqnorm p = 1 /\
  forall w m, length w = k -> sqnorm w = 1 -> Forall (fun s => dot w (feat s) <= m) d -> Forall (fun s => dot p (feat s) <= m) d.

(** w_t / c_t converges to p, for lengths c_t. *)
Definition towards_by (run : nat -> vec) (scale : nat -> R) (p : vec) := forall e, 0 < e -> exists T, forall t, (T <= t)%nat ->
  0 < scale t /\ sqdist (run t) (scaled (scale t) p) <= e * (scale t * scale t).
(** w_t / |w_t| converges to p. *)
Definition direction_to (run : nat -> vec) (p : vec) := towards_by run (fun t => norm (run t)) p.

(** w is in W_J, the samples of J being those that [on] marks. *)
Definition in_part (on : sample -> bool) (d : list sample) (w : vec) :=
  Forall (fun s => if on s then 0 < dot w (feat s) else dot w (feat s) <= 0) d.

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

(** With w^+ as printed: where the max-margin direction of the positives is in the region and all positives stay active. *)
Definition thm_3_2_1 := forall k d best p w, problem k d -> max_margin k (positives d) best -> in_region d best ->
  printed_best k (positives d) p -> length w = k -> exists small, 0 < small /\ forall eta, 0 < eta < small ->
  (exists T, forall t, (T <= t)%nat -> Forall (fun s => 0 < dot (gd_run relu d eta w t) (feat s)) (positives d)) ->
  direction_to (gd_run relu d eta w) p.

(** J is neither empty nor all positives; the run ends in W_J, where the max-margin direction of J lies. *)
Definition thm_3_2_3 := forall k d on best p w, problem k d -> Forall (fun s => on s = true -> label s = 1) d ->
  Exists (fun s => on s = true) d -> Exists (fun s => label s = 1 /\ on s = false) d ->
  max_margin k (filter on d) best -> in_part on d best -> printed_best k (filter on d) p -> length w = k ->
  exists small, 0 < small /\ forall eta, 0 < eta < small ->
  (exists T, forall t, (T <= t)%nat -> in_part on d (gd_run relu d eta w t)) ->
  direction_to (gd_run relu d eta w) p.

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

(** The averaged iterate of SGD, as the draws have it. *)
Definition averaged (m : model) (d : list sample) (alpha : R) (w : vec) (t : nat) (draws : nat -> nat) : vec :=
  average (sgd_run m d draws (power_steps alpha) w) t.
Definition mean_average (m : model) (k : nat) (d : list sample) (alpha : R) (w : vec) (t : nat) : vec :=
  expected k (length d) t (averaged m d alpha w t).
(** Whatever is drawn, all iterates are in the region, or in W_J. *)
Definition always_in_region (d : list sample) (alpha : R) (w : vec) :=
  forall draws, are_draws d draws -> forall t, in_region d (sgd_run relu d draws (power_steps alpha) w t).
Definition always_in_part (on : sample -> bool) (d : list sample) (alpha : R) (w : vec) :=
  Forall (fun s => on s = true -> label s = 1) d /\ Exists (fun s => on s = true) d /\
  forall draws, are_draws d draws -> forall t, in_part on d (sgd_run relu d draws (power_steps alpha) w t).

(** E wbar_t / |E wbar_t| converges to w^+, with w^+ as printed. *)
Definition thm_3_4_global := forall k d alpha p w, problem k d -> Forall (fun s => sqnorm (feat s) < 2) (positives d) ->
  1 / 2 < alpha < 1 -> printed_best k (positives d) p -> length w = k -> always_in_region d alpha w ->
  direction_to (mean_average relu k d alpha w) p.
(** E wbar_t / E |wbar_t| does. *)
Definition thm_3_4_abstract := forall k d alpha p w, problem k d -> Forall (fun s => sqnorm (feat s) < 2) (positives d) ->
  1 / 2 < alpha < 1 -> printed_best k (positives d) p -> length w = k -> always_in_region d alpha w ->
  towards_by (mean_average relu k d alpha w) (fun t => expectation (length d) t (fun draws => norm (averaged relu d alpha w t draws))) p.
Definition thm_3_4_local := forall k d on alpha p w, problem k d -> Forall (fun s => sqnorm (feat s) < 2) (filter on d) ->
  1 / 2 < alpha < 1 -> printed_best k (filter on d) p -> length w = k -> always_in_part on d alpha w ->
  direction_to (mean_average relu k d alpha w) p.
(** The first display, for runs in either region. *)
Definition thm_3_4_either := forall k d alpha p w, problem k d ->
  1 / 2 < alpha < 1 -> printed_best k (positives d) p -> length w = k ->
  always_in_region d alpha w \/ (exists on, always_in_part on d alpha w) ->
  direction_to (mean_average relu k d alpha w) p.

(** ** Section 4.1 *)

(** max(a z, z) is the linear model at a = 0 and the ReLU at a = 1: the same loss and gradient on all data. *)
Definition leaky_special_cases := forall k d w, problem k d -> length w = k ->
  (loss (leaky 0) d w = loss linear d w /\ grad (leaky 0) d w = grad linear d w) /\
  (loss (leaky 1) d w = loss relu d w /\ grad (leaky 1) d w = grad relu d w).

(** Positives as they are, negatives times -a. *)
Definition rescaled (a : R) (d : list sample) : list sample :=
  map (fun s => Sample (if Rlt_dec 0 (label s) then feat s else scaled (- a) (feat s)) 1) d.
(** With the printed argmin over the rescaled data. *)
Definition leaky_gd := forall k d a p w, problem k d -> 0 < a <= 1 -> printed_best k (rescaled a d) p -> length w = k ->
  exists small, 0 < small /\ forall eta, 0 < eta < small -> direction_to (gd_run (leaky a) d eta w) p.
Definition leaky_sgd := forall k d a alpha p w, problem k d -> 0 < a < 1 -> 1 / 2 < alpha < 1 -> printed_best k (rescaled a d) p ->
  length w = k -> (forall draws, are_draws d draws -> forall t, in_region d (sgd_run (leaky a) d draws (power_steps alpha) w t)) ->
  direction_to (mean_average (leaky a) k d alpha w) p.
