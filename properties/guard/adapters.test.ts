/** The adapter for tfjs gives what the library alone gives, and keeps no tensors. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TfjsOptimizer, tfjsOptimizer, tfjsOptimizers } from '../../src/adapters/tfjs.js';
import { gradientsOf, interleavedRuns, stepsOf } from '../support/subject-runs.js';

const RATE = 0.125;
const alone: Readonly<Record<string, () => tf.Optimizer>> = {
  'tf.train.sgd': () => tf.train.sgd(RATE),
  'tf.train.momentum': () => tf.train.momentum(RATE, 0.9),
  'tf.train.momentum (Nesterov)': () => tf.train.momentum(RATE, 0.9, true),
  'tf.train.adagrad': () => tf.train.adagrad(RATE),
  'tf.train.adadelta': () => tf.train.adadelta(RATE),
  'tf.train.rmsprop': () => tf.train.rmsprop(RATE),
  'tf.train.rmsprop (centered)': () => tf.train.rmsprop(RATE, undefined, undefined, undefined, true),
  'tf.train.adam': () => tf.train.adam(RATE),
  'tf.train.adamax': () => tf.train.adamax(RATE),
};

/** The parameters after each step of a tfjs optimizer used as tfjs's own documentation does: `minimize` of a linear loss. */
function minimized(optimizer: tf.Optimizer, start: readonly number[], gradients: readonly Float64Array[]): number[][] {
  const w = tf.variable(tf.tensor1d([...start]));
  return gradients.map((gradient) => {
    optimizer.minimize(() => tf.dot(w, tf.tensor1d(Array.from(gradient))).asScalar(), false, [w]);
    return Array.from(w.dataSync());
  });
}

describe('tfjs optimizers as subjects', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
    tf.enableProdMode(); // no banner
  });

  const subjects = tfjsOptimizers(tf);
  const start = [0.5, -1.25, 2];

  it('are all of tf.train', () => {
    const offered = Object.getOwnPropertyNames(tf.train).filter((name) => typeof Reflect.get(tf.train, name) === 'function');

    const wrapped = new Set(subjects.map(({ name }) => name.replace(/^tf\.train\.| \(.*/g, '')));

    expect([...wrapped].sort()).toEqual(offered.sort());
    expect(subjects.map(({ name }) => name)).toEqual(Object.keys(alone));
  });

  it.each(subjects)('$name: the parameters are those of the library alone, to the bit', (subject) => {
    const gradients = gradientsOf(subject.name, 3, 30);

    const wrapped = stepsOf(subject, { stepSize: RATE }, start, gradients);

    expect(wrapped).toEqual(minimized(alone[subject.name]!(), start, gradients));
  });

  it.each(subjects)('$name: interleaved instances give what each gives alone', (subject) => {
    const { together, apart } = interleavedRuns(subject, { stepSize: RATE }, start, 20);

    expect(together).toEqual(apart);
  });

  it.each(subjects)('$name: a schedule sets the step size of each step', (subject) => {
    const gradients = gradientsOf(subject.name, 3, 6);
    const moves = (stepSize: (k: number) => number) => {
      const state = subject.create({ dimension: 3, stepSize });
      return gradients.map((gradient) => {
        const params = new Float64Array(3);
        state.step(params, gradient);
        return Array.from(params);
      });
    };

    const scheduled = moves((k) => RATE * 2 ** k);

    expect(scheduled).toEqual(moves(() => RATE).map((move, k) => move.map((x) => x * 2 ** k)));
  });

  it('rmsprop with momentum: the parameters are those of the library alone, to the bit', () => {
    const rmsprop = subjects.find(({ name }) => name === 'tf.train.rmsprop')!;
    const gradients = gradientsOf('momentum', 3, 30);

    const wrapped = stepsOf(rmsprop, { stepSize: RATE, momentum: 0.5 }, start, gradients);

    expect(wrapped).toEqual(minimized(tf.train.rmsprop(RATE, undefined, 0.5), start, gradients));
  });

  it('all have a rule that is judged', () => {
    expect(subjects.filter(({ algorithm }) => algorithm === 'other')).toEqual([]);
  });

  it('hyperparameters given to create reach the optimizer', () => {
    const configurations: Record<string, unknown>[] = [];
    const seen = tfjsOptimizer(tf, 'seen', 'momentum', (rate, options) => {
      const optimizer = tf.train.momentum(rate, options.momentum as number);
      configurations.push(optimizer.getConfig());
      return optimizer;
    });

    seen.create({ dimension: 1, stepSize: RATE, momentum: 0.5 });

    expect(configurations).toEqual([{ learningRate: RATE, momentum: 0.5, useNesterov: false }]);
  });

  it('an optimizer that cannot take a schedule is refused', () => {
    const stubborn = (): TfjsOptimizer => ({ applyGradients() {}, dispose() {}, getConfig: () => ({ learningRate: RATE }) });
    const state = tfjsOptimizer(tf, 'stubborn', 'other', stubborn).create({ dimension: 1, stepSize: (k) => RATE + k });
    const step = () => state.step(new Float64Array(1), new Float64Array(1));

    step();

    expect(step).toThrow('did not take the learning rate 1.125');
  });

  /** MomentumOptimizer.dispose of tfjs 4.22 forgets its scalar -learningRate. */
  const kept = (name: string): number => (name.startsWith('tf.train.momentum') ? 1 : 0);

  it.each(subjects)('$name: steps keep no tensor, and dispose frees all that the library lets go', (subject) => {
    const before = tf.memory().numTensors;
    const state = subject.create({ dimension: 3, stepSize: (k) => RATE / (k + 1) });
    const step = () => state.step(new Float64Array(3), Float64Array.of(1, -2, 3));
    step();
    const afterOne = tf.memory().numTensors;

    for (let k = 0; k < 20; k++) step();
    const afterMore = tf.memory().numTensors;
    state.dispose();

    expect(afterMore).toBe(afterOne);
    expect(tf.memory().numTensors).toBe(before + kept(subject.name));
  });

  it('states that nobody holds are freed with their tensors', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const subject = subjects.find(({ name }) => name === 'tf.train.adam')!;
    const before = tf.memory().numTensors;
    const abandon = () => {
      for (let i = 0; i < 40; i++) subject.create({ dimension: 3, stepSize: RATE }).step(new Float64Array(3), new Float64Array(3));
    };

    abandon();
    const abandoned = tf.memory().numTensors;
    for (let tries = 0; tries < 100 && tf.memory().numTensors > before + 10; tries++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }

    expect(abandoned).toBeGreaterThan(before + 40);
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 10);
  });
});
