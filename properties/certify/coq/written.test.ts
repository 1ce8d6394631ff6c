/** What a file for Coq says of its case, which one sample, one sign or one unit changes. */

import { describe, expect, it } from 'vitest';
import type { RunWords } from '../../../src/certify/coq/enclosed-run.js';
import { firstDraws } from '../../../src/certify/coq/first-draw-lemmas.js';
import { type Held, held } from '../../../src/certify/coq/held-lemmas.js';
import { stochasticNetwork } from '../../../src/certify/coq/network-runs.js';
import { precision } from '../../../src/certify/coq/run-lemmas.js';
import { networkOf } from '../../../src/certify/enclosure/network-path.js';
import { dataSettingOf, settingOf } from '../../../src/certify/enclosure/setting.js';
import { changed, coqOf } from '../../support/certify.js';

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

  it.each(['thm-3.2/2', 'ex-2/no-limit'])('is about a sample that lies on its kink for ever as well, where %s allows for others', (id) => {
    const { data, start } = changed(id, {});
    const beside = { data: { x: [...data.x.map((row) => [...row, 0]), [0, 0, 1]], y: [...data.y, -1] }, start: [...start, 0] };

    expect(coqOf(changed(id, beside)) === undefined).toBe(id === 'ex-2/no-limit');
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
