(** Expectations given that SGD stays in the separable region: they are means, and at the first step they are over the draws that stay. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Held Means Draws Averages Given.
Import ListNotations.
Open Scope R_scope.

(** ** The region *)

Lemma inside_region d w : inside d w = true <-> in_region d w.
Proof.
  unfold inside, in_region. rewrite forallb_forall, Forall_forall. split; intros H s Hs; specialize (H s Hs).
  - destruct (Rlt_dec 0 (label s * dot w (feat s))); [assumption | discriminate].
  - destruct (Rlt_dec 0 (label s * dot w (feat s))); [reflexivity | contradiction].
Qed.
Lemma not_inside d w s : In s d -> label s * dot w (feat s) <= 0 -> inside d w = false.
Proof.
  intros Hs H. destruct (inside d w) eqn:I; [ | reflexivity]. exfalso. apply inside_region in I.
  assert (A := at_member _ _ _ I Hs). cbv beta in A. lra.
Qed.
Lemma remains_inside d alpha w t draws j : remains d alpha w t draws = true -> (j <= t)%nat -> in_region d (drawn_to d alpha w j draws).
Proof.
  unfold remains. rewrite forallb_forall. intros H Hj. apply inside_region, H, in_seq. lia.
Qed.
Lemma inside_remains d alpha w t draws : (forall j, (j <= t)%nat -> in_region d (drawn_to d alpha w j draws)) -> remains d alpha w t draws = true.
Proof. intro H. unfold remains. rewrite forallb_forall. intros j Hj. apply in_seq in Hj. apply inside_region, H. lia. Qed.

Lemma given_mean d alpha w t f : given d alpha w t f = mean_over (remaining d alpha w t) (fun draws => f (along draws)).
Proof. reflexivity. Qed.

(** ** A negative can be drawn at each step, so that staying has a probability. *)

Lemma repeated n t i : (i < n)%nat -> In (repeat i t) (sequences n t).
Proof.
  intro H. induction t as [| t IH]; [left; reflexivity | ]. cbn [sequences repeat]. apply in_flat_map. exists (repeat i t).
  split; [exact IH | ]. apply (in_map (fun j => j :: repeat i t)). apply in_seq. lia.
Qed.
Lemma along_repeat i t k : (k < t)%nat -> along (repeat i t) k = i.
Proof.
  unfold along. revert k; induction t as [| t IH]; intros [| k] H; cbn; try lia; apply IH. lia.
Qed.
Lemma rests_on d i alpha w draws t : dot w (feat (nth i d (Sample [] 1))) <= 0 -> (forall j, (j < t)%nat -> draws j = i) ->
  drawn_to d alpha w t draws = w.
Proof.
  intros H. induction t as [| t IH]; intro D; [reflexivity | ]. unfold drawn_to in *. cbn [sgd_run].
  rewrite IH by (intros j Hj; apply D; lia). rewrite (D t) by lia. apply rest, H.
Qed.
Lemma can_remain k d alpha w t : open_region k d alpha w -> remaining d alpha w t <> [].
Proof.
  intros ((_ & _ & _ & Hn & _) & _ & _ & I & _). apply Exists_exists in Hn. destruct Hn as (s & Hs & Y).
  destruct (In_nth d s (Sample [] 1) Hs) as (i & Hi & E). assert (A := at_member _ _ _ I Hs). cbv beta in A. rewrite Y in A.
  assert (R : In (repeat i t) (remaining d alpha w t)).
  { apply filter_In. split; [apply repeated, Hi | ]. apply inside_remains. intros j Hj.
    rewrite (rests_on d i); [exact I | rewrite E; lra | intros m Hm; apply along_repeat; lia]. }
  intro N. rewrite N in R. destruct R.
Qed.

(** ** The first step *)

Lemma power_steps_first alpha : power_steps alpha 0 = 1.
Proof. unfold power_steps, Rpower. cbn [INR]. rewrite Rplus_0_l, ln_1, Rmult_0_r. apply exp_0. Qed.

(** Where one draw leads from w_0. *)
Definition stepped (s : sample) (w : vec) : vec := axpy (pull relu s w) (feat s) w.
Lemma drawn_first d alpha w draws : drawn_to d alpha w 1 draws = stepped (nth (draws 0%nat) d (Sample [] 1)) w.
Proof. unfold drawn_to, stepped. cbn [sgd_run]. unfold sgd_step. rewrite power_steps_first, Rmult_1_l. reflexivity. Qed.
Lemma stepped_asleep s w : dot w (feat s) <= 0 -> stepped s w = w.
Proof. intro H. unfold stepped. apply axpy_0, (pull_asleep s w _ eq_refl H). Qed.
Lemma stepped_dot s w v p : length (feat s) = length w -> label s = 1 -> dot w (feat s) = p -> 0 < p ->
  dot (stepped s w) v = dot w v + exp (- p) * dot (feat s) v.
Proof. intros L Y E P. unfold stepped. rewrite dot_axpy by exact L. rewrite (pull_positive s w p Y E P). reflexivity. Qed.

Lemma given_start d alpha w f : inside d w = true -> given d alpha w 0 f = f (along []).
Proof.
  intro I. unfold given, remaining. cbn [sequences filter]. unfold remains. cbn [seq forallb sgd_run]. rewrite I.
  cbn [andb]. unfold sum_over. cbn [fold_right length INR]. field.
Qed.

Lemma sequences_once n : sequences n 1 = map (fun i => [i]) (seq 0 n).
Proof. cbn [sequences flat_map]. apply app_nil_r. Qed.
Lemma filter_map_swap {A B} (h : A -> B) (P : B -> bool) l : filter P (map h l) = map h (filter (fun a => P (h a)) l).
Proof. induction l as [| a l IH]; [reflexivity | ]. cbn [map filter]. destruct (P (h a)); cbn [map]; rewrite IH; reflexivity. Qed.
Lemma remains_once d alpha w i : inside d w = true -> remains d alpha w 1 (along [i]) = inside d (stepped (nth i d (Sample [] 1)) w).
Proof.
  intro I. unfold remains. cbn [seq forallb]. fold (drawn_to d alpha w 1 (along [i])). rewrite drawn_first.
  cbn [sgd_run]. rewrite I. cbn [andb along nth]. apply Bool.andb_true_r.
Qed.

(** Sums and counts of members, by their places. *)
Lemma sum_over_filter {A} (P : A -> bool) (l : list A) f : sum_over (filter P l) f = sum_over l (fun a => if P a then f a else 0).
Proof. unfold sum_over. induction l as [| a l IH]; [reflexivity | ]. cbn [filter fold_right]. destruct (P a); cbn [fold_right]; rewrite IH; ring. Qed.
Lemma length_sum {A} (l : list A) : INR (length l) = sum_over l (fun _ => 1).
Proof. rewrite sum_over_const. ring. Qed.
Lemma mean_places {A} (P : A -> bool) (l : list A) none f :
  mean_over (filter (fun i => P (nth i l none)) (seq 0 (length l))) (fun i => f (nth i l none)) = mean_over (filter P l) f.
Proof.
  unfold mean_over. rewrite !length_sum, !sum_over_filter.
  rewrite (sum_over_places l none (fun a => if P a then f a else 0)), (sum_over_places l none (fun a => if P a then 1 else 0)). reflexivity.
Qed.

(** At t = 1: the mean over the samples whose draw stays. *)
Lemma given_once d alpha w g : inside d w = true -> given d alpha w 1 (fun draws => g (drawn_to d alpha w 1 draws)) =
  mean_over (filter (fun s => inside d (stepped s w)) d) (fun s => g (stepped s w)).
Proof.
  intro I. rewrite <- (mean_places (fun s => inside d (stepped s w)) d (Sample [] 1) (fun s => g (stepped s w))).
  rewrite given_mean. unfold remaining. rewrite sequences_once, filter_map_swap. unfold mean_over. rewrite map_length, sum_over_map.
  rewrite (filter_ext _ (fun i => inside d (stepped (nth i d (Sample [] 1)) w))) by (intro i; apply remains_once, I).
  f_equal. apply sum_over_ext. intros i _. rewrite drawn_first. reflexivity.
Qed.
(** L' at iterates up to t = 1. *)
Lemma highest_once d alpha w top : excess_loss d w <= top -> (forall s, In s d -> inside d (stepped s w) = true -> excess_loss d (stepped s w) <= top) ->
  forall draws j, are_draws d draws -> (j <= 1)%nat -> remains d alpha w j draws = true -> excess_loss d (drawn_to d alpha w j draws) <= top.
Proof.
  intros H0 H draws [| [| j]] Hd Hj R; [exact H0 | | lia]. rewrite drawn_first. apply H; [apply nth_In, Hd | ].
  apply inside_region. assert (P := remains_inside d alpha w 1 draws 1 R (le_n 1)). rewrite drawn_first in P. exact P.
Qed.

(** ** Lemma F.3 at t = 1 *)

Lemma nth_all (v : vec) : map (fun j => nth j v 0) (seq 0 (length v)) = v.
Proof.
  enough (G : forall a u, skipn a u = v -> map (fun j => nth j u 0) (seq a (length v)) = v) by (apply (G 0%nat v eq_refl)).
  induction v as [| b v IH]; intros a u H; [reflexivity | ]. cbn [length seq map].
  assert (L : (a < length u)%nat).
  { destruct (Nat.lt_ge_cases a (length u)) as [L | L]; [exact L | ]. rewrite skipn_all2 in H by exact L. discriminate. }
  rewrite (skipn_at u a L) in H. injection H as E H. rewrite E, (IH (S a) u H). reflexivity.
Qed.
Lemma given_vector_start k d alpha w F : inside d w = true -> length (F (along [])) = k -> given_vector k d alpha w 0 F = F (along []).
Proof.
  intros I L. unfold given_vector. rewrite <- L. rewrite <- (nth_all (F (along []))) at 2. apply map_ext. intro j.
  rewrite given_start by exact I. reflexivity.
Qed.

(** The gradient in the region is that of the linear model on the positives, over n. *)
Lemma added_inside h d w v : Forall (fun s => label s = 1 \/ label s = -1) d -> in_region d w ->
  added relu h d w v = added linear h (positives d) w v.
Proof.
  intros Y H. revert v Y H. unfold positives. induction d as [| s d IH]; intros v Y H; [reflexivity | ].
  inversion Y as [| ? ? Ys Yd]; inversion H as [| ? ? Hs Hd]; subst. cbn [added filter]. destruct Ys as [Ys | Ys]; rewrite Ys in *.
  - destruct (Rlt_dec 0 1); [ | lra]. cbn [added]. rewrite (IH _ Yd Hd). f_equal. f_equal. f_equal.
    rewrite (pull_positive s w _ Ys eq_refl) by lra. rewrite (pull_linear s w _ eq_refl), Ys.
    replace (- (1) * dot w (feat s)) with (- dot w (feat s)) by ring. ring.
  - destruct (Rlt_dec 0 (-1)); [lra | ]. rewrite (pull_asleep s w _ eq_refl) by lra. rewrite axpy_0 by ring. exact (IH v Yd Hd).
Qed.

Lemma first_fall k d alpha w B top p g : open_region k d alpha w -> reach B d -> 0 <= B < sqrt 2 -> best k d p g -> excess_loss d w <= top ->
  (forall s, In s d -> inside d (stepped s w) = true -> excess_loss d (stepped s w) <= top) -> lem_f3_staying_intended ->
  ln (mean_over (filter (fun s => inside d (stepped s w)) d) (fun s => sum_over (positives d) (fun s' => exp (- dot (stepped s w) (feat s'))) / size d)) <=
  ln (sum_over (positives d) (fun s => exp (- dot w (feat s))) / size d)
  - g * norm (added linear (- (1 / size d)) (positives d) w (zeros w)) + 1 / 2 * B ^ 4 * top.
Proof.
  intros O R Bs Be H0 H claim. assert (P := proj1 O). assert (I := proj1 (proj2 (proj2 (proj2 O)))). assert (I' := proj2 (inside_region d w) I).
  assert (C := claim k d alpha w B top p g 1%nat O R Bs Be (highest_once d alpha w top H0 H)). cbv beta zeta in C. clear claim.
  rewrite given_once in C by exact I'. cbn [sum_before] in C. rewrite power_steps_first in C.
  rewrite given_vector_start in C; [ | exact I' | rewrite grad_length; exact (proj1 (proj2 O))].
  unfold drawn_to at 1 in C. cbn [sgd_run] in C. unfold grad in C. rewrite (added_inside _ d w _ (proj1 (proj2 P)) I) in C.
  rewrite (excess_inside k d w P I) in C.
  rewrite (mean_ext_in _ _ (fun s => sum_over (positives d) (fun s' => exp (- dot (stepped s w) (feat s'))) / size d)) in C.
  - lra.
  - intros s Hs. apply filter_In in Hs. apply (excess_inside k); [exact P | ]. apply inside_region, Hs.
Qed.
