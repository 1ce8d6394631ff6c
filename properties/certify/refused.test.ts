/** Cases that miss what a proof rests on by one sample, one sign or one unit, so that nothing may be proved of them; and what is said of those beside. */

import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../src/certify/certificate.js';
import type { Certifier } from '../../src/certify/certifier.js';
import type { RunWords } from '../../src/certify/coq/enclosed-run.js';
import { firstDraws } from '../../src/certify/coq/first-draw-lemmas.js';
import { type Held, held } from '../../src/certify/coq/held-lemmas.js';
import { stochasticNetwork } from '../../src/certify/coq/network-runs.js';
import { precision } from '../../src/certify/coq/run-lemmas.js';
import { enumerate } from '../../src/certify/enclosure/enumeration.js';
import { networkOf } from '../../src/certify/enclosure/network-path.js';
import { isClosed } from '../../src/certify/enclosure/region.js';
import { dataSettingOf, settingOf } from '../../src/certify/enclosure/setting.js';
import type { Case } from '../../src/data/case.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../src/record/records.js';
import { certify } from '../support/certify.js';
import { claimOf } from '../support/judging.js';

const records = readRecords(SHIPPED_RECORD);

function changed(id: string, change: Partial<Case>): Case {
  return { ...readWitness(SHIPPED_RECORD, records[id])!.input, ...change };
}

describe('no certificate is given', () => {
  it.each<[string, string, Partial<Case>]>([
    ['ex-1/eq-5', 'a start at which the second positive is active too', { start: [1, 2] }],
    [
      'ex-1/eq-5',
      'a negative at a right angle to the first positive',
      {
        data: {
          x: [
            [1, 0],
            [-1, 1],
            [0, -1],
          ],
          y: [1, 1, -1],
        },
        start: [2, 1],
      },
    ],
    ['leaky/gd', 'a slope above 1', { slope: 2 }],
    ['leaky/gd', 'the slope 0', { slope: 0 }],
    ['leaky/gd', 'a negative slope', { slope: -0.5 }],
    ['leaky/sgd', 'a slope above 1', { slope: 2 }],
    ['leaky/sgd', 'a negative slope', { slope: -0.5 }],
  ])('for %s with %s', (id, _, change) => {
    expect(certify(changed(id, {}))).toBeDefined();
    expect(certify(changed(id, change))).toBeUndefined();
  });

  it('for prop-1/from-T where a draw leaves a positive on its kink', () => {
    const withPositive = (row: readonly number[]): Case =>
      changed('prop-1/from-T', { data: { x: [[0.375, 0.0625], row, [-3, 0.5]], y: [1, 1, -1] } });

    expect(certify(withPositive([0.375, 0.03125]))).toBeDefined();
    expect(certify(withPositive([0.375, 0]))).toBeUndefined();
  });
});

const coqOf = (input: Case): string | undefined => claimOf(input.claim).coq?.(input);

describe('no file for Coq is written', () => {
  it.each<[string, string, Partial<Case>]>([
    [
      'sec-4.1/origin',
      'three samples',
      {
        data: {
          x: [
            [1, 0],
            [-1, -1],
            [-1, -1],
          ],
          y: [1, -1, -1],
        },
      },
    ],
    [
      'sec-4.1/origin',
      'the negative before the positive',
      {
        data: {
          x: [
            [-1, -1],
            [1, 0],
          ],
          y: [-1, 1],
        },
      },
    ],
    ['app-b/cannot-stay', 'a negative on its kink', { start: [2, 0] }],
    ['app-b/cannot-stay', 'no positive that is active', { start: [-2, -2] }],
    [
      'prop-2',
      'samples of two labels at a right angle',
      {
        data: {
          x: [
            [0, -1],
            [1, 0],
          ],
          y: [-1, 1],
        },
      },
    ],
    ['prop-2/eq-25', 'a start at which no sample is active', { start: [0] }],
    ['thm-4.1/direction', 'neurons that act on nothing', { start: [0, 0, 0, 0] }],
  ])('for %s with %s', (id, _, change) => {
    expect(coqOf(changed(id, {}))).toBeDefined();
    expect(coqOf(changed(id, change))).toBeUndefined();
  });
});

describe('a certificate', () => {
  it.each([-1, 1])('of leaky/special-cases has a negative slack whichever of the losses is larger: w = %i', (w) => {
    expect(certify(changed('leaky/special-cases', { start: [w] }))?.slack.high).toBeLessThan(0);
  });

  it.each(['prop-1/eq-15/long'])('of %s is about the separable region alone', (id) => {
    const { data, start } = changed(id, {});
    const beside = (height: number): Case =>
      changed(id, {
        data: { x: [...data.x.map((row) => [...row, 0]), [...data.x[0]!.map(() => 0), 2 ** -4]], y: [...data.y, 1] },
        start: [...start, height],
      });

    expect(certify(changed(id, {}))).toBeDefined();
    expect(certify(beside(-1))).toBeUndefined();
  });
});

describe('what a file for Coq says', () => {
  it('has the least products within the positives and among the negatives each in its place', () => {
    const text = coqOf(changed('prop-2/eq-26-27', { data: { x: [[2], [-3]], y: [1, -1] } }));

    expect(text).toContain('Lemma within : at_least 4 (positives data) (positives data).');
    expect(text).toContain('Lemma across : at_least 6 (positives data) (negatives data).');
    expect(text).toContain('Lemma among : at_least 9 (negatives data) (negatives data).');
  });

  it('is computed with a bit for each of the whole part of the largest entry', () => {
    const bits = (entry: number): number => {
      const at = settingOf({ ...changed('thm-3.2/descent', {}), data: { x: [[entry], [-1]], y: [1, -1] }, start: [1] }, 200);
      return precision({ at } as RunWords) - at.arithmetic.precision;
    };

    expect(bits(2 ** 20) - bits(2 ** 10)).toBeGreaterThanOrEqual(20);
  });

  it('knows each product after a draw well enough to tell its sign', () => {
    // A draw of x1 moves w.x2 from -3/8 to exp(-1) - 3/8, some -0.007.
    const input = {
      ...changed('lem-f3/staying@intended', { start: [1, 1.375] }),
      data: {
        x: [
          [1, 0],
          [1, -1],
        ],
        y: [1, -1],
      },
    } as const;

    expect(firstDraws(settingOf(input, 200)).staying).toEqual([0, 1]);
    expect(() => firstDraws(settingOf(input, 4))).toThrow('a product after a draw is near 0');
  });

  it('is about samples that are active at the start, of which there is at least one', () => {
    const heldFrom = (start: number[]): Held => held(settingOf(changed('prop-2', { start }), 200), 'positives data');

    expect(heldFrom([1, 0]).J).toEqual([1]);
    expect(() => heldFrom([0, 0])).toThrow('the samples that are active at the start are not positives');
  });

  it('is about the comparison vector, where eq. 12 fails at that u alone', () => {
    const text = (start: number): string =>
      coqOf({
        claim: 'prop-1/eq-12',
        data: { x: [[2], [-2]], y: [1, -1] },
        start: [start],
        steps: { kind: 'power', alpha: 0.609375, count: 4 },
        vectors: { u: [-0.25] },
      }) ?? '';

    expect(text(0.125)).toContain('(comparison (scaled (/ norm u) u) (/ norm u) ');
  });

  it('is about a start that is doubled until L(W) < 1/n for certain', () => {
    // A little above ln 2, so that the sum of the losses is below 1, by less than 40 bits tell.
    const start = [Math.LN2 * (1 + 2 ** -52), -Math.LN2 * (1 + 2 ** -52)];
    const input = {
      ...changed('app-i/growth', { start, outputWeights: [1, -1] }),
      data: { x: [[1], [-1]], y: [1, -1] },
    } as const;
    const startAt = (bits: number): readonly number[] =>
      stochasticNetwork(networkOf(dataSettingOf(input, bits)), () => true).at.input.start;

    expect(startAt(200)).toEqual(start);
    expect(startAt(40)).toEqual(start.map((entry) => 2 * entry));
  });
});

describe('a last iterate', () => {
  it('is no unit vector only where its length is told from 1', () => {
    const data = {
      x: [
        [-1, 0],
        [0, -1],
      ],
      y: [1, -1],
    } as const;
    const input = { ...changed('thm-3.2/4-limit', { start: [1, 2 ** -150] }), data };
    const prove: Certifier | undefined = claimOf(input.claim).certify;
    const at = (bits: number): Certificate | undefined => prove?.(input, [bits]);

    expect(at(400)?.slack.high).toBeLessThan(0);
    expect(at(200)).toBeUndefined();
  });
});

describe('a region', () => {
  it('is closed only where no product has the wrong sign, by a single unit', () => {
    const gram = (own: bigint, other: bigint) => [
      [
        { low: own, high: own },
        { low: other, high: other },
      ],
      [],
    ];
    const closed = (own: bigint, other: bigint): boolean =>
      isClosed({ ...settingOf(changed('prop-1/eq-13', {}), 1), gram: gram(own, other) }, { active: [0], separable: true });

    expect(closed(0n, 0n)).toBe(true);
    expect(closed(0n, 1n)).toBe(false);
    expect(closed(-1n, 0n)).toBe(false);
  });
});

describe('an expectation over all draws', () => {
  it('has its lower end below the upper one, and is the value itself before the first draw', () => {
    const at = settingOf(changed('prop-1/eq-13', { steps: { kind: 'power', alpha: 0.75, count: 2 } }), 1);
    const { at: steps } = enumerate(at, at.arithmetic.one);

    const enclosures = steps.flatMap((step) => Object.values(step)).filter((value) => typeof value === 'object' && 'low' in value);
    expect(enclosures.length).toBeGreaterThan(5);
    for (const { low, high } of enclosures) expect(low <= high).toBe(true);
  });
});
