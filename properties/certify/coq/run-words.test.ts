import { expect, it } from 'vitest';
import { RunWords, start, stepFrom } from '../../../src/certify/coq/enclosed-run.js';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import { witnessOf } from '../../support/certify.js';

it('a product along a run is written in the coefficients of samples that are at no right angle to it, however small their products are', () => {
  const BITS = 10;
  const data = {
    x: [
      [1, 0],
      [2 ** -BITS, 1],
      [0, 1],
    ],
    y: [1, 1, -1],
  };
  const at = settingOf({ ...witnessOf('thm-3.2/descent'), data, start: [1, 1] }, BITS);
  const first = start(at);
  const words = new RunWords(at, 1, [first, stepFrom(at, first, 1)]);

  expect(words.moved).toEqual([0, 1, 2]);
  expect(words.product(0)).toBe('1 + c1 * 1 + c2 * (1 / 1024)');
  expect(words.product(2)).toBe('1 + c2 * 1 + c3 * 1');
});
