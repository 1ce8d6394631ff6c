/** Refutes proposition 2: after some draws no sample is active, and SGD stays where it is. */

import { point } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { combesHypotheses } from '../../certify/enclosure/combes.js';
import { draws } from '../../certify/enclosure/path.js';
import { samples, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { Undecided } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';
import { greatest } from '../../numerics/rational.js';

/** A step at which no sample is active, outside the separable region. */
export function prove(at: Setting): Finding {
  const hypotheses = combesHypotheses(at);
  for (const { before, drawn } of draws(at)) {
    if (before.active.some(Boolean)) continue;
    const highest = greatest(before.products.map(({ high }) => high));
    const first = nth(at.data.positives, 0);
    const positive = nth(before.products, first);
    return {
      hypotheses,
      step: before.k,
      slack: at.arithmetic.bounds(positive),
      argument: [
        `SGD from w_0 = ${vector(at.input.start)} draws ${samples(drawn.slice(0, before.k))}, which happens with positive probability.`,
        `At step ${before.k} every w.x_i <= 0: enclosed, the largest is at most ${at.arithmetic.bounds(point(highest)).high}.`,
        'Then the gradient at every sample is zero and w never moves again, whatever is drawn.',
        `w does not lie in the linearly separable region, as w.x${first + 1} <= 0 for a positive sample. The slack is that inner product.`,
      ],
    };
  }
  throw new Undecided('some sample stays active');
}
