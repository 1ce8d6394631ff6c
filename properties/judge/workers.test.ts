import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { EvaluationError } from '../../src/judge/evaluation-error.js';
import { Abandoned, openWorkers } from '../../src/judge/workers.js';
import { nth } from '../../src/numerics/lists.js';
import { type FaultyJob, work } from '../support/faulty-worker.js';
import { planted, trueClaim, witness } from '../support/planted.js';
import { scratch } from '../support/scratch.js';

type Threads = typeof import('../../src/judge/threads.js');

const folder = fileURLToPath(new URL('../support/', import.meta.url));
const source = { module: './unjudged-claims.mjs', exported: 'claims', folder };

describe.each([1, 2])('workers, %i at a time', (jobs) => {
  const workers = openWorkers(jobs, new URL('../support/faulty-worker', import.meta.url), source, work);
  const run = (job: FaultyJob): Promise<FaultyJob | number> => workers.run(trueClaim, job);
  afterAll(() => workers.close());

  it('answer', async () => {
    expect(await Promise.all([run('ends'), run('ends')])).toEqual(['ends', 'ends']);
  });

  it("throw a claim's error as one, with the claim, the case to the bit and what was thrown", async () => {
    const error = await run('claim fails').catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(EvaluationError);
    expect(error).toMatchObject({ claim: trueClaim.id, cause: { name: 'TypeError', message: 'x is not a function' } });
    expect((error as EvaluationError).input).toEqual(witness([1, -0]));
    expect((error as EvaluationError).message).toMatch(/^claim planted\/true: x is not a function; case \{ "claim": "planted".*"-0"/);
  });

  it('throw an error of their own as it is', async () => {
    await expect(run('tool fails')).rejects.toThrow(/^no such job$/);
  });
});

describe('claims in TypeScript', () => {
  const workers = openWorkers(
    2,
    new URL('../support/faulty-worker', import.meta.url),
    { module: './planted.ts', exported: 'planted', folder },
    work,
  );
  afterAll(() => workers.close());

  it('are loaded by threads too, where the tool runs from its source', async () => {
    expect(await workers.run(nth(planted, 0), 'ends')).toBe('ends');
  });
});

describe('threads', () => {
  it('are begun by the first piece of work', async () => {
    const ports = (): number => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    const before = ports();

    const workers = openWorkers(2, new URL('../support/faulty-worker', import.meta.url), source, work);
    const opened = ports();
    const ended = workers.run(trueClaim, 'ends');
    const begun = ports();

    expect(opened).toBeLessThanOrEqual(before);
    expect(begun).toBeGreaterThan(opened);
    expect(await ended).toBe('ends');
    await workers.close();
  });

  it('import their module: one that is ended while it loads by require ends the process', async () => {
    const { file } = scratch();
    file('package.json', '{ "type": "module" }');
    const loaded = file('loaded.js', 'const { stack } = new Error(); export default () => stack;');
    const { openThreads } = (await import(new URL('../../dist/judge/threads.js', import.meta.url).href)) as Threads;

    const threads = openThreads(pathToFileURL(loaded.replace('.js', '')), 1);
    const stack = await threads.run(0);
    await threads.destroy();

    expect(stack).toContain('loaded.js');
    expect(stack).not.toContain('require');
  });
});

describe('work that has to end within a time', () => {
  const workers = openWorkers(1, new URL('../support/faulty-worker', import.meta.url), source, work, true);
  afterAll(() => workers.close());
  /** Soon over; and more than any answer takes, however busy the machine. */
  const [short, long] = [100, 60_000].map((working) => ({ within: 60_000, working }));
  const now = (): number => performance.now();

  it('is given up with its thread, and the next is not charged for the beginning of another', async () => {
    const before = now();
    expect(await workers.run(trueClaim, 'ends', long)).toBe('ends');
    // Less than the beginning of a thread takes, and far more than an answer of one that has begun.
    const begun = { within: 60_000, working: (now() - before) / 2 };
    await expect(workers.run(trueClaim, 'never ends', short)).rejects.toThrow(Abandoned);
    expect(await workers.run(trueClaim, 'ends', begun)).toBe('ends');
  });

  it('ends when it is told to, and its thread goes on with the next', async () => {
    const thread = await workers.run(trueClaim, 'tells its thread');
    await expect(workers.run(trueClaim, 'ends when told', short)).rejects.toThrow(Abandoned);
    expect(await workers.run(trueClaim, 'tells its thread', long)).toBe(thread);
    await expect(workers.run(trueClaim, 'never ends', short)).rejects.toThrow(Abandoned);
    expect(await workers.run(trueClaim, 'tells its thread', long)).not.toBe(thread);
  });

  it('is given up before it begins where the whole time is over', async () => {
    await expect(workers.run(trueClaim, 'never ends', { within: 100 })).rejects.toThrow(Abandoned);
    await expect(workers.run(trueClaim, 'ends', { within: 1, working: 60_000 })).rejects.toThrow(Abandoned);
  });

  it('is given up though garbage is collected meanwhile, on its time and when all is given up', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const never = (work: Promise<unknown>) => expect(work).rejects.toThrow(Abandoned);
    const collecting = setInterval(collect, 50);
    const others = openWorkers(1, new URL('../support/faulty-worker', import.meta.url), source, work, true);

    await never(workers.run(trueClaim, 'never ends', { within: 1500 }));
    const last = never(others.run(trueClaim, 'never ends', { within: 60_000 }));
    setTimeout(others.abandon, 500);
    await last;

    clearInterval(collecting);
    await others.close();
  });
});
