/** What staying in the region for sure asks of the data: the scope of proposition 1 and theorems 3.3 and 3.4. */

import fc from 'fast-check';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isPaperExponent, isSeparable, paper, signOfProduct } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { alphaOf, powerSteps } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, everySample, sample } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { withStart } from '../../generator/start.js';
import { alpha } from '../../generator/steps.js';
import { exp, log } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import { run } from '../../trajectory/run.js';

/** Steps that are taken one by one to see a sample change its side. */
const MOST_STEPS = 4096;
const CLEAR = 1e-9;

/** Where x_i.x_j has the wrong sign, drawing one sample again and again leads out of the region. */
export const scope = defineClaim({
  id: 'sec-3.3/scope@repaired',
  reading: 'repaired',
  chapter: 'stochastic gradient descent',
  kind: 'finite',
  source: 'Section 3.3, "if there exists T such that for all t > T w_t stays", made a condition on the data',
  statement:
    'w_T in the separable region, or in W_J: staying there whatever is drawn takes x_i.x_j >= 0 for active i and j, and x_i.x_j <= 0 for active i and other j. Else some number m of draws of one sample i, which has probability n^(-m), leads out.',
  slack:
    '1 where a draw repeated at most 4096 times leads out, or the bound s_m >= ln(1 + |x_i|^2 exp(-w_T.x_i) sum eta_k) shows that some m does; -1 where SGD that draws the sample as often does not lead out',
  reason:
    'Draws of i move w along x_i by a_m with exp(s_m) >= exp(s_0) + |x_i|^2 exp(-w_T.x_i) sum eta_k, s = a |x_i|^2, and sum eta_k diverges. So a_m passes |w_T.x_j| / |x_i.x_j| for some m. Conversely, with these signs no draw lowers an active w.x_i or raises another. So "stays" with a fixed T and for sure is a condition on the data: positives at no obtuse angle, negatives on the far side of each.',
  required: { 'wrong-sign:active': 0.1, 'wrong-sign:other': 0.1 },
  cases: fc
    .tuple(withStart(separable({ samples: [2, 6] }), ['separable', 'partial']), alpha())
    .map(([{ drawn, start }, exponent]) => ({ data: drawn.data, start, steps: powerSteps(exponent, MOST_STEPS) })),
  evaluate(input, parts) {
    const data = dataset(input.data);
    const exponent = alphaOf(input);
    const { kind, activePositives: active } = parts.landscapeRegion(data, input.start);
    const isActive = new Set(active);
    const wrong = active.flatMap((i) =>
      everySample(data)
        .filter((j) => (isActive.has(j) ? signOfProduct(data, i, j) < 0 : signOfProduct(data, i, j) > 0))
        .map((j) => [i, j] as const),
    );
    const hypotheses = [
      isSeparable(data, parts),
      isPaperExponent(exponent),
      holds(paper('inside', 'w_T is in the linearly separable region or in W_J, J not empty'), kind === 'separable' || kind === 'partial'),
      holds(paper('wrong-sign', 'some x_i.x_j has the wrong sign'), wrong.length > 0),
    ];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const eta = parts.powerSchedule(exponent);
    let least = Number.POSITIVE_INFINITY;
    let near = false;
    let note = '';
    for (const [i, j] of wrong) {
      const x = sample(data, i);
      const other = sample(data, j);
      const square = dot(x, x);
      const far = Math.abs(dot(input.start, other)) / Math.abs(dot(x, other));
      let away = 0;
      let m = 0;
      const begun = dot(input.start, x);
      for (; m < MOST_STEPS && away <= far; m++) away += eta(m) * exp(-begun - away * square);
      if (away > far * (1 + CLEAR)) {
        const crossed = dot(drawnAgain(input, data, parts, i, m), other) > 0 !== isActive.has(j);
        const told = `${m} draws of sample ${i} ${crossed ? 'carry' : 'do not carry'} sample ${j} over its kink`;
        if ((crossed ? 1 : -1) < least) [least, note] = [crossed ? 1 : -1, told];
        continue;
      }
      if (away > far) {
        near = true;
        continue;
      }
      // ln of the sum of step sizes that is enough: the sum is at least (m^(1-alpha) - 1) / (1 - alpha), which passes every number.
      const enough = log((1 - exponent) / square) + begun + far * square;
      const logCount = enough / (1 - exponent);
      if (!(logCount < Number.POSITIVE_INFINITY))
        [least, note] = [-1, `no number of draws of sample ${i} carries sample ${j} over its kink`];
      else if (1 < least) [least, note] = [1, `some exp(${logCount}) draws of sample ${i} carry sample ${j} over its kink`];
    }
    if (near && note === '') return { hypotheses, undecided: 'a kink is met within rounding', labels: [] };
    return {
      hypotheses,
      conclusion: { slack: least === Number.POSITIVE_INFINITY ? 1 : least, rounding: 0, step: 0, note },
      labels: [
        ...(wrong.some(([, j]) => isActive.has(j)) ? [['wrong-sign', 'active'] as const] : []),
        ...(wrong.some(([, j]) => !isActive.has(j)) ? [['wrong-sign', 'other'] as const] : []),
      ],
    };
  },
});

/** Where SGD gets by drawing one sample m times. */
function drawnAgain(input: Case, data: Dataset, parts: Parts, i: number, m: number): Float64Array {
  const { w } = run({
    data,
    model: parts.relu,
    start: input.start,
    optimizer: parts.stochasticGradientDescent,
    stepSize: parts.powerSchedule(alphaOf(input)),
    steps: m,
    sampler: () => i,
  });
  return w;
}
