(** Draws without end, and what happens with probability one: the exceptions are covered by finite beginnings of any small total
    probability. What is so with probability one is so on draws after any finite beginning. *)
From Coq Require Import Reals Lra Lia List Classical.
Require Import Definitions Held Means Draws.
Import ListNotations.
Open Scope R_scope.

(** The draws begin with these. *)
Fixpoint begins (l : list nat) (draws : nat -> nat) : Prop :=
  match l with [] => True | i :: l' => draws 0%nat = i /\ begins l' (fun k => draws (S k)) end.
(** The probability of a beginning, each of n draws being as likely as any other at each step; of no beginning it is 0. *)
Definition chance (n : nat) (l : option (list nat)) : R := match l with Some l' => / INR n ^ length l' | None => 0 end.
(** A set of sequences of draws from n samples is covered by countably many beginnings, of a total probability below any e. *)
Definition null (n : nat) (E : (nat -> nat) -> Prop) := forall e, 0 < e -> exists c : nat -> option (list nat),
  (forall m, sum_before m (fun i => chance n (c i)) < e) /\
  forall draws, (forall k, (draws k < n)%nat) -> E draws -> exists i l, c i = Some l /\ begins l draws.
Definition almost_surely (n : nat) (P : (nat -> nat) -> Prop) := null n (fun draws => ~ P draws).

(** ** The probability of a beginning among the sequences that begin with v *)

Fixpoint mass (n : nat) (v c : list nat) : R :=
  match v, c with
  | [], _ => / INR n ^ length c
  | _, [] => / INR n ^ length v
  | a :: v', b :: c' => if Nat.eqb a b then / INR n * mass n v' c' else 0
  end.
Definition mass_in (n : nat) (v : list nat) (c : option (list nat)) : R := match c with Some c' => mass n v c' | None => 0 end.

Lemma inverse_power_S n m : (0 < n)%nat -> / INR n ^ S m = / INR n * / INR n ^ m.
Proof. intro H. assert (P := lt_0_INR n H). cbn [pow]. rewrite Rinv_mult. reflexivity. Qed.
Lemma inverse_power_pos n m : (0 < n)%nat -> 0 < / INR n ^ m.
Proof. intro H. apply Rinv_0_lt_compat, pow_lt, lt_0_INR, H. Qed.
Lemma mass_nil n v : mass n v [] = / INR n ^ length v.
Proof. destruct v; reflexivity. Qed.
Lemma mass_nonneg n v c : (0 < n)%nat -> 0 <= mass n v c.
Proof.
  intro H. revert c. induction v as [| a v IH]; intros [| b c]; cbn [mass]; try (left; apply inverse_power_pos, H).
  destruct (Nat.eqb a b); [ | lra]. apply Rmult_le_pos; [left; apply Rinv_0_lt_compat, lt_0_INR, H | apply IH].
Qed.

(** One index is one at most. *)
Lemma sum_one n b r : 0 <= r -> sum_over (seq 0 n) (fun a => if Nat.eqb a b then r else 0) <= r.
Proof.
  intro Hr. enough (G : forall m k, sum_over (seq k m) (fun a => if Nat.eqb a b then r else 0) <= (if Nat.ltb b k then 0 else r)).
  { specialize (G n 0%nat). destruct (Nat.ltb_spec b 0); [lia | exact G]. }
  induction m as [| m IH]; intro k; cbn [seq]; [unfold sum_over; cbn [fold_right]; destruct (Nat.ltb b k); lra | ].
  change ((if Nat.eqb k b then r else 0) + sum_over (seq (S k) m) (fun a => if Nat.eqb a b then r else 0) <= (if Nat.ltb b k then 0 else r)).
  specialize (IH (S k)). destruct (Nat.eqb_spec k b), (Nat.ltb_spec b k), (Nat.ltb_spec b (S k)); try lia; lra.
Qed.

Lemma mass_children n v c : (0 < n)%nat -> sum_over (seq 0 n) (fun a => mass n (v ++ [a]) c) <= mass n v c.
Proof.
  intro H. assert (P := lt_0_INR n H). revert c. induction v as [| x v IH]; intros [| b c]; cbn [app mass].
  - rewrite (sum_over_ext _ _ (fun _ => / INR n ^ 1)) by (intros; reflexivity). rewrite sum_over_const, seq_length. cbn [length pow]. right. field. lra.
  - cbn [length]. rewrite inverse_power_S by exact H. apply sum_one. apply Rmult_le_pos; left; [apply Rinv_0_lt_compat, P | apply inverse_power_pos, H].
  - rewrite (sum_over_ext _ _ (fun _ => / INR n ^ S (S (length v)))) by (intros; cbn [length]; rewrite app_length, Nat.add_1_r; reflexivity).
    rewrite sum_over_const, seq_length. cbn [length]. rewrite (inverse_power_S n (S (length v))) by exact H. right. field. split; [apply pow_nonzero; lra | lra].
  - destruct (Nat.eqb x b); [ | rewrite sum_over_zero; lra].
    rewrite (sum_over_ext _ _ (fun a => mass n (v ++ [a]) c * / INR n)) by (intros; ring). rewrite sum_over_times, Rmult_comm.
    apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, P | apply IH].
Qed.

Fixpoint firsts (draws : nat -> nat) (m : nat) : list nat :=
  match m with O => [] | S m' => draws 0%nat :: firsts (fun k => draws (S k)) m' end.
Lemma firsts_length draws m : length (firsts draws m) = m.
Proof. revert draws; induction m as [| m IH]; intro draws; cbn; [reflexivity | rewrite IH; reflexivity]. Qed.
Lemma firsts_S draws m : firsts draws (S m) = firsts draws m ++ [draws m].
Proof. revert draws; induction m as [| m IH]; intro draws; [reflexivity | ]. cbn [firsts app]. f_equal. apply (IH (fun k => draws (S k))). Qed.
Lemma firsts_ext draws draws' m : (forall k, (k < m)%nat -> draws k = draws' k) -> firsts draws m = firsts draws' m.
Proof.
  revert draws draws'; induction m as [| m IH]; intros draws draws' H; cbn [firsts]; [reflexivity | ]. f_equal; [apply H; lia | ].
  apply IH. intros k Hk. apply H. lia.
Qed.

Lemma mass_of_beginning n c draws m : (0 < n)%nat -> begins c draws -> (length c <= m)%nat -> mass n (firsts draws m) c = / INR n ^ m.
Proof.
  intro H. revert draws m. induction c as [| b c IH]; intros draws m B L.
  - rewrite mass_nil, firsts_length. reflexivity.
  - destruct m as [| m]; cbn [length] in L; [lia | ]. destruct B as [B0 B]. cbn [firsts mass]. rewrite B0, Nat.eqb_refl, inverse_power_S by exact H.
    f_equal. apply IH; [exact B | lia].
Qed.

(** ** Draws that no beginning of a cover reaches *)

Lemma decided (P : Prop) : {P} + {~ P}.
Proof. destruct (ClassicalDedekindReals.sig_not_dec P) as [H | H]; [left; apply NNPP, H | right; exact H]. Qed.

Definition covered (n : nat) (c : nat -> option (list nat)) (v : list nat) (m : nat) : R := sum_before m (fun i => mass_in n v (c i)).
(** The cover leaves out a part of the sequences that begin with v. *)
Definition spared (n : nat) (c : nat -> option (list nat)) (v : list nat) :=
  exists b, b < / INR n ^ length v /\ forall m, covered n c v m <= b.

Lemma covered_grows n c v m m' : (0 < n)%nat -> (m <= m')%nat -> covered n c v m <= covered n c v m'.
Proof.
  intros H L. unfold covered. induction L as [| m' L IH]; [lra | ]. cbn [sum_before].
  assert (0 <= mass_in n v (c m')). { unfold mass_in. destruct (c m'); [apply mass_nonneg, H | lra]. } lra.
Qed.

Lemma covered_children n c v m : (0 < n)%nat -> sum_over (seq 0 n) (fun a => covered n c (v ++ [a]) m) <= covered n c v m.
Proof.
  intro H. unfold covered. induction m as [| m IH]; cbn [sum_before]; [rewrite sum_over_zero; lra | ].
  rewrite sum_over_plus. enough (sum_over (seq 0 n) (fun a => mass_in n (v ++ [a]) (c m)) <= mass_in n v (c m)) by lra.
  unfold mass_in. destruct (c m); [apply mass_children, H | rewrite sum_over_zero; lra].
Qed.

(** Where each of finitely many numbers that grow comes above its bound less e, all do at one step. *)
Lemma all_at_once (l : list nat) (f : nat -> nat -> R) top e : (forall a m m', (m <= m')%nat -> f a m <= f a m') ->
  (forall a, In a l -> exists m, top - e < f a m) -> exists m, INR (length l) * (top - e) <= sum_over l (fun a => f a m).
Proof.
  intros G. induction l as [| a l IH]; intro H; [exists 0%nat; unfold sum_over; cbn; lra | ].
  destruct (H a (or_introl eq_refl)) as (m & M). destruct (IH (fun b Hb => H b (or_intror Hb))) as (m' & M').
  exists (Nat.max m m'). cbn [length]. rewrite S_INR.
  change (sum_over (a :: l) (fun b => f b (Nat.max m m'))) with (f a (Nat.max m m') + sum_over l (fun b => f b (Nat.max m m'))).
  assert (A := G a m (Nat.max m m') ltac:(lia)).
  assert (B : sum_over l (fun b => f b m') <= sum_over l (fun b => f b (Nat.max m m'))).
  { clear - G. unfold sum_over. induction l as [| b l IH]; cbn [fold_right]; [lra | ]. assert (A := G b m' (Nat.max m m') ltac:(lia)). lra. }
  lra.
Qed.

Lemma spared_next n c v : (0 < n)%nat -> spared n c v -> exists a, (a < n)%nat /\ spared n c (v ++ [a]).
Proof.
  intros H (b & B & C). assert (P := lt_0_INR n H). set (q := / INR n ^ length v) in *.
  assert (Q : forall a, / INR n ^ length (v ++ [a]) = / INR n * q) by (intro; rewrite app_length, Nat.add_1_r; apply inverse_power_S, H).
  apply NNPP. intro N. set (e := (q - b) / 2 / INR n). assert (E : 0 < e) by (unfold e; apply Rdiv_lt_0_compat; lra).
  destruct (all_at_once (seq 0 n) (fun a m => covered n c (v ++ [a]) m) (/ INR n * q) e) as (m & M).
  - intros a m m' L. apply covered_grows; assumption.
  - intros a Ha. apply in_seq in Ha. apply NNPP. intro K. apply N. exists a. split; [lia | ]. exists (/ INR n * q - e). rewrite Q. split; [lra | ].
    intro m. apply Rnot_lt_le. intro S. apply K. exists m. exact S.
  - rewrite seq_length in M. assert (A := covered_children n c v m H). specialize (C m).
    replace (INR n * (/ INR n * q - e)) with (q - (q - b) / 2) in M by (unfold e; field; lra). lra.
Qed.

(** The first index that still spares a part. *)
Fixpoint chosen (P : nat -> Prop) (m : nat) : nat := match m with O => O | S m' => if decided (P m') then m' else chosen P m' end.
Lemma chosen_is P m : (exists a, (a < m)%nat /\ P a) -> (chosen P m < m)%nat /\ P (chosen P m).
Proof.
  induction m as [| m IH]; intros (a & La & Pa); [lia | ]. cbn [chosen]. destruct (decided (P m)) as [Y | N]; [split; [lia | exact Y] | ].
  assert (D : a <> m) by (intros ->; exact (N Pa)). destruct IH as [L Q]; [exists a; split; [lia | exact Pa] | ]. split; [lia | exact Q].
Qed.

Fixpoint longer (n : nat) (c : nat -> option (list nat)) (v : list nat) (m : nat) : list nat :=
  match m with O => v | S m' => longer n c v m' ++ [chosen (fun a => spared n c (longer n c v m' ++ [a])) n] end.

Lemma spares n c v : (0 < n)%nat -> Forall (fun i => (i < n)%nat) v -> spared n c v ->
  exists draws, (forall k, (draws k < n)%nat) /\ firsts draws (length v) = v /\ forall m, spared n c (firsts draws (length v + m)).
Proof.
  intros H V S. set (next := fun m => chosen (fun a => spared n c (longer n c v m ++ [a])) n).
  assert (G : forall m, spared n c (longer n c v m) /\ (next m < n)%nat).
  { induction m as [| m [IH _]].
    - split; [exact S | apply (chosen_is (fun a => spared n c (longer n c v 0 ++ [a])) n), spared_next; assumption].
    - assert (A := chosen_is (fun a => spared n c (longer n c v m ++ [a])) n (spared_next n c _ H IH)). split; [apply A | ].
      apply (chosen_is (fun a => spared n c (longer n c v (Datatypes.S m) ++ [a])) n), spared_next; [exact H | apply A]. }
  set (draws := fun k => if Nat.ltb k (length v) then nth k v 0%nat else next (k - length v)%nat).
  assert (F : forall m, firsts draws (length v + m) = longer n c v m).
  { induction m as [| m IH].
    - rewrite Nat.add_0_r. cbn [longer]. clear. unfold draws. enough (A : forall f, firsts (fun k => if Nat.ltb k (length v) then nth k v 0%nat else f k) (length v) = v) by apply A.
      induction v as [| a v IH]; intro f; [reflexivity | ]. cbn [length firsts]. apply f_equal2; [reflexivity | ].
      etransitivity; [ | apply (IH (fun k => f (Datatypes.S k)))]. apply firsts_ext. intros k Hk. reflexivity.
    - rewrite Nat.add_succ_r, firsts_S, IH. cbn [longer]. f_equal. f_equal. unfold draws. destruct (Nat.ltb_spec (length v + m) (length v)); [lia | ].
      replace (length v + m - length v)%nat with m by lia. reflexivity. }
  exists draws. split; [ | split].
  - intro k. unfold draws. destruct (Nat.ltb_spec k (length v)); [ | apply G]. rewrite Forall_forall in V. apply V, nth_In. assumption.
  - rewrite <- (Nat.add_0_r (length v)) at 1. apply F.
  - intro m. rewrite F. apply G.
Qed.

Lemma mass_in_whole n v c : (0 < n)%nat -> mass n v c <= / INR n ^ length c.
Proof.
  intro H. revert c. induction v as [| a v IH]; intros [| b c]; cbn [mass]; try lra.
  - assert (P : 1 <= INR n) by (change 1 with (INR 1); apply le_INR; lia). apply Rinv_le_contravar; [cbn; lra | ].
    change (1 <= INR n ^ length (a :: v)). apply pow_R1_Rle, P.
  - cbn [length]. rewrite inverse_power_S by exact H. destruct (Nat.eqb a b).
    + apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, lt_0_INR, H | apply IH].
    + apply Rmult_le_pos; left; [apply Rinv_0_lt_compat, lt_0_INR, H | apply inverse_power_pos, H].
Qed.

(** What has probability one is so on draws with any beginning. *)
Theorem sure_after n P first K : (0 < n)%nat -> almost_surely n P -> (forall k, (first k < n)%nat) ->
  exists draws, (forall k, (draws k < n)%nat) /\ (forall k, (k < K)%nat -> draws k = first k) /\ P draws.
Proof.
  intros H A F. set (v := firsts first K). assert (L : length v = K) by apply firsts_length.
  assert (V : Forall (fun i => (i < n)%nat) v).
  { unfold v. clear - F. revert first F. induction K as [| K IH]; intros first F; cbn [firsts]; constructor; [apply F | apply IH; intro k; apply F]. }
  destruct (A (/ INR n ^ length v / 2)) as (c & C & E). { assert (Q := inverse_power_pos n (length v) H). lra. }
  assert (S : spared n c v).
  { exists (/ INR n ^ length v / 2). assert (Q := inverse_power_pos n (length v) H). split; [lra | ]. intro m. left. apply Rle_lt_trans with (2 := C m).
    unfold covered. clear - H. induction m as [| m IH]; cbn [sum_before]; [lra | ].
    assert (mass_in n v (c m) <= chance n (c m)). { unfold mass_in, chance. destruct (c m); [apply mass_in_whole, H | lra]. } lra. }
  destruct (spares n c v H V S) as (draws & D & B & Sp). exists draws. split; [exact D | split].
  - intros k Hk. rewrite L in B. unfold v in B. clear - B Hk. revert k Hk first draws B. induction K as [| K IH]; intros k Hk first draws B; [lia | ].
    cbn [firsts] in B. injection B as B0 B. destruct k as [| k]; [exact B0 | ]. apply (IH k ltac:(lia) (fun k => first (Datatypes.S k)) (fun k => draws (Datatypes.S k)) B).
  - apply NNPP. intro N. destruct (E draws D N) as (i & l & Ci & Bl).
    destruct (Sp (length l)) as (b & Hb & Hc). rewrite firsts_length in Hb.
    assert (M := mass_of_beginning n l draws (length v + length l) H Bl ltac:(lia)).
    specialize (Hc (Datatypes.S i)). unfold covered in Hc. cbn [sum_before] in Hc. rewrite Ci in Hc. cbn [mass_in] in Hc. rewrite M in Hc.
    assert (Z : 0 <= sum_before i (fun j => mass_in n (firsts draws (length v + length l)) (c j))).
    { clear - H. induction i as [| i IH]; cbn [sum_before]; [lra | ].
      assert (0 <= mass_in n (firsts draws (length v + length l)) (c i)) by (unfold mass_in; destruct (c i); [apply mass_nonneg, H | lra]). lra. }
    lra.
Qed.

(** ** That is no empty notion: with probability one each sample is drawn, though some draws never draw it. *)

Fixpoint words (letters : list nat) (m : nat) : list (list nat) :=
  match m with O => [[]] | S m' => flat_map (fun a => map (cons a) (words letters m')) letters end.
Lemma words_count letters m : length (words letters m) = (length letters ^ m)%nat.
Proof.
  induction m as [| m IH]; [reflexivity | ]. cbn [words Nat.pow]. rewrite <- IH. clear IH. generalize (words letters m). intro w.
  induction letters as [| a l IHl]; [reflexivity | ]. cbn [flat_map length]. rewrite app_length, map_length, IHl. reflexivity.
Qed.
Lemma words_length letters m l : In l (words letters m) -> length l = m.
Proof.
  revert l. induction m as [| m IH]; intros l H; cbn [words] in H; [destruct H as [<- | []]; reflexivity | ].
  apply in_flat_map in H. destruct H as (a & _ & H). apply in_map_iff in H. destruct H as (l' & <- & H). cbn [length]. rewrite (IH l' H). reflexivity.
Qed.
Lemma firsts_word letters draws m : (forall k, In (draws k) letters) -> In (firsts draws m) (words letters m).
Proof.
  revert draws. induction m as [| m IH]; intros draws H; cbn [firsts words]; [left; reflexivity | ].
  apply in_flat_map. exists (draws 0%nat). split; [apply H | ]. apply in_map, IH. intro k. apply H.
Qed.
Lemma begins_firsts draws m : begins (firsts draws m) draws.
Proof. revert draws. induction m as [| m IH]; intro draws; cbn [firsts begins]; [exact I | split; [reflexivity | apply (IH (fun k => draws (S k)))]]. Qed.

Lemma total_chance n m (L : list (list nat)) k : (0 < n)%nat -> (forall l, In l L -> length l = m) ->
  sum_before k (fun j => chance n (nth_error L j)) <= INR (length L) * / INR n ^ m.
Proof.
  intros H E. assert (Q := inverse_power_pos n m H).
  enough (G : sum_before k (fun j => chance n (nth_error L j)) <= INR (Nat.min k (length L)) * / INR n ^ m).
  { apply Rle_trans with (1 := G). apply Rmult_le_compat_r; [lra | apply le_INR; lia]. }
  induction k as [| k IH]; cbn [sum_before]; [rewrite Nat.min_0_l; cbn [INR]; lra | ].
  destruct (nth_error L k) as [l |] eqn:N; cbn [chance].
  - assert (K : (k < length L)%nat) by (apply nth_error_Some; congruence). rewrite (E l (nth_error_In _ _ N)).
    rewrite Nat.min_l in * by lia. rewrite S_INR. lra.
  - apply nth_error_None in N. rewrite Nat.min_r in * by lia. lra.
Qed.

Lemma fewer (f : nat -> bool) l a : In a l -> f a = false -> (length (filter f l) < length l)%nat.
Proof.
  intros H F. assert (G : forall l', (length (filter f l') <= length l')%nat).
  { induction l' as [| b l' IH]; cbn [filter]; [lia | destruct (f b); cbn [length]; lia]. }
  induction l as [| b l IH]; [destruct H | ]. cbn [filter length]. destruct H as [-> | H].
  - rewrite F. specialize (G l). lia.
  - specialize (IH H). destruct (f b); cbn [length]; lia.
Qed.

Theorem each_is_drawn n i : (i < n)%nat -> almost_surely n (fun draws => exists k, draws k = i).
Proof.
  intros Hi e He. assert (H : (0 < n)%nat) by lia. assert (P := lt_0_INR n H).
  set (letters := filter (fun a => negb (Nat.eqb a i)) (seq 0 n)). set (r := INR (length letters) / INR n).
  assert (F : (length letters < n)%nat).
  { apply Nat.lt_le_trans with (length (seq 0 n)); [ | rewrite seq_length; lia]. apply fewer with (a := i); [apply in_seq; lia | rewrite Nat.eqb_refl; reflexivity]. }
  assert (R0 : 0 <= r) by (unfold r, Rdiv; apply Rmult_le_pos; [apply pos_INR | left; apply Rinv_0_lt_compat, P]).
  assert (R : Rabs r < 1).
  { rewrite Rabs_pos_eq by exact R0. apply Rmult_lt_reg_r with (INR n); [exact P | ]. unfold r, Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_1_l by lra. apply lt_INR, F. }
  destruct (pow_lt_1_zero r R e He) as (m & M). specialize (M m (le_n m)). exists (nth_error (words letters m)). split.
  - intro k. apply Rle_lt_trans with (1 := total_chance n m _ k H (words_length letters m)). rewrite words_count, pow_INR.
    replace (INR (length letters) ^ m * / INR n ^ m) with (r ^ m). { rewrite Rabs_pos_eq in M by (apply pow_le, R0). exact M. }
    unfold r, Rdiv. rewrite Rpow_mult_distr, pow_inv. reflexivity.
  - intros draws D N. assert (A : forall k, In (draws k) letters).
    { intro k. apply filter_In. split; [apply in_seq; specialize (D k); lia | ]. apply Bool.negb_true_iff, Nat.eqb_neq. intro E. apply N. exists k. exact E. }
    destruct (In_nth_error _ _ (firsts_word letters draws m A)) as (j & J). exists j, (firsts draws m). split; [exact J | apply begins_firsts].
Qed.
