/** How far a long replay is: runs of SGD are told of as those of gradient descent are. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { standardParts } from '../../src/claim/parts.js';
import type { Progress } from '../../src/cli/progress.js';
import { replayProgress } from '../../src/cli/replay-progress.js';
import type { Case } from '../../src/data/case.js';
import { dataset } from '../../src/data/dataset.js';
import { boundedParts } from '../../src/replay/bounded.js';
import { run } from '../../src/trajectory/run.js';
import { builtHere } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { file } = scratch();

const data = dataset({
  x: [
    [1, 2],
    [2, 1],
    [-1, -1],
  ],
  y: [1, 1, -1],
});
const stepSize = standardParts.powerSchedule(0.75);

/** What parts that are watched tell. */
function watched(units: number) {
  const told: ['done' | 'found', number][] = [];
  const note = (what: 'done' | 'found') => (work: number) => void told.push([what, work]);
  return { told, parts: boundedParts(units, 1, { done: note('done'), found: note('found') }) };
}

describe('the parts of a replay', () => {
  it('tell of the steps of SGD, and do not refuse any', () => {
    const { told, parts } = watched(2 ** 18);
    const options = { data, model: parts.relu, start: [1, 1], stepSize, steps: 10 };
    const sgd = (optimizer: typeof parts.stochasticGradientDescent) =>
      run({ ...options, optimizer, sampler: standardParts.uniformSampler(1, data.n) });

    const { w } = sgd(parts.stochasticGradientDescent);

    expect(told).toEqual([
      ['done', 2 ** 20],
      ['done', 2 ** 20],
    ]);
    expect(w).toEqual(sgd(standardParts.stochasticGradientDescent).w);
  });

  it.each(['the own', 'a wrapped'])('tell of many runs of %s SGD one by one, and how many there are, to the same bits', (kind) => {
    const { told, parts } = watched(7);
    const sgd = parts.stochasticGradientDescent;
    const options = {
      ...{
        data,
        model: parts.relu,
        sampler: parts.uniformSampler,
        average: parts.iterateAverage,
        start: [1, 1],
        stepSize,
        weight: stepSize,
      },
      ...{ at: [10, 50], active: [0, 1], replicates: 3, seed: kind.length, drift: false },
    };

    const { values, columns } = parts.sgdReplicates({ ...options, optimizer: kind === 'the own' ? sgd : { ...sgd } });

    // 50 steps of 7 units each.
    const one = ['done', 350];
    expect(told).toEqual([['found', 700], one, one, one]);
    const plain = standardParts.sgdReplicates({ ...options, optimizer: standardParts.stochasticGradientDescent });
    expect(values(1, columns.lossSum)).toEqual(plain.values(1, columns.lossSum));
  });
});

describe('the progress of a replay', () => {
  const input = (count: number): Case => ({
    claim: 'leaky/sgd',
    data: { x: [[1], [-1]], y: [1, -1] },
    start: [0],
    steps: { kind: 'power', alpha: 0.75, count },
  });
  const display = () => {
    const shown: (readonly [number, string])[] = [];
    const stopped: true[] = [];
    const open = (): Progress => ({ update: (done, total, label) => shown.push([done / total, label]), stop: () => stopped.push(true) });
    return { shown, stopped, open };
  };

  it('has two halves, each as long as is found while it is made', () => {
    const { shown, stopped, open } = display();
    const progress = replayProgress(input(5e6), open);

    const judging = progress.phase('judging');
    judging.done(5e6);
    judging.found(3e7);
    judging.done(2e7);
    const explaining = progress.phase('explaining');
    explaining.done(5e6);
    explaining.done(1e9);
    progress.stop();

    expect(shown).toEqual([
      [0.25, 'judging'],
      [0.3125, 'judging'],
      [0.75, 'explaining'],
      [1, 'explaining'],
    ]);
    expect(stopped).toEqual([true]);
  });

  it('is not shown of short runs, unless many are found', () => {
    const { shown, open } = display();
    const judging = replayProgress(input(100), open).phase('judging');

    judging.done(200);
    expect(shown).toEqual([]);
    judging.found(1e9 - 200);
    judging.done(5e8 - 200);
    expect(shown).toEqual([[0.25, 'judging']]);
  });

  it('tells of a long run of SGD on stderr, a line for every tenth where there is no terminal', async () => {
    const stored = JSON.parse(readFileSync('fixtures/witnesses/leaky_sgd.json', 'utf8'));
    const long = { ...stored, outcome: undefined, steps: { ...stored.steps, count: 2_600_000 } };

    const { stderr } = await builtHere('replay', file('long-sgd.json', JSON.stringify(long)));

    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(8);
    expect(lines.filter((line) => /^\d+%(, .* left)?: judging the case$/.test(line)).length).toBeGreaterThanOrEqual(4);
    expect(lines.filter((line) => /^\d+%(, .* left)?: explaining its run$/.test(line)).length).toBeGreaterThanOrEqual(4);
  });
});
