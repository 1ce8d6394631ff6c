import { describe, expect, it } from 'vitest';
import { type Labelled, type Placed, placed, together } from '../../src/picture/labels.js';

const FRAME = { left: 0, top: 0, side: 480, marks: [] };

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The place of a name in a font of 13 px, whose letters are at most 7.2 px wide on average. */
const boxOf = ({ text, x, y }: Placed): Box => ({ left: x, right: x + 7.2 * text.length, top: y - 10, bottom: y + 3 });
const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const overlapping = (names: readonly Placed[]): string[] =>
  names.flatMap((one, i) =>
    names.slice(i + 1).flatMap((other) => (meet(boxOf(one), boxOf(other)) ? [`${one.text} over ${other.text}`] : [])),
  );

describe('names of marks', () => {
  it('stand above and to the right where there is room', () => {
    const [name] = placed([{ text: 'x1', at: [100, 100] }], FRAME);

    expect(name?.x).toBeGreaterThan(100);
    expect(name?.y).toBeLessThan(100);
    expect(name?.distance).toBe(1);
  });

  it.each([
    ['in a row', (i: number) => [200 + 9 * i, 200] as const],
    ['in a heap', (i: number) => [240 + 7 * (i % 3), 240 + 7 * Math.floor(i / 3)] as const],
    ['in a corner', (i: number) => [470 - 8 * i, 8 + 5 * i] as const],
  ])('do not cover each other when twelve marks are %s', (_, place) => {
    const labels = Array.from({ length: 12 }, (_, i): Labelled => ({ text: `x${i + 1}`, at: place(i) }));

    const names = placed(labels, FRAME);

    expect(overlapping(names)).toEqual([]);
    for (const { left, right, top, bottom } of names.map(boxOf)) {
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(Math.max(right, bottom)).toBeLessThanOrEqual(480);
    }
  });

  it('keep away from other marks', () => {
    const [name] = placed([{ text: 'x1', at: [100, 100] }], { ...FRAME, marks: [[112, 86]] });

    expect(meet(boxOf(name!), { left: 108, right: 116, top: 82, bottom: 90 })).toBe(false);
  });

  it('are one where the marks are in one place, and counted where they are many', () => {
    const at = [5, 5] as const;
    const many = Array.from({ length: 9 }, (_, i): Labelled => ({ text: `x${i + 1}`, at }));

    expect(together(many.slice(0, 2)).map(({ text }) => text)).toEqual(['x1, x2']);
    expect(together(many).map(({ text }) => text)).toEqual(['x1, x2 and 7 more']);
    expect(together([...many.slice(0, 1), { text: 'x2', at: [30, 5] }])).toHaveLength(2);
  });
});
