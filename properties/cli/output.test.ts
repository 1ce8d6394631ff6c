import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimAlone } from '../support/claim-alone.js';
import { commanded } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { file, folder } = scratch();
const quick = ['verify', 'def/gd', '--cases', '20', '--jobs', '1'];
/** The same for processes of their own. */
const quickAlone = [...quick, ...claimAlone(file, 'definitions/definition.gd', 'gradientDescentUpdate'), '--record', 'fixtures'];
const WITNESS = 'fixtures/witnesses/thm-3.1_2.json';

/** Runs the built command below a shell that does something with its output. */
function shell(script: string, ...args: string[]): { status: number | null; stderr: string } {
  return spawnSync('bash', ['-c', script, process.execPath, 'dist/cli/main.js', ...args], { encoding: 'utf8' });
}

/** A new folder with an old result in it. */
function withOld(): { place: string; old: string } {
  const place = mkdtempSync(join(folder, 'out-'));
  const old = join(place, 'old');
  writeFileSync(old, 'old');
  return { place, old };
}

describe('a target that cannot be written', () => {
  it.each<[string, string, string[]]>([
    ['verify --json', 'no such file or folder', [...quick, '--json', '/no/such/folder/x']],
    ['verify --junit', 'it is a folder', [...quick, '--junit', folder]],
    ['report --out', 'no such file or folder', ['report', 'def/gd', '--out', '/no/such/folder/x.html']],
    ['replay --svg', 'no such file or folder', ['replay', WITNESS, '--svg', '/no/such/folder/x.svg']],
    ['trace --json', 'no such file or folder', ['trace', '--case', WITNESS, '--json', '/no/such/folder/x']],
    ['hunt --json', 'no such file or folder', ['hunt', 'def/gd', '--json', '/no/such/folder/x']],
    ['hunt --out', 'cannot be written', ['hunt', 'def/gd', '--out', '/dev/null/x']],
  ])('of %s is refused before any work', async (_, reason, args) => {
    const { code, stdout, stderr } = await commanded(...args);

    expect(code).toBe(3);
    expect(stderr).toMatch(/^claimcheck: .*cannot be written.*\n$/);
    expect(stderr).toContain(reason);
    expect(stdout).toBe('');
  });

  it('and is only known at the end is told after the table, with the other files written', async () => {
    const { place } = withOld();
    const junit = join(place, 'x.xml');

    const { code, stdout, stderr } = await commanded(...quick, '--json', '/dev/full', '--junit', junit);

    expect(code).toBe(3);
    expect(stdout).toMatch(/^def\/gd +survives/m);
    expect(stderr).toContain('claimcheck: --json /dev/full: cannot be written (the disk is full)\n');
    expect(readFileSync(junit, 'utf8')).toContain('<testsuite');
  });

  it('in the middle leaves the old file as it was, and nothing beside it', () => {
    const { place, old } = withOld();

    // A limit on the size of files stops a write as a full disk does.
    const { status, stderr } = shell('trap "" XFSZ; ulimit -f 1; exec "$0" "$@"', 'replay', WITNESS, '--svg', old);

    expect(status).toBe(3);
    expect(stderr).toBe(`claimcheck: --svg ${old}: cannot be written (EFBIG)\n`);
    expect(readFileSync(old, 'utf8')).toBe('old');
    expect(readdirSync(place)).toEqual(['old']);
  });

  it('since two options name it is refused', async () => {
    const { old } = withOld();

    const { code, stderr } = await commanded(...quick, '--json', old, '--junit', old);

    expect(code).toBe(3);
    expect(stderr).toBe(`claimcheck: --junit ${old}: is the file of --json too\n`);
    expect(readFileSync(old, 'utf8')).toBe('old');
  });

  it('of --accept is told after the table', async () => {
    const record = mkdtempSync(join(folder, 'record-'));
    symlinkSync('/dev/full', join(record, 'witnesses'));

    const { code, stdout, stderr } = await commanded('verify', 'thm-3.1/2', '--cases', '40', '--jobs', '1', '--record', record, '--accept');

    expect(code).toBe(3);
    expect(stdout).toMatch(/^thm-3\.1\/2 +refuted/m);
    expect(stderr).toMatch(/: cannot be written \([\w ]+\); the record is as it was\n$/);
    expect(readdirSync(record)).toEqual(['witnesses']);
  });
});

describe('a file that is written', () => {
  it('keeps its permissions, and a link stays a link', async () => {
    const { place, old } = withOld();
    const link = join(place, 'link');
    symlinkSync(old, link);
    const mode = statSync(old).mode;

    const { code } = await commanded(...quick, '--json', link);

    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(old, 'utf8'))).toMatchObject({ tool: 'claimcheck' });
    expect(statSync(old).mode).toBe(mode);
    expect(readdirSync(place)).toEqual(['link', 'old']);
  });
});

describe('stdout', () => {
  it.each<[string, string, RegExp]>([
    ['full', 'exec "$0" "$@" > /dev/full', /^claimcheck: stdout: cannot be written \(the disk is full\)$/m],
    [
      'closed by its reader',
      'trap "" PIPE; { "$0" "$@"; echo "code $?" >&2; } | sleep 0',
      /^claimcheck: stdout: cannot be written \(EPIPE\)$/m,
    ],
  ])('that is %s gives exit 3 with one line, and files are written', (_, script, line) => {
    const { place } = withOld();
    const json = join(place, 'x.json');

    const { status, stderr } = shell(script, ...quickAlone, '--json', json);

    const told = /^code (\d+)$/m.exec(stderr)?.[1];
    expect(told === undefined ? status : Number(told)).toBe(3);
    expect(stderr).toMatch(line);
    expect(stderr.split('\n').filter((one) => one.startsWith('claimcheck:') || /^\s+at /.test(one))).toHaveLength(1);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ tool: 'claimcheck' });
  });

  it('may be full of errors: a full stderr changes no exit code', () => {
    expect(shell('exec "$0" "$@" 2> /dev/full > /dev/null', ...quickAlone).status).toBe(0);
  });
});
