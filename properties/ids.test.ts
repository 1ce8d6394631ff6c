import { describe, expect, it } from 'vitest';
import type { Claim } from '../src/claim/claim.js';
import { claims } from '../src/paper/edition.js';
import { fileOfClaim } from './support/claim-files.js';
import { type Source, sources } from './support/sources.js';

/** Chapters that are not one file a statement yet. */
const STILL_TO_SPLIT = ['definitions', 'linear model', 'landscape', 'gradient descent', 'stochastic gradient descent', 'leaky relu'];

/** Files that name claims by their ids and are to refer to the claims themselves. */
const STILL_TO_GO = ['certify/index.ts', 'guard/checks/claims.ts'];

/** The paths of the files in which an id is a string literal, as often as it is one there. */
function placesOf(id: string, files: readonly Source[]): string[] {
  return files.flatMap(({ path, text }) =>
    ["'", '"', '`'].flatMap((quote) => text.split(`${quote}${id}${quote}`).slice(1)).map(() => path),
  );
}

const files = sources();
const written = files.filter(({ path }) => !STILL_TO_GO.includes(path));
const isSettled = ({ id, chapter }: Claim): boolean => placesOf(id, written).join() === fileOfClaim({ id, chapter });

describe('the id of a claim names its file', () => {
  it.each([
    ['thm-3.2/descent', 'gradient descent', 'paper/gradient-descent/theorem-3-2.descent.ts'],
    ['thm-3.2/descent@repaired', 'gradient descent', 'paper/gradient-descent/theorem-3-2.descent.ts'],
    ['thm-3.1/1-proof', 'landscape', 'paper/landscape/theorem-3-1.1-proof.ts'],
    ['prop-1', 'stochastic gradient descent', 'paper/stochastic/proposition-1.ts'],
    ['prop-1/eq-13/long@intended', 'stochastic gradient descent', 'paper/stochastic/proposition-1.eq-13.long.ts'],
    ['lem-f3', 'stochastic gradient descent', 'paper/stochastic/lemma-f3.ts'],
    ['ex-2/no-limit', 'gradient descent', 'paper/gradient-descent/example-2.no-limit.ts'],
    ['def/gd', 'definitions', 'paper/definitions/definition.gd.ts'],
    ['leaky/special-cases', 'leaky relu', 'paper/leaky-relu/leaky.special-cases.ts'],
    ['landscape/infimum', 'landscape', 'paper/landscape/landscape.infimum.ts'],
  ])('%s of the chapter %s is in %s', (id, chapter, file) => {
    expect(fileOfClaim({ id, chapter })).toBe(file);
  });
});

describe('every id is written out as a string once in all sources, in the file that it names', () => {
  const settled = claims.filter(({ chapter }) => !STILL_TO_SPLIT.includes(chapter));

  it.each(settled.map((claim) => [claim.id, claim] as const))('%s', (id, { chapter }) => {
    expect(placesOf(id, written)).toEqual([fileOfClaim({ id, chapter })]);
  });

  it('names as still to be split only chapters that are not', () => {
    const done = STILL_TO_SPLIT.filter((chapter) => claims.filter((claim) => claim.chapter === chapter).every(isSettled));

    expect(done).toEqual([]);
  });

  it('names as repeating ids only files that do', () => {
    const repeating = (path: string): boolean =>
      claims.some(({ id }) =>
        placesOf(
          id,
          files.filter((file) => file.path === path),
        ).includes(path),
      );

    expect(STILL_TO_GO.filter((path) => !repeating(path))).toEqual([]);
  });
});
