import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../src/report/schema.js';
import { type Beside, signalled } from '../support/cli.js';
import { ENDLESS, verdictsIn } from '../support/endless.js';
import { scratch } from '../support/scratch.js';

const { file, folder } = scratch();

const isEvaluating =
  (id: string) =>
  ({ stderr }: Beside): boolean =>
    stderr.includes(`evaluating ${id}`);
/** Seconds of the processor after which a trace is under way, far from its end: one that ends at once takes less than one. */
const UNDER_WAY = 2;

/** What is left of a run that would not end by itself, or not for long: that it ends at all is what the signal did. */
describe('a signal', () => {
  it.runIf(existsSync('/proc/self/stat'))('ends a trace under way with the checkpoints so far', async () => {
    const json = file('trace.json', 'before');
    const run = ['--data', 'fixtures/data/iris-petals.csv', '--until', '100000000', '--max-work', '100000000000'];

    const { code, stdout } = await signalled(
      'SIGINT',
      ['trace', ...run, '--json', json],
      ({ processorTime }) => processorTime >= UNDER_WAY,
    );

    expect(code).toBe(130);
    const { checkpoints, end, stopped } = schemas.trace.parse(JSON.parse(readFileSync(json, 'utf8')));
    expect({ end: end.kind, stopped }).toEqual({ end: 'stopped', stopped: true });
    expect(checkpoints.map(({ t }) => t).slice(0, 5)).toEqual([0, 1, 2, 5, 10]);
    expect(checkpoints.at(-1)?.t).toBe(end.step);
    expect(stdout).toMatch(/^stopped before the horizon, after ln t = [\d.]+$/m);
    expect(stdout).toMatch(/^reference: margin [\d.]+/m);
  });

  it.each([
    ['SIGTERM', 'by time', 'endless', ['--max-time', '600']],
    ['SIGINT', 'by number of cases', 'endless', ['--max-cases', '100000']],
    ['SIGINT', 'by number of cases', 'slow', ['--max-cases', '100000']],
  ] as const)('%s ends a hunt %s, though an evaluation is %s', async (signal, _, id, bounds) => {
    const { code, stdout } = await signalled(signal, ['hunt', id, ...ENDLESS, ...bounds, '--json', '-'], isEvaluating(id));

    expect(code).toBe(130);
    expect(schemas.hunt.parse(JSON.parse(stdout))).toMatchObject({ id, ...(id === 'endless' ? { evaluations: 0 } : {}) });
  });

  it.each([
    ['SIGINT', 'endless'],
    ['SIGTERM', 'busy'],
  ] as const)('%s ends verify with what it has found, though an evaluation never ends: %s', async (signal, id) => {
    const json = join(folder, `${signal}.json`);

    const { code, stdout } = await signalled(
      signal,
      ['verify', ...ENDLESS, 'first', id, '--cases', '20', '--json', json],
      isEvaluating(id),
    );

    expect(code).toBe(130);
    expect(stdout).toMatch(/^2 claims: /m);
    expect(verdictsIn(json)).toEqual({ first: 'survives', [id]: 'not-run' });
  });
});
