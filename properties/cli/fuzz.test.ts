import { expect, it } from 'vitest';
import { fuzzed, fuzzInputs } from '../support/fuzz.js';

// `npm run fuzz` takes 2,000.
it('no mutated case or data file makes a command hang or end with an error of the tool', async () => {
  const { codes, failures } = await fuzzed(fuzzInputs(1, 15));

  expect(failures.map(({ input, told }) => `${input.args.join(' ')} with ${input.bytes.toString('base64')}: ${told}`)).toEqual([]);
  // Some are read all the same, and most are refused.
  expect(codes.get(0) ?? 0).toBeGreaterThan(0);
  expect(codes.get(3) ?? 0).toBeGreaterThan(5);
}, 600_000);
