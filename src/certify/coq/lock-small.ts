/** The lemma that a step is smaller than 2/beta all along a run that locks. */

import { exp } from '../arithmetic/exp.js';
import { isBelow } from '../arithmetic/interval.js';
import { mustHold } from '../undecided.js';
import { type FoundLock, weakestOf } from './found-lock.js';
import { type Fraction, fraction, literal, ofDouble, times } from './fraction.js';
import { INTERVAL, lockWords } from './lock-lemmas.js';
import { MOST_WEIGHT } from './lock-zones.js';
import { betaOf, formOf, sumOf } from './small-step.js';
import { squaresOf } from './squares.js';
import { sampleNames } from './written-data.js';

/** Above the loss of x_a at all iterates. */
const LEAST_LOSS = fraction(1n, 512n);
/** Bounds on losses are multiples of 2 to minus this. */
const DIGITS = 10n;

/** The lemma `is_small`. @throws Undecided where the curvature on the way may reach 2/eta. */
export function lockIsSmall(found: FoundLock): readonly string[] {
  const { at, eta, places, zones } = found;
  const { arithmetic, data, rows } = at;
  const { a, r, b, c } = places;
  const [, highest] = zones.struck.c;
  const { high } = exp(arithmetic, arithmetic.quotient(highest.numerator, highest.denominator));
  const loss = fraction((high >> (BigInt(arithmetic.precision) - DIGITS)) + 2n, 1n << DIGITS);
  const least = arithmetic.quotient(LEAST_LOSS.numerator, LEAST_LOSS.denominator);
  mustHold(isBelow(weakestOf(at, found.floor), least), 'the loss of x_a may be large');
  const beta = betaOf(eta);
  const most: readonly (readonly [i: number, most: Fraction])[] = [
    [a, LEAST_LOSS],
    [r, fraction(1n)],
    [b, MOST_WEIGHT],
    [c, loss],
  ];
  const bends = most.map(([i, bound]) => ({ i, most: bound }));
  const squares = squaresOf(formOf(bends, rows, times(beta, fraction(BigInt(data.n))), data.d));
  mustHold(squares !== undefined, 'the curvature on the way may reach 2/eta');
  const entries = Array.from({ length: data.d }, (_, j) => `u${j + 1}`);
  return [
    `Lemma is_small : small_along data ${literal(ofDouble(eta))} w0.`,
    'Proof.',
    `  apply (small_on_the_way ${lockWords(found)} is_lock ${literal(LEAST_LOSS)} ${literal(loss)} ${literal(beta)}); [${INTERVAL} | unfold struck; cbn [c_high]; ${INTERVAL} | lra | ].`,
    `  intros u Hu. destruct u as [| ${entries.join(' [| ')} [| x u]${']'.repeat(data.d)}; try discriminate. rewrite size_is.`,
    `  unfold sqnorm, ${sampleNames(at)}; cbn [quadratic dot feat].`,
    ...squares.map(
      ({ weight, form }, place) =>
        `  assert (Q${place + 1} : 0 <= ${literal(weight)} * (${sumOf(form, entries)}) ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]).`,
    ),
    '  lra.',
    'Qed.',
  ];
}
