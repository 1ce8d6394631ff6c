/** Step sizes as a module's process has them: the first values of a schedule, and the others for the asking. */

import { fromJsonNumber } from '../../data/json-number.js';
import { append } from '../../numerics/lists.js';
import type { StepSize } from '../../optimizer/optimizer.js';
import type { RatesRequest } from './protocol.js';

/** Asks the judge in the middle of a call. */
export type AskRates = (request: RatesRequest) => readonly unknown[];

/** Most step sizes that are asked for at once. */
const BLOCK = 1024;

const numbers = (values: readonly unknown[]): number[] => values.map((value) => fromJsonNumber(value) ?? Number.NaN);

/** The step size of an instance, as the module calls it. */
export function stepSizeOf(sent: unknown, instance: number, ask: AskRates): StepSize {
  if (typeof sent !== 'object' || sent === null) return fromJsonNumber(sent) ?? Number.NaN;
  const known = numbers((sent as { readonly rates: readonly unknown[] }).rates);
  return (k) => {
    if (!Number.isFinite(k)) return Number.NaN;
    if (!Number.isInteger(k) || k < 0 || k >= known.length + BLOCK) return numbers(ask({ instance, from: k, count: 1 }))[0] ?? Number.NaN;
    while (k >= known.length) append(known, numbers(ask({ instance, from: known.length, count: BLOCK })));
    return known[k] ?? Number.NaN;
  };
}
