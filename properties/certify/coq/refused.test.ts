/** Cases that miss what a proof in Coq rests on by one sample or one sign, so that no file may be written of them. */

import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/data/case.js';
import { certifiedClaims, changed, coqOf, witnessOf } from '../../support/certify.js';

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

/** Claims whose proposition does not ask for samples of both labels. */
const OF_ANY_LABELS = ['thm-3.4/step-iii'];

describe('of data of one class', () => {
  it.each(certifiedClaims.filter((id) => !OF_ANY_LABELS.includes(id)))('no file is written for %s, which asks for both', (id) => {
    const { data } = witnessOf(id);
    for (const label of [1, -1]) expect(coqOf(changed(id, { data: { ...data, y: data.y.map(() => label) } }))).toBeUndefined();
  });

  it.each(OF_ANY_LABELS)('a file is written for %s', (id) => {
    const { data } = witnessOf(id);
    expect(coqOf(changed(id, { data: { ...data, y: data.y.map(() => 1) } }))).toBeDefined();
  });
});

describe('a file for Coq is written', () => {
  it('for linear/global from the start itself, where the margin is -1 there', () => {
    const data = {
      x: [
        [1, 1 / 8],
        [1, -1 / 8],
      ],
      y: [1, -1],
    };
    const thrown = { data, start: [-1, 0], steps: { kind: 'constant', eta: 16, count: 0 } } as const;

    expect(coqOf({ ...witnessOf('linear/global'), ...thrown })).toContain('tilted (margin s1 w0) (margin s2 w0) 1 ');
  });

  it('for thm-3.2/descent with a sample that is inactive on the whole step, which bends nothing there', () => {
    const { data, start } = witnessOf('thm-3.2/descent');
    const asleep = { x: [...data.x, start.map((entry) => -entry)], y: [...data.y, -1] };

    expect(coqOf(changed('thm-3.2/descent', { data: asleep }))).toContain('; 0]); [rewrite size_is');
  });
});

describe('no file for Coq is written of linear/global', () => {
  it('from a start at which both margins are negative, -11 and -9, however far the run is to one side', () => {
    const data = {
      x: [
        [1, 1 / 8],
        [1, -1 / 8],
      ],
      y: [1, -1],
    };
    const thrown = { data, start: [-1, -80], steps: { kind: 'constant', eta: 16, count: 0 } } as const;

    expect(coqOf({ ...witnessOf('linear/global'), ...thrown })).toBeUndefined();
  });
});

const ofSgd = certifiedClaims.flatMap((id) => {
  const { steps } = witnessOf(id);
  return steps.kind === 'power' ? [{ id, steps }] : [];
});

describe('where the exponent of the step sizes is not between 1/2 and 1', () => {
  it.each(ofSgd)('no file of $id is written', ({ id, steps }) => {
    for (const alpha of [0.25, 0.5, 1]) {
      expect(coqOf(changed(id, { steps: { ...steps, alpha, count: Math.min(steps.count, 3) } })), `alpha = ${alpha}`).toBeUndefined();
    }
  });
});

describe('where the slope is 1', () => {
  it.each(['leaky/gd', 'leaky/sgd'])('a file of %s is written only where its claim is about a slope of 1', (id) => {
    expect(coqOf(changed(id, { slope: 1 })) !== undefined).toBe(id === 'leaky/gd');
  });
});
