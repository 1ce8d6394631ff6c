import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import type { Claim, Evaluation } from '../../src/claim/claim.js';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import { confirm, FlakyError } from '../../src/judge/confirmation.js';
import { inlineWorkers } from '../../src/judge/workers.js';
import { standing } from '../../src/report/standing.js';
import { done, judgeChunk } from '../../src/verify/chunk.js';
import type { ClaimReport } from '../../src/verify/claim-report.js';
import type { VerifyOptions } from '../../src/verify/options.js';
import { judge } from '../../src/verify/verdict.js';
import { verify } from '../../src/verify/verify.js';
import { witnessOf } from '../support/certify.js';
import { claimOf, drawCases } from '../support/judging.js';

const tally = (satisfied: number, violated: number, undecided: number, discarded: number, labels: Record<string, number> = {}) => ({
  outcomes: { satisfied, violated, undecided, discarded },
  undecided: {},
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

describe('why a verdict is unknown', () => {
  it.each([
    [{ 'the slack is not a number': 12 }, '12 of 40 cases undecided: the slack is not a number'],
    [{ 'no max-margin direction': 3, 'less than one pass': 5 }, '12 of 40 cases undecided, 5 of them: less than one pass'],
    [{ b: 6, a: 6 }, '12 of 40 cases undecided, 6 of them: a'],
    [{}, '12 of 40 cases undecided'],
  ])('is told by the reason met with most often: %j', (undecided, because) => {
    expect(judge({ ...tally(28, 0, 12, 0), undecided }, {}).because).toBe(because);
  });

  it('names what an evaluation gives, a slack that is not a number, and what may be rounding', () => {
    const because = (evaluation: Pick<Evaluation, 'conclusion' | 'undecided'>): string | undefined => {
      const claim: Claim = { ...undecidedIn(0), evaluate: () => ({ hypotheses: [], labels: [], ...evaluation }) };
      const { outcomes, undecided } = judgeChunk(claim, { seed: 1, chunk: 0, size: 5 });
      return judge({ outcomes, undecided, labels: {} }, {}).because;
    };
    const conclusion = { slack: -2, rounding: 1, step: 0 };

    expect([
      because({ undecided: 'less than one pass' }),
      because({}),
      because({ conclusion: { ...conclusion, slack: Number.NaN } }),
      because({ conclusion }),
    ]).toEqual(
      ['less than one pass', 'the evaluation gives no reason', 'the slack is not a number', 'what breaks it may be rounding'].map(
        (reason) => `5 of 5 cases undecided: ${reason}`,
      ),
    );
  });
});

describe('why a verdict is vacuous', () => {
  it.each([
    ['the least number', tally(9, 0, 0, 20), '9 of 29 cases met the hypotheses, at least 10 required'],
    ['the least share', tally(14, 0, 0, 291), '14 of 305 cases met the hypotheses, at least 16 required'],
  ])('tells %s of cases', (_, counted, because) => {
    expect(judge(counted, {}).because).toBe(because);
  });
});

describe('a share on the wrong side of its rule', () => {
  it.each([
    ['2 of 24 undecided are left open', tally(22, 0, 2, 0), {}, false],
    ['12 of 24 undecided are not chance', tally(12, 0, 12, 0), {}, true],
    ['8% of 300 undecided are left open', tally(276, 0, 24, 0), {}, false],
    ['8% of 4800 undecided are not chance', tally(4416, 0, 384, 0), {}, true],
    ['a label that is rare by chance is left open', tally(24, 0, 0, 0, { a: 0 }), { a: 0.1 }, false],
    ['a label that is never there is not chance', tally(300, 0, 0, 0), { a: 0.1 }, true],
    ['few effective cases of few drawn are left open', tally(2, 0, 0, 22), {}, false],
    ['no effective case of many drawn is not chance', tally(0, 0, 0, 600), {}, true],
    ['nothing on the wrong side is settled', tally(100, 0, 0, 0), {}, true],
  ])('%s', (_, counted, required, settled) => {
    expect(judge(counted, required).settled).toBe(settled);
  });
});

/** A claim whose cases are undecided with a given share, by a hash of the case. */
const undecidedIn = (share: number): Claim => ({
  ...claimOf('lem-f2'),
  required: {},
  defaultCases: 24,
  evaluate: (input) => {
    const drawn = (seedrandom(JSON.stringify(input)).int32() >>> 0) / 2 ** 32;
    return drawn < share
      ? { hypotheses: [], undecided: 'drawn so', labels: [] }
      : { hypotheses: [], conclusion: { slack: 1, rounding: 0, step: 0 }, labels: [] };
  },
});

/** `verify` of one claim on a seed. */
async function verified(claim: Claim, seed: number, cases?: number, more: Partial<VerifyOptions> = {}): Promise<ClaimReport> {
  const [report] = await verify({
    claims: [claim],
    seed,
    data: [],
    generated: true,
    workers: inlineWorkers(done),
    witnesses: new Map(),
    stopped: () => false,
    ...(cases === undefined ? {} : { cases }),
    ...more,
  });
  return report!;
}

describe('a whole verify of a claim', () => {
  it('survives on every seed with 4% undecided, and draws more where that is needed', async () => {
    const reports: ClaimReport[] = [];
    for (let seed = 0; seed < 40; seed++) reports.push(await verified(undecidedIn(0.04), seed));

    expect(new Set(reports.map(({ verdict }) => verdict))).toEqual(new Set(['survives']));
    expect(reports.some(({ cases }) => cases > 24)).toBe(true);
    expect(reports.every(({ cases }) => cases <= 16 * 24)).toBe(true);
  });

  it('is unknown on every seed with 40% undecided', async () => {
    for (let seed = 0; seed < 10; seed++) expect((await verified(undecidedIn(0.4), seed)).verdict).toBe('unknown');
  });

  it('draws no more than is asked for, and then judges by the plain share', async () => {
    const { verdict, cases } = await verified(undecidedIn(0.4), 1, 24);

    expect([verdict, cases]).toEqual(['unknown', 24]);
  });
});

describe('a claim with a witness on record', () => {
  const claim = claimOf('thm-3.1/2');
  const witness = { input: witnessOf('thm-3.1/2'), outcome: { verdict: 'violated', slack: -1, step: 0, evidence: 'numerical' } } as const;
  const witnesses = new Map([['thm-3.1/2', witness]]);
  /** A case that satisfies the claim. */
  const harmless = drawCases(claim, 1, 40).find((input) => judgeCase(claim, input, standardParts).kind === 'satisfied')!;

  it('is refuted by the witness, and the first cases alone are judged beside it', async () => {
    const { verdict, cases, lostWitness } = await verified(claim, 1, undefined, { witnesses });

    expect([verdict, cases, lostWitness]).toEqual(['refuted', 20, false]);
  });

  it('is judged on all cases where they are asked for, by number or for the record', async () => {
    expect((await verified(claim, 1, 45, { witnesses })).cases).toBe(45);
    expect((await verified(claim, 1, undefined, { witnesses, thorough: true })).cases).toBe(300);
  });

  it('is judged on all cases where the witness breaks it no more', async () => {
    const lost = new Map([['thm-3.1/2', { ...witness, input: harmless }]]);
    const { cases, lostWitness } = await verified(claim, 1, undefined, { witnesses: lost });

    expect([cases, lostWitness]).toEqual([300, true]);
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
