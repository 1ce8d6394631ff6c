/** Loss and gradient of every model against their definition, written out afresh. */

import fc from 'fast-check';
import type { Label } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { holds, method } from '../../claim/hypotheses.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { noSteps } from '../../claim/steps.js';
import { type Dataset, dataset, everySample, labelOf, sample } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { workspace } from '../../model/model.js';
import { exp } from '../../numerics/elementary.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { nth } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { absoluteDot, dot, largestDifference, norm, plusMultiple, rowOf } from '../../numerics/vector.js';
import { modelOf, modelPoints } from './model-points.js';

/** The weights of each of so many neurons. */
function neuronsOf({ d }: Dataset, w: Float64Array, count: number): readonly Float64Array[] {
  return Array.from({ length: count }, (_, k) => rowOf(w, k, d));
}

/** One sample's loss and gradient, written out from the definitions with exact activation. */
function sampleByDefinition(
  data: Dataset,
  i: number,
  w: Float64Array,
  slope: number,
  v: readonly number[],
): { exponent: number; size: number; direction: Float64Array } {
  const { d } = data;
  const x = sample(data, i);
  const y = labelOf(data, i);
  const direction = new Float64Array(w.length);
  let f = 0;
  let size = 0;
  const neurons = neuronsOf(data, w, v.length);
  v.forEach((weight, k) => {
    const wk = nth(neurons, k);
    const derivative = signOfDot(wk, x) > 0 ? 1 : slope;
    f += weight * derivative * dot(wk, x);
    size += Math.abs(weight) * absoluteDot(wk, x);
    direction.set(
      x.map((entry) => -y * weight * derivative * entry),
      k * d,
    );
  });
  return { exponent: -y * f, size, direction };
}

/** Whether some computed w_k.x_i has another sign than the exact one, so that it takes another derivative. */
function isDecidedByRounding(data: Dataset, w: Float64Array, neurons: number): boolean {
  return everySample(data).some((i) => {
    const x = sample(data, i);
    return neuronsOf(data, w, neurons).some((wk) => Math.sign(dot(wk, x)) !== signOfDot(wk, x));
  });
}

/** Judges one loss and gradient against sum_i share e^(exponent_i) direction_i. */
function compareWithDefinition(
  data: Dataset,
  samples: readonly number[],
  share: number,
  point: { w: Float64Array; slope: number; v: readonly number[] },
  got: { loss: number; shift: number; gradient: Float64Array },
  slack: SlackRecord,
): void {
  let expected = new Float64Array(got.gradient.length);
  let loss = 0;
  let terms = 0;
  let longest = 1;
  let rounding = gamma(16);
  for (const i of samples) {
    const { exponent, size, direction } = sampleByDefinition(data, i, point.w, point.slope, point.v);
    const weight = share * exp(exponent - got.shift);
    loss += weight;
    terms += weight * norm(direction);
    longest = Math.max(longest, norm(direction));
    rounding = Math.max(rounding, gamma(4 * (data.d + samples.length) + 16) * (2 + size));
    expected = plusMultiple(expected, weight, direction);
  }
  if (!(loss < Number.POSITIVE_INFINITY)) {
    slack.record(-1, 0, 0, () => 'the loss is scaled so that it overflows');
    return;
  }
  // Below the normal range a weight and its products are right to so many units of the last place there is, and no better.
  const underflow = 4 * samples.length * Number.MIN_VALUE;
  if (loss > 0)
    slack.record(
      -Math.abs(got.loss - loss) / loss,
      rounding + underflow / loss,
      0,
      () => `loss ${got.loss}, by definition ${loss} (both times e^${-got.shift})`,
    );
  const error = largestDifference(got.gradient, expected);
  slack.record(
    terms === 0 ? -Math.abs(error) : -error / terms,
    terms === 0 ? underflow * longest : rounding + (underflow * longest) / terms,
    0,
    () => `gradient (${Array.from(got.gradient).join(', ')}), by definition (${Array.from(expected).join(', ')})`,
  );
}

/** Loss and gradient of every model, on all samples and on each. */
export const lossAndGradient = defineClaim({
  id: 'def/gradient',
  chapter: 'definitions',
  kind: 'exact',
  source: 'Problem (P), eq. 3 and appendix A, first display',
  statement:
    'L(w) = (1/n) sum_i exp(-y_i f(x_i)). Its gradient has one term for each sample, with the derivative of the activation at w.x_i, which is 0 or the slope a at the kink. The loss of one sample is its term of L without 1/n.',
  slack: 'the smaller of -(relative error of the loss) and -(error of the gradient / sum of the sizes of its terms)',
  ...onAnyData(separable(), modelPoints(fc.constant(noSteps))),
  required: { 'model:linear': 0.1, 'model:relu': 0.1, 'model:leaky': 0.1, 'model:network': 0.1, 'at:kink': 0.05 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { kind, model, slope: a, v } = modelOf(input, parts);
    const w = Float64Array.from(input.start);
    const slack = slackRecord();
    const into = workspace(model, data);
    const all = everySample(data);
    model.evaluate(data, w, into);
    compareWithDefinition(data, all, 1 / data.n, { w, slope: a, v }, into, slack);
    let kink = false;
    for (const i of all) {
      model.evaluateSample(data, i, w, into);
      compareWithDefinition(data, [i], 1, { w, slope: a, v }, into, slack);
      if (neuronsOf(data, w, v.length).some((wk) => signOfDot(wk, sample(data, i)) === 0)) kink = true;
    }
    const hypotheses = [holds(method('start-fits', 'start fits the model'), w.length === data.d * v.length)];
    const labels: Label[] = [['model', kind], kink ? ['at', 'kink'] : ['at', 'smooth']];
    const conclusion = slack.conclusion();
    if (conclusion === undefined || (conclusion.slack < 0 && isDecidedByRounding(data, w, v.length))) {
      return { hypotheses, undecided: 'lost in rounding', labels };
    }
    return { hypotheses, conclusion, labels };
  },
});
