/** Parsers of option values: each names the option, the value and the rule it broke. */

import { InvalidArgumentError } from 'commander';
import type { Shard } from '../verify/shard.js';

/** Steps x samples x neurons of a run that takes about a minute. */
export const MOST_WORK = 1e9;

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || !(value >= least && value <= most))
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };
}

/** A number greater than 0. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new InvalidArgumentError('It must be a number greater than 0.');
  return value;
}

/** The option for the largest run of a case that is taken on. */
export const WORK_OPTION = [
  '--max-work <N>',
  `most steps x samples x neurons that a run may have (default: ${MOST_WORK}, which can take minutes)`,
  wholeNumber(1, Number.MAX_SAFE_INTEGER),
] as const;

/** Numbers separated by commas. */
export function numberList(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (!values.every(Number.isFinite)) throw new InvalidArgumentError('It must be a list of numbers separated by commas.');
  return values;
}

/** One of several shares of a run, written I/N. */
export function shard(text: string): Shard {
  const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new InvalidArgumentError('It must be I/N with whole numbers 1 <= I <= N.');
  return { index, count };
}

/** The address of a Redis server. */
export function redisUrl(text: string): string {
  const { protocol = '', hostname = '' } = URL.canParse(text) ? new URL(text) : {};
  if (!['redis:', 'rediss:'].includes(protocol) || hostname === '') throw new InvalidArgumentError('It must be redis://HOST:PORT.');
  return text;
}
