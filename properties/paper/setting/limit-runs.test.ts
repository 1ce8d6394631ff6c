import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardParts } from '../../../src/claim/parts.js';
import { onAnyData } from '../../../src/claim/sources.js';
import { dataset } from '../../../src/data/dataset.js';
import { separable } from '../../../src/generator/separable.js';
import { limitRuns } from '../../../src/paper/setting/limit-runs.js';
import { isSmallStep } from '../../../src/paper/setting/small-step.js';

describe('thm-3.2: runs that are followed to their limits', () => {
  const { cases, casesOn } = onAnyData(separable(), limitRuns({ slope: 0 }));

  it('have small steps on data that are given, however long the samples', () => {
    // As long as samples of 50 standard normal features, nearly in one line each way.
    const data = dataset({
      x: Array.from({ length: 40 }, (_, i) => Array.from({ length: 6 }, (_, j) => (i % 2 === 0 ? 3 : -3) + Math.sin(i * 6 + j))),
      y: Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1 : -1)),
    });

    for (const content of fc.sample(casesOn(data), { seed: 1, numRuns: 30 })) {
      expect(isSmallStep(data, { ...content, claim: 'thm-3.2/1' }, standardParts).slack).toBe(1);
    }
  });

  it('have larger ones among drawn data, some of them too large', () => {
    const slacks = fc
      .sample(cases, { seed: 1, numRuns: 60 })
      .map((content) => isSmallStep(dataset(content.data), { ...content, claim: 'thm-3.2/1' }, standardParts).slack);

    expect(new Set(slacks)).toEqual(new Set([1, -1]));
  });
});
