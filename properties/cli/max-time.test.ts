import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EFFORT } from '../../src/judge/effort.js';
import { schemas } from '../../src/report/schema.js';
import { builtHere, type CommandResult, claimcheckBeside, commanded } from '../support/cli.js';
import { ENDLESS, verdictsIn } from '../support/endless.js';
import { scratch } from '../support/scratch.js';

const { file, folder } = scratch();

/** The most seconds that a command is given. */
const MOST = 48;

/**
 * Runs the built command under --max-time, with four times the time until it came as far as it should. How fast a machine is decides
 * nothing then; and that the command ends, though what it does would not, shows that the limit holds.
 */
async function withTime(args: readonly string[], cameSoFar: (result: CommandResult) => boolean): Promise<CommandResult> {
  for (let seconds = 3; ; seconds *= 4) {
    const result = await claimcheckBeside(...args, '--max-time', String(seconds));
    if (seconds >= MOST || cameSoFar(result)) return result;
  }
}

describe('verify --max-time', () => {
  it('gives up an evaluation that never ends, judges the claims beside it and writes everything', async () => {
    const json = join(folder, 'limits.json');
    const junit = join(folder, 'limits.xml');
    const args = ['verify', ...ENDLESS, 'endless', 'last', '--json', json, '--junit', junit];

    const { code, stdout } = await withTime(args, () => verdictsIn(json).last === 'survives');

    expect(stdout).toMatch(/^endless +not-run/m);
    expect(verdictsIn(json)).toEqual({ endless: 'not-run', last: 'survives' });
    expect(readFileSync(junit, 'utf8')).toMatch(/name="endless" time="[\d.]+">\s*<skipped/);
    // Nothing is on record of the last one.
    expect(code).toBe(1);
  });

  it('confirms what it finds, and does not judge further cases instead', async () => {
    const json = join(folder, 'confirmed.json');
    const rows = Array.from({ length: 300 }, (_, i) =>
      [i % 2 === 0 ? 1 + (i % 7) : -1 - (i % 5), (i % 11) / 4, i % 2 === 0 ? 1 : -1].join(','),
    );
    const args = ['verify', 'thm-3.1/1-proof', 'thm-3.1/3', '--data', file('confirmed.csv', rows.join('\n')), '--json', json];

    await withTime(args, () => Object.values(verdictsIn(json)).every((verdict) => verdict === 'refuted'));

    const { claims } = schemas.verify.parse(JSON.parse(readFileSync(json, 'utf8')));
    expect(claims.map(({ verdict, evidence }) => [verdict, evidence])).toEqual(new Array(2).fill(['refuted', 'certified']));
  });

  it('that is over before it begins tells every claim as not run, and exits 2', async () => {
    const { code, stdout } = await builtHere('verify', 'thm-3.1/*', '--max-time', '0.0001');

    expect(code).toBe(2);
    expect(stdout).toMatch(/^\d+ claims: \d+ not-run;/m);
    expect(stdout).not.toContain('no longer breaks it');
  });

  it('bounds the check of large data too', async () => {
    // In 200 dimensions it takes far longer than any test may.
    const rows = Array.from({ length: 600 }, (_, i) => {
      const x = Array.from({ length: 200 }, (_, j) => (((i + 1) * (j + 3) * 7919) % 2003) / 1000 - 1);
      return [...x, i % 2].join(',');
    });

    const { code, stdout } = await claimcheckBeside('verify', 'def/gd', '--data', file('large.csv', rows.join('\n')), '--max-time', '1');

    expect(code).toBe(2);
    expect(stdout).toMatch(/^def\/gd +not-run/m);
  });
});

describe('trace --max-time', () => {
  it('bounds the search for what the run is compared with, and tells the run', async () => {
    // The exact max-margin direction of all neurons together has 720 features.
    let drawn = 7;
    const entry = (): number => {
      drawn = (drawn * 1103515245 + 12345) % 2 ** 31;
      return Math.round((drawn / 2 ** 31 - 0.5) * 1e6) / 1e6;
    };
    const wide = Array.from({ length: 500 }, (_, i) => [...Array.from({ length: 45 }, entry), i % 2].join(','));
    const json = join(folder, 'wide.json');
    const run = ['--data', file('wide.csv', wide.join('\n')), '--model', 'network:16', '--max-work', '1000000000000', '--until', '20'];
    const told = () => schemas.trace.parse(JSON.parse(readFileSync(json, 'utf8')));

    const { code, stdout } = await withTime(['trace', ...run, '--json', json], () => existsSync(json) && !told().stopped);

    expect(code).toBe(2);
    expect(stdout).toMatch(/^reference: none \(stopped before it was known\)$/m);
    const { stopped, referenceStopped, end, checkpoints, direction } = told();
    expect({ stopped, referenceStopped, end, direction }).toEqual({
      referenceStopped: true,
      end: { kind: 'horizon', step: 20 },
      direction: [],
    });
    expect(checkpoints.at(-1)?.t).toBe(20);
  });

  /** Two positives and two negatives, apart. */
  const data = file('apart.csv', '1,2,1\n2,1,1\n-1,0.5,-1\n0.5,-1,-1\n');

  it('changes nothing of a run that ends before', async () => {
    const args = ['trace', '--data', data, '--start', '1,1', '--until', 'ln=50', '--json', '-'];

    const { code, stdout } = await builtHere(...args, '--max-time', '500');

    expect({ code, stdout }).toEqual({ code: 0, stdout: (await commanded(...args)).stdout });
  });

  it('stops a run with the checkpoints so far, and exits 2', async () => {
    const run = ['--data', 'fixtures/data/iris-petals.csv', '--model', 'linear', '--until', '100000000', '--max-work', '100000000000'];

    const { code, stdout, stderr } = await withTime(['trace', ...run], (result) => result.stdout !== '');

    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(stdout).toMatch(/^stopped before the horizon, after ln t = [\d.]+$/m);
  });

  it('that is over before anything is known tells so', async () => {
    expect(await builtHere('trace', '--data', data, '--max-time', '0.0001')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'claimcheck: stopped while the data were read\n',
    });
  });
});

describe('hunt --max-time', () => {
  const hunting = (id: string): string[] => ['hunt', id, ...ENDLESS, '--json', '-'];
  const toldBy = ({ stdout }: CommandResult) => schemas.hunt.parse(JSON.parse(stdout));

  it('ends a burst at an evaluation, and counts those that it made', async () => {
    const result = await withTime(hunting('slow'), (made) => toldBy(made).evaluations > 0);

    const { evaluations, abandoned, effort } = toldBy(result);
    expect(result.code).toBe(0);
    expect(evaluations).toBeGreaterThan(0);
    expect(evaluations).toBeLessThan(EFFORT.exact.burst.other);
    expect(effort!.within).toBe(evaluations);
    expect(abandoned).toBeUndefined();
  });

  it('gives up an evaluation that never ends, counts it nowhere and excludes nothing', async () => {
    const result = await withTime(hunting('endless'), (made) => (toldBy(made).abandoned ?? 0) > 0);

    const { evaluations, abandoned, effort } = toldBy(result);
    expect(result.code).toBe(2);
    expect(evaluations).toBe(0);
    expect(abandoned).toBeGreaterThan(0);
    expect(effort!.excludedRate).toBe(1);
  });
});
