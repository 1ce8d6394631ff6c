(** SGD after which no sample is active. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held.
Import ListNotations.
Open Scope R_scope.

Lemma idle_until d draws i eta w n : dot w (feat (nth i d (Sample [] 1))) <= 0 -> (forall j, (j < n)%nat -> draws j = i) -> sgd_run relu d draws eta w n = w.
Proof.
  intros H. induction n as [| n IH]; intro D; cbn [sgd_run]; [reflexivity | ]. rewrite IH by (intros j Hj; apply D; lia). rewrite (D n) by lia.
  apply rest, H.
Qed.

Lemma silent_for_ever d draws eta w T : are_draws d draws -> Forall (fun s => dot (sgd_run relu d draws eta w T) (feat s) <= 0) d ->
  forall t, (T <= t)%nat -> sgd_run relu d draws eta w t = sgd_run relu d draws eta w T.
Proof.
  intros D H t Ht. induction Ht as [| t Ht IH]; [reflexivity | ]. cbn [sgd_run]. rewrite IH. apply rest.
  apply (at_member _ _ _ H), nth_In, D.
Qed.

Lemma silent_outside k d w : problem k d -> Forall (fun s => dot w (feat s) <= 0) d -> ~ in_region d w.
Proof.
  intros (_ & _ & Hp & _) H R. apply Exists_exists in Hp. destruct Hp as (s & Hs & Y). assert (A := at_member _ _ _ R Hs). assert (B := at_member _ _ _ H Hs).
  cbv beta in A, B. rewrite Y in A. lra.
Qed.

(** Inactive draws, and then one that leaves no sample active: the run never comes to the region. *)
Lemma silenced k d draws eta w i j n : problem k d -> are_draws d draws -> length w = k -> dot w (feat (nth i d (Sample [] 1))) <= 0 ->
  (forall m, (m < n)%nat -> draws m = i) -> draws n = j ->
  Forall (fun s => dot w (feat s) + eta n * pull relu (nth j d (Sample [] 1)) w * dot (feat (nth j d (Sample [] 1))) (feat s) <= 0) d ->
  forall t, (n < t)%nat -> ~ in_region d (sgd_run relu d draws eta w t).
Proof.
  intros Hd D Lw I F J Sl t Ht. assert (E : sgd_run relu d draws eta w (S n) = sgd_step relu (nth j d (Sample [] 1)) (eta n) w).
  { cbn [sgd_run]. rewrite (idle_until d draws i eta w n I F), J. reflexivity. }
  assert (Lj : length (feat (nth j d (Sample [] 1))) = k).
  { destruct Hd as (L & _). apply (at_member _ _ _ L), nth_In. rewrite <- J. apply D. }
  assert (Z : Forall (fun s => dot (sgd_run relu d draws eta w (S n)) (feat s) <= 0) d).
  { rewrite E. apply Forall_impl with (2 := Sl). intros s Hs. unfold sgd_step. rewrite dot_axpy by congruence. exact Hs. }
  rewrite (silent_for_ever d draws eta w (S n) D Z t Ht). exact (silent_outside k d _ Hd Z).
Qed.
