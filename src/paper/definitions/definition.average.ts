/** The average of SGD's iterates. */

import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { runOf } from '../../claim/each-step.js';
import { allMet, isPaperExponent } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { alphaOf, powerSteps } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { alpha } from '../../generator/steps.js';
import { gamma } from '../../numerics/rounding.js';
import { largestDifference, norm, plusMultiple } from '../../numerics/vector.js';
import { modelOf, modelPoints } from './model-points.js';

/** Which iterates the average takes in. */
export const averagedIterate = defineClaim({
  id: 'def/average',
  chapter: 'definitions',
  source: 'Section 3.3, before theorem 3.3',
  statement: 'The averaged iterate is wbar_t = (1/t) sum_{k=0}^{t-1} w_k: it leaves w_t out.',
  slack: '-|wbar_t - (1/t) sum_{k<t} w_k| / max_{k<=t} |w_k| (or 1 where all are 0), smallest over t >= 1',
  ...onAnyData(separable(), modelPoints(alpha().map((exponent) => powerSteps(exponent, 40)))),
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { kind, model } = modelOf(input, parts);
    const exponent = alphaOf(input);
    const hypotheses = [isPaperExponent(exponent)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const mean = parts.iterateAverage(input.start.length);
    let sum = new Float64Array(input.start.length);
    const slack = slackRecord();
    let largest = 0;
    let previous = new Float64Array(input.start.length);
    runOf(
      input,
      {
        data,
        model,
        optimizer: parts.stochasticGradientDescent,
        stepSize: parts.powerSchedule(exponent),
        sampler: parts.uniformSampler(input.seed ?? 0, data.n),
      },
      ({ k, w }) => {
        if (k > 0) {
          // wbar_k averages w_0 .. w_{k-1}; the average is told each iterate once the step from it has been taken.
          mean.add(previous);
          sum = plusMultiple(sum, 1, previous);
          const error = largestDifference(
            mean.mean(),
            sum.map((total) => total / k),
          );
          slack.record(-error / (largest > 0 ? largest : 1), gamma(4 * k + 8), k, () => `wbar_${k} is off by ${error}`);
        }
        previous = w.slice();
        largest = Math.max(largest, norm(w));
      },
    );
    return conclude(hypotheses, slack, { undecided: 'there is no step', labels: [['model', kind]] });
  },
});
