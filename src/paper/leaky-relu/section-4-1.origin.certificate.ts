/** Refutation of section 4.1's "without loss of generality": the max-margin directions through the origin and with an offset differ. */

import { isNegative, leastOf } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { marginVector, squareRoot } from '../../certify/enclosure/margin.js';
import { separatorOf } from '../../certify/enclosure/separator.js';
import { type Setting, settingOf } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';

/** Both directions by their dual weights in integers; that through the origin has a smaller least product with the differences. */
export function directionsDiffer(at: Setting): Finding {
  const { arithmetic, data, input, rows } = at;
  const { hypothesis } = separatorOf(at);
  const slope = input.slope ?? Number.NaN;
  mustHold(slope > 0 && slope < 1, 'the slope is not in (0, 1)');
  const exactly = (value: number, expected: ReturnType<typeof arithmetic.double>): number => {
    const { low, high } = arithmetic.double(value);
    mustHold(low === expected.low && high === expected.high && low === high, 'a product or difference is not a double');
    return value;
  };
  const scaled = rows.map((row, i) =>
    row.map((x) => (data.y[i] === 1 ? x : exactly(x * -slope, arithmetic.scale(arithmetic.double(x), -slope)))),
  );
  const differences = data.positives.flatMap((i) =>
    data.negatives.map((j) =>
      nth(scaled, i).map((x, k) =>
        exactly(x + nth(nth(scaled, j), k), arithmetic.add(arithmetic.double(x), arithmetic.double(nth(nth(scaled, j), k)))),
      ),
    ),
  );
  const both = [...scaled, ...differences];
  const setting = settingOf({ ...input, data: { x: both, y: both.map(() => 1) } }, arithmetic.precision);
  const [first, last] = [scaled.map((_, i) => i), differences.map((_, p) => scaled.length + p)];
  const [through, free] = [marginVector(setting, first), marginVector(setting, last)];
  const exact = setting.arithmetic;
  // The least product of v/|v| with the differences, against the largest there is.
  const length = squareRoot(exact.precision, through.square);
  const products = last.map((p) => exact.multiply(nth(through.products, p), exact.reciprocal(length)));
  const reached = leastOf(products);
  const lack = exact.subtract(reached, free.gamma);
  mustHold(isNegative(lack), 'the two directions are not shown to differ');
  const bounds = { through: exact.bounds(through.gamma), free: exact.bounds(free.gamma) };
  return {
    hypotheses: [hypothesis, { name: '0 < a < 1', how: `a = ${slope}; the products with it are doubles exactly` }],
    step: 0,
    slack: exact.bounds(lack),
    argument: [
      `Through the origin the largest margin of the rescaled data lies between ${bounds.through.low} and ${bounds.through.high}, with direction v/|v|, v a combination of the y_i x*_i checked exactly.`,
      `With an offset the largest of the least u.(x*_i - x*_j), i positive and j negative, is twice the margin; it lies between ${bounds.free.low} and ${bounds.free.high}, likewise, and is attained by one direction alone.`,
      'v/|v| does not attain it, so it is not that direction. Once the classifier with an offset passes through the origin, that direction is w* of the translated data.',
      'The slack is the least (v/|v|).(x*_i - x*_j) less the largest there is, which equality would make 0.',
    ],
  };
}
