/** Refutes eqs. 26 and 27: a draw that moves nothing while a sample is misclassified, against a positive bound. */

import { exp } from '../../certify/arithmetic/exp.js';
import { type Interval, type IntervalArithmetic, isPositive, leastOf, point } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { combesHypotheses, idleDraw, nothingMoves } from '../../certify/enclosure/combes.js';
import type { Draw } from '../../certify/enclosure/path.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { greatest } from '../../numerics/rational.js';

/** A step that moves nothing while a sample is misclassified. */
export function prove(at: Setting): Finding {
  const { arithmetic, data, inner } = at;
  const hypotheses = combesHypotheses(at);
  const wrong = ({ before }: Draw): number => before.active.findIndex((active, i) => active !== (data.y[i] === 1));
  const draw = idleDraw(at, (each) => wrong(each) >= 0);
  const damping = exp(arithmetic, arithmetic.negate(arithmetic.multiply(lengthBound(at, draw), reach(at))));
  const within = leastOf(data.positives.flatMap((i) => data.positives.map((j) => inner(i, j))));
  const across = leastOf(data.positives.flatMap((i) => data.negatives.map((j) => arithmetic.negate(inner(i, j)))));
  const bound = arithmetic.multiply(draw.eta, leastOf([arithmetic.multiply(damping, within), across]));
  mustHold(isPositive(bound), 'the bound is lost in rounding');
  return {
    hypotheses: [
      ...hypotheses,
      { name: 'a sample is misclassified', how: `sample x${wrong(draw) + 1} at step ${draw.before.k}, by the enclosed sign of w.x` },
    ],
    step: draw.before.k,
    slack: arithmetic.bounds(arithmetic.negate(bound)),
    argument: [
      ...nothingMoves(at, draw),
      'But eq. 26 asks w.x_j to rise by eta min{ exp(-C D) e++, e+- } > 0 for the positives j. The slack is 0 less that, for a C above the sum of |entries| of w_t and a D above all |x_i|.',
    ],
  };
}

/** The sum of the sizes of the entries, at least the Euclidean norm. */
function size(arithmetic: IntervalArithmetic, entries: readonly number[]): Interval {
  return arithmetic.sum(entries.map((entry) => arithmetic.double(Math.abs(entry))));
}

/** A number that is at least |w_t|, from w_t = w_0 + sum c_i x_i. */
function lengthBound({ arithmetic, input, rows }: Setting, { before }: Draw): Interval {
  const sizes = before.coefficients.map(({ low, high }) => point(greatest([-low, high])));
  const moved = arithmetic.inner(
    sizes,
    rows.map((row) => size(arithmetic, row)),
  );
  return arithmetic.add(size(arithmetic, input.start), moved);
}

/** A number that is at least every |x_i|. */
function reach({ arithmetic, rows }: Setting): Interval {
  return rows.map((row) => size(arithmetic, row)).reduce((most, each) => (each.high > most.high ? each : most));
}
