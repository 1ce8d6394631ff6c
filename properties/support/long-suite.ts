/** Whether all is tried: `npm run test:long` sets CLAIMCHECK_SUITE to "long". */
const LONG = process.env.CLAIMCHECK_SUITE === 'long';

/** What a statistical test takes, a number of cases for one: few in `npm test`, all in `npm run test:long`. */
export function fewOrAll<T>(few: T, all: T): T {
  return LONG ? all : few;
}

/** Of many that are put to one test: every n-th of each kind, the first of each among them, in `npm test`; all in `npm run test:long`. */
export function everyNthOrAll<T>(n: number, all: readonly T[], kindOf: (one: T) => string): readonly T[] {
  const seen = new Map<string, number>();
  const some = all.filter((one) => {
    const before = seen.get(kindOf(one)) ?? 0;
    seen.set(kindOf(one), before + 1);
    return before % n === 0;
  });
  return fewOrAll(some, all);
}

/** The seeds, or precisions, of a statistical test: the first alone in `npm test`, every one in `npm run test:long`. */
export function firstOrAll<T>(first: T, ...others: readonly T[]): readonly T[] {
  return fewOrAll([first], [first, ...others]);
}
