(** Statements that hold, for all data and all dimensions. Each theorem bears the id of its claim; where it says less than the claim,
    its name says what. *)
From Coq Require Import Reals Lra Lia List.
Require Import Definitions Claims Facts Limits Held Rays Networks Patterns.
Import ListNotations.
Open Scope R_scope.

(** ** max(a z, z) is the ReLU at a = 0 and the linear model at a = 1 *)

Lemma same_model m m' d w : (forall z, value m z = value m' z) -> (forall z, slope m z = slope m' z) ->
  loss m d w = loss m' d w /\ grad m d w = grad m' d w.
Proof.
  intros V S; split.
  - unfold loss; f_equal; induction d as [| s d IH]; cbn [total]; [reflexivity | rewrite V, IH; reflexivity].
  - unfold grad; generalize (zeros w), (- (1 / size d)); intros u h; revert u; induction d as [| s d IH]; intro u; cbn [added]; [reflexivity | ].
    replace (pull m s w) with (pull m' s w) by (unfold pull; rewrite V, S; reflexivity). apply IH.
Qed.

Theorem leaky_special_cases_intended : forall k d w, problem k d -> length w = k ->
  (loss (leaky 0) d w = loss relu d w /\ grad (leaky 0) d w = grad relu d w) /\
  (loss (leaky 1) d w = loss linear d w /\ grad (leaky 1) d w = grad linear d w).
Proof.
  intros k d w _ _; split; apply same_model; intro z; cbn [value slope leaky relu linear]; unfold relu_of, act;
    destruct (Rlt_dec 0 z); try ring; reflexivity.
Qed.

(** ** Far out *)

Lemma size_negatives s d : label s = 1 \/ label s = -1 -> size (negatives (s :: d)) = (if Rlt_dec 0 (label s) then 0 else 1) + size (negatives d).
Proof. intros [H | H]; unfold size, negatives; cbn [filter]; rewrite H; destruct (Rlt_dec 0 _); try lra; cbn [length]; rewrite ?S_INR; ring. Qed.
(** Positives on their kink. *)
Fixpoint kinks (d : list sample) (w : vec) : R :=
  match d with [] => 0 | s :: d' => (if Rlt_dec 0 (label s) then if Req_EM_T (dot w (feat s)) 0 then 1 else 0 else 0) + kinks d' w end.
Lemma count_is d w : Forall (fun s => label s = 1 \/ label s = -1) d -> Forall (fun s => 0 <= label s * dot w (feat s)) d ->
  asleep_count d w = size (negatives d) + kinks d w.
Proof.
  intros Hy; induction Hy as [| s d Ys _ IH]; intro H; [unfold size; cbn; ring | ]. inversion H as [| ? ? Ws Wd]; subst.
  rewrite (size_negatives _ _ Ys). cbn [asleep_count kinks]. rewrite IH by exact Wd.
  destruct Ys as [Y | Y]; rewrite Y in *; destruct (Rlt_dec 0 _) as [A | A]; destruct (Rlt_dec 0 _) as [B | B]; try lra;
    destruct (Req_EM_T _ 0); lra.
Qed.

Theorem thm_3_1_1_proof_repaired : forall k d w, problem k d -> length w = k -> Forall (fun s => 0 <= label s * dot w (feat s)) d ->
  tends (fun a => loss relu d (scaled a w)) (least d + kinks d w / size d).
Proof.
  intros k d w (_ & Hy & Hp & _) _ H. unfold least. replace (_ / _ + _ / _) with (asleep_count d w / size d).
  - apply loss_far_out; [apply size_pos, Hp | ]. apply Forall_forall; intros s Hs P.
    assert (Y := at_member _ _ _ Hy Hs). assert (W := at_member _ _ _ H Hs). cbv beta in *. destruct Y as [Y | Y]; [exact Y | rewrite Y in W; lra].
  - rewrite count_is by assumption. unfold Rdiv; ring.
Qed.

Theorem thm_3_1_1 : forall k d w, problem k d -> length w = k -> in_region d w -> tends (fun a => loss relu d (scaled a w)) (least d).
Proof.
  intros k d w Hd Hw H. assert (K : kinks d w = 0).
  { clear Hd; induction H as [| s d Hs _ IH]; cbn [kinks]; [reflexivity | rewrite IH].
    destruct (Rlt_dec 0 (label s)); [ | ring]. destruct (Req_EM_T _ 0) as [E | E]; [rewrite E in Hs; lra | ring]. }
  assert (T := thm_3_1_1_proof_repaired k d w Hd Hw). rewrite K in T. replace (least d + 0 / size d) with (least d) in T by (unfold Rdiv; ring).
  apply T, Forall_forall. intros s Hs; left; apply (at_member _ _ _ H Hs).
Qed.

Lemma loss_at_least d w : Forall (fun s => label s = 1 \/ label s = -1) d -> size (negatives d) <= losses d w.
Proof.
  induction 1 as [| s d Ys _ IH]; cbn [losses]; [unfold size; cbn; lra | ]. rewrite (size_negatives _ _ Ys).
  enough ((if Rlt_dec 0 (label s) then 0 else 1) <= sample_loss s w) by lra. destruct Ys as [Y | Y]; rewrite Y; destruct (Rlt_dec 0 _); try lra.
  - left; apply exp_pos.
  - destruct (Rlt_le_dec 0 (dot w (feat s))) as [P | P]; [rewrite (loss_negative s w _ Y eq_refl P) | rewrite (loss_asleep s w _ eq_refl P); lra].
    rewrite <- exp_0; apply exp_le; lra.
Qed.

(** No w has a smaller loss than n-/n, and some come as near as one wishes: along every separating direction, by thm_3_1_1. *)
Theorem landscape_infimum : forall k d, problem k d ->
  (forall w : vec, length w = k -> least d <= loss relu d w) /\
  (forall e, 0 < e -> exists w : vec, length w = k /\ loss relu d w < least d + e) /\
  (forall w : vec, length w = k -> in_region d w -> tends (fun a => loss relu d (scaled a w)) (least d)).
Proof.
  intros k d Hd. assert (D := Hd). destruct D as (_ & Hy & Hp & _ & u & Lu & Hu). assert (N := size_pos d Hp). split; [ | split].
  - intros w _. rewrite loss_of_losses. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, N | apply loss_at_least, Hy].
  - intros e He. destruct (thm_3_1_1 k d u Hd Lu Hu e He) as [A HA]. exists (scaled A u); split; [rewrite scaled_length; exact Lu | ].
    specialize (HA A (Rle_refl A)). apply Rabs_def2 in HA; lra.
  - intros w Lw Hw. exact (thm_3_1_1 k d w Hd Lw Hw).
Qed.

(** ** Where the gradient vanishes *)

(** -u.(step) is a sum of terms that are not negative, positive for active samples. *)
Lemma along_separator h d w v u : 0 < h -> Forall (fun s => label s = 1 \/ label s = -1) d -> in_region d u ->
  Forall (fun s => length (feat s) = length v) d ->
  dot v u <= dot (added relu h d w v) u /\ (dot (added relu h d w v) u = dot v u -> Forall (fun s => dot w (feat s) <= 0) d).
Proof.
  intros Hh Hy Hu Hl. revert v Hl; induction d as [| s d IH]; intros v Hl; cbn [added]; [split; [right; reflexivity | intro; constructor] | ].
  inversion Hy as [| ? ? Ys Yd]; inversion Hu as [| ? ? Us Ud]; inversion Hl as [| ? ? Ls Ld]; subst.
  specialize (IH Yd Ud (axpy (h * pull relu s w) (feat s) v) ltac:(apply Forall_forall; intros x Hx; rewrite axpy_length; exact (at_member _ _ _ Ld Hx))).
  rewrite dot_axpy in IH by exact Ls. destruct IH as [I J]. rewrite (dot_comm (feat s) u) in *.
  assert (T : 0 <= h * pull relu s w * dot u (feat s) /\ (h * pull relu s w * dot u (feat s) = 0 -> dot w (feat s) <= 0)).
  { destruct (Rlt_le_dec 0 (dot w (feat s))) as [P | P].
    - assert (0 < h * (pull relu s w * dot u (feat s))).
      { apply Rmult_lt_0_compat; [exact Hh | ]. destruct Ys as [Y | Y]; rewrite Y in Us.
        - rewrite (pull_positive s w _ Y eq_refl P). apply Rmult_lt_0_compat; [apply exp_pos | lra].
        - rewrite (pull_negative s w _ Y eq_refl P). replace (- exp (dot w (feat s)) * dot u (feat s)) with (exp (dot w (feat s)) * - dot u (feat s)) by ring.
          apply Rmult_lt_0_compat; [apply exp_pos | lra]. }
      rewrite <- Rmult_assoc in H. split; [lra | intro; lra].
    - rewrite (pull_asleep s w _ eq_refl P), Rmult_0_r, Rmult_0_l. split; [lra | intro; exact P]. }
  destruct T as [T0 T1]. split; [lra | intro E]. constructor; [apply T1; lra | apply J; lra].
Qed.

Lemma dot_added_neg h d w v u : Forall (fun s => length (feat s) = length v) d ->
  dot (added relu (- h) d w v) u - dot v u = - (dot (added relu h d w v) u - dot v u).
Proof.
  enough (G : forall v v', Forall (fun s => length (feat s) = length v) d -> Forall (fun s => length (feat s) = length v') d ->
    dot (added relu (- h) d w v) u - dot v u = - (dot (added relu h d w v') u - dot v' u)) by auto.
  induction d as [| s d IH]; intros a b A B; cbn [added]; [ring | ]. inversion A as [| ? ? As Ad]; inversion B as [| ? ? Bs Bd]; subst.
  assert (E := IH (axpy (- h * pull relu s w) (feat s) a) (axpy (h * pull relu s w) (feat s) b)).
  rewrite !dot_axpy in E by assumption.
  specialize (E ltac:(apply Forall_forall; intros x Hx; rewrite axpy_length; exact (at_member _ _ _ Ad Hx))
                ltac:(apply Forall_forall; intros x Hx; rewrite axpy_length; exact (at_member _ _ _ Bd Hx))). lra.
Qed.

Lemma lengths_are k d (w : vec) : Forall (fun s => length (feat s) = k) d -> length w = k -> Forall (fun s => length (feat s) = length w) d.
Proof. intros H ->; exact H. Qed.

(** grad L(w) = 0 only where no sample is active. *)
Lemma zero_gradient k d w : problem k d -> length w = k -> sqnorm (grad relu d w) = 0 -> Forall (fun s => dot w (feat s) <= 0) d.
Proof.
  intros (Hl & Hy & Hp & _ & u & _ & Hu) Lw H. assert (N := size_pos d Hp). assert (Z := sqnorm_zero _ u H). unfold grad in Z.
  assert (L : Forall (fun s => length (feat s) = length (zeros w)) d) by (rewrite zeros_length; apply (lengths_are k); assumption).
  assert (S := dot_added_neg (1 / size d) d w (zeros w) u L). rewrite Z, dot_zeros_left in S.
  apply (along_separator (1 / size d) d w (zeros w) u); [apply Rdiv_lt_0_compat; lra | exact Hy | exact Hu | exact L | ]. rewrite dot_zeros_left; lra.
Qed.

Theorem thm_3_2_gradient_zero_intended : forall k d w, problem k d -> length w = k -> sqnorm (grad relu d w) = 0 ->
  Forall (fun s => dot w (feat s) <= 0) (negatives d).
Proof.
  intros k d w Hd Lw H. assert (Z := zero_gradient k d w Hd Lw H). apply Forall_forall; intros s Hs.
  apply filter_In in Hs. exact (at_member _ _ _ Z (proj1 Hs)).
Qed.

(** In W_J with J empty the loss is 1 and gradient descent has ended; it ends nowhere else. *)
Theorem thm_3_2_4 : forall k d eta w, problem k d -> length w = k -> 0 < eta -> forall t, let run := gd_run relu d eta w in
  (Forall (fun s => dot (run t) (feat s) <= 0) d -> loss relu d (run t) = 1 /\ forall j, run (t + j)%nat = run t) /\
  (run (S t) = run t -> Forall (fun s => dot (run t) (feat s) <= 0) d).
Proof.
  intros k d eta w (Hl & Hy & Hp & _ & u & _ & Hu) Lw He t run. assert (N := size_pos d Hp). split.
  - intro H; split; [rewrite loss_of_losses, losses_asleep by exact H; field; lra | ].
    induction j; [rewrite Nat.add_0_r; reflexivity | ]. rewrite Nat.add_succ_r. unfold run; rewrite gd_run_S; fold run; rewrite IHj. apply gd_rest, H.
  - intro E. assert (L : Forall (fun s => length (feat s) = length (run t)) d) by (apply (lengths_are k); [exact Hl | unfold run; rewrite gd_run_length; exact Lw]).
    unfold run in E at 1; rewrite gd_run_S in E; fold run in E. rewrite gd_step_added in E by exact L.
    apply (along_separator (eta / size d) d (run t) (run t) u); [apply Rdiv_lt_0_compat; lra | exact Hy | exact Hu | exact L | ]. rewrite E at 1; reflexivity.
Qed.

(** ** SGD on Combes-style data *)

Lemma combes_move k d w s eta s' : problem k d -> combes d -> length w = k -> In s d -> In s' d -> 0 < eta -> 0 < dot w (feat s) ->
  0 < label s' * (dot (sgd_step relu s eta w) (feat s') - dot w (feat s')).
Proof.
  intros (Hl & Hy & _) Hc Lw Hs Hs' He P. unfold sgd_step. rewrite dot_axpy by (rewrite Lw; exact (at_member _ _ _ Hl Hs)).
  assert (C := at_member _ _ _ (at_member _ _ _ Hc Hs) Hs'). assert (Y := at_member _ _ _ Hy Hs). cbv beta in C, Y.
  assert (G : exists e, 0 < e /\ pull relu s w = label s * e).
  { destruct Y as [Y | Y]; rewrite Y.
    - exists (exp (- dot w (feat s))); split; [apply exp_pos | rewrite (pull_positive s w _ Y eq_refl P); ring].
    - exists (exp (dot w (feat s))); split; [apply exp_pos | rewrite (pull_negative s w _ Y eq_refl P); ring]. }
  destruct G as (e & E & ->).
  replace (label s' * (dot w (feat s') + eta * (label s * e) * dot (feat s) (feat s') - dot w (feat s')))
    with (eta * e * (label s * label s' * dot (feat s) (feat s'))) by ring.
  apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | exact C].
Qed.
(** Every step whose drawn sample is active moves every sample in the right direction; every other step is zero. *)
Theorem prop_2_eq_25_repaired : forall k d w alpha draws, problem k d -> combes d -> length w = k -> are_draws d draws ->
  forall t, let run := sgd_run relu d draws (power_steps alpha) w in let drawn := nth (draws t) d (Sample [] 1) in
  (0 < dot (run t) (feat drawn) -> Forall (fun s => 0 < label s * (dot (run (S t)) (feat s) - dot (run t) (feat s))) d) /\
  (dot (run t) (feat drawn) <= 0 -> run (S t) = run t).
Proof.
  intros k d w alpha draws Hd Hc Lw Hr t run drawn. split; intro P.
  - apply Forall_forall; intros s Hs. apply (combes_move k d); auto; [unfold run; rewrite sgd_run_length; exact Lw | apply nth_In, Hr | apply exp_pos].
  - exact (rest _ _ _ P).
Qed.

(** w.x > 0 for a positive, w.x <= 0 for a negative. *)
Definition correct (s : sample) (w : vec) := (label s = 1 -> 0 < dot w (feat s)) /\ (label s = -1 -> dot w (feat s) <= 0).
Theorem prop_2_stays : forall k d w alpha draws, problem k d -> combes d -> length w = k -> are_draws d draws ->
  forall t s, In s d -> let run := sgd_run relu d draws (power_steps alpha) w in correct s (run t) -> correct s (run (S t)).
Proof.
  intros k d w alpha draws Hd Hc Lw Hr t s Hs run [A B]. destruct (prop_2_eq_25_repaired k d w alpha draws Hd Hc Lw Hr t) as [M S]. fold run in M, S.
  destruct (Rlt_le_dec 0 (dot (run t) (feat (nth (draws t) d (Sample [] 1))))) as [P | P]; [ | rewrite (S P); split; assumption].
  assert (Q := at_member _ _ _ (M P) Hs). cbv beta in Q. split; intro Y; rewrite Y in Q; [specialize (A Y) | specialize (B Y)]; lra.
Qed.

(** ** Lemma F.2 *)

(** sum_i q_i x_i *)
Fixpoint combination (qs : list R) (d : list sample) (k : nat) : vec :=
  match qs, d with q :: qs', s :: d' => axpy q (feat s) (combination qs' d' k) | _, _ => repeat 0 k end.
Lemma combination_length qs d k : length (combination qs d k) = k.
Proof. revert d; induction qs as [| q qs IH]; intros [| s d]; cbn [combination]; try apply repeat_length. rewrite axpy_length; apply IH. Qed.
Lemma dot_repeat k u : dot (repeat 0 k) u = 0.
Proof. revert u; induction k as [| k IH]; intros [| b u]; cbn; try reflexivity. rewrite IH; ring. Qed.
Lemma combination_margin qs d k p g : length qs = length d -> Forall (fun q => 0 <= q) qs -> Forall (fun s => length (feat s) = k) d ->
  margin_at_least d g p -> g * sum qs <= dot (combination qs d k) p.
Proof.
  revert d; induction qs as [| q qs IH]; intros [| s d] H Q L M; cbn in H; try discriminate; cbn [combination sum]; [rewrite dot_repeat; lra | ].
  inversion Q as [| ? ? Q0 Qs]; inversion L as [| ? ? L0 Ls]; inversion M as [| ? ? M0 Ms]; subst.
  rewrite dot_axpy by (rewrite combination_length; reflexivity). specialize (IH d ltac:(congruence) Qs Ls Ms).
  assert (q * g <= q * dot p (feat s)) by (apply Rmult_le_compat_l; lra). rewrite (dot_comm (feat s) p). lra.
Qed.

(** |X+^T q| >= gamma on the simplex, for every margin gamma >= 0 that a unit vector attains. *)
Theorem lem_f2_inequality : forall k d p g qs, problem k d -> max_margin k (positives d) p -> 0 <= g -> margin_at_least (positives d) g p ->
  length qs = length (positives d) -> Forall (fun q => 0 <= q) qs -> sum qs = 1 -> g * g <= sqnorm (combination qs (positives d) k).
Proof.
  intros k d p g qs (Hl & _) (Lp & Up & _) Hg M Lq Q S.
  assert (L : Forall (fun s => length (feat s) = k) (positives d)).
  { apply Forall_forall; intros s Hs; apply filter_In in Hs; exact (at_member _ _ _ Hl (proj1 Hs)). }
  assert (C := combination_margin qs (positives d) k p g Lq Q L M). rewrite S, Rmult_1_r in C.
  assert (D := cauchy (combination qs (positives d) k) p ltac:(rewrite combination_length; exact Lp)). rewrite Up, Rmult_1_r in D.
  apply Rle_trans with (2 := D). apply Rmult_le_compat; lra.
Qed.

(** ** The examples *)

(** For every t w_t.x2 < 0 and w_t.x3 < 0, and w_t - w_0 is a multiple of x1. *)
Theorem ex_1 : forall k x1 x2 x3 w eta, let d := [Sample x1 1; Sample x2 1; Sample x3 (-1)] in
  problem k d -> length w = k -> 0 < eta -> dot x1 x3 < 0 -> dot x1 x2 < 0 -> 0 < dot w x1 -> dot w x2 < 0 -> dot w x3 < 0 ->
  forall t, dot (gd_run relu d eta w t) x2 < 0 /\ dot (gd_run relu d eta w t) x3 < 0 /\
  exists c, 0 <= c /\ gd_run relu d eta w t = axpy c x1 w.
Proof.
  intros k x1 x2 x3 w eta d Hd Lw He H13 H12 P1 N2 N3. assert (Hl := proj1 Hd). inversion Hl as [| ? ? L1 Hl']; inversion Hl' as [| ? ? L2 Hl'']; inversion Hl'' as [| ? ? L3 _]; subst.
  cbn [feat] in L1, L2, L3.
  enough (G : forall t, exists c, 0 <= c /\ gd_run relu d eta w t = axpy c x1 w).
  { intro t; destruct (G t) as (c & C & E). assert (X := Rmult_le_pos c (- dot x1 x2) C ltac:(lra)). assert (Y := Rmult_le_pos c (- dot x1 x3) C ltac:(lra)).
    rewrite E, !dot_axpy by congruence. repeat split; try lra. exists c; split; [exact C | reflexivity]. }
  induction t as [| t (c & C & E)]; [exists 0; split; [lra | cbn [gd_run]; symmetry; apply axpy_0; reflexivity] | ].
  assert (X := Rmult_le_pos c (- dot x1 x2) C ltac:(lra)). assert (Y := Rmult_le_pos c (- dot x1 x3) C ltac:(lra)).
  assert (Z := Rmult_le_pos c (dot x1 x1) C (sqnorm_nonneg x1)).
  rewrite gd_run_S, E, gd_step_added by (rewrite axpy_length; exact Hl). unfold d at 2; cbn [added].
  rewrite (pull_positive (Sample x1 1) _ _ eq_refl eq_refl) by (cbn [feat]; rewrite dot_axpy by congruence; lra).
  rewrite (pull_asleep (Sample x2 1) _ _ eq_refl), (pull_asleep (Sample x3 (-1)) _ _ eq_refl) by (cbn [feat]; rewrite dot_axpy by congruence; lra).
  rewrite !Rmult_0_r, !(axpy_0 0) by reflexivity. cbn [feat]. set (h := eta / size d * _).
  assert (0 < h) by (unfold h; apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat; [exact He | unfold d, size; cbn [length INR]; lra] | apply exp_pos]).
  exists (c + h); split; [lra | ]. clearbody h; clear - L1. revert w L1; induction x1 as [| a x IH]; intros [| b w] L; cbn in *; try discriminate; try reflexivity.
  f_equal; [ring | apply IH; congruence].
Qed.

(** While w.x1 > 0 and w.x2 > 0 a step for the sum of the losses takes at least 0.5 eta |x2|^2 off w.x2. *)
Theorem ex_2_leaves_step : forall k x1 x2 w eta, let d := [Sample x1 1; Sample x2 (-1)] in
  problem k d -> length w = k -> 0 < eta -> 0 < dot x1 x2 <= 1 / 2 * sqnorm x2 -> 0 < dot w x1 -> 0 < dot w x2 ->
  dot (gd_step relu d (2 * eta) w) x2 - dot w x2 <= - (1 / 2 * eta * sqnorm x2).
Proof.
  intros k x1 x2 w eta d Hd Lw He Hx P1 P2. assert (Hl := proj1 Hd). inversion Hl as [| ? ? L1 Hl']; inversion Hl' as [| ? ? L2 _]; subst. cbn [feat] in L1, L2.
  rewrite gd_step_added by exact Hl. unfold d at 2; cbn [added].
  rewrite (pull_positive (Sample x1 1) w _ eq_refl eq_refl P1), (pull_negative (Sample x2 (-1)) w _ eq_refl eq_refl P2). cbn [feat].
  rewrite !dot_axpy by (rewrite ?axpy_length; assumption). fold (sqnorm x2). replace (size d) with 2 by (unfold d, size; cbn [length INR]; lra).
  assert (A : exp (- dot w x1) <= 1) by (rewrite <- exp_0; apply exp_le; lra). assert (A0 := exp_pos (- dot w x1)).
  assert (B : 1 <= exp (dot w x2)) by (rewrite <- exp_0; apply exp_le; lra).
  assert (X : exp (- dot w x1) * dot x1 x2 <= 1 * (1 / 2 * sqnorm x2)) by (apply Rmult_le_compat; lra).
  assert (Y : 1 * sqnorm x2 <= exp (dot w x2) * sqnorm x2) by (apply Rmult_le_compat_r; [apply sqnorm_nonneg | exact B]).
  assert (W : eta * (exp (- dot w x1) * dot x1 x2 - exp (dot w x2) * sqnorm x2) <= eta * (- (1 / 2 * sqnorm x2))) by (apply Rmult_le_compat_l; lra).
  replace (2 * eta / 2) with eta by field. lra.
Qed.

(** ** Eqs. 34 and 41, with the sign and the factor that hold *)

Theorem thm_4_1_reduction_intended : forall k d N eta T A, trained k d N eta T ->
  let run := net_gd d eta N in is_pattern d (run T) A ->
  forall t, (T <= t)%nat -> let B := partition (run T) d A in let w := combined k A (run t) in
  combined k A (run (S t)) = axpy (- (eta * (size B / size d) * squares A N)) (grad linear B w) w.
Proof. exact reduction_holds. Qed.

Theorem thm_4_1_step_factor_intended : forall k d N eta T A, trained k d N eta T ->
  let run := net_gd d eta N in is_pattern d (run T) A ->
  forall t, (T <= t)%nat -> let B := partition (run T) d A in
  combined k A (run (S t)) = gd_step linear B (eta * (size B / size d) * squares A N) (combined k A (run t)).
Proof. exact reduction_holds. Qed.

Theorem thm_4_2_eq_41_intended : forall k d N alpha draws T A, sgd_trained k d N alpha draws T ->
  let run := net_sgd d draws (power_steps alpha) N in
  forall t, (T <= t)%nat -> let s := nth (draws t) d (Sample [] 1) in In true A -> pattern (run T) (feat s) = A ->
  let w := combined k A (run t) in
  combined k A (run (S t)) = axpy (- (power_steps alpha t * squares A N)) (grad linear [s] w) w.
Proof. exact draw_holds. Qed.

Theorem thm_4_2_step_factor_intended : forall k d N alpha draws T A, sgd_trained k d N alpha draws T ->
  let run := net_sgd d draws (power_steps alpha) N in
  forall t, (T <= t)%nat -> let s := nth (draws t) d (Sample [] 1) in In true A -> pattern (run T) (feat s) = A ->
  combined k A (run (S t)) = sgd_step linear s (power_steps alpha t * squares A N) (combined k A (run t)).
Proof.
  intros k d N alpha draws T A H run t Ht s I E. rewrite sgd_as_gradient; [exact (draw_holds k d N alpha draws T A H t Ht I E) | ].
  rewrite combined_length. destruct H as ((L & _) & _ & D & _). apply (at_member _ _ _ L), nth_In, D.
Qed.
