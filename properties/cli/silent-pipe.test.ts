import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSystemError } from '../../src/data/system-error.js';
import { type Beside, claimcheckBeside, signalled } from '../support/cli.js';
import { verdictsIn } from '../support/endless.js';
import { scratch } from '../support/scratch.js';

const { folder } = scratch();

/** A new pipe in a folder, which nobody writes to. */
function silentPipe(name: string): string {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  return path;
}

/** Whether the command has opened a file, and so came to the reading; known on Linux. */
const hasOpened =
  (path: string) =>
  ({ pid }: Beside): boolean => {
    const open = `/proc/${pid}/fd`;
    return readdirSync(open).some((handle) => targetOf(join(open, handle)) === path);
  };

/** Where a link leads to; undefined of one that is gone, as those of files that were closed meanwhile. */
function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return undefined;
  }
}

describe('a pipe that says nothing', () => {
  const stoppedReading = { stdout: '', stderr: 'claimcheck: stopped while the data were read\n' };

  it('is waited for until the time is over, as standard input or by its name', async () => {
    const asked = [
      ['--data', '-'],
      ['--data', silentPipe('data.csv')],
      ['--case', silentPipe('case.json')],
    ];

    const ends = await Promise.all(asked.map((source) => claimcheckBeside('trace', ...source, '--max-time', '1')));

    expect(ends).toEqual(asked.map(() => ({ code: 2, ...stoppedReading })));
  });

  it.runIf(existsSync('/proc/self/fd'))('is given up at a signal', async () => {
    const pipe = silentPipe('signal.csv');

    expect(await signalled('SIGTERM', ['trace', '--data', pipe], hasOpened(pipe))).toEqual({ code: 130, ...stoppedReading });
  });

  it.runIf(existsSync('/proc/self/fd'))('leaves verify with no claim judged, and everything written', async () => {
    const pipe = silentPipe('verify.csv');
    const claims = ['def/gd', 'thm-3.2/descent'];
    const json = join(folder, 'silent.json');
    const args = ['verify', ...claims, '--data', pipe, '--json', json];
    const said: string[] = [];

    const byTime = await claimcheckBeside(...args, '--max-time', '1');
    expect(verdictsIn(json)).toEqual({ 'def/gd': 'not-run', 'thm-3.2/descent': 'not-run' });
    writeFileSync(json, '');
    const bySignal = await signalled('SIGINT', args, hasOpened(pipe));

    expect(verdictsIn(json)).toEqual({ 'def/gd': 'not-run', 'thm-3.2/descent': 'not-run' });
    expect([byTime.code, bySignal.code]).toEqual([2, 130]);
    for (const { stderr } of [byTime, bySignal]) said.push(stderr);
    expect(said).toEqual([1, 2].map(() => `${pipe}: the end came before the data were read\n`));
  });
});

describe('a pipe of stored cases that says nothing', () => {
  it.runIf(existsSync('/proc/self/fd'))('leaves a hunt without an evaluation, and its JSON written', async () => {
    const pipe = silentPipe('stored.json');
    const json = join(folder, 'hunt.json');
    const args = ['hunt', 'thm-3.2/descent', '--from', pipe, '--out', join(folder, 'kept'), '--json', json];
    const evaluations = (): number => JSON.parse(readFileSync(json, 'utf8')).evaluations;

    const byTime = await claimcheckBeside(...args, '--max-time', '1');
    expect(evaluations()).toBe(0);
    writeFileSync(json, '');
    const bySignal = await signalled('SIGTERM', args, hasOpened(pipe));

    expect(evaluations()).toBe(0);
    expect([byTime.code, bySignal.code]).toEqual([2, 130]);
    for (const { stderr } of [byTime, bySignal]) expect(stderr).toBe('claimcheck: the end came before the stored cases were read\n');
    expect(existsSync(join(folder, 'kept'))).toBe(false);
  });
});

describe('a pipe that is written to later', () => {
  it('is read to the end of what is written', async () => {
    const pipe = silentPipe('later.csv');
    const args = ['--start', '1,1', '--until', '5', '--json', '-'];
    const written = '1,2,1\n2,1,1\n-1,0.5,-1\n0.5,-1,-1\n';
    const plain = join(folder, 'plain.csv');
    writeFileSync(plain, written);

    const read = claimcheckBeside('trace', '--data', pipe, ...args);
    // Opening it waits for the command to open it.
    execFileSync('bash', ['-c', `{ printf %s "$1"; sleep 0.2; printf %s "$2"; } > "$0"`, pipe, written.slice(0, 9), written.slice(9)]);

    expect(await read).toEqual(await claimcheckBeside('trace', '--data', plain, ...args));
  });
});
