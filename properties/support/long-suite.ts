/** How statistical tests are shared out: `npm test` tries the first seeds and few cases, `npm run test:long` all others and many. */

/** Whether this is the long suite, which sets CLAIMCHECK_SUITE to "long". */
const LONG = process.env.CLAIMCHECK_SUITE === 'long';

/** Marks the tests that differ between the suites: the long one runs these alone. */
export const STATISTICAL = { tags: ['statistical'] };

/** What a statistical test takes, a number of cases for one: few in `npm test`, many in `npm run test:long`. */
export function fewOrMany<T>(few: T, many: T): T {
  return LONG ? many : few;
}

/** Every n-th of each kind, the first of each among them. */
export function everyNth<T>(n: number, all: readonly T[], kindOf: (one: T) => string = () => ''): readonly T[] {
  const seen = new Map<string, number>();
  return all.filter((one) => {
    const before = seen.get(kindOf(one)) ?? 0;
    seen.set(kindOf(one), before + 1);
    return before % n === 0;
  });
}

/** Of many that are put to one test: every n-th of each kind in `npm test`, the others in `npm run test:long`. */
export function everyNthOrOthers<T>(n: number, all: readonly T[], kindOf?: (one: T) => string): readonly T[] {
  const some = everyNth(n, all, kindOf);
  return fewOrMany(
    some,
    all.filter((one) => !some.includes(one)),
  );
}

/** The seeds, or precisions, of a statistical test: the first alone in `npm test`, the others in `npm run test:long`. */
export function firstOrOthers<T>(first: T, ...others: readonly T[]): readonly T[] {
  return fewOrMany([first], others);
}
