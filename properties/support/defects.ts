import type { Parts } from '../../src/claim/parts.js';
import { standardParts } from '../../src/claim/parts.js';
import type { Dataset } from '../../src/data/dataset.js';
import type { Model, Workspace } from '../../src/model/model.js';
import { exp, power } from '../../src/numerics/elementary.js';
import { norm } from '../../src/numerics/vector.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';

/** One planted defect: the broken parts, the claim that ought to catch it and claims that it does not concern. */
export interface Defect {
  readonly name: string;
  readonly parts: Parts;
  readonly caughtBy: readonly string[];
  readonly innocent: readonly string[];
}

/** A model whose evaluations are altered after the fact. */
function altered(model: Model, alter: (data: Dataset, w: Float64Array, into: Workspace, samples: readonly number[]) => void): Model {
  return {
    ...model,
    evaluate(data, w, into) {
      model.evaluate(data, w, into);
      alter(
        data,
        w,
        into,
        Array.from({ length: data.n }, (_, i) => i),
      );
    },
    evaluateSample(data, i, w, into) {
      model.evaluateSample(data, i, w, into);
      alter(data, w, into, [i]);
    },
  };
}

/** Adds `share` of x_i, with the sign of a positive or negative sample, for every sample exactly on its kink. */
function kinkTerm(data: Dataset, into: Workspace, samples: readonly number[], share: number): void {
  for (const i of samples) {
    if (into.preactivation[i] !== 0) continue;
    const factor = (-data.y[i]! * share * exp(-into.shift)) / samples.length;
    for (let j = 0; j < data.d; j++) into.gradient[j]! += factor * data.x[i * data.d + j]!;
  }
}

function scaledGradient(factor: (data: Dataset, samples: readonly number[]) => number): (model: Model) => Model {
  return (model) =>
    altered(model, (data, _, into, samples) => {
      const scale = factor(data, samples);
      for (let j = 0; j < into.gradient.length; j++) into.gradient[j]! *= scale;
    });
}

function everyModel(change: (model: Model) => Model): Parts {
  const { linear, relu, leakyRelu, network } = standardParts;
  return {
    ...standardParts,
    linear: change(linear),
    relu: change(relu),
    leakyRelu: (slope) => change(leakyRelu(slope)),
    network: (v) => change(network(v)),
  };
}

const optimizer = (name: string, create: OptimizerUnderTest['create']): OptimizerUnderTest => ({
  name,
  algorithm: 'gradient-descent',
  create,
});

const rateOf = (stepSize: number | ((k: number) => number), k: number): number => (typeof stepSize === 'number' ? stepSize : stepSize(k));

const leakedMomentum = optimizer('leaked momentum', ({ dimension, stepSize }) => {
  const velocity = new Float64Array(dimension);
  let k = 0;
  return {
    step(params, gradient) {
      const eta = rateOf(stepSize, k++);
      for (let j = 0; j < dimension; j++) {
        velocity[j] = 0.5 * velocity[j]! + gradient[j]!;
        params[j]! -= eta * velocity[j]!;
      }
    },
  };
});

const staleGradient = optimizer('stale gradient', ({ dimension, stepSize }) => {
  let previous: Float64Array | undefined;
  let k = 0;
  return {
    step(params, gradient) {
      const eta = rateOf(stepSize, k++);
      const used = previous ?? gradient.slice();
      for (let j = 0; j < dimension; j++) params[j]! -= eta * used[j]!;
      previous = gradient.slice();
    },
  };
});

const singlePrecision = optimizer('float32 state', ({ dimension, stepSize }) => {
  let k = 0;
  return {
    step(params, gradient) {
      const eta = rateOf(stepSize, k++);
      for (let j = 0; j < dimension; j++) params[j] = Math.fround(params[j]! - eta * gradient[j]!);
    },
  };
});

const weightDecay = optimizer('weight decay', ({ dimension, stepSize }) => {
  let k = 0;
  return {
    step(params, gradient) {
      const eta = rateOf(stepSize, k++);
      for (let j = 0; j < dimension; j++) params[j]! -= eta * (gradient[j]! + 1e-3 * params[j]!);
    },
  };
});

/** Starts over from the first parameters it saw, every 1000 steps. */
const startsOver = optimizer('starts over', ({ dimension, stepSize }) => {
  const first = new Float64Array(dimension);
  let k = 0;
  return {
    step(params, gradient) {
      if (k === 0) first.set(params);
      const eta = rateOf(stepSize, k++);
      for (let j = 0; j < dimension; j++) params[j] = k % 1000 === 0 ? first[j]! : params[j]! - eta * gradient[j]!;
    },
  };
});

/** Fisher-Yates passes: every index once in each n draws. */
function withoutReplacement(seed: number, n: number): () => number {
  const draw = standardParts.uniformSampler(seed, 1 << 20);
  const order = Array.from({ length: n }, (_, i) => i);
  let next = n;
  return () => {
    if (next >= n) {
      for (let i = n - 1; i > 0; i--) {
        const j = draw() % (i + 1);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      next = 0;
    }
    return order[next++]!;
  };
}

/** The zoo: broken models, optimizers, samplers, averages and oracles. */
export const defects: readonly Defect[] = [
  {
    name: 'strict activation made non-strict: samples on the kink act',
    parts: everyModel((model) =>
      model.neurons === 1 ? altered(model, (data, _, into, samples) => kinkTerm(data, into, samples, 1)) : model,
    ),
    caughtBy: ['def/gradient', 'thm-3.2/4'],
    innocent: ['def/sampling', 'lem-f2', 'thm-4.1/eq-29'],
  },
  {
    name: 'half a subgradient at the kink',
    parts: { ...standardParts, relu: altered(standardParts.relu, (data, _, into, samples) => kinkTerm(data, into, samples, 0.5)) },
    caughtBy: ['def/gradient', 'thm-3.2/4'],
    innocent: ['linear/descent', 'lem-f2', 'thm-4.1/reduction@intended'],
  },
  {
    name: 'label missing from the gradient',
    parts: everyModel((model) =>
      altered(model, (data, _, into, samples) => {
        if (model.neurons > 1) return;
        into.gradient.fill(0);
        for (const i of samples) {
          if (!(into.preactivation[i]! > 0) && model.name === 'relu') continue;
          for (let j = 0; j < data.d; j++) into.gradient[j]! -= (into.weight[i]! * data.x[i * data.d + j]!) / samples.length;
        }
      }),
    ),
    caughtBy: ['def/gradient', 'linear/descent', 'sec-3.1/linear-landscape', 'app-b/smooth@repaired'],
    innocent: ['lem-f2', 'def/sampling', 'thm-4.1/eq-29'],
  },
  {
    name: 'active negatives that do not act',
    parts: {
      ...standardParts,
      relu: altered(standardParts.relu, (data, _, into, samples) => {
        for (const i of samples) {
          if (data.y[i] === 1 || !(into.preactivation[i]! > 0)) continue;
          for (let j = 0; j < data.d; j++) into.gradient[j]! -= (into.weight[i]! * data.x[i * data.d + j]!) / samples.length;
        }
      }),
    },
    caughtBy: ['def/gradient', 'thm-3.2/2-visits@repaired', 'ex-2/leaves'],
    innocent: ['linear/descent', 'lem-f2', 'ex-1', 'ex-2/between@intended'],
  },
  {
    name: 'factor 1/n lost from the gradient',
    parts: everyModel(scaledGradient((_, samples) => samples.length)),
    caughtBy: ['thm-3.2/gradient-sum@repaired', 'def/gradient', 'thm-4.1/reduction@intended', 'ex-1/eq-5@intended'],
    innocent: ['lem-f2', 'ex-1', 'prop-2/stays'],
  },
  {
    name: 'gradient of the wrong sign',
    parts: everyModel(scaledGradient(() => -1)),
    caughtBy: ['def/gradient', 'linear/descent', 'thm-3.2/descent@repaired', 'ex-2/between@intended'],
    innocent: ['lem-f2', 'landscape/infimum', 'def/average'],
  },
  {
    name: 'loss without 1/n',
    parts: everyModel((model) =>
      altered(model, (_, __, into, samples) => {
        into.loss *= samples.length;
      }),
    ),
    caughtBy: [
      'thm-3.2/chatter-loss@repaired',
      'def/gradient',
      'thm-3.1/3@repaired',
      'thm-3.1/spurious@repaired',
      'sec-2/nonconvex@repaired',
      'thm-3.2/1-loss',
    ],
    innocent: ['lem-f2', 'ex-1', 'prop-2/stays', 'linear/descent'],
  },
  {
    name: 'output weights missing from the network gradient',
    parts: {
      ...standardParts,
      network: (v) =>
        altered(standardParts.network(v), (data, _, into) => {
          v.forEach((weight, k) => {
            for (let j = 0; j < data.d; j++) into.gradient[k * data.d + j]! /= weight;
          });
        }),
    },
    caughtBy: ['def/gradient', 'thm-4.1/eq-29', 'thm-4.1/reduction@intended'],
    innocent: ['thm-3.2/descent@repaired', 'lem-f2', 'prop-2/stays'],
  },
  {
    name: 'leaky slope applied to the active side',
    parts: { ...standardParts, leakyRelu: (slope) => standardParts.leakyRelu(1 - slope) },
    caughtBy: ['leaky/special-cases@intended', 'def/gradient'],
    innocent: ['thm-3.1/3@repaired', 'lem-f2', 'thm-4.1/eq-29'],
  },
  {
    name: 'step sizes off by one: (k+2)^(-alpha)',
    parts: { ...standardParts, powerSchedule: (alpha) => (k) => power(k + 2, -alpha) },
    caughtBy: ['def/sgd'],
    innocent: ['prop-2/stays', 'linear/descent', 'def/gd'],
  },
  {
    name: 'average that includes w_t',
    parts: {
      ...standardParts,
      iterateAverage(dimension) {
        const inner = standardParts.iterateAverage(dimension);
        let latest = new Float64Array(dimension);
        let count = 0;
        return {
          add(w) {
            inner.add(w);
            latest = w.slice();
            count++;
          },
          mean: () => inner.mean().map((entry, j) => (entry * count + latest[j]!) / (count + 1)),
        };
      },
    },
    caughtBy: ['def/average'],
    innocent: ['def/sgd', 'prop-2/stays', 'lem-f2'],
  },
  {
    name: 'sampling without replacement',
    parts: { ...standardParts, uniformSampler: withoutReplacement },
    caughtBy: ['def/sampling'],
    innocent: ['def/sgd', 'prop-2/stays', 'prop-2@repaired'],
  },
  {
    name: 'sampler that seldom draws the last sample',
    parts: {
      ...standardParts,
      uniformSampler(seed, n) {
        const draw = standardParts.uniformSampler(seed, n);
        return () => {
          const index = draw();
          return index === n - 1 ? draw() : index;
        };
      },
    },
    caughtBy: ['def/sampling'],
    innocent: ['def/sgd', 'prop-2/stays'],
  },
  {
    name: 'momentum that leaks into gradient descent',
    parts: { ...standardParts, gradientDescent: leakedMomentum },
    caughtBy: ['def/gd', 'thm-3.2/4'],
    innocent: ['def/sgd', 'lem-f2', 'thm-3.1/2@repaired'],
  },
  {
    name: 'stale gradient',
    parts: { ...standardParts, gradientDescent: staleGradient },
    caughtBy: ['def/gd', 'thm-3.2/descent@repaired'],
    innocent: ['def/sgd', 'prop-2/stays', 'lem-f2'],
  },
  {
    name: 'float32 state',
    parts: { ...standardParts, gradientDescent: singlePrecision },
    caughtBy: ['def/gd', 'ex-1'],
    innocent: ['def/sgd', 'lem-f2', 'landscape/infimum'],
  },
  {
    name: 'weight decay that nobody asked for',
    parts: { ...standardParts, gradientDescent: weightDecay },
    caughtBy: ['def/gd', 'thm-3.2/4'],
    innocent: ['def/sgd', 'prop-2/stays'],
  },
  {
    name: 'max-margin direction off by 1e-6',
    parts: {
      ...standardParts,
      maxMargin(problem) {
        const answer = standardParts.maxMargin(problem);
        if (!answer.feasible) return answer;
        return { ...answer, direction: answer.direction.map((entry, j) => entry + (j === 0 ? 1e-6 : 0)) };
      },
    },
    caughtBy: ['lem-f2'],
    innocent: ['def/gradient', 'prop-2/stays', 'thm-3.2/4'],
  },
  {
    name: 'margin too large by 1e-6',
    parts: {
      ...standardParts,
      maxMargin(problem) {
        const answer = standardParts.maxMargin(problem);
        return answer.feasible ? { ...answer, margin: answer.margin * (1 + 1e-6) } : answer;
      },
    },
    caughtBy: ['lem-f2'],
    innocent: ['def/gradient', 'prop-2/stays', 'thm-3.2/4'],
  },
  {
    name: 'separability decided by the mean of the y_i x_i alone',
    parts: {
      ...standardParts,
      separability(data) {
        const mean = new Float64Array(data.d);
        for (let i = 0; i < data.n; i++) for (let j = 0; j < data.d; j++) mean[j]! += data.y[i]! * data.x[i * data.d + j]!;
        return { separable: true, separator: mean };
      },
    },
    caughtBy: ['def/separable'],
    innocent: ['def/gradient', 'thm-4.1/eq-29'],
  },
  {
    name: 'region oracle that counts boundary samples as active',
    parts: {
      ...standardParts,
      landscapeRegion(data, w) {
        const region = standardParts.landscapeRegion(data, w);
        const activePositives = [...region.activePositives, ...region.boundaryPositives].sort((a, b) => a - b);
        return { ...region, activePositives, boundaryPositives: [] };
      },
    },
    caughtBy: ['thm-3.1/2@repaired'],
    innocent: ['def/gradient', 'lem-f2', 'linear/descent'],
  },
  {
    name: 'pattern partition that ignores the last neuron',
    parts: {
      ...standardParts,
      patternPartition(data, w, neurons) {
        return standardParts.patternPartition(data, w.length > 0 ? Array.from(w).fill(0, (neurons - 1) * data.d) : w, neurons);
      },
    },
    caughtBy: ['thm-4.1/reduction@intended'],
    innocent: ['def/gradient', 'lem-f2', 'linear/descent'],
  },
  {
    name: 'gradient descent that starts over every 1000 steps',
    parts: { ...standardParts, gradientDescent: startsOver },
    caughtBy: ['leaky/last-kink@repaired'],
    innocent: ['lem-f2', 'thm-3.1/2@repaired'],
  },
  {
    name: 'inactive samples missing from the loss',
    parts: {
      ...standardParts,
      relu: altered(standardParts.relu, (_, __, into, samples) => {
        const inactive = samples.filter((i) => !(into.preactivation[i]! > 0)).length;
        into.loss -= (inactive * exp(-into.shift)) / samples.length;
      }),
    },
    caughtBy: ['sec-1.1/stops@repaired', 'thm-3.1/spurious@repaired', 'thm-3.1/3@repaired'],
    innocent: ['linear/descent', 'lem-f2', 'ex-1'],
  },
  {
    name: 'gradients below 1/8 count as zero',
    parts: everyModel((model) =>
      altered(model, (_, __, into) => {
        if (norm(into.gradient) < 1 / 8) into.gradient.fill(0);
      }),
    ),
    caughtBy: ['thm-3.2/4-limit@intended', 'def/gradient'],
    innocent: ['lem-f2', 'landscape/infimum'],
  },
  {
    name: 'max-margin oracle that leaves out the last of its rows',
    parts: {
      ...standardParts,
      maxMargin: ({ atLeastOne, ...rest }) =>
        standardParts.maxMargin({ ...rest, atLeastOne: atLeastOne.length > 1 ? atLeastOne.slice(0, -1) : atLeastOne }),
    },
    caughtBy: ['sec-4.1/origin@repaired'],
    innocent: ['def/gradient', 'prop-2/stays', 'thm-3.2/4'],
  },
  {
    name: 'multipliers of the constraints too large by a quarter',
    parts: {
      ...standardParts,
      maxMargin(problem) {
        const answer = standardParts.maxMargin(problem);
        return answer.feasible ? { ...answer, constraintWeights: answer.constraintWeights.map((weight) => 1.25 * weight) } : answer;
      },
    },
    caughtBy: ['thm-3.2/strikes@repaired', 'thm-3.2/gradient-sum@repaired'],
    innocent: ['lem-f2', 'thm-3.2/4', 'thm-3.2/2@repaired'],
  },
  {
    name: 'every second strike left out by the engine that follows strikes',
    parts: {
      ...standardParts,
      events(options) {
        const result = standardParts.events(options);
        const checkpoints = result.checkpoints.map((at) => ({ ...at, activated: at.activated.map((count) => Math.floor(count / 2)) }));
        return { ...result, checkpoints };
      },
    },
    caughtBy: ['thm-3.2/strikes@repaired', 'thm-3.2/gradient-sum@repaired'],
    innocent: ['thm-3.2/chatter-loss@repaired', 'lem-f2'],
  },
];
