import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The statistical suites on every seed and case, of which `npm test` tries the first: `npm run test:long`. */
export default defineConfig({
  test: {
    ...base.test,
    include: [
      'properties/certify/{certificates,limits}.test.ts',
      'properties/generator/*.test.ts',
      'properties/guard/{isolation,power,reference}.test.ts',
      'properties/hunt/{afresh,cli,hunt}.test.ts',
      'properties/judge/second-way.test.ts',
      'properties/package.test.ts',
      'properties/paper/**/chapter.test.ts',
      'properties/paper/defects.test.ts',
      'properties/paper/stochastic/expectation-defects.test.ts',
      'properties/replay/replay.test.ts',
      'properties/vectors.test.ts',
    ],
    env: { CLAIMCHECK_SUITE: 'long' },
  },
});
