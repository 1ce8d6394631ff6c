/** Refutations of theorem 3.1 and of the remark on vanishing gradients: only the exact signs of w.x_i and u.x_i enter. */
import { absolute, nearestQuotient } from '../numerics/rational.js';
import type { Finding } from './certificate.js';
import { samples, separatorOf, vector } from './enclosure/separator.js';
import type { Setting } from './enclosure/setting.js';
import { mustHold } from './undecided.js';

const exactMargin = (value: number) => ({ low: value, high: value });

/** Positive samples with w.x_i = 0, of which there must be one. */
function positivesOnKink({ data, signs }: Setting): readonly number[] {
  const found = data.positives.filter((i) => signs[i] === 0);
  mustHold(found.length > 0, 'no positive sample lies on its kink');
  return found;
}

/** thm-3.1/1-proof: a positive sample with w.x_i = 0 keeps its loss 1 along all of the ray. */
export function weakCaseOne(at: Setting): Finding {
  const { data, signs, input } = at;
  const { hypothesis } = separatorOf(at);
  mustHold(
    signs.every((sign, i) => sign * data.y[i]! >= 0),
    'y_i w.x_i < 0 for some i',
  );
  const kink = positivesOnKink(at);
  return {
    hypotheses: [hypothesis, { name: 'y_i w.x_i >= 0 for all i', how: `exact signs of w.x_i: ${vector(signs)}` }],
    step: 0,
    slack: exactMargin(0.5 - kink.length),
    argument: [
      `For w = ${vector(input.start)}, ${samples(kink)} (positive) has w.x_i = 0 exactly, so its loss at a w is exp(0) = 1 for every a.`,
      `Every negative sample has w.x_i <= 0 and the loss 1 too. Hence n L(a w) >= n- + ${kink.length} for every a > 0,`,
      `and the limit exceeds L* = n-/n by at least ${kink.length}/n: L(a w) does not tend to L*.`,
      'The slack is 1/2 - n (limit - L*).',
    ],
  };
}

/** thm-3.1/2: towards a separator a positive sample on its kink becomes active and no negative does. */
export function caseTwo(at: Setting): Finding {
  const { data, signs, input } = at;
  const { hypothesis, u } = separatorOf(at);
  const active = signs.flatMap((sign, i) => (sign > 0 ? [i] : []));
  mustHold(active.length > 0, 'no sample is active');
  mustHold(
    active.every((i) => data.y[i] === 1),
    'a negative sample is active',
  );
  const kink = positivesOnKink(at);
  return {
    hypotheses: [hypothesis, { name: 'w in W_J, J not empty', how: `exact signs of w.x_i: ${vector(signs)}` }],
    step: 0,
    slack: exactMargin(-kink.length),
    argument: [
      `For w = ${vector(input.start)}, J consists of ${samples(active)}; ${samples(kink)} (positive) has w.x_i = 0 exactly.`,
      `Let w' = w + eps u with u = ${vector(u)}. For every small eps > 0 the samples in J stay active, ${samples(kink)} becomes active`,
      "since u.x_i > 0, and every negative has w'.x_j <= eps u.x_j < 0. So as a -> infinity, n L(a w') tends to at most",
      `n - |J| - ${kink.length}, and n L(a w) to n - |J|: directions as near to w as one likes have a smaller limit.`,
      "The slack is n (limit along w' - limit along w), at most.",
    ],
  };
}

/** thm-3.1/3: at a point where nothing is active, the loss falls towards a separator. */
export function caseThree(at: Setting): Finding {
  const { signs, input } = at;
  const { hypothesis, u, products } = separatorOf(at);
  mustHold(
    signs.every((sign) => sign <= 0),
    'a sample is active',
  );
  const kink = positivesOnKink(at);
  const fall = kink.reduce((sum, i) => sum + products[i]!.low, 0n);
  const reach = products.map(({ low }) => absolute(low)).sort((a, b) => (a < b ? 1 : -1))[0]!;
  return {
    hypotheses: [hypothesis, { name: 'w.x_i <= 0 for all i', how: `exact signs of w.x_i: ${vector(signs)}` }],
    step: 0,
    slack: exactMargin(-nearestQuotient(fall, reach)),
    argument: [
      `For w = ${vector(input.start)} no sample is active and L(w) = 1; ${samples(kink)} (positive) has w.x_i = 0 exactly.`,
      `Let w' = w + eps u with u = ${vector(u)}. For every small eps > 0 the other samples stay inactive (u.x_j < 0 for the negatives),`,
      `and ${samples(kink)} has the loss exp(-eps u.x_i) < 1. So L(w') < L(w) arbitrarily near to w, which is no local minimum.`,
      "The slack is the limit of n (L(w') - L(w)) / (eps max |u.x_i|) as eps -> 0, to the nearest double.",
    ],
  };
}
