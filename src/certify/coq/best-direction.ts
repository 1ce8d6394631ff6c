/** The max-margin direction of some samples, exactly and with its optimality conditions, for Coq. */

import { mustHold } from '../undecided.js';
import { type Fraction, fraction, literal, minus, over, plus, times } from './fraction.js';
import { entriesPattern } from './written-data.js';

/** How many samples a support that is tried has. */
const SUPPORTS = [1, 2, 3] as const;

/** u, the shortest vector with u.x_i >= 1 for all i, as u = sum c_i x_i with c_i >= 0 and u.x_i = 1 where c_i > 0. */
export interface ExactBest {
  readonly u: readonly Fraction[];
  readonly weights: readonly Fraction[];
}

/** By trying supports, the smallest first. @throws Undecided where none of at most three samples serves. */
export function exactBest(rows: readonly (readonly Fraction[])[]): ExactBest {
  const places = Array.from(rows.keys());
  const found = SUPPORTS.flatMap((size) => subsets(places, size)).flatMap((support) => bestOn(rows, support) ?? []);
  const [best] = found;
  mustHold(best !== undefined, 'the max-margin direction has no support of at most three samples');
  return best;
}

function bestOn(rows: readonly (readonly Fraction[])[], support: readonly number[]): ExactBest | undefined {
  const chosen = support.map((i) => rows[i] ?? []);
  const weights = solved(
    chosen.map((a) => chosen.map((b) => product(a, b))),
    chosen.map(() => fraction(1n)),
  );
  if (weights === undefined || weights.some(({ numerator }) => numerator <= 0n)) return undefined;
  const u = (rows[0] ?? []).map((_, j) => total(chosen.map((row, k) => times(weights[k] ?? ZERO, row[j] ?? ZERO))));
  const reaches = rows.every((row) => isAtLeastOne(product(row, u)));
  return reaches ? { u, weights: rows.map((_, i) => weights[support.indexOf(i)] ?? ZERO) } : undefined;
}

const ZERO = fraction(0n);

function total(summands: readonly Fraction[]): Fraction {
  return summands.reduce(plus, ZERO);
}

/** The inner product of two vectors. */
export function product(a: readonly Fraction[], b: readonly Fraction[]): Fraction {
  return total(a.map((x, j) => times(x, b[j] ?? ZERO)));
}

function isAtLeastOne({ numerator, denominator }: Fraction): boolean {
  return numerator >= denominator;
}

/** All subsets of so many things, in their order. */
function subsets<T>(things: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return things.flatMap((last, place) => subsets(things.slice(0, place), size - 1).map((others) => [...others, last]));
}

/** The solution of a small linear system by elimination; undefined where it is singular. */
export function solved(matrix: readonly (readonly Fraction[])[], right: readonly Fraction[]): readonly Fraction[] | undefined {
  let rows = matrix.map((row, i) => [...row, right[i] ?? ZERO]);
  for (let at = 0; at < rows.length; at++) {
    const pivot = rows.slice(at).find((row) => row[at]?.numerator !== 0n);
    const lead = pivot?.[at];
    if (pivot === undefined || lead === undefined) return undefined;
    const unit = pivot.map((entry) => over(entry, lead));
    const rest = rows
      .filter((row) => row !== pivot)
      .map((row) => row.map((entry, j) => plus(entry, minus(times(row[at] ?? ZERO, unit[j] ?? ZERO)))));
    rows = [...rest.slice(0, at), unit, ...rest.slice(at)];
  }
  return rows.map((row) => row.at(-1) ?? ZERO);
}

/** The tactic for p.x < 0 of a sample of the list, p being minus the max-margin direction. */
export function againstBest(name: string): string {
  return `apply minus_best; [exact is_long | unfold u, ${name}; cbn [dot feat]; lra]`;
}

/** A sample as the lemmas name it: its expression in Coq, and its features. */
export interface NamedSample {
  readonly name: string;
  readonly features: readonly Fraction[];
}

/**
 * Definitions of u and lemmas `is_long` (|u| is not 0) and `best_is`: the max-margin direction of a list of samples is u/|u|.
 *
 * @param list - the list as an expression in Coq, which `listed` rewrites to the samples.
 * @param unfolded - names to unfold.
 * @throws Undecided
 */
export function bestLemmas(samples: readonly NamedSample[], list: string, listed: string, unfolded: string): readonly string[] {
  const { u, weights } = exactBest(samples.map(({ features }) => features));
  const d = u.length;
  const written = `unfold u${unfolded === '' ? '' : `, ${unfolded}`}; cbn [weighted sum dot feat scaled map]`;
  return [
    `Definition u : vec := [${u.map(literal).join('; ')}].`,
    'Lemma is_long : 0 < sqnorm u.',
    'Proof. unfold sqnorm, u; cbn [dot]; lra. Qed.',
    `Lemma best_is : max_margin ${d} (${list}) (scaled (/ norm u) u).`,
    `Proof. rewrite ${listed}. apply best_by with (cs := [${weights.map(literal).join('; ')}]).`,
    `  reflexivity. exact is_long. reflexivity. repeat (constructor; [lra | ]); constructor.`,
    `  intros w Lw; destruct w as ${entriesPattern(d)}; try discriminate; ${written}; lra.`,
    `  ${written}; repeat (constructor; [cbn [dot feat scaled map]; lra | ]); constructor.`,
    '  unfold sqnorm, u; cbn [dot sum]; lra. Qed.',
    `Definition printed := printed_is_minus _ _ _ best_is.`,
  ];
}
