(** What the statements are about: samples, the exponential loss of a neuron, gradient descent, SGD over a sequence of draws. *)
From Coq Require Import Reals Lra List.
Import ListNotations.
Open Scope R_scope.

(** ** Vectors are lists of real numbers; all in one statement have one length. *)

Definition vec := list R.

Fixpoint dot (u v : vec) : R :=
  match u, v with a :: u', b :: v' => a * b + dot u' v' | _, _ => 0 end.

(** w + c x *)
Fixpoint axpy (c : R) (x w : vec) : vec :=
  match x, w with a :: x', b :: w' => (b + c * a) :: axpy c x' w' | _, _ => w end.

Definition scaled (c : R) (w : vec) : vec := map (fun a => c * a) w.
Definition zeros (w : vec) : vec := map (fun _ => 0) w.
Definition sqnorm (w : vec) : R := dot w w.
Definition norm (w : vec) : R := sqrt (sqnorm w).
(** |u - v|^2 *)
Definition sqdist (u v : vec) : R := sqnorm (axpy (-1) v u).

(** ** Samples (x_i, y_i) and data sets *)

Record sample := Sample { feat : vec; label : R }.

Definition size (d : list sample) : R := INR (length d).
Definition positives (d : list sample) := filter (fun s => if Rlt_dec 0 (label s) then true else false) d.
Definition negatives (d : list sample) := filter (fun s => if Rlt_dec 0 (label s) then false else true) d.

(** y_i w.x_i > 0 for all i: w is in the linearly separable region. *)
Definition in_region (d : list sample) (w : vec) := Forall (fun s => 0 < label s * dot w (feat s)) d.

(** The data of section 2: labels +1 and -1, n+ and n- not zero, vectors of one length k, linearly separable through the origin. *)
Definition problem (k : nat) (d : list sample) :=
  Forall (fun s => length (feat s) = k) d /\
  Forall (fun s => label s = 1 \/ label s = -1) d /\
  Exists (fun s => label s = 1) d /\ Exists (fun s => label s = -1) d /\
  exists u, length u = k /\ in_region d u.

(** ** Models: an activation and its derivative, with the value that a gradient method takes at a kink *)

Record model := Model { value : R -> R; slope : R -> R }.

Definition act (z : R) : R := if Rlt_dec 0 z then 1 else 0.
Definition relu_of (z : R) : R := if Rlt_dec 0 z then z else 0.

Definition linear := Model (fun z => z) (fun _ => 1).
(** max(0, z), slope 0 at the kink. *)
Definition relu := Model relu_of act.
(** max(a z, z) for 0 <= a <= 1, slope a at the kink. *)
Definition leaky (a : R) := Model (fun z => if Rlt_dec 0 z then z else a * z) (fun z => if Rlt_dec 0 z then 1 else a).

(** ** The loss L(w) = (1/n) sum_i exp(-y_i s(w.x_i)) and its gradient *)

Fixpoint total (m : model) (d : list sample) (w : vec) : R :=
  match d with [] => 0 | s :: d' => exp (- label s * value m (dot w (feat s))) + total m d' w end.
Definition loss (m : model) (d : list sample) (w : vec) : R := total m d w / size d.

(** The derivative of -exp(-y s(z)) by z at z = w.x: minus the gradient of one sample is this times x. *)
Definition pull (m : model) (s : sample) (w : vec) : R :=
  slope m (dot w (feat s)) * label s * exp (- label s * value m (dot w (feat s))).

Fixpoint added (m : model) (h : R) (d : list sample) (at_ w : vec) : vec :=
  match d with [] => w | s :: d' => added m h d' at_ (axpy (h * pull m s at_) (feat s) w) end.
Definition grad (m : model) (d : list sample) (w : vec) : vec := added m (- (1 / size d)) d w (zeros w).

(** The infimum n-/n of the loss under the ReLU. *)
Definition least (d : list sample) : R := size (negatives d) / size d.

(** ** Gradient descent and SGD *)

Definition gd_step (m : model) (d : list sample) (eta : R) (w : vec) : vec := axpy (- eta) (grad m d w) w.
Fixpoint gd_run (m : model) (d : list sample) (eta : R) (w : vec) (t : nat) : vec :=
  match t with O => w | S k => gd_step m d eta (gd_run m d eta w k) end.

Definition sgd_step (m : model) (s : sample) (eta : R) (w : vec) : vec := axpy (eta * pull m s w) (feat s) w.
(** w_t, where draws k is the index that is drawn at step k, counted from 0. *)
Fixpoint sgd_run (m : model) (d : list sample) (draws : nat -> nat) (eta : nat -> R) (w : vec) (t : nat) : vec :=
  match t with
  | O => w
  | S k => sgd_step m (nth (draws k) d (Sample [] 1)) (eta k) (sgd_run m d draws eta w k)
  end.
Definition are_draws (d : list sample) (draws : nat -> nat) := forall k, (draws k < length d)%nat.
(** eta_k = (k + 1)^(-alpha) *)
Definition power_steps (alpha : R) (k : nat) : R := Rpower (INR k + 1) (- alpha).

(** ** Hypotheses that several statements share *)

(** Combes: x_i.x_j > 0 for equal labels and < 0 for different ones. *)
Definition combes (d : list sample) :=
  Forall (fun s => Forall (fun s' => 0 < label s * label s' * dot (feat s) (feat s')) d) d.

(** The max-margin direction of samples: the unit vector that maximises the least w.x_i. *)
Definition margin_at_least (d : list sample) (m : R) (w : vec) := Forall (fun s => m <= dot w (feat s)) d.
Definition max_margin (k : nat) (d : list sample) (p : vec) :=
  length p = k /\ sqnorm p = 1 /\
  forall w m, length w = k -> sqnorm w = 1 -> margin_at_least d m w -> margin_at_least d m p.

(** u^T Hess L(v) u off the kinks, for the ReLU. *)
Fixpoint curvature_sum (d : list sample) (v u : vec) : R :=
  match d with
  | [] => 0
  | s :: d' => act (dot v (feat s)) * exp (- label s * dot v (feat s)) * (dot u (feat s)) ^ 2 + curvature_sum d' v u
  end.
Definition curvature (d : list sample) (v u : vec) : R := curvature_sum d v u / size d.
(** (1 - t) w + t w' *)
Definition between (t : R) (w w' : vec) : vec := axpy t w' (scaled (1 - t) w).
(** 0 < eta < 2/beta, with beta the smoothness of L wherever it is smooth on the segment that the step covers. *)
Definition small_step (d : list sample) (eta : R) (w : vec) := 0 < eta /\ exists beta, eta * beta < 2 /\
  forall t, 0 <= t <= 1 -> forall u, length u = length w ->
  curvature d (between t w (gd_step relu d eta w)) u <= beta * sqnorm u.

(** ** Limits and minima *)

Definition tends (f : R -> R) (l : R) := forall e, 0 < e -> exists A, forall a, A <= a -> Rabs (f a - l) < e.
(** No point within some distance has a smaller value; the distance is written squared. *)
Definition local_minimum (f : vec -> R) (w : vec) :=
  exists r, 0 < r /\ forall v, length v = length w -> sqdist v w < r -> f w <= f v.

(** ** Expectations over draws: each of the n^t sequences of t draws counts the same. *)

Fixpoint sequences (n t : nat) : list (list nat) :=
  match t with O => [[]] | S t' => flat_map (fun draws => map (fun i => i :: draws) (seq 0 n)) (sequences n t') end.
Definition sum_over {A : Type} (l : list A) (f : A -> R) : R := fold_right (fun a s => f a + s) 0 l.
(** The draws of a sequence, by their place; after its end the first sample. *)
Definition along (draws : list nat) : nat -> nat := fun k => nth k draws O.
Definition expectation (n t : nat) (f : (nat -> nat) -> R) : R :=
  sum_over (sequences n t) (fun draws => f (along draws)) / INR (length (sequences n t)).
(** The expectation of a vector of length k, entry by entry. *)
Definition expected (k n t : nat) (F : (nat -> nat) -> vec) : vec :=
  map (fun j => expectation n t (fun draws => nth j (F draws) 0)) (seq 0 k).

(** (1/t) sum_{k<t} w_k *)
Fixpoint added_up (run : nat -> vec) (t : nat) : vec :=
  match t with O => zeros (run O) | S k => axpy 1 (run k) (added_up run k) end.
Definition average (run : nat -> vec) (t : nat) : vec := scaled (/ INR t) (added_up run t).
