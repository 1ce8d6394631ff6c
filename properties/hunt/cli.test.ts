import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStoredCase } from '../../src/record/case-files.js';
import { schemas } from '../../src/report/schema.js';
import { claimAlone } from '../support/claim-alone.js';
import { type CommandResult, claimcheck, claimcheckBeside, commanded, interrupted } from '../support/cli.js';
import { fewOrMany, STATISTICAL } from '../support/long-suite.js';
import { scratch } from '../support/scratch.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Rounds of several processes that begin one hunt at once. */
const ROUNDS = fewOrMany(1, 2);
const { file } = scratch();
const INFIMUM = ['hunt', 'landscape/infimum', ...claimAlone(file, 'landscape/landscape.infimum', 'infimum')];
const PROP_2 = ['hunt', 'prop-2', ...claimAlone(file, 'stochastic/proposition-2', 'finiteTime')];
const PROOF = claimAlone(file, 'landscape/theorem-3-1.1-proof', 'caseOneProof');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimcheck-hunt-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const journalOf = (seed: number): string => join(folder, `landscape_infimum.portfolio.seed${seed}.jsonl`);
const hunting = (maxCases: number, seed = 1, ...more: string[]): string[] => [
  ...INFIMUM,
  '--max-cases',
  String(maxCases),
  '--seed',
  String(seed),
  '--jobs',
  '1',
  '--out',
  folder,
  ...more,
];
const surviving = (maxCases: number, seed = 1, ...more: string[]) => commanded(...hunting(maxCases, seed, ...more));
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** Starts a hunt and kills it with SIGKILL as soon as its journal has so many lines. */
function killed(count: number): Promise<void> {
  const args = ['dist/cli/main.js', ...INFIMUM, '--max-cases', '1000000', '--jobs', '1', '--out', folder];
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

/** Begins a hunt in the folder. */
async function begun(...more: string[]): Promise<{ code: number | null; stderr: string }> {
  const { code, stderr } = await claimcheckBeside(...INFIMUM, '--jobs', '1', '--out', folder, ...more);
  return { code, stderr: stderr.replace(/^.*evaluations.*\n?/gm, '') };
}

describe('claimcheck hunt', () => {
  it('exits 1 on a false claim, with JSON by the published schema and witnesses that replay', async () => {
    const { code, stdout } = await commanded(
      'hunt',
      'thm-3.1/1-proof',
      ...PROOF,
      '--max-cases',
      '2000',
      '--jobs',
      '1',
      '--out',
      folder,
      '--json',
      '-',
    );
    const result = schemas.hunt.parse(JSON.parse(stdout));

    expect(code).toBe(1);
    expect(result).toMatchObject({ id: 'thm-3.1/1-proof', verdict: 'refuted', strategy: 'portfolio' });
    for (const name of ['found', 'smallest', 'worst']) {
      const file = join(folder, `hunt-thm-3.1_1-proof.seed1.${name}.json`);
      expect(readStoredCase(file).outcome.verdict).toBe('violated');
      expect((await commanded('replay', file, ...PROOF)).code).toBe(0);
    }
  });

  it('exits 0 when it finds none, and accounts for what it tried by the same numbers in words and in JSON', async () => {
    const json = join(folder, 'hunt.json');

    const { code, stdout } = await surviving(400, 1, '--json', json);

    const { evaluations, effort } = schemas.hunt.parse(JSON.parse(readFileSync(json, 'utf8')));
    const { within, discarded, invalid, behaviours, behavioursOutside, slack, generated, excludedRate } = effort!;
    expect(code).toBe(0);
    expect(readStoredCase(join(folder, 'hunt-landscape_infimum.seed1.closest.json')).outcome.verdict).toBe('satisfied');
    expect(evaluations).toBe(400);
    expect(within + discarded + invalid).toBe(400);
    expect(behaviours).toBeGreaterThan(0);
    expect(generated).toBeGreaterThan(20);
    expect((1 - excludedRate) ** generated).toBeCloseTo(0.01, 10);
    expect(stdout).toContain('no counterexample found in 400 evaluations');
    expect(stdout).toContain(`within the hypotheses: ${within} (`);
    expect(stdout).toContain(`behaviours met within the hypotheses: ${behaviours} (${behavioursOutside} outside)`);
    expect(stdout).toContain(`smallest slack, after allowing for rounding: ${Number(slack).toPrecision(4)}`);
    expect(stdout).toContain(
      `${generated} cases were independent draws of the claim's generator: a violation rate above ${excludedRate.toPrecision(2)} under it is excluded with 99% confidence (1 - 0.01^(1/${generated}))`,
    );
  });

  it('finds the same whatever the number of jobs', STATISTICAL, async () => {
    const args = (jobs: string): string[] => [
      ...PROP_2,
      '--max-cases',
      fewOrMany('200', '1000'),
      '--jobs',
      jobs,
      '--json',
      '-',
      '--out',
      join(folder, jobs),
    ];
    const result = ({ stdout }: CommandResult): unknown => ({ ...JSON.parse(stdout), seconds: 0 });

    expect(result(claimcheck(...args('2')))).toEqual(result(await commanded(...args('1'))));
  });

  it.each([
    ['an unknown claim', ['hunt', 'thm-9/9'], /no claim is called "thm-9\/9"/],
    ['an unknown strategy', ['hunt', 'prop-2', '--strategy', 'luck'], /--strategy must be one of portfolio.*got luck/],
    ['a bad time', ['hunt', 'prop-2', '--max-time', '-1'], /--max-time/],
  ])('exits 3 on %s with one line', async (_, args, message) => {
    const { code, stderr } = await commanded(...args);

    expect(code).toBe(3);
    expect(stderr).toMatch(message);
    expect(lines(stderr)).toHaveLength(1);
  });

  it('exits 130 on Ctrl-C and keeps its journal', async () => {
    const { code } = await interrupted(...INFIMUM, '--max-time', '10', '--jobs', '1', '--out', folder);

    expect(code).toBe(130);
    expect(lines(readFileSync(journalOf(1), 'utf8')).length).toBeGreaterThan(1);
  });
});

describe('the journal', () => {
  it('lets a hunt killed with SIGKILL go on to the same end as one without a break', async () => {
    await killed(20);
    const before = readFileSync(journalOf(1), 'utf8');
    const kept = lines(before.slice(0, before.lastIndexOf('\n') + 1));

    const resumed = await surviving(1500, 1, '--json', '-');
    const after = lines(readFileSync(journalOf(1), 'utf8'));
    const whole = await commanded(...[...INFIMUM, '--max-cases', '1500', '--jobs', '1', '--out', join(folder, 'whole'), '--json', '-']);

    expect(after.slice(0, kept.length)).toEqual(kept);
    const { seconds: _, ...one } = JSON.parse(resumed.stdout);
    const { seconds: __, ...other } = JSON.parse(whole.stdout);
    expect(one).toEqual(other);
  });

  it('drops an unterminated last line and goes on', async () => {
    await surviving(960);
    const whole = readFileSync(journalOf(1), 'utf8');
    writeFileSync(journalOf(1), whole.slice(0, -20));

    const { code, stdout } = await surviving(960);

    expect(code).toBe(0);
    expect(stdout).toContain('no counterexample found in 960 evaluations');
    expect(readFileSync(journalOf(1), 'utf8')).toBe(whole);
  });

  it('counts as resumed what it took from it, however much more is in it', async () => {
    await surviving(960);

    const { stdout } = await surviving(300);

    const [, total, resumed] = /found in (\d+) evaluations .* \((\d+) of them from the journal\)/.exec(stdout) ?? [];
    expect(Number(total)).toBeLessThan(960);
    expect(resumed).toBe(total);
  });

  it.each([
    ['a line that is no JSON', '{"strategy":\n', /seed1\.jsonl:\d+: is no line of a hunt journal/],
    ['a line of another shape', '{"strategy":"random"}\n', /seed1\.jsonl:\d+: has no checksum/],
  ])('is refused with %s in it', async (_, bad, message) => {
    await surviving(300);
    appendFileSync(journalOf(1), bad);

    const { code, stderr } = await surviving(600);

    expect(code).toBe(3);
    expect(stderr).toMatch(message);
  });

  it('says so when the disk is full, and leaves no lock', async () => {
    symlinkSync('/dev/full', journalOf(1));

    const { code, stderr } = await surviving(300);

    expect(code).toBe(3);
    expect(stderr).toMatch(/the disk is full/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  it('whose disk fills up in the middle of a line ends with one line, leaves no lock, and goes on to the same end with room', async () => {
    const args = ['dist/cli/main.js', ...INFIMUM, '--max-cases', '700', '--jobs', '1', '--out', folder];
    // A limit on the file's size stops a write half-way, as a full disk does.
    const limited = spawnSync('bash', ['-c', 'trap "" XFSZ; ulimit -f 16; exec "$0" "$@"', process.execPath, ...args], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const cut = readFileSync(journalOf(1), 'utf8');
    const left = readdirSync(folder);

    const resumed = await surviving(700, 1, '--json', '-');
    const whole = readFileSync(journalOf(1), 'utf8');
    rmSync(journalOf(1));
    const afresh = await surviving(700, 1, '--json', '-');

    expect(limited.status).toBe(3);
    expect(lines(limited.stderr)).toEqual([expect.stringMatching(/seed1\.jsonl: cannot be written or read \(EFBIG\)$/)]);
    expect(left).toEqual(['landscape_infimum.portfolio.seed1.jsonl']);
    expect(cut).toHaveLength(16 * 1024);
    expect(cut.endsWith('\n')).toBe(false);
    expect(whole).toBe(readFileSync(journalOf(1), 'utf8'));
    expect({ ...JSON.parse(resumed.stdout), seconds: 0 }).toEqual({ ...JSON.parse(afresh.stdout), seconds: 0 });
  });

  it(
    'of one hunt begun by several processes at once is written by one, round after round; the others exit 3 with one line',
    STATISTICAL,
    async () => {
      let refused = 0;
      for (let round = 1; round <= ROUNDS; round++) {
        const ends = await Promise.all([1, 2, 3].map(() => begun('--seed', String(round), '--max-cases', '1000')));

        // One that came after the end of the first reads its journal to the end.
        expect(new Set(ends.map(({ code }) => code))).toContain(0);
        for (const { code, stderr } of ends) {
          if (code === 0) continue;
          refused++;
          expect(code).toBe(3);
          expect(stderr).toMatch(/^claimcheck: .*\.jsonl: is being written by another hunt \(process \d+\)\n$/);
        }
      }
      expect(refused).toBeGreaterThan(0);
      const alone = await surviving(1000, ROUNDS, '--out', join(folder, 'alone'));
      expect(alone.code).toBe(0);
      const name = `landscape_infimum.portfolio.seed${ROUNDS}.jsonl`;
      expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(join(folder, 'alone', name), 'utf8'));
      expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual([]);
    },
  );

  it('of different hunts begun at once in one folder are all written', async () => {
    const ends = await Promise.all([1, 2].map((seed) => begun('--seed', String(seed), '--max-cases', '200')));

    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    for (const seed of [1, 2]) expect(lines(readFileSync(journalOf(seed), 'utf8')).length).toBeGreaterThan(5);
  });

  it('of a hunt killed with SIGKILL is taken up by one of two resumptions at once, to the same end as without a break', async () => {
    await killed(10);
    const codes = (await Promise.all([1, 2].map(() => begun('--max-cases', '1200')))).map(({ code }) => code);

    expect([
      [0, 0],
      [0, 3],
    ]).toContainEqual(codes.sort());
    const journal = readFileSync(journalOf(1), 'utf8');
    rmSync(journalOf(1));
    await surviving(1200);
    expect(journal).toBe(readFileSync(journalOf(1), 'utf8'));
  });

  it('is written by one hunt at a time; other hunts may use the folder', async () => {
    const lock = journalOf(1).replace('.jsonl', '.lock');
    writeFileSync(lock, `${process.pid}\n`);

    const same = await commanded(...hunting(300));
    const other = await commanded(...hunting(300, 2));

    expect(same.code).toBe(3);
    expect(same.stderr).toContain(`is being written by another hunt (process ${process.pid})`);
    expect(other.code).toBe(0);
    expect(existsSync(lock)).toBe(true);
  });

  it('takes over the lock of a hunt that was killed', async () => {
    writeFileSync(journalOf(1).replace('.jsonl', '.lock'), '999999999\n');

    expect((await surviving(300)).code).toBe(0);
  });
});
