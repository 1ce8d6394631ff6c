import { readFileSync } from 'node:fs';

/** fixtures/verdicts.json as the tests need it. */
export function recordedVerdicts(): Record<string, { verdict: string; reason?: string; witness?: string }> {
  return JSON.parse(readFileSync(new URL('../../fixtures/verdicts.json', import.meta.url), 'utf8'));
}
