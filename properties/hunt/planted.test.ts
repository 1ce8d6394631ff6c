import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import { heldOut } from '../support/held-out.js';
import { landscapes } from '../support/landscapes.js';
import { paperLike } from '../support/paper-like.js';

describe.each([
  ['landscapes', landscapes],
  ['modelled on the paper', paperLike],
  ['held out', heldOut],
])('planted-false claims: %s', (_, claims) => {
  it.each(claims.map(({ claim, witness }) => [claim.id, claim, witness] as const))('%s is false', (_, claim, witness) => {
    expect(judgeCase(claim, witness, standardParts).kind).toBe('violated');
  });

  it.each(claims.map(({ claim }) => [claim.id, claim] as const))('%s is not broken by most of its own draws', (_, claim) => {
    const kinds = fc.sample(claim.cases, { seed: 1, numRuns: 200 }).map((input) => judgeCase(claim, input, standardParts).kind);

    expect(kinds.filter((kind) => kind === 'violated').length).toBeLessThan(20);
  });
});
