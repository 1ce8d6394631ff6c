import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claims } from '../src/claim/registry.js';
import { caseFile, parseCaseFile } from '../src/data/case-file.js';
import { stringify } from '../src/data/json-number.js';
import { drawCases } from './helpers/judging.js';

const outcome = { verdict: 'refuted', margin: Number.NEGATIVE_INFINITY, step: 3, evidence: 'numerical' } as const;
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('a case file', () => {
  it('holds every number to the bit: -0, subnormal and huge ones included', () => {
    fc.assert(
      fc.property(
        fc.array(finite, { minLength: 1 }),
        finite,
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 5e-324),
        (row, eta, margin) => {
          const input = {
            claim: 'ex-1',
            data: { x: [row], y: [1] },
            start: [-0, ...row],
            steps: { kind: 'constant' as const, eta, count: 7 },
          };

          const read = parseCaseFile(stringify(caseFile(input, { ...outcome, margin })), 'x');

          expect(read.input).toStrictEqual(input);
          expect(Object.is(read.outcome.margin, margin)).toBe(true);
        },
      ),
      { seed: 1 },
    );
  });

  it.each(claims.map(({ id }) => id))('holds the cases of %s', (id) => {
    const claim = claims.find((one) => one.id === id)!;
    for (const input of drawCases(claim, 11, 5)) expect(parseCaseFile(stringify(caseFile(input, outcome)), 'x').input).toStrictEqual(input);
  });
});
