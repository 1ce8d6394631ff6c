/** Plain decimal numbers, the only ones that data files may hold. */

import { quoted } from './input-error.js';

/** The largest entry that can be used: squares and sums of squares of entries stay within 64-bit numbers. */
export const LARGEST_ENTRY = 1e150;

/** What is wrong with an entry beyond {@link LARGEST_ENTRY}, as the end of a sentence. */
export const TOO_LARGE = `must be at most ${LARGEST_ENTRY} in size, so that squares stay within 64-bit numbers`;

/** The least size that the largest entry of a sample can have, unless all are 0: the square of a length is not rounded to 0 then. */
export const SMALLEST_SAMPLE = 1e-150;

/** What is wrong with a sample that {@link isTooShort}, as the end of a sentence. */
export const TOO_SHORT = `must have an entry of at least ${SMALLEST_SAMPLE} in size, or zeros alone, so that squares stay within 64-bit numbers`;

/** Whether a sample that is not 0 has entries below {@link SMALLEST_SAMPLE} alone. */
export function isTooShort(sample: readonly number[]): boolean {
  return sample.some((entry) => entry !== 0) && sample.every((entry) => Math.abs(entry) < SMALLEST_SAMPLE);
}

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
