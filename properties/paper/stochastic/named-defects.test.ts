import { describe, expect, it } from 'vitest';
import { stochasticClaims } from '../../../src/paper/stochastic/index.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../../src/record/records.js';
import { recordedVerdicts } from '../../support/records.js';

const records = recordedVerdicts();
const refuted = stochasticClaims.filter(({ id }) => records[id]?.verdict === 'refuted');

describe('the slips of section 3.3', () => {
  it.each(refuted.map((claim) => [claim.id, claim] as const))('%s names the one that makes it false', (_, { defect }) => {
    expect(defect?.slip).toMatch(/\.$/);
    expect(defect?.survives).toMatch(/\.$/);
  });

  it('are named by refuted claims alone', () => {
    const others = stochasticClaims.filter(({ id, defect }) => defect !== undefined && records[id]?.verdict !== 'refuted');

    expect(others.map(({ id }) => id)).toEqual([]);
  });

  it('are fewer than half of the rows', () => {
    const slips = new Set(refuted.map(({ defect }) => defect?.id));

    expect(slips.size).toBeGreaterThan(5);
    expect(slips.size).toBeLessThan(refuted.length / 2);
  });

  it.each(refuted.map(({ id }) => [id]))('%s has a witness with samples of both labels', (id) => {
    const witness = readWitness(SHIPPED_RECORD, readRecords(SHIPPED_RECORD)[id]);

    expect(new Set(witness?.input.data.y)).toEqual(new Set([1, -1]));
  });
});
