/** Refutations of lemma F.1 for Coq: no step moves w by more than B eta_k, and the share n+/n of them moves it at all. */

import { type Interval, type IntervalArithmetic, isBelow, isPositive } from '../../certify/arithmetic/interval.js';
import { log, powerStep } from '../../certify/arithmetic/log.js';
import { copiesLemmas, type Kinds, kindsOf, shareOf } from '../../certify/coq/copies-lemmas.js';
import { double, literal, ofDouble } from '../../certify/coq/fraction.js';
import { bestWithMargin, reachLemma } from '../../certify/coq/margin-lemmas.js';
import { ENCLOSED } from '../../certify/coq/mean-lemmas.js';
import { coqWriter } from '../../certify/coq/proof-file.js';
import { regionLemmas } from '../../certify/coq/region-lemmas.js';
import { rootOf } from '../../certify/enclosure/display.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { marginVector } from '../../certify/enclosure/margin.js';
import { shortReach } from '../../certify/enclosure/region.js';
import { mustHold } from '../../certify/undecided.js';
import { lossBoundBy } from './lemma-f1.certificate.js';

/** Steps up to which the sums of step sizes are spelt out; beyond, powers of t bound them. */
const MOST_SPELT = 24;
/** Steps that are looked at at most. */
const MOST_STEPS = 1000;

/** sum_{k<t} eta_k, and the sum of such sums over all smaller t. */
interface Sums {
  readonly rates: Interval;
  readonly ratesSum: Interval;
}

/** The steps looked at, in order: each while sums are spelt out, then by factors of 5/4. */
function stepsUpTo(count: number): readonly number[] {
  const steps: number[] = [];
  for (let t = 1; t <= Math.min(count, MOST_STEPS); t = t < MOST_SPELT ? t + 1 : Math.ceil((5 * t) / 4)) steps.push(t);
  return steps;
}

/** The bounds on the sums in coq/Lengths.v, `rates_below` and `rates_sum_below`. */
export function closedSums(arithmetic: IntervalArithmetic, alpha: number, t: number): Sums {
  const exponent = arithmetic.double(alpha);
  const rest = arithmetic.reciprocal(arithmetic.subtract(arithmetic.one, exponent));
  const further = arithmetic.reciprocal(arithmetic.subtract(arithmetic.integer(2n), exponent));
  const power = arithmetic.scale(powerStep(arithmetic, t - 1, alpha), t);
  const above = arithmetic.multiply(arithmetic.subtract(arithmetic.scale(power, t), arithmetic.one), further);
  return {
    rates: arithmetic.multiply(arithmetic.subtract(power, exponent), rest),
    ratesSum: arithmetic.multiply(arithmetic.subtract(above, arithmetic.scale(exponent, t - 1)), rest),
  };
}

/** The sums themselves. */
export function speltSums(arithmetic: IntervalArithmetic, alpha: number, t: number): Sums {
  const etas = Array.from({ length: t }, (_, k) => powerStep(arithmetic, k, alpha));
  return { rates: arithmetic.sum(etas), ratesSum: arithmetic.sum(etas.map((eta, k) => arithmetic.scale(eta, t - 1 - k))) };
}

/** The step at which what the lemma asks |E wbar_t| to be exceeds most what it is at most. @throws Undecided where it nowhere does. */
function widestGap(of: Kinds, alpha: number, excess: boolean): number {
  const { kinds } = of;
  const { arithmetic, data, input } = kinds;
  const { positives, n } = shareOf(of);
  const share = arithmetic.quotient(BigInt(positives), BigInt(n));
  const startSquare = arithmetic.sum(input.start.map((entry) => arithmetic.square(arithmetic.double(entry))));
  const reachSquare = shortReach(kinds, data.positives);
  const bounded = { arithmetic, alpha, startSquare, reachSquare, margin: marginVector(kinds, data.positives) };
  const reach = rootOf(arithmetic, reachSquare);
  const gapAt = (t: number): Interval => {
    const { rates, ratesSum } = (t <= MOST_SPELT ? speltSums : closedSums)(arithmetic, alpha, t);
    const bound = log(arithmetic, lossBoundBy(bounded, t, excess ? arithmetic.multiply(rates, share) : rates));
    const moved = arithmetic.divide(arithmetic.multiply(arithmetic.multiply(share, reach), ratesSum), BigInt(t));
    const most = arithmetic.add(rootOf(arithmetic, startSquare), moved);
    return arithmetic.negate(arithmetic.add(most, arithmetic.multiply(bound, arithmetic.reciprocal(reach))));
  };
  const gaps = stepsUpTo(paperExponent(kinds).count).map((t) => ({ t, gap: gapAt(t) }));
  const [first, ...others] = gaps.filter(({ gap }) => isPositive(gap));
  mustHold(first !== undefined, 'the mean may be long enough');
  return others.reduce((widest, each) => (isBelow(widest.gap, each.gap) ? each : widest), first).t;
}

/** A writer by the step at which the gap is widest, L being L of eq. 7 or L - L*. */
const tooShort = (excess: boolean) =>
  coqWriter(
    (at) => {
      const of = kindsOf(at);
      const { kinds } = of;
      const { d } = kinds.data;
      const { alpha } = paperExponent(at);
      const lemmas = [
        ...regionLemmas(kinds),
        `Definition alpha := ${double(alpha)}.`,
        ...bestWithMargin(kinds),
        ...reachLemma(kinds),
        ...copiesLemmas(of),
      ];
      const t = widestGap(of, alpha, excess);
      const top = excess ? '(share whole)' : '1';
      const L = excess ? 'excess' : 'reduced';
      const half = 'ltac:(unfold alpha; lra) ltac:(lia)';
      const [low, sums] =
        t <= MOST_SPELT ? ['(Rle_refl _)', '(Rle_refl _)'] : [`(rates_below alpha ${t} ${half})`, `(rates_sum_below alpha ${t} ${half})`];
      return {
        lemmas,
        tactics: [
          `intro claim. assert (H := too_short ${L}_loss ${top} ${d} whole alpha w0 B (scaled (/ norm u) u) (/ norm u) ${t} _ _ claim whole_stays`,
          '  whole_reached ltac:(split; [unfold B; apply sqrt_lt_R0; lra | apply B_short]) whole_best ltac:(lia)',
          `  (fun v H => ${L}_at_most ${d} whole v is_whole H) ${low} ${sums}).`,
          'revert H. apply Rlt_not_le. rewrite share_is. unfold loss_bound_by.',
          ...(t <= MOST_SPELT ? [] : [`replace (INR ${t}) with ${literal(ofDouble(t))} by (rewrite INR_IZR_INZ; reflexivity).`]),
          `unfold w0, alpha, u, B. spelt_out. ${ENCLOSED}.`,
        ],
      };
    },
    ['Means', 'Draws', 'Copies', 'Lengths'],
  );

/** With L of eq. 7. */
export const tooShortForCoq = tooShort(false);

/** With L - L*. */
export const tooShortIntendedForCoq = tooShort(true);
