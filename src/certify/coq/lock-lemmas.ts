/** For Coq: a run that locks on four samples, a positive x_a that stays active and three samples that strike and lift in a cycle. */

import { nth } from '../../numerics/lists.js';
import { product } from './best-direction.js';
import type { FoundLock } from './found-lock.js';
import { fraction, literal, ofDouble, over } from './fraction.js';
import { madeLemma } from './kink-lemmas.js';
import { MOST_WEIGHT, type Zone } from './lock-zones.js';
import { conjunction } from './tactics.js';
import { entriesPattern, sampleName, sampleNames, writtenData } from './written-data.js';

/** In integers: in floating point, its default, it would rest on more axioms. */
export const INTERVAL = 'interval with (i_prec 60)';
/** The bounds of a zone. */
const BOUNDS = 'r_low r_high c_low c_high b_low b_high';

/** The arguments of `locks`. */
export function lockWords({ at, eta, places: { a, r, b, c }, beside, floor }: FoundLock): string {
  const names = [a, r, b, c].map(sampleName).join(' ');
  return `${at.data.d} data ${names} w0 z ${literal(ofDouble(eta))} 1 ${literal(floor)} ${literal(beside.ends[1])} ${literal(MOST_WEIGHT)} at_rest struck`;
}

/** The lemmas up to `is_lock`. */
export function lockLemmas(found: FoundLock): readonly string[] {
  const { at, eta, places, zones, beside, inner } = found;
  const { a, r, b, c } = places;
  const numbers = `unfold z, w0, ${sampleNames(at)}; cbn [dot feat]; lra`;
  const value = (i: number, j: number): string =>
    `replace (dot (feat ${sampleName(i)}) (feat ${sampleName(j)})) with ${literal(inner(i, j))} by (unfold ${sampleNames(at)}; cbn [dot feat]; lra)`;
  const rate = `replace (${literal(ofDouble(eta))} / size data) with ${literal(over(ofDouble(eta), fraction(BigInt(at.data.n))))} by (rewrite size_is; lra)`;
  const facts = [
    'exact (proj1 is_data)',
    ...Array(2).fill('reflexivity'),
    'lra',
    'rewrite size_is; lra',
    'exact is_made',
    'exact all_of',
    'intros s H; unfold data; cbn in H |- *; tauto',
    'repeat split; reflexivity',
    ...Array(2).fill(`repeat split; ${numbers}`),
    ...Array(2).fill('lra'),
    'exact own_height',
    `${rate}; ${value(a, b)}; unfold at_rest; cbn [b_high]; ${INTERVAL}`,
    'exact returns',
    `unfold heights_in, in_zone, at_rest; cbn [${BOUNDS}]; rewrite ${[r, c, b].map((i) => `start_${i + 1}`).join(', ')}; lra`,
  ];
  return [
    ...writtenData(at),
    ...madeLemma(at, [a, r, b, c], []),
    zoneDefinition('at_rest', zones.rest),
    zoneDefinition('struck', zones.struck),
    `Definition z : vec := [${beside.z.map(literal).join('; ')}].`,
    ...ownHeight(found, numbers),
    `Lemma returns : repeats (${literal(ofDouble(eta))} / size data) ${[
      [r, r],
      [r, c],
      [c, c],
      [b, r],
      [b, b],
      [b, c],
    ]
      .map(([i = 0, j = 0]) => `(dot (feat ${sampleName(i)}) (feat ${sampleName(j)}))`)
      .join(' ')} ${literal(MOST_WEIGHT)} at_rest struck.`,
    'Proof.',
    `  ${[rate, value(r, r), value(r, c), value(c, c), value(b, r), value(b, b), value(b, c)].join('. ')}.`,
    `  unfold repeats, in_zone, at_rest, struck; cbn [${BOUNDS}]. do 6 (split; [lra | ]). split; [${INTERVAL} | split].`,
    '  - intros x y u t s (X & Y & U) On Ht Hs. repeat split; lra.',
    '  - intros x y u s (X & Y & U) Hs. repeat split; interval with (i_bisect x, i_bisect y, i_prec 60).',
    'Qed.',
    `Lemma is_lock : locks ${lockWords(found)}.`,
    `Proof. ${conjunction(facts)}. Qed.`,
  ];
}

function zoneDefinition(name: string, { r, c, b }: Zone): string {
  return `Definition ${name} := Zone ${[...r, ...c, ...b].map(literal).join(' ')}.`;
}

/** The lemma `own_height`: w.x_a is w.z but for what the other heights make of it. */
function ownHeight({ at, places: { a, r, b, c }, beside, floor }: FoundLock, numbers: string): readonly string[] {
  const own = `dot v (feat ${sampleName(a)})`;
  const others = [r, b, c].map((i, place) => `${literal(nth(beside.weights, place))} * dot v (feat ${sampleName(i)})`);
  return [
    `Lemma own_height v : length v = ${at.data.d}%nat -> in_either ${[r, b, c].map(sampleName).join(' ')} at_rest struck v ->`,
    `  ${literal(floor)} + 1 * (dot v z - dot w0 z) <= ${own} <= 1 * dot v z + ${literal(beside.ends[1])}.`,
    'Proof.',
    '  intros Lv I.',
    `  assert (E : ${own} = dot v z + ${others.join(' + ')}).`,
    `  { destruct v as ${entriesPattern(at.data.d)}; try discriminate; ${numbers}. }`,
    `  assert (Z : dot w0 z = ${literal(product(at.input.start.map(ofDouble), beside.z))}) by (${numbers}).`,
    `  unfold in_either, heights_in, in_zone, at_rest, struck in I; cbn [${BOUNDS}] in I. destruct I as [I | I]; lra.`,
    'Qed.',
  ];
}
