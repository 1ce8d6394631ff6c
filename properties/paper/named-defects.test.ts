/** Defects, not rows: each refuted claim names the slip that makes it false, and what holds all the same. */

import { describe, expect, it } from 'vitest';
import { claims } from '../../src/paper/edition.js';
import { stochasticClaims } from '../../src/paper/stochastic/index.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../src/record/records.js';
import { recordedVerdicts } from '../support/records.js';

const records = recordedVerdicts();
const refuted = claims.filter(({ id }) => records[id]?.verdict === 'refuted');

describe('the slips of the paper', () => {
  it.each(refuted.map((claim) => [claim.id, claim] as const))('%s names the one that makes it false', (_, { defect }) => {
    expect(defect?.slip).toMatch(/\.$/);
    expect(defect?.survives).toMatch(/\.$/);
  });

  it('are named by refuted claims alone', () => {
    const others = claims.filter(({ id, defect }) => defect !== undefined && records[id]?.verdict !== 'refuted');

    expect(others.map(({ id }) => id)).toEqual([]);
  });

  it('are fewer than half of the rows', () => {
    const slips = new Set(refuted.map(({ defect }) => defect?.id));

    expect(slips.size).toBeGreaterThan(15);
    expect(slips.size).toBeLessThan(refuted.length / 2);
  });

  it('have one wording each', () => {
    const wordings = new Map<string, Set<unknown>>();
    for (const { defect } of refuted) {
      const id = defect?.id ?? '';
      wordings.set(id, new Set([...(wordings.get(id) ?? []), defect]));
    }

    expect([...wordings].filter(([, seen]) => seen.size > 1).map(([id]) => id)).toEqual([]);
  });

  it('are told with the rate that survives, where the statement is about a rate', () => {
    const aboutRates = refuted.filter(({ statement }) => /= O\(/.test(statement));

    expect(aboutRates.length).toBeGreaterThan(5);
    expect(aboutRates.filter(({ defect }) => !/O\(|rate/i.test(defect?.survives ?? '')).map(({ id }) => id)).toEqual([]);
  });
});

describe('witnesses against section 3.3', () => {
  const ids = stochasticClaims.map(({ id }) => id).filter((id) => records[id]?.verdict === 'refuted');

  it.each(ids)('%s has one with samples of both labels', (id) => {
    const witness = readWitness(SHIPPED_RECORD, readRecords(SHIPPED_RECORD)[id]);

    expect(new Set(witness?.input.data.y)).toEqual(new Set([1, -1]));
  });
});
