/** Whether all is tried: `npm run test:long` sets CLAIMCHECK_SUITE to "long". */
const LONG = process.env.CLAIMCHECK_SUITE === 'long';

/** What a statistical test takes, a number of cases for one: few in `npm test`, all in `npm run test:long`. */
export function fewOrAll<T>(few: T, all: T): T {
  return LONG ? all : few;
}

/** The seeds, or precisions, of a statistical test: the first alone in `npm test`, every one in `npm run test:long`. */
export function firstOrAll<T>(first: T, ...others: readonly T[]): readonly T[] {
  return fewOrAll([first], [first, ...others]);
}
