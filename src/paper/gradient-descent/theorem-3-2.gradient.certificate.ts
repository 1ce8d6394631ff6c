/** Refutation of the bounded sum: the squared gradients of a run add up to more than the loss that it set out with allows. */

import { exp } from '../../certify/arithmetic/exp.js';
import { type Interval, isBelow, isNegative, isPositive, point } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { firstIterate, gradientStep, type Iterate, MOST_STEPS, sampleLoss, totalLoss } from '../../certify/enclosure/path.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import { lengthSquare, type Setting } from '../../certify/enclosure/setting.js';
import { SMOOTHNESS_BOUND, smoothness } from '../../certify/enclosure/smoothness.js';
import { constantStep, rateOf } from '../../certify/enclosure/step-size.js';
import { kinkBox, struckWith } from '../../certify/invariant/kink.js';
import { mustHold, Undecided } from '../../certify/undecided.js';
import { labelOf } from '../../data/dataset.js';
import { pairs, placesOf } from '../../numerics/lists.js';
import { greatest } from '../../numerics/rational.js';

/** A t with eta (1 - beta eta / 2) sum_{k<t} |grad L(w_k)|^2 > L(w_0), where beta is at least the smoothness along the whole path up to t. */
export function unboundedSum(at: Setting): Finding {
  const { arithmetic, data, input } = at;
  const { hypothesis } = separatorOf(at);
  const { eta, count } = constantStep(at);
  const two = arithmetic.integer(2n);
  let before = firstIterate(at);
  const bound = totalLoss(at, before);
  let largest = 0n;
  let crossings = 0;
  let sum = arithmetic.zero;
  for (let t = 1; t <= Math.min(count, MOST_STEPS); t++) {
    const after = gradientStep(at, before, eta);
    largest = greatest([largest, arithmetic.scale(smoothness(at, before, after), eta).high]);
    mustHold(largest < arithmetic.units(2n), 'eta beta may be 2 or more');
    if (data.negatives.some((i) => before.active[i] !== after.active[i])) crossings += 1;
    sum = arithmetic.add(sum, squaredGradient(at, before));
    const kept = arithmetic.subtract(two, point(largest));
    // n eta (1 - beta eta / 2) sum |grad L|^2, where this sum carries n^2.
    const left = arithmetic.divide(arithmetic.scale(arithmetic.multiply(kept, sum), eta), BigInt(2 * data.n));
    const slack = arithmetic.subtract(bound, left);
    if (isNegative(slack)) {
      const bounds = arithmetic.bounds(slack);
      const curvature = arithmetic.bounds(point(largest)).high;
      const forever = struckForever(at, after);
      return {
        hypotheses: [
          hypothesis,
          {
            name: '0 < eta < 2/beta',
            how: `eta beta <= ${curvature} along all segments up to step ${t}, which the display at ${t} is about, with ${SMOOTHNESS_BOUND}${forever === undefined ? '' : `; ${forever.curvature}`}`,
          },
        ],
        step: t,
        slack: bounds,
        argument: [
          `Gradient descent from w_0 = ${vector(input.start)} with eta = ${eta}, each iterate enclosed and the sign of each w.x_i decided up to step ${t}.`,
          `On the way the activation of a negative sample changes in ${crossings} steps.`,
          `eta (1 - beta eta / 2) times the sum of |grad L(w_k)|^2 over k < ${t} exceeds L(w_0), for the largest eta beta above: n (L(w_0) - that) lies between ${bounds.low} and ${bounds.high}.`,
          'The slack is n times the difference of the bound and the sum.',
          ...(forever === undefined ? [] : forever.argument),
        ],
      };
    }
    before = after;
  }
  throw new Undecided('the sum does not provably exceed its bound at any step that is followed');
}

/** Why the smoothness stays below 2/eta for ever, and the sum has no bound. */
interface StruckForever {
  readonly curvature: string;
  readonly argument: readonly string[];
}

/** A box beside kinks that no step leaves, in which eta beta stays below 2; undefined where there is none at an iterate. */
function struckForever(at: Setting, iterate: Iterate): StruckForever | undefined {
  const { arithmetic, data, inner } = at;
  const kept = kinkBox(at, iterate);
  if (kept === undefined) return undefined;
  const { J, kinks, floors, how } = kept;
  const positives = pairs(J, floors).map(([i, { low }]) => arithmetic.multiply(inner(i, i), exp(arithmetic, point(-low))));
  const negatives = kinks.flatMap(({ b, box }) =>
    struckWith(at, b).map((c) => {
      const ratio = arithmetic.multiply(inner(b, c), arithmetic.reciprocal(inner(b, b)));
      return arithmetic.multiply(inner(c, c), exp(arithmetic, arithmetic.multiply(ratio, point(box.high))));
    }),
  );
  const beta = arithmetic.divide(arithmetic.sum([...positives, ...negatives]), BigInt(data.n));
  const curvature = arithmetic.multiply(arithmetic.multiply(rateOf(at), arithmetic.integer(BigInt(data.n))), beta);
  if (!isBelow(curvature, arithmetic.integer(2n))) return undefined;
  // Each of these is raised by the forces of J, which add up to infinity.
  if (!kinks.every(({ b }) => J.every((i) => isPositive(inner(i, b))))) return undefined;
  const struck = samples(kinks.map(({ b }) => b));
  return {
    curvature: `eta beta <= ${arithmetic.bounds(curvature).high} for ever after, with beta <= (1/n) sum |x_i|^2 exp(-y_i w.x_i) over the samples that ever act`,
    argument: [
      `And the sum has no bound at all: from step ${iterate.k} on w.x_i > 0 for ${samples(J)} for ever, and w.x_b stays in a box for ${struck}.`,
      ...how,
      `All w.x_i on ${samples(J)} go to infinity, so their forces add up to infinity and raise each w.x_b, until it is struck, again and again; a late strike has a gradient of nearly |x_b|/n or more.`,
    ],
  };
}

/** n^2 |grad L(w)|^2. */
function squaredGradient(at: Setting, iterate: Iterate): Interval {
  const active = placesOf(iterate.active, (acts) => acts);
  return lengthSquare(
    at,
    active,
    active.map((i) => at.arithmetic.scale(sampleLoss(at, iterate, i), labelOf(at.data, i))),
  );
}
