/** The refutation for Coq of convergence with any constant step size: two samples that nearly oppose each other throw the iterate about. */

import { exp as enclosedExp } from '../../certify/arithmetic/exp.js';
import { isAtLeast } from '../../certify/arithmetic/interval.js';
import {
  double,
  type Fraction,
  fraction,
  innerProduct,
  larger,
  literal,
  minus,
  ofDouble,
  over,
  plus,
  smaller,
  times,
} from '../../certify/coq/fraction.js';
import { type CoqProof, coqWriter } from '../../certify/coq/proof-file.js';
import { startLemmas } from '../../certify/coq/start-lemmas.js';
import { sampleNames, writtenData } from '../../certify/coq/written-data.js';
import { type Setting, settingOf } from '../../certify/enclosure/setting.js';
import { constantStep } from '../../certify/enclosure/step-size.js';
import { mustHold, Undecided } from '../../certify/undecided.js';
import { labelOf } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { nth } from '../../numerics/lists.js';
import { dot, plusMultiple } from '../../numerics/vector.js';

/** Steps after which no start is looked for. */
const MOST_STEPS = 400;

/** From near the first iterate that is far enough to one side: the claim is about every start. */
export const thrownForCoq = coqWriter(
  (at) => {
    const { eta } = constantStep(at);
    const { data, rows, input } = at;
    mustHold(data.n === 2, 'the data are not two samples');
    const signed = rows.map((row, i) => Float64Array.from(row, (x) => labelOf(data, i) * x));
    let w = Float64Array.from(input.start);
    for (let k = 0; k < MOST_STEPS && w.every(Number.isFinite); k++) {
      const found = thrownFrom(settingOf({ ...input, start: [...w] }, at.arithmetic.precision), eta);
      if (found !== undefined) return found;
      const pulls = signed.map((row) => (eta / data.n) * exp(-dot(row, w)));
      for (const [i, row] of signed.entries()) w = plusMultiple(w, nth(pulls, i), row);
    }
    throw new Undecided('no iterate is far enough to one side');
  },
  ['Ends', 'Thrown'],
);

/** By a lower bound M0 on how far one margin is below 0, if that suffices for ever. */
function thrownFrom(at: Setting, eta: number): CoqProof | undefined {
  const { arithmetic, data, rows, input } = at;
  const [x, y] = [nth(rows, 0), nth(rows, 1)];
  const sign = (i: number): Fraction => fraction(BigInt(labelOf(data, i)));
  const margins = rows.map((row, i) => times(sign(i), innerProduct(row, input.start)));
  const low = nth(margins, 0).numerator < 0n ? 0 : 1;
  const [p, q] = [nth(margins, low), nth(margins, 1 - low)];
  const M = minus(p);
  if (M.numerator <= 0n || q.numerator < 0n || plus(plus(M, M), minus(q)).numerator < 0n) return undefined;
  const [a, b, g] = [innerProduct(x, x), innerProduct(y, y), minus(times(times(sign(0), sign(1)), innerProduct(x, y)))];
  const kappa = [g, a, b, plus(plus(g, g), minus(a)), plus(plus(g, g), minus(b))].reduce(smaller);
  const c = [a, b, g].reduce(larger);
  mustHold(kappa.numerator > 0n, 'the samples do not oppose each other enough');
  const h = over(ofDouble(eta), fraction(BigInt(data.n)));
  const three = fraction(3n);
  const ratio = (needed: Fraction) => {
    const { numerator, denominator } = over(needed, times(h, kappa));
    return arithmetic.quotient(numerator, denominator);
  };
  const size = enclosedExp(arithmetic, arithmetic.quotient(M.numerator, M.denominator));
  const needed = [three, plus(times(three, M), times(times(fraction(2n), h), c))].map(ratio);
  if (!needed.every((each) => isAtLeast(size, each))) return undefined;
  const names = sampleNames(at);
  const numbers = [h, M, kappa, c].map(literal).join(' ');
  return {
    lemmas: [
      ...writtenData(at),
      ...startLemmas(at),
      `Lemma is_opposed : opposed s1 s2 ${numbers}.`,
      `Proof. unfold opposed, sqnorm, ${names}; cbn [feat label dot]; repeat split; first [lra | interval with (i_prec ${arithmetic.precision})]. Qed.`,
      `Lemma is_tilted : tilted (margin s1 w0) (margin s2 w0) ${literal(M)} \\/ tilted (margin s2 w0) (margin s1 w0) ${literal(M)}.`,
      `Proof. ${low === 0 ? 'left' : 'right'}; unfold tilted, margin; rewrite start_1, start_2; unfold ${names}; cbn [label]; lra. Qed.`,
      `Lemma rate : ${double(eta)} / size [s1; s2] = ${literal(h)}.`,
      'Proof. change [s1; s2] with data; rewrite size_is; lra. Qed.',
    ],
    tactics: [
      `intro claim. destruct (claim ${data.d}%nat data ${double(eta)} w0 is_data ltac:(lra) eq_refl) as [H _].`,
      `apply (never_small ${data.d} s1 s2 ${double(eta)} w0 ${literal(M)} ${literal(kappa)} ${literal(c)}) in H; try reflexivity; [exact H | | | rewrite rate; exact is_opposed | exact is_tilted].`,
      ...[0, 1].map((i) => `- ${labelOf(data, i) === 1 ? 'left' : 'right'}; reflexivity.`),
    ],
  };
}
