(** Networks with fixed output weights, and printed statements about them: section 4.2. As in Claims.v a proposition says neither that
    it holds nor that it fails. *)
From Coq Require Import Reals Lra List Bool.
Require Import Definitions Claims.
Import ListNotations.
Open Scope R_scope.

(** ** f(x) = sum_k v_k max(0, w_k.x) *)

(** v_k and w_k. *)
Record neuron := Neuron { out : R; weights : vec }.

Definition output (N : list neuron) (x : vec) : R := sum_over N (fun n => out n * relu_of (dot (weights n) x)).
(** y_i f(x_i) *)
Definition fit (N : list neuron) (s : sample) : R := label s * output N (feat s).
(** L(W) = (1/n) sum_i exp(-y_i f(x_i)) *)
Definition net_loss (d : list sample) (N : list neuron) : R := sum_over d (fun s => exp (- fit N s)) / size d.

(** Minus the gradient of exp(-y f(x)) by w_k is this times x; the derivative of max(0, z) is taken as 0 at the kink. *)
Definition force (N : list neuron) (n : neuron) (s : sample) : R :=
  out n * act (dot (weights n) (feat s)) * label s * exp (- fit N s).
Fixpoint pushed (h : R) (N : list neuron) (n : neuron) (d : list sample) (w : vec) : vec :=
  match d with [] => w | s :: d' => pushed h N n d' (axpy (h * force N n s) (feat s) w) end.
(** A step of size h along minus the sum of the gradients of some samples. *)
Definition net_step (h : R) (d : list sample) (N : list neuron) : list neuron :=
  map (fun n => Neuron (out n) (pushed h N n d (weights n))) N.

Fixpoint net_gd (d : list sample) (eta : R) (N : list neuron) (t : nat) : list neuron :=
  match t with O => N | S k => net_step (eta / size d) d (net_gd d eta N k) end.
(** draws k is the index that is drawn at step k, counted from 0. *)
Fixpoint net_sgd (d : list sample) (draws : nat -> nat) (eta : nat -> R) (N : list neuron) (t : nat) : list neuron :=
  match t with O => N | S k => net_step (eta k) [nth (draws k) d (Sample [] 1)] (net_sgd d draws eta N k) end.

(** ** Patterns and partitions *)

Definition acts (x : vec) (n : neuron) : bool := if Rlt_dec 0 (dot (weights n) x) then true else false.
(** A_i, the neurons that act on x_i. *)
Definition pattern (N : list neuron) (x : vec) : list bool := map (acts x) N.
(** B_h, the samples with pattern A. *)
Definition partition (N : list neuron) (d : list sample) (A : list bool) : list sample :=
  filter (fun s => if list_eq_dec bool_dec (pattern N (feat s)) A then true else false) d.
(** Wt_h = sum of v_k w_k over the neurons of A, of length k. *)
Fixpoint combined (k : nat) (A : list bool) (N : list neuron) : vec :=
  match A, N with
  | b :: A', n :: N' => if b then axpy (out n) (weights n) (combined k A' N') else combined k A' N'
  | _, _ => repeat 0 k
  end.
(** sum of v_k^2 over them. *)
Fixpoint squares (A : list bool) (N : list neuron) : R :=
  match A, N with b :: A', n :: N' => (if b then out n * out n else 0) + squares A' N' | _, _ => 0 end.

(** Patterns of two partitions have no neuron in common. *)
Definition disjoint (d : list sample) (N : list neuron) :=
  forall s s', In s d -> In s' d -> pattern N (feat s) = pattern N (feat s') \/
  forall j, nth j (pattern N (feat s)) false = true -> nth j (pattern N (feat s')) false = false.
(** From step T on no pattern changes. *)
Definition lasting (d : list sample) (run : nat -> list neuron) (T : nat) :=
  forall t s, (T <= t)%nat -> In s d -> pattern (run t) (feat s) = pattern (run T) (feat s).

(** ** What the theorems ask for *)

(** Labels +1 and -1, both present, vectors of one length k, output weights of both signs and none 0. The data need not be separable. *)
Definition net_problem (k : nat) (d : list sample) (N : list neuron) :=
  Forall (fun s => length (feat s) = k) d /\ Forall (fun s => label s = 1 \/ label s = -1) d /\
  Exists (fun s => label s = 1) d /\ Exists (fun s => label s = -1) d /\
  Forall (fun n => length (weights n) = k /\ out n <> 0) N /\ Exists (fun n => 0 < out n) N /\ Exists (fun n => out n < 0) N.
(** L(W_t) -> 0 *)
Definition to_zero (d : list sample) (run : nat -> list neuron) :=
  forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> net_loss d (run t) < e.

(** Theorem 4.1: gradient descent drives L(W) to 0, and patterns are constant after T and disjoint. *)
Definition trained (k : nat) (d : list sample) (N : list neuron) (eta : R) (T : nat) :=
  net_problem k d N /\ 0 < eta /\ to_zero d (net_gd d eta N) /\ lasting d (net_gd d eta N) T /\ disjoint d (net_gd d eta N T).
(** Theorem 4.2, along one sequence of draws: from T on L(W) < 1/n, and patterns are constant and disjoint. *)
Definition sgd_trained (k : nat) (d : list sample) (N : list neuron) (alpha : R) (draws : nat -> nat) (T : nat) :=
  let run := net_sgd d draws (power_steps alpha) N in
  net_problem k d N /\ 1 / 2 < alpha < 1 /\ are_draws d draws /\
  (forall t, (T <= t)%nat -> net_loss d (run t) < 1 / size d) /\ lasting d run T /\ disjoint d (run T).

(** A pattern of a sample on which some neuron acts. *)
Definition is_pattern (d : list sample) (N : list neuron) (A : list bool) :=
  In true A /\ exists s, In s d /\ pattern N (feat s) = A.

(** ** Theorem 4.1 and appendix H *)

(** Eq. 34 with the printed sign; the loss of B_r alone is that of the linear model, with 1/n_r. *)
Definition thm_4_1_reduction := forall k d N eta T A, trained k d N eta T ->
  let run := net_gd d eta N in is_pattern d (run T) A ->
  forall t, (T <= t)%nat -> let B := partition (run T) d A in let w := combined k A (run t) in
  combined k A (run (S t)) = axpy (eta * (size B / size d) * squares A N) (grad linear B w) w.
(** The step size that is named after eq. 34. *)
Definition thm_4_1_step_factor := forall k d N eta T A, trained k d N eta T ->
  let run := net_gd d eta N in is_pattern d (run T) A ->
  forall t, (T <= t)%nat -> let B := partition (run T) d A in
  combined k A (run (S t)) = gd_step linear B (eta * size d / (size B * squares A N)) (combined k A (run t)).

(** y_i x_i as positives. *)
Definition signed (d : list sample) : list sample := map (fun s => Sample (scaled (label s) (feat s)) 1) d.
(** With the printed argmin, over the y_i x_i of B_h. *)
Definition thm_4_1_direction := forall k d N eta T A p, trained k d N eta T ->
  let run := net_gd d eta N in is_pattern d (run T) A -> printed_best k (signed (partition (run T) d A)) p ->
  direction_to (fun t => combined k A (run t)) p.

(** Zero loss and constant patterns come with disjoint ones. *)
Definition sec_4_2_scope := forall k d N eta T, net_problem k d N -> 0 < eta ->
  to_zero d (net_gd d eta N) -> lasting d (net_gd d eta N) T -> disjoint d (net_gd d eta N T).

(** ** Theorem 4.2 and appendix I *)

(** Whatever is drawn the hypotheses hold from step T on. *)
Definition always_trained (k : nat) (d : list sample) (N : list neuron) (alpha : R) (T : nat) :=
  forall draws, are_draws d draws -> sgd_trained k d N alpha draws T.

(** Eq. 41 with the printed sign, at a step that draws from B_r. *)
Definition thm_4_2_eq_41 := forall k d N alpha T A draws, always_trained k d N alpha T -> are_draws d draws ->
  let run := net_sgd d draws (power_steps alpha) N in
  forall t, (T <= t)%nat -> let s := nth (draws t) d (Sample [] 1) in In true A -> pattern (run T) (feat s) = A ->
  let w := combined k A (run t) in
  combined k A (run (S t)) = axpy (power_steps alpha t * squares A N) (grad linear [s] w) w.
(** The step size that is named after eq. 41. *)
Definition thm_4_2_step_factor := forall k d N alpha T A draws, always_trained k d N alpha T -> are_draws d draws ->
  let run := net_sgd d draws (power_steps alpha) N in
  forall t, (T <= t)%nat -> let s := nth (draws t) d (Sample [] 1) in In true A -> pattern (run T) (feat s) = A ->
  combined k A (run (S t)) = sgd_step linear s (power_steps alpha t / squares A N) (combined k A (run t)).

(** Growth of each |Wt_r| by eta_t r at each step: after any beginning of the draws others can follow with which it grows so. *)
Definition app_i_growth := forall k d N alpha T A first, always_trained k d N alpha T -> are_draws d first ->
  is_pattern d (net_sgd d first (power_steps alpha) N T) A -> forall K, (T <= K)%nat ->
  exists draws, are_draws d draws /\ (forall j, (j < K)%nat -> draws j = first j) /\
  exists r, 0 < r /\ forall t, (T <= t)%nat -> let run := net_sgd d draws (power_steps alpha) N in
  norm (combined k A (run t)) + power_steps alpha t * r <= norm (combined k A (run (S t))).

(** Where whatever is drawn L(W) < 1/n and no pattern changes: E Wbar_t / |E Wbar_t| converges to the printed argmin. *)
Definition thm_4_2_direction := forall k d N alpha A p,
  (forall draws, are_draws d draws -> sgd_trained k d N alpha draws 0) ->
  is_pattern d N A -> printed_best k (signed (partition N d A)) p ->
  direction_to (fun t => expected k (length d) t (fun draws =>
    average (fun j => combined k A (net_sgd d draws (power_steps alpha) N j)) t)) p.
