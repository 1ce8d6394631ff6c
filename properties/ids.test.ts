import { describe, expect, it } from 'vitest';
import { claims } from '../src/paper/edition.js';
import { fileOfClaim } from './support/claim-files.js';
import { sources } from './support/sources.js';

/** The paths of the files in whose code an id is a string literal, as often as it is one there. */
function placesOf(id: string, files: readonly { readonly path: string; readonly code: string }[]): string[] {
  return files.flatMap(({ path, code }) =>
    ["'", '"', '`'].flatMap((quote) => code.split(`${quote}${id}${quote}`).slice(1)).map(() => path),
  );
}

/** Examples in TSDoc may name claims. */
const files = sources().map((file) => ({ ...file, code: file.text.replace(/\/\*[\s\S]*?\*\//g, '') }));

describe('the id of a claim names its file', () => {
  it.each([
    ['thm-3.2/descent', 'gradient descent', 'paper/gradient-descent/theorem-3-2.descent.ts'],
    ['thm-3.2/descent@repaired', 'gradient descent', 'paper/gradient-descent/theorem-3-2.descent.ts'],
    ['thm-3.1/1-proof', 'landscape', 'paper/landscape/theorem-3-1.1-proof.ts'],
    ['prop-1', 'stochastic gradient descent', 'paper/stochastic/proposition-1.ts'],
    ['prop-1/eq-13/long@intended', 'stochastic gradient descent', 'paper/stochastic/proposition-1.eq-13.long.ts'],
    ['lem-f3', 'stochastic gradient descent', 'paper/stochastic/lemma-f3.ts'],
    ['ex-2/no-limit', 'gradient descent', 'paper/gradient-descent/example-2.no-limit.ts'],
    ['sec-3.1/linear-landscape', 'linear model', 'paper/linear-model/section-3-1.linear-landscape.ts'],
    ['app-b/smooth', 'gradient descent', 'paper/gradient-descent/appendix-b.smooth.ts'],
    ['def/gd', 'definitions', 'paper/definitions/definition.gd.ts'],
    ['leaky/special-cases', 'leaky relu', 'paper/leaky-relu/leaky.special-cases.ts'],
    ['landscape/infimum', 'landscape', 'paper/landscape/landscape.infimum.ts'],
  ])('%s of the chapter %s is in %s', (id, chapter, file) => {
    expect(fileOfClaim({ id, chapter })).toBe(file);
  });
});

describe('every id is written out as a string once in all sources, in the file that it names', () => {
  it.each(claims.map((claim) => [claim.id, claim] as const))('%s', (id, { chapter }) => {
    expect(placesOf(id, files)).toEqual([fileOfClaim({ id, chapter })]);
  });
});
