import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { schemas } from '../../src/report/schema.js';
import { type CommandResult, claimcheck, commanded } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { folder, file } = scratch();

const PETALS = 'fixtures/data/iris-petals.csv';

describe('verify', () => {
  it('exits 0 and prints a table when verdicts are as recorded', async () => {
    const { code, stdout } = await commanded('verify', 'thm-3.1/2*', '--jobs', '1');

    expect(code).toBe(0);
    expect(stdout).toMatch(/thm-3\.1\/2\s+refuted\s+100/);
    expect(stdout).toMatch(/thm-3\.1\/2@repaired\s+survives\s+380/);
    expect(stdout).toMatch(/^2 claims/m);
  });

  it('writes JSON that fits the published schema, to stdout alone with -', async () => {
    const { code, stdout } = await commanded('verify', 'lem-f2', 'prop-2/eq-25', '--cases', '60', '--jobs', '1', '--json', '-');

    const report = schemas.verify.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(report.claims.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['prop-2/eq-25', 'refuted'],
      ['lem-f2', 'survives'],
    ]);
    expect(report.claims[0]!.evidence).toBe('machine-checked');
    expect(schemas.case.safeParse(report.claims[0]!.witness).success).toBe(true);
  });

  it('gives the same bytes for every number of jobs, but for the time', async () => {
    const claims = ['linear/descent', 'thm-4.1/signs', 'ex-2/no-limit'];
    const args = ['verify', ...claims, '--cases', '5', '--seed', '7', '--json', '-'];

    const { stdout: one } = await commanded(...args, '--jobs', '1');
    const { stdout: two } = claimcheck(...args, '--jobs', '2');

    const timeless = (text: string): string => text.replace(/"seconds": [\d.e-]+/g, '"seconds": 0').replace(/"slowest": \[[^\]]*\]/, '');
    expect(timeless(one)).toBe(timeless(two));
    expect(one.length).toBeGreaterThan(1000);
    const { seconds, slowest } = schemas.verify.parse(JSON.parse(one));
    const times = slowest.map((timed) => timed.seconds);
    expect(times).toHaveLength(10);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(times[0]).toBeLessThan(seconds);
    expect(slowest.every(({ id }) => claims.includes(id))).toBe(true);
  });

  it('counts the outcomes of the runs where a claim lists them', async () => {
    const json = join(folder, 'outcomes.json');

    // On small data, since it takes long on those that ship.
    const data = file('two.csv', '1,1,1\n0,1,-1\n');
    const args = ['thm-3.2/classification@repaired', '--data', data, '--cases', '6', '--jobs', '1', '--json', json];
    const { stdout } = await commanded('verify', ...args);

    const { labels } = schemas.verify.parse(JSON.parse(readFileSync(json, 'utf8'))).claims[0]!;
    const line = /^Outcomes of the runs of thm-3\.2\/classification@repaired: (.*)$/m.exec(stdout)![1]!;
    expect(Object.fromEntries(line.split(', ').map((part) => [`outcome:${part.split(' ')[1]}`, Number(part.split(' ')[0])]))).toEqual(
      labels,
    );
  });

  it('exits 2 and says why when too few cases are judged', async () => {
    const { code, stdout } = await commanded('verify', 'lem-f2', '--cases', '3', '--jobs', '1');

    expect(code).toBe(2);
    expect(stdout).toContain('lem-f2: vacuous (3 of 3 cases met the hypotheses, at least 10 required), on record as survives');
  });

  it('exits 1 and fails in JUnit when a verdict differs from its record', async () => {
    const fixtures = mkdtempSync(join(folder, 'fixtures-'));
    writeFileSync(join(fixtures, 'verdicts.json'), JSON.stringify({ 'prop-2/eq-25': { verdict: 'survives', reason: 'planted' } }));
    const junit = join(folder, 'junit.xml');

    const { code, stdout } = await commanded(
      'verify',
      'prop-2/eq-25',
      '--cases',
      '40',
      '--jobs',
      '1',
      '--record',
      fixtures,
      '--junit',
      junit,
    );

    expect(code).toBe(1);
    expect(stdout).toContain('prop-2/eq-25: refuted, on record as survives');
    expect(readFileSync(junit, 'utf8')).toMatch(
      /<testcase classname="claimcheck.stochastic gradient descent" name="prop-2\/eq-25" time="[\d.]+">\s*<failure/,
    );
  });
});

describe('verify --accept', () => {
  const on = (fixtures: string): string[] => ['verify', 'thm-3.1/3', '--cases', '40', '--jobs', '1', '--record', fixtures];
  const accepted = mkdtempSync(join(folder, 'accepted-'));
  let result: CommandResult;
  beforeAll(async () => {
    result = await commanded(...on(accepted), '--accept');
  });

  /** A copy of the accepted fixtures with a changed witness, verified. */
  function withWitness(change: (stored: z.output<typeof schemas.case>) => object): Promise<CommandResult> {
    const fixtures = mkdtempSync(join(folder, 'changed-'));
    cpSync(accepted, fixtures, { recursive: true });
    const path = join(fixtures, 'witnesses', 'thm-3.1_3.json');
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
    return commanded(...on(fixtures));
  }

  it('records verdicts and witnesses, and nothing else does', async () => {
    const fixtures = mkdtempSync(join(folder, 'untouched-'));

    const without = await commanded(...on(fixtures));
    const after = await commanded(...on(accepted));

    expect(without.code).toBe(1);
    expect(readdirSync(fixtures)).toEqual([]);
    expect(result.code).toBe(0);
    expect(after.code).toBe(0);
    const recorded = JSON.parse(readFileSync(join(accepted, 'verdicts.json'), 'utf8'));
    expect(recorded['thm-3.1/3'].verdict).toBe('refuted');
    expect((await commanded('replay', join(accepted, recorded['thm-3.1/3'].witness))).code).toBe(0);
  });

  it('leaves it to later runs to notice a witness whose outcome is not what is stored with it', async () => {
    const { stdout } = await withWitness((stored) => ({
      ...stored,
      outcome: { ...stored.outcome, slack: stored.outcome!.slack * (1 + 2 ** -50) },
    }));

    expect(stdout).toContain('thm-3.1/3: its stored witness breaks it with another outcome');
  });

  it('leaves it to later runs to notice a witness that no longer breaks its claim', async () => {
    const { code, stdout } = await withWitness((stored) => ({
      ...stored,
      start: stored.start.map(() => 0),
      data: { x: [[1], [-1]], y: [1, -1] },
      vectors: undefined,
    }));

    expect(stdout).toContain('its stored witness witnesses/thm-3.1_3.json no longer breaks it');
    expect(code).toBe(1);
  });
});

describe('verify --data', () => {
  it('judges the claims on a CSV file, and says which do not apply', async () => {
    const data = file('mine.csv', 'height,weight,kind\n2,1,a\n3,1,a\n1,2.5,b\n0.5,3,b\n');

    const { code, stdout } = await commanded(
      'verify',
      'thm-3.1/*',
      'prop-2/stays',
      'ex-1',
      'lem-f2',
      '--data',
      data,
      '--jobs',
      '1',
      '--bias',
    );

    expect(code).toBe(0);
    expect(stdout).toContain('not about given data: ex-1');
    expect(stdout).toMatch(/lem-f2\s+survives/);
    expect(stdout).toContain('the data never meet "x_i.x_j > 0 within a class, < 0 across": prop-2/stays');
  });

  it('draws its cases by what the file says, whatever its name', async () => {
    const text = readFileSync(PETALS, 'utf8');
    const other = text.replace(/,(\d)/, ',1$1');
    const judgedOn = async (path: string): Promise<unknown> => {
      const { stdout } = await commanded(
        'verify',
        'def/gd',
        'linear/descent',
        '--cases',
        '10',
        '--jobs',
        '1',
        '--data',
        path,
        '--json',
        '-',
      );
      return schemas.verify.parse(JSON.parse(stdout)).claims.map(({ id, slack, labels }) => ({ id, slack, labels }));
    };

    const first = await judgedOn(file('first.csv', text));

    expect(other).not.toBe(text);
    expect(await judgedOn(file('second.csv', text))).toEqual(first);
    expect(await judgedOn(file('other.csv', other))).not.toEqual(first);
  });

  it('refuses data that no hyperplane through the origin separates, with the combination that is zero', async () => {
    const data = file('crossed.csv', '1,0,1\n-1,0,1\n0,1,-1\n');

    const { code, stderr } = await commanded('verify', '--data', data);

    expect(code).toBe(3);
    expect(stderr).toContain('not separable through the origin: 0.5 * y_1 x_1 + 0.5 * y_2 x_2 = 0, samples counted from 1');
  });

  it.each([
    ['an empty file', '', 'is empty'],
    ['a ragged row', '1,2,1\n1,-1\n', '2'],
    ['a word among numbers', '1,2,1\n1,NaN,0\n', 'NaN'],
    ['one class', '1,2,1\n2,1,1\n', 'class'],
    ['three classes', '1,2,a\n2,1,b\n3,3,c\n', 'c'],
  ])('refuses %s with one line that names the file', async (name, text, part) => {
    const path = file(`${name.replaceAll(' ', '-')}.csv`, text);

    const { code, stderr } = await commanded('verify', '--data', path);

    expect(code).toBe(3);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(path);
    expect(stderr).toContain(part);
  });

  it('takes 10,000 rows', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `${1 + (i % 7) / 8},${(i % 5) / 8},${i % 2 === 0 ? 1 : -1}`).map((row, i) =>
      i % 2 === 0 ? row : row.replace(/^/, '-').replace(/,(?=[^,]*,)/, ',-'),
    );
    const path = file('long.csv', `${rows.join('\n')}\n`);

    const { code, stdout } = await commanded('verify', 'thm-3.1/1', 'lem-f2', '--data', path, '--cases', '10', '--jobs', '1');

    expect(code).toBe(0);
    expect(stdout).toMatch(/lem-f2\s+survives\s+10/);
  });
});

describe('options that cannot be carried out', () => {
  it.each([
    [['verify', 'thm-3.1/9'], 'no claim is called "thm-3.1/9"; did you mean thm-3.1/1?'],
    [['verify', 'nothing*'], 'no claim matches "nothing*"'],
    [['verify', '--cases', '0'], 'whole number from 1'],
    [['verify', '--cases', '1.5'], 'whole number from 1'],
    [['verify', '--jobs', 'many'], 'whole number from 1 to 256'],
    [['verify', '--seed', 'x'], 'whole number'],
    [['verify', '--max-time', '-1'], 'greater than 0'],
    [['verify', '--label', 'x'], '--label goes with --data'],
    [['verify', '--data', PETALS, '--accept'], '--accept'],
    [['verify', '--data', '/no/such/file.csv'], '/no/such/file.csv'],
    [['verify', 'lem-f2', '--cases', '20', '--jobs', '1', '--json', '/no/such/dir/x.json'], '--json /no/such/dir/x.json'],
    [['verify', '--nonsense'], "unknown option '--nonsense'"],
    [['show'], 'missing required argument'],
    [['show', 'ex-3'], 'did you mean ex-'],
    [['replay', '/no/such/case.json'], '/no/such/case.json'],
    [['trace'], 'trace needs either --data FILE or --case FILE'],
    [['trace', '--data', PETALS, '--model', 'tanh'], 'must be linear, relu or leaky:A'],
    [['trace', '--data', PETALS, '--model', 'network:0'], 'whole number from 1 to 256'],
    [['trace', '--data', PETALS, '--model', 'network'], '--model network needs --output-weights'],
    [['trace', '--data', PETALS, '--model', 'relu', '--output-weights', '1,-1'], '--output-weights goes with --model network'],
    [['trace', '--data', PETALS, '--model', 'network:3', '--output-weights', '1,-1'], 'has 3 neurons, and there are 2 output weights'],
    [['trace', '--data', PETALS, '--output-weights', '1,0'], 'No output weight may be 0'],
    [['trace', '--data', PETALS, '--model', 'network:2', '--start', '1,2,3'], 'one vector of 3 numbers for each of 2 neurons'],
    [['trace', '--data', PETALS, '--until', 'soon'], 'whole number'],
    [['trace', '--data', PETALS, '--until', 'ln=x'], 'greater than 0'],
    [['trace', '--data', PETALS, '--start', '1,2'], '--start has 2 numbers, the data have 3 features'],
    [['trace', '--data', PETALS, '--start', '1,,2'], 'list of numbers'],
    [['trace', '--data', PETALS, '--optimizer', 'adam'], 'Allowed choices are gd, sgd'],
    [['trace', '--data', PETALS, '--optimizer', 'sgd', '--until', 'ln=100'], '--until ln=S goes with --optimizer gd'],
    [['trace', '--data', PETALS, '--optimizer', 'sgd', '--alpha', '2'], '--alpha must be between 0.5 and 1 (got 2)'],
    [['trace', '--data', PETALS, '--optimizer', 'sgd', '--eta', '1'], '--eta goes with --optimizer gd'],
    [['schema', 'nothing'], 'Allowed choices'],
    [['frobnicate'], 'unknown command'],
  ])('%j exits 3 with one clear line', async (args, part) => {
    const { code, stdout, stderr } = await commanded(...args);

    expect(code).toBe(3);
    expect(stderr).toContain(part);
    expect(
      stderr
        .trim()
        .split('\n')
        .filter((line) => !/^\d+%/.test(line)),
    ).toHaveLength(1);
    if (!args.includes('--json')) expect(stdout).toBe('');
  });
});

describe('help', () => {
  const COMMANDS = ['list', 'show', 'verify', 'merge', 'worker', 'replay', 'certify', 'trace', 'hunt', 'guard', 'report', 'schema'];

  it('names every command', async () => {
    const { stdout } = await commanded('--help');

    const named = [...stdout.matchAll(/^ {2}([a-z]+)(?: [[<][^ ]+)? {2,}\w/gm)].map(([, name]) => name);
    expect(named).toEqual([...COMMANDS, 'help']);
  });

  it('of one command is its own', async () => {
    const [before, after] = [await commanded('help', 'trace'), await commanded('trace', '--help')];

    expect(before.code).toBe(0);
    expect(before.stdout).toContain('Usage: claimcheck trace');
    expect(after).toEqual(before);
  });
});

describe('list, show and schema', () => {
  it('list the claims with their recorded verdicts', async () => {
    const { code, stdout } = await commanded('list', '--json', '-');

    const claims = schemas.list.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(claims.find(({ id }) => id === 'thm-3.1/2')?.expected).toBe('refuted');
    expect(claims.every(({ expected }) => expected === 'survives' || expected === 'refuted')).toBe(true);
  });

  it('list the refuted claims by the slip that makes them false, each with one', async () => {
    const { code, stdout } = await commanded('list', '--defects');

    const groups = stdout.trim().split('\n\n');
    expect(code).toBe(0);
    expect(groups.find((group) => group.startsWith('divisor: '))).toMatch(/refuted {3}.*prop-1\/eq-13, .*\n {2}survives {2}/);
    expect(groups.every((group) => !group.startsWith('No defect named'))).toBe(true);
  });

  it('show whose each hypothesis on record is, and the defect of a refuted claim', async () => {
    const { stdout } = await commanded('show', 'prop-1/either');
    const { stdout: refuted } = await commanded('show', 'prop-1/wlog');

    expect(stdout).toMatch(/^paper {5}0\.5 < alpha < 1$/m);
    expect(stdout).toMatch(/^method {4}within 2 steps .* \(a hypothesis that the way of judging adds\)$/m);
    expect(refuted).toMatch(/^defect {4}scaling: /m);
  });

  it('show one claim with its reason and witness', async () => {
    const { stdout } = await commanded('show', 'prop-2');

    expect(stdout).toContain('recorded  refuted');
    expect(stdout).toContain('witness   fixtures/witnesses/prop-2.json');
  });

  it('prints a JSON Schema', async () => {
    const { stdout } = await commanded('schema', 'case');

    expect(JSON.parse(stdout).oneOf[0].properties.format.const).toBe('claimcheck-case');
  });
});

describe('trace', () => {
  it('goes on in log time where the steps end, without a seam', async () => {
    const { code, stdout } = await commanded('trace', '--data', PETALS, '--start', '-1,-1,2', '--until', 'ln=10000', '--json', '-');

    const { checkpoints } = schemas.trace.parse(JSON.parse(stdout));
    const engines = checkpoints.map(({ engine }) => engine);
    expect(code).toBe(0);
    expect(engines.lastIndexOf('step')).toBe(engines.indexOf('log-time') - 1);
    expect(checkpoints.at(-1)!.lnT).toBe(10000);
    const norms = checkpoints.slice(-3).map(({ norm }) => Number(norm));
    expect(norms[2]! / norms[1]!).toBeCloseTo(2, 1);
  });

  it('follows SGD step by step, the same for the same seed', async () => {
    const args = [
      'trace',
      '--data',
      PETALS,
      '--optimizer',
      'sgd',
      '--model',
      'linear',
      '--start',
      '-1,-1,2',
      '--until',
      '1000',
      '--seed',
      '5',
      '--json',
      '-',
    ];

    const [first, second] = [(await commanded(...args)).stdout, (await commanded(...args)).stdout];

    expect(first).toBe(second);
    expect(JSON.parse(first).checkpoints.at(-1).t).toBe(1000);
  });

  it('says where log time gives up, keeps what the steps tell, and exits with 2', async () => {
    // Nearly the same sample with both labels: the loss needs more steps to fall than the engine takes.
    const path = file('nearly-alike.csv', '-3.015625,1.5,-1\n-2.984375,1.5,1\n');

    const { code, stdout } = await commanded(
      ...['trace', '--data', path, '--start', '16,32', '--eta', '0.0625', '--until', 'ln=1000', '--json', '-'],
    );

    const { unknown, checkpoints } = schemas.trace.parse(JSON.parse(stdout));
    expect(code).toBe(2);
    expect(unknown).toContain('at ln t = ');
    expect(checkpoints.at(-1)).toMatchObject({ t: 10_000, engine: 'step' });
  });

  it('takes data, start and steps from a case', async () => {
    const { code, stdout } = await commanded('trace', '--case', 'fixtures/witnesses/thm-3.2_cases.json', '--until', '100');

    expect(code).toBe(0);
    expect(stdout).toContain('reference: margin');
  });
});
