import { expect, test } from 'vitest';
import { signedLabels } from '../../src/data/labels.js';

const nowhere = { all: {}, sample: () => ({}) };

test.each([
  ['-1', '1'],
  ['0', '1'],
  ['1', '2'],
  ['9', '10'],
  ['-0.5', '-0.25'],
  ['setosa', 'virginica'],
  ['Virginica', 'virginica'],
  ['a', 'B'],
  ['neg', 'pos'],
  ['Negative', 'positive'],
  ['false', 'True'],
  ['no', 'yes'],
  ['-', '+'],
  ['n', 'y'],
  ['other', 'Gentoo'],
  ['rest', 'cat'],
  ['not cat', 'cat'],
  ['non-spam', 'ham'],
  ['zebra', 'yes'],
  ['1', 'a'],
])('of the labels %s and %s the second is +1 in whatever order they come', (negative, positive) => {
  expect(signedLabels([negative, positive, positive], nowhere)).toEqual({ y: [-1, 1, 1], labelNames: [negative, positive] });
  expect(signedLabels([positive, negative], nowhere)).toEqual({ y: [1, -1], labelNames: [negative, positive] });
});

test('numbers that are equal are one label value, named as it is first written', () => {
  expect(signedLabels(['1.0', '0', '1', '-0', '+1'], nowhere)).toEqual({ y: [1, -1, 1, -1, 1], labelNames: ['0', '1.0'] });
});
