import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** Test files, and what supports them, that import one of these modules. */
function importing(modules: readonly string[]): readonly string[] {
  return readdirSync('properties', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => {
      const text = readFileSync(`properties/${file}`, 'utf8');
      return modules.some((module) => new RegExp(`from '[./]+(support/)?${module}\\.js'`).test(text));
    });
}

const SUITE = 'long-suite';
const helpers = importing([SUITE]).flatMap((file) => /^support\/(.+)\.ts$/.exec(file)?.slice(1) ?? []);

/** The statistical tests on the seeds and cases that `npm test` leaves out: `npm run test:long`. */
export default defineConfig({
  test: {
    ...base.test,
    include: importing([SUITE, ...helpers])
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => `properties/${file}`),
    tagsFilter: ['statistical'],
    env: { CLAIMCHECK_SUITE: 'long' },
  },
});
