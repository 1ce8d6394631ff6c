/** Refutations of proposition 2 and of its eqs. 25 to 27: draws of inactive samples move nothing. */

import { exp } from './arithmetic/exp.js';
import { greatest, type Interval, type IntervalArithmetic, least, point, signOf } from './arithmetic/interval.js';
import type { CertifiedHypothesis, Finding } from './certificate.js';
import { paperExponent } from './enclosure/exponent.js';
import { type Draw, draws } from './enclosure/path.js';
import { samples, separatorOf, vector } from './enclosure/separator.js';
import type { Setting } from './enclosure/setting.js';
import { mustHold, Undecided } from './undecided.js';

/** The hypotheses of proposition 2, all exact. */
function hypothesesOf(at: Setting): readonly CertifiedHypothesis[] {
  const { data, gram, signs } = at;
  const { hypothesis } = separatorOf(at);
  mustHold(
    gram.every((row, i) => row.every((product, j) => signOf(product) === data.y[i]! * data.y[j]!)),
    'the data are not in the sense of Combes et al.',
  );
  const { exponent } = paperExponent(at);
  const active = signs.flatMap((sign, i) => (sign > 0 ? [i] : []));
  mustHold(active.length > 0, 'no sample is active at the start');
  return [
    hypothesis,
    { name: 'x_i.x_j > 0 within a class, < 0 across', how: 'exact signs of all x_i.x_j' },
    exponent,
    { name: 'w_0 is not at a local minimum of thm-3.1/3', how: `w_0.x_i > 0 exactly for ${samples(active)}` },
  ];
}

/** prop-2: after some draws no sample is active, and SGD stays where it is. */
export function neverSeparates(at: Setting): Finding {
  const hypotheses = hypothesesOf(at);
  for (const { before, drawn } of draws(at)) {
    if (before.active.some(Boolean)) continue;
    const highest = greatest(before.products.map(({ high }) => high));
    const positive = before.products[at.data.positives[0]!]!;
    return {
      hypotheses,
      step: before.k,
      slack: at.arithmetic.bounds(positive),
      argument: [
        `SGD from w_0 = ${vector(at.input.start)} draws ${samples(drawn.slice(0, before.k))}, which happens with positive probability.`,
        `At step ${before.k} every w.x_i <= 0: enclosed, the largest is at most ${at.arithmetic.bounds(point(highest)).high}.`,
        'Then the gradient at every sample is zero and w never moves again, whatever is drawn.',
        `w does not lie in the linearly separable region, as w.x${at.data.positives[0]! + 1} <= 0 for a positive sample. The slack is that inner product.`,
      ],
    };
  }
  throw new Undecided('some sample stays active');
}

/** The first draw of an inactive sample at a step that the predicate admits. */
function idleDraw(at: Setting, admits: (draw: Draw) => boolean): Draw {
  for (const draw of draws(at)) if (!draw.before.active[draw.sample] && admits(draw)) return draw;
  throw new Undecided('no inactive sample is drawn where it matters');
}

/** prop-2/eq-25: a draw that moves nothing. */
export function strictMove(at: Setting): Finding {
  const hypotheses = hypothesesOf(at);
  const { before, sample, drawn } = idleDraw(at, () => true);
  return {
    hypotheses,
    step: before.k,
    slack: { low: 0, high: 0 },
    argument: idle(at, before.k, sample, drawn, 'The slack is y_j (w_{t+1} - w_t).x_j = 0, which would have to be positive.'),
  };
}

/** prop-2/eq-26-27: such a draw while a sample is misclassified, against a positive bound. */
export function leastMove(at: Setting): Finding {
  const { arithmetic, data, gram } = at;
  const hypotheses = hypothesesOf(at);
  const wrong = ({ before }: Draw): number => before.active.findIndex((active, i) => active !== (data.y[i] === 1));
  const draw = idleDraw(at, (each) => wrong(each) >= 0);
  const damping = exp(arithmetic, arithmetic.negate(arithmetic.multiply(lengthBound(at, draw), reach(at))));
  const within = leastOf(data.positives.flatMap((i) => data.positives.map((j) => gram[i]![j]!)));
  const across = leastOf(data.positives.flatMap((i) => data.negatives.map((j) => arithmetic.negate(gram[i]![j]!))));
  const bound = arithmetic.multiply(draw.eta, leastOf([arithmetic.multiply(damping, within), across]));
  mustHold(bound.low > 0n, 'the bound is lost in rounding');
  return {
    hypotheses: [
      ...hypotheses,
      { name: 'a sample is misclassified', how: `sample x${wrong(draw) + 1} at step ${draw.before.k}, by the enclosed sign of w.x` },
    ],
    step: draw.before.k,
    slack: arithmetic.bounds(arithmetic.negate(bound)),
    argument: idle(
      at,
      draw.before.k,
      draw.sample,
      draw.drawn,
      'But eq. 26 asks w.x_j to rise by eta min{ exp(-C D) e++, e+- } > 0 for the positives j. The slack is 0 less that, for a C above the sum of |entries| of w_t and a D above all |x_i|.',
    ),
  };
}

function idle({ input }: Setting, k: number, sample: number, drawn: readonly number[], end: string): readonly string[] {
  const before = drawn.slice(0, k);
  return [
    `SGD from w_0 = ${vector(input.start)} draws ${before.length === 0 ? 'nothing' : samples(before)} before step ${k}, and x${sample + 1} at it.`,
    `There w_${k}.x${sample + 1} <= 0 (${k === 0 ? 'exact' : 'enclosed'}), so the gradient at this sample is zero and w_${k + 1} = w_${k}: no w.x_j moves.`,
    end,
  ];
}

/** The sum of the sizes of the entries, at least the Euclidean norm. */
function size(arithmetic: IntervalArithmetic, entries: readonly number[]): Interval {
  return entries.reduce((sum, entry) => arithmetic.add(sum, arithmetic.double(Math.abs(entry))), arithmetic.zero);
}

/** A number that is at least |w_t|, from w_t = w_0 + sum c_i x_i. */
function lengthBound({ arithmetic, input, rows }: Setting, { before }: Draw): Interval {
  return before.coefficients.reduce(
    (sum, { low, high }, i) => {
      const largest = greatest([-low, high]);
      return arithmetic.add(sum, arithmetic.multiply(point(largest), size(arithmetic, rows[i]!)));
    },
    size(arithmetic, input.start),
  );
}

/** A number that is at least every |x_i|. */
function reach({ arithmetic, rows }: Setting): Interval {
  return rows.map((row) => size(arithmetic, row)).reduce((most, each) => (each.high > most.high ? each : most));
}

function leastOf(values: readonly Interval[]): Interval {
  return { low: least(values.map(({ low }) => low)), high: least(values.map(({ high }) => high)) };
}
