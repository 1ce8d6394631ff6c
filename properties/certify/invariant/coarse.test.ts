import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstIterate } from '../../../src/certify/enclosure/path.js';
import { type Setting, settingOf } from '../../../src/certify/enclosure/setting.js';
import { rateOf } from '../../../src/certify/enclosure/step-size.js';
import { kinkBox, struckWith } from '../../../src/certify/invariant/kink.js';
import { lasting } from '../../../src/certify/invariant/lasting.js';
import type { Case } from '../../../src/data/case.js';

/** A case on multiples of 1/4; as few bits as keep its inner products exact leave every rounding to be seen. */
const coarse = fc
  .record({
    rows: fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 4 }),
    start: fc.array(fc.integer({ min: -24, max: 24 }), { minLength: 2, maxLength: 2 }),
    positives: fc.integer({ min: 1, max: 2 }),
    eta: fc.constantFrom(1 / 4, 1, 3),
  })
  .map(({ rows, start, positives, eta }): Case => {
    const x = rows.map((row) => row.map((entry) => entry / 4));
    return {
      claim: 'thm-3.2/2',
      data: { x, y: x.map((_, i) => (i < positives ? 1 : -1)) },
      start: start.map((entry) => entry / 4),
      steps: { kind: 'constant', eta, count: 0 },
    };
  });
/** What float64 may be off by; one unit of the coarse arithmetic is 2^-4 or so. */
const TINY = 1e-12;

const settingAt = (input: Case): Setting => settingOf(input, 1);
const numberOf = ({ arithmetic: { precision } }: Setting, end: bigint): number => Number(end) / 2 ** precision;

describe('with so few bits that every rounding shows', () => {
  it('the box of Lemma 5 satisfies its inequalities', () => {
    let shown = 0;
    fc.assert(
      fc.property(coarse, (input) => {
        const at = settingAt(input);
        const kept = kinkBox(at, firstIterate(at));
        if (kept === undefined) return;
        shown++;
        const { inner } = at;
        const number = (end: bigint): number => numberOf(at, end);
        const product = (i: number, j: number): number => number(inner(i, j).low);
        const now = at.products.map(({ low }) => number(low));
        const h = (input.steps.kind === 'constant' ? input.steps.eta : Number.NaN) / input.data.x.length;
        const boxes = kept.kinks.map(({ b, box }) => ({ b, low: number(box.low), high: number(box.high) }));
        const atEnd = (i: number, end: 'low' | 'high'): number =>
          boxes.reduce((sum, box) => sum + (product(i, box.b) / product(box.b, box.b)) * (box[end] - now[box.b]!), now[i]!);
        const floors = kept.floors.map(({ low }) => number(low));
        kept.J.forEach((i, place) => {
          expect(floors[place]).toBeGreaterThan(0);
          expect(floors[place]).toBeLessThanOrEqual(atEnd(i, 'low') + TINY);
        });
        for (const { b, low, high } of boxes) {
          const pull = kept.J.reduce((sum, i, place) => sum + product(i, b) * Math.exp(-floors[place]!), 0);
          const thrown = struckWith(at, b).reduce((sum, c) => sum + product(c, b) * Math.exp((product(c, b) / product(b, b)) * high), 0);
          expect(pull).toBeLessThanOrEqual(product(b, b) + TINY);
          expect(h * pull).toBeLessThanOrEqual(high + TINY);
          expect(-h * thrown).toBeGreaterThanOrEqual(low - TINY);
          expect(low <= now[b]! && now[b]! <= high && high >= 0).toBe(true);
        }
        // The others sleep at all corners.
        const struck = boxes.flatMap(({ b }) => struckWith(at, b));
        at.products.forEach((_, j) => {
          if (kept.J.includes(j) || struck.includes(j)) return;
          const worst = boxes.reduce((sum, { b, low, high }) => {
            const share = product(j, b) / product(b, b);
            return sum + Math.max(share * (low - now[b]!), share * (high - now[b]!));
          }, now[j]!);
          expect(worst).toBeLessThanOrEqual(TINY);
        });
      }),
      { numRuns: 2000, seed: 11 },
    );
    expect(shown).toBeGreaterThan(60);
  });

  it('rows that are kept by the second way of Lemma 2 satisfy its inequalities', () => {
    let shown = 0;
    fc.assert(
      fc.property(coarse, (input) => {
        const at = settingAt(input);
        const rows = at.products.map((_, i) => i);
        const outputs = at.products.map((product, i) => (input.data.y[i] === 1 ? product : at.arithmetic.negate(product)));
        const kept = lasting(at, rows, outputs, rateOf(at));
        if (kept === undefined) return;
        const values = outputs.map(({ low }) => numberOf(at, low));
        expect(Math.min(...values)).toBeGreaterThan(0);
        if (kept.least.every((each, i) => each === outputs[i])) return;
        shown++;
        const sum = values.reduce((total, value) => total + Math.exp(-value), 0);
        const reach = Math.max(...rows.map((i) => numberOf(at, at.inner(i, i).low)));
        const h = (input.steps.kind === 'constant' ? input.steps.eta : Number.NaN) / rows.length;
        expect(sum).toBeLessThan(1);
        expect(h * reach * sum).toBeLessThanOrEqual(3 / 4 + TINY);
        for (const { low } of kept.least) expect(numberOf(at, low)).toBeLessThanOrEqual(-Math.log(sum) + TINY);
      }),
      { numRuns: 2000, seed: 12 },
    );
    expect(shown).toBeGreaterThan(30);
  });
});
