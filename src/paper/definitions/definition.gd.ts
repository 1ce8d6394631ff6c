/** Gradient descent. */

import { defineClaim } from '../../claim/define.js';
import { eachStepOf } from '../../claim/each-step.js';
import { allMet, isPositiveStep } from '../../claim/hypotheses.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps, eta } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { stepSize } from '../../generator/steps.js';
import { modelOf, modelPoints } from './model-points.js';
import { updateLaw } from './update-law.js';

/** The update of gradient descent at every step. */
export const gradientDescentUpdate = defineClaim({
  id: 'def/gd',
  chapter: 'definitions',
  source: 'Section 3.2, (GD)',
  statement: 'Gradient descent: w_{t+1} = w_t - eta grad L(w_t) at every step.',
  slack: '-(error of w_{t+1}) / (size of the step, or of w_t where the step is lost in its rounding)',
  ...onAnyData(separable(), modelPoints(stepSize().map((rate) => constantSteps(rate, 60)))),
  required: { 'model:relu': 0.1, 'model:network': 0.1 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { kind, model } = modelOf(input, parts);
    const hypotheses = [isPositiveStep(input)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const law = updateLaw(() => eta(input));
    law.ended(eachStepOf(input, { data, model, optimizer: parts.gradientDescent }, law.visit));
    return law.evaluation(hypotheses, kind);
  },
});
