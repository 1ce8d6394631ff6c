(** Means over sequences of draws from some of the samples, one draw after the other, and how far w goes along one vector in the mean. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Means Draws Averages Given Remaining.
Import ListNotations.
Open Scope R_scope.

(** ** Sequences of draws from a list *)

Fixpoint choices (l : list nat) (t : nat) : list (list nat) :=
  match t with O => [[]] | S t' => flat_map (fun draws => map (fun i => i :: draws) l) (choices l t') end.

Lemma filter_flat_map {A B} (P : B -> bool) (h : A -> list B) l : filter P (flat_map h l) = flat_map (fun a => filter P (h a)) l.
Proof. induction l as [| a l IH]; [reflexivity | ]. cbn [flat_map]. rewrite filter_app, IH. reflexivity. Qed.
Lemma flat_map_filter {A B} (P : A -> bool) (h : A -> list B) l : flat_map (fun a => if P a then h a else []) l = flat_map h (filter P l).
Proof. induction l as [| a l IH]; [reflexivity | ]. cbn [flat_map filter]. destruct (P a); cbn [flat_map]; rewrite IH; reflexivity. Qed.
Lemma filter_none {A} (l : list A) : filter (fun _ => false) l = [].
Proof. induction l; [reflexivity | assumption]. Qed.

(** The sequences whose draws are all marked are the sequences of marked draws. *)
Lemma marked_choices kept n t : filter (forallb kept) (sequences n t) = choices (filter kept (seq 0 n)) t.
Proof.
  induction t as [| t IH]; [reflexivity | ]. cbn [sequences choices]. rewrite <- IH, filter_flat_map, <- flat_map_filter.
  apply flat_map_ext. intro draws. rewrite filter_map_swap. cbn [forallb]. destruct (forallb kept draws).
  - f_equal. apply filter_ext. intro i. apply Bool.andb_true_r.
  - rewrite (filter_ext _ (fun _ => false)) by (intro i; apply Bool.andb_false_r). rewrite filter_none. reflexivity.
Qed.

Lemma choices_not_empty l t : l <> [] -> choices l t <> [].
Proof.
  intro N. induction t as [| t IH]; cbn [choices]; [discriminate | ]. destruct (choices l t) as [| a c]; [congruence | ].
  destruct l; [congruence | ]. discriminate.
Qed.
Lemma choices_length l t : length (choices l (S t)) = (length l * length (choices l t))%nat.
Proof.
  cbn [choices]. induction (choices l t) as [| a c IH]; cbn [flat_map length]; [lia | ]. rewrite app_length, map_length, IH. lia.
Qed.
Lemma choice_length l t draws : In draws (choices l t) -> length draws = t.
Proof.
  revert draws; induction t as [| t IH]; intros draws H; cbn [choices] in H; [destruct H as [<- | []]; reflexivity | ].
  apply in_flat_map in H. destruct H as (rest & Hr & H). apply in_map_iff in H. destruct H as (i & <- & _). cbn [length]. rewrite (IH rest Hr). reflexivity.
Qed.
Lemma choice_in l t draws j : In draws (choices l t) -> (j < t)%nat -> In (along draws j) l.
Proof.
  unfold along. revert draws j; induction t as [| t IH]; intros draws j H Hj; cbn [choices] in H; [lia | ].
  apply in_flat_map in H. destruct H as (rest & Hr & H). apply in_map_iff in H. destruct H as (i & <- & Hi).
  destruct j as [| j]; cbn [nth]; [exact Hi | apply IH; [exact Hr | lia]].
Qed.

(** The last draw of a sequence instead of its first. *)
Lemma sum_last l t f : sum_over (choices l (S t)) f = sum_over (choices l t) (fun draws => sum_over l (fun i => f (draws ++ [i]))).
Proof.
  revert f. induction t as [| t IH]; intro f.
  - cbn [choices flat_map]. rewrite app_nil_r, sum_over_map. unfold sum_over at 2. cbn [fold_right app]. ring.
  - assert (F : forall t' h, sum_over (choices l (S t')) h = sum_over (choices l t') (fun draws => sum_over l (fun i => h (i :: draws)))).
    { intros t' h. cbn [choices]. rewrite sum_over_flat_map. apply sum_over_ext. intros r _. apply sum_over_map. }
    rewrite F, IH, F. apply sum_over_ext. intros draws _. rewrite sum_over_swap. reflexivity.
Qed.
Lemma mean_last l t f : l <> [] -> mean_over (choices l (S t)) f = mean_over (choices l t) (fun draws => mean_over l (fun i => f (draws ++ [i]))).
Proof.
  intro N. assert (P := length_pos l N). assert (Q := length_pos _ (choices_not_empty l t N)).
  unfold mean_over. rewrite sum_last, choices_length, mult_INR. unfold Rdiv. rewrite sum_over_times. field. lra.
Qed.

Lemma along_before draws i j : (j < length draws)%nat -> along (draws ++ [i]) j = along draws j.
Proof. intro H. unfold along. apply app_nth1, H. Qed.
Lemma along_last draws i : along (draws ++ [i]) (length draws) = i.
Proof. unfold along. rewrite app_nth2 by lia. rewrite Nat.sub_diag. reflexivity. Qed.

(** The mean of what the first draws decide is the same over longer sequences. *)
Lemma mean_decided l j t f : l <> [] -> (forall draws draws', (forall m, (m < j)%nat -> draws m = draws' m) -> f draws = f draws') -> (j <= t)%nat ->
  mean_over (choices l t) (fun draws => f (along draws)) = mean_over (choices l j) (fun draws => f (along draws)).
Proof.
  intros N H Ht. induction Ht as [| t Ht IH]; [reflexivity | ]. rewrite mean_last, <- IH by exact N. apply mean_ext_in. intros draws Hd.
  rewrite (mean_ext_in l _ (fun _ => f (along draws))); [apply mean_const, N | ]. intros i _. apply H. intros m Hm. apply along_before.
  rewrite (choice_length l t draws Hd). lia.
Qed.

(** ** Steps along one vector *)

(** How far w has gone along x, where the marked draws move it and w_0.x = p, |x|^2 = q. *)
Fixpoint gone (mark : nat -> bool) (p q : R) (eta : nat -> R) (draws : nat -> nat) (j : nat) : R :=
  match j with
  | O => 0
  | S m => let a := gone mark p q eta draws m in a + (if mark (draws m) then 1 else 0) * (eta m * exp (- (p + q * a)))
  end.
Lemma gone_decided mark p q eta j draws draws' : (forall m, (m < j)%nat -> draws m = draws' m) ->
  gone mark p q eta draws j = gone mark p q eta draws' j.
Proof. induction j as [| j IH]; intro H; cbn [gone]; [reflexivity | ]. rewrite IH by (intros m Hm; apply H; lia). rewrite (H j) by lia. reflexivity. Qed.

(** The mean of that, and the share of the marked draws. *)
Definition mean_gone (l : list nat) mark p q eta (j : nat) : R := mean_over (choices l j) (fun draws => gone mark p q eta (along draws) j).
Definition share (l : list nat) (mark : nat -> bool) : R := mean_over l (fun i => if mark i then 1 else 0).
Lemma share_nonneg l mark : l <> [] -> 0 <= share l mark.
Proof. intro N. rewrite <- (mean_const l 0 N). apply mean_le; [exact N | ]. intros i _. destruct (mark i); lra. Qed.

(** Jensen's inequality for exp. *)
Lemma mean_exp {A} (l : list A) f p q : l <> [] -> exp (- (p + q * mean_over l f)) <= mean_over l (fun x => exp (- (p + q * f x))).
Proof.
  intro N. set (m := mean_over l f). set (e := exp (- (p + q * m))).
  assert (T : mean_over l (fun x => e * (1 + q * m) + (- (e * q)) * f x) <= mean_over l (fun x => exp (- (p + q * f x)))).
  { apply mean_le; [exact N | ]. intros x _. replace (- (p + q * f x)) with (- (p + q * m) + (q * m - q * f x)) by ring.
    rewrite exp_plus. fold e. assert (H := exp_ineq1_le (q * m - q * f x)).
    assert (G := Rmult_le_compat_l e _ _ (Rlt_le _ _ (exp_pos _)) H). lra. }
  rewrite mean_affine in T by exact N. fold m in T. lra.
Qed.

Lemma mean_gone_S l mark p q eta j : l <> [] -> 0 <= eta j ->
  mean_gone l mark p q eta j + share l mark * (eta j * exp (- (p + q * mean_gone l mark p q eta j))) <= mean_gone l mark p q eta (S j).
Proof.
  intros N He. unfold mean_gone at 3. rewrite mean_last by exact N.
  rewrite (mean_ext_in _ _ (fun draws => gone mark p q eta (along draws) j + (share l mark * eta j) * exp (- (p + q * gone mark p q eta (along draws) j)))).
  - rewrite mean_plus. fold (mean_gone l mark p q eta j).
    assert (C := choices_not_empty l j N). assert (M := mean_affine (choices l j) (fun draws => exp (- (p + q * gone mark p q eta (along draws) j))) 0 (share l mark * eta j) C).
    rewrite (mean_ext_in _ _ (fun draws => share l mark * eta j * exp (- (p + q * gone mark p q eta (along draws) j)))) in M by (intros; ring).
    rewrite M. assert (J := mean_exp (choices l j) (fun draws => gone mark p q eta (along draws) j) p q C). fold (mean_gone l mark p q eta j) in J.
    assert (S := share_nonneg l mark N). assert (G := Rmult_le_compat_l (share l mark * eta j) _ _ (Rmult_le_pos _ _ S He) J). lra.
  - intros draws Hd. assert (L := choice_length l j draws Hd). cbn [gone].
    rewrite (mean_ext_in _ _ (fun i => gone mark p q eta (along draws) j + (eta j * exp (- (p + q * gone mark p q eta (along draws) j))) * (if mark i then 1 else 0))).
    + rewrite mean_affine by exact N. unfold share. ring.
    + intros i _. rewrite (gone_decided mark p q eta j (along (draws ++ [i])) (along draws)) by (intros m Hm; apply along_before; lia).
      rewrite <- L at 2. rewrite along_last. ring.
Qed.

(** exp(q E a_j) is at least 1 + q s exp(-p) sum_{m<j} eta_m, s the share. *)
Lemma mean_gone_least l mark p q eta j : l <> [] -> (forall m, 0 <= eta m) -> 0 <= q ->
  1 + q * share l mark * exp (- p) * sum_before j eta <= exp (q * mean_gone l mark p q eta j).
Proof.
  intros N He Hq. induction j as [| j IH].
  - unfold mean_gone. cbn [sum_before choices gone]. rewrite mean_const by discriminate. rewrite !Rmult_0_r, exp_0. lra.
  - cbn [sum_before]. assert (H := mean_gone_S l mark p q eta j N (He j)). set (M := mean_gone l mark p q eta j) in *. set (s := share l mark) in *.
    assert (F : exp (q * (M + s * (eta j * exp (- (p + q * M))))) <= exp (q * mean_gone l mark p q eta (S j))).
    { apply exp_le, Rmult_le_compat_l; assumption. }
    rewrite Rmult_plus_distr_l, exp_plus in F. assert (G := exp_ineq1_le (q * (s * (eta j * exp (- (p + q * M)))))).
    assert (K := Rmult_le_compat_l (exp (q * M)) _ _ (Rlt_le _ _ (exp_pos _)) G).
    assert (E : exp (q * M) * exp (- (p + q * M)) = exp (- p)) by (rewrite <- exp_plus; f_equal; ring).
    replace (exp (q * M) * (1 + q * (s * (eta j * exp (- (p + q * M)))))) with (exp (q * M) + q * s * eta j * (exp (q * M) * exp (- (p + q * M)))) in K by ring.
    rewrite E in K. lra.
Qed.
Lemma mean_gone_ln l mark p q eta j : l <> [] -> (forall m, 0 <= eta m) -> 0 < q ->
  ln (1 + q * share l mark * exp (- p) * sum_before j eta) / q <= mean_gone l mark p q eta j.
Proof.
  intros N He Hq. assert (H := mean_gone_least l mark p q eta j N He (Rlt_le _ _ Hq)). assert (S := share_nonneg l mark N).
  assert (P : 0 <= sum_before j eta). { clear H. induction j as [| j IH]; cbn [sum_before]; [lra | specialize (He j); lra]. }
  assert (Q : 0 <= q * share l mark * exp (- p) * sum_before j eta).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos; [lra | exact S] | left; apply exp_pos] | exact P]. }
  apply Rmult_le_reg_r with q; [exact Hq | ]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  rewrite (Rmult_comm _ q), <- (ln_exp (q * mean_gone l mark p q eta j)).
  destruct H as [H | H]; [left; apply ln_increasing; lra | rewrite H; apply Rle_refl].
Qed.

Lemma mean_gone_rises l mark p q eta i j : l <> [] -> (forall m, 0 <= eta m) -> (i <= j)%nat -> mean_gone l mark p q eta i <= mean_gone l mark p q eta j.
Proof.
  intros N He H. induction H as [| j H IH]; [apply Rle_refl | ]. assert (G := mean_gone_S l mark p q eta j N (He j)).
  assert (S := share_nonneg l mark N).
  assert (0 <= share l mark * (eta j * exp (- (p + q * mean_gone l mark p q eta j)))) by (apply Rmult_le_pos; [exact S | apply Rmult_le_pos; [apply He | left; apply exp_pos]]). lra.
Qed.

(** The mean over t steps of how far w has gone: at least what the steps after the first a make of it. *)
Lemma average_gone l mark p q eta a t : l <> [] -> (forall m, 0 <= eta m) -> 0 < q -> (a <= t)%nat -> (1 <= t)%nat ->
  (INR t - INR a) / INR t * (ln (1 + q * share l mark * exp (- p) * sum_before a eta) / q) <=
  mean_over (choices l t) (fun draws => sum_before t (gone mark p q eta (along draws)) / INR t).
Proof.
  intros N He Hq Ha Ht. assert (C := choices_not_empty l t N). assert (P : 0 < INR t) by (apply lt_0_INR; lia).
  assert (M := mean_affine (choices l t) (fun draws => sum_before t (gone mark p q eta (along draws))) 0 (/ INR t) C).
  rewrite (mean_ext_in _ _ (fun draws => sum_before t (gone mark p q eta (along draws)) / INR t)) in M by (intros; unfold Rdiv; ring).
  rewrite M, mean_sum_before by exact C. clear M.
  set (b := ln (1 + q * share l mark * exp (- p) * sum_before a eta) / q).
  assert (D : forall j, (j < t)%nat -> mean_over (choices l t) (fun draws => gone mark p q eta (along draws) j) = mean_gone l mark p q eta j).
  { intros j Hj. apply (mean_decided l j t (fun draws => gone mark p q eta draws j)); [exact N | | lia]. intros; apply gone_decided; assumption. }
  assert (G : (INR t - INR a) * b <= sum_before t (fun j => mean_over (choices l t) (fun draws => gone mark p q eta (along draws) j))).
  { apply sum_before_ge; [exact Ha | | ].
    - intros j Hj. rewrite D by exact Hj. replace 0 with (mean_gone l mark p q eta 0); [apply mean_gone_rises; auto; lia | ].
      unfold mean_gone. cbn [choices gone]. apply mean_const. discriminate.
    - intros j Hj. rewrite D by lia. apply Rle_trans with (mean_gone l mark p q eta a); [apply mean_gone_ln; auto | apply mean_gone_rises; auto; lia]. }
  assert (I : 0 < / INR t) by (apply Rinv_0_lt_compat, P). assert (K := Rmult_le_compat_l (/ INR t) _ _ (Rlt_le _ _ I) G). unfold Rdiv. lra.
Qed.
