import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openWorkers } from '../../src/judge/workers.js';
import { Stopped, stoppable, unlessStopped } from '../../src/numerics/stopping.js';
import { edition } from '../../src/paper/edition.js';
import { done } from '../../src/verify/chunk.js';

/** A thread that sets a flag after some milliseconds, whatever this one does. */
const setter = new Worker(
  `const { parentPort } = require('node:worker_threads');
   parentPort.on('message', ({ flag, after }) => setTimeout(() => Atomics.store(flag, 0, 1), after));`,
  { eval: true },
);
afterAll(() => setter.terminate());

function newFlag(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** Whether work that is told to end at its n-th step does so before its end. */
function isStoppedAt(step: number, work: () => object | undefined): boolean {
  let looks = 0;
  const told = vi.spyOn(Atomics, 'load').mockImplementation(() => (++looks < step ? 0 : 1) as never);
  try {
    return 'cut' in stoppable(newFlag(), work)!;
  } catch (error) {
    expect(error).toBeInstanceOf(Stopped);
    return true;
  } finally {
    told.mockRestore();
  }
}

describe('work that can be told to end', () => {
  it('ends at its next step, and no other work does', () => {
    const flag = newFlag();
    const endless = () => {
      for (;;) unlessStopped();
    };
    setter.postMessage({ flag, after: 20 });

    expect(() => stoppable(flag, endless)).toThrow(Stopped);
    expect(stoppable(newFlag(), () => unlessStopped())).toBeUndefined();
    expect(() => unlessStopped()).not.toThrow();
    expect(() => stoppable(flag, unlessStopped)).toThrow(Stopped);
  });

  // One of each way to follow a run, and of each oracle that may take long.
  const CLAIMS = [
    'linear/descent',
    'thm-3.2/2@repaired',
    'thm-3.2/strikes@repaired',
    'thm-4.1/direction@intended',
    'nacson/cyclic-direction',
    'leaky/gd@intended',
  ];
  const claims = edition.claims.filter(({ id }) => CLAIMS.includes(id));
  const source = { module: './edition.ts', exported: 'edition', folder: fileURLToPath(new URL('../../src/paper/', import.meta.url)) };
  const workers = openWorkers(1, new URL('../../src/verify/worker', import.meta.url), source, done, true);
  afterAll(() => workers.close());

  it.each(claims)('leaves nothing behind: $id is judged as in a thread that was never told to', async (claim) => {
    const job = { seed: 3, chunk: 0, size: 3 };
    // At the first step, the fourth, the sixteenth, until one is behind the end.
    let stopped = 0;
    for (let step = 1; isStoppedAt(step, () => done(claim, job)); step *= 4) stopped++;
    const untimed = ({ seconds, slowest, ...rest }: Record<string, unknown>) => rest;
    const [here, elsewhere] = [done(claim, job), await workers.run(claim, job)].map((one) => untimed(one as never));

    expect(stopped).toBeGreaterThan(0);
    expect(here).toEqual(elsewhere);
  });
});
