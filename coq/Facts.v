(** Facts and tactics that the refutations share. *)
From Coq Require Import Reals Lra List.
Require Import Definitions Claims.
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

(** [problem k d] for data that are written out, by a separator. *)
Ltac is_problem u := unfold problem; repeat split;
  [ repeat constructor | repeat (constructor; [cbn [label]; lra | ]); constructor
  | repeat (first [apply Exists_cons_hd; reflexivity | apply Exists_cons_tl])
  | repeat (first [apply Exists_cons_hd; reflexivity | apply Exists_cons_tl])
  | exists u; split; [reflexivity | unfold in_region; repeat (constructor; [cbn [dot feat label]; lra | ]); constructor] ].

(** Inequalities for each sample of written data. *)
Ltac each := repeat (constructor; [cbn [dot feat label]; try lra | ]); try constructor.
Ltac each_pair := repeat (constructor; [each | ]); try constructor.

(** Which samples of written data are positive, which negative. *)
Ltac split_labels := cbn [filter label]; repeat match goal with |- context [Rlt_dec 0 ?y] => destruct (Rlt_dec 0 y); try (exfalso; lra) end.
(** e <= |x_i.x_j| for written samples. *)
Ltac each_least := repeat (constructor; [repeat (constructor; [cbn [dot feat]; unfold Rabs; destruct (Rcase_abs _); lra | ]); constructor | ]); constructor.

(** The first element of written data of which a tactic shows what is wanted. *)
Ltac first_that prove := first [apply Exists_cons_hd; solve [prove] | apply Exists_cons_tl; first_that prove].

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

(** ** Inner products and lengths *)

Lemma axpy_length c x w : length (axpy c x w) = length w.
Proof. revert w; induction x as [| a x IH]; intros [| b w]; cbn; auto. Qed.
Lemma scaled_length c w : length (scaled c w) = length w.
Proof. apply map_length. Qed.

Lemma dot_axpy c x w v : length x = length w -> dot (axpy c x w) v = dot w v + c * dot x v.
Proof.
  revert w v; induction x as [| a x IH]; intros [| b w] [| e v] H; cbn in *; try discriminate; try ring.
  rewrite IH by congruence; ring.
Qed.
Lemma dot_scaled c w v : dot (scaled c w) v = c * dot w v.
Proof. revert v; induction w as [| a w IH]; intros [| b v]; cbn; try ring. unfold scaled in IH; rewrite IH; ring. Qed.
Lemma dot_between t w w' v : length w' = length w -> dot (between t w w') v = (1 - t) * dot w v + t * dot w' v.
Proof. intro H; unfold between; rewrite dot_axpy, dot_scaled by (rewrite scaled_length; exact H); ring. Qed.

(** ** Steps of gradient descent *)

Lemma gd_run_S m d eta w k : gd_run m d eta w (S k) = gd_step m d eta (gd_run m d eta w k).
Proof. reflexivity. Qed.

Lemma added_length m h d at_ w : length (added m h d at_ w) = length w.
Proof. revert w; induction d as [| s d IH]; intro w; cbn [added]; [reflexivity | rewrite IH; apply axpy_length]. Qed.
Lemma zeros_length w : length (zeros w) = length w.
Proof. apply map_length. Qed.

Lemma axpy_axpy h c x v w : length x = length v -> length x = length w -> axpy h (axpy c x v) w = axpy (h * c) x (axpy h v w).
Proof.
  revert v w; induction x as [| a x IH]; intros [| e v] [| b w] H H'; cbn in *; try discriminate; try reflexivity.
  f_equal; [ring | apply IH; congruence].
Qed.
Lemma axpy_zeros h w : axpy h (zeros w) w = w.
Proof.
  enough (forall v, length v = length w -> axpy h (zeros v) w = w) by auto.
  induction w as [| b w IH]; intros [| e v] H; cbn in *; try discriminate; [reflexivity | ]. unfold zeros in IH; rewrite IH by congruence; f_equal; ring.
Qed.

(** A step adds (eta/n) y_i s'(w.x_i) exp(...) x_i, one sample after the other. *)
Lemma gd_step_added m d eta w : Forall (fun s => length (feat s) = length w) d -> gd_step m d eta w = added m (eta / size d) d w w.
Proof.
  intro H; unfold gd_step, grad.
  enough (G : forall v u, length v = length w -> length u = length w ->
    axpy (- eta) (added m (- (1 / size d)) d w v) u = added m (eta / size d) d w (axpy (- eta) v u)).
  { rewrite G by (auto; apply zeros_length). f_equal; apply axpy_zeros. }
  revert H; generalize (size d) as n; intros n H; induction H as [| s d Hs _ IH]; intros v u Hv Hu; cbn [added]; [reflexivity | ].
  rewrite IH by (rewrite ?axpy_length; auto). f_equal. rewrite axpy_axpy by congruence.
  f_equal; unfold Rdiv; ring.
Qed.

Lemma gd_run_length m d eta w k : length (gd_run m d eta w k) = length w.
Proof. induction k; cbn [gd_run]; [reflexivity | unfold gd_step; rewrite axpy_length; exact IHk]. Qed.

(** ** One sample: pull, loss and curvature where the sign of w.x = p is known *)

Lemma pull_positive s w p : label s = 1 -> dot w (feat s) = p -> 0 < p -> pull relu s w = exp (- p).
Proof. intros Hy <- Hp; unfold pull; cbn [slope value relu]; rewrite Hy, act_on, relu_on by exact Hp. replace (- (1) * dot w (feat s)) with (- dot w (feat s)) by ring; ring. Qed.
Lemma pull_negative s w p : label s = -1 -> dot w (feat s) = p -> 0 < p -> pull relu s w = - exp p.
Proof. intros Hy <- Hp; unfold pull; cbn [slope value relu]; rewrite Hy, act_on, relu_on by exact Hp. replace (- -1 * dot w (feat s)) with (dot w (feat s)) by ring; ring. Qed.
Lemma pull_asleep s w p : dot w (feat s) = p -> p <= 0 -> pull relu s w = 0.
Proof. intros <- Hp; unfold pull; cbn [slope relu]; rewrite act_off by exact Hp; ring. Qed.

Definition sample_loss (s : sample) (w : vec) : R := exp (- label s * value relu (dot w (feat s))).
Fixpoint losses (d : list sample) (w : vec) : R := match d with [] => 0 | s :: d' => sample_loss s w + losses d' w end.
Lemma total_losses d w : total relu d w = losses d w.
Proof. induction d as [| s d IH]; cbn [total losses]; [reflexivity | rewrite IH; reflexivity]. Qed.
Lemma loss_positive s w p : label s = 1 -> dot w (feat s) = p -> 0 < p -> sample_loss s w = exp (- p).
Proof. intros Hy <- Hp; unfold sample_loss; cbn [value relu]; rewrite Hy, relu_on by exact Hp; f_equal; ring. Qed.
Lemma loss_negative s w p : label s = -1 -> dot w (feat s) = p -> 0 < p -> sample_loss s w = exp p.
Proof. intros Hy <- Hp; unfold sample_loss; cbn [value relu]; rewrite Hy, relu_on by exact Hp; f_equal; ring. Qed.
Lemma loss_asleep s w p : dot w (feat s) = p -> p <= 0 -> sample_loss s w = 1.
Proof. intros <- Hp; unfold sample_loss; cbn [value relu]; rewrite relu_off by exact Hp. rewrite Rmult_0_r; apply exp_0. Qed.

Definition bend (s : sample) (v : vec) : R := act (dot v (feat s)) * exp (- label s * dot v (feat s)).
Lemma bend_between s v m : 0 <= m -> (0 < dot v (feat s) -> exp (- label s * dot v (feat s)) <= m) -> 0 <= bend s v <= m.
Proof.
  intros Hm H; unfold bend; assert (P := exp_pos (- label s * dot v (feat s))).
  destruct (Rlt_le_dec 0 (dot v (feat s))) as [L | L]; [rewrite act_on by exact L; specialize (H L) | rewrite act_off by exact L]; lra.
Qed.
Lemma exp_le x y : x <= y -> exp x <= exp y.
Proof. intros [H | ->]; [left; apply exp_increasing, H | right; reflexivity]. Qed.
Lemma bend_positive s v low m : label s = 1 -> 0 <= m -> (0 < dot v (feat s) -> low <= dot v (feat s)) -> exp (- low) <= m -> 0 <= bend s v <= m.
Proof. intros Hy Hm Hl He; apply bend_between; [exact Hm | intro H]. rewrite Hy; apply Rle_trans with (2 := He), exp_le. specialize (Hl H); lra. Qed.
Lemma bend_negative s v high m : label s = -1 -> 0 <= m -> dot v (feat s) <= high -> exp high <= m -> 0 <= bend s v <= m.
Proof. intros Hy Hm Hl He; apply bend_between; [exact Hm | intros _]. rewrite Hy; apply Rle_trans with (2 := He), exp_le; lra. Qed.
Lemma bend_asleep s v : dot v (feat s) <= 0 -> 0 <= bend s v <= 0.
Proof. intro H; apply bend_between; lra. Qed.

(** sum_i m_i (u.x_i)^2 *)
Fixpoint quadratic (ms : list R) (d : list sample) (u : vec) : R :=
  match ms, d with m :: ms', s :: d' => m * (dot u (feat s)) ^ 2 + quadratic ms' d' u | _, _ => 0 end.
Lemma curvature_le d v u ms beta : 0 < size d -> Forall2 (fun m s => 0 <= bend s v <= m) ms d ->
  quadratic ms d u <= size d * beta * sqnorm u -> curvature d v u <= beta * sqnorm u.
Proof.
  intros Hn H Hq. enough (G : curvature_sum d v u <= quadratic ms d u).
  { unfold curvature; apply Rmult_le_reg_r with (size d); [exact Hn | ]. unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra. }
  clear Hn Hq; induction H as [| m s ms d Hs _ IH]; cbn [curvature_sum quadratic]; [lra | ].
  apply Rplus_le_compat; [ | exact IH]. apply Rmult_le_compat_r; [apply pow2_ge_0 | apply Hs].
Qed.

(** A segment's values are between those at its ends. *)
Lemma between_le t a b high : 0 <= t <= 1 -> a <= high -> b <= high -> (1 - t) * a + t * b <= high.
Proof. intros Ht Ha Hb; replace high with ((1 - t) * high + t * high) by ring; apply Rplus_le_compat; apply Rmult_le_compat_l; lra. Qed.
Lemma between_ge t a b low : 0 <= t <= 1 -> low <= a -> low <= b -> low <= (1 - t) * a + t * b.
Proof. intros Ht Ha Hb; replace low with ((1 - t) * low + t * low) by ring; apply Rplus_le_compat; apply Rmult_le_compat_l; lra. Qed.

(** ** Members of data *)

Lemma in_negatives s d : In s d -> label s = -1 -> In s (negatives d).
Proof. intros H Hy; apply filter_In; split; [exact H | rewrite Hy; destruct (Rlt_dec 0 (-1)); [lra | reflexivity]]. Qed.
Lemma in_positives s d : In s d -> label s = 1 -> In s (positives d).
Proof. intros H Hy; apply filter_In; split; [exact H | rewrite Hy; destruct (Rlt_dec 0 1); [reflexivity | lra]]. Qed.
Lemma at_member (P : sample -> Prop) d s : Forall P d -> In s d -> P s.
Proof. intros H; apply (proj1 (Forall_forall P d) H). Qed.

(** ** SGD that draws one inactive sample for ever stays where it starts. *)
Lemma sgd_rests d i eta w t : dot w (feat (nth i d (Sample [] 1))) <= 0 -> sgd_run relu d (fun _ => i) eta w t = w.
Proof. intro H; induction t; cbn [sgd_run]; [reflexivity | rewrite IHt; apply rest, H]. Qed.

(** ** The linear model, and the leaky ReLU of slope 0 *)
Lemma pull_linear s w p : dot w (feat s) = p -> pull linear s w = label s * exp (- label s * p).
Proof. intros <-; unfold pull; cbn [slope value linear]; ring. Qed.
Lemma pull_leaky_0 s w p : dot w (feat s) = p -> p <= 0 -> pull (leaky 0) s w = 0.
Proof. intros <- H; unfold pull; cbn [slope leaky]; destruct (Rlt_dec 0 (dot w (feat s))); [lra | ring]. Qed.
Lemma dot_zeros_left w u : dot (zeros w) u = 0.
Proof. revert u; induction w as [| a w IH]; intros [| b u]; cbn; try ring. unfold zeros in IH; rewrite IH; ring. Qed.

(** ** Where no sample is active the loss is 1; it falls towards a separator if a positive lies on its kink. *)
Lemma losses_asleep d w : Forall (fun s => dot w (feat s) <= 0) d -> losses d w = size d.
Proof.
  unfold size; induction 1 as [| s d Hs _ IH]; cbn [losses]; [reflexivity | ].
  rewrite IH, (loss_asleep s w _ eq_refl Hs); cbn [length]; rewrite S_INR; ring.
Qed.
Lemma sample_falls s w u e : 0 < label s * dot u (feat s) -> label s = 1 \/ label s = -1 -> dot w (feat s) <= 0 -> 0 < e ->
  length u = length w ->
  sample_loss s (axpy e u w) <= 1 /\ (label s = 1 -> dot w (feat s) = 0 -> sample_loss s (axpy e u w) < 1).
Proof.
  intros Hu Hy Hw He Hl. assert (D := dot_axpy e u w (feat s) Hl).
  destruct Hy as [Hy | Hy]; rewrite Hy in Hu.
  - destruct (Rlt_le_dec 0 (dot (axpy e u w) (feat s))) as [H | H].
    + rewrite (loss_positive s _ _ Hy eq_refl H).
      assert (exp (- dot (axpy e u w) (feat s)) < 1) by (rewrite <- exp_0; apply exp_increasing; lra). split; [lra | intros; lra].
    + rewrite (loss_asleep s _ _ eq_refl H). split; [lra | intros _ Hk].
      assert (0 < e * dot u (feat s)) by (apply Rmult_lt_0_compat; lra). lra.
  - assert (0 < e * - dot u (feat s)) by (apply Rmult_lt_0_compat; lra).
    rewrite (loss_asleep s _ _ eq_refl) by lra. split; [lra | intros; lra].
Qed.
Lemma losses_fall d w u e : in_region d u -> Forall (fun s => label s = 1 \/ label s = -1) d -> Forall (fun s => dot w (feat s) <= 0) d ->
  0 < e -> length u = length w ->
  losses d (axpy e u w) <= size d /\
  (Exists (fun s => label s = 1 /\ dot w (feat s) = 0) d -> losses d (axpy e u w) < size d).
Proof.
  intros Hu Hy Hw He Hl. unfold size.
  induction d as [| s d IH]; cbn [losses length]; [split; [right; reflexivity | intro H; inversion H] | ].
  inversion Hu as [| ? ? Us Ud]; inversion Hy as [| ? ? Ys Yd]; inversion Hw as [| ? ? Ws Wd]; subst.
  destruct (IH Ud Yd Wd) as [I J]. destruct (sample_falls s w u e Us Ys Ws He Hl) as [A B]. rewrite S_INR.
  split; [lra | intro H; inversion H as [? ? [K L] | ? ? K]; subst; [specialize (B K L) | specialize (J K)]; lra].
Qed.

Lemma axpy_back e u w : length u = length w -> axpy (-1) w (axpy e u w) = scaled e u.
Proof.
  revert w; induction u as [| a u IH]; intros [| b w] H; cbn in *; try discriminate; [reflexivity | ].
  f_equal; [ring | apply IH; congruence].
Qed.
Lemma dot_comm u v : dot u v = dot v u.
Proof. revert v; induction u as [| a u IH]; intros [| b v]; cbn; try reflexivity. rewrite IH; ring. Qed.
Lemma sqnorm_nonneg u : 0 <= sqnorm u.
Proof. unfold sqnorm; induction u as [| a u IH]; cbn; [lra | assert (0 <= a * a) by apply Rle_0_sqr; lra]. Qed.
Lemma sqdist_axpy e u w : length u = length w -> sqdist (axpy e u w) w = e * e * sqnorm u.
Proof. intro H; unfold sqdist; rewrite axpy_back by exact H. unfold sqnorm; rewrite dot_scaled, dot_comm, dot_scaled; ring. Qed.
(** Along a vector one gets as near as one wishes. *)
Lemma near u r : 0 < r -> exists e, 0 < e /\ e * e * sqnorm u < r.
Proof.
  intro Hr. assert (Q := sqnorm_nonneg u). set (q := sqnorm u) in *. exists (Rmin 1 (r / (2 * (q + 1)))).
  assert (P : 0 < r / (2 * (q + 1))) by (apply Rdiv_lt_0_compat; lra).
  assert (M : 0 < Rmin 1 (r / (2 * (q + 1)))) by (apply Rmin_glb_lt; lra). split; [exact M | ].
  assert (A := Rmin_l 1 (r / (2 * (q + 1)))). assert (B := Rmin_r 1 (r / (2 * (q + 1)))). set (e := Rmin 1 (r / (2 * (q + 1)))) in *.
  apply Rle_lt_trans with (1 * e * q). { apply Rmult_le_compat_r; [exact Q | apply Rmult_le_compat_r; lra]. }
  apply Rle_lt_trans with (r / (2 * (q + 1)) * (q + 1)). { rewrite Rmult_1_l. apply Rmult_le_compat; lra. }
  replace (r / (2 * (q + 1)) * (q + 1)) with (r / 2) by (field; lra). lra.
Qed.

Lemma loss_of_losses d w : loss relu d w = losses d w / size d.
Proof. unfold loss; rewrite total_losses; reflexivity. Qed.
Lemma size_pos d : Exists (fun s => label s = 1) d -> 0 < size d.
Proof. intro H; unfold size; destruct d; [inversion H | cbn [length]; rewrite S_INR; assert (0 <= INR (length d)) by apply pos_INR; lra]. Qed.

(** No minimum: nothing is active, and a positive lies on its kink. *)
Lemma no_minimum k d w : problem k d -> length w = k -> Forall (fun s => dot w (feat s) <= 0) d ->
  Exists (fun s => label s = 1 /\ dot w (feat s) = 0) d -> ~ local_minimum (loss relu d) w.
Proof.
  intros (_ & Hy & Hp & _ & u & Lu & Hu) Lw Hw Hk (r & Hr & H).
  destruct (near u r Hr) as (e & He & Hn).
  assert (L : length u = length w) by congruence.
  specialize (H (axpy e u w) ltac:(apply axpy_length)). rewrite sqdist_axpy in H by exact L. specialize (H Hn).
  rewrite !loss_of_losses, (losses_asleep d w Hw) in H.
  destruct (losses_fall d w u e Hu Hy Hw He L) as [_ F]. specialize (F Hk). assert (P := size_pos d Hp).
  assert (losses d (axpy e u w) / size d < size d / size d) by (apply Rmult_lt_compat_r; [apply Rinv_0_lt_compat, P | exact F]). lra.
Qed.

Lemma norm_below w q : sqnorm w + 1 <= q -> norm w <= q.
Proof.
  intro H; unfold norm. assert (P := sqnorm_nonneg w). apply Rle_trans with (2 := H).
  replace (sqnorm w + 1) with (sqrt ((sqnorm w + 1) * (sqnorm w + 1))) by (apply sqrt_square; lra). apply sqrt_le_1_alt.
  assert (0 <= sqnorm w * sqnorm w) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma norm_le w : norm w <= 1 + sqnorm w.
Proof. apply norm_below; lra. Qed.

(** ** Cauchy's inequality *)

Lemma sqnorm_zero g u : sqnorm g = 0 -> dot g u = 0.
Proof.
  unfold sqnorm; revert u; induction g as [| a g IH]; intros [| b u] H; cbn in *; try reflexivity.
  assert (P := Rle_0_sqr a). assert (Q := sqnorm_nonneg g). unfold Rsqr, sqnorm in *.
  assert (A : a * a = 0) by lra. apply Rmult_integral in A. rewrite IH by lra. destruct A as [-> | ->]; ring.
Qed.
Lemma sqnorm_axpy t v u : length v = length u -> sqnorm (axpy t v u) = sqnorm u + 2 * t * dot u v + t * t * sqnorm v.
Proof. intro H; unfold sqnorm; rewrite dot_axpy, (dot_comm u), (dot_comm v (axpy t v u)), !dot_axpy by exact H. rewrite (dot_comm v u); ring. Qed.
Lemma cauchy u v : length v = length u -> dot u v * dot u v <= sqnorm u * sqnorm v.
Proof.
  intro H. destruct (Req_dec (sqnorm v) 0) as [Z | Z].
  - rewrite (dot_comm u v), (sqnorm_zero v u Z), Z; lra.
  - assert (V := sqnorm_nonneg v). assert (P := sqnorm_nonneg (axpy (- dot u v / sqnorm v) v u)). rewrite sqnorm_axpy in P by exact H.
    assert (Q : 0 <= (sqnorm u + 2 * (- dot u v / sqnorm v) * dot u v + - dot u v / sqnorm v * (- dot u v / sqnorm v) * sqnorm v) * sqnorm v) by (apply Rmult_le_pos; lra).
    replace ((sqnorm u + 2 * (- dot u v / sqnorm v) * dot u v + - dot u v / sqnorm v * (- dot u v / sqnorm v) * sqnorm v) * sqnorm v)
      with (sqnorm u * sqnorm v - dot u v * dot u v) in Q by (field; exact Z). lra.
Qed.

(** ** The gradient grows faster than any multiple of |w| along a negative sample. *)

Lemma axpy_zeros_of h v w : length v = length w -> axpy h (zeros v) w = w.
Proof. revert w; induction v as [| e v IH]; intros [| b w] H; cbn in *; try discriminate; [reflexivity | ]. unfold zeros in IH; rewrite IH by congruence; f_equal; ring. Qed.
Lemma zeros_asleep d w : Forall (fun s => dot (zeros w) (feat s) <= 0) d.
Proof. apply Forall_forall; intros s _. right; revert w; generalize (feat s) as x; induction x as [| a x IH]; intros [| b w]; cbn; try reflexivity. unfold zeros in IH; rewrite IH; ring. Qed.
Lemma grad_length m d w : length (grad m d w) = length w.
Proof. unfold grad; rewrite added_length; apply zeros_length. Qed.
Lemma grad_asleep d w : Forall (fun s => dot w (feat s) <= 0) d -> grad relu d w = zeros w.
Proof. intro H; unfold grad; apply added_rest, H. Qed.

(** -sum_i pull_i x_i.x, and sum_i |x_i.x| *)
Fixpoint towards (d : list sample) (w x : vec) : R := match d with [] => 0 | s :: d' => - pull relu s w * dot (feat s) x + towards d' w x end.
Fixpoint sizes (d : list sample) (x : vec) : R := match d with [] => 0 | s :: d' => Rabs (dot (feat s) x) + sizes d' x end.
Lemma dot_added h d w v x : Forall (fun s => length (feat s) = length v) d -> dot (added relu h d w v) x = dot v x - h * towards d w x.
Proof.
  revert v; induction d as [| s d IH]; intros v H; cbn [added towards]; [ring | ]. inversion H as [| ? ? Hs Hd]; subst.
  rewrite IH by (rewrite axpy_length; exact Hd). rewrite dot_axpy by exact Hs. ring.
Qed.
Lemma sizes_nonneg d x : 0 <= sizes d x.
Proof. induction d as [| s d IH]; cbn [sizes]; [lra | assert (P := Rabs_pos (dot (feat s) x)); lra]. Qed.
Lemma one_towards s r x : label s = 1 \/ label s = -1 -> 0 < r -> - Rabs (dot (feat s) x) <= - pull relu s (scaled r x) * dot (feat s) x.
Proof.
  intros Hy Hr. assert (D := dot_scaled r x (feat s)). rewrite (dot_comm x) in D. set (q := dot (feat s) x) in *.
  destruct (Rlt_le_dec 0 (r * q)) as [P | P].
  - assert (Q : 0 < q) by (apply Rmult_lt_reg_l with r; lra). rewrite Rabs_right by lra. destruct Hy as [Y | Y].
    + rewrite (pull_positive s _ _ Y D P). assert (exp (- (r * q)) <= 1) by (rewrite <- exp_0; apply exp_le; lra).
      assert (exp (- (r * q)) * q <= 1 * q) by (apply Rmult_le_compat_r; lra). lra.
    + rewrite (pull_negative s _ _ Y D P). assert (0 < exp (r * q) * q) by (apply Rmult_lt_0_compat; [apply exp_pos | exact Q]). lra.
  - rewrite (pull_asleep s _ _ D P). assert (A := Rabs_pos q). lra.
Qed.
Lemma towards_low d r x : Forall (fun s => label s = 1 \/ label s = -1) d -> 0 < r -> - sizes d x <= towards d (scaled r x) x.
Proof. intros H Hr; induction H as [| s d Ys _ IH]; cbn [towards sizes]; [lra | ]. assert (O := one_towards s r x Ys Hr). lra. Qed.
Lemma towards_high d r s : Forall (fun s => label s = 1 \/ label s = -1) d -> 0 < r -> In s d -> label s = -1 -> 0 < sqnorm (feat s) ->
  sqnorm (feat s) * exp (r * sqnorm (feat s)) - sizes d (feat s) <= towards d (scaled r (feat s)) (feat s).
Proof.
  intros H Hr. induction H as [| s' d Ys Yd IH]; intros Hs Y P; [destruct Hs | ]. cbn [towards sizes]. destruct Hs as [-> | Hs].
  - assert (D : dot (scaled r (feat s)) (feat s) = r * sqnorm (feat s)) by apply dot_scaled.
    rewrite (pull_negative s _ _ Y D) by (apply Rmult_lt_0_compat; assumption). fold (sqnorm (feat s)).
    assert (L := towards_low d r (feat s) Yd Hr). assert (A := Rabs_pos (sqnorm (feat s))). lra.
  - assert (O := one_towards s' r (feat s) Ys Hr). specialize (IH Hs Y P). lra.
Qed.

Lemma exp_square z : 0 <= z -> z * z / 4 <= exp z.
Proof.
  intro H. assert (E : 1 + z / 2 <= exp (z / 2)) by apply exp_ineq1_le. replace z with (z / 2 + z / 2) at 3 by field. rewrite exp_plus.
  assert ((z / 2) * (z / 2) <= exp (z / 2) * exp (z / 2)) by (apply Rmult_le_compat; lra). lra.
Qed.

(** On no data is the gradient Lipschitz. *)
Lemma never_smooth k d : problem k d ->
  ~ exists beta, forall u v, length u = k -> length v = k -> sqdist (grad relu d u) (grad relu d v) <= beta ^ 2 * sqdist u v.
Proof.
  intros (Hl & Hy & Hp & Hn & u & Lu & Hu) (beta & H). assert (N := size_pos d Hp).
  apply Exists_exists in Hn. destruct Hn as (s & Hs & Y). assert (Us := at_member _ _ _ Hu Hs). cbv beta in Us. rewrite Y in Us.
  assert (Ls := at_member _ _ _ Hl Hs). cbv beta in Ls. set (x := feat s) in *.
  assert (A : 0 < sqnorm x). { destruct (sqnorm_nonneg x) as [P | P]; [exact P | ]. symmetry in P. assert (Z := sqnorm_zero x u P). rewrite dot_comm in Z. lra. }
  set (a := sqnorm x) in *. set (C := sizes d x). assert (HC : 0 <= C) by apply sizes_nonneg. set (b := size d * Rabs beta).
  assert (Hb : 0 <= b) by (apply Rmult_le_pos; [lra | apply Rabs_pos]).
  set (z := 1 + 4 * ((C + b) / a)). assert (Q : 0 <= (C + b) / a) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, A]).
  assert (Hz : 1 <= z) by (unfold z; lra). set (r := z / a) in *. assert (Hr : 0 < r) by (apply Rdiv_lt_0_compat; lra).
  assert (T := towards_high d r s Hy Hr Hs Y A). fold x a C in T. assert (RA : r * a = z) by (unfold r; field; lra). rewrite RA in T.
  assert (E := exp_square z ltac:(lra)). assert (F : a * (z * z / 4) <= a * exp z) by (apply Rmult_le_compat_l; lra).
  assert (AZ : a * z = a + 4 * (C + b)) by (unfold z; field; lra).
  replace (a * (z * z / 4)) with (z * (a * z) / 4) in F by field. rewrite AZ in F. 
  assert (G : z * C >= C) by (assert (1 * C <= z * C) by (apply Rmult_le_compat_r; lra); lra).
  assert (W : 0 < z * a / 4) by (assert (0 < z * a) by (apply Rmult_lt_0_compat; lra); lra).
  assert (B : z * b < towards d (scaled r x) x) by lra. clear T E F G W.
  specialize (H (scaled r x) (zeros x) ltac:(rewrite scaled_length; exact Ls) ltac:(rewrite zeros_length; exact Ls)).
  rewrite (grad_asleep d (zeros x) (zeros_asleep d x)) in H. unfold sqdist in H.
  rewrite (axpy_zeros_of (-1) (zeros x)) in H by (rewrite zeros_length, grad_length, scaled_length; reflexivity).
  rewrite (axpy_zeros_of (-1) x) in H by (rewrite scaled_length; reflexivity).
  assert (S : sqnorm (scaled r x) = r * r * a) by (unfold sqnorm; rewrite dot_scaled, dot_comm, dot_scaled; fold (sqnorm x) a; ring). rewrite S in H.
  assert (V := cauchy (grad relu d (scaled r x)) x ltac:(rewrite grad_length, scaled_length; reflexivity)). fold a in V.
  assert (L : Forall (fun s => length (feat s) = length (zeros (scaled r x))) d) by (rewrite zeros_length, scaled_length, Ls; exact Hl).
  assert (K : dot (grad relu d (scaled r x)) x = towards d (scaled r x) x / size d).
  { unfold grad; rewrite dot_added by exact L. rewrite dot_zeros_left; field; lra. }
  rewrite K in V. set (t := towards d (scaled r x) x) in *.
  assert (V' : t / size d * (t / size d) <= beta ^ 2 * (r * r * a) * a) by (apply Rle_trans with (1 := V), Rmult_le_compat_r; lra).
  assert (BB : beta ^ 2 = Rabs beta * Rabs beta) by (replace (beta ^ 2) with (Rsqr beta) by (unfold Rsqr; ring); apply Rsqr_abs).
  replace (beta ^ 2 * (r * r * a) * a) with (beta ^ 2 * ((r * a) * (r * a))) in V' by ring. rewrite RA, BB in V'.
  replace (Rabs beta * Rabs beta * (z * z)) with (Rabs beta * z * (Rabs beta * z)) in V' by ring.
  assert (M : Rabs beta * z < t / size d).
  { apply Rmult_lt_reg_r with (size d); [exact N | ]. replace (t / size d * size d) with t by (field; lra). unfold b in B. lra. }
  assert (0 <= Rabs beta * z) by (apply Rmult_le_pos; [apply Rabs_pos | lra]).
  assert (Rabs beta * z * (Rabs beta * z) < t / size d * (t / size d)) by (apply Rmult_le_0_lt_compat; lra). lra.
Qed.

(** ** A ray along which no sample is active *)

Lemma ray_asleep d w a : 0 <= a -> Forall (fun s => dot w (feat s) <= 0) d -> Forall (fun s => dot (scaled a w) (feat s) <= 0) d.
Proof.
  intros Ha H; apply Forall_forall; intros s Hs. assert (P := at_member _ _ _ H Hs). cbv beta in P. rewrite dot_scaled.
  assert (0 <= a * - dot w (feat s)) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma asleep_is_critical k d w : length w = k -> 0 < sqnorm w -> Forall (fun s => dot w (feat s) <= 0) d -> critical_direction k d w.
Proof.
  intros Lw P H; split; [exact Lw | split; [exact P | ]]. intros e He; exists 0; intros a Ha.
  rewrite grad_rest by (apply ray_asleep; assumption). rewrite Rminus_0_r, Rabs_R0; exact He.
Qed.
(** The loss is 1 along it, so that it has no smaller limit. *)
Lemma asleep_limit d w l : 0 < size d -> Forall (fun s => dot w (feat s) <= 0) d -> tends (fun a => loss relu d (scaled a w)) l -> 1 <= l.
Proof.
  intros N H T. destruct (Rle_lt_dec 1 l) as [L | L]; [exact L | exfalso]. destruct (T (1 - l) ltac:(lra)) as [A HA].
  specialize (HA (Rmax A 0) (Rmax_l A 0)). rewrite loss_of_losses, losses_asleep in HA by (apply ray_asleep; [apply Rmax_r | exact H]).
  replace (size d / size d) with 1 in HA by (field; lra). apply Rabs_def2 in HA. lra.
Qed.
