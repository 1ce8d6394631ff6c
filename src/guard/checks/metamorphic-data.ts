/** The order of the samples: the optimizer at work on a model's full gradients. */

import type { LabelledData } from '../../data/dataset.js';
import { linear } from '../../model/neuron.js';
import { largest } from '../../numerics/lists.js';
import type { Check } from '../check.js';
import { unitRoundoff } from '../reference/arithmetic.js';
import { agreement } from './agreement.js';
import { named } from './applicability.js';
import { followModel } from './follow-model.js';
import { AFTER_LAW } from './prerequisites.js';

const SAMPLES: LabelledData = {
  x: [
    [2, 0.5, -1],
    [0.5, 1, 0.25],
    [-1, -1, 0.5],
    [1.5, -0.25, 1],
    [-0.75, -2, -0.125],
    [1, 3, -1],
  ],
  y: [1, 1, -1, 1, -1, 1],
};
const STEPS = 32;

/** Unit roundoffs of the largest parameter: each gradient is a sum in another order, and rules with roots pass that on enlarged. */
const ALLOWED = 2 ** 12;

const sampleOrder: Check = {
  id: 'metamorphic/sample-order',
  group: 'metamorphic',
  title: 'on the full gradients of a linear model, samples in another order give the same run',
  applies: named,
  after: AFTER_LAW,
  judge(subject) {
    const followed = { model: linear, data: SAMPLES, stepSize: 1 / 8, steps: STEPS };
    const reversed = { x: [...SAMPLES.x].reverse(), y: [...SAMPLES.y].reverse() };
    const { run: due } = followModel(subject, followed);
    const { run: got, problem } = followModel(subject, { ...followed, data: reversed });
    const size = largest(due.flatMap((params) => Array.from(params, Math.abs)));
    const allowed = ALLOWED * unitRoundoff(subject.precision) * size;
    return agreement(problem, due, got, () => allowed, 'with the samples in reverse order it differs');
  },
};

/** Checks that transform the data behind the gradients. */
export const dataChecks: readonly Check[] = [sampleOrder];
