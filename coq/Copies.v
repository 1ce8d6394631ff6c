(** Data with copies of few samples: what is said of all samples, or of some, is said of the few. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Means.
Import ListNotations.
Open Scope R_scope.

(** Each sample as often as its number says, the copies side by side. *)
Fixpoint copies (counts : list nat) (d : list sample) : list sample :=
  match counts, d with n :: counts', s :: d' => repeat s n ++ copies counts' d' | _, _ => [] end.
(** The copies of positives. *)
Fixpoint positive_count (counts : list nat) (d : list sample) : nat :=
  match counts, d with
  | n :: counts', s :: d' => ((if Rlt_dec 0 (label s) then n else 0) + positive_count counts' d')%nat
  | _, _ => 0%nat
  end.

Definition every_kind (counts : list nat) (d : list sample) := length counts = length d /\ Forall (fun n => (0 < n)%nat) counts.

Lemma in_copies counts d s : every_kind counts d -> In s (copies counts d) <-> In s d.
Proof.
  intros [L P]. revert d L. induction P as [| n counts Hn _ IH]; intros [| a d] L; cbn in L; try discriminate; cbn [copies]; [tauto | ].
  rewrite in_app_iff, (IH d) by congruence. cbn [In].
  assert (E : In s (repeat a n) <-> a = s).
  { split; [intro H; symmetry; exact (repeat_spec _ _ _ H) | intros ->]. destruct n; [lia | left; reflexivity]. }
  rewrite E. tauto.
Qed.

Lemma size_copies counts d : length counts = length d -> size (copies counts d) = INR (list_sum counts).
Proof.
  unfold size. intro L. f_equal. revert d L. induction counts as [| n counts IH]; intros [| s d] L; cbn in L; try discriminate; [reflexivity | ].
  cbn [copies]. rewrite app_length, repeat_length, (IH d) by congruence. reflexivity.
Qed.

Lemma size_positive_copies counts d : size (positives (copies counts d)) = INR (positive_count counts d).
Proof.
  unfold size. f_equal. revert d. induction counts as [| n counts IH]; intros [| s d]; cbn [copies positive_count]; try reflexivity.
  unfold positives in *. rewrite filter_app, app_length, IH. f_equal. induction n as [| n IHn]; cbn [repeat filter].
  - destruct (Rlt_dec 0 (label s)); reflexivity.
  - destruct (Rlt_dec 0 (label s)); cbn [length]; rewrite IHn; reflexivity.
Qed.

(** ** Lists with the same members *)

Definition alike (d d' : list sample) := forall s, In s d <-> In s d'.

Lemma alike_sym d d' : alike d d' -> alike d' d.
Proof. intros H s. symmetry. apply H. Qed.
Lemma alike_all P d d' : alike d d' -> Forall P d -> Forall P d'.
Proof. intros H F. apply Forall_forall. intros s Hs. apply (at_member _ _ _ F), H, Hs. Qed.
Lemma alike_some P d d' : alike d d' -> Exists P d -> Exists P d'.
Proof. intros H E. apply Exists_exists in E. destruct E as (s & Hs & Ps). apply Exists_exists. exists s. split; [apply H, Hs | exact Ps]. Qed.
Lemma alike_positives d d' : alike d d' -> alike (positives d) (positives d').
Proof. intros H s. unfold positives. rewrite !filter_In, (H s). tauto. Qed.

Lemma alike_problem k d d' : alike d d' -> problem k d -> problem k d'.
Proof.
  intros H (L & Y & P & N & u & Lu & U). repeat split; try (eapply alike_all; eassumption); try (eapply alike_some; eassumption).
  exists u. split; [exact Lu | eapply alike_all; eassumption].
Qed.
Lemma alike_steady on d d' : alike d d' -> steady on d -> steady on d'.
Proof.
  intros H S. apply (alike_all _ d); [exact H | ]. apply Forall_impl with (2 := S). intros j Hj O. destruct (Hj O) as [Y F].
  split; [exact Y | eapply alike_all; eassumption].
Qed.
Lemma alike_max_margin k d d' p : alike d d' -> max_margin k d p -> max_margin k d' p.
Proof.
  intros H (L & U & M). split; [exact L | split; [exact U | ]]. intros w m Lw Uw Hw. apply (alike_all _ d); [exact H | ].
  apply (M w m Lw Uw). apply (alike_all _ d'); [apply alike_sym, H | exact Hw].
Qed.
Lemma alike_best k d d' p g : alike d d' -> best k d p g -> best k d' p g.
Proof.
  intros H (M & A & E). apply alike_positives in H. split; [eapply alike_max_margin; eassumption | ].
  split; [eapply alike_all; eassumption | eapply alike_some; eassumption].
Qed.
Lemma alike_reach B d d' : alike d d' -> reach B d -> reach B d'.
Proof. intros H. apply alike_all, alike_positives, H. Qed.
