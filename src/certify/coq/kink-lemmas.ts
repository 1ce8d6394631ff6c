/** For Coq: one positive beside the kink of one negative that throws it back again and again; all other samples stay inactive. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth, placesOf } from '../../numerics/lists.js';
import { type Setting, settingOf } from '../enclosure/setting.js';
import { constantStep } from '../enclosure/step-size.js';
import { mustHold, Undecided } from '../undecided.js';
import { nearestTo, start, stepFrom } from './enclosed-run.js';
import { type Fraction, fraction, innerProduct, isAtMost, minus, plus, times } from './fraction.js';
import { memberOf, startLemmas } from './start-lemmas.js';
import { conjunction, forEach } from './tactics.js';
import { sampleName, sampleNames, writtenData } from './written-data.js';

const ZERO = fraction(0n);
const ONE = fraction(1n);
/** Steps that are looked at for a start. */
const MOST_STEPS = 64;

/** The positive and the negative, the start that the file is about, and lemmas `start_i`, `is_made` and `is_beside`. */
export interface OneKink {
  readonly at: Setting;
  readonly a: number;
  readonly b: number;
  readonly lemmas: readonly string[];
}

/** From the first iterate from which one positive keeps beside one kink, or near it: the claims are about every start. @throws Undecided */
export function oneKink(at: Setting): OneKink {
  const { eta } = constantStep(at);
  let near = at.input.start;
  for (let iterate = start(at); iterate.k < MOST_STEPS; near = nearestTo(at, iterate)) {
    mustHold(near.every(Number.isFinite), 'the run leaves the range of doubles');
    const found = besideAt(settingOf({ ...at.input, start: near }, at.arithmetic.precision));
    if (found !== undefined) return found;
    iterate = stepFrom(at, iterate, eta);
  }
  throw new Undecided('no iterate keeps beside one kink');
}

function besideAt(at: Setting): OneKink | undefined {
  const { data, rows, signs, input } = at;
  const samples = everySample(data);
  const active = placesOf(signs, (one) => one > 0);
  const [a] = active;
  if (a === undefined || active.length > 1 || labelOf(data, a) !== 1) return undefined;
  const inner = (i: number, j: number): Fraction => innerProduct(nth(rows, i), nth(rows, j));
  const first = (i: number): Fraction => innerProduct(input.start, nth(rows, i));
  const serves = (b: number): boolean => {
    const [cross, own] = [inner(a, b), inner(b, b)];
    if (labelOf(data, b) !== -1 || nth(signs, b) >= 0 || isAtMost(cross, ZERO) || !isAtMost(cross, own)) return false;
    const reach = plus(ONE, minus(first(b)));
    return samples.every(
      (i) =>
        i === a ||
        i === b ||
        (isAtMost(plus(times(own, first(i)), times(reach, inner(b, i))), ZERO) &&
          isAtMost(times(own, inner(a, i)), times(cross, inner(b, i)))),
    );
  };
  const b = samples.find(serves);
  return b === undefined ? undefined : { at, a, b, lemmas: besideLemmas(at, a, b) };
}

/** The lemma that sums over the data are those over some samples and over the rest. */
export function madeLemma(at: Setting, front: readonly number[], rest: readonly number[]): readonly string[] {
  return [
    `Lemma is_made : made_of data [${front.map(sampleName).join('; ')}] [${rest.map(sampleName).join('; ')}].`,
    'Proof. intro f; unfold sum_over, data; cbn [fold_right]; ring. Qed.',
    `Lemma all_of : incl data [${[...front, ...rest].map(sampleName).join('; ')}].`,
    `Proof. intros s H; unfold data in H; cbn in H |- *; tauto. Qed.`,
    ...startLemmas(at),
  ];
}

function besideLemmas(at: Setting, a: number, b: number): readonly string[] {
  const rest = everySample(at.data).filter((i) => i !== a && i !== b);
  const numbers = `unfold sqnorm, w0, ${sampleNames(at)}; cbn [dot feat]; lra`;
  const tactics = [
    'exact (proj1 is_data)',
    'reflexivity',
    `exact ${memberOf(a)}`,
    `exact ${memberOf(b)}`,
    'rewrite size_is; lra',
    'exact is_made',
    'exact all_of',
    'reflexivity',
    'reflexivity',
    `rewrite start_${a + 1}; lra`,
    `rewrite start_${b + 1}; lra`,
    `split; ${numbers}`,
    numbers,
    forEach(rest.map(() => `split; [${numbers} | split; ${numbers}]`)),
  ];
  return [
    ...writtenData(at),
    ...madeLemma(at, [a, b], rest),
    `Lemma is_beside : beside ${at.data.d} data ${sampleName(a)} ${sampleName(b)} [${rest.map(sampleName).join('; ')}] w0.`,
    `Proof. ${conjunction(tactics)}. Qed.`,
  ];
}

/** Tactics that choose a step size below the bound of the claim, `small`, that is gentle too: then H is about it. */
export const GENTLE: readonly string[] = [
  'destruct (gentle_below _ _ _ _ _ _ is_beside) as (other & O & G).',
  'assert (M1 := Rmin_l small other). assert (M2 := Rmin_r small other). assert (M3 := Rmin_glb_lt _ _ _ S O).',
  'specialize (H (Rmin small other / 2) ltac:(lra)). specialize (G (Rmin small other / 2) ltac:(lra)).',
];

/** The library that proofs about one positive need. */
export const KINKS = ['Rays', 'Ends', 'Kinks'] as const;
