/** Separable data whose w^+ lies outside the closed separable region (theorem 3.2, case 2). */

import fc, { type Arbitrary } from 'fast-check';
import { dataLabels } from '../../generator/data-labels.js';
import type { DrawnData } from '../../generator/drawn.js';
import { axis, combination, multiple } from '../../generator/exact-vector.js';
import { latticeVector, positiveLattice } from '../../generator/lattice.js';
import { mirror, turned } from '../../generator/turn.js';
import { nth } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';

const FEATURES = 4;
const FURTHER = 3;

/**
 * Separable data in 2 to 4 dimensions whose max-margin direction of the positives alone, w^+, has w^+.x_j > 0 for some
 * negative x_j, exactly.
 *
 * w^+ is along a vector a: every positive has x_i.a >= |a|^2, and a is a positive sample itself or the mean of two. Some
 * data have a negative within 1/8 of a.
 */
export function outside(): Arbitrary<DrawnData> {
  return fc
    .record({
      d: fc.integer({ min: 2, max: FEATURES }),
      head: fc.tuple(positiveLattice(1, 16), positiveLattice(1, 16)),
      tail: latticeVector(FEATURES - 2, 1, 16),
      spread: fc.option(positiveLattice(1, 16), { nil: 0, freq: 2 }),
      first: fc.record({ shift: latticeVector(1, 1, 16), height: positiveLattice(2, 16), rest: latticeVector(FEATURES - 2, 1, 16) }),
      near: fc.constantFrom(false, false, true),
      positives: fc.array(latticeVector(FEATURES, 1, 16), { maxLength: FURTHER }),
      negatives: fc.array(latticeVector(FEATURES, 1, 16), { maxLength: FURTHER }),
      negativesFirst: fc.boolean(),
      turn: mirror(FEATURES),
    })
    .map(({ d, head, tail, spread, first, near, positives, negatives, negativesFirst, turn }) => {
      const inPair = d > 2 && spread > 0;
      const a = [...head, ...tail].slice(0, d);
      if (inPair) a[2] = 0;
      // separator.a > 0 > separator.e_1, though a.e_1 > 0; where a negative is near a, by so little that a + e_1/8 is below 0.
      const [up, down] = near ? [16 * head[1] + 1, -16 * head[0]] : [Math.floor(head[1] / head[0]) + 1, -1];
      const separator = combination(up, axis(d, 0), down, axis(d, 1));
      const positiveRows = [
        ...(inPair ? [combination(1, a, spread, axis(d, 2)), combination(1, a, -spread, axis(d, 2))] : [a]),
        ...positives.map((q) => beyond(a, q.slice(0, d), separator)),
      ];
      const negativeRows = [
        near
          ? combination(1, a, 1 / 8, axis(d, 1))
          : misclassified(a, [...first.shift, first.height, ...first.rest].slice(0, d), separator),
        ...negatives.map((r) => onNegativeSide(r.slice(0, d), separator)),
      ];
      const rows = negativesFirst ? [...negativeRows, ...positiveRows] : [...positiveRows, ...negativeRows];
      const classes = [positiveRows.map(() => 1), negativeRows.map(() => -1)];
      const data = { x: rows.map((row) => turned(row, turn)), y: (negativesFirst ? classes.reverse() : classes).flat() };
      const turnedSeparator = turned(separator, turn);
      const active = negativeRows.filter((row) => dot(a, row) > 0).length;
      return {
        data,
        separator: turnedSeparator,
        labels: [
          `support:${inPair ? 'pair' : 'single'}`,
          `outside:${active === negativeRows.length ? 'all-negatives' : 'some-negatives'}`,
          ...dataLabels(data, turnedSeparator),
        ],
      };
    });
}

/** a + q with q mirrored so that q.a >= 0, moved along the first axis onto the positive side. */
function beyond(a: readonly number[], q: readonly number[], separator: readonly number[]): number[] {
  const row = combination(1, a, dot(q, a) < 0 ? -1 : 1, q);
  // The first entries of a and of the separator are positive, so this raises both inner products.
  return combination(1, row, Math.max(0, Math.floor(-dot(row, separator) / nth(separator, 0)) + 1), axis(row.length, 0));
}

/** The row with both separator.row < 0 and a.row > 0, which hold once its first entry is 0 and the tail is mirrored. */
function misclassified(a: readonly number[], row: readonly number[], separator: readonly number[]): number[] {
  const rest = row.slice(2);
  const tail = dot(a.slice(2), rest) < 0 ? multiple(-1, rest) : rest;
  const drawn = [...row.slice(0, 2), ...tail];
  return dot(drawn, separator) < 0 && dot(drawn, a) > 0 ? drawn : [0, ...drawn.slice(1)];
}

function onNegativeSide(row: readonly number[], separator: readonly number[]): number[] {
  const side = dot(row, separator);
  return side === 0 ? combination(1, row, 1, axis(row.length, 1)) : multiple(-Math.sign(side), row);
}
