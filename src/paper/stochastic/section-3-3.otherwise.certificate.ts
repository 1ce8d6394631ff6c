/** Refutes "otherwise SGD does not even converge": draws after which no sample is active, though w^+ is outside of the separable region. */

import { isPositive, point } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { marginVector } from '../../certify/enclosure/margin.js';
import { draws } from '../../certify/enclosure/path.js';
import { isClosed } from '../../certify/enclosure/region.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold, Undecided } from '../../certify/undecided.js';
import { everySample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { greatest } from '../../numerics/rational.js';

/** A step at which no sample is active, or the active ones are such that no draw leads out. */
export function prove(at: Setting): Finding {
  const { arithmetic, data, input } = at;
  const { hypothesis } = separatorOf(at);
  const { exponent } = paperExponent(at);
  const { products } = marginVector(at, data.positives);
  const beyond = data.negatives.find((j) => isPositive(nth(products, j)));
  mustHold(beyond !== undefined, 'w^+ may lie in the separable region');
  for (const { before, drawn } of draws(at)) {
    const active = everySample(data).filter((i) => before.active[i] === true);
    const settled = active.every((i) => data.y[i] === 1) && isClosed(at, { active, separable: false });
    if (!settled) continue;
    const highest = greatest(before.products.map(({ high }) => high));
    return {
      hypotheses: [
        hypothesis,
        exponent,
        {
          name: 'w^+ is not in the closed linearly separable region',
          how: `w^+ is along v, a combination of positives that is checked in integers, and v.${`x${beyond + 1}`} > 0 for a negative`,
        },
      ],
      step: before.k,
      slack: { low: -1, high: -1 },
      argument: [
        `SGD from w_0 = ${vector(input.start)} draws ${before.k === 0 ? 'nothing' : samples(drawn.slice(0, before.k))}, which happens with positive probability.`,
        active.length === 0
          ? `At step ${before.k} every w.x_i <= 0: enclosed, the largest is at most ${arithmetic.bounds(point(highest)).high}. w never moves again, whatever is drawn: SGD converges.`
          : `At step ${before.k} nothing is active but ${samples(active)}, and no draw leads out of this W_J, by exact signs. There SGD acts as on the linear model of these samples, and its direction tends to w^+_J.`,
        'The slack is -1 by definition.',
      ],
    };
  }
  throw new Undecided('the run has not settled');
}
