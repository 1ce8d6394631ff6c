/** Adam does not see the scale of the gradients. */

import * as cc from 'claimcheck/claims';
import { adam } from '../adam.js';
import { ANY_GRADIENTS, betasOf, gradientSequences, inUnitInterval } from '../cases.js';
import { mostUpdate, updateRounding } from './kingma.step.js';

/** Powers of two, exact, and a factor that is not: all entries are multiplied by it. */
const SCALES = [
  { exponent: -4000, factor: 1 },
  { exponent: 0, factor: 3 },
];

/** @param {import('../adam.js').Adam} [optimizer] */
export const scaleFree = (optimizer = adam) =>
  cc.defineClaim({
    id: 'kingma/scale-free',
    chapter: 'adam',
    source:
      'Kingma and Ba 2015 (arXiv 1412.6980), section 1: "the magnitudes of parameter updates are invariant to rescaling of the gradient"',
    statement: `${ANY_GRADIENTS}, Adam with epsilon = 0: gradients c g_t give the same updates as g_t, for c = 2^-4000 and c = 3.`,
    slack: '-|difference of the updates| / alpha, smallest over steps, entries and the two c; satisfied within rounding',
    cases: gradientSequences([0]),
    evaluate(input) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const betas = betasOf(input);
      const alpha = cc.eta(input);
      const hypotheses = [inUnitInterval(betas), cc.holds(cc.paper('step', 'alpha > 0'), alpha > 0)];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const slack = cc.slackRecord();
      const [update, plain] = [new Float64Array(data.d), new Float64Array(data.d)];
      for (const { exponent, factor } of SCALES) {
        const options = { dimension: data.d, rate: () => alpha, epsilon: 0, ...betas };
        const [own, scaled, most] = [optimizer(options), optimizer(options), mostUpdate(betas)];
        rows.forEach((gradient, i) => {
          plain.fill(0);
          update.fill(0);
          own.step(plain, gradient, 0);
          scaled.step(
            update,
            gradient.map((g) => factor * g),
            exponent,
          );
          const difference = cc.distance(plain, update) / alpha;
          slack.record(-difference, 2 * data.d * updateRounding(i + 1, most(), betas), i + 1, () => `c = ${factor} 2^${exponent}`);
        });
      }
      return cc.conclude(hypotheses, slack, { undecided: 'every step is lost in rounding' });
    },
  });
