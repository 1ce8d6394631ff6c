/** When a hunt ends, and with which strategies it searches, as commands and code ask for it. */

import { PORTFOLIO, strategies } from './strategy/portfolio.js';

/** Seconds of a hunt that is given no limit. */
export const DEFAULT_SECONDS = 60;

/** Limits as they are asked for. */
export interface AskedLimits {
  readonly maxTime?: number;
  readonly maxCases?: number;
}

/** Seconds and evaluations after which the search ends: without either, after {@link DEFAULT_SECONDS}. */
export function limitsOf({ maxTime, maxCases }: AskedLimits): { readonly maxTime: number; readonly maxCases: number } {
  return {
    maxTime: maxTime ?? (maxCases === undefined ? DEFAULT_SECONDS : Number.POSITIVE_INFINITY),
    maxCases: maxCases ?? Number.POSITIVE_INFINITY,
  };
}

/** What is wrong with the name of a strategy, as the end of a sentence. */
export function strategyFault(name: string): string {
  return `must be one of ${[PORTFOLIO, ...strategies.map((strategy) => strategy.name)].join(', ')} (got ${name})`;
}
