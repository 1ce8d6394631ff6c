import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commanded } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { file, folder } = scratch();
const sound = {
  format: 'claimcheck-case',
  version: 2,
  claim: 'leaky/gd',
  data: { x: [[1], [-1]], y: [1, -1] },
  start: [2],
  steps: { kind: 'constant', eta: 0.5, count: 0 },
  slope: 0.5,
};
/** Writes the sound case with other fields, the data on their second line. */
const changed = (name: string, fields: object): string =>
  file(`${name}.json`, JSON.stringify({ ...sound, ...fields }).replace('"data"', '\n"data"'));

describe('replay of a case with values that nothing can be computed with', () => {
  it.each<[string, object, string]>([
    ['slope', { slope: -1 }, ':2: field slope: must be between 0 and 1 (got -1)'],
    ['exponent', { steps: { kind: 'power', alpha: 2, count: 5 } }, ':2: field steps.alpha: must be between 0.5 and 1 (got 2)'],
    ['weights', { outputWeights: [0] }, ':2: field outputWeights[0]: must be other than 0 (got 0)'],
    ['data', { data: { x: [[1e308], [1]], y: [1, -1] } }, ':2: field data.x[0][0]: must be at most 1e+150 in size'],
    ['sample', { data: { x: [[1], [-1e-200]], y: [1, -1] } }, ':2: field data.x[1]: must have an entry of at least 1e-150 in size'],
    ['start', { start: [-1e308] }, ':2: field start[0]: must be at most 1e+150 in size'],
    ['step size', { steps: { kind: 'constant', eta: 1e308, count: 1 } }, ':2: field steps.eta: must be at most 1e+150 in size'],
    ['vector', { vectors: { 'a\u001b': [1e308] } }, ':2: field vectors.a\\u001b[0]: must be at most 1e+150 in size'],
    ['vector of text', { vectors: { u: ['x'] } }, ':2: field vectors.u[0]: must be a number'],
    [
      'count',
      { steps: { kind: 'constant', eta: 1, count: 1e9 } },
      ':2: field steps.count: 1000000000 steps of 2 samples and neurons are 2000000000 evaluations, more than 1000000000; --max-work 2000000000 takes them on',
    ],
  ])('names the field: %s', async (name, fields, problem) => {
    const path = changed(name, fields);

    const { code, stdout, stderr } = await commanded('replay', path);

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(`claimcheck: ${path}${problem}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('takes on more work where it is told to, and less', async () => {
    const path = changed('work', { claim: 'linear/descent', slope: undefined, steps: { kind: 'constant', eta: 0.5, count: 40 } });

    const codes = [];
    for (const most of ['80', '79']) codes.push((await commanded('replay', path, '--max-work', most)).code);

    expect(codes).toEqual([0, 3]);
  });

  it('counts the steps beyond those that the case has, as of a run that is thrown back by a kink again and again', async () => {
    const path = file(
      'thrown-back.json',
      JSON.stringify({
        ...sound,
        claim: 'thm-3.2/cases@repaired',
        slope: undefined,
        data: {
          x: [
            [-0.9375, 0.5625, -0.0625, 0.5],
            [-0.25, -0.9375, 0.25, 0],
            [-1.8125, -2, 0, 0],
            [-0.6875, 1.125, 0, 0],
          ],
          y: [1, 1, -1, -1],
        },
        start: [2.4375, -0.640625, 5e-324, 20],
      }),
    );

    const { code, stdout, stderr } = await commanded('replay', path, '--max-work', '20000');

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toBe(
      `claimcheck: ${path}: its run takes more than 20000 evaluations of samples and neurons; --max-work 200000 takes on ten times as many\n`,
    );
  });
});

describe('trace', () => {
  it('reads data from standard input', () => {
    const input = readFileSync('fixtures/data/iris-setosa.csv');

    const piped = spawnSync(process.execPath, ['dist/cli/main.js', 'trace', '--data', '-', '--until', '5'], { input, encoding: 'utf8' });

    expect({ code: piped.status, stderr: piped.stderr }).toEqual({ code: 0, stderr: '' });
    expect(piped.stdout).toMatch(/^reference: margin/m);
  });

  it('of more steps than are taken on is refused', async () => {
    const { code, stderr } = await commanded('trace', '--data', 'fixtures/data/iris-setosa.csv', '--until', '100000000');

    expect(code).toBe(3);
    expect(stderr).toContain('field --until: 100000000 steps of 150 samples and neurons are 15000000000 evaluations');
  });
});

describe('the encoding of a case file', () => {
  it('may begin with a byte order mark', async () => {
    expect((await commanded('replay', file('mark.json', `\ufeff${JSON.stringify(sound)}`))).code).toBe(0);
  });

  it('must be UTF-8', async () => {
    const path = join(folder, 'latin1.json');
    execFileSync('bash', ['-c', `printf '{"claim":"\\xff"}' > "$0"`, path]);

    const { code, stderr } = await commanded('replay', path);

    expect({ code, stderr }).toEqual({ code: 3, stderr: `claimcheck: ${path}: is not UTF-8 text\n` });
  });
});

describe('a file without end', () => {
  it.each<[string, string[]]>([
    ['device', ['trace', '--data', '/dev/zero']],
    ['device', ['verify', 'def/gd', '--data', '/dev/zero']],
    ['device', ['trace', '--case', '/dev/zero']],
  ])('is refused as a %s: %j', async (_, args) => {
    const { code, stderr } = await commanded(...args);

    expect(code).toBe(3);
    expect(stderr).toMatch(/^claimcheck: \/dev\/zero: is longer than (8|64) MB \(\d+ bytes\), the most that is read\n$/);
  });

  it('is refused as a pipe, and a short one is read', () => {
    const through = (producer: string): { status: number | null; stderr: string } =>
      spawnSync('bash', ['-c', `exec "$0" dist/cli/main.js replay <(${producer})`, process.execPath], { encoding: 'utf8' });

    const endless = through('yes');
    const short = through(`cat ${file('piped.json', JSON.stringify(sound))}`);

    expect(endless.status).toBe(3);
    expect(endless.stderr).toMatch(/is longer than 8 MB/);
    expect(short.status).toBe(0);
  });
});

describe('verify --data', () => {
  it('judges one class against the rest, without samples that lack a value, on the features that are kept', async () => {
    const rows = readFileSync('fixtures/data/iris-petals.csv', 'utf8').trim().split('\n');
    const path = file(
      'kinds.csv',
      [`${rows[0]},note`, ...rows.slice(1).map((row, i) => `${i === 3 ? row.replace(/^[^,]*/, 'NA') : row},${i % 3}`)].join('\n'),
    );
    const label = rows[0]?.split(',').at(-1) ?? '';
    const classes = new Set(rows.slice(1).map((row) => row.split(',').at(-1) ?? ''));

    const { code, stdout, stderr } = await commanded(
      'verify',
      'def/gd',
      '--data',
      path,
      '--label',
      label,
      '--omit',
      'note',
      '--drop-missing',
      '--positive',
      [...classes][0] ?? '',
      '--cases',
      '20',
      '--jobs',
      '1',
    );

    expect(stderr).toContain(`${path}: 1 of ${rows.length - 1} samples lack a value and are left out`);
    expect(stdout).toMatch(/^def\/gd +survives/m);
    expect(code).toBe(0);
  });
});
