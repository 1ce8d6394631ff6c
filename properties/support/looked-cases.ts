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
/** Cases drawn on each data set, cases that are put to a defect, and those that are put to every corrupted part. */
const [ON_DATA, BROKEN, CORRUPTED] = [2, 8, 8];
/** How many are drawn, and made of the first drawn one, where a case takes milliseconds, and where it is followed far out or by statistics. */
const [QUICK, LONG] = [
  { drawn: 30, made: 14 },
  { drawn: 8, made: 4 },
];

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

/**
 * All of them: drawn, drawn on small data, with exact ties or numbers of extreme sizes, at the edges of the first drawn one and beside it,
 * drawn ones under the planted defects that the claim catches, and each under every corrupted part.
 */
export function lookedCases(claim: Claim): readonly Looked[] {
  const isQuick = claim.method === 'exact' || claim.method === 'enumeration';
  const most = isQuick ? QUICK : LONG;
  const drawn = fc.sample(claim.cases, { seed: SEED, numRuns: most.drawn });
  const first = nth(drawn, 0);
  const onData = DATA.flatMap((data) => {
    const cases = claim.casesOn?.(dataset(data));
    return cases === undefined ? [] : fc.sample(cases, { seed: SEED, numRuns: ON_DATA });
  });
  const all: readonly (readonly [string, readonly Case[], Parts])[] = [
    ['drawn', drawn, standardParts],
    ['on small data', onData, standardParts],
    ['edge', edgesOf(first).slice(0, most.made), standardParts],
    ['extreme', extremesOf(first).slice(0, most.made), standardParts],
    ['beside', spread(neighboursOf(first), most.made), standardParts],
    ...defects
      .filter(({ caughtBy }) => caughtBy.includes(claim.id))
      .map(({ name, parts }) => [name, drawn.slice(0, BROKEN), parts] as const),
  ];
  const looked = all.flatMap(([from, cases, parts]) => cases.map((input, at): Looked => ({ from, place: `${from} ${at}`, input, parts })));
  const corrupted = drawn
    .slice(0, CORRUPTED)
    .flatMap((input, at) =>
      corruptedParts.map(({ name, part, parts }): Looked => ({ from: name, place: `${name} ${at}`, input, parts, corrupted: part })),
    );
  return [...looked, ...corrupted];
}
