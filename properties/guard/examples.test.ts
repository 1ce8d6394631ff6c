/** The examples drive other libraries as those train their own nets. */

import { Matrix } from 'ml-matrix';
import { NeuralNetwork, Tensor, Trainers } from 'toygrad';
import { describe, expect, it } from 'vitest';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { gradientsOf, interleavedRuns } from '../support/subject-runs.js';

/** A package without declarations. */
const untyped = async (name: string) => (await import(name)).default;

const RATE = 0.03125;
const SAMPLES = gradientsOf('samples', 3, 25);

/** The optimizers of an example by name. */
async function example(file: string): Promise<Map<string, OptimizerUnderTest>> {
  const { default: exported } = await import(`../../examples/${file}.js`);
  return new Map([exported].flat().map((optimizer: OptimizerUnderTest) => [optimizer.name, optimizer]));
}

/** A layer of a net in training. */
interface Layer {
  readonly params: Float64Array | Float32Array;
  readonly grads: Float64Array | Float32Array;
}

/** A net as ConvNetJS and toygrad have it, with one pass over a sample. */
interface Net {
  readonly layers: readonly Layer[];
  /** Adds the gradients on the sample to those of the layers. */
  backward(x: Float64Array, y: number): void;
  /** One training step on the sample. */
  train(x: Float64Array, y: number): void;
}

/** Trains a net, and beside it one subject a layer with the gradients that the net sees: their parameters after each step. */
function besides(
  net: Net,
  subject: OptimizerUnderTest,
  options: Readonly<Record<string, number>>,
): { net: number[][]; subject: number[][] } {
  net.layers.forEach(({ params }, i) => {
    params.set(gradientsOf(`layer ${i}`, params.length, 1)[0]!);
  });
  const copies = net.layers.map(({ params }) => Float64Array.from(params));
  const states = copies.map(({ length }) => subject.create({ dimension: length, stepSize: RATE, ...options }));
  const seen: { net: number[][]; subject: number[][] } = { net: [], subject: [] };
  for (const x of SAMPLES) {
    const y = x[0]! > 0 ? 1 : -1;
    net.backward(x, y);
    net.layers.forEach(({ grads }, i) => {
      states[i]!.step(copies[i]!, Float64Array.from(grads));
      grads.fill(0);
    });
    net.train(x, y);
    seen.net.push(net.layers.flatMap(({ params }) => Array.from(params)));
    seen.subject.push(copies.flatMap((params) => Array.from(params)));
  }
  return seen;
}

describe('ConvNetJS', async () => {
  const convnetjs = await untyped('convnetjs');
  const subjects = await example('convnetjs');
  const methods = [
    { name: 'convnetjs sgd', method: 'sgd', options: { momentum: 0 } },
    { name: 'convnetjs sgd (momentum)', method: 'sgd', options: { momentum: 0.9 } },
    { name: 'convnetjs adagrad', method: 'adagrad', options: {} },
    { name: 'convnetjs windowgrad', method: 'windowgrad', options: {} },
    { name: 'convnetjs adadelta', method: 'adadelta', options: {} },
  ];

  it('all methods of its Trainer are subjects', () => {
    const branches = [...String(convnetjs.Trainer.prototype.train).matchAll(/this\.method === '(\w+)'/g)].map(([, method]) => method);

    expect([...subjects.keys()]).toEqual(methods.map(({ name }) => name));
    expect(new Set(methods.map(({ method }) => method))).toEqual(new Set(['sgd', ...branches]));
  });

  it.each(methods)('$name moves as a net in training does, to the bit', ({ name, method, options }) => {
    const net = new convnetjs.Net();
    net.makeLayers([
      { type: 'input', out_sx: 1, out_sy: 1, out_depth: 3 },
      { type: 'fc', num_neurons: 4, activation: 'relu' },
      { type: 'regression', num_neurons: 1 },
    ]);
    const trainer = new convnetjs.Trainer(net, { method, learning_rate: RATE, ...options });
    const volume = (x: Float64Array) => new convnetjs.Vol(Array.from(x));
    const backward = (x: Float64Array, y: number) => {
      net.forward(volume(x), true);
      net.backward([y]);
    };

    const seen = besides(
      { layers: net.getParamsAndGrads(), backward, train: (x, y) => trainer.train(volume(x), [y]) },
      subjects.get(name)!,
      options as Record<string, number>,
    );

    expect(seen.subject).toEqual(seen.net);
    expect(seen.net.at(-1)).not.toEqual(seen.net[0]);
  });
});

describe('toygrad', async () => {
  const subjects = await example('toygrad');
  const trainers = [
    { name: 'toygrad SGD', method: 'SGD', options: { momentum: 0 } },
    { name: 'toygrad SGD (momentum)', method: 'SGD', options: { momentum: 0.9 } },
    { name: 'toygrad Nesterov', method: 'Nesterov', options: {} },
    { name: 'toygrad Adagrad', method: 'Adagrad', options: {} },
    { name: 'toygrad Adadelta', method: 'Adadelta', options: {} },
    { name: 'toygrad Adam', method: 'Adam', options: {} },
  ] as const;

  it('all its trainers are subjects', () => {
    expect([...subjects.keys()]).toEqual(trainers.map(({ name }) => name));
    expect(new Set(trainers.map(({ method }) => method))).toEqual(new Set(Object.keys(Trainers)));
  });

  it.each(trainers)('$name moves as a net in training does, to the bit', ({ name, method, options }) => {
    const net = new NeuralNetwork({
      layers: [
        { type: 'input', sx: 1, sy: 1, sz: 3 },
        { type: 'dense', filters: 4 },
        { type: 'relu' },
        { type: 'dense', filters: 1 },
        { type: 'regression' },
      ],
    });
    const trainer = new Trainers[method](net, { learningRate: RATE, ...options });
    const tensor = (x: Float64Array) => new Tensor(1, 1, x.length, Float32Array.from(x));
    const backward = (x: Float64Array, y: number) => {
      net.forward(tensor(x), true);
      net.backward(Float32Array.of(y));
    };

    const seen = besides(
      { layers: net.getParamsAndGrads(), backward, train: (x, y) => void trainer.train(tensor(x), Float32Array.of(y)) },
      subjects.get(name)!,
      options,
    );

    expect(seen.subject).toEqual(seen.net);
    expect(seen.net.at(-1)).not.toEqual(seen.net[0]);
  });
});

describe('brain.js', async () => {
  const subjects = await example('brain');
  const brain = await untyped('brain.js');
  const praxes = [
    { name: 'momentum', options: { momentum: 0.1 } },
    { name: 'Adam', options: { praxis: 'adam' } },
  ];

  it('both ways of training are subjects, for weights and biases', () => {
    expect([...subjects.keys()]).toEqual(praxes.flatMap(({ name }) => [`brain.js ${name}, weights`, `brain.js ${name}, biases`]));
  });

  it.each(praxes)('$name moves as a linear net in training does, to the bit', ({ name, options }) => {
    const training = { ...options, iterations: 1, learningRate: RATE, errorThresh: Number.MIN_VALUE };
    const net = new brain.NeuralNetwork(training);
    net.fromJSON({
      sizes: [1, 1],
      layers: [{ 0: {} }, { 0: { bias: 0.5, weights: { 0: -0.25 } } }],
      activation: 'leaky-relu',
      leakyReluAlpha: 1,
    });
    const own = { weights: Float64Array.of(-0.25), biases: Float64Array.of(0.5) };
    const state = (part: string) => subjects.get(`brain.js ${name}, ${part}`)!.create({ dimension: 1, stepSize: RATE });
    const states = { weights: state('weights'), biases: state('biases') };
    const seen: { net: number[][]; subject: number[][] } = { net: [], subject: [] };

    for (const [x] of SAMPLES) {
      const target = x! > 0 ? 1 : -1;
      const delta = Math.fround(target - net.run([1])[0]);
      states.weights.step(own.weights, Float64Array.of(-delta));
      states.biases.step(own.biases, Float64Array.of(-delta));
      net.train([{ input: [1], output: [target] }], training);
      const { bias, weights } = net.toJSON().layers[1][0];
      seen.net.push([weights[0], bias]);
      seen.subject.push([own.weights[0]!, own.biases[0]!]);
    }

    expect(seen.subject).toEqual(seen.net);
    expect(seen.net.at(-1)).not.toEqual(seen.net[0]);
  });
});

describe('ml-logistic-regression', async () => {
  const subjects = await example('ml-logistic-regression');

  it('steps with the gradient of the summed logistic loss are those of its training', async () => {
    const LogisticRegression = await untyped('ml-logistic-regression');
    const labels = SAMPLES.map(([x]) => (x! > 0 ? 1 : 0));
    const regression = new LogisticRegression({ numSteps: 40, learningRate: RATE });
    regression.train(new Matrix(SAMPLES.map((x) => Array.from(x))), Matrix.columnVector(labels));
    const state = subjects.get('ml-logistic-regression')!.create({ dimension: 3, stepSize: RATE });
    const w = new Float64Array(3);

    for (let k = 0; k < 40; k++) {
      const gradient = new Float64Array(3);
      SAMPLES.forEach((x, i) => {
        const score = x.reduce((sum, value, j) => sum + value * w[j]!, 0);
        const residual = 1 / (1 + Math.exp(-score)) - labels[i]!;
        x.forEach((value, j) => {
          gradient[j]! += residual * value;
        });
      });
      state.step(w, gradient);
    }

    // The library's first classifier has the labels 0 and 1 of its two classes as they are.
    w.forEach((x, j) => {
      expect(x).toBeCloseTo(regression.classifiers[0].weights.get(0, j), 12);
    });
    expect(Math.hypot(...w)).toBeGreaterThan(1);
  });
});

describe('every example', async () => {
  const files = ['convnetjs', 'toygrad', 'brain', 'ml-logistic-regression'];
  const subjects = (await Promise.all(files.map((file) => example(file)))).flatMap((found) => [...found.values()]);

  it.each(subjects)('$name: interleaved instances give what each gives alone', (subject) => {
    const { together, apart } = interleavedRuns(subject, { stepSize: RATE }, [0.5, -1.25, 2], 20);

    expect(together).toEqual(apart);
  });

  it.each(subjects)('$name: a constant schedule does what the number does, and gradients are left alone', (subject) => {
    const gradient = Float64Array.of(1, -0.5, 0);
    const moved = (stepSize: number | ((k: number) => number)) => {
      const state = subject.create({ dimension: 3, stepSize });
      const params = Float64Array.of(0.5, -1.25, 2);
      for (let k = 0; k < 5; k++) state.step(params, gradient);
      return params;
    };

    expect(moved(() => RATE)).toEqual(moved(RATE));
    expect(gradient).toEqual(Float64Array.of(1, -0.5, 0));
  });
});
