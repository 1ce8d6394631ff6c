import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The flags of a run on claims whose evaluation never ends, or takes its time: endless, busy, slow; and two that are judged at once, the first and the last. */
export const ENDLESS = ['--claims', join(import.meta.dirname, 'endless-claims.mjs'), '--jobs', '1'];

/** Verdicts by id, as a JSON file of `verify` has them. */
export function verdictsIn(path: string): Record<string, string> {
  const { claims } = JSON.parse(readFileSync(path, 'utf8')) as { claims: { id: string; verdict: string }[] };
  return Object.fromEntries(claims.map(({ id, verdict }) => [id, verdict]));
}
