import { readFileSync } from 'node:fs';

/** fixtures/expectations.json as the tests need it. */
export function recordedExpectations(): Record<string, { verdict: string; reason?: string; witness?: string }> {
  return JSON.parse(readFileSync(new URL('../../fixtures/expectations.json', import.meta.url), 'utf8'));
}
