import { describe, expect, it } from 'vitest';
import { standardParts } from '../../src/claim/parts.js';
import { confirm, FlakyError } from '../../src/judge/confirmation.js';
import { standing } from '../../src/report/verify-report.js';
import { judge } from '../../src/verify/verdict.js';
import { claimOf, drawCases } from '../support/judging.js';

const tally = (satisfied: number, violated: number, undecided: number, discarded: number, labels: Record<string, number> = {}) => ({
  outcomes: { satisfied, violated, undecided, discarded },
  labels,
});

describe('the verdict on counted outcomes', () => {
  it.each([
    ['enough satisfied cases survive', tally(100, 0, 0, 0), {}, 'survives'],
    ['one violated case refutes', tally(100, 1, 0, 0), {}, 'refuted'],
    ['a violated case refutes however few there are', tally(0, 1, 0, 0), {}, 'refuted'],
    ['nine cases are vacuous', tally(9, 0, 0, 0), {}, 'vacuous'],
    ['under a twentieth within the hypotheses is vacuous', tally(10, 0, 0, 300), {}, 'vacuous'],
    ['no cases at all are vacuous', tally(0, 0, 0, 0), {}, 'vacuous'],
    ['a label too rare is vacuous', tally(100, 0, 0, 0, { a: 9 }), { a: 0.1 }, 'vacuous'],
    ['a label often enough survives', tally(100, 0, 0, 0, { a: 10 }), { a: 0.1 }, 'survives'],
    ['many undecided cases are unknown', tally(90, 0, 6, 0), {}, 'unknown'],
    ['few undecided cases do not matter', tally(96, 0, 4, 0), {}, 'survives'],
  ])('%s', (_, counted, required, verdict) => {
    expect(judge(counted, required).verdict).toBe(verdict);
  });
});

describe('how a verdict stands to what is on record', () => {
  it.each([
    ['survives', 'survives', false, 'as recorded'],
    ['refuted', 'survives', false, 'differs'],
    ['survives', 'refuted', false, 'differs'],
    ['vacuous', 'survives', false, 'undecided'],
    ['unknown', 'refuted', false, 'undecided'],
    ['survives', undefined, false, 'new'],
    ['survives', 'refuted', true, 'not broken'],
    ['vacuous', 'survives', true, 'not broken'],
    ['refuted', 'survives', true, 'differs'],
  ] as const)('%s with %s on record (given data: %s) is: %s', (verdict, expected, given, result) => {
    expect(standing(verdict, expected, given)).toBe(result);
  });
});

describe('confirming a case', () => {
  it('finds an evaluation that is not the same twice', () => {
    const claim = claimOf('lem-f2');
    const [input] = drawCases(claim, 1, 1);
    let calls = 0;
    const fickle = {
      ...claim,
      evaluate: (...args: Parameters<typeof claim.evaluate>) => {
        const evaluation = claim.evaluate(...args);
        return {
          ...evaluation,
          conclusion: { ...evaluation.conclusion!, slack: evaluation.conclusion!.slack + calls++ * 1e-300 + calls },
        };
      },
    };

    expect(() => confirm(fickle, input!, standardParts)).toThrow(FlakyError);
  });
});
