import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../src/report/schema.js';
import { builtHere, commanded } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { file } = scratch();

const PETALS = 'fixtures/data/iris-petals.csv';
const STORED = JSON.parse(readFileSync('fixtures/witnesses/thm-3.2_cases.json', 'utf8'));

/** A stored case with changed fields. */
const changed = (name: string, fields: object): string =>
  file(`${name}.json`, JSON.stringify({ ...STORED, outcome: undefined, ...fields }));

describe('trace of data with many features', () => {
  const wide = file('wide.csv', '1,0,0,0,0,1\n0,1,0,0,0,1\n0,0,1,0,0,1\n0,0,0,-1,0,-1\n0,0,0,0,-1,-1\n0,0,0,-1,-1,-1\n');
  const run = ['trace', '--data', wide, '--until', '2', '--max-work'];

  it('leaves out the reference where it would take more than may be taken, and says what would do', async () => {
    const text = await commanded(...run, '654');
    const json = schemas.trace.parse(JSON.parse((await commanded(...run, '654', '--json', '-')).stdout));

    // 6 x 5 + 5^4.
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/^reference: none \(the data are large for it; --max-work 655 finds it\)$/m);
    expect(text.stdout).toMatch(/^start: .*, a separator of the data \(--start chooses another\)$/m);
    expect(json).toMatchObject({ referenceWork: 655, gamma: 'NaN', direction: [] });
  });

  it('has it where that is allowed', async () => {
    const { stdout } = await commanded(...run, '655');

    expect(stdout).toMatch(/^reference: margin 0\.\d+, direction/m);
  });

  it('leaves it out of networks too', async () => {
    const { stdout } = await commanded(...run, '654', '--model', 'network:2');

    expect(stdout).toMatch(/^reference: none \(the data are large for it; --max-work \d+ finds it\)$/m);
  });
});

describe('trace of a file that is long enough to be read in a thread', () => {
  const lines = '1,2,1\n2,1,1\n-1,0.5,-1\n0.5,-1,-1\n';
  const blank = '\n'.repeat(2 ** 20);
  const run = ['--until', '10', '--json', '-'];

  it('is that of the same data in a short one', async () => {
    const short = await builtHere('trace', '--data', file('short.csv', lines), ...run);

    expect(await builtHere('trace', '--data', file('long.csv', `${lines}${blank}`), ...run)).toEqual(short);
    expect(schemas.trace.parse(JSON.parse(short.stdout)).checkpoints.at(-1)?.t).toBe(10);
  });

  it('names file, line and field of what is wrong in it', async () => {
    const bad = file('bad.csv', `${lines}${blank}1,x,1\n`);

    expect(await builtHere('trace', '--data', bad, ...run)).toEqual({
      code: 3,
      stdout: '',
      stderr: `claimcheck: ${bad}:1048581: field column 2: "x" is not a number (plain decimals such as -1.5 or 2e-3 are)\n`,
    });
  });
});

describe('trace without --start', () => {
  it('chooses a start that moves, and says which, as --start takes it', async () => {
    const { code, stdout } = await commanded('trace', '--data', PETALS, '--until', '100');

    const chosen = /^start: \((.*)\), a separator of the data \(--start chooses another\)$/m.exec(stdout)?.[1];
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ *4\.60517 +100 +step/m);
    const json = ['trace', '--data', PETALS, '--until', '100', '--json', '-'];
    const [unsaid, said] = [await commanded(...json), await commanded(...json, '--start', chosen!.replaceAll(' ', ''))];
    expect(schemas.trace.parse(JSON.parse(unsaid.stdout)).start).toEqual(chosen!.split(', ').map(Number));
    expect(said.stdout).toBe(unsaid.stdout);
  });

  it('takes that of the case, and says nothing', async () => {
    const { stdout } = await commanded('trace', '--case', 'fixtures/witnesses/thm-3.2_cases.json', '--until', '10');

    expect(stdout).not.toContain('start:');
  });

  it('chooses one for a case of a claim about data alone', async () => {
    const { code, stdout } = await commanded('trace', '--case', changed('no-start', { start: [] }), '--until', '10');

    expect(code).toBe(0);
    expect(stdout).toContain('a separator of the data');
  });
});

describe('trace of a case with bad values', () => {
  it.each([
    ['slope', { slope: -1 }, [], 'field slope: must be between 0 and 1 (got -1)'],
    ['slope', { slope: 1.5 }, [], 'field slope: must be between 0 and 1 (got 1.5)'],
    ['eta', { steps: { kind: 'constant', eta: 0, count: 5 } }, [], 'field steps.eta: must be greater than 0 (got 0)'],
    [
      'alpha',
      { steps: { kind: 'power', alpha: 2, count: 5 } },
      ['--optimizer', 'sgd'],
      'field steps.alpha: must be between 0.5 and 1 (got 2)',
    ],
    ['output weights', { outputWeights: [0] }, [], 'field outputWeights: must be finite numbers other than 0 (got 0)'],
    ['slope of a network', { outputWeights: [1], slope: 0.5 }, [], 'field slope: goes with single neurons'],
  ])('%s is an input error that names file and field', async (name, fields, args, problem) => {
    const path = changed(name, fields);

    const { code, stdout, stderr } = await commanded('trace', '--case', path, '--until', '10', ...args);

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(`claimcheck: ${path}: ${problem}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('goes by the option where one replaces them', async () => {
    const path = changed('replaced', { slope: -1, steps: { kind: 'constant', eta: -1, count: 5 } });

    const { code } = await commanded('trace', '--case', path, '--until', '10', '--model', 'relu', '--eta', '0.1');

    expect(code).toBe(0);
  });

  it('refuses options that are about data sets', async () => {
    const { code, stderr } = await commanded('trace', '--case', changed('bias', {}), '--bias');

    expect(code).toBe(3);
    expect(stderr).toBe('claimcheck: --bias goes with --data\n');
  });
});
