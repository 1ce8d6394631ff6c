import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseFile, parseCaseFile } from '../../src/data/case-file.js';
import { InputError } from '../../src/data/input-error.js';
import { stringify } from '../../src/data/json-number.js';
import { claims } from '../../src/paper/edition.js';
import { drawCases } from '../support/judging.js';

const outcome = { verdict: 'violated', slack: Number.NEGATIVE_INFINITY, step: 3, evidence: 'numerical' } as const;
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('a case file', () => {
  it('holds every number to the bit: -0, subnormal and huge ones included', () => {
    fc.assert(
      fc.property(
        fc.array(finite, { minLength: 1 }),
        finite,
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 5e-324),
        (row, eta, slack) => {
          const input = {
            claim: 'ex-1',
            data: { x: [row], y: [1] },
            start: row.map((entry, j) => (j === 0 ? -0 : entry)),
            steps: { kind: 'constant' as const, eta, count: 7 },
          };

          const read = parseCaseFile(stringify(caseFile(input, { ...outcome, slack })), 'x');

          expect(read.input).toStrictEqual(input);
          expect(Object.is(read.outcome?.slack, slack)).toBe(true);
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

/** Every way to put one value of a document in the place of another. */
function replaced(document: unknown, path: readonly number[], value: unknown): unknown {
  if (path.length === 0 || typeof document !== 'object' || document === null) return value;
  const keys = Object.keys(document);
  if (keys.length === 0) return value;
  const key = keys[path[0]! % keys.length]!;
  const inner = replaced((document as Record<string, unknown>)[key], path.slice(1), value);
  return Array.isArray(document) ? document.map((entry, i) => (String(i) === key ? inner : entry)) : { ...document, [key]: inner };
}

describe('a hostile case file', () => {
  const sound = caseFile(
    {
      claim: 'thm-4.1/purity',
      data: { x: [[1, 2]], y: [1] },
      start: [1, 2],
      steps: { kind: 'constant', eta: 1, count: 3 },
      outputWeights: [1],
    },
    outcome,
  );
  const hostile = fc.oneof(
    fc.constantFrom(null, true, '', 'Infinity', '__proto__', [], {}, [[]], 1e308, -1, 0.5, 2 ** 53, { toString: 1 }),
    fc.jsonValue(),
  );

  it('is refused with an input error that names the file, or read as a case', () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 4 }), hostile, (path, value) => {
        const text = JSON.stringify(replaced(sound, path, value));
        try {
          const { input } = parseCaseFile(text, 'hostile.json');

          expect([0, (input.outputWeights?.length ?? 1) * input.data.x[0]!.length]).toContain(input.start.length);
        } catch (error) {
          refused++;
          expect(error).toBeInstanceOf(InputError);
          expect((error as InputError).message).toContain('hostile.json');
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });
});
