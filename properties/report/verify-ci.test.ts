/** What CI reads of a verify: JUnit, annotations and the summary of the step. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { claimIn } from '../../src/claim/define.js';
import { caseFileSchema } from '../../src/data/case-file.js';
import { edition } from '../../src/paper/edition.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../src/record/records.js';
import type { VerifyContext } from '../../src/report/standing.js';
import { verifyAnnotations, verifyMarkdown } from '../../src/report/verify-github.js';
import { verifyJUnit } from '../../src/report/verify-junit.js';
import type { ClaimReport } from '../../src/verify/claim-report.js';
import { commanded } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { folder, file } = scratch();
const records = readRecords(SHIPPED_RECORD);
const context: VerifyContext = { version: '0', seed: 7, seconds: 12.3456, records, onGivenData: false };

function report(id: string, more: Partial<ClaimReport> = {}): ClaimReport {
  const claim = claimIn(edition, id)!;
  return {
    claim,
    verdict: records[id]!.verdict,
    tally: { outcomes: { satisfied: 20, violated: 0, undecided: 0, discarded: 0 }, undecided: {}, labels: {} },
    cases: 20,
    slack: { min: -0.25, median: 1 },
    lostWitness: false,
    driftedWitness: false,
    hypotheses: [],
    data: [],
    rates: [],
    seconds: 1.5,
    slowest: [],
    complete: true,
    ...more,
  };
}

const witness = readWitness(SHIPPED_RECORD, records['prop-2/eq-25'])!;
const reports = [
  report('thm-3.1/2'),
  report('lem-f2', { verdict: 'refuted', witness, note: 'the loss rose | by <2> %' }),
  report('thm-3.1/3', { verdict: 'vacuous', because: 'label a:b on 0 of 20 cases' }),
  report('prop-2/eq-25', { witness, lostWitness: true }),
  report('linear/descent', { verdict: 'not-run' }),
  report('thm-3.1/1', { verdict: 'not-run' }),
];

/** The test case of a claim in XML. */
const testCase = (xml: string, id: string): string =>
  new RegExp(`<testcase [^>]*name="${id}".*?(?:/>|</testcase>)`, 's').exec(xml)?.[0] ?? '';
const unescaped = (xml: string): string =>
  xml.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

describe('JUnit', () => {
  const xml = verifyJUnit(reports, context);

  it('counts, and tells the time of each claim, the whole time and the seed', () => {
    expect(xml).toContain('<testsuites name="claimcheck" tests="6" failures="3" time="12.346">');
    expect(xml).toContain('<testsuite name="verify" tests="6" failures="3" skipped="2" time="12.346">');
    expect(xml).toContain('<property name="seed" value="7"/>');
    expect([...xml.matchAll(/<testcase [^>]* time="1\.500"/g)]).toHaveLength(6);
    expect(testCase(xml, 'thm-3.1/2')).toMatch(/\/>$/);
  });

  it('has in each failure what is wrong, the seed, and the witness as a case file', () => {
    const failure = testCase(xml, 'lem-f2');

    expect(failure).toContain(
      '<failure message="refuted, on record as survives">refuted, on record as survives: the loss rose | by &lt;2&gt; %',
    );
    expect(failure).toContain('seed 7, 20 cases, least slack -0.25');
    const stored = unescaped(failure).slice(unescaped(failure).indexOf('\n{'), unescaped(failure).lastIndexOf('}') + 1);
    expect(caseFileSchema.parse(JSON.parse(stored)).outcome?.verdict).toBe('violated');
    expect(testCase(xml, 'thm-3.1/3')).toContain('vacuous (label a:b on 0 of 20 cases), on record as refuted');
  });

  it('fails where a stored witness is lost, which makes verify fail', () => {
    expect(testCase(xml, 'prop-2/eq-25')).toMatch(
      /<failure message="refuted, on record as refuted">its stored witness .* no longer breaks it/,
    );
  });

  it('skips what was not run', () => {
    expect(testCase(xml, 'linear/descent')).toContain('<skipped message="not-run, on record as survives"/>');
  });
});

describe('GitHub', () => {
  it('gets an error for what makes verify fail, a warning for what is undecided, and one for all that was not run', () => {
    expect(verifyAnnotations(reports, context)).toEqual([
      '::error title=lem-f2::refuted, on record as survives: the loss rose | by <2> %25',
      '::warning title=thm-3.1/3::vacuous (label a:b on 0 of 20 cases), on record as refuted',
      expect.stringMatching(/^::error title=prop-2\/eq-25::its stored witness witnesses\/.* no longer breaks it$/),
      '::warning title=not run::ended before the first case of linear/descent, thm-3.1/1',
    ]);
    expect(verifyAnnotations([report('thm-3.1/2')], context)).toEqual([]);
  });

  it('gets the counts, and a table of the findings that no note can break', () => {
    const lines = verifyMarkdown(reports, context).split('\n');

    expect(lines).toContain('6 claims: 3 refuted, 1 vacuous, 2 not-run; seed 7, 12.3 s');
    expect(lines).toContain('| lem-f2 | error | refuted, on record as survives: the loss rose \\| by &lt;2> % |');
    expect(verifyMarkdown([report('thm-3.1/2')], context)).not.toContain('|');
  });
});

describe('verify under GITHUB_ACTIONS', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const RUN = ['verify', 'thm-3.1/2', '--cases', '12', '--jobs', '1'];

  it('writes annotations to stdout, to stderr beside JSON, and the summary behind what its file has', async () => {
    const summary = file('summary.md', 'before\n');
    writeFileSync(join(folder, 'verdicts.json'), JSON.stringify({ 'thm-3.1/2': { verdict: 'survives', reason: 'planted' } }));
    vi.stubEnv('GITHUB_ACTIONS', 'true');
    vi.stubEnv('GITHUB_STEP_SUMMARY', summary);

    const text = await commanded(...RUN, '--record', folder);
    const json = await commanded(...RUN, '--record', folder, '--json', '-');

    expect(text.stdout).toMatch(/^::error title=thm-3\.1\/2::refuted, on record as survives/m);
    expect(json.stderr).toMatch(/^::error title=thm-3\.1\/2::/m);
    expect(() => JSON.parse(json.stdout)).not.toThrow();
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n### claimcheck verify\n/);
    expect(readFileSync(summary, 'utf8').match(/### claimcheck verify/g)).toHaveLength(2);
  });

  it('gives its verdict where the summary cannot be written, and says why', async () => {
    vi.stubEnv('GITHUB_ACTIONS', 'true');
    vi.stubEnv('GITHUB_STEP_SUMMARY', join(folder, 'missing', 'summary.md'));

    const { code, stderr } = await commanded(...RUN);

    expect(code).toBe(0);
    expect(stderr).toMatch(/^the step summary .*summary\.md cannot be written \(no such file or folder\)$/m);
  });

  it('says nothing of it elsewhere', async () => {
    vi.stubEnv('GITHUB_ACTIONS', '');

    const { stdout } = await commanded(...RUN, '--record', folder);

    expect(stdout).not.toContain('::error');
  });
});
