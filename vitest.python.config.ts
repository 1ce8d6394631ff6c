import { defineConfig } from 'vitest/config';

/** Suites that need Python with PyTorch, NumPy and pytest; where those are missing they skip and say so. */
export default defineConfig({
  test: {
    include: ['properties/python/**/*.test.ts'],
    globalSetup: 'properties/support/build.ts',
    testTimeout: 900_000,
    hookTimeout: 900_000,
    fileParallelism: false,
  },
});
