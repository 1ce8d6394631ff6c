import { describe, expect, it } from 'vitest';
import { standardParts } from '../../src/claim/parts.js';
import type { ReplicateOptions } from '../../src/monte-carlo/replicate-options.js';
import { claimOf, drawCases } from '../support/judging.js';

/** The runs that a case of a claim asks for. */
function runsOf(id: string, seed: number): ReplicateOptions[] {
  const asked: ReplicateOptions[] = [];
  const parts: typeof standardParts = {
    ...standardParts,
    sgdReplicates(options) {
      asked.push({ ...options, replicates: 20 });
      return standardParts.sgdReplicates({ ...options, replicates: 20 });
    },
  };
  for (const input of drawCases(claimOf(id), seed, 6)) claimOf(id).evaluate(input, parts);
  return asked;
}

describe('runs of SGD made of plain parts', () => {
  it.each(['prop-1/long@intended', 'thm-3.3/norm/long'])('are to the bit those of the same parts wrapped, on cases of %s', (id) => {
    const asked = runsOf(id, 3);

    expect(asked.length).toBe(6);
    for (const options of asked) {
      const plain = standardParts.sgdReplicates(options);
      const wrapped = standardParts.sgdReplicates({ ...options, sampler: (seed, n) => options.sampler(seed, n) });

      expect(plain.columns).toEqual(wrapped.columns);
      expect([plain.leastActive, plain.mostSilent]).toEqual([wrapped.leastActive, wrapped.mostSilent]);
      for (let place = 0; place < options.at.length; place++) {
        for (let column = 0; column < plain.columns.count; column++) {
          expect(plain.values(place, column)).toEqual(wrapped.values(place, column));
        }
      }
    }
  });

  it('are those of a run that leaves its region, and of a negative that acts', () => {
    const [options] = runsOf('thm-3.3/norm/long', 3);
    if (options === undefined) throw new Error('no runs');
    const away = { ...options, start: Float64Array.from(options.start, (entry) => -entry), stepSize: () => 1 };

    const plain = standardParts.sgdReplicates(away);
    const wrapped = standardParts.sgdReplicates({ ...away, sampler: (seed, n) => away.sampler(seed, n) });

    expect(plain.mostSilent).toBeGreaterThan(0);
    for (let column = 0; column < plain.columns.count; column++) expect(plain.values(1, column)).toEqual(wrapped.values(1, column));
  });
});
