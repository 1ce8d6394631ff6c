/** Proofs at few bits, where every rounding shows: what they enclose still holds what many bits enclose, or they decide nothing. */

import { describe, expect, it } from 'vitest';
import { IntervalArithmetic } from '../../src/certify/arithmetic/interval.js';
import { Undecided } from '../../src/certify/undecided.js';
import type { Case } from '../../src/data/case.js';
import { prove as stepIII } from '../../src/paper/stochastic/theorem-3-4.step-iii.certificate.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../src/record/records.js';
import { certifiedClaims, certify } from '../support/certify.js';

const records = readRecords(SHIPPED_RECORD);
const FEW = [3, 12];

describe.each(certifiedClaims)('a certificate of %s', (id) => {
  const { input } = readWitness(SHIPPED_RECORD, records[id])!;
  const fine = certify(input)!;

  it.each(FEW)('has ends at %i bits beyond those at 200, or is not given', (bits) => {
    const coarse = certify(input, [bits]);

    if (coarse === undefined) return;
    expect(coarse.slack.high).toBeLessThanOrEqual(0);
    if (coarse.step !== fine.step) return;
    expect(coarse.slack.low).toBeLessThanOrEqual(fine.slack.low);
    expect(coarse.slack.high).toBeGreaterThanOrEqual(fine.slack.high);
  });
});

describe('the bound on eta beta', () => {
  const { input } = readWitness(SHIPPED_RECORD, records['thm-3.2/descent'])!;
  // The first step already raises the loss: it wakes the negative.
  const atOnce = {
    ...input,
    data: {
      x: [
        [1, 0],
        [2, -2],
      ],
      y: [1, -1],
    },
    start: [1, 1],
  } as const;
  const withStep = (eta: number): Case => ({ ...atOnce, steps: { kind: 'constant', eta, count: 1 } });

  it('is below 2 wherever one is given, for the steps that the case counts alone', () => {
    const how = (given: Case): string => certify(given)?.hypotheses.find(({ name }) => name === '0 < eta < 2/beta')?.how ?? '';
    const told = Array.from({ length: 64 }, (_, k) => how(withStep((k + 1) / 16))).flatMap((text) => {
      const found = /<= ([\d.]+\d)/.exec(text);
      return found === null ? [] : [Number(found[1])];
    });

    expect(Math.max(...told)).toBeGreaterThan(1.5);
    expect(Math.max(...told)).toBeLessThan(2);
    expect(certify({ ...withStep(0.125), steps: { kind: 'constant', eta: 0.125, count: 0 } })).toBeUndefined();
  });

  it.each([
    ['the witness', input],
    ...[0.125, 0.0625, 0.03125].map((eta): [string, Case] => [`a rise at once, eta = ${eta}`, withStep(eta)]),
  ])('that a certificate of thm-3.2/descent names is not below that of more bits: %s', (_, given) => {
    const bounds = [8, 9, 10, 12, 14, 16, 18, 20, 24, 200].map((bits) => {
      const how = certify(given, [bits])?.hypotheses.find(({ name }) => name === '0 < eta < 2/beta')?.how;
      return Number(/<= ([\d.]+\d)/.exec(how ?? '')?.[1]);
    });
    const told = bounds.filter((bound) => !Number.isNaN(bound));

    expect(told.length).toBeGreaterThan(2);
    for (const bound of told) expect(bound).toBeGreaterThanOrEqual(told.at(-1) ?? Number.NaN);
  });
});

describe('the certificate of sec-2/nonconvex', () => {
  it('has an exact slack, however few the bits', () => {
    const input = {
      ...readWitness(SHIPPED_RECORD, records['sec-2/nonconvex'])!.input,
      data: { x: [[1], [-2]], y: [1, -1] },
      start: [0],
    } as const;
    for (const bits of [3, 12, 200]) expect(certify(input, [bits])?.slack.high).toBeCloseTo(-1 / 3, 14);
  });

  it.each([
    [1, 2, 2, 3],
    [2, 3, 1, 2],
  ])('is by the line that is nearest to balance: lengths %i and %i, and %i and %i', (p, q, r, s) => {
    const input = {
      ...readWitness(SHIPPED_RECORD, records['sec-2/nonconvex'])!.input,
      data: {
        x: [
          [p, 0],
          [-q, 0],
          [0, r],
          [0, -s],
        ],
        y: [1, -1, 1, -1],
      },
      start: [0, 0],
    } as const;

    expect(certify(input, [3])?.slack.high).toBeCloseTo(-1 / 5, 14);
  });
});

describe('the certificate of thm-3.4/step-iii', () => {
  it('is given only where the sum is above the bound for certain, however few the bits', () => {
    const input = {
      ...readWitness(SHIPPED_RECORD, records['thm-3.4/step-iii'])!.input,
      steps: { kind: 'power', alpha: 0.75, count: 3 },
    } as const;
    const found = [1, 2, 3, 4, 5, 6, 200].map((bits) => {
      try {
        return stepIII({ arithmetic: new IntervalArithmetic(bits), input }).slack.high;
      } catch (error) {
        expect(error).toBeInstanceOf(Undecided);
        return undefined;
      }
    });

    expect(found).toContain(undefined);
    expect(found.at(-1)).toBeLessThan(0);
    for (const high of found) expect(high ?? -1).toBeLessThan(0);
  });
});
