import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/data/case.js';
import { dataset } from '../../src/data/dataset.js';
import { network } from '../../src/model/network.js';
import { log } from '../../src/numerics/elementary.js';
import { distance, norm } from '../../src/numerics/vector.js';
import { gradientDescent } from '../../src/optimizer/gradient-descent.js';
import { sharingNetwork } from '../../src/paper/generators/trained-network.js';
import { type EventResult, followEvents } from '../../src/trajectory/events/index.js';
import { run } from '../../src/trajectory/run.js';
import { apex, flipsForEver } from '../support/limit-cases.js';

const FROM = 10_000;

interface Compared {
  readonly events: EventResult;
  /** Largest distance from the iterates of plain steps, in W relative to 1 + |W|. */
  readonly off: number;
}

/** Events from 10^4 steps on, beside plain steps at some later ones. */
function compared(
  input: Omit<Case, 'claim'>,
  marks: readonly number[],
  limits: { readonly mostEvents?: number } = {},
): Compared | undefined {
  const data = dataset(input.data);
  const outputWeights = input.outputWeights ?? [];
  const eta = input.steps.kind === 'constant' ? input.steps.eta : Number.NaN;
  const iterates = new Map<number, Float64Array>();
  const observe = ({ k, w }: { k: number; w: Float64Array }): void => {
    if (k === FROM || marks.includes(k)) iterates.set(k, w.slice());
  };
  const options = { data, model: network(outputWeights), start: input.start, optimizer: gradientDescent, stepSize: eta, observe };
  if (run({ ...options, steps: Math.max(...marks) }).end !== 'horizon') return undefined;
  const events = followEvents({
    data,
    outputWeights,
    slope: 0,
    eta,
    start: iterates.get(FROM)!,
    from: FROM,
    until: log(Math.max(...marks)),
    checkpoints: marks.map((t) => log(t)),
    ...limits,
  });
  const off = events.checkpoints.map(({ w }, at) => distance(w, iterates.get(marks[at]!)!) / (1 + norm(w)));
  return { events, off: Math.max(0, ...off) };
}

describe('events of networks', () => {
  it('carry a neuron past the point where all its kinks meet as plain steps do, at 10^5 and 10^6 steps', () => {
    const { events, off } = compared(apex, [1e5, 1e6])!;

    expect(events.kind).toBe('reached');
    expect(events.checkpoints).toHaveLength(2);
    expect(off).toBeLessThan(1e-11);
    // The neuron that an average has dead at 0 has escaped.
    expect(norm(events.checkpoints.at(-1)!.w.subarray(0, 2))).toBeGreaterThan(5);
  });

  it('follow strikes that shrink like 1/t one by one, and give up where there are too many', () => {
    const { events, off } = compared(flipsForEver, [1e5, 1e6])!;
    const { events: given } = compared(flipsForEver, [1e5], { mostEvents: 1000 })!;

    // Neuron 1 of the four is struck by the third sample alone.
    const struck = events.checkpoints.at(-1)!.activated.flatMap((count, unit) => (count > 0 ? [unit] : []));
    expect(struck).toEqual([8]);
    expect(off).toBeLessThan(1e-11);
    expect(given).toMatchObject({ kind: 'unknown', reason: 'more than 1000 kinks were met' });
  });

  it('agree with plain steps to 1e-9 at 10^5 steps on random networks with patterns that overlap', () => {
    const networks = fc.sample(sharingNetwork(), { seed: 11, numRuns: 20 });

    const results = networks.flatMap(({ data, outputWeights, start }) => {
      if (data.x.length * start.length > 300) return [];
      return compared({ data, outputWeights, start, steps: { kind: 'constant', eta: 1 / 8, count: 0 } }, [1e5]) ?? [];
    });

    const reached = results.filter(({ events }) => events.kind === 'reached');
    expect(reached.length).toBeGreaterThan(5);
    expect(Math.max(...reached.map(({ off }) => off))).toBeLessThan(1e-9);
  });

  it('refuse a start of the wrong length', () => {
    const data = dataset(apex.data);

    expect(() => followEvents({ data, outputWeights: [1, -1], slope: 0, eta: 1, start: [1, 2], from: 1, until: 2 })).toThrow(
      'start has 2 numbers, the model has 4 parameters',
    );
  });
});
