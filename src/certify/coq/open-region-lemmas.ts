/** For Coq: data of which some draw may lead out of the separable region, a start inside it, and w^+ with its margin. */

import { nth } from '../../numerics/lists.js';
import { isNegative, isPositive } from '../arithmetic/interval.js';
import { paperExponent } from '../enclosure/exponent.js';
import { regionOf } from '../enclosure/region.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { bestLemmas } from './best-direction.js';
import { double, ofDouble } from './fraction.js';
import { bestWithMargin, reachLemma } from './margin-lemmas.js';
import { listedLemma } from './marked-lemmas.js';
import { startLemmas } from './start-lemmas.js';
import { sampleName, sampleNames, writtenData } from './written-data.js';

/**
 * The hypotheses of every statement given that SGD stays: `is_open`, `reached`, `B_short`, `best_and_margin`, and `starts_inside`.
 *
 * @throws Undecided where one does not hold.
 */
export function openRegionLemmas(at: Setting): readonly string[] {
  const { data, rows } = at;
  mustHold(regionOf(at).separable, 'the start is not in the separable region');
  const { alpha } = paperExponent(at);
  const names = data.positives.map(sampleName);
  const opens = data.positives.some(
    (i) => data.positives.some((j) => isNegative(at.inner(i, j))) || data.negatives.some((j) => isPositive(at.inner(i, j))),
  );
  mustHold(opens, 'no draw may lead out of the region');
  return [
    ...writtenData(at),
    ...startLemmas(at),
    `Definition alpha := ${double(alpha)}.`,
    ...listedLemma(at, data.positives, 'positives data'),
    ...bestLemmas(
      data.positives.map((i) => ({ name: sampleName(i), features: nth(rows, i).map(ofDouble) })),
      'positives data',
      'listed',
      names.join(', '),
    ),
    ...bestWithMargin(at),
    ...reachLemma(at),
    'Lemma starts_inside : in_region data w0.',
    `Proof. unfold data, w0, ${sampleNames(at)}; each. Qed.`,
    `Lemma is_open : open_region ${data.d} data alpha w0.`,
    'Proof. split; [exact is_data | split; [reflexivity | split; [unfold alpha; lra | split; [exact starts_inside | ]]]].',
    `  rewrite listed; unfold data, ${sampleNames(at)}; first_that ltac:(first_that ltac:(cbn [label dot feat]; lra)). Qed.`,
  ];
}
