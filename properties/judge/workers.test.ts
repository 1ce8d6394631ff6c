import { afterAll, describe, expect, it } from 'vitest';
import { EvaluationError } from '../../src/judge/evaluation-error.js';
import { openWorkers } from '../../src/judge/workers.js';
import { work } from '../support/faulty-worker.js';
import { witness } from '../support/planted.js';

describe.each([1, 2])('workers, %i at a time', (jobs) => {
  const workers = openWorkers(jobs, new URL('../support/faulty-worker', import.meta.url), work);
  afterAll(() => workers.close());

  it('answer', async () => {
    expect(await Promise.all([workers.run('ends'), workers.run('ends')])).toEqual(['ends', 'ends']);
  });

  it("throw a claim's error as one, with the claim, the case to the bit and what was thrown", async () => {
    const error = await workers.run('claim fails').catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(EvaluationError);
    expect(error).toMatchObject({ claim: 'planted/faulty', cause: { name: 'TypeError', message: 'x is not a function' } });
    expect((error as EvaluationError).input).toEqual(witness([1, -0]));
    expect((error as EvaluationError).message).toMatch(/^claim planted\/faulty: x is not a function; case \{ "claim": "planted".*"-0"/);
  });

  it('throw an error of their own as it is', async () => {
    await expect(workers.run('tool fails')).rejects.toThrow(/^no such job$/);
  });
});
