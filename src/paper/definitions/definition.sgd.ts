/** Stochastic gradient descent. */

import { defineClaim } from '../../claim/define.js';
import { eachStepOf } from '../../claim/each-step.js';
import { allMet, isPaperExponent } from '../../claim/hypotheses.js';
import { onAnyData } from '../../claim/sources.js';
import { alphaOf, powerSteps } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { alpha } from '../../generator/steps.js';
import { exp, log } from '../../numerics/elementary.js';
import { modelOf, modelPoints } from './model-points.js';
import { updateLaw } from './update-law.js';

/** The update of SGD at every step, with its step sizes. */
export const stochasticUpdate = defineClaim({
  id: 'def/sgd',
  chapter: 'definitions',
  source: 'Section 3.3, (SGD) and proposition 1',
  statement: 'SGD: w_{t+1} = w_t - eta_t grad l(w_t, z_xi), with eta_k = (k+1)^(-alpha) for k = 0, 1, ...',
  slack: '-(error of w_{t+1}) / (size of the step, or of w_t where the step is lost in its rounding)',
  ...onAnyData(separable(), modelPoints(alpha().map((exponent) => powerSteps(exponent, 60)))),
  required: { 'model:relu': 0.1, 'model:network': 0.1 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { kind, model } = modelOf(input, parts);
    const exponent = alphaOf(input);
    const hypotheses = [isPaperExponent(exponent)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const law = updateLaw((k) => exp(-exponent * log(k + 1)));
    const [stepSize, sampler] = [parts.powerSchedule(exponent), parts.uniformSampler(input.seed ?? 0, data.n)];
    law.ended(eachStepOf(input, { data, model, optimizer: parts.stochasticGradientDescent, stepSize, sampler }, law.visit));
    return law.evaluation(hypotheses, kind);
  },
});
