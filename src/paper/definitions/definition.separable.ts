/** Linear separability through the origin, and what it is certified by. */

import fc from 'fast-check';
import { defineClaim } from '../../claim/define.js';
import { onAnyData } from '../../claim/sources.js';
import { noSteps } from '../../claim/steps.js';
import { dataset, sample } from '../../data/dataset.js';
import type { DrawnData } from '../../generator/drawn.js';
import { nonSeparable } from '../../generator/non-separable.js';
import { separable } from '../../generator/separable.js';
import { commonExponent, scaledInteger } from '../../numerics/dyadic.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { integerProduct, nth } from '../../numerics/lists.js';
import type { Separability } from '../../oracle/separability.js';

/** The alternative between a separator and a combination that is zero. */
export const separableThroughOrigin = defineClaim({
  id: 'def/separable',
  chapter: 'definitions',
  kind: 'exact',
  source: 'Section 2',
  statement:
    'Data are linearly separable through the origin, y_i w.x_i > 0 for all i for some w, or else some convex combination of the y_i x_i is zero; never both. The answer carries its w, or its combination, and either is checked exactly.',
  slack: '1 where the certificate holds exactly, else -1',
  reason: "Gordan's theorem of the alternative.",
  ...onAnyData(
    fc.oneof(
      separable(),
      nonSeparable().map(({ data, labels }): DrawnData => ({ data, separator: [], labels })),
    ),
    (source) => source.map(({ data, separator }) => ({ data, start: separator, steps: noSteps })),
  ),
  required: { 'data:separable': 0.2, 'data:not-separable': 0.2 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const answer = parts.separability(data);
    const rows = Array.from(data.y, (y, i) => sample(data, i).map((entry) => y * entry));
    const valid = answer.separable ? separates(rows, answer) : isZeroCombination(rows, answer.exactCombination);
    return {
      hypotheses: [],
      conclusion: {
        slack: valid ? 1 : -1,
        rounding: 0,
        step: 0,
        note: answer.separable
          ? `separator (${Array.from(answer.separator).join(', ')})`
          : `combination (${answer.exactCombination.join(', ')})`,
      },
      labels: [answer.separable ? ['data', 'separable'] : ['data', 'not-separable']],
    };
  },
});

/** Whether a separator has positive products with all rows, exactly; some data have none that doubles can hold. */
function separates(rows: readonly Float64Array[], { separator, exactSeparator }: Extract<Separability, { separable: true }>): boolean {
  if (exactSeparator === undefined) return rows.every((row) => signOfDot(row, separator) > 0);
  const exponent = commonExponent(rows);
  return rows.every((row) => integerProduct(exactSeparator, integersOf(row, exponent)) > 0n);
}

/** Whether non-negative weights "p/q" with sum 1 combine the rows to zero, in integers. */
function isZeroCombination(rows: readonly Float64Array[], weights: readonly string[]): boolean {
  const parsed = weights.map((text) => {
    const [p = '', q = '1'] = text.split('/');
    return { p: BigInt(p), q: BigInt(q) };
  });
  const common = parsed.reduce((product, { q }) => product * q, 1n);
  const scaled = parsed.map(({ p, q }) => p * (common / q));
  if (scaled.some((weight) => weight < 0n) || scaled.reduce((sum, weight) => sum + weight, 0n) !== common) return false;
  const exponent = commonExponent(rows);
  const integers = rows.map((row) => integersOf(row, exponent));
  return nth(integers, 0).every(
    (_, j) =>
      integerProduct(
        scaled,
        integers.map((row) => nth(row, j)),
      ) === 0n,
  );
}

function integersOf(row: Float64Array, exponent: number): bigint[] {
  return Array.from(row, (entry) => scaledInteger(entry, exponent));
}
