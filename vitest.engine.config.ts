/** Work over Redis; where redis-server is missing the tests skip and say so. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['properties/queue/*.engine.ts'],
    globalSetup: 'properties/support/build.ts',
    testTimeout: 300_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 1,
  },
});
