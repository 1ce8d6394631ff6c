/** For Coq: the leaky ReLU on data none of which pushes another to the wrong side, from a start in the separable region. */

import { everySample, labelOf } from '../../data/dataset.js';
import { isNotNegative, isNotPositive } from '../arithmetic/interval.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { againstBest, bestLemmas } from './best-direction.js';
import { double, list, minus, ofDouble, times } from './fraction.js';
import { sampleName, sampleNames, writtenData } from './written-data.js';

/**
 * Definitions of the data and of a, lemmas `agrees` and `starts_inside`, and the max-margin direction u/|u| of the rescaled data.
 *
 * @throws Undecided where a sample pushes another to the wrong side, or the start is not in the region.
 */
export function leakyLemmas(at: Setting): readonly string[] {
  const { data, rows, input } = at;
  const slope = input.slope ?? 0;
  const samples = everySample(data);
  mustHold(slope > 0 && slope <= 1, 'the slope is not above 0 and at most 1');
  mustHold(
    samples.every((i) =>
      samples.every((j) => (labelOf(data, i) === labelOf(data, j) ? isNotNegative(at.inner(i, j)) : isNotPositive(at.inner(i, j)))),
    ),
    'a sample pushes another to the wrong side',
  );
  mustHold(
    samples.every((i) => at.signs[i] === data.y[i]),
    'the start is not in the separable region',
  );
  const named = samples.map((i) => {
    const features = rows[i] ?? [];
    return labelOf(data, i) === 1
      ? { name: `Sample ${list(features)} 1`, features: features.map(ofDouble) }
      : { name: `Sample (scaled (- a) ${list(features)}) 1`, features: features.map((x) => minus(times(ofDouble(slope), ofDouble(x)))) };
  });
  return [
    ...writtenData(at),
    `Definition a := ${double(slope)}.`,
    'Lemma agrees : agreeing data.',
    `Proof. unfold agreeing, data, ${sampleNames(at)}; each_pair. Qed.`,
    'Lemma starts_inside : in_region data w0.',
    `Proof. unfold data, w0, ${sampleNames(at)}; each. Qed.`,
    `Lemma listed : rescaled a data = [${named.map(({ name }) => name).join('; ')}].`,
    `Proof. unfold rescaled, data, ${sampleNames(at)}; cbn [map label feat]; split_labels; reflexivity. Qed.`,
    ...bestLemmas(named, 'rescaled a data', 'listed', 'a'),
  ];
}

/** The goals that are left of `not_towards` and `mean_not_towards` for the first positive: p.x < 0. */
export function againstFirst(at: Setting): { readonly x: string; readonly minus: string } {
  const name = sampleName(at.data.positives[0] ?? 0);
  return { x: `(feat ${name})`, minus: againstBest(name) };
}
