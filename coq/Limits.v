(** Limits of the loss along a direction. *)
From Coq Require Import Reals Lra List.
Require Import Definitions Claims Facts.
Import ListNotations.
Open Scope R_scope.

Lemma tends_const c : tends (fun _ => c) c.
Proof. intros e He; exists 0; intros a _; replace (c - c) with 0 by ring; rewrite Rabs_R0; exact He. Qed.
Lemma tends_plus f g l m : tends f l -> tends g m -> tends (fun a => f a + g a) (l + m).
Proof.
  intros F G e He; destruct (F (e / 2) ltac:(lra)) as [A HA]; destruct (G (e / 2) ltac:(lra)) as [B HB].
  exists (Rmax A B); intros a Ha. assert (P := HA a (Rle_trans _ _ _ (Rmax_l A B) Ha)). assert (Q := HB a (Rle_trans _ _ _ (Rmax_r A B) Ha)).
  replace (f a + g a - (l + m)) with ((f a - l) + (g a - m)) by ring. apply Rle_lt_trans with (1 := Rabs_triang _ _); lra.
Qed.
Lemma tends_scale c f l : 0 < c -> tends f l -> tends (fun a => f a * c) (l * c).
Proof.
  intros Hc F e He; destruct (F (e / c)) as [A HA]; [apply Rdiv_lt_0_compat; lra | ]. exists A; intros a Ha; specialize (HA a Ha).
  replace (f a * c - l * c) with ((f a - l) * c) by ring. rewrite Rabs_mult, (Rabs_right c) by lra.
  replace e with (e / c * c) by (field; lra). apply Rmult_lt_compat_r; lra.
Qed.
Lemma tends_from f g l A0 : (forall a, A0 <= a -> f a = g a) -> tends g l -> tends f l.
Proof.
  intros E G e He; destruct (G e He) as [A HA]. exists (Rmax A A0); intros a Ha.
  rewrite E by (apply Rle_trans with (2 := Ha), Rmax_r). apply HA, Rle_trans with (2 := Ha), Rmax_l.
Qed.
(** exp(-a p) -> 0 for p > 0, since exp(a p) > a p. *)
Lemma tends_exp p : 0 < p -> tends (fun a => exp (- (a * p))) 0.
Proof.
  intros Hp e He. assert (0 < e * p) by (apply Rmult_lt_0_compat; lra). assert (P : 0 < / (e * p)) by (apply Rinv_0_lt_compat; lra).
  exists (/ (e * p)); intros a Ha. rewrite Rminus_0_r, Rabs_right by (left; apply exp_pos). rewrite exp_Ropp.
  assert (I : / e <= a * p) by (replace (/ e) with (/ (e * p) * p) by (field; lra); apply Rmult_le_compat_r; lra).
  assert (J : 0 < / e) by (apply Rinv_0_lt_compat; lra).
  assert (X : 1 + a * p <= exp (a * p)) by (apply exp_ineq1_le). rewrite <- (Rinv_inv e). apply Rinv_lt_contravar; [ | lra].
  apply Rmult_lt_0_compat; [exact J | apply exp_pos].
Qed.

(** The number of samples that w does not make active. *)
Fixpoint asleep_count (d : list sample) (w : vec) : R :=
  match d with [] => 0 | s :: d' => (if Rlt_dec 0 (dot w (feat s)) then 0 else 1) + asleep_count d' w end.
Lemma far_out d w : Forall (fun s => 0 < dot w (feat s) -> label s = 1) d ->
  tends (fun a => losses d (scaled a w)) (asleep_count d w).
Proof.
  induction 1 as [| s d Hs _ IH]; cbn [losses asleep_count]; [apply tends_const | ]. apply tends_plus; [ | exact IH].
  destruct (Rlt_dec 0 (dot w (feat s))) as [P | P].
  - apply tends_from with (g := fun a => exp (- (a * dot w (feat s)))) (A0 := 1); [ | apply tends_exp, P].
    intros a Ha. rewrite (loss_positive s _ (a * dot w (feat s))); [reflexivity | auto | apply dot_scaled | apply Rmult_lt_0_compat; lra].
  - apply tends_from with (g := fun _ => 1) (A0 := 0); [ | apply tends_const].
    intros a Ha. apply (loss_asleep s _ (a * dot w (feat s))); [apply dot_scaled | ].
    assert (0 <= a * - dot w (feat s)) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma loss_far_out d w : 0 < size d -> Forall (fun s => 0 < dot w (feat s) -> label s = 1) d ->
  tends (fun a => loss relu d (scaled a w)) (asleep_count d w / size d).
Proof.
  intros Hn H. apply tends_from with (g := fun a => losses d (scaled a w) * / size d) (A0 := 0).
  - intros a _; rewrite loss_of_losses; reflexivity.
  - apply tends_scale; [apply Rinv_0_lt_compat, Hn | apply far_out, H].
Qed.

Lemma tends_unique f l m : tends f l -> tends f m -> l = m.
Proof.
  intros H G. destruct (Req_dec l m) as [E | E]; [exact E | ]. assert (P : 0 < Rabs (l - m)) by (apply Rabs_pos_lt; lra).
  destruct (H (Rabs (l - m) / 2)) as (A & HA); [lra | ]. destruct (G (Rabs (l - m) / 2)) as (B & HB); [lra | ].
  specialize (HA (Rmax A B) (Rmax_l A B)). specialize (HB (Rmax A B) (Rmax_r A B)). set (x := f (Rmax A B)) in *.
  assert (T := Rabs_triang (l - x) (x - m)). replace (l - x + (x - m)) with (l - m) in T by ring.
  rewrite (Rabs_minus_sym l x) in T. lra.
Qed.

(** ** No asymptotic local minimum: a separator takes a positive off its kink, and no negative over its own. *)
Lemma fewer_asleep d w u e : in_region d u -> Forall (fun s => label s = 1 \/ label s = -1) d ->
  Forall (fun s => 0 < dot w (feat s) -> label s = 1) d -> 0 < e -> length u = length w ->
  Forall (fun s => 0 < dot (axpy e u w) (feat s) -> label s = 1) d /\
  asleep_count d (axpy e u w) <= asleep_count d w /\
  (Exists (fun s => label s = 1 /\ dot w (feat s) = 0) d -> asleep_count d (axpy e u w) < asleep_count d w).
Proof.
  intros Hu Hy Hw He Hl. induction d as [| s d IH]; cbn [asleep_count]; [repeat split; [constructor | lra | intro H; inversion H] | ].
  inversion Hu as [| ? ? Us Ud]; inversion Hy as [| ? ? Ys Yd]; inversion Hw as [| ? ? Ws Wd]; subst.
  destruct (IH Ud Yd Wd) as (I & J & K). rewrite dot_axpy by exact Hl. set (p := dot w (feat s)) in *. set (q := dot u (feat s)) in *.
  destruct Ys as [Y | Y]; rewrite Y in *.
  - assert (Q : 0 < e * q) by (apply Rmult_lt_0_compat; lra).
    assert (A : (if Rlt_dec 0 (p + e * q) then 0 else 1) <= (if Rlt_dec 0 p then 0 else 1))
      by (destruct (Rlt_dec 0 (p + e * q)); destruct (Rlt_dec 0 p); lra).
    repeat split; [constructor; [intros _; exact Y | exact I] | lra | ].
    intro H; inversion H as [? ? [_ P] | ? ? P]; subst; [fold p in P | specialize (K P); lra].
    destruct (Rlt_dec 0 (p + e * q)); destruct (Rlt_dec 0 p); lra.
  - assert (Q : 0 < e * - q) by (apply Rmult_lt_0_compat; lra).
    assert (N : p <= 0) by (destruct (Rlt_le_dec 0 p) as [P | P]; [specialize (Ws P); lra | exact P]).
    repeat split; [constructor; [rewrite dot_axpy by exact Hl; fold p q; lra | exact I] | | ].
    + destruct (Rlt_dec 0 (p + e * q)); destruct (Rlt_dec 0 p); lra.
    + intro H; inversion H as [? ? [P _] | ? ? P]; subst; [lra | specialize (K P)].
      destruct (Rlt_dec 0 (p + e * q)); destruct (Rlt_dec 0 p); lra.
Qed.

Lemma no_asymptotic_minimum k d w : problem k d -> length w = k -> Forall (fun s => 0 < dot w (feat s) -> label s = 1) d ->
  Exists (fun s => label s = 1 /\ dot w (feat s) = 0) d -> ~ asymptotic_minimum k d w.
Proof.
  intros (_ & Hy & Hp & _ & u & Lu & Hu) Lw Hw Hk (l & T & r & Hr & H). assert (S := size_pos d Hp).
  destruct (near u r Hr) as (e & He & Hn). assert (L : length u = length w) by congruence.
  destruct (fewer_asleep d w u e Hu Hy Hw He L) as (W & _ & F). specialize (F Hk).
  specialize (H (axpy e u w) (asleep_count d (axpy e u w) / size d)). rewrite axpy_length in H. specialize (H Lw).
  rewrite sqdist_axpy in H by exact L. specialize (H Hn (loss_far_out d _ S W)).
  rewrite (tends_unique _ _ _ T (loss_far_out d w S Hw)) in H.
  assert (asleep_count d (axpy e u w) / size d < asleep_count d w / size d) by (apply Rmult_lt_compat_r; [apply Rinv_0_lt_compat, S | exact F]). lra.
Qed.

(** ** A positive and its opposite negative have a convex loss together. *)
Lemma exp_convex a b t : 0 <= t <= 1 -> exp ((1 - t) * a + t * b) <= (1 - t) * exp a + t * exp b.
Proof.
  intro Ht. set (c := (1 - t) * a + t * b). assert (E := exp_pos c).
  assert (G : forall x, exp c * (1 + (x - c)) <= exp x).
  { intro x. replace x with (c + (x - c)) at 2 by ring. rewrite exp_plus. apply Rmult_le_compat_l; [lra | apply exp_ineq1_le]. }
  assert (A := Rmult_le_compat_l (1 - t) _ _ ltac:(lra) (G a)). assert (B := Rmult_le_compat_l t _ _ ltac:(lra) (G b)).
  replace (exp c) with ((1 - t) * (exp c * (1 + (a - c))) + t * (exp c * (1 + (b - c)))) at 1; [lra | unfold c; ring].
Qed.
Lemma opposite_losses s s' w : label s = 1 -> label s' = -1 -> dot w (feat s') = - dot w (feat s) ->
  sample_loss s w + sample_loss s' w = 1 + exp (- dot w (feat s)).
Proof.
  intros Y Y' H. destruct (Rlt_le_dec 0 (dot w (feat s))) as [P | P].
  - rewrite (loss_positive s w _ Y eq_refl P), (loss_asleep s' w _ H) by lra. ring.
  - rewrite (loss_asleep s w _ eq_refl P). destruct P as [P | P].
    + rewrite (loss_negative s' w _ Y' H) by lra. reflexivity.
    + rewrite (loss_asleep s' w _ H) by lra. rewrite P, Ropp_0, exp_0. reflexivity.
Qed.
Lemma opposite_convex k s s' u v t : label s = 1 -> label s' = -1 -> (forall w, length w = k -> dot w (feat s') = - dot w (feat s)) ->
  length u = k -> length v = k -> 0 <= t <= 1 ->
  sample_loss s (between t u v) + sample_loss s' (between t u v) <=
  (1 - t) * (sample_loss s u + sample_loss s' u) + t * (sample_loss s v + sample_loss s' v).
Proof.
  intros Y Y' H Lu Lv Ht. rewrite !(opposite_losses s s') by (auto; apply H; unfold between; rewrite axpy_length, scaled_length; exact Lu).
  rewrite dot_between by congruence. assert (C := exp_convex (- dot u (feat s)) (- dot v (feat s)) t Ht).
  replace (- ((1 - t) * dot u (feat s) + t * dot v (feat s))) with ((1 - t) * - dot u (feat s) + t * - dot v (feat s)) by ring. lra.
Qed.
