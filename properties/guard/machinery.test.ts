import { describe, expect, it } from 'vitest';
import type { Check, CheckOutcome, StepsWitness } from '../../src/guard/check.js';
import { hasClaims } from '../../src/guard/checks/applicability.js';
import { CHECKS as GENERAL } from '../../src/guard/checks/general.js';
import { CHECKS } from '../../src/guard/checks/index.js';
import { judgeCheck } from '../../src/guard/judge-check.js';
import { blockedBy, orderChecks } from '../../src/guard/plan.js';
import { type Call, lastSteps, recordSteps } from '../../src/guard/record-steps.js';
import { verdictOf } from '../../src/guard/result.js';
import { subjectOf } from '../../src/guard/subject.js';
import { AsynchronousStep } from '../../src/guard/subject-failure.js';
import { ALGORITHMS } from '../../src/guard/validate.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';

const check = (id: string, more: Partial<Check> = {}): Check => ({
  id,
  group: 'protocol',
  title: id,
  applies: () => true,
  judge: () => ({ verdict: 'pass', slack: 1 }),
  ...more,
});

const PLAIN = subjectOf({ name: 'x', algorithm: 'other', create: () => ({ step() {} }) });

const optimizer = (step: (params: Float64Array, gradient: Float64Array) => void | Promise<void>): OptimizerUnderTest => ({
  name: 'x',
  algorithm: 'other',
  create: () => ({ step }),
});

/** A check that takes some steps. */
const stepping = (count: number): Check =>
  check('stepping', {
    judge(subject): CheckOutcome {
      const state = subject.create({ dimension: 1, stepSize: (k) => 1 / (k + 1) });
      const params = Float64Array.of(3);
      for (let k = 0; k < count; k++) state.step(params, Float64Array.of(k));
      return { verdict: 'pass', slack: 1 };
    },
  });

describe('the order of checks', () => {
  it('is by group, then behind what they come after, then as given', () => {
    const given = [
      check('claim', { group: 'claim' }),
      check('b', { after: ['c'] }),
      check('a'),
      check('c', { after: ['law', 'absent'] }),
      check('law', { group: 'update law' }),
    ];

    expect(orderChecks(given).map(({ id }) => id)).toEqual(['a', 'law', 'c', 'b', 'claim']);
  });

  it('refuses two of one id, and checks that wait for each other', () => {
    expect(() => orderChecks([check('a'), check('a')])).toThrow('two checks have the same id');
    expect(() => orderChecks([check('a', { after: ['b'] }), check('b', { after: ['a'] })])).toThrow('checks wait for each other: a, b');
  });

  it('can be found for the checks of the package, whose prerequisites all exist', () => {
    const ids = new Set(CHECKS.map(({ id }) => id));

    expect(orderChecks(CHECKS)).toHaveLength(CHECKS.length);
    expect(CHECKS.flatMap(({ after }) => after ?? []).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('needs the edition for those algorithms only that its claims are about', () => {
    const claims = CHECKS.filter((one) => one.id.startsWith('claim/') && !GENERAL.some(({ id }) => id === one.id));
    const judged = (algorithm: (typeof ALGORITHMS)[number]): boolean => claims.some((one) => one.applies({ ...PLAIN, algorithm }));

    expect(ALGORITHMS.filter(judged)).toEqual(ALGORITHMS.filter((algorithm) => hasClaims({ algorithm })));
    expect(GENERAL.length).toBe(CHECKS.length - claims.length);
  });

  it('passes a broken check on to all that come after it', () => {
    const verdicts = new Map([
      ['a', 'broken'],
      ['b', 'skipped'],
      ['c', 'undecided'],
    ]);

    expect(blockedBy(check('x', { after: ['c', 'a'] }), verdicts)).toBe('a');
    expect(blockedBy(check('x', { after: ['b'] }), verdicts)).toBe('b');
    expect(blockedBy(check('x', { after: ['c', 'd'] }), verdicts)).toBeUndefined();
  });
});

describe('the verdict on a subject', () => {
  it.each([
    [['pass', 'undecided', 'broken'], 'broken'],
    [['pass', 'undecided', 'skipped'], 'undecided'],
    [['pass', 'information', 'skipped'], 'pass'],
    [['information'], 'undecided'],
    [[], 'undecided'],
  ] as const)('of %j is %s', (verdicts, expected) => {
    expect(verdictOf(verdicts.map((verdict) => ({ verdict })))).toBe(expected);
  });
});

describe('judging one check', () => {
  it('turns what the subject throws into a finding with the calls that lead to it', () => {
    let calls = 0;
    const failing = optimizer((params) => {
      params[0]! += 1;
      if (++calls % 3 === 0) throw new RangeError('third');
    });

    const outcome = judgeCheck(stepping(5), failing);

    expect(outcome).toMatchObject({ verdict: 'broken', slack: Number.NEGATIVE_INFINITY, note: 'step 3 threw RangeError: third' });
    expect(outcome.witness).toMatchObject({ kind: 'steps', start: [3], gradients: [[0], [1], [2]] });
  });

  it('gives no calls when the failure does not come again', () => {
    let failed = false;
    const once = optimizer(() => {
      if (failed) return;
      failed = true;
      throw new Error('once');
    });

    expect(judgeCheck(stepping(2), once).witness).toBeUndefined();
  });

  it('does not blame the subject for what the check throws', () => {
    const faulty = check('faulty', {
      judge() {
        throw new TypeError('typo');
      },
    });

    const outcome = judgeCheck(
      faulty,
      optimizer(() => {}),
    );

    expect(outcome).toMatchObject({ verdict: 'undecided', note: 'the check itself failed: TypeError: typo' });
  });

  it('says so when a step returns a promise', () => {
    expect(() =>
      judgeCheck(
        stepping(1),
        optimizer(async () => {}),
      ),
    ).toThrow(AsynchronousStep);
  });
});

describe('recorded steps', () => {
  const recorded = (check: Check): StepsWitness | undefined => {
    const calls: Call[] = [];
    check.judge(
      subjectOf(
        recordSteps(
          optimizer(() => {}),
          (call) => calls.push(call),
        ),
      ),
    );
    return lastSteps(calls);
  };

  it('hold a schedule as its values, and none when the steps go beyond them', () => {
    expect((recorded(stepping(2))!.options.stepSize as number[]).slice(0, 3)).toEqual([1, 1 / 2, 1 / 3]);
    expect(recorded(stepping(17))).toBeUndefined();
  });

  it('are those of the instance called last, from its creation on', () => {
    const calls: Call[] = [
      { instance: 0, options: { stepSize: 1 } },
      { instance: 1, options: { stepSize: 2 } },
      { instance: 0, params: [7], gradient: [1], moved: false },
      { instance: 1, params: [8], gradient: [2], moved: false },
      { instance: 0, params: [6], gradient: [3], moved: false },
    ];

    expect(lastSteps(calls)).toMatchObject({ options: { stepSize: 1 }, start: [7], gradients: [[1], [3]] });
  });

  it('are withheld when parameters were moved between steps, since the witness would not reproduce', () => {
    const moving = check('moving', {
      judge(subject) {
        const state = subject.create({ dimension: 1, stepSize: 1 });
        state.step(Float64Array.of(1), Float64Array.of(1));
        state.step(Float64Array.of(2), Float64Array.of(1));
        return { verdict: 'pass', slack: 1 };
      },
    });

    expect(recorded(moving)).toBeUndefined();
  });
});
