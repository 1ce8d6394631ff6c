(** Facts and tactics that the refutations share. *)
From Coq Require Import Reals Lra List.
Require Import Definitions.
Import ListNotations.
Open Scope R_scope.

Lemma act_on z : 0 < z -> act z = 1. Proof. unfold act; destruct (Rlt_dec 0 z); lra. Qed.
Lemma act_off z : z <= 0 -> act z = 0. Proof. unfold act; destruct (Rlt_dec 0 z); lra. Qed.
Lemma relu_on z : 0 < z -> relu_of z = z. Proof. unfold relu_of; destruct (Rlt_dec 0 z); lra. Qed.
Lemma relu_off z : z <= 0 -> relu_of z = 0. Proof. unfold relu_of; destruct (Rlt_dec 0 z); lra. Qed.

(** Data, vectors and everything but the reals unfolded, on data that are written out. *)
Ltac unroll := unfold gd_step, grad, loss, sgd_step, pull, size, least, negatives, positives, sqdist, sqnorm, scaled, zeros, between in *;
  cbn [added total axpy dot feat label value slope linear relu leaky length map filter INR nth] in *.

(** The signs of labels and of w.x that [lra] can tell. *)
Ltac decide_signs := repeat match goal with
  | |- context [Rlt_dec 0 ?z] => let H := fresh in destruct (Rlt_dec 0 z) as [H | H]; try (exfalso; lra)
  | |- context [act ?z] => first [rewrite (act_on z) by lra | rewrite (act_off z) by lra]
  | |- context [relu_of ?z] => first [rewrite (relu_on z) by lra | rewrite (relu_off z) by lra]
  end.

(** [problem k d] for written data, by a separator. *)
Ltac is_problem data u := unfold problem, data; repeat split;
  [ repeat constructor | repeat (constructor; [cbn [label]; lra | ]); constructor
  | repeat (first [apply Exists_cons_hd; reflexivity | apply Exists_cons_tl])
  | repeat (first [apply Exists_cons_hd; reflexivity | apply Exists_cons_tl])
  | exists u; split; [reflexivity | unfold in_region; repeat (constructor; [cbn [dot feat label]; lra | ]); constructor] ].

(** Inequalities for each sample of written data. *)
Ltac each := repeat (constructor; [cbn [dot feat label]; try lra | ]); try constructor.
Ltac each_pair := repeat (constructor; [each | ]); try constructor.

Lemma zero_times a : 0 * a = 0. Proof. ring. Qed.

Lemma axpy_0 c x w : c = 0 -> axpy c x w = w.
Proof. intros ->; revert w; induction x; destruct w; cbn; auto. rewrite IHx; f_equal; ring. Qed.

(** A sample that is not active moves nothing. *)
Lemma rest s eta w : dot w (feat s) <= 0 -> sgd_step relu s eta w = w.
Proof. intro H; apply axpy_0; unfold pull; cbn [slope relu]; rewrite (act_off _ H); ring. Qed.

Lemma added_rest h d at_ w : Forall (fun s => dot at_ (feat s) <= 0) d -> added relu h d at_ w = w.
Proof.
  intro H; revert w; induction H as [| s d Hs _ IH]; intro w; cbn [added]; [reflexivity | ].
  rewrite axpy_0, IH; [reflexivity | ]. unfold pull; cbn [slope relu]; rewrite (act_off _ Hs); ring.
Qed.

(** Where no sample is active gradient descent stays. *)
Lemma gd_rest d eta w : Forall (fun s => dot w (feat s) <= 0) d -> gd_step relu d eta w = w.
Proof.
  intro H; unfold gd_step, grad; rewrite (added_rest _ _ _ _ H); unfold zeros.
  induction w as [| a w IH]; cbn [map axpy]; [reflexivity | ].
  replace (axpy (- eta) (map (fun _ => 0) w) w) with w; [f_equal; ring | ].
  clear IH H; induction w as [| b w IH]; cbn [map axpy]; [reflexivity | ]. rewrite <- IH; f_equal; ring.
Qed.

Lemma gd_rests d eta w t : Forall (fun s => dot w (feat s) <= 0) d -> gd_run relu d eta w t = w.
Proof. intro H; induction t; cbn [gd_run]; [reflexivity | rewrite IHt; apply gd_rest, H]. Qed.

(** And its gradient is zero there. *)
Lemma dot_zeros w : dot (zeros w) (zeros w) = 0.
Proof. induction w; cbn; [reflexivity | unfold zeros in IHw; rewrite IHw; ring]. Qed.
Lemma grad_rest d w : Forall (fun s => dot w (feat s) <= 0) d -> sqnorm (grad relu d w) = 0.
Proof. intro H; unfold grad; rewrite (added_rest _ _ _ _ H); apply dot_zeros. Qed.
