/** Cases at the borders of what lemmas for Coq are written for. */

import { describe, expect, it } from 'vitest';
import { onePositive } from '../../../src/certify/coq/alone-lemmas.js';
import { kindsOf } from '../../../src/certify/coq/copies-lemmas.js';
import { RunWords, start, stepFrom } from '../../../src/certify/coq/enclosed-run.js';
import { smallNormsLemma } from '../../../src/certify/coq/held-lemmas.js';
import { oneKink } from '../../../src/certify/coq/kink-lemmas.js';
import { leakyLemmas } from '../../../src/certify/coq/leaky-lemmas.js';
import { requiredModules, statedIn } from '../../../src/certify/coq/library.js';
import { reachLemma } from '../../../src/certify/coq/margin-lemmas.js';
import { type Setting, settingOf } from '../../../src/certify/enclosure/setting.js';

const BITS = 60;

/** The last number of a sample is its label. */
function settingFor(samples: readonly (readonly number[])[], from: readonly number[], slope?: number): Setting {
  const data = { x: samples.map((row) => row.slice(0, -1)), y: samples.map((row) => row.at(-1)!) };
  const steps = { kind: 'constant', eta: 1, count: 2 } as const;
  return settingOf({ claim: 'thm-3.2/1', data, start: [...from], steps, ...(slope === undefined ? {} : { slope }) }, BITS);
}

describe('one positive that pulls alone', () => {
  it.each([0, 1 / 1024])('pushes no other over its kink: not one of two, by %d', (push) => {
    const at = settingFor(
      [
        [1, 0, 1],
        [-1, 1, -1],
        [push, 1, -1],
      ],
      [1, -1],
    );

    if (push === 0) expect(onePositive(at).a).toBe(0);
    else expect(() => onePositive(at)).toThrow('the positive may push another sample over its kink');
  });
});

describe('copies of few samples', () => {
  const different = (count: number) =>
    settingFor(
      Array.from({ length: count + 1 }, (_, i) => [1, i % count, 1]),
      [1, 0],
    );

  it('are of 24 kinds at most', () => {
    expect(kindsOf(different(24)).counts).toEqual([2, ...Array(23).fill(1)]);
    expect(() => kindsOf(different(25))).toThrow('there are too many different samples to write out');
  });
});

describe('the words of a run', () => {
  it('name the samples that act at any step but the last', () => {
    const at = settingFor(
      [
        [1, 0, 1],
        [1, 1, 1],
        [1, 3, 1],
      ],
      [0.5, -0.75],
    );
    // w.x2 = -1/4 and w.x3 = -7/4 at first; a step of x1 adds exp(-1/2)/3 = 0.2, the next one 0.17.
    const [first, second, third] = [start(at), stepFrom(at, start(at), 1), stepFrom(at, stepFrom(at, start(at), 1), 1)];

    expect([first, second, third].map(({ active }) => active[1])).toEqual([false, false, true]);
    expect(new RunWords(at, 1, [first, second, third]).moved).toEqual([0]);
    expect(new RunWords(at, 1, [first, second, third, stepFrom(at, third, 1)]).moved).toEqual([0, 1]);
  });
});

describe('lengths below the root of 2', () => {
  const at = (...rows: readonly (readonly [number, number])[]) =>
    settingFor(
      rows.map((row) => [...row, 1]),
      [1, 1],
    );

  it('are of all samples, and not the root itself', () => {
    expect(smallNormsLemma(at([1, 0], [1, 0.5]), [0, 1], 'positives data').join(' ')).toContain('sqnorm (feat s) < 2');
    expect(() => smallNormsLemma(at([1, 0], [1, 1]), [0, 1], 'positives data')).toThrow('a sample is not shorter than sqrt 2');
  });

  it('bound the reach where all positives have them', () => {
    expect(reachLemma(at([1, 0], [1, 0.5])).join(' ')).toContain('B := sqrt (5 / 4)');
    expect(reachLemma(at([1, 0], [1, 0.5])).join(' ')).toContain('B_short');
    expect(reachLemma(at([1, 1], [1, 0])).join(' ')).not.toContain('B_short');
  });
});

describe('a start beside one kink', () => {
  it('may be so near to others that a step of the struck one just does not reach them', () => {
    // With x_b = (0, 1): |x_b|^2 w.x3 + (1 - w.x_b) x_b.x3 = -1 + 3/4, and twice that reach would be above 0.
    const at = settingFor(
      [
        [1, 1, 1],
        [0, 1, -1],
        [-1, 0.75, -1],
      ],
      [1, -0.5],
    );

    const found = oneKink(at);

    expect([found.a, found.b]).toEqual([0, 1]);
    expect(found.at.input.start).toEqual([1, -0.5]);
  });
});

describe('the leaky ReLU from the separable region', () => {
  const samples = [
    [1, 0, 1],
    [0, 1, 1],
    [-1, -0.5, -1],
  ];

  it('has a slope above 0 and at most 1', () => {
    for (const slope of [1 / 1024, 1]) expect(leakyLemmas(settingFor(samples, [1, 1], slope)).join(' ')).toContain('Lemma agrees');
    for (const slope of [0, 1.5]) expect(() => leakyLemmas(settingFor(samples, [1, 1], slope))).toThrow('the slope is not above 0');
  });

  it('has no sample that pushes another to the wrong side, and every sample right at the start', () => {
    expect(() => leakyLemmas(settingFor([...samples, [1, -0.25, 1]], [1, 1], 0.5))).toThrow('a sample pushes another to the wrong side');
    expect(() => leakyLemmas(settingFor(samples, [1, -0.5], 0.5))).toThrow('the start is not in the separable region');
  });
});

describe('the library', () => {
  it('has the modules that a text requires, and no others that it names', () => {
    const required = requiredModules('Require Import Reals Means.\n');

    expect(required).toContain('Means');
    expect(required).not.toContain('Reals');
    expect(requiredModules('Require Import Reals.\n')).toEqual([]);
  });

  it('knows where a proposition is stated', () => {
    const stated = statedIn('alone');

    expect(stated?.definition).toMatch(/^Definition alone\b/);
    expect(statedIn('nowhere_stated')).toBeUndefined();
  });
});
