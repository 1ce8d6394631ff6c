/** The bits of a verdict are the same on every machine: functions whose last bit differs between machines are in no code that decides. */

import { describe, expect, it } from 'vitest';
import { sources } from './support/sources.js';

/** What draws and lays out: pictures and pages. */
const PRINTING = /^(page|picture)\//;
/** Step sizes of a schedule, which a subject's are compared with within its precision: a last bit decides nothing. */
const WITHIN_PRECISION = ['guard/reference/schedules.ts'];
/** Functions that ECMAScript leaves to the implementation; a square root and 2 ** k are not among them. */
const APPROXIMATE = /\bMath\.(?:exp|expm1|log|log1p|log2|log10|pow|hypot|cbrt|a?sinh?|a?cosh?|a?tanh?|atan2)\b/;
/** Powers other than squares, powers of two, and those of big integers. */
const POWER = /([\w.)\]]+) \*\*=? ([-\w.]+(?:\(\w*)?)/g;

/** The lines of code, without comments, that use what differs between machines. */
function differing(code: string): string[] {
  const bare = code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
  return bare.split('\n').filter((line) => {
    const powers = [...line.matchAll(POWER)].filter(([, base, exponent]) => {
      return exponent !== '2' && base !== '2' && !/^\d+n$/.test(base ?? '') && !/^(?:\d+n|BigInt\()/.test(exponent ?? '');
    });
    return APPROXIMATE.test(line) || powers.length > 0;
  });
}

describe('functions whose last bit differs between machines', () => {
  it.each(sources().filter(({ path }) => !PRINTING.test(path) && !WITHIN_PRECISION.includes(path)))('are not in $path', ({ text }) => {
    expect(differing(text)).toEqual([]);
  });

  it.each(['const a = Math.exp(b);', 'return Math.hypot(x, y);', 'const c = x ** 3;', 'const c = size(x) ** n;', 'const c = 10 ** k;'])(
    'are seen: %s',
    (line) => {
      expect(differing(line)).toEqual([line]);
    },
  );

  it.each(['const c = x ** 2;', 'const c = 2 ** -k;', 'const c = n ** BigInt(k);', 'const c = 10n ** k;', '// Math.exp', 'Math.sqrt(x)'])(
    'are not what this is: %s',
    (line) => {
      expect(differing(line)).toEqual([]);
    },
  );
});
