/** Refutes proposition 1 with its constants summed from k = 0, at the step T = 1 at which every run settles. */

import { type Interval, isNegative, isPositive } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { rootOf } from '../../certify/enclosure/display.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { marginVector } from '../../certify/enclosure/margin.js';
import { firstIterate, sampledStep, sampleLoss } from '../../certify/enclosure/path.js';
import { isClosed, shortReach } from '../../certify/enclosure/region.js';
import { separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample } from '../../data/dataset.js';

/** At t = T = 1 the squared gradient of the first draw exceeds the bound. */
export function prove(at: Setting): Finding {
  const { arithmetic, data, inner, input } = at;
  const { hypothesis } = separatorOf(at);
  const { alpha, exponent, count } = paperExponent(at);
  mustHold(count >= 1, 'no step is taken');
  const active = data.positives;
  const reachSquare = shortReach(at, active);
  mustHold(isClosed(at, { active, separable: true }), 'a draw may lead out of the separable region');
  const first = firstIterate(at);
  for (const i of everySample(data)) {
    const { products } = sampledStep(at, first, i, arithmetic.one);
    mustHold(
      products.every((product, j) => (data.y[j] === 1 ? isPositive(product) : isNegative(product))),
      'some first draw does not lead into the separable region',
    );
  }
  const squares = everySample(data).map((i): Interval => {
    if (!first.active[i]) return arithmetic.zero;
    return arithmetic.multiply(arithmetic.square(sampleLoss(at, first, i)), inner(i, i));
  });
  const left = arithmetic.divide(arithmetic.sum(squares), BigInt(data.n));
  const margin = marginVector(at, active);
  const startSquare = arithmetic.sum(input.start.map((entry) => arithmetic.square(arithmetic.double(entry))));
  // 1 - alpha is exact, by Sterbenz' lemma, as 1/2 < alpha < 1.
  const tail = arithmetic.scale(arithmetic.reciprocal(arithmetic.double(1 - alpha)), 2);
  const inverse = arithmetic.reciprocal(margin.gamma);
  const root = rootOf(arithmetic, arithmetic.add(startSquare, tail));
  const along = arithmetic.multiply(margin.start, inverse);
  const right = arithmetic.multiply(arithmetic.multiply(reachSquare, inverse), arithmetic.subtract(root, along));
  const slack = arithmetic.subtract(right, left);
  mustHold(isNegative(slack), 'the bound does not provably fail at t = 1');
  return {
    hypotheses: [
      hypothesis,
      exponent,
      { name: '|x_i|^2 < 2 for positive i', how: `B^2 = ${arithmetic.bounds(reachSquare).high} at most` },
      {
        name: 'from T = 1 on every w_t is in the linearly separable region',
        how: 'each of the first draws leads into it, enclosed; x_i.x_j >= 0 for positives and <= 0 across, exactly, so no later draw leads out',
      },
    ],
    step: 1,
    slack: arithmetic.bounds(slack),
    argument: [
      `SGD from w_0 = ${vector(input.start)}; eta_0 = 1 and ln 1 = 0.`,
      `At t = 1 the left side is E|grad l(w_0, z)|^2 = (1/n) sum over the active samples of exp(-2 y_i w_0.x_i) |x_i|^2, at least ${arithmetic.bounds(left).low}.`,
      `The right side, (B^2 / gamma) (sqrt(|w_0|^2 + 2 / (1 - alpha)) - w_0.w^+), is at most ${arithmetic.bounds(right).high}.`,
      'The slack is the right side less the left side.',
    ],
  };
}
