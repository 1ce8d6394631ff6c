import { expect, it } from 'vitest';
import { primeBelow } from '../../src/numerics/modular.js';

it('the largest prime below a bound is prime, and below it', () => {
  expect([4, 5, 5.5, 6, 8, 10, 24, 26, 29, 30, 50, 122, 123].map(primeBelow)).toEqual([3, 3, 5, 5, 7, 7, 23, 23, 23, 29, 47, 113, 113]);
  expect(primeBelow(2 ** 24)).toBe(16777213);
});
