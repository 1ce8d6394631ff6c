import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Proofs that Coq checks; where coqc is missing they skip and say so. */
export default defineConfig({
  test: {
    include: ['properties/coq/*.coq.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    pool: 'forks',
    maxWorkers: 1,
    // Compilations at once.
    maxConcurrency: availableParallelism(),
  },
});
