/** Example 2 of appendix C, first half: the negative sample becomes active. */

import { defineClaim } from '../../claim/define.js';
import { allMet, method } from '../../claim/hypotheses.js';
import { eta, stepCount } from '../../claim/steps.js';
import { dataset, sample } from '../../data/dataset.js';
import { exp, log } from '../../numerics/elementary.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { gamma } from '../../numerics/rounding.js';
import { absoluteDot, dot } from '../../numerics/vector.js';
import { run } from '../../trajectory/run.js';
import { sampleAtKink } from '../setting/sample-at-kink.js';
import { exampleTwoHypotheses, exampleTwoSteps, sideUnsure } from './examples.js';

/** From w.x2 < 0 the run gets to w.x2 > 0 within a number of steps that is known beforehand. */
export const enters = defineClaim({
  id: 'ex-2/enters',
  chapter: 'gradient descent',
  kind: 'finite',
  source: 'Appendix C, example 2',
  statement:
    'One positive x1, one negative x2 with 0 < x1.x2 <= 0.5 |x2|^2; w_0.x1 > 0, w_0.x2 < 0: some t has w_t.x2 > 0, at the latest t = 2 + n (e^v - e^(w_0.x1)) / (eta |x1|^2) with v the value of w.x1 at which w.x2 reaches 0.',
  slack: '1 - t / (that bound) at the first t with w_t.x2 > 0; -1 where there is none up to the bound',
  reason: 'While x2 is inactive, e^(w.x1) grows by at least eta |x1|^2 / n a step, since e^(a + h) >= e^a (1 + h).',
  cases: exampleTwoSteps(20_000),
  evaluate(input, parts) {
    const data = dataset(input.data);
    const hypotheses = exampleTwoHypotheses(data, input, parts);
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const w0 = Float64Array.from(input.start);
    const rate = eta(input);
    const [x1, x2] = [sample(data, 0), sample(data, 1)];
    const square = dot(x1, x1);
    const v0 = dot(w0, x1);
    const target = v0 - (dot(w0, x2) / dot(x1, x2)) * square;
    // ln of the number of steps, since the number itself can be beyond float64.
    const logBound = target + log(1 - exp(v0 - target)) + log(data.n / (rate * square));
    const bound = 2 + exp(logBound);
    // Inner products keep the error of what cancels in them, and every step of the run that of the entries of w.
    const kept = absoluteDot(w0, x2) / Math.abs(dot(w0, x2)) + absoluteDot(x1, x2) / dot(x1, x2);
    const rounding = gamma(64) * (1 + absoluteDot(w0, x1) + (target - v0) * kept + bound * kept);
    hypotheses.push({ ...method('enough-steps', 'the bound is within the steps of the case'), slack: stepCount(input) / bound - 1 });
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    if (rounding > 1 / 16) return { hypotheses, undecided: 'rounding blurs the bound', labels: [] };
    let entered = false;
    let near: number | undefined;
    const { steps } = run({
      data,
      model: parts.relu,
      start: w0,
      optimizer: parts.gradientDescent,
      stepSize: rate,
      steps: Math.ceil(bound) + 1,
      observe: ({ w }) => {
        entered = signOfDot(w, x2) > 0;
        if (!entered) near = sampleAtKink(data, w);
        return !entered && near === undefined;
      },
    });
    if (near !== undefined) return { hypotheses, undecided: sideUnsure(steps, near), labels: [] };
    return {
      hypotheses,
      conclusion: {
        slack: entered ? 1 - steps / bound : -1,
        rounding,
        step: steps,
        note: `w_t.x2 <= 0 up to step ${steps}`,
      },
      labels: [steps > 10 ? ['enters', 'late'] : ['enters', 'early']],
    };
  },
});
