/** verify --data on data that no hyperplane through the origin separates: what can be judged, and the part that is separable. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../src/report/schema.js';
import { type CommandResult, commanded } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { file, folder } = scratch();
// The third sample contradicts the first; line 1 is the header, and line 4 is blank.
const csv = file('mixed.csv', 'a,b,kind\n1,2,yes\n2,1,yes\n\n1,2,no\n-1,-2,no\n-2,-1,no\n');
const json = file('mixed.json', '{ "x": [[1, 2], [2, 1], [1, 2], [-1, -2], [-2, -1]], "y": [1, 1, -1, -1, -1] }');
const WHY = 'not separable through the origin: 0.5 * y_1 x_1 + 0.5 * y_3 x_3 = 0, samples counted from 1';

const verify = (...args: string[]): Promise<CommandResult> => commanded('verify', '--jobs', '1', '--cases', '10', ...args);
const result = ({ stdout }: CommandResult) => schemas.verify.parse(JSON.parse(stdout));

describe('verify on data that are not separable', () => {
  it('judges the claims that do not need it where claims are named, and tells the others', async () => {
    const run = await verify('def/gradient', 'linear/descent', 'prop-1/eq-9', '--data', csv, '--json', '-');

    const { claims, given } = result(run);
    const because = 'the data are not separable, which is a hypothesis';
    expect(claims).toMatchObject([
      { id: 'def/gradient', verdict: 'survives', data: [{ effective: 10 }] },
      { id: 'linear/descent', verdict: 'vacuous', because, data: [{ effective: 0 }] },
      // On record as refuted, and its recipe takes some of the samples only: no verdict on these data.
      { id: 'prop-1/eq-9', verdict: 'vacuous', because, data: [{ effective: 0 }] },
    ]);
    expect(claims[2]?.witness).toBeUndefined();
    expect(given).toEqual({ name: csv, notSeparable: `${csv}: ${WHY}` });
    expect(run.stderr).toContain(`${csv}: ${WHY}; claims that need it are vacuous\n`);
    expect(run.code).toBe(0);
  });

  it.each([
    ['no claim is named', []],
    ['all that are named need it', ['linear/*']],
  ])('exits with 3 and the combination where %s', async (_, ids) => {
    const { code, stdout, stderr } = await verify(...ids, '--data', csv);

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(`claimcheck: ${csv}: ${WHY} (--bias appends a constant feature; --separable-part judges`);
  });
});

describe('verify --separable-part', () => {
  it.each([
    ['CSV by its lines', csv, 'line 5 is left out'],
    ['JSON by its samples', json, 'sample 3, counted from 1, is left out'],
  ])('judges the largest separable part, and names what is left out of %s', async (_, data, leftOut) => {
    const run = await verify('linear/descent', '--data', data, '--separable-part', '--json', '-');

    expect(run.stderr).toContain(
      `${data}: not separable through the origin; judged on 4 of 5 samples, the largest separable part: ${leftOut}\n`,
    );
    const { claims, given } = result(run);
    expect(claims).toMatchObject([{ id: 'linear/descent', data: [{ name: data }] }]);
    expect(claims[0]?.data[0]?.effective).toBeGreaterThan(0);
    expect(given).toEqual({ name: data, part: { kept: [0, 1, 3, 4], leftOut: [2], largest: true } });
  });

  it('judges what a file without the other samples would', async () => {
    const part = file('part.csv', readFileSync(csv, 'utf8').replace('1,2,no\n', ''));
    const cases = async (...args: string[]) => result(await verify('linear/descent', '--json', '-', '--data', ...args)).claims[0]?.slack;

    expect(await cases(csv, '--separable-part')).toEqual(await cases(part));
  });

  it('changes nothing of data that are separable', async () => {
    const run = await verify('def/gradient', '--data', 'fixtures/data/iris-setosa.csv', '--separable-part', '--json', '-');

    expect(result(run).given).toBeUndefined();
    expect(run.stderr).not.toContain('left out');
  });

  it('exits with 3 where no part with both labels is separable', async () => {
    const { code, stderr } = await verify('linear/descent', '--data', file('one-sided.csv', '1,yes\n2,no\n'), '--separable-part');

    expect(code).toBe(3);
    expect(stderr).toContain('; no separable part with both labels was found (--bias appends a constant feature)\n');
  });

  it('goes with --data', async () => {
    expect((await verify('--separable-part')).stderr).toBe('claimcheck: --separable-part goes with --data\n');
  });

  it('is put together from shards as it would be whole', async () => {
    const ids = ['def/gradient', 'linear/descent', '--data', csv, '--separable-part'];
    const parts = [1, 2].map((i) => `${folder}/part-${i}.json`);
    for (const [i, part] of parts.entries()) await verify(...ids, '--shard', `${i + 1}/2`, '--json', part);

    const merged = result(await commanded('merge', ...parts, '--json', '-'));

    expect(merged.given).toEqual(result(await verify(...ids, '--json', '-')).given);
    expect(merged.given?.part?.leftOut).toEqual([2]);
  });
});
