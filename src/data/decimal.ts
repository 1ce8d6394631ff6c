/** Plain decimal numbers, the only ones that data files may hold. */

import { quoted } from './input-error.js';

const PLAIN_DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The float64 nearest to a plain decimal such as "-1.5", ".5" or "2e-3".
 *
 * @returns undefined for all else: "", "abc", "0x10", "NaN", "Infinity", and what float64 cannot hold ("1e999")
 */
export function decimal(text: string): number | undefined {
  if (!PLAIN_DECIMAL.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** A decimal comma, as spreadsheets of many countries write it. */
const DECIMAL_COMMA = /^([+-]?\d*),(\d+(?:e[+-]?\d+)?)$/i;

/** A text with a decimal point in place of its decimal comma; undefined where it is not a number with one. */
export function withPoint(text: string): string | undefined {
  const [, whole, rest] = DECIMAL_COMMA.exec(text) ?? [];
  return whole === undefined || rest === undefined ? undefined : `${whole}.${rest}`;
}

/** Whether a text stands for a value that is not known. */
export function isMissing(text: string): boolean {
  return /^(|\?|na|n\/a|nan|null|none|-)$/i.test(text);
}

/** What is wrong with a text that `decimal` does not read, as the end of a sentence. */
export function notDecimal(text: string): string {
  if (text === '') return 'is empty, expected a number';
  if (PLAIN_DECIMAL.test(text)) return `${quoted(text)} is too large for a 64-bit number`;
  return `${quoted(text)} is not a number (plain decimals such as -1.5 or 2e-3 are)`;
}
