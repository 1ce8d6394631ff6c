(** Networks whose neurons only gain on the samples that they act on, and wake on no other. *)
From Coq Require Import Reals Lra Lia List Bool.
Require Import Definitions Claims Facts Held Networks Rays.
Import ListNotations.
Open Scope R_scope.

(** Each sample that a neuron acts on has a label of the sign of its weight, and pushes it over no kink of another. *)
Definition calm (d : list sample) (n : neuron) := Forall (fun j => active_at (weights n) j = true -> 0 < out n * label j /\
  Forall (fun s => if active_at (weights n) s then 0 <= dot (feat j) (feat s) else dot (feat j) (feat s) <= 0) d) d.
(** A neuron later on: its weights have kept every sample on its side. *)
Definition kept (k : nat) (d : list sample) (n n' : neuron) :=
  out n' = out n /\ length (weights n') = k /\ in_part (active_at (weights n)) d (weights n').

Lemma force_on k d M n n' j : kept k d n n' -> calm d n -> In j d ->
  if active_at (weights n) j then force M n' j = out n * label j * exp (- fit M j) /\ 0 < out n * label j else force M n' j = 0.
Proof.
  intros (O & _ & P) C Hj. assert (Pj := at_member _ _ _ P Hj). assert (Cj := at_member _ _ _ C Hj). cbv beta in Pj, Cj. unfold force. rewrite O.
  destruct (active_at (weights n) j).
  - rewrite act_on by exact Pj. split; [ring | apply Cj; reflexivity].
  - rewrite act_off by exact Pj. ring.
Qed.

Lemma pushed_length h M n d w : length (pushed h M n d w) = length w.
Proof. revert w; induction d as [| s d IH]; intro w; cbn [pushed]; [reflexivity | rewrite IH; apply axpy_length]. Qed.

Lemma one_push k d M n n' h (L : Forall (fun s => length (feat s) = k) d) (K : kept k d n n') (C : calm d n) (Hh : 0 < h) j s : In j d -> In s d -> if active_at (weights n) s then 0 <= h * force M n' j * dot (feat j) (feat s) else h * force M n' j * dot (feat j) (feat s) <= 0.
Proof.
  intros Hj Hs. assert (F := force_on k d M n n' j K C Hj). assert (Cj := at_member _ _ _ C Hj). cbv beta in Cj.
  destruct (active_at (weights n) j).
  - destruct F as [F O]. destruct (Cj eq_refl) as [_ B]. assert (Bs := at_member _ _ _ B Hs). cbv beta in Bs. rewrite F.
    assert (E := exp_pos (- fit M j)). set (e := exp (- fit M j)) in *.
    assert (0 < h * (out n * label j * e)) by (apply Rmult_lt_0_compat; [exact Hh | apply Rmult_lt_0_compat; assumption]).
    destruct (active_at (weights n) s); [apply Rmult_le_pos; lra | ].
    assert (h * (out n * label j * e) * dot (feat j) (feat s) <= h * (out n * label j * e) * 0) by (apply Rmult_le_compat_l; lra). lra.
  - rewrite F. destruct (active_at (weights n) s); lra.
Qed.

Lemma pushed_side k d M n n' h (L : Forall (fun s => length (feat s) = k) d) (K : kept k d n n') (C : calm d n) (Hh : 0 < h) d0 w s : incl d0 d -> length w = k -> In s d ->
  if active_at (weights n) s then dot w (feat s) <= dot (pushed h M n' d0 w) (feat s) else dot (pushed h M n' d0 w) (feat s) <= dot w (feat s).
Proof.
  intros I Lw Hs. revert w Lw; induction d0 as [| j d0 IH]; intros w Lw; cbn [pushed]; [destruct (active_at (weights n) s); lra | ].
  assert (Hj : In j d) by (apply I; left; reflexivity). assert (Lj := at_member _ _ _ L Hj). cbv beta in Lj.
  specialize (IH (fun a Ha => I a (or_intror Ha)) (axpy (h * force M n' j) (feat j) w) ltac:(rewrite axpy_length; exact Lw)).
  rewrite dot_axpy in IH by congruence. assert (A := one_push k d M n n' h L K C Hh j s Hj Hs). destruct (active_at (weights n) s); lra.
Qed.

Lemma pushed_gain k d M n n' h (L : Forall (fun s => length (feat s) = k) d) (K : kept k d n n') (C : calm d n) (Hh : 0 < h) d0 w s : incl d0 d -> length w = k -> In s d0 -> active_at (weights n) s = true ->
  dot w (feat s) + h * (out n * label s * exp (- fit M s)) * sqnorm (feat s) <= dot (pushed h M n' d0 w) (feat s).
Proof.
  intros I Lw Hs O. revert w Lw; induction d0 as [| j d0 IH]; intros w Lw; [destruct Hs | ]. cbn [pushed].
  assert (Hj : In j d) by (apply I; left; reflexivity). assert (Lj := at_member _ _ _ L Hj). cbv beta in Lj.
  set (w1 := axpy (h * force M n' j) (feat j) w). assert (L1 : length w1 = k) by (unfold w1; rewrite axpy_length; exact Lw).
  assert (D : forall x, dot w1 x = dot w x + h * force M n' j * dot (feat j) x) by (intro x; unfold w1; apply dot_axpy; congruence).
  destruct Hs as [-> | Hs].
  - assert (S := pushed_side k d M n n' h L K C Hh d0 w1 s (fun a Ha => I a (or_intror Ha)) L1 Hj). rewrite O in S. rewrite D in S.
    assert (F := force_on k d M n n' s K C Hj). rewrite O in F. destruct F as [F _]. rewrite F in S. unfold sqnorm. lra.
  - specialize (IH (fun a Ha => I a (or_intror Ha)) Hs w1 L1). rewrite D in IH.
    assert (A := one_push k d M n n' h L K C Hh j s Hj (I s (or_intror Hs))). rewrite O in A. lra.
Qed.

Lemma one_kept k d M n n' h (L : Forall (fun s => length (feat s) = k) d) (K : kept k d n n') (C : calm d n) (Hh : 0 < h) d0 : incl d0 d -> kept k d n (Neuron (out n') (pushed h M n' d0 (weights n'))).
Proof.
  intro I. destruct (K) as (O & Lw & P). split; [exact O | split; [cbn [weights]; rewrite pushed_length; exact Lw | ]].
  apply Forall_forall. intros s Hs. assert (S := pushed_side k d M n n' h L K C Hh d0 (weights n') s I Lw Hs). assert (Ps := at_member _ _ _ P Hs). cbv beta in Ps.
  cbn [weights]. destruct (active_at (weights n) s); lra.
Qed.

(** The term of f that a neuron gives moves with the label; by how much at least where the sample pushes. *)
Lemma term_side k d M n n' h (L : Forall (fun s => length (feat s) = k) d) (K : kept k d n n') (C : calm d n) (Hh : 0 < h) d0 s : incl d0 d -> In s d ->
  label s * (out n' * relu_of (dot (weights n') (feat s))) <= label s * (out n' * relu_of (dot (pushed h M n' d0 (weights n')) (feat s))).
Proof.
  intros I Hs. destruct (one_kept k d M n n' h L K C Hh d0 I) as (_ & _ & P'). destruct (K) as (O & Lw & P).
  assert (S := pushed_side k d M n n' h L K C Hh d0 (weights n') s I Lw Hs). assert (Ps := at_member _ _ _ P Hs). assert (Ps' := at_member _ _ _ P' Hs).
  assert (Cs := at_member _ _ _ C Hs). cbv beta in Ps, Ps', Cs. cbn [weights] in Ps'. rewrite O. destruct (active_at (weights n) s).
  - rewrite !relu_on by assumption. destruct (Cs eq_refl) as [Q _].
    assert (out n * label s * dot (weights n') (feat s) <= out n * label s * dot (pushed h M n' d0 (weights n')) (feat s)) by (apply Rmult_le_compat_l; lra). lra.
  - rewrite !relu_off by assumption. lra.
Qed.
Lemma term_gain k d M n n' h (L : Forall (fun s => length (feat s) = k) d) (K : kept k d n n') (C : calm d n) (Hh : 0 < h) d0 s : incl d0 d -> In s d0 -> label s = 1 \/ label s = -1 ->
  label s * (out n' * relu_of (dot (weights n') (feat s))) + (if active_at (weights n) s then out n * out n else 0) * (h * sqnorm (feat s) * exp (- fit M s))
  <= label s * (out n' * relu_of (dot (pushed h M n' d0 (weights n')) (feat s))).
Proof.
  intros I Hs Y. assert (Hd := I s Hs). assert (T := term_side k d M n n' h L K C Hh d0 s I Hd). destruct (active_at (weights n) s) eqn:A; [ | lra]. clear T.
  destruct (one_kept k d M n n' h L K C Hh d0 I) as (_ & _ & P'). destruct (K) as (O & Lw & P).
  assert (S := pushed_gain k d M n n' h L K C Hh d0 (weights n') s I Lw Hs A). assert (Ps := at_member _ _ _ P Hd). assert (Ps' := at_member _ _ _ P' Hd).
  assert (Cs := at_member _ _ _ C Hd). cbv beta in Ps, Ps', Cs. cbn [weights] in Ps'. rewrite A in *. rewrite O, !relu_on by assumption.
  destruct (Cs eq_refl) as [Q _]. assert (R := Rmult_le_compat_l _ _ _ (Rlt_le _ _ Q) S). assert (YY : label s * label s = 1) by (destruct Y as [-> | ->]; ring).
  set (e := exp (- fit M s)) in *. set (q := sqnorm (feat s)) in *.
  replace (out n * label s * (dot (weights n') (feat s) + h * (out n * label s * e) * q))
    with (label s * (out n * dot (weights n') (feat s)) + out n * out n * (h * q * e) * (label s * label s)) in R by ring. rewrite YY in R. lra.
Qed.
Lemma step_keeps k d N0 (L : Forall (fun s => length (feat s) = k) d) (C : Forall (calm d) N0) h d0 N : 0 < h -> incl d0 d -> Forall2 (kept k d) N0 N -> Forall2 (kept k d) N0 (net_step h d0 N).
Proof.
  intros Hh I H. unfold net_step. generalize N at 1 as M; intro M.
  induction H as [| n n' N0' N K _ IH]; cbn [map]; [constructor | ]. inversion C as [| ? ? Cn CN]; subst. constructor; [ | apply IH, CN].
  apply one_kept; assumption.
Qed.

Lemma fit_side k d N0 (L : Forall (fun s => length (feat s) = k) d) (C : Forall (calm d) N0) h d0 N s : 0 < h -> incl d0 d -> In s d -> Forall2 (kept k d) N0 N -> fit N s <= fit (net_step h d0 N) s.
Proof.
  intros Hh I Hs H. unfold fit, output, net_step. generalize N at 2 as M; intro M.
  induction H as [| n n' N0' N K _ IH]; unfold sum_over; cbn [map fold_right]; [lra | ]. inversion C as [| ? ? Cn CN]; subst.
  specialize (IH CN). unfold sum_over in IH. assert (T := term_side k d M n n' h L K Cn Hh d0 s I Hs). cbn [out weights]. lra.
Qed.

(** sum of v_k^2 over the neurons that act on a sample at first *)
Definition strength (N0 : list neuron) (s : sample) : R := sum_over N0 (fun n => if active_at (weights n) s then out n * out n else 0).
Lemma fit_gain k d N0 (L : Forall (fun s => length (feat s) = k) d) (C : Forall (calm d) N0) (Y : Forall (fun s => label s = 1 \/ label s = -1) d) h d0 N s : 0 < h -> incl d0 d -> In s d0 -> Forall2 (kept k d) N0 N ->
  fit N s + h * sqnorm (feat s) * strength N0 s * exp (- fit N s) <= fit (net_step h d0 N) s.
Proof.
  intros Hh I Hs H. assert (G : forall M, label s * output N (feat s) + h * sqnorm (feat s) * strength N0 s * exp (- fit M s) <=
    label s * output (map (fun n => Neuron (out n) (pushed h M n d0 (weights n))) N) (feat s)); [ | exact (G N)].
  intro M. unfold output, strength.
  induction H as [| n n' N0' N K _ IH]; unfold sum_over; cbn [map fold_right]; [lra | ]. inversion C as [| ? ? Cn CN]; subst.
  specialize (IH CN). unfold sum_over in IH. assert (T := term_gain k d M n n' h L K Cn Hh d0 s I Hs (at_member _ _ _ Y (I s Hs))). cbn [out weights]. lra.
Qed.

Lemma kept_pattern k d N0 N s : In s d -> Forall2 (kept k d) N0 N -> pattern N (feat s) = pattern N0 (feat s).
Proof.
  intros Hs H. induction H as [| n n' N0' N K _ IH]; cbn [pattern map]; [reflexivity | ].
  unfold pattern in IH. rewrite IH. f_equal. destruct K as (_ & _ & P). assert (Ps := at_member _ _ _ P Hs). cbv beta in Ps.
  change (acts (feat s) n) with (active_at (weights n) s). unfold acts. destruct (active_at (weights n) s); destruct (Rlt_dec 0 _); try lra; reflexivity.
Qed.
Lemma kept_first k d N : Forall (fun n => length (weights n) = k) N -> Forall2 (kept k d) N N.
Proof. induction 1 as [| n N Hn _ IH]; constructor; [ | exact IH]. split; [reflexivity | split; [exact Hn | apply in_own_part]]. Qed.
Lemma kept_out k d N0 N : Forall2 (kept k d) N0 N -> map out N = map out N0.
Proof. induction 1 as [| n n' N0 N K _ IH]; cbn [map]; [reflexivity | rewrite IH; f_equal; apply K]. Qed.

(** ** From a calm start *)

Definition calm_start (k : nat) (d : list sample) (N : list neuron) :=
  net_problem k d N /\ Forall (calm d) N /\ Forall (fun s => 0 < sqnorm (feat s) /\ In true (pattern N (feat s))) d.

Lemma calm_parts k d N : calm_start k d N -> Forall (fun s => length (feat s) = k) d /\ Forall (fun s => label s = 1 \/ label s = -1) d /\
  Forall (calm d) N /\ Forall (fun n => length (weights n) = k) N /\ 0 < size d.
Proof.
  intros ((L & Y & Hp & _ & W & _) & C & _). split; [exact L | split; [exact Y | split; [exact C | split]]].
  - apply Forall_impl with (2 := W). intros n H. apply H.
  - apply size_pos, Hp.
Qed.

Lemma gd_kept k d N eta t : calm_start k d N -> 0 < eta -> Forall2 (kept k d) N (net_gd d eta N t).
Proof.
  intros H He. destruct (calm_parts k d N H) as (L & _ & C & W & S). induction t as [| t IH]; [apply kept_first, W | ]. cbn [net_gd].
  apply step_keeps; auto; [apply Rdiv_lt_0_compat; assumption | apply incl_refl].
Qed.
Lemma drawn_in d draws t : are_draws d draws -> incl [nth (draws t) d (Sample [] 1)] d.
Proof. intros H a [<- | []]. apply nth_In, H. Qed.
Lemma net_sgd_kept k d N draws alpha t : calm_start k d N -> are_draws d draws -> Forall2 (kept k d) N (net_sgd d draws (power_steps alpha) N t).
Proof.
  intros H D. destruct (calm_parts k d N H) as (L & _ & C & W & S). induction t as [| t IH]; [apply kept_first, W | ]. cbn [net_sgd].
  apply step_keeps; auto; [apply power_steps_pos | apply drawn_in, D].
Qed.

Lemma kept_lasting k d N run T : (forall t, Forall2 (kept k d) N (run t)) -> lasting d run T.
Proof. intros H t s _ Hs. rewrite (kept_pattern k d N (run t) s Hs (H t)), (kept_pattern k d N (run T) s Hs (H T)). reflexivity. Qed.

Lemma strength_pos N s : Forall (fun n => out n <> 0) N -> In true (pattern N (feat s)) -> 0 < strength N s.
Proof.
  unfold strength, sum_over. intros H I.
  assert (G : forall N', Forall (fun n => out n <> 0) N' -> 0 <= fold_right (fun n r => (if active_at (weights n) s then out n * out n else 0) + r) 0 N').
  { induction 1 as [| n N' _ _ IH]; cbn [fold_right]; [lra | ]. assert (0 <= out n * out n) by apply Rle_0_sqr. destruct (active_at (weights n) s); lra. }
  induction H as [| n N Hn HN IH]; [destruct I | ]. cbn [fold_right]. assert (A := G N HN).
  change (active_at (weights n) s) with (acts (feat s) n). destruct I as [I | I].
  - rewrite I. assert (0 < out n * out n) by (apply Rsqr_pos_lt, Hn). lra.
  - specialize (IH I). assert (0 <= out n * out n) by apply Rle_0_sqr. destruct (acts (feat s) n); lra.
Qed.

Lemma sum_below {A} (l : list A) (f : A -> nat -> R) : (forall a, In a l -> forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> f a t < e) ->
  forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> sum_over l (fun a => f a t) < e.
Proof.
  unfold sum_over. induction l as [| a l IH]; intros H e He; cbn [fold_right]; [exists O; intros; exact He | ].
  destruct (H a (or_introl eq_refl) (e / 2) ltac:(lra)) as [T HT]. destruct (IH (fun b Hb => H b (or_intror Hb)) (e / 2) ltac:(lra)) as [T' HT'].
  exists (Nat.max T T'). intros t Ht. specialize (HT t ltac:(lia)). specialize (HT' t ltac:(lia)). lra.
Qed.

(** Every y_i f(x_i) grows without bound, so the loss tends to 0. *)
Lemma gd_to_zero k d N eta : calm_start k d N -> 0 < eta -> to_zero d (net_gd d eta N).
Proof.
  intros H He. destruct (calm_parts k d N H) as (L & Y & C & W & S). assert (H2 := H). destruct H2 as ((_ & _ & _ & _ & O & _) & _ & A).
  assert (Hh : 0 < eta / size d) by (apply Rdiv_lt_0_compat; assumption).
  assert (G : forall s, In s d -> unbounded (fun t => fit (net_gd d eta N t) s)).
  { intros s Hs. assert (As := at_member _ _ _ A Hs). cbv beta in As. destruct As as [X P].
    apply grows with (c := eta / size d * sqnorm (feat s) * strength N s).
    - apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; assumption | ]. apply strength_pos; [ | exact P].
      apply Forall_impl with (2 := O). intros n Hn. apply Hn.
    - intro t. cbn [net_gd]. apply fit_gain with (1 := L); auto; [apply incl_refl | ]. apply gd_kept; assumption. }
  intros e He'. unfold net_loss. destruct (sum_below d (fun s t => exp (- fit (net_gd d eta N t) s))) with (e := e * size d) as [T HT].
  - intros s Hs r Hr. destruct (G s Hs (1 - ln r)) as [T HT]. exists T. intros t Ht. specialize (HT t Ht). cbv beta in HT.
    rewrite <- (exp_ln r Hr). apply exp_increasing. lra.
  - apply Rmult_lt_0_compat; assumption.
  - exists T. intros t Ht. specialize (HT t Ht). apply Rmult_lt_reg_r with (size d); [exact S | ]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma sum_over_le {A} (l : list A) f g : (forall a, In a l -> f a <= g a) -> sum_over l f <= sum_over l g.
Proof.
  unfold sum_over. induction l as [| a l IH]; intro H; cbn [fold_right]; [lra | ]. assert (P := H a (or_introl eq_refl)).
  specialize (IH (fun b Hb => H b (or_intror Hb))). lra.
Qed.
Lemma sgd_fit k d N draws alpha t s : calm_start k d N -> are_draws d draws -> In s d -> fit N s <= fit (net_sgd d draws (power_steps alpha) N t) s.
Proof.
  intros H D Hs. destruct (calm_parts k d N H) as (L & Y & C & W & S). induction t as [| t IH]; [apply Rle_refl | ]. cbn [net_sgd].
  apply Rle_trans with (1 := IH). apply fit_side with (1 := L) (2 := C); auto; [apply power_steps_pos | apply drawn_in, D | apply net_sgd_kept; assumption].
Qed.
Lemma gd_fit k d N eta t s : calm_start k d N -> 0 < eta -> In s d -> fit N s <= fit (net_gd d eta N t) s.
Proof.
  intros H He Hs. destruct (calm_parts k d N H) as (L & Y & C & W & S). induction t as [| t IH]; [apply Rle_refl | ]. cbn [net_gd].
  apply Rle_trans with (1 := IH). apply fit_side with (1 := L) (2 := C); auto; [apply Rdiv_lt_0_compat; assumption | apply incl_refl | apply gd_kept; assumption].
Qed.

Lemma trained_from k d N eta : calm_start k d N -> disjoint d N -> 0 < eta -> trained k d N eta 0.
Proof.
  intros H D He. split; [apply H | split; [exact He | split; [apply gd_to_zero with (k := k); assumption | split; [ | exact D]]]].
  apply kept_lasting with (k := k) (N := N). intro t. apply gd_kept; assumption.
Qed.
Lemma sgd_trained_from k d N alpha draws : calm_start k d N -> disjoint d N -> 1 / 2 < alpha < 1 -> net_loss d N < 1 / size d -> are_draws d draws ->
  sgd_trained k d N alpha draws 0.
Proof.
  intros H D A Hl Hd. destruct (calm_parts k d N H) as (L & Y & C & W & S). split; [apply H | split; [exact A | split; [exact Hd | split; [ | split; [ | exact D]]]]].
  - intros t _. apply Rle_lt_trans with (2 := Hl). unfold net_loss. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, S | ].
    apply sum_over_le. intros s Hs. apply exp_le. assert (F := sgd_fit k d N draws alpha t s H Hd Hs). lra.
  - apply kept_lasting with (k := k) (N := N). intro t. apply net_sgd_kept; assumption.
Qed.

(** ** Combined weights *)

Lemma combined_length k A N : length (combined k A N) = k.
Proof.
  revert N; induction A as [| b A IH]; intros [| n N]; cbn [combined]; try apply repeat_length. destruct b; [rewrite axpy_length | ]; apply IH.
Qed.
Lemma dot_repeat k x : dot (repeat 0 k) x = 0.
Proof. revert x; induction k as [| k IH]; intros [| a x]; cbn; try reflexivity. rewrite IH; ring. Qed.
Lemma combined_output k N x : Forall (fun n => length (weights n) = k) N -> dot (combined k (pattern N x) N) x = output N x.
Proof.
  unfold output, sum_over. induction 1 as [| n N Hn _ IH]; cbn [combined pattern map fold_right]; [apply dot_repeat | ].
  fold (pattern N x). unfold acts at 1. destruct (Rlt_dec 0 (dot (weights n) x)) as [P | P].
  - rewrite dot_axpy by (rewrite combined_length; exact Hn). rewrite IH, relu_on by exact P. ring.
  - rewrite relu_off by lra. rewrite IH. ring.
Qed.
Lemma kept_lengths k d N0 N : Forall2 (kept k d) N0 N -> Forall (fun n => length (weights n) = k) N.
Proof. induction 1 as [| n n' N0 N K _ IH]; constructor; [apply K | exact IH]. Qed.

Lemma fit_pos d N s : Forall (calm d) N -> In s d -> In true (pattern N (feat s)) -> 0 < fit N s.
Proof.
  intros C Hs. unfold fit, output.
  assert (G : forall N', Forall (calm d) N' -> 0 <= label s * sum_over N' (fun n => out n * relu_of (dot (weights n) (feat s))) /\
    (In true (pattern N' (feat s)) -> 0 < label s * sum_over N' (fun n => out n * relu_of (dot (weights n) (feat s))))); [ | apply G, C].
  unfold sum_over. induction 1 as [| n N' Cn _ [IH IH']]; cbn [fold_right pattern map]; [split; [lra | intros []] | ].
  assert (Cs := at_member _ _ _ Cn Hs). cbv beta in Cs. unfold active_at in Cs. unfold acts at 1.
  destruct (Rlt_dec 0 (dot (weights n) (feat s))) as [P | P].
  - destruct (Cs eq_refl) as [Q _]. rewrite relu_on by exact P.
    assert (0 < out n * label s * dot (weights n) (feat s)) by (apply Rmult_lt_0_compat; assumption). split; [lra | intros _; lra].
  - rewrite relu_off by lra. split; [lra | intros [I | I]; [discriminate | specialize (IH' I); lra]].
Qed.

(** Wt_h stays on the side of y_i x_i for each sample of its partition. *)
Lemma combined_side k d N N' s : calm_start k d N -> Forall2 (kept k d) N N' -> fit N s <= fit N' s -> In s d ->
  0 < dot (combined k (pattern N (feat s)) N') (scaled (label s) (feat s)).
Proof.
  intros H K F Hs. destruct H as (_ & C & A). assert (As := at_member _ _ _ A Hs). cbv beta in As.
  assert (P := fit_pos d N s C Hs (proj2 As)). rewrite dot_scaled_right, <- (kept_pattern k d N N' s Hs K), combined_output by (apply kept_lengths with (1 := K)).
  fold (fit N' s). lra.
Qed.

(** The mean of averages on the positive side of x, whatever is drawn, does not go to the other side. *)
Lemma mean_of_not_towards (run : (nat -> nat) -> nat -> vec) k n p x scale : (0 < n)%nat -> length x = k -> length p = k -> dot p x < 0 ->
  (forall draws t, length (run draws t) = k) -> (forall draws, (forall j, (draws j < n)%nat) -> forall t, 0 < dot (run draws t) x) ->
  ~ towards_by (fun t => expected k n t (fun draws => average (run draws) t)) scale p.
Proof.
  intros Hn Lx Lp Hp L H. apply not_towards with (x := x) (T0 := 1%nat); [ | congruence | exact Hp].
  intros t Ht. split; [rewrite expected_length; congruence | ].
  rewrite expected_dot; [ | intros; apply average_length, L | exact Lx].
  apply expectation_pos; [exact Hn | ]. intros draws Hd. apply average_side with (k := k); [apply L | | lia].
  intro j. apply H. intro i. apply sequences_draws with (t := t); assumption.
Qed.

(** ** What the files state of one case *)

Lemma apart_by A B : forallb (fun p => negb (fst p && snd p)) (combine A B) = true -> forall j, nth j A false = true -> nth j B false = false.
Proof.
  revert B; induction A as [| a A IH]; intros [| b B] H [| j] Hj; cbn in *; try discriminate; try reflexivity.
  - subst a. destruct b; [discriminate | reflexivity].
  - apply andb_prop in H. apply IH; [apply H | exact Hj].
Qed.
Lemma first_step alpha : power_steps alpha 0 = 1.
Proof. unfold power_steps, Rpower. cbn [INR]. replace (0 + 1) with 1 by ring. rewrite ln_1, Rmult_0_r. apply exp_0. Qed.

(** ** Eqs. 34 and 41, with the sign that holds *)

Lemma same_vec u v : length u = length v -> (forall x, length x = length u -> dot u x = dot v x) -> u = v.
Proof.
  revert v; induction u as [| a u IH]; intros [| b v] L H; cbn in L; try discriminate; [reflexivity | ].
  assert (A := H (1 :: repeat 0 (length u)) ltac:(cbn; rewrite repeat_length; reflexivity)). cbn [dot] in A.
  rewrite (dot_comm u), (dot_comm v), !dot_repeat in A. f_equal; [lra | ]. apply IH; [congruence | ].
  intros x Lx. assert (B := H (0 :: x) ltac:(cbn; congruence)). cbn [dot] in B. lra.
Qed.
Lemma dot_pushed h M n d w x : Forall (fun s => length (feat s) = length w) d ->
  dot (pushed h M n d w) x = dot w x + h * sum_over d (fun s => force M n s * dot (feat s) x).
Proof.
  unfold sum_over. revert w; induction d as [| s d IH]; intros w H; cbn [pushed fold_right]; [ring | ]. inversion H as [| ? ? Hs Hd]; subst.
  rewrite IH by (rewrite axpy_length; exact Hd). rewrite dot_axpy by exact Hs. ring.
Qed.

(** What the samples that [B] marks, on which just the neurons of A act, do to Wt. *)
Lemma combined_step k h M d A N (B : sample -> bool) x : Forall (fun s => length (feat s) = k) d -> Forall (fun n => length (weights n) = k) N ->
  (forall s, In s d -> if B s then pattern N (feat s) = A else forall j, nth j A false = true -> nth j (pattern N (feat s)) false = false) ->
  dot (combined k A (map (fun n => Neuron (out n) (pushed h M n d (weights n))) N)) x =
  dot (combined k A N) x + h * squares A N * sum_over (filter B d) (fun s => label s * exp (- fit M s) * dot (feat s) x).
Proof.
  intros L W. revert A; induction W as [| n N Hn W IH]; intros [| b A] H; cbn [combined squares map]; try ring.
  assert (H' : forall s, In s d -> if B s then pattern N (feat s) = A else forall j, nth j A false = true -> nth j (pattern N (feat s)) false = false).
  { intros s Hs. specialize (H s Hs). cbn [pattern map] in H. destruct (B s); [injection H as _ H; exact H | intro j; exact (H (S j))]. }
  specialize (IH A H'). destruct b; [ | rewrite IH; ring].
  rewrite !dot_axpy by (rewrite combined_length; cbn [weights]; rewrite ?pushed_length; exact Hn). rewrite IH. cbn [out weights].
  rewrite dot_pushed by (apply Forall_impl with (2 := L); intros; congruence).
  assert (S : sum_over d (fun s => force M n s * dot (feat s) x) = out n * sum_over (filter B d) (fun s => label s * exp (- fit M s) * dot (feat s) x)).
  { clear IH H' L. unfold sum_over. induction d as [| s d IHd]; cbn [filter fold_right]; [ring | ].
    rewrite IHd by (intros a Ha; apply H; right; exact Ha). specialize (H s (or_introl eq_refl)). cbn [pattern map] in H. unfold force.
    destruct (B s); cbn [fold_right].
    - injection H as H _. unfold acts in H. destruct (Rlt_dec 0 (dot (weights n) (feat s))) as [P | P]; [ | discriminate]. rewrite act_on by exact P. ring.
    - specialize (H O eq_refl). cbn [nth] in H. unfold acts in H. destruct (Rlt_dec 0 (dot (weights n) (feat s))) as [P | P]; [discriminate | ].
      rewrite act_off by lra. ring. }
  rewrite S. ring.
Qed.

Lemma dot_grad_linear B w x : Forall (fun s => length (feat s) = length w) B ->
  dot (grad linear B w) x = - (1 / size B) * sum_over B (fun s => label s * exp (- (label s * dot w (feat s))) * dot (feat s) x).
Proof.
  intro L. unfold grad. rewrite dot_added_of by (rewrite zeros_length; exact L). rewrite dot_zeros_left. unfold sum_over.
  rewrite Rplus_0_l. f_equal. clear L. induction B as [| s B IH]; cbn [fold_right]; [reflexivity | ]. rewrite IH, (pull_linear s w _ eq_refl).
  replace (- label s * dot w (feat s)) with (- (label s * dot w (feat s))) by ring. ring.
Qed.

Lemma in_partition d N A s : In s (partition N d A) -> In s d /\ pattern N (feat s) = A.
Proof. intro H. apply filter_In in H. destruct H as [I E]. split; [exact I | ]. destruct (list_eq_dec bool_dec (pattern N (feat s)) A); [assumption | discriminate]. Qed.

(** One step, where patterns are disjoint. *)
Lemma partition_step k d d0 N A h : Forall (fun s => length (feat s) = k) d -> Forall (fun n => length (weights n) = k) N -> incl d0 d ->
  disjoint d N -> (exists s, In s d /\ pattern N (feat s) = A) -> partition N d0 A <> [] ->
  let B := partition N d0 A in let w := combined k A N in
  combined k A (net_step h d0 N) = axpy (- (h * size B * squares A N)) (grad linear B w) w.
Proof.
  intros L W I D (r & Hr & Er) Ne B w.
  assert (LB : Forall (fun s => length (feat s) = length w) B).
  { apply Forall_forall. intros s Hs. apply in_partition in Hs. unfold w. rewrite combined_length. apply (at_member _ _ _ L), I, Hs. }
  apply same_vec; [rewrite axpy_length; unfold w; rewrite !combined_length; reflexivity | ]. intros x _.
  rewrite dot_axpy by apply grad_length. rewrite dot_grad_linear by exact LB. unfold net_step.
  rewrite combined_step with (B := fun s => if list_eq_dec bool_dec (pattern N (feat s)) A then true else false); auto.
  - fold w. change (filter (fun s => if list_eq_dec bool_dec (pattern N (feat s)) A then true else false) d0) with B.
    assert (SB : 0 < size B).
    { unfold size. apply lt_0_INR. unfold B. destruct (partition N d0 A); [congruence | cbn; lia]. }
    rewrite (sum_over_ext B _ (fun s => label s * exp (- (label s * dot w (feat s))) * dot (feat s) x)).
    + field. lra.
    + intros s Hs. apply in_partition in Hs. unfold w. rewrite <- (proj2 Hs), combined_output by exact W. reflexivity.
  - apply Forall_forall. intros s Hs. apply (at_member _ _ _ L), I, Hs.
  - intros s Hs. destruct (list_eq_dec bool_dec (pattern N (feat s)) A) as [E | E]; [exact E | ]. intros j Hj.
    destruct (D r s Hr (I s Hs)) as [F | F]; [congruence | apply F; rewrite Er; exact Hj].
Qed.

(** The step from an iterate at which the patterns are those at T. *)
Lemma lasting_disjoint d run T t : lasting d run T -> disjoint d (run T) -> (T <= t)%nat -> disjoint d (run t).
Proof. intros H D Ht s s' Hs Hs'. rewrite (H t s Ht Hs), (H t s' Ht Hs'). apply D; assumption. Qed.
Lemma lasting_partition d d0 run T t A : lasting d run T -> (T <= t)%nat -> incl d0 d -> partition (run t) d0 A = partition (run T) d0 A.
Proof.
  intros H Ht I. unfold partition. induction d0 as [| s d0 IH]; cbn [filter]; [reflexivity | ]. rewrite (H t s Ht (I s (or_introl eq_refl))).
  rewrite IH by (intros a Ha; apply I; right; exact Ha). reflexivity.
Qed.
Lemma step_squares h d A N : squares A (net_step h d N) = squares A N.
Proof. unfold net_step. generalize N at 1 as M. revert A; induction N as [| n N IH]; intros [| b A] M; cbn [map squares]; try reflexivity. rewrite IH. reflexivity. Qed.
Lemma gd_squares d eta N A t : squares A (net_gd d eta N t) = squares A N.
Proof. induction t as [| t IH]; [reflexivity | cbn [net_gd]; rewrite step_squares; exact IH]. Qed.
Lemma net_sgd_squares d draws eta N A t : squares A (net_sgd d draws eta N t) = squares A N.
Proof. induction t as [| t IH]; [reflexivity | cbn [net_sgd]; rewrite step_squares; exact IH]. Qed.
Lemma step_lengths k h d N : Forall (fun n => length (weights n) = k) N -> Forall (fun n => length (weights n) = k) (net_step h d N).
Proof.
  intro H. unfold net_step. generalize N at 1 as M; intro M. induction H as [| n N Hn _ IH]; cbn [map]; constructor; [ | exact IH].
  cbn [weights]. rewrite pushed_length. exact Hn.
Qed.
Lemma problem_lengths k d N : net_problem k d N -> Forall (fun n => length (weights n) = k) N.
Proof. intros (_ & _ & _ & _ & W & _). apply Forall_impl with (2 := W). intros n H. apply H. Qed.
Lemma gd_lengths k d eta N t : Forall (fun n => length (weights n) = k) N -> Forall (fun n => length (weights n) = k) (net_gd d eta N t).
Proof. intro H. induction t as [| t IH]; [exact H | apply step_lengths, IH]. Qed.
Lemma net_sgd_lengths k d draws eta N t : Forall (fun n => length (weights n) = k) N -> Forall (fun n => length (weights n) = k) (net_sgd d draws eta N t).
Proof. intro H. induction t as [| t IH]; [exact H | apply step_lengths, IH]. Qed.

(** Eq. 34 as a step of gradient descent. *)
Lemma reduction_holds k d N eta T A : trained k d N eta T -> let run := net_gd d eta N in is_pattern d (run T) A ->
  forall t, (T <= t)%nat -> let B := partition (run T) d A in let w := combined k A (run t) in
  combined k A (run (S t)) = axpy (- (eta * (size B / size d) * squares A N)) (grad linear B w) w.
Proof.
  intros (P & He & _ & La & D) run (_ & s & Hs & Es) t Ht B w. assert (W := problem_lengths k d N P). destruct P as (L & _ & Hp & _).
  assert (Sd := size_pos d Hp). assert (Pt : partition (run t) d A = B) by (apply lasting_partition with (d := d); [exact La | exact Ht | apply incl_refl]).
  unfold run at 1. cbn [net_gd]. fold run.
  rewrite (partition_step k d d (run t) A (eta / size d)).
  - fold w. rewrite Pt. unfold run at 1. rewrite gd_squares. f_equal. field. lra.
  - exact L.
  - apply gd_lengths, W.
  - apply incl_refl.
  - apply lasting_disjoint with (T := T); assumption.
  - exists s. split; [exact Hs | exact (eq_trans (La t s Ht Hs) Es)].
  - rewrite Pt. unfold B. intro E. assert (F : In s (partition (run T) d A)) by (apply filter_In; split; [exact Hs | rewrite Es; destruct (list_eq_dec bool_dec A A); congruence]).
    rewrite E in F. exact F.
Qed.

(** Eq. 41 as a step of SGD. *)
Lemma draw_holds k d N alpha draws T A : sgd_trained k d N alpha draws T -> let run := net_sgd d draws (power_steps alpha) N in
  forall t, (T <= t)%nat -> let s := nth (draws t) d (Sample [] 1) in In true A -> pattern (run T) (feat s) = A ->
  let w := combined k A (run t) in
  combined k A (run (S t)) = axpy (- (power_steps alpha t * squares A N)) (grad linear [s] w) w.
Proof.
  intros (P & _ & Hd & _ & La & D) run t Ht s _ Es w. assert (W := problem_lengths k d N P). destruct P as (L & _ & Hp & _).
  assert (Hs : In s d) by (apply nth_In, Hd). assert (I : incl [s] d) by (intros a [<- | []]; exact Hs).
  assert (Et : pattern (run t) (feat s) = A) by exact (eq_trans (La t s Ht Hs) Es).
  assert (Pt : partition (run t) [s] A = [s]). { unfold partition. cbn [filter]. rewrite Et. destruct (list_eq_dec bool_dec A A); congruence. }
  unfold run at 1. cbn [net_sgd]. fold run s.
  rewrite (partition_step k d [s] (run t) A (power_steps alpha t)).
  - fold w. rewrite Pt. unfold run at 1. rewrite net_sgd_squares. f_equal. unfold size. cbn [length INR]. ring.
  - exact L.
  - apply net_sgd_lengths, W.
  - exact I.
  - apply lasting_disjoint with (T := T); assumption.
  - exists s. split; assumption.
  - rewrite Pt. discriminate.
Qed.

(** ** Two steps along one gradient are the same for one step size alone. *)

Lemma one_size c c' g w x : length g = length w -> dot g x <> 0 -> axpy c g w = axpy c' g w -> c = c'.
Proof.
  intros L X E. apply (f_equal (fun v => dot v x)) in E. rewrite !dot_axpy in E by exact L.
  assert (F : (c - c') * dot g x = 0) by lra. apply Rmult_integral in F. destruct F as [F | F]; [lra | congruence].
Qed.

(** The gradient of a partition's loss is not 0. *)
Lemma grad_downhill k d N B s w : calm_start k d N -> In s B -> incl B d -> (forall j, In j B -> pattern N (feat j) = pattern N (feat s)) ->
  length w = k -> dot (grad linear B w) (scaled (label s) (feat s)) <> 0.
Proof.
  intros H Hs I Eq Lw. destruct (calm_parts k d N H) as (L & Y & C & W & _). destruct H as (_ & _ & A).
  rewrite dot_grad_linear by (apply Forall_forall; intros j Hj; rewrite Lw; apply (at_member _ _ _ L), I, Hj).
  assert (As := at_member _ _ _ A (I s Hs)). cbv beta in As. destruct As as [X P].
  assert (SB : 0 < size B) by (unfold size; apply lt_0_INR; destruct B; [destruct Hs | cbn; lia]).
  assert (Ys := at_member _ _ _ Y (I s Hs)). cbv beta in Ys.
  assert (N' : forall j, In j B -> 0 <= label j * (label s * dot (feat j) (feat s))).
  { intros j Hj. unfold pattern in P. apply in_map_iff in P. destruct P as (n & En & Hn). assert (Cn := proj1 (Forall_forall _ _) C n Hn).
    assert (Ej : acts (feat j) n = true).
    { assert (G := Eq j Hj). unfold pattern in G. clear - G En Hn. induction N as [| m N IH]; [destruct Hn | ]. cbn [map] in G. injection G as G1 G2.
      destruct Hn as [-> | Hn]; [congruence | apply IH; assumption]. }
    destruct (at_member _ _ _ Cn (I j Hj) Ej) as [Qj F]. assert (Fs := at_member _ _ _ F (I s Hs)). cbv beta in Fs.
    change (active_at (weights n) s) with (acts (feat s) n) in Fs. rewrite En in Fs.
    destruct (at_member _ _ _ Cn (I s Hs) En) as [Qs _].
    assert (Yj := at_member _ _ _ Y (I j Hj)). cbv beta in Yj.
    destruct Yj as [Yj | Yj]; destruct Ys as [Ys | Ys]; rewrite Yj in *; rewrite Ys in *; lra. }
  assert (G : forall B', (forall j, In j B' -> In j B) ->
    0 <= sum_over B' (fun j => label j * exp (- (label j * dot w (feat j))) * dot (feat j) (scaled (label s) (feat s))) /\
    (In s B' -> 0 < sum_over B' (fun j => label j * exp (- (label j * dot w (feat j))) * dot (feat j) (scaled (label s) (feat s))))).
  { unfold sum_over. induction B' as [| j B' IH]; intro J; cbn [fold_right]; [split; [lra | intros []] | ].
    destruct (IH (fun a Ha => J a (or_intror Ha))) as [IH1 IH2]. assert (T := N' j (J j (or_introl eq_refl))). rewrite dot_scaled_right.
    assert (E := exp_pos (- (label j * dot w (feat j)))). set (e := exp (- (label j * dot w (feat j)))) in *.
    assert (0 <= e * (label j * (label s * dot (feat j) (feat s)))) by (apply Rmult_le_pos; lra). split; [lra | intros [-> | K]].
    - assert (0 < label s * (label s * dot (feat s) (feat s))) by (fold (sqnorm (feat s)); destruct Ys as [-> | ->]; lra).
      assert (0 < e * (label s * (label s * dot (feat s) (feat s)))) by (apply Rmult_lt_0_compat; assumption). lra.
    - specialize (IH2 K). lra. }
  destruct (G B (fun j Hj => Hj)) as [_ G2]. specialize (G2 Hs). set (q := sum_over B _) in *.
  assert (0 < 1 / size B * q) by (apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat; lra | exact G2]). lra.
Qed.

Lemma sgd_as_gradient m s c w : length (feat s) = length w -> sgd_step m s c w = axpy (- c) (grad m [s] w) w.
Proof.
  intro L. change (axpy (- c) (grad m [s] w) w) with (gd_step m [s] c w). rewrite gd_step_added by (constructor; [exact L | constructor]).
  cbn [added]. unfold sgd_step, size. cbn [length INR]. f_equal. field.
Qed.

(** A draw from another partition leaves Wt as it is. *)
Lemma idle_draw k d N A h s : Forall (fun s => length (feat s) = k) d -> Forall (fun n => length (weights n) = k) N -> disjoint d N -> In s d ->
  (exists r, In r d /\ pattern N (feat r) = A) -> pattern N (feat s) <> A -> combined k A (net_step h [s] N) = combined k A N.
Proof.
  intros L W D Hs (r & Hr & Er) F. apply same_vec; [rewrite !combined_length; reflexivity | ]. intros x _. unfold net_step.
  rewrite combined_step with (B := fun _ => false); auto.
  - cbn [filter]. unfold sum_over. cbn [fold_right]. ring.
  - constructor; [apply (at_member _ _ _ L), Hs | constructor].
  - intros a [<- | []] j Hj. destruct (D r s Hr Hs) as [E | E]; [congruence | apply E; rewrite Er; exact Hj].
Qed.

Lemma gd_side k d N eta t s : calm_start k d N -> 0 < eta -> In s d ->
  length (combined k (pattern N (feat s)) (net_gd d eta N t)) = length (scaled (label s) (feat s)) /\
  0 < dot (combined k (pattern N (feat s)) (net_gd d eta N t)) (scaled (label s) (feat s)).
Proof.
  intros H He Hs. destruct (calm_parts k d N H) as (L & _). split.
  - rewrite combined_length, scaled_length. symmetry. apply (at_member _ _ _ L), Hs.
  - apply combined_side with (1 := H); [apply gd_kept | apply gd_fit with (k := k) | ]; assumption.
Qed.
Lemma sgd_side k d N draws alpha t s : calm_start k d N -> are_draws d draws -> In s d ->
  0 < dot (combined k (pattern N (feat s)) (net_sgd d draws (power_steps alpha) N t)) (scaled (label s) (feat s)).
Proof.
  intros H D Hs. apply combined_side with (1 := H); [apply net_sgd_kept | apply sgd_fit with (k := k) | ]; assumption.
Qed.
