import { describe, expect, it } from 'vitest';
import { schemas } from '../../src/report/schema.js';
import { commanded } from '../support/cli.js';

async function listed(
  ...args: string[]
): Promise<{ readonly id: string; readonly chapter: string; readonly kind: string; readonly reading: string }[]> {
  return schemas.list.parse(JSON.parse((await commanded('list', ...args, '--json', '-')).stdout));
}

describe('claims are chosen', () => {
  it.each([
    [['--chapter', 'networks'], 'chapter', ['networks']],
    [['--chapter', '*gradient*'], 'chapter', ['gradient descent', 'stochastic gradient descent']],
    [['--kind', 'every t'], 'kind', ['every t']],
    [['--kind', 'finite', '--kind', 'exact'], 'kind', ['exact', 'finite']],
    [['--reading', 'repaired'], 'reading', ['repaired']],
  ] as const)('by %j: all that have it, and no others', async (flags, property, values) => {
    const all = await listed();
    const chosen = await listed(...flags);

    expect([...new Set(chosen.map((claim) => claim[property]))].sort()).toEqual(values);
    expect(chosen).toEqual(all.filter((claim) => (values as readonly string[]).includes(claim[property])));
    expect(chosen.length).toBeLessThan(all.length);
  });

  it('by all properties at once, among those that ids and globs name', async () => {
    const chosen = await listed('thm-3.1/*', 'thm-3.2/*', '--chapter', 'landscape', '--reading', 'repaired');

    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.every(({ id, chapter, reading }) => id.startsWith('thm-3.') && chapter === 'landscape' && reading === 'repaired')).toBe(
      true,
    );
  });

  it('for verify as for list', async () => {
    const chosen = await listed('thm-3.1/*', '--reading', 'repaired');
    const { stdout } = await commanded('verify', 'thm-3.1/*', '--reading', 'repaired', '--cases', '12', '--jobs', '1', '--json', '-');

    expect(schemas.verify.parse(JSON.parse(stdout)).claims.map(({ id }) => id)).toEqual(chosen.map(({ id }) => id));
  });

  it.each([
    [['--chapter', 'nowhere'], '--chapter nowhere: no claim has it; there are "definitions", "linear model"'],
    [['--reading', 'printed'], '--reading printed: no claim has it; there are "as-printed"'],
    [['lem-f2', '--chapter', 'landscape'], 'no claim of lem-f2 has --chapter landscape'],
    [['--chapter', 'definitions', '--kind', 'asymptotic'], 'no claim has --chapter definitions and --kind asymptotic'],
  ])('not by %j, which is a usage error', async (args, message) => {
    const { code, stderr } = await commanded('list', ...args);

    expect(stderr).toContain(message);
    expect(code).toBe(3);
  });
});
