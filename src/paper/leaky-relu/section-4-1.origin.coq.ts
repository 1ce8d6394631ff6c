/** The refutation of section 4.1's "without loss of generality" for Coq: the directions through the origin and with an offset differ. */

import { bestLemmas, exactBest, product } from '../../certify/coq/best-direction.js';
import { double, type Fraction, list, literal, minus, ofDouble, over, plus, times } from '../../certify/coq/fraction.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { sampleNames, writtenData } from '../../certify/coq/written-data.js';
import { mustHold } from '../../certify/undecided.js';
import { nth, pairs, sameList } from '../../numerics/lists.js';

/** One positive and one negative, in that order: the classifier with an offset halves the way between them. */
export const offsetForCoq = coqWriter(
  (at) => {
    const { data, rows, input } = at;
    const a = input.slope ?? Number.NaN;
    mustHold(a > 0 && a < 1, 'the slope is not in (0, 1)');
    mustHold(sameList(data.y, [1, -1]), 'the data are not one positive and one negative');
    const shrunk = (row: readonly number[], factor: number): readonly Fraction[] => row.map((x) => times(ofDouble(factor), ofDouble(x)));
    const signed = [shrunk(nth(rows, 0), 1), shrunk(nth(rows, 1), -a)];
    const { u } = exactBest(signed);
    const D = pairs(nth(signed, 0), nth(signed, 1)).map(([x, y]) => plus(x, y));
    // D less its projection on u tells the one direction from the other.
    const share = over(product(D, u), product(u, u));
    const z = pairs(D, u).map(([x, y]) => plus(x, minus(times(share, y))));
    mustHold(product(D, z).numerator > 0n, 'the directions are the same');
    const [x, y] = [list(nth(rows, 0)), list(nth(rows, 1))];
    const named = [
      { name: `Sample ${x} 1`, features: nth(signed, 0) },
      { name: `Sample (scaled (- a) ${y}) 1`, features: nth(signed, 1) },
    ];
    const written = `unfold D, a, ${sampleNames(at)}; cbn [axpy dot scaled map feat]; lra`;
    return {
      lemmas: [
        ...writtenData(at),
        `Definition a := ${double(a)}.`,
        `Lemma listed : rescaled a data = [${named.map(({ name }) => name).join('; ')}].`,
        `Proof. unfold rescaled, data, ${sampleNames(at)}; cbn [map label feat]; split_labels; reflexivity. Qed.`,
        ...bestLemmas(named, 'rescaled a data', 'listed', 'a'),
        `Lemma halves : shrunk a data = [Sample ${x} 1; Sample (scaled a ${y}) (-1)].`,
        `Proof. unfold shrunk, data, ${sampleNames(at)}; cbn [map label feat]; split_labels; reflexivity. Qed.`,
        `Definition D : vec := axpy (-1) (scaled a ${y}) ${x}.`,
        `Definition z : vec := [${z.map(literal).join('; ')}].`,
        'Lemma is_apart : 0 < sqnorm D.',
        `Proof. unfold sqnorm; ${written}. Qed.`,
        'Lemma upright : dot u z = 0.',
        'Proof. unfold u, z; cbn [dot]; lra. Qed.',
        'Lemma slanted : 0 < dot D z.',
        `Proof. unfold z; ${written}. Qed.`,
      ],
      tactics: [
        `intro claim. assert (H := halfway ${data.d} ${x} (scaled a ${y}) eq_refl eq_refl is_apart). cbv zeta in H. rewrite <- halves in H.`,
        `exact (told_apart u D z is_apart upright slanted (claim ${data.d}%nat data a _ _ _ is_data ltac:(unfold a; lra) best_is H)).`,
      ],
    };
  },
  ['Rays', 'Offset'],
);
