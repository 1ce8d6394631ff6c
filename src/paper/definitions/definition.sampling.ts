/** Uniform sampling with replacement. */

import fc from 'fast-check';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { slackRecord } from '../../claim/slack.js';
import { noSteps } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { samplingSeed } from '../../generator/steps.js';
import { alphaLedger, CASE_ALLOWANCE } from '../../monte-carlo/alpha-ledger.js';
import { log } from '../../numerics/elementary.js';
import { gamma } from '../../numerics/rounding.js';

/** Draws of one case. */
const DRAWS = 20_000;

/** How SGD draws its samples. */
export const uniformSampling = defineClaim({
  id: 'def/sampling',
  chapter: 'definitions',
  kind: 'expectation',
  source: 'Section 3.3, (SGD)',
  statement:
    'SGD draws xi_t uniformly from {1, ..., n} with replacement. So each index has frequency 1/n, and so does a repetition of the index just drawn.',
  slack: `1 - |frequency - 1/n| / (Bernstein deviation at false-alarm probability ${CASE_ALLOWANCE} / (n + 1)), smallest over the indices and the repetitions`,
  reason:
    'The frequency of m independent indicators with mean p deviates from p by more than sqrt(2 p (1-p) c / m) + 2 c / (3 m), c = ln(2 / delta), with probability at most delta (Bernstein).',
  cases: fc.tuple(fc.integer({ min: 2, max: 12 }), samplingSeed()).map(([n, seed]) => ({
    data: { x: Array.from({ length: n }, () => [1]), y: Array.from({ length: n }, (_, i) => (i === 0 ? -1 : 1)) },
    start: [0],
    steps: noSteps,
    seed,
  })),
  evaluate(input, parts) {
    const data = dataset(input.data);
    const draw = parts.uniformSampler(input.seed ?? 0, data.n);
    const counts = new Float64Array(data.n);
    let repetitions = 0;
    let outside = 0;
    let previous = -1;
    for (let k = 0; k < DRAWS; k++) {
      const index = draw();
      const count = counts[index];
      if (count === undefined) outside++;
      else counts[index] = count + 1;
      if (index === previous) repetitions++;
      previous = index;
    }
    const slack = slackRecord();
    const p = 1 / data.n;
    const ledger = alphaLedger(CASE_ALLOWANCE);
    const allowedFor = (check: string): number => {
      const c = log(2 / ledger.spend(check, CASE_ALLOWANCE / (data.n + 1)));
      return Math.sqrt((2 * p * (1 - p) * c) / DRAWS) + (2 * c) / (3 * DRAWS);
    };
    for (const [i, count] of counts.entries()) {
      slack.record(
        1 - Math.abs(count / DRAWS - p) / allowedFor(`index ${i}`),
        gamma(64),
        0,
        () => `index ${i} was drawn ${count} times in ${DRAWS}`,
      );
    }
    slack.record(
      1 - Math.abs(repetitions / (DRAWS - 1) - p) / allowedFor('repetitions'),
      gamma(64),
      0,
      () => `${repetitions} of ${DRAWS} draws repeat the one before`,
    );
    slack.record(outside === 0 ? 1 : -1, 0, 0, () => `${outside} draws are not the index of a sample`);
    return conclude([], slack, { undecided: 'nothing was drawn' });
  },
});
