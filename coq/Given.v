(** Statements about SGD given that it stays in the separable region, which some draws lead out of: each as a proposition that says
    neither that it holds nor that it fails. docs/explanation/coq.md says how each reads the sentence. *)
From Coq Require Import Reals Lra List.
Require Import Definitions Claims Means.
Import ListNotations.
Open Scope R_scope.

(** ** Expectations given that w_0, ..., w_t are in the region *)

(** Whether w is in the separable region. *)
Definition inside (d : list sample) (w : vec) : bool := forallb (fun s => if Rlt_dec 0 (label s * dot w (feat s)) then true else false) d.
(** Whether w_0, ..., w_t are. *)
Definition remains (d : list sample) (alpha : R) (w : vec) (t : nat) (draws : nat -> nat) : bool :=
  forallb (fun j => inside d (sgd_run relu d draws (power_steps alpha) w j)) (seq 0 (S t)).
(** The sequences of t draws along which they are. *)
Definition remaining (d : list sample) (alpha : R) (w : vec) (t : nat) : list (list nat) :=
  filter (fun draws => remains d alpha w t (along draws)) (sequences (length d) t).
(** The mean over these. All n^t sequences have one probability, so that it is the sum over them of probability times f, over the
    probability of staying. That is never 0: a negative can be drawn at each step (coq/Remaining.v). *)
Definition given (d : list sample) (alpha : R) (w : vec) (t : nat) (f : (nat -> nat) -> R) : R :=
  sum_over (remaining d alpha w t) (fun draws => f (along draws)) / INR (length (remaining d alpha w t)).
(** The same of a vector of length k, entry by entry. *)
Definition given_vector (k : nat) (d : list sample) (alpha : R) (w : vec) (t : nat) (F : (nat -> nat) -> vec) : vec :=
  map (fun j => given d alpha w t (fun draws => nth j (F draws) 0)) (seq 0 k).
(** w_j, as the draws have it. *)
Definition drawn_to (d : list sample) (alpha : R) (w : vec) (j : nat) (draws : nat -> nat) : vec :=
  sgd_run relu d draws (power_steps alpha) w j.

(** ** Hypotheses *)

(** Data of section 2, the paper's exponent, w_0 in the region, and some draw that may lead out of it: a positive has a product of the
    wrong sign with some sample. *)
Definition open_region (k : nat) (d : list sample) (alpha : R) (w : vec) :=
  problem k d /\ length w = k /\ 1 / 2 < alpha < 1 /\ in_region d w /\
  Exists (fun s => Exists (fun s' => label s' * dot (feat s) (feat s') < 0) d) (positives d).

(** ** The statements *)

(** Lemma F.3 of L' = L - L*, each expectation given that the run stays until its step; with any bound on L' at iterates until which it
    stays in place of S. *)
Definition lem_f3_staying_intended := forall k d alpha w B top p g t, open_region k d alpha w -> reach B d -> 0 <= B < sqrt 2 ->
  best k d p g ->
  (forall draws j, are_draws d draws -> (j <= t)%nat -> remains d alpha w j draws = true -> excess_loss d (drawn_to d alpha w j draws) <= top) ->
  let E_loss j := given d alpha w j (fun draws => excess_loss d (drawn_to d alpha w j draws)) in
  let E_grad j := given_vector k d alpha w j (fun draws => grad relu d (drawn_to d alpha w j draws)) in
  ln (E_loss t) <=
  ln (excess_loss d w) - g * sum_before t (fun j => power_steps alpha j * norm (E_grad j))
  + 1 / 2 * B ^ 4 * top * sum_before t (fun j => power_steps alpha j ^ 2).

(** Theorem 3.3 with its constants, all expectations given that the run stays until t. *)
Definition thm_3_3_staying_intended := forall k d alpha w B p g t, open_region k d alpha w -> reach B d -> 0 <= B < sqrt 2 ->
  best k d p g -> (1 <= t)%nat ->
  given d alpha w t (fun draws => excess_loss d (averaged relu d alpha w t draws)) <=
  1 / INR t + (sqnorm w + ln (INR t) ^ 2 / g ^ 2) / (2 * INR t)
  + Rpower 4 (alpha - 1) * Rpower (INR t) (alpha - 1) * budget alpha w g t
  + B ^ 2 / (2 * INR t) * given d alpha w t (fun draws => sum_before t (fun j => power_steps alpha j * excess_loss d (drawn_to d alpha w j draws))).

(** The last display of theorem 3.4 times |E wbar_t|, likewise. *)
Definition thm_3_4_staying_intended := forall k d alpha w B p g t, open_region k d alpha w -> reach B d -> 0 <= B < sqrt 2 ->
  best k d p g -> (1 <= t)%nat ->
  let mean := given_vector k d alpha w t (averaged relu d alpha w t) in
  norm mean - dot mean p <=
  norm w + (ln (size d) + ln (excess_loss d w)) / g
  + B ^ 4 * (size (positives d) / size d) * (1 - Rpower (INR t) (1 - 2 * alpha)) / (4 * (alpha - 1 / 2) * g).
