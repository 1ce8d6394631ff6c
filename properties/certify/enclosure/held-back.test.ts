import { describe, expect, it } from 'vitest';
import { heldOf } from '../../../src/certify/enclosure/held-back.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';

/** x1 is held back since its draws carry x3 over its kink; x2 is at right angles to both. */
const HELD = [1, 0, 0];
const REST = [0, 1 / 16, 0];
const CARRIED = [1, 0, -1];

function heldWith({ others = [], lastRate = 3 }: { readonly others?: readonly (readonly number[])[]; readonly lastRate?: number } = {}) {
  const at = settingOf(
    {
      claim: 'thm-3.4/staying@repaired',
      data: { x: [HELD, REST, CARRIED, ...others], y: [1, 1, -1, ...others.map(() => -1)] },
      start: [1, 1, 2],
      steps: { kind: 'power', alpha: 0.75, count: 16 },
    },
    1,
  );
  return heldOf(at, [0, 1], at.arithmetic.double(lastRate));
}

describe('a sample is held back', () => {
  it('where each of its draws leads another over its kink, and no other draw leads out', () => {
    expect(heldWith()).toEqual({ held: [0], rest: [1], carried: 2 });
    expect(
      heldWith({
        others: [
          [-1, -1 / 16, 0],
          [-1, 0, 0],
        ],
      }),
    ).toEqual({ held: [0], rest: [1], carried: 2 });
  });

  it('and not where a draw of the others leads out, be it by the last bit', () => {
    expect(() => heldWith({ others: [[-1, 1 / 16, 0]] })).toThrow('no sample is kept from being drawn');
  });

  it('and not where its own last draw does not lead out: exp(-1) is less than 1', () => {
    expect(() => heldWith({ lastRate: 2 })).toThrow('no sample is kept from being drawn');
  });

  it('and not where a draw of one of the others moves the one that is carried', () => {
    const active = (third: number) => {
      const data = { x: [HELD, REST, CARRIED, [0, 0, third]], y: [1, 1, -1, 1] };
      const at = settingOf(
        { claim: 'thm-3.4/staying@repaired', data, start: [1, 1, 2], steps: { kind: 'power', alpha: 0.75, count: 16 } },
        8,
      );
      return heldOf(at, [0, 1, 3], at.arithmetic.double(3));
    };

    expect(active(0)).toEqual({ held: [0], rest: [1, 3], carried: 2 });
    expect(() => active(1 / 16)).toThrow('no sample is kept from being drawn');
  });

  it('and not where one of several others leads out', () => {
    const beside = (fourth: number) => {
      const [third, negative] = [
        [0, 1 / 8, 0, 1],
        [0, -1, 0, fourth],
      ];
      const data = { x: [...[HELD, REST, CARRIED].map((row) => [...row, 0]), third, negative], y: [1, 1, -1, 1, -1] };
      const steps = { kind: 'power', alpha: 0.75, count: 16 } as const;
      const at = settingOf({ claim: 'thm-3.4/staying@repaired', data, start: [1, 1, 2, 1], steps }, 8);
      return heldOf(at, [0, 1, 3], at.arithmetic.double(3));
    };

    expect(beside(0)).toEqual({ held: [0], rest: [1, 3], carried: 2 });
    expect(() => beside(1 / 4)).toThrow('no sample is kept from being drawn');
  });

  it('and not where no other sample is active', () => {
    const at = settingOf(
      {
        claim: 'thm-3.4/staying@repaired',
        data: { x: [HELD, CARRIED], y: [1, -1] },
        start: [1, 1, 2],
        steps: { kind: 'power', alpha: 0.75, count: 16 },
      },
      1,
    );

    expect(() => heldOf(at, [0], at.arithmetic.double(3))).toThrow('no sample is kept from being drawn');
  });
});
