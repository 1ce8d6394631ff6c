/** SGD's mean E wbar_t where no draw lowers an active w.x_i: it keeps to the side on which the printed limit direction does not lie. */

import { contradiction } from '../argument.js';
import { type Interval, isBelow } from '../arithmetic/interval.js';
import type { CertifiedHypothesis, Finding } from '../certificate.js';
import { paperExponent } from '../enclosure/exponent.js';
import { isClosed, regionOf } from '../enclosure/region.js';
import { samples, separatorOf, vector } from '../enclosure/separator.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { oppositeValue } from './opposite.js';
import { directionInRegion } from './settled-positives.js';

/** |r_i|^2 < 2 for the rows r_i = s_i y_i x_i of some samples, |r_i| being at most |x_i|; `scaled` multiplies a number by |s_i|. */
export function shortRows(
  { arithmetic, inner }: Setting,
  of: readonly number[],
  scaled: (value: Interval, i: number) => Interval = (value) => value,
): CertifiedHypothesis {
  const squares = of.map((i) => scaled(scaled(inner(i, i), i), i));
  mustHold(
    squares.every((square) => isBelow(square, arithmetic.integer(2n))),
    'B^2 is not below 2',
  );
  return { name: '|r_i|^2 < 2', how: `exact inner products of ${samples(of)}` };
}

/** Why E wbar_t keeps to the positive side of every row, and what that contradicts. */
export function meanArgument({ arithmetic }: Setting, target: Interval): readonly string[] {
  return [
    'Whatever is drawn, at every step: w moves along a row r_i = s_i y_i x_i of these samples or not at all, and all r_i.r_j >= 0, so no w.r_i ever falls below w_0.r_i > 0.',
    'So wbar_t.r_i > 0 for every t and every sequence of draws, and E wbar_t.r_i > 0.',
    ...contradiction(target, arithmetic, 'E wbar_t'),
  ];
}

/** A proof that E wbar_t does not tend to the printed direction in one region: J is all of I+ in the separable region, or the active positives of W_J. */
export function averageLeaves({
  region,
  anyReach = false,
}: {
  readonly region: 'separable' | 'local';
  /** Whether the claim speaks of data of any length, and not of B < sqrt 2 alone. */
  readonly anyReach?: boolean;
}): (at: Setting) => Finding {
  return (at) => {
    const { arithmetic, input } = at;
    const { hypothesis } = separatorOf(at);
    const { exponent } = paperExponent(at);
    const here = regionOf(at);
    const J = here.active;
    mustHold(here.separable === (region === 'separable'), 'w_0 is not in the region of this part of the theorem');
    mustHold(isClosed(at, here), 'a draw may leave the region');
    const bound = anyReach ? [] : [shortRows(at, J)];
    const place = directionInRegion(
      at,
      J,
      region === 'separable' ? { name: 'w^+ in the separable region', strictly: true } : { name: 'w^+_J in W_J', strictly: false },
    );
    const target = oppositeValue(at, J);
    return {
      hypotheses: [
        hypothesis,
        exponent,
        ...bound,
        place,
        {
          name: region === 'separable' ? 'every w_t in the linearly separable region' : 'every w_t in W_J, J not empty',
          how: `exact signs of w_0.x_i; x_i.x_j >= 0 on J = ${samples(J)} and <= 0 from J to all others, so no draw leaves it`,
        },
      ],
      step: 0,
      slack: arithmetic.bounds(target),
      argument: [
        `At w_0 = ${vector(input.start)} exactly: w.x_i > 0 for ${samples(J)} alone. Draws of other samples move nothing.`,
        ...meanArgument(at, target),
      ],
    };
  };
}
