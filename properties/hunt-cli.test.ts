import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCaseFile } from '../src/data/case-file.js';
import { schemas } from '../src/report/schema.js';
import { claimcheck, interrupted } from './helpers/cli.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimcheck-hunt-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const journalOf = (seed: number): string => join(folder, `landscape_infimum.portfolio.seed${seed}.jsonl`);
const surviving = (maxCases: number, seed = 1, ...more: string[]) =>
  claimcheck('hunt', 'landscape/infimum', '--max-cases', String(maxCases), '--seed', String(seed), '--jobs', '1', '--out', folder, ...more);
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** Starts a hunt and kills it with SIGKILL as soon as its journal has so many lines. */
function killed(count: number): Promise<void> {
  const args = ['dist/cli/main.js', 'hunt', 'landscape/infimum', '--max-cases', '1000000', '--jobs', '1', '--out', folder];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'ignore' });
    const timer = setInterval(() => {
      if (existsSync(journalOf(1)) && lines(readFileSync(journalOf(1), 'utf8')).length >= count) child.kill('SIGKILL');
    }, 5);
    child.on('close', () => {
      clearInterval(timer);
      resolve();
    });
  });
}

describe('claimcheck hunt', () => {
  it('exits 1 on a false claim, with JSON by the published schema and witnesses that replay', () => {
    const args = ['hunt', 'thm-3.1/1-proof', '--max-cases', '2000', '--jobs', '1', '--out', folder];
    const { code, stdout } = claimcheck(...args, '--json', '-');
    const result = schemas.hunt.parse(JSON.parse(stdout));

    expect(code).toBe(1);
    expect(result).toMatchObject({ id: 'thm-3.1/1-proof', verdict: 'refuted', strategy: 'portfolio' });
    for (const name of ['found', 'smallest', 'worst']) {
      const file = join(folder, `hunt-thm-3.1_1-proof.seed1.${name}.json`);
      expect(readCaseFile(file).outcome.verdict).toBe('refuted');
      expect(claimcheck('replay', file).code).toBe(0);
    }
  });

  it('exits 0 when it finds none, with an account of what was tried', () => {
    const { code, stdout } = surviving(400);

    expect(code).toBe(0);
    expect(stdout).toContain('no counterexample found in 400 evaluations');
    expect(stdout).toMatch(/a violation rate above \S+ under it is excluded with 99% confidence/);
    expect(stdout).toMatch(/behaviours met within the hypotheses: [1-9]/);
    expect(readCaseFile(join(folder, 'hunt-landscape_infimum.seed1.closest.json')).outcome.verdict).toBe('survives');
  });

  it('finds the same whatever the number of jobs', () => {
    const result = (jobs: string): unknown => {
      const { stdout } = claimcheck('hunt', 'prop-2', '--max-cases', '1000', '--jobs', jobs, '--json', '-', '--out', join(folder, jobs));
      const { seconds: _, ...rest } = JSON.parse(stdout);
      return rest;
    };

    expect(result('2')).toEqual(result('1'));
  });

  it.each([
    ['an unknown claim', ['hunt', 'thm-9/9'], /no claim is called "thm-9\/9"/],
    ['an unknown strategy', ['hunt', 'prop-2', '--strategy', 'luck'], /--strategy luck: is none of portfolio/],
    ['a bad time', ['hunt', 'prop-2', '--max-time', '-1'], /--max-time/],
  ])('exits 3 on %s with one line', (_, args, message) => {
    const { code, stderr } = claimcheck(...args);

    expect(code).toBe(3);
    expect(stderr).toMatch(message);
    expect(lines(stderr)).toHaveLength(1);
  });

  it('exits 130 on Ctrl-C and keeps its journal', async () => {
    const { code } = await interrupted('hunt', 'landscape/infimum', '--max-time', '30', '--jobs', '1', '--out', folder);

    expect(code).toBe(130);
    expect(lines(readFileSync(journalOf(1), 'utf8')).length).toBeGreaterThan(1);
  });
});

describe('the journal', () => {
  it('lets a hunt killed with SIGKILL go on to the same end as one without a break', async () => {
    await killed(20);
    const before = readFileSync(journalOf(1), 'utf8');
    const kept = lines(before.slice(0, before.lastIndexOf('\n') + 1));

    const resumed = surviving(6000, 1, '--json', '-');
    const after = lines(readFileSync(journalOf(1), 'utf8'));
    const whole = claimcheck(
      ...['hunt', 'landscape/infimum', '--max-cases', '6000', '--jobs', '1', '--out', join(folder, 'whole'), '--json', '-'],
    );

    expect(after.slice(0, kept.length)).toEqual(kept);
    const { seconds: _, ...one } = JSON.parse(resumed.stdout);
    const { seconds: __, ...other } = JSON.parse(whole.stdout);
    expect(one).toEqual(other);
  });

  it('drops an unterminated last line and goes on', () => {
    surviving(960);
    const whole = readFileSync(journalOf(1), 'utf8');
    writeFileSync(journalOf(1), whole.slice(0, -20));

    const { code, stdout } = surviving(960);

    expect(code).toBe(0);
    expect(stdout).toContain('no counterexample found in 960 evaluations');
    expect(readFileSync(journalOf(1), 'utf8')).toBe(whole);
  });

  it.each([
    ['a line that is no JSON', '{"strategy":\n', /seed1\.jsonl:\d+: is no line of a hunt journal/],
    ['a line of another shape', '{"strategy":"random"}\n', /seed1\.jsonl:\d+: field counts/],
  ])('is refused with %s in it', (_, bad, message) => {
    surviving(300);
    appendFileSync(journalOf(1), bad);

    const { code, stderr } = surviving(600);

    expect(code).toBe(3);
    expect(stderr).toMatch(message);
  });

  it('says so when the disk is full, and leaves no lock', () => {
    symlinkSync('/dev/full', journalOf(1));

    const { code, stderr } = surviving(300);

    expect(code).toBe(3);
    expect(stderr).toMatch(/the disk is full/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  it('is written by one hunt at a time; other hunts may use the folder', () => {
    const lock = journalOf(1).replace('.jsonl', '.lock');
    writeFileSync(lock, `${process.pid}\n`);

    const same = surviving(300);
    const other = surviving(300, 2);

    expect(same.code).toBe(3);
    expect(same.stderr).toContain(`is being written by another hunt (process ${process.pid})`);
    expect(other.code).toBe(0);
    expect(existsSync(lock)).toBe(true);
  });

  it('takes over the lock of a hunt that was killed', () => {
    writeFileSync(journalOf(1).replace('.jsonl', '.lock'), '999999999\n');

    expect(surviving(300).code).toBe(0);
  });
});
