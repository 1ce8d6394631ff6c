/** For Coq: one positive that pulls alone; all other samples stay inactive. */

import { everySample, labelOf } from '../../data/dataset.js';
import { placesOf } from '../../numerics/lists.js';
import { isNotPositive } from '../arithmetic/interval.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { madeLemma } from './kink-lemmas.js';
import { memberOf } from './start-lemmas.js';
import { conjunction, forEach } from './tactics.js';
import { sampleName, sampleNames, writtenData } from './written-data.js';

/** One positive that pushes no other sample over its kink: lemmas `is_made` and `is_alone`. @throws Undecided */
export function onePositive(at: Setting): { readonly a: number; readonly lemmas: readonly string[] } {
  const { data, signs } = at;
  const active = placesOf(signs, (one) => one > 0);
  const [a] = active;
  mustHold(a !== undefined && active.length === 1 && labelOf(data, a) === 1, 'not one positive alone is active');
  const rest = everySample(data).filter((i) => i !== a);
  mustHold(
    rest.every((i) => isNotPositive(at.inner(a, i))),
    'the positive may push another sample over its kink',
  );
  const numbers = `unfold sqnorm, w0, ${sampleNames(at)}; cbn [dot feat]; lra`;
  const tactics = [
    'exact (proj1 is_data)',
    'reflexivity',
    `exact ${memberOf(a)}`,
    'rewrite size_is; lra',
    'exact is_made',
    'exact all_of',
    'reflexivity',
    `rewrite start_${a + 1}; lra`,
    numbers,
    forEach(rest.map(() => `split; ${numbers}`)),
  ];
  return {
    a,
    lemmas: [
      ...writtenData(at),
      ...madeLemma(at, [a], rest),
      `Lemma is_alone : alone ${data.d} data ${sampleName(a)} [${rest.map(sampleName).join('; ')}] w0.`,
      `Proof. ${conjunction(tactics)}. Qed.`,
    ],
  };
}
