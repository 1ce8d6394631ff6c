/** The checks of the package. */

import type { Check } from '../check.js';

const finite: Check = {
  id: 'protocol/finite',
  group: 'protocol',
  title: 'finite gradients give finite parameters',
  applies: () => true,
  judge(subject) {
    const optimizer = subject.create({ dimension: 3, stepSize: 0.1 });
    const params = Float64Array.of(1, -2, 0.5);
    for (let k = 1; k <= 10; k++) {
      optimizer.step(params, Float64Array.of(0.5, -0.25, 1));
      if (!params.every(Number.isFinite)) return { verdict: 'broken', margin: -1, note: `step ${k} gave (${params.join(', ')})` };
    }
    return { verdict: 'pass', margin: 1 };
  },
};

const untouched: Check = {
  id: 'protocol/gradient-untouched',
  group: 'protocol',
  title: 'a step leaves the gradient as it was',
  after: ['protocol/finite'],
  applies: () => true,
  judge(subject) {
    const gradient = Float64Array.of(0.5, -0.25, 1);
    subject.create({ dimension: 3, stepSize: 0.1 }).step(Float64Array.of(1, -2, 0.5), gradient);
    const same = gradient[0] === 0.5 && gradient[1] === -0.25 && gradient[2] === 1;
    return same ? { verdict: 'pass', margin: 1 } : { verdict: 'broken', margin: -1, note: `the gradient became (${gradient.join(', ')})` };
  },
};

/** All checks. */
export const CHECKS: readonly Check[] = [finite, untouched];
