/** Refutations of limits of SGD's averages whose printed target is minus the max-margin direction: no draw lowers an active w.x_i. */

import { contradiction } from './argument.js';
import type { Interval } from './arithmetic/interval.js';
import type { CertifiedHypothesis, Finding } from './certificate.js';
import { paperExponent } from './enclosure/exponent.js';
import { isClosed, regionOf } from './enclosure/region.js';
import { samples, separatorOf, vector } from './enclosure/separator.js';
import type { Setting } from './enclosure/setting.js';
import { neverOpposed } from './invariant/lasting.js';
import { oppositeValue } from './invariant/opposite.js';
import { mustHold } from './undecided.js';

/** |r_i|^2 < 2, with |r_i| at most |x_i|. */
function short(
  { arithmetic, gram }: Setting,
  of: readonly number[],
  scaled: (value: Interval, i: number) => Interval,
): CertifiedHypothesis {
  const squares = of.map((i) => scaled(scaled(gram[i]![i]!, i), i));
  mustHold(
    squares.every(({ high }) => high < arithmetic.integer(2n).low),
    'B^2 is not below 2',
  );
  return { name: '|r_i|^2 < 2', how: `exact inner products of ${samples(of)}` };
}

/** Why E wbar_t keeps to the positive side of every row. */
const MEAN: readonly string[] = [
  'Whatever is drawn, at every step: w moves along a row r_i = s_i y_i x_i of these samples or not at all, and all r_i.r_j >= 0, so no w.r_i ever falls below w_0.r_i > 0.',
  'So wbar_t.r_i > 0 for every t and every sequence of draws, and E wbar_t.r_i > 0.',
];

/** thm-3.4/global and thm-3.4/local: J is all of I+ in the separable region, or the active positives of W_J. */
function averageIn(region: 'separable' | 'local'): (at: Setting) => Finding {
  return (at) => {
    const { arithmetic, input } = at;
    const { hypothesis } = separatorOf(at);
    const { exponent } = paperExponent(at);
    const here = regionOf(at);
    const J = here.active;
    mustHold(here.separable === (region === 'separable'), 'w_0 is not in the region of this part of the theorem');
    mustHold(isClosed(at, here), 'a draw may leave the region');
    const bound = short(at, J, (value) => value);
    const target = oppositeValue(at, J);
    return {
      hypotheses: [
        hypothesis,
        exponent,
        bound,
        {
          name: region === 'separable' ? 'every w_t in the linearly separable region' : 'every w_t in W_J, J not empty',
          how: `exact signs of w_0.x_i; x_i.x_j >= 0 on J = ${samples(J)} and <= 0 from J to all others, so no draw leaves it`,
        },
      ],
      step: 0,
      slack: arithmetic.bounds(target),
      argument: [
        `At w_0 = ${vector(input.start)} exactly: w.x_i > 0 for ${samples(J)} alone. Draws of other samples move nothing.`,
        ...MEAN,
        ...contradiction(target, arithmetic, 'E wbar_t'),
      ],
    };
  };
}

export const averageInRegion = averageIn('separable');
export const averageInPart = averageIn('local');

/** leaky/sgd: rows x_i of positives and -a x_i of negatives. */
export function leakyAverage(at: Setting): Finding {
  const { arithmetic, data, signs, input } = at;
  const { hypothesis } = separatorOf(at);
  const { exponent } = paperExponent(at);
  const slope = input.slope ?? Number.NaN;
  mustHold(slope > 0 && slope < 1, 'the slope is not in (0, 1)');
  const all = signs.map((_, i) => i);
  mustHold(
    all.every((i) => signs[i] === data.y[i]),
    'w_0 is not in the linearly separable region',
  );
  mustHold(
    all.every((i) => all.every((j) => neverOpposed(at, i, j))),
    'a draw may leave the region',
  );
  const scaled = (value: Interval, i: number): Interval => (data.y[i] === 1 ? value : arithmetic.scale(value, slope));
  const bound = short(at, all, scaled);
  const target = oppositeValue(at, all, scaled);
  return {
    hypotheses: [
      hypothesis,
      exponent,
      { name: '0 < a < 1', how: `a = ${slope}` },
      bound,
      {
        name: 'every w_t in the linearly separable region',
        how: 'exact signs of w_0.x_i; y_i y_j x_i.x_j >= 0 for all i, j, so no draw leaves it',
      },
    ],
    step: 0,
    slack: arithmetic.bounds(target),
    argument: [
      `At w_0 = ${vector(input.start)} exactly: y_i w.x_i > 0 for all i, where the model is linear with s_i = 1 on positives and s_i = a on negatives; write x_i for s_i x_i below.`,
      ...MEAN,
      ...contradiction(target, arithmetic, 'E wbar_t'),
    ],
  };
}
