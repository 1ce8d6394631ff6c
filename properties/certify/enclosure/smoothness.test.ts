import { describe, expect, it } from 'vitest';
import { firstIterate, type Iterate } from '../../../src/certify/enclosure/path.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import { smoothness } from '../../../src/certify/enclosure/smoothness.js';

const data = {
  x: [
    [1, 0],
    [0, 1],
    [1, 1],
  ],
  y: [1, -1, 1],
};

/** The iterate at w, and the setting. */
function at(w: readonly number[]): Iterate {
  return firstIterate(settingOf({ claim: 'thm-3.2/descent', data, start: w, steps: { kind: 'constant', eta: 1, count: 1 } }, 200));
}

describe('the bound on the smoothness of a segment', () => {
  it('takes the outer ends of inner products that are known to an interval only', () => {
    const settingWith = (label: 1 | -1) =>
      settingOf({ claim: 'thm-3.2/descent', data: { x: [[1]], y: [label] }, start: [1], steps: { kind: 'none' } }, 100);
    const { arithmetic } = settingWith(1);
    const between = (low: number, high: number) => ({ low: arithmetic.double(low).low, high: arithmetic.double(high).high });
    const iterate = (low: number, high: number): Iterate => ({ k: 0, coefficients: [], products: [between(low, high)], active: [true] });
    const bound = (label: 1 | -1, before: Iterate, after: Iterate) => arithmetic.bounds(smoothness(settingWith(label), before, after)).high;
    expect(bound(1, iterate(1, 2), iterate(3, 4))).toBeCloseTo(Math.exp(-1), 12);
    expect(bound(-1, iterate(1, 2), iterate(3, 4))).toBeCloseTo(Math.exp(4), 12);
    // Up to the kink, where the loss is 1 to the last unit.
    const asleep = smoothness(settingWith(1), { ...iterate(-1, -1), active: [false] }, iterate(2, 2));
    expect(asleep.low).toBe(arithmetic.one.low);
  });

  const setting = settingOf({ claim: 'thm-3.2/descent', data, start: [0, 0], steps: { kind: 'constant', eta: 1, count: 1 } }, 200);

  // e_i: exp(-v) of a positive at its least active v, exp(v) of a negative at its largest; samples that never act have none.
  it.each<[string, number[], number[], number[]]>([
    ['all active at both ends', [1, 2], [3, 1], [Math.exp(-1), Math.exp(2), Math.exp(-3)]],
    ['a positive that goes to sleep has its loss at the kink', [1, 0.5], [-2, 3], [1, Math.exp(3), Math.exp(-1)]],
    ['and so has one that wakes', [-2, 3], [1, 0.5], [1, Math.exp(3), Math.exp(-1)]],
    ['a negative that wakes has its loss at the far end', [2, -1], [1, 0.5], [Math.exp(-1), Math.exp(0.5), Math.exp(-1)]],
    ['samples that sleep at both ends have no part', [2, -1], [3, -1], [Math.exp(-2), 0, Math.exp(-1)]],
    ['nothing is active', [-1, -1], [-2, -3], [0, 0, 0]],
  ])('%s', (_, from, to, e) => {
    const gram = data.x.map((a) => data.x.map((b) => a.reduce((sum, entry, j) => sum + entry * b[j]!, 0)));
    let square = 0;
    gram.forEach((row, i) => {
      row.forEach((product, j) => {
        square += e[i]! * e[j]! * product * product;
      });
    });
    const expected = Math.sqrt(square) / 3;

    const { low, high } = setting.arithmetic.bounds(smoothness(setting, at(from), at(to)));

    expect(Math.abs(high - expected)).toBeLessThan(1e-14 * (1 + expected));
    expect(low <= high).toBe(true);
  });
});
