/** Lemma F.2: the duality between the margin and the shortest convex combination. */

import fc from 'fast-check';
import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isSeparable, paper } from '../../claim/hypotheses.js';
import { vectorOf } from '../../claim/read-case.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { noSteps } from '../../claim/steps.js';
import { dataset, sample } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { largest, pairs, smallest } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { distance, dot, norm, plusMultiple } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';

const RAW_WEIGHTS = 12;

/** No convex combination of the positives is shorter than gamma, and one has that length. */
export const duality = defineClaim({
  id: 'lem-f2',
  chapter: 'stochastic gradient descent',
  kind: 'exact',
  source: 'Lemma F.2',
  statement:
    '|X+^T q| >= gamma for every q of the simplex, with gamma the largest margin of the positives. Equality is attained, and there w^+ = X+^T q / gamma is the unit vector whose least w.x_i is gamma.',
  slack:
    '|X+^T q| / gamma - 1 at the drawn q; -|X+^T q - gamma w^+| / gamma, -|min_i w^+.x_i / gamma - 1| and -||w^+| - 1| at the optimal one',
  ...onAnyData(separable(), (source) =>
    fc.tuple(source, fc.array(fc.nat({ max: 8 }), { minLength: RAW_WEIGHTS, maxLength: RAW_WEIGHTS })).map(([drawn, simplex]) => ({
      data: drawn.data,
      start: new Array<number>(drawn.separator.length).fill(0),
      steps: noSteps,
      vectors: { simplex },
    })),
  ),
  evaluate(input, parts) {
    const data = dataset(input.data);
    const rows = signedRows(data, { subset: data.positives });
    const simplex = vectorOf(input, 'simplex');
    const raw = rows.map((_, i) => simplex[i % RAW_WEIGHTS] ?? 0);
    const hypotheses = [
      isSeparable(data, parts),
      holds(
        paper('weights', 'q >= 0'),
        raw.every((weight) => weight >= 0),
      ),
    ];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const best = parts.maxMargin({ dimension: data.d, atLeastOne: rows });
    if (!best.feasible) return { hypotheses, undecided: 'no max-margin direction of the positives', labels: [] };
    const slack = slackRecord();
    const longest = largest(data.positives.map((i) => norm(sample(data, i))));
    const condition = longest / best.margin;
    const rounding = gamma(8 * (rows.length + data.d)) * condition;

    const total = raw.reduce((sum, weight) => sum + weight, 0);
    const q = raw.map((weight) => (total > 0 ? weight / total : 1 / rows.length));
    slack.record(
      norm(combination(rows, q, data.d)) / best.margin - 1,
      rounding,
      0,
      () => 'a convex combination is shorter than gamma',
      'infimum',
    );

    const optimal = combination(rows, best.weights, data.d);
    const gammaW = best.direction.map((entry) => entry * best.margin);
    slack.record(-distance(optimal, gammaW) / best.margin, rounding, 0, () => 'X+^T q differs from gamma w^+', 'attained');
    slack.record(
      -Math.abs(smallest(rows.map((row) => dot(row, best.direction))) / best.margin - 1),
      rounding,
      0,
      () => 'the least w^+.x_i is not gamma',
      'margin',
    );
    slack.record(-Math.abs(norm(best.direction) - 1), rounding, 0, () => 'w^+ is not a unit vector', 'unit');
    const sum = best.weights.reduce((total, weight) => total + weight, 0);
    slack.record(-Math.abs(sum - 1) + Math.min(0, smallest(best.weights)), rounding, 0, () => 'q is not in the simplex', 'simplex');
    return {
      hypotheses,
      ...concluded(slack, 'every slack is lost in rounding'),
      labels: best.degenerate.length > 0 ? [['support', 'degenerate']] : [['support', 'regular']],
    };
  },
});

function combination(rows: readonly ArrayLike<number>[], q: ArrayLike<number>, d: number): Float64Array {
  return pairs(rows, q).reduce((sum, [row, weight]) => plusMultiple(sum, weight, row), new Float64Array(d));
}
