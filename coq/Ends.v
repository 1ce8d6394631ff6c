(** What a run comes to: printed statements about the cases of theorem 3.2, and about runs that converge or do not. As in Claims.v a
    proposition says neither that it holds nor that it fails. *)
From Coq Require Import Reals Lra List.
Require Import Definitions Claims.
Import ListNotations.
Open Scope R_scope.

(** ** Section 3.2 *)

(** w_t/|w_t| converges, to whatever direction. *)
Definition has_direction (k : nat) (run : nat -> vec) := exists q, length q = k /\ direction_to run q.
(** The run does not change from some step on. *)
Definition ends (run : nat -> vec) := exists T, forall t, (T <= t)%nat -> run t = run T.

(** With a small enough step: to w^+ only where w^+ is in the region. *)
Definition sec_3_2_only_when := forall k d p w, problem k d -> max_margin k (positives d) p -> length w = k ->
  exists small, 0 < small /\ forall eta, 0 < eta < small -> direction_to (gd_run relu d eta w) p -> in_region d p.

(** Case 2: where w^+ is not in the region and all positives stay active. *)
Definition thm_3_2_2 := forall k d p w, problem k d -> max_margin k (positives d) p -> ~ in_region d p ->
  length w = k -> exists small, 0 < small /\ forall eta, 0 < eta < small ->
  (exists T, forall t, (T <= t)%nat -> Forall (fun s => 0 < dot (gd_run relu d eta w t) (feat s)) (positives d)) ->
  ~ has_direction k (gd_run relu d eta w).

(** The list of cases: to w^+ in the region, to no direction, to w^+_J in W_J, or to an end; w^+ and w^+_J are max-margin directions. *)
Definition thm_3_2_cases := forall k d w, problem k d -> length w = k -> exists small, 0 < small /\ forall eta, 0 < eta < small ->
  let run := gd_run relu d eta w in
  (exists p, max_margin k (positives d) p /\ in_region d p /\ direction_to run p) \/
  ~ has_direction k run \/
  (exists on p, Forall (fun s => on s = true -> label s = 1) d /\ Exists (fun s => on s = true) d /\
    max_margin k (filter on d) p /\ in_part on d p /\ direction_to run p) \/
  ends run.

(** ** Appendix B *)

(** The sum of |grad L(w_j)|^2 over j < t. *)
Fixpoint sum_gradients (d : list sample) (run : nat -> vec) (t : nat) : R :=
  match t with O => 0 | S j => sum_gradients d run j + sqnorm (grad relu d (run j)) end.
(** 0 < eta < 2/beta, with beta the smoothness of L wherever it is smooth along the whole path. *)
Definition small_along (d : list sample) (eta : R) (w : vec) := 0 < eta /\ exists beta, eta * beta < 2 /\
  forall j t, 0 <= t <= 1 -> forall u, length u = length w ->
  curvature d (between t (gd_run relu d eta w j) (gd_run relu d eta w (S j))) u <= beta * sqnorm u.
(** The squared gradients have a bounded sum, and the gradient tends to 0. *)
Definition thm_3_2_gradient := forall k d w eta, problem k d -> length w = k -> small_along d eta w ->
  (exists B, forall t, sum_gradients d (gd_run relu d eta w) t <= B) /\
  forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> sqnorm (grad relu d (gd_run relu d eta w t)) < e.

(** Where w^+ is in the region and the run does not end, no negative is active from some step on. *)
Definition app_b_enters := forall k d p w, problem k d -> max_margin k (positives d) p -> in_region d p -> length w = k ->
  exists small, 0 < small /\ forall eta, 0 < eta < small -> ~ ends (gd_run relu d eta w) ->
  exists T, forall t, (T <= t)%nat -> Forall (fun s => dot (gd_run relu d eta w t) (feat s) <= 0) (negatives d).

(** Some samples are just the active ones at steps beyond any, and the direction converges to their max-margin direction. *)
Definition app_b_active_max_margin := forall k d w, problem k d -> length w = k -> exists small, 0 < small /\ forall eta, 0 < eta < small ->
  let run := gd_run relu d eta w in
  (forall M, exists T, forall t, (T <= t)%nat -> M <= norm (run t)) ->
  exists on, (forall T, exists t, (T <= t)%nat /\ Forall (fun s => on s = true <-> 0 < dot (run t) (feat s)) d) /\
  forall p, max_margin k (filter on d) p -> direction_to run p.

(** ** Example 2 of appendix C *)

Definition ex_2_no_limit := forall k x1 x2 w, let d := [Sample x1 1; Sample x2 (-1)] in
  problem k d -> length w = k -> 0 < dot x1 x2 <= 1 / 2 * sqnorm x2 -> 0 < dot w x1 -> dot w x2 < 0 ->
  exists small, 0 < small /\ forall eta, 0 < eta < small -> ~ has_direction k (gd_run relu d eta w).

(** ** Section 3.3 *)

(** Where w^+ is not in the closed region: for some draws at least SGD does not converge, neither to a point nor in direction. *)
Definition sec_3_3_otherwise := forall k d p alpha w, problem k d -> 1 / 2 < alpha < 1 -> max_margin k (positives d) p ->
  Exists (fun s => label s = -1 /\ 0 < dot p (feat s)) d -> length w = k ->
  exists draws, are_draws d draws /\ let run := sgd_run relu d draws (power_steps alpha) w in
  ~ has_direction k run /\ ~ ends run.

(** ** The linear model *)

(** With any constant step size and from any start the loss tends to 0, and |w_t| to infinity. *)
Definition linear_global := forall k d eta w, problem k d -> 0 < eta -> length w = k ->
  let run := gd_run linear d eta w in
  (forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> loss linear d (run t) < e) /\
  (forall M, exists T, forall t, (T <= t)%nat -> M <= norm (run t)).
