/** Tests that open the page in a browser: `npm run test:browser`. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['properties/page/*.browser.ts'],
    globalSetup: 'properties/support/build.ts',
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 1,
  },
});
