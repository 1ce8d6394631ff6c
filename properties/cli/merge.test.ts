/** The shards of a run, put together again: the bytes of the run on one machine, or an error that names the shard. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { claimIn } from '../../src/claim/define.js';
import { parseCompact } from '../../src/data/json-number.js';
import { edition } from '../../src/paper/edition.js';
import { schemas } from '../../src/report/schema.js';
import { type RunIdentity, shardPart } from '../../src/report/shard-part.js';
import { shardOf } from '../../src/verify/shard.js';
import { commanded } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { folder, file } = scratch();

/** Claims of every method: refuted with witnesses, surviving, statistical, and followed far out. */
const IDS = ['def/sampling', 'thm-3.1/2', 'thm-3.1/2@repaired', 'lem-f2', 'prop-2/eq-25', 'linear/global', 'thm-3.2/1-loss'];
const RUN = [...IDS, '--cases', '12', '--seed', '5', '--jobs', '1'];
const COUNT = 3;

const path = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(path(name), 'utf8');
const timeless = (text: string): string =>
  text
    .replace(/"seconds": [\d.e-]+/g, '"seconds": 0')
    .replace(/"slowest": \[[\s\S]*?\n {2}\]/, '')
    .replace(/ time="[\d.]+"/g, '')
    .replace(/, [\d.]+ s$/m, '');

async function runShards(name: string, args: readonly string[], count = COUNT): Promise<string[]> {
  const files = Array.from({ length: count }, (_, at) => path(`${name}-${at + 1}.json`));
  for (const [at, json] of files.entries()) await commanded('verify', ...args, '--shard', `${at + 1}/${count}`, '--json', json);
  return files;
}

let parts: string[];

beforeAll(async () => {
  parts = await runShards('part', RUN);
});

describe('shards', () => {
  it.each([1, 2, 3, 7, 400])('divide all claims among %i, each whole on one', (count) => {
    const shares = Array.from({ length: count }, (_, at) => shardOf(edition.claims, { index: at + 1, count }));

    expect(
      shares
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(edition.claims.map(({ id }) => id).sort());
    expect(Math.max(...shares.map((share) => share.length)) - Math.min(...shares.map((share) => share.length))).toBeLessThanOrEqual(1);
  });

  it('share the claims that follow runs far out evenly', () => {
    const far = [1, 2, 3].map((index) => shardOf(edition.claims, { index, count: 3 }).filter(({ method }) => method === 'limit').length);

    expect(Math.max(...far) - Math.min(...far)).toBeLessThanOrEqual(1);
  });

  it('write JSON that fits the published schema, with the claims of the shard alone', () => {
    const read = parts.map((part) => schemas.verify.parse(JSON.parse(readFileSync(part, 'utf8'))));

    expect(read.flatMap(({ claims }) => claims.map(({ id }) => id)).sort()).toEqual([...IDS].sort());
    expect(read.map(({ shard }) => [shard?.index, shard?.count])).toEqual([1, 2, 3].map((index) => [index, COUNT]));
  });
});

describe('merge', () => {
  it('gives the table, JSON, JUnit and exit code of the whole run, but for the times, in whatever order the parts come', async () => {
    const whole = await commanded('verify', ...RUN, '--json', path('whole.json'), '--junit', path('whole.xml'));
    const merged = await commanded('merge', ...[...parts].reverse(), '--json', path('merged.json'), '--junit', path('merged.xml'));

    expect(timeless(read('merged.json'))).toBe(timeless(read('whole.json')));
    expect(timeless(read('merged.xml'))).toBe(timeless(read('whole.xml')));
    expect(timeless(merged.stdout)).toBe(timeless(whole.stdout));
    expect(merged.code).toBe(whole.code);
    const { claims, slowest } = schemas.verify.parse(JSON.parse(read('merged.json')));
    expect(claims.map(({ id }) => id)).toHaveLength(IDS.length);
    expect(claims.filter(({ witness }) => witness !== undefined).length).toBeGreaterThanOrEqual(2);
    expect(slowest).toHaveLength(10);
  });

  it('does so on the data of a user too, where a shard can be without any claim', async () => {
    const args = ['thm-3.1/1', 'lem-f2', '--data', 'fixtures/data/iris-petals.csv', '--cases', '10', '--jobs', '1'];
    const shards = await runShards('data', args, 3);
    const whole = await commanded('verify', ...args, '--json', path('data-whole.json'));
    const merged = await commanded('merge', ...shards, '--json', path('data-merged.json'));

    expect(timeless(read('data-merged.json'))).toBe(timeless(read('data-whole.json')));
    expect(timeless(merged.stdout)).toBe(timeless(whole.stdout));
    expect(merged.code).toBe(whole.code);
  });

  it('exits 0 for a shard that has no claim', async () => {
    const { code } = await commanded('verify', 'lem-f2', '--cases', '12', '--jobs', '1', '--shard', '2/2', '--json', path('empty.json'));

    expect(code).toBe(0);
    expect(schemas.verify.parse(JSON.parse(read('empty.json'))).claims).toEqual([]);
  });

  it('refuses shards that are missing, doubled or of other runs, and names them', async () => {
    const [one = '', two = '', three = ''] = parts;
    const others = await runShards('other', ['lem-f2', '--cases', '12', '--seed', '6', '--jobs', '1'], 3);
    const halves = await runShards('half', ['lem-f2', '--cases', '12', '--jobs', '1'], 2);
    const faults: [string[], string][] = [
      [[one, three], `${one}: shard 2 of 3 is missing beside it`],
      [[one, two, two, three], `${two}: shard 2 of 3 is given twice, first in ${two}`],
      [[one, two, others[2] ?? ''], `${others[2]}: shard 3 of 3 is of another run than ${one}, by ids, seed (6, there 5)`],
      [[one, halves[1] ?? ''], `${halves[1]}: is shard 2 of 2, where ${one} is one of 3`],
    ];
    for (const [files, message] of faults) {
      const { code, stdout, stderr } = await commanded('merge', ...files);
      expect(stderr).toContain(message);
      expect([code, stdout]).toEqual([3, '']);
    }
  });

  it.each([
    ['seed (6, there 5)', { seed: 6 }],
    ['code', { code: 'other' }],
    ['seed (6, there 5), cases (13, there 12)', { seed: 6, cases: 13 }],
    ['data', { data: 'other' }],
    ['witnesses', { witnesses: 'other' }],
  ])('refuses a part whose run had another %s', async (name, change) => {
    const { part, text } = parsedPart(parts[1] ?? '');
    const other = shardPart(part, { ...part.run, ...change }, { ...part, reports: withClaims(part.reports) });
    const foreign = file(`foreign-${Object.keys(change).join('-')}.json`, JSON.stringify({ ...JSON.parse(text), shard: other }));

    const { code, stderr } = await commanded('merge', parts[0] ?? '', foreign, parts[2] ?? '');

    expect(stderr).toContain(`${foreign}: shard 2 of 3 is of another run than ${parts[0]}, by ${name}\n`);
    expect(code).toBe(3);
  });

  it('refuses a part that was altered, one that was interrupted, and a file that is no part', async () => {
    const [one = '', two = '', three = ''] = parts;
    const { part, text } = parsedPart(two);
    const altered = file(
      'altered.json',
      text.replace('"verdict": "survives"', '"verdict": "vacuous"').replaceAll('"met": 12', '"met": 13'),
    );
    const halted = shardPart(part, part.run, { ...part, interrupted: true, reports: withClaims(part.reports) });
    const interrupted = file('interrupted.json', JSON.stringify({ ...JSON.parse(text), shard: halted }));
    await commanded('verify', 'lem-f2', '--cases', '12', '--jobs', '1', '--json', path('plain.json'));
    const faults = [
      [altered, 'was altered'],
      [interrupted, 'shard 2 of 3 was interrupted'],
      [path('plain.json'), 'is no part of a run'],
      ['package.json', 'is not what verify --json writes'],
    ] as const;
    for (const [bad, message] of faults) {
      const { code, stderr } = await commanded('merge', one, bad, three);
      expect(stderr).toContain(bad);
      expect(stderr).toContain(message);
      expect(code).toBe(3);
    }
  });

  it('holds the shards together to the allowance of one run, as the whole run is', async () => {
    const [one = '', two = '', three = ''] = parts;
    const paying = [one, two, three]
      .map((name) => parsedPart(name))
      .find(({ part }) => part.reports.some(({ id }) => id === 'def/sampling'))!;
    const reports = withClaims(paying.part.reports).map((report) =>
      report.falseAlarm === undefined ? report : { ...report, falseAlarm: 2e-9 },
    );
    const dear = file(
      'dear.json',
      JSON.stringify({ ...JSON.parse(paying.text), shard: shardPart(paying.part, paying.part.run, { ...paying.part, reports }) }),
    );

    const { code, stderr } = await commanded('merge', dear, ...parts.filter((name) => name !== paying.name));

    expect(stderr).toContain('cases of statistical claims, at most 100000');
    expect(code).toBe(3);
  });

  it.each([
    [['--shard', '0/3', '--json', '-'], '1 <= I <= N'],
    [['--shard', '4/3', '--json', '-'], '1 <= I <= N'],
    [['--shard', '1', '--json', '-'], '1 <= I <= N'],
    [['--shard', '1/2'], 'name a file for it with --json'],
    [['--shard', '1/2', '--json', '-', '--accept'], 'it does not go with --shard'],
  ])('verify refuses %j', async (flags, message) => {
    const { code, stderr } = await commanded('verify', 'lem-f2', ...flags);

    expect(stderr).toContain(message);
    expect(code).toBe(3);
  });
});

type Reports = Parameters<typeof shardPart>[2]['reports'];

/** A part as `shardPart` takes it, so that one with another content has a checksum that fits. */
function parsedPart(name: string): {
  readonly name: string;
  readonly text: string;
  readonly part: {
    index: number;
    count: number;
    run: RunIdentity;
    interrupted: boolean;
    seconds: number;
    reports: (Omit<Reports[number], 'claim'> & { id: string })[];
  };
} {
  const text = readFileSync(name, 'utf8');
  return { name, text, part: (parseCompact(text) as { shard: ReturnType<typeof parsedPart>['part'] }).shard };
}

function withClaims(reports: ReturnType<typeof parsedPart>['part']['reports']): Reports {
  return reports.map(({ id, ...report }) => ({ ...report, claim: claimIn(edition, id)! }));
}
