/** Parts of files for Coq at the edge of what they ask for. */

import { describe, expect, it } from 'vitest';
import { oneKink } from '../../../src/certify/coq/kink-lemmas.js';
import { copiesLemma, undrawn } from '../../../src/certify/coq/undrawn-lemmas.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import { changed, witnessOf } from '../../support/certify.js';

const BITS = 60;

describe('a positive that is never drawn', () => {
  // Its draws move w.x3 by 0.4037 times the step size at least, which is 0.567 at the third step and 0.489 at the fourth.
  const heldAfter = (count: number) =>
    undrawn(
      settingOf(
        changed('thm-3.4/staying@intended', { start: [0.015625, 0.015625, 0.215625], steps: { kind: 'power', alpha: 0.515625, count } }),
        BITS,
      ),
    );

  it('leads out by its draw at the last step', () => {
    expect([1, 2, 3].map((count) => heldAfter(count).held)).toEqual([0, 0, 0]);
    expect(() => heldAfter(4)).toThrow('no sample is kept from being drawn');
    expect(() => heldAfter(0)).toThrow('there is no step');
  });

  it.each([
    [[0, 0.40625, 0], undefined],
    [[0, 0.25, 0], 'the other active samples are not one vector'],
  ])('leaves others that are one vector: a further one is %j', (row, refusal) => {
    const { data } = witnessOf('thm-3.4/staying@intended');
    const at = settingOf(changed('thm-3.4/staying@intended', { data: { x: [...data.x, row], y: [...data.y, 1] } }), BITS);
    const written = (): readonly string[] => copiesLemma(at, undrawn(at));

    if (refusal === undefined) expect(written().join(' ')).toContain('feat (at_place data i) = feat s2.');
    else expect(written).toThrow(refusal);
  });
});

describe('a start beside one kink', () => {
  it('is not looked for where a step leads out of the range of doubles along one axis', () => {
    const steps = { kind: 'constant', eta: 1.7e308, count: 0 } as const;
    expect(() => oneKink(settingOf(changed('ex-2/no-limit', { start: [1, 2], steps }), BITS))).toThrow(
      'the run leaves the range of doubles',
    );
  });
});
