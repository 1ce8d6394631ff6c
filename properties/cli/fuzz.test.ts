import { expect, it } from 'vitest';
import { fuzzed, fuzzInputs } from '../support/fuzz.js';
import { fewOrAll } from '../support/long-suite.js';

it('no mutated case or data file makes a command hang or end with an error of the tool', async () => {
  const { codes, failures } = await fuzzed(fuzzInputs(1, fewOrAll(30, 2000)));

  expect(failures.map(({ input, told }) => `${input.args.join(' ')} with ${input.bytes.toString('base64')}: ${told}`)).toEqual([]);
  // Some are read all the same, and most are refused.
  expect(codes.get(0) ?? 0).toBeGreaterThan(0);
  expect(codes.get(3) ?? 0).toBeGreaterThan(10);
}, 1_800_000);
