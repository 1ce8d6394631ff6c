(** Means over lists, sums over steps, and averages of iterates. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Means Draws.
Import ListNotations.
Open Scope R_scope.

(** ** Means over lists *)

Lemma sum_over_le {A} (l : list A) f g : (forall a, In a l -> f a <= g a) -> sum_over l f <= sum_over l g.
Proof.
  unfold sum_over. induction l as [| a l IH]; intro H; cbn [fold_right]; [lra | ].
  assert (P := H a (or_introl eq_refl)). specialize (IH (fun b Hb => H b (or_intror Hb))). lra.
Qed.
Lemma length_pos {A} (l : list A) : l <> [] -> 0 < INR (length l).
Proof. intro N. apply lt_0_INR. destruct l; [congruence | cbn; lia]. Qed.

(** The mean of f over a list that is not empty. *)
Definition mean_over {A} (l : list A) (f : A -> R) : R := sum_over l f / INR (length l).
Lemma mean_le {A} (l : list A) f g : l <> [] -> (forall a, In a l -> f a <= g a) -> mean_over l f <= mean_over l g.
Proof. intros N H. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, length_pos, N | apply sum_over_le, H]. Qed.
Lemma mean_ext_in {A} (l : list A) f g : (forall a, In a l -> f a = g a) -> mean_over l f = mean_over l g.
Proof. intro H. unfold mean_over. rewrite (sum_over_ext l f g H). reflexivity. Qed.
Lemma mean_affine {A} (l : list A) f a b : l <> [] -> mean_over l (fun x => a + b * f x) = a + b * mean_over l f.
Proof.
  intro N. assert (P := length_pos l N). unfold mean_over.
  rewrite (sum_over_ext l _ (fun x => f x * b + a)) by (intros; ring). rewrite sum_over_linear, sum_over_const. field. lra.
Qed.
Lemma mean_const {A} (l : list A) c : l <> [] -> mean_over l (fun _ => c) = c.
Proof. intro N. assert (P := length_pos l N). unfold mean_over. rewrite sum_over_const. field. lra. Qed.
Lemma mean_plus {A} (l : list A) f g : mean_over l (fun x => f x + g x) = mean_over l f + mean_over l g.
Proof. unfold mean_over. rewrite sum_over_plus. unfold Rdiv. ring. Qed.

(** The mean of a vector, entry by entry. *)
Lemma mean_dot {A} (l : list A) F v k : (forall a, In a l -> length (F a) = k) -> length v = k ->
  dot (map (fun j => mean_over l (fun a => nth j (F a) 0)) (seq 0 k)) v = mean_over l (fun a => dot (F a) v).
Proof.
  intros L Lv. unfold mean_over, Rdiv. set (c := / INR (length l)).
  enough (G : forall m b u, length u = m -> (b + m)%nat = k ->
    dot (map (fun j => sum_over l (fun a => nth j (F a) 0) * c) (seq b m)) u = sum_over l (fun a => dot (skipn b (F a)) u) * c).
  { apply (G k 0%nat v Lv (Nat.add_0_l k)). }
  induction m as [| m IH]; intros b [| h u] Lu Hb; cbn in Lu; try discriminate; cbn [seq map dot].
  - rewrite (sum_over_ext l _ (fun _ => 0)); [rewrite sum_over_zero; ring | ]. intros a _. destruct (skipn b (F a)); reflexivity.
  - rewrite IH by (try congruence; lia).
    rewrite (sum_over_ext l (fun a => dot (skipn b (F a)) (h :: u)) (fun a => nth b (F a) 0 * h + dot (skipn (S b) (F a)) u)).
    + rewrite sum_over_linear; ring.
    + intros a Ha. rewrite skipn_at by (rewrite (L a Ha); lia). reflexivity.
Qed.

(** ** Sums over steps *)

Lemma sum_before_ext t f g : (forall j, (j < t)%nat -> f j = g j) -> sum_before t f = sum_before t g.
Proof. induction t as [| t IH]; intro H; cbn [sum_before]; [reflexivity | ]. rewrite IH by (intros; apply H; lia). rewrite H by lia. reflexivity. Qed.
Lemma sum_before_le t f g : (forall j, (j < t)%nat -> f j <= g j) -> sum_before t f <= sum_before t g.
Proof. induction t as [| t IH]; intro H; cbn [sum_before]; [lra | ]. assert (f t <= g t) by (apply H; lia). specialize (IH (fun j Hj => H j ltac:(lia))). lra. Qed.
Lemma sum_before_affine t f a b : sum_before t (fun j => a + f j * b) = INR t * a + sum_before t f * b.
Proof. induction t as [| t IH]; cbn [sum_before]; [cbn [INR]; ring | ]. rewrite IH, S_INR. ring. Qed.
Lemma sum_before_ge f c a t : (a <= t)%nat -> (forall j, (j < t)%nat -> 0 <= f j) -> (forall j, (a <= j < t)%nat -> c <= f j) ->
  (INR t - INR a) * c <= sum_before t f.
Proof.
  intros H. induction H as [| t H IH]; intros P C.
  - enough (0 <= sum_before a f) by lra. clear C. induction a as [| a IH]; cbn [sum_before]; [lra | ].
    assert (0 <= f a) by (apply P; lia). specialize (IH (fun j Hj => P j ltac:(lia))). lra.
  - cbn [sum_before]. rewrite S_INR. assert (c <= f t) by (apply C; lia).
    specialize (IH (fun j Hj => P j ltac:(lia)) (fun j Hj => C j ltac:(lia))). lra.
Qed.
Lemma mean_sum_before {A} (l : list A) t f : l <> [] -> mean_over l (fun x => sum_before t (f x)) = sum_before t (fun j => mean_over l (fun x => f x j)).
Proof. intro N. induction t as [| t IH]; cbn [sum_before]; [apply mean_const, N | ]. rewrite mean_plus, IH. reflexivity. Qed.

(** ** Averages of iterates *)

Lemma dot_average run t v k : (forall j, length (run j) = k) -> dot (average run t) v = sum_before t (fun j => dot (run j) v) / INR t.
Proof.
  intro L. unfold average. rewrite dot_scaled. unfold Rdiv. rewrite Rmult_comm. f_equal.
  induction t as [| t IH]; cbn [added_up sum_before]; [apply dot_zeros_left | ].
  rewrite dot_axpy by (rewrite (L t), (added_up_length run t k L); reflexivity). rewrite IH. ring.
Qed.
