/** The lemma that a step is smaller than 2/beta: the curvature on its segment is bounded by a form that sums of squares complete. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { greatest } from '../../numerics/rational.js';
import { exp } from '../arithmetic/exp.js';
import { greatestOf, leastOf } from '../arithmetic/interval.js';
import { mustHold } from '../undecided.js';
import type { Bounded, RunWords } from './enclosed-run.js';
import { type Fraction, fraction, literal, minus, ofDouble, over, plus, times } from './fraction.js';
import { squaresOf } from './squares.js';
import { sampleName, sampleNames } from './written-data.js';

/** Bits after the binary point of the bounds on losses. */
const LOSS_BITS = 30n;
/** beta is that much of 2/eta. */
const SHARE = fraction(1023n, 1024n);

/** What bounds exp(-y_i w.x_i) on a segment where x_i acts: the exponent there and a larger number than its exponential. */
interface Bend {
  readonly i: number;
  readonly end?: Fraction;
  readonly most: Fraction;
}

/** The beta of {@link smallStepLemma}: a little less than 2/eta. */
export function betaOf(eta: number): Fraction {
  return times(SHARE, over(fraction(2n), ofDouble(eta)));
}

/** The lemma `curvature_is`: between iterates with the bounds of two the curvature is at most some beta < 2/eta. @throws Undecided where it may not be. */
export function smallStepLemma(words: RunWords, before: Bounded, after: Bounded): readonly string[] {
  const { at, args, eta, names } = words;
  const { data, rows } = at;
  const bends = everySample(data).map((i) => bendOf(words, before, after, i));
  const beta = betaOf(eta);
  const form = formOf(bends, rows, times(beta, fraction(BigInt(data.n))), data.d);
  const squares = squaresOf(form);
  mustHold(squares !== undefined, 'the curvature along the step may reach 2/eta');
  const entries = Array.from({ length: data.d }, (_, j) => `u${j + 1}`);
  const ends = names.map((_, place) => `n${place + 1}`);
  const other = (i: number): string => nth(ends, words.moved.indexOf(i));
  return [
    `Lemma curvature_is ${args} ${ends.join(' ')} t u : ${words.bounds(before, names).join(' -> ')} -> ${words.bounds(after, ends).join(' -> ')} -> 0 <= t <= 1 -> length u = ${data.d}%nat ->`,
    `  curvature data (between t (at_ ${args}) (at_ ${ends.join(' ')})) u <= ${literal(beta)} * sqnorm u.`,
    'Proof.',
    `  intros ${[...names, ...ends].map((_, place) => `B${place + 1}`).join(' ')} Ht Hu.`,
    ...bends.flatMap(({ i }) => [
      `  assert (D${i + 1} : dot (between t (at_ ${args}) (at_ ${ends.join(' ')})) (feat ${sampleName(i)}) = (1 - t) * (${words.product(i)}) + t * (${words.product(i, other)})).`,
      `  { rewrite dot_between, product_${i + 1}, product_${i + 1} by reflexivity; reflexivity. }`,
    ]),
    `  apply (curvature_le _ _ _ [${bends.map(({ most }) => literal(most)).join('; ')}]); [rewrite size_is; lra | unfold data | rewrite size_is].`,
    '  -',
    ...bends.map((bend) => `    constructor; [${bendProof(words, bend)} | ].`),
    '    constructor.',
    `  - destruct u as [| ${entries.join(' [| ')} [| x u]${']'.repeat(data.d)}; try discriminate. unfold data, ${sampleNames(at)}; cbn [quadratic dot feat sqnorm]; unfold sqnorm; cbn [dot].`,
    ...squares.map(
      ({ weight, form: row }, place) =>
        `    assert (Q${place + 1} : 0 <= ${literal(weight)} * (${sumOf(row, entries)}) ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]).`,
    ),
    '    lra.',
    'Qed.',
  ];
}

/** A linear form in entries that have names. */
export function sumOf(row: readonly Fraction[], entries: readonly string[]): string {
  return row.flatMap((factor, j) => (factor.numerator === 0n ? [] : [`${literal(factor)} * ${nth(entries, j)}`])).join(' + ');
}

/** Up to the number of bits that the bounds on losses have. */
function rounded(units: bigint, precision: bigint, up: boolean): Fraction {
  const shift = precision - LOSS_BITS;
  const floor = units >> shift;
  return fraction(up ? floor + 1n : floor, 1n << LOSS_BITS);
}

function bendOf({ at }: RunWords, before: Bounded, after: Bounded, i: number): Bend {
  if (!before.active[i] && !after.active[i]) return { i, most: fraction(0n) };
  const { arithmetic } = at;
  const precision = BigInt(arithmetic.precision);
  const ends = [nth(before.products, i), nth(after.products, i)];
  const positive = labelOf(at.data, i) === 1;
  const end = positive ? rounded(greatest([leastOf(ends).low, 0n]), precision, false) : rounded(greatestOf(ends).high, precision, true);
  const exponent = arithmetic.quotient(positive ? -end.numerator : end.numerator, end.denominator);
  return { i, end, most: rounded(exp(arithmetic, exponent).high, precision, true) };
}

/** The proof of 0 <= bend s v <= m. */
function bendProof({ at }: RunWords, { i, end }: Bend): string {
  if (end === undefined) return `apply bend_asleep; rewrite D${i + 1}; apply between_le; lra`;
  const bound = 'interval with (i_prec 80)';
  if (labelOf(at.data, i) !== 1) {
    return `apply (bend_negative _ _ ${literal(end)}); [reflexivity | lra | rewrite D${i + 1}; apply between_le; lra | ${bound}]`;
  }
  const least = end.numerator === 0n ? 'intro; lra' : `intros _; rewrite D${i + 1}; apply between_ge; lra`;
  return `apply (bend_positive _ _ ${literal(end)}); [reflexivity | lra | ${least} | ${bound}]`;
}

/** The matrix of size |u|^2 - sum_i m_i (u.x_i)^2. */
export function formOf(
  bends: readonly Pick<Bend, 'i' | 'most'>[],
  rows: readonly (readonly number[])[],
  size: Fraction,
  d: number,
): Fraction[][] {
  return Array.from({ length: d }, (_, a) =>
    Array.from({ length: d }, (_, b) =>
      bends.reduce(
        (sum, { i, most }) => plus(sum, minus(times(most, times(ofDouble(nth(nth(rows, i), a)), ofDouble(nth(nth(rows, i), b)))))),
        a === b ? size : fraction(0n),
      ),
    ),
  );
}
