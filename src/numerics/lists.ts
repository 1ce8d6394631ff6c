/** Lists read totally: what is not there is an error and never an undefined number. */

/**
 * The entry at a place.
 *
 * @throws RangeError where there is none.
 */
export function nth<Entry>(list: ArrayLike<Entry>, place: number): Entry {
  const entry = list[place];
  if (entry === undefined) throw new RangeError(`there is no entry ${place} in a list of ${list.length}`);
  return entry;
}

/**
 * The entries of two lists by pairs.
 *
 * @throws RangeError where one list is longer than the other.
 */
export function pairs<A, B>(first: readonly A[], second: ArrayLike<B>): readonly (readonly [A, B])[] {
  if (first.length !== second.length) throw new RangeError(`lists of ${first.length} and ${second.length} entries cannot be paired`);
  return first.map((entry, place) => [entry, nth(second, place)]);
}

/** Each entry with the next one. */
export function* neighbours<Entry>(list: readonly Entry[]): Generator<readonly [Entry, Entry], void> {
  for (let place = 1; place < list.length; place++) yield [nth(list, place - 1), nth(list, place)];
}

/** The places of the entries that pass a test, ascending. */
export function placesOf<Entry>(list: readonly Entry[], test: (entry: Entry) => boolean): number[] {
  return list.flatMap((entry, place) => (test(entry) ? [place] : []));
}

/** Whether two lists have the same entries in the same order. */
export function sameList(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  // Without a copy: networks ask at every step.
  for (let place = 0; place < a.length; place++) if (a[place] !== b[place]) return false;
  return true;
}

/** The smallest entry, as Math.min has it of any number of arguments: a call takes some 100,000 at most. */
export function smallest(list: Iterable<number>): number {
  let found = Number.POSITIVE_INFINITY;
  for (const entry of list) found = Math.min(found, entry);
  return found;
}

/** The largest entry, likewise. */
export function largest(list: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY;
  for (const entry of list) found = Math.max(found, entry);
  return found;
}

/** Adds entries at a list's end, as push does of any number of arguments. */
export function append<Entry>(list: Entry[], more: Iterable<Entry>): void {
  for (const entry of more) list.push(entry);
}

/** The inner product of two lists of integers. */
export function integerProduct(a: readonly bigint[], b: readonly bigint[]): bigint {
  return pairs(a, b).reduce((sum, [x, y]) => sum + x * y, 0n);
}
