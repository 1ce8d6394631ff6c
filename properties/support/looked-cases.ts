/** Cases of a claim that are looked at for what goes on record of its evaluation, each by its place. */

import fc from 'fast-check';
import type { Claim } from '../../src/claim/claim.js';
import { type Parts, standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { dataset } from '../../src/data/dataset.js';
import { nth } from '../../src/numerics/lists.js';
import { extremesOf } from './case-extremes.js';
import { corruptedParts } from './corrupted-parts.js';
import { defects } from './defects.js';
import { edgesOf, neighboursOf, spread } from './neighbours.js';

const SEED = 5;

/** Small data on which a good deal is 0 or equal. */
const DATA: readonly { readonly x: number[][]; readonly y: number[] }[] = [
  { x: [[1], [-1]], y: [1, -1] },
  {
    x: [
      [1, 0],
      [0, 1],
    ],
    y: [1, -1],
  },
  {
    x: [
      [1, 0],
      [0, 1],
      [-1, -1],
    ],
    y: [1, 1, -1],
  },
  {
    x: [
      [0, 0],
      [1, 1],
    ],
    y: [1, -1],
  },
];

/** A case with the parts that it is judged with, and where it is from, such as the third drawn one. */
export interface Looked {
  readonly from: string;
  /** The part that is wrong, where it is a single one, whatever the claim says of that. */
  readonly corrupted?: keyof Parts;
  readonly place: string;
  readonly input: Case;
  readonly parts: Parts;
}

/** What is made of a drawn case, by name. */
const MADE: Readonly<Record<string, (input: Case) => readonly Case[]>> = { edge: edgesOf, extreme: extremesOf, beside: neighboursOf };

/** The defects and corrupted parts by name. */
const PARTS: ReadonlyMap<string, Pick<Looked, 'parts' | 'corrupted'>> = new Map([
  ...defects.map(({ name, parts }) => [name, { parts }] as const),
  ...corruptedParts.map(({ name, part, parts }) => [name, { parts, corrupted: part }] as const),
]);

/** `drawn 3`, `on small data 2 7`, `edge 4 of 3`, which is made of the third drawn case, or a defect's name for `drawn`. */
const PLACE = /^(.+?) (\d+)(?: of (\d+))?$/;

const ON_DATA = /^on small data (\d+)$/;
/** Cases drawn at once, at least, and those drawn on each data set. */
const [LEAST_DRAWN, MOST_ON_DATA] = [32, 32];

/** Finds cases of a claim by their places. */
export class CaseFinder {
  readonly #found = new Map<string, readonly Case[]>();

  constructor(readonly claim: Claim) {}

  /** Undefined where there is no such case. */
  at(place: string): Looked | undefined {
    const [, from = '', number, base = 0] = PLACE.exec(place) ?? [];
    const { parts = standardParts, corrupted } = PARTS.get(from) ?? {};
    const input = this.#casesFrom(from, Number(number), Number(base))[Number(number)];
    return input === undefined ? undefined : { from, place, input, parts, ...(corrupted === undefined ? {} : { corrupted }) };
  }

  /** How many there are of an origin that makes them of a drawn case. */
  count(from: string, base: number): number {
    return this.#casesFrom(from, 0, base).length;
  }

  #casesFrom(from: string, index: number, base: number): readonly Case[] {
    if (from === 'drawn' || PARTS.has(from)) return this.#drawn(index);
    const make = MADE[from];
    if (make !== undefined) return this.#once(`${from} of ${base}`, () => make(nth(this.#drawn(base), base)));
    const [, data] = ON_DATA.exec(from) ?? [];
    return data === undefined ? [] : this.#once(from, () => this.#onData(Number(data)));
  }

  /** Drawn cases up to an index and beyond. */
  #drawn(index: number): readonly Case[] {
    const numRuns = 2 ** Math.ceil(Math.log2(Math.max(index + 1, LEAST_DRAWN)));
    return this.#once(`${numRuns} drawn`, () => fc.sample(this.claim.cases, { seed: SEED, numRuns }));
  }

  #onData(which: number): readonly Case[] {
    const data = DATA[which];
    const cases = data === undefined ? undefined : this.claim.casesOn?.(dataset(data));
    return cases === undefined ? [] : fc.sample(cases, { seed: SEED, numRuns: MOST_ON_DATA });
  }

  #once(name: string, work: () => readonly Case[]): readonly Case[] {
    const found = this.#found.get(name) ?? work();
    this.#found.set(name, found);
    return found;
  }
}

/** How many cases of each origin are looked at. */
export interface Amounts {
  readonly drawn: number;
  /** Of each drawn case from which some are made: at edges, extreme, and beside. */
  readonly made: number;
  readonly bases: number;
  /** On each data set, put to a defect that the claim catches, and put to every corrupted part. */
  readonly onData: number;
  readonly broken: number;
  readonly corrupted: number;
}

/** Where a case takes milliseconds, and where it is followed far out or by statistics. */
const [QUICK, LONG]: readonly [Amounts, Amounts] = [
  { drawn: 30, made: 14, bases: 1, onData: 2, broken: 8, corrupted: 8 },
  { drawn: 8, made: 4, bases: 1, onData: 2, broken: 8, corrupted: 8 },
];

/** The cases of every origin, in its order. */
export function lookedCases(claim: Claim, amounts = isQuick(claim) ? QUICK : LONG): readonly Looked[] {
  const finder = new CaseFinder(claim);
  const caught = defects.filter(({ caughtBy }) => caughtBy.includes(claim.id));
  const first = (count: number, from: string, suffix = ''): string[] => range(count).map((at) => `${from} ${at}${suffix}`);
  const made = range(amounts.bases).flatMap((base) =>
    Object.keys(MADE).flatMap((from) => spread(first(finder.count(from, base), from, ` of ${base}`), amounts.made)),
  );
  const places = [
    ...first(amounts.drawn, 'drawn'),
    ...DATA.flatMap((_, which) => first(amounts.onData, `on small data ${which}`)),
    ...made,
    ...caught.flatMap(({ name }) => first(amounts.broken, name)),
    ...range(amounts.corrupted).flatMap((at) => corruptedParts.map(({ name }) => `${name} ${at}`)),
  ];
  return places.flatMap((place) => finder.at(place) ?? []);
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at);
}

function isQuick({ method }: Claim): boolean {
  return method === 'exact' || method === 'enumeration';
}
