import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/data/case.js';
import { relu } from '../../src/model/neuron.js';
import { dot } from '../../src/numerics/vector.js';
import type { PlaneDrawing } from '../../src/picture/drawing.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../src/record/records.js';
import { drawingOf } from '../../src/replay/drawing.js';
import { endingOf } from '../../src/replay/limit-direction.js';
import { type Recording, record } from '../../src/replay/recording.js';
import { claimOf } from '../support/judging.js';
import { diesLate } from '../support/limit-cases.js';

const RECORDS = readRecords(SHIPPED_RECORD);

function witnessOf(id: string): { readonly input: Case; readonly recording: Recording; readonly step: number } {
  const stored = readWitness(SHIPPED_RECORD, RECORDS[id]);
  if (stored === undefined) throw new Error(`no witness of ${id}`);
  const { input, outcome } = stored;
  return { input, recording: record(claimOf(id), input, outcome.step), step: outcome.step };
}

function planeOf(id: string): PlaneDrawing {
  const { input, recording, step } = witnessOf(id);
  const { plane } = drawingOf(id, input, recording, step);
  if (plane === undefined) throw new Error(`${id} has no plane`);
  return plane;
}

const of = (plane: PlaneDrawing, kind: 'limit' | 'reference') => plane.rays.filter((ray) => ray.kind === kind);

describe('the limit direction in a picture', () => {
  it('is followed for it where the claim itself looks at steps alone: the run of theorem 3.2 ends on the kink of x2', () => {
    const { recording } = witnessOf('thm-3.2/descent');
    const plane = planeOf('thm-3.2/descent');

    expect(recording.trajectory).toBeUndefined();
    const [limit] = of(plane, 'limit');
    // x2 = (0, 1) is negative.
    expect(limit?.at[0]).toBeCloseTo(1, 6);
    expect(limit?.at[1]).toBeCloseTo(0, 3);
    expect(limit?.name).toBe('direction at ln t = 10,000');
    expect(plane.notes).toEqual(['At ln t = 10,000, by log time: asymptotic evidence of the limit.']);
  });

  it('is that of each neuron, beside the max-margin direction that theorem 4.1 sends it to', () => {
    const plane = planeOf('thm-4.1/reduction');

    const [limits, references] = [of(plane, 'limit'), of(plane, 'reference')];
    expect(limits).toHaveLength(2);
    expect(references.map(({ tip }) => tip)).toEqual(['B1', '-B2']);
    for (const [k, { at }] of limits.entries()) expect(dot(at, references[k]?.at ?? [])).toBeGreaterThan(0.9999);
  });

  it('tells which neuron has no max margin of its own, since it acts on two partitions', () => {
    expect(planeOf('sec-4.2/scope').notes).toContain("No max margin is neuron 1's own: it acts on x1 and on x3.");
  });

  it('is compared with no max margin for a neuron that died right on its kink, whatever sign rounding gives it', () => {
    for (const input of diesLate) {
      const { plane } = drawingOf('dies', input, record(claimOf(input.claim), input, 0), 0);

      expect(of(plane!, 'reference').map(({ name }) => name)).toEqual([
        'B1: max margin of x1, for neuron 1',
        '-B2: minus max margin of x2, for neuron 2',
      ]);
    }
  });

  it.each([
    ['prop-2', /this is SGD/],
    ['linear/global', /leave the range of numbers/],
    ['thm-3.2/cases@repaired', /does not know the run beyond ln t = 1263/],
  ])('is not drawn for %s, and the picture says why', (id, reason) => {
    const plane = planeOf(id);

    expect(of(plane, 'limit')).toEqual([]);
    expect(plane.notes?.filter((note) => reason.test(note))).toHaveLength(1);
  });

  it('says nothing of a limit where a claim makes no run', () => {
    expect(planeOf('thm-3.1/2').notes).toEqual([]);
  });

  it('is not drawn for steps that another rule took, nor where the data are large', () => {
    const { input, recording } = witnessOf('thm-3.2/descent');
    const [first, second, ...others] = recording.iterates;
    if (first === undefined || second === undefined) throw new Error('no steps');
    const altered = { ...recording, iterates: [first, { ...second, w: second.w.map((entry) => entry + 2 ** -50) }, ...others] };
    const x = Array.from({ length: 60_000 }, () => [1, 1]);
    const large = { ...input, data: { x, y: x.map(() => 1) } };

    expect(endingOf(input, recording, 1).rays).toHaveLength(1);
    expect(endingOf(input, altered, 1).notes.join()).toMatch(/not those of gradient descent/);
    expect(endingOf(large, recording, 1).notes.join()).toMatch(/costs more than a picture may/);
  });

  it('is not drawn where the run stops or rests', () => {
    const start = [-1, -1];
    const input: Case = { ...witnessOf('thm-3.2/descent').input, start };
    const recording = { ...witnessOf('thm-3.2/descent').recording, iterates: [{ k: 0, w: start }], models: new Map([['relu', relu]]) };

    const { rays, notes } = endingOf(input, recording, 1);

    expect(rays).toEqual([]);
    expect(notes).toEqual(['No limit direction: the run stops.']);
  });
});
