(** Printed statements about SGD's expectations at a step (section 3.3, appendices D to F), each as a proposition that says neither that
    it holds nor that it fails. docs/explanation/coq.md says how each reads the printed sentence. *)
From Coq Require Import Reals Lra List.
Require Import Definitions Claims.
Import ListNotations.
Open Scope R_scope.

(** ** Amounts *)

(** E g(w_t): the mean over all n^t sequences of t draws. *)
Definition mean_at (d : list sample) (alpha : R) (w : vec) (t : nat) (g : vec -> R) : R :=
  expectation (length d) t (fun draws => g (sgd_run relu d draws (power_steps alpha) w t)).
(** E G(w_t) for a vector of length k, entry by entry. *)
Definition mean_vector (k : nat) (d : list sample) (alpha : R) (w : vec) (t : nat) (G : vec -> vec) : vec :=
  map (fun j => mean_at d alpha w t (fun v => nth j (G v) 0)) (seq 0 k).
(** E |grad l(v, z)|^2 over the drawn sample z. *)
Definition sampled_square (d : list sample) (v : vec) : R := sum_over d (fun s => sqnorm (grad relu [s] v)) / size d.

(** L of eq. 7, (1/n+) sum over the positives of exp(-w.x_i), and its gradient: the linear model on the positives. *)
Definition reduced_loss (d : list sample) (w : vec) : R := loss linear (positives d) w.
Definition reduced_grad (d : list sample) (w : vec) : vec := grad linear (positives d) w.
(** L - L* of (P). *)
Definition excess_loss (d : list sample) (w : vec) : R := loss relu d w - least d.

(** sum_{k<t} f k *)
Fixpoint sum_before (t : nat) (f : nat -> R) : R := match t with O => 0 | S k => sum_before k f + f k end.
(** sum_{k<t} eta_k, and sum_{k<t} eta_k E L(w_k) *)
Definition rates (alpha : R) (t : nat) : R := sum_before t (power_steps alpha).
Definition weighted_losses (L : vec -> R) (d : list sample) (alpha : R) (w : vec) (t : nat) : R :=
  sum_before t (fun k => power_steps alpha k * mean_at d alpha w k L).
(** sum_{k<t} eta_k^2 E |grad l(w_k, z)|^2 *)
Definition weighted_squares (d : list sample) (alpha : R) (w : vec) (t : nat) : R :=
  sum_before t (fun k => power_steps alpha k ^ 2 * mean_at d alpha w k (sampled_square d)).

(** ** Hypotheses *)

(** Data of section 2, the paper's step sizes, and all iterates in the separable region whatever is drawn. *)
Definition staying (k : nat) (d : list sample) (alpha : R) (w : vec) :=
  problem k d /\ length w = k /\ 1 / 2 < alpha < 1 /\ always_in_region d alpha w.
(** |x_i| <= B for the positives. *)
Definition reach (B : R) (d : list sample) := Forall (fun s => norm (feat s) <= B) (positives d).
(** p = w^+ is the max-margin direction of the positives, and g = gamma its margin. *)
Definition best (k : nat) (d : list sample) (p : vec) (g : R) :=
  max_margin k (positives d) p /\
  Forall (fun s => g <= dot p (feat s)) (positives d) /\ Exists (fun s => dot p (feat s) = g) (positives d).
(** u = (ln t / gamma) w^+ *)
Definition comparison (p : vec) (g : R) (t : nat) : vec := scaled (ln (INR t) / g) p.
(** |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha) *)
Definition budget (alpha : R) (w : vec) (g : R) (t : nat) : R :=
  sqnorm w + ln (INR t) ^ 2 / g ^ 2 + 2 * Rpower (INR t) (- alpha) / (1 - alpha).
(** (w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2 *)
Definition squared_bound (L : vec -> R) (d : list sample) (alpha : R) (w p : vec) (g : R) (t : nat) : R :=
  (dot w p + g * weighted_losses L d alpha w t - ln (INR t) / g) ^ 2.

(** ** Proposition 1 and appendix D *)

Definition prop_1_eq_9 := forall k d alpha w u t, staying k d alpha w -> length u = k ->
  let eta := power_steps alpha t in
  mean_at d alpha w (S t) (fun v => sqdist v u) =
  mean_at d alpha w t (fun v => sqdist v u)
  - 2 * eta * mean_at d alpha w t (fun v => dot (reduced_grad d v) (axpy (-1) u v))
  + eta ^ 2 * mean_at d alpha w t (sampled_square d).

Definition prop_1_eq_12 := forall k d alpha w u t, staying k d alpha w -> length u = k ->
  mean_at d alpha w t (fun v => sqdist v u) <=
  sqdist w u - 2 * weighted_losses (reduced_loss d) d alpha w t + 2 * rates alpha t * reduced_loss d u + weighted_squares d alpha w t.

Definition prop_1_eq_13 := forall k d alpha w B u t, staying k d alpha w -> reach B d -> 0 <= B < sqrt 2 -> length u = k ->
  mean_at d alpha w t (fun v => sqdist v u) <=
  sqdist w u - (2 - B ^ 2) * weighted_losses (reduced_loss d) d alpha w t + 2 * rates alpha t * reduced_loss d u.
Definition prop_1_eq_13_long := prop_1_eq_13.

Definition prop_1_eq_14 := forall k d alpha w B p g t, staying k d alpha w -> reach B d -> 0 <= B < sqrt 2 -> best k d p g ->
  (1 <= t)%nat ->
  mean_at d alpha w t (fun v => sqdist v (comparison p g t)) <=
  budget alpha w g t - (2 - B ^ 2) * weighted_losses (reduced_loss d) d alpha w t.
Definition prop_1_eq_14_long := prop_1_eq_14.

(** The last display of step 2, with L of eq. 7 and with L - L*. *)
Definition prop_1_step_2_with (L : list sample -> vec -> R) := forall k d alpha w p g t, staying k d alpha w -> best k d p g ->
  (1 <= t)%nat ->
  squared_bound (L d) d alpha w p g t <= mean_at d alpha w t (fun v => sqdist v (comparison p g t)).
Definition prop_1_step_2 := prop_1_step_2_with reduced_loss.
Definition prop_1_step_2_intended := prop_1_step_2_with excess_loss.

(** The display before eq. 15. *)
Definition prop_1_eq_15 := forall k d alpha w B p g t, staying k d alpha w -> reach B d -> 0 <= B < sqrt 2 -> best k d p g ->
  (1 <= t)%nat ->
  squared_bound (reduced_loss d) d alpha w p g t <= budget alpha w g t.
Definition prop_1_eq_15_long := prop_1_eq_15.

(** The bound on the sum of squares that solving that display gives. *)
Definition square_sum_bound (alpha B : R) (w p : vec) (g : R) (t : nat) : R :=
  B ^ 2 / g * (ln (INR t) / g - dot w p + sqrt (budget alpha w g t)).

(** Both with their constants, and L - L* for L, for any B. *)
Definition prop_1_wlog := forall k d alpha w B p g t, staying k d alpha w -> reach B d -> 0 <= B -> best k d p g -> (1 <= t)%nat ->
  weighted_squares d alpha w t <= square_sum_bound alpha B w p g t /\
  squared_bound (excess_loss d) d alpha w p g t <= budget alpha w g t.

(** Summed from k = 0, where the iterates are in the region from step T on, whatever is drawn. *)
Definition prop_1_from_T := forall k d alpha w B p g T t, problem k d -> length w = k -> 1 / 2 < alpha < 1 ->
  (forall draws, are_draws d draws -> forall j, (T <= j)%nat -> in_region d (sgd_run relu d draws (power_steps alpha) w j)) ->
  reach B d -> 0 <= B < sqrt 2 -> best k d p g -> (1 <= t)%nat -> (T <= t)%nat ->
  mean_at d alpha w t (fun v => sqdist v (comparison p g t)) <= budget alpha w g t /\
  weighted_squares d alpha w t <= square_sum_bound alpha B w p g t.

(** ** Appendix E *)

Definition thm_3_3_eq_17 := forall k d alpha w u t, staying k d alpha w -> length u = k ->
  sum_before t (fun j => mean_at d alpha w j (reduced_loss d)) <=
  INR t * reduced_loss d u
  + 1 / 2 * sum_before t (fun j => 1 / power_steps alpha j *
      (mean_at d alpha w j (fun v => sqdist v u) - mean_at d alpha w (S j) (fun v => sqdist v u)))
  + 1 / 2 * sum_before t (fun j => power_steps alpha j * mean_at d alpha w j (sampled_square d)).

(** ** Lemma F.3, with any bound on L over the iterates for S *)

(** Where eta_{p+1} is the size of step p, or, as theorem 3.4 numbers them, of step p + 1. *)
Definition lem_f3_with (eta : R -> nat -> R) := forall k d alpha w B top p g t, staying k d alpha w -> reach B d -> 0 <= B < sqrt 2 ->
  (forall draws, are_draws d draws -> forall j, reduced_loss d (sgd_run relu d draws (power_steps alpha) w j) <= top) ->
  best k d p g ->
  let E_loss j := mean_at d alpha w j (reduced_loss d) in
  let slope j := norm (mean_vector k d alpha w j (reduced_grad d)) / E_loss j in
  ln (E_loss t) <=
  ln (reduced_loss d w) - sum_before t (fun j => eta alpha j * E_loss j * slope j * g)
  + 1 / 2 * B ^ 4 * top * sum_before t (fun j => eta alpha j ^ 2).
Definition lem_f3 := lem_f3_with power_steps.
Definition lem_f3_long := lem_f3.
Definition lem_f3_theorem := lem_f3_with (fun alpha j => power_steps alpha (j + 1)).

(** ** The first displays of theorems 3.3 and 3.4, for runs that stay in either region *)

Definition in_either_region (d : list sample) (alpha : R) (w : vec) :=
  always_in_region d alpha w \/ (exists on, always_in_part on d alpha w).

(** E L(wbar_t) - L* tends to 0. *)
Definition thm_3_3_either := forall k d alpha w, problem k d -> length w = k -> 1 / 2 < alpha < 1 -> in_either_region d alpha w ->
  forall e, 0 < e -> exists T, forall t, (T <= t)%nat ->
  expectation (length d) t (fun draws => loss relu d (averaged relu d alpha w t draws)) - least d < e.

(** With the max-margin direction of the positives for w^+. *)
Definition thm_3_4_either_intended := forall k d alpha p w, problem k d -> length w = k -> 1 / 2 < alpha < 1 ->
  max_margin k (positives d) p -> in_either_region d alpha w -> direction_to (mean_average relu k d alpha w) p.
