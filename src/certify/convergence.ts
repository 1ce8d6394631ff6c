/** Refutations of "the direction does not converge": w.x_b of a negative stays in a box while |w| grows, so the direction converges. */

import { reached } from './argument.js';
import type { Interval } from './arithmetic/interval.js';
import type { CertifiedHypothesis, Finding } from './certificate.js';
import { marginVector, squareRoot } from './enclosure/margin.js';
import { type Reached, searchDescent } from './enclosure/search.js';
import { samples, separatorOf } from './enclosure/separator.js';
import type { Setting } from './enclosure/setting.js';
import { smallStep } from './enclosure/small-step.js';
import { faceSearch } from './invariant/face-kept.js';
import type { Kept } from './invariant/kept.js';
import { kinkBox } from './invariant/kink.js';
import { mustHold } from './undecided.js';

/** The first iterate of gradient descent at which something is shown of all later ones. */
export function staysBesideKinks(at: Setting): Reached<Kept> {
  const aboutRay = faceSearch(at);
  return searchDescent(at, 0, (iterate) => kinkBox(at, iterate) ?? aboutRay.test(iterate), aboutRay.isPromising);
}

/** Why the direction converges, and where to. */
function convergence({ arithmetic, input }: Setting, { iterate, shown: { J, kinks, floors, how } }: Reached<Kept>): readonly string[] {
  const least = Math.min(...floors.map((floor) => arithmetic.bounds(floor).low));
  const boxes = kinks.map(({ b, box }) => {
    const { low, high } = arithmetic.bounds(box);
    return `w.x${b + 1} lies in [${low}, ${high}]`;
  });
  const struck = samples(kinks.map(({ b }) => b));
  return [
    ...reached(input.start, iterate, `w.x_i > 0 for ${samples(J)}, and ${boxes.join(', ')}`),
    `No step leads out of that, and w.x_i >= ${least} on ${samples(J)} for ever.`,
    ...how,
    `All w.x_i, i in J, grow without bound, while the part of w along ${struck} stays bounded.`,
    J.length === 1
      ? 'Beside it w moves along u_i, the rest of x_i, alone, so w_t/|w_t| converges to u_i/|u_i|, at a right angle to these negatives.'
      : 'Beside it w moves by h sum rho_i exp(-w.u_i) u_i with rho_i bounded from both sides and u_i the rest of x_i, so w_t/|w_t| converges to the max-margin direction of the u_i (docs/certificates.md), at a right angle to these negatives.',
  ];
}

const nothing = { low: 0, high: 0 };
const WANDERS = 'The slack is the largest distance between two late directions, in the limit: 0, where divergence needs it positive.';

/** A struck negative with v.x_b > 0 for the dual vector v of the active positives. */
function outside(at: Setting, { J, kinks }: Kept): { readonly b: number; readonly product: Interval; readonly square: Interval } {
  const { products, square } = marginVector(at, J);
  const woken = kinks.find(({ b }) => products[b]!.low > 0n);
  mustHold(woken !== undefined, 'the max-margin direction is not shown to make a struck negative active');
  return { b: woken.b, product: products[woken.b]!, square };
}

/** thm-3.2/2: w^+ outside, all positives active for ever. */
export function wandersNot(at: Setting): Finding {
  const { hypothesis } = separatorOf(at);
  const found = staysBesideKinks(at);
  mustHold(found.shown.J.length === at.data.positives.length, 'not all positives stay active');
  const { b } = outside(at, found.shown);
  return {
    hypotheses: [
      hypothesis,
      smallStep(at, found.path, 0),
      { name: 'w^+ outside the separable region', how: `v.x${b + 1} > 0 exactly, for v with w^+ = v/|v| by its dual weights` },
      { name: 'all positives stay active', how: `from step ${found.iterate.k} on, see below` },
    ],
    step: found.iterate.k,
    slack: nothing,
    argument: [...convergence(at, found), WANDERS],
  };
}

/** ex-2/no-limit. */
export function exampleTwo(at: Setting): Finding {
  const { data, gram, signs } = at;
  const { hypothesis } = separatorOf(at);
  mustHold(data.n === 2 && data.y[0] === 1 && data.y[1] === -1, 'the data are not one positive and one negative');
  const [product, square] = [gram[0]![1]!, gram[1]![1]!];
  mustHold(product.low > 0n && 2n * product.low <= square.low, 'x1.x2 is not in (0, |x2|^2 / 2]');
  mustHold(signs[0] === 1 && signs[1] === -1, 'w_0 does not start as in the example');
  const found = staysBesideKinks(at);
  const exactly: CertifiedHypothesis = {
    name: '0 < x1.x2 <= |x2|^2 / 2, w_0.x1 > 0 > w_0.x2',
    how: 'exact inner products',
  };
  return {
    hypotheses: [hypothesis, smallStep(at, found.path, 0), exactly],
    step: found.iterate.k,
    slack: nothing,
    argument: [...convergence(at, found), WANDERS],
  };
}

/** thm-3.2/cases: the limit is none of the four. */
export function noneOfTheCases(at: Setting): Finding {
  const { arithmetic, gram } = at;
  const { hypothesis } = separatorOf(at);
  const found = staysBesideKinks(at);
  const { J } = found.shown;
  const { b, product, square } = outside(at, found.shown);
  const inverse = arithmetic.reciprocal(squareRoot(arithmetic.precision, arithmetic.multiply(square, gram[b]![b]!)));
  const cosine = arithmetic.multiply(product, inverse);
  return {
    hypotheses: [hypothesis, smallStep(at, found.path, 0)],
    step: found.iterate.k,
    slack: arithmetic.bounds(arithmetic.negate(cosine)),
    argument: [
      ...convergence(at, found),
      `Case 2 says that it does not converge. Case 4 needs a run that terminates, but ${samples(J)} stay active.`,
      `Cases 1 and 3 (J = ${samples(J)}, the active positives) say that it converges to w^+_J within the region. But w^+_J = v/|v|, by its dual weights, has v.x${b + 1} > 0 exactly, so it is not in the region, and the limit has 0 there.`,
      `The printed argmin instead of w^+_J has a negative inner product with ${samples(J)}, where the limit has none. The slack is minus the cosine of w^+_J and x${b + 1}: 0 at the limit.`,
    ],
  };
}
