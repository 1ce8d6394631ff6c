import { describe, expect, it } from 'vitest';
import type { CheckResult, GuardReport } from '../../src/guard/result.js';
import { applicableOf, expectationNotes, verdictOf } from '../../src/guard/result.js';
import { githubAnnotations, githubSummary } from '../../src/report/guard-github.js';
import { guardJson, guardJUnit, guardText } from '../../src/report/guard-report.js';

const check = (id: string, verdict: CheckResult['verdict'], more: Partial<CheckResult> = {}): CheckResult => ({
  id,
  group: id.startsWith('law/') ? 'update law' : 'protocol',
  title: 'a title',
  verdict,
  slack: verdict === 'broken' ? -1 : 1,
  ...more,
});

const report = (checks: readonly CheckResult[], subject: Partial<GuardReport['subject']> = {}): GuardReport => ({
  subject: { name: 'mine', algorithm: 'other', precision: 'float64', ...subject },
  checks,
  seconds: 1,
});

const CONTEXT = { version: '0', seed: 1, origin: { kind: 'object' } } as const;

describe('a check that is expected to be broken', () => {
  const expected = report([check('a', 'pass'), check('b', 'broken', { expected: 'bug 7', note: 'as known' })], {
    expectedBroken: { b: 'bug 7', a: 'was wrong once', c: 'is no check' },
  });

  it('does not make the subject broken, in any report', () => {
    expect(verdictOf(expected.checks)).toBe('pass');
    expect(guardText([expected], CONTEXT)).toContain('b: broken, as expected (bug 7): as known');
    expect(guardJUnit([expected], CONTEXT)).toContain('failures="0" skipped="1"');
    expect(githubAnnotations([expected]).filter((line) => line.startsWith('::error'))).toEqual([]);
  });

  it('is told when it passes, and when there is no such check', () => {
    expect(expectationNotes(expected)).toEqual([
      'a: is expected to be broken (was wrong once), but passes: take it off expectedBroken',
      'c: is expected to be broken (is no check), but no such check applies',
    ]);
  });
});

describe('a pass', () => {
  it('of other says that no update law was judged, and how many checks applied', () => {
    const passing = report([check('a', 'pass'), check('b', 'pass'), check('c', 'information')]);

    expect(applicableOf(passing.checks)).toBe(2);
    expect(guardText([passing], CONTEXT)).toContain('No update law was judged, since it is declared as "other": 2 checks applied.');
    expect(guardJson([passing], CONTEXT)).toMatchObject({ verdict: 'pass', applicable: 2, lawJudged: false });
  });

  it('of a named algorithm says so where no check was of its law', () => {
    const passing = report([check('a', 'pass')], { algorithm: 'adam' });

    expect(guardText([passing], CONTEXT)).toContain('No update law was judged, since none of the checks is of one: 1 checks applied.');
  });

  it('of a named algorithm does not', () => {
    const passing = report([check('law/rule', 'pass')], { algorithm: 'adam' });

    expect(guardText([passing], CONTEXT)).not.toContain('No update law');
    expect(guardJson([passing], CONTEXT)).toMatchObject({ lawJudged: true });
  });
});

describe('GitHub', () => {
  const found = report([check('a', 'broken', { note: 'got 1%\nwhere 2 was due' }), check('b', 'undecided'), check('c', 'pass')], {
    name: 'x: y, z',
  });

  it('gets an annotation for each finding, on one line each', () => {
    expect(githubAnnotations([found])).toEqual([
      '::error title=x%3A y%2C z%3A a::got 1%25%0Awhere 2 was due',
      '::warning title=x%3A y%2C z%3A b::a title',
    ]);
  });

  it('gets no control character of others', () => {
    const told = report([check('a', 'broken', { note: '\u001b[2J\r::error::mine' }), check('b', 'pass')], {
      name: 'x\u001b[31m',
      expectedBroken: { b: 'bug\u0007' },
    });

    const said = [...githubAnnotations([told]), githubSummary([told]), guardText([told], CONTEXT)].join('\n');

    expect(said.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(said).toContain('::error title=x\\u001b[31m%3A a::\\u001b[2J\\u000d::error::mine');
  });

  it('gets a table that no name can break', () => {
    const text = githubSummary([report([check('a', 'broken', { note: 'a | b\n<c>' })], { name: 'p|q' })]);

    expect(text.split('\n').filter((line) => line.startsWith('| p'))).toEqual(['| p\\|q | other | broken | 1 | a: a \\| b &lt;c> |']);
  });
});
