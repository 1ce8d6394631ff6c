/** As printed means as printed: hypotheses that the method adds to a claim that survives as printed have a reason each. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claim/claim.js';
import { method, paper } from '../../src/claim/hypotheses.js';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import { claims } from '../../src/paper/edition.js';
import { isListed, METHOD_HYPOTHESES } from '../support/method-hypotheses.js';
import { recordedVerdicts } from '../support/records.js';

const CASES = 4;
const records = recordedVerdicts();

/** Hypotheses of the method on the first cases of a claim. */
function methodHypotheses(claim: Claim): string[] {
  const found = fc
    .sample(claim.cases, { seed: 5, numRuns: CASES })
    .flatMap((input) => judgeCase(claim, input, standardParts).evaluation.hypotheses.filter(({ of }) => of === 'method'));
  return [...new Set(found.map(({ id }) => id))];
}

/** A counterexample within more hypotheses breaks the statement with fewer, so that those that are refuted need no reason. */
const surviving = claims.filter(({ id, reading }) => reading === 'as-printed' && records[id]?.verdict !== 'refuted');
const added = new Map(surviving.map((claim) => [claim.id, methodHypotheses(claim)]));

describe('a claim as printed', () => {
  it.each(surviving.map(({ id }) => id))('%s has no hypothesis of the method without a reason', (id) => {
    expect(added.get(id)?.filter((hypothesis) => !isListed(hypothesis, id))).toEqual([]);
  });

  it('would be refused with one that is not listed', () => {
    const [claim] = surviving;
    const narrowed: Claim = {
      ...claim!,
      evaluate: () => ({
        hypotheses: [
          { ...method('short', 'B < sqrt 2'), slack: 1 },
          { ...paper('separable', 'linearly separable'), slack: 1 },
        ],
        labels: [],
      }),
    };

    expect(methodHypotheses(narrowed).filter((hypothesis) => !isListed(hypothesis, narrowed.id))).toEqual(['short']);
  });
});

describe('the list of reasons', () => {
  it('names no claim that does not have the hypothesis', () => {
    const stale = METHOD_HYPOTHESES.flatMap(({ hypothesis, claims: ids }) =>
      ids.filter((id) => added.get(id)?.includes(hypothesis) !== true).map((id) => `${hypothesis} of ${id}`),
    );

    expect(stale).toEqual([]);
  });
});
