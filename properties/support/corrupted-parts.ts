/** Parts of which one answers wrongly in a way that a claim about it can but notice, so that there is a violation to look at. */

import { type Parts, standardParts } from '../../src/claim/parts.js';
import type { Model } from '../../src/model/model.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import type { Sampler } from '../../src/optimizer/sampler.js';

/** One part that is wrong, by its name among the parts. */
export interface Corrupted {
  readonly name: string;
  readonly part: keyof Parts;
  readonly parts: Parts;
}

type Change = (x: number) => number;
type Named<T> = readonly (readonly [name: string, change: T])[];

/** What becomes of the numbers of an answer; whole ones count or name something, and stay. */
const CHANGES: Named<Change> = [
  ['negated', (x) => -x],
  ['doubled', (x) => 2 * x],
  ['halved', (x) => x / 2],
  ['raised', (x) => x + 1 / 4],
];

const MODELS = ['linear', 'relu', 'leakyRelu', 'network'] as const;
const OPTIMIZERS = ['gradientDescent', 'stochasticGradientDescent', 'normalizedGradientDescent'] as const;
const ANSWERS = [
  'powerSchedule',
  'iterateAverage',
  'separability',
  'maxMargin',
  'trajectory',
  'events',
  'sgdExpectations',
  'meanFlow',
  'sgdReplicates',
  'stayingRuns',
] as const;

/** Changes of numbers that are not whole, of vectors, and of lists of whole numbers, which name samples or neurons. */
interface AnswerChange {
  readonly number: Change;
  vector(entries: Float64Array): Float64Array;
  list(names: readonly unknown[]): readonly unknown[];
}

const same = <T>(value: T): T => value;

const ANSWER_CHANGES: Named<AnswerChange> = [
  ...CHANGES.map(([name, number]) => [name, { number, vector: (entries: Float64Array) => entries.map(number), list: same }] as const),
  ['turned', { number: same, vector: (entries) => entries.toReversed(), list: same }],
  ['without the last', { number: same, vector: same, list: (names) => names.slice(0, -1) }],
];

/** An answer with what is in it changed, and the answers of the functions in it. */
function changed(answer: unknown, change: AnswerChange): unknown {
  if (typeof answer === 'number') return Number.isInteger(answer) ? answer : change.number(answer);
  if (answer instanceof Float64Array) return change.vector(answer);
  if (Array.isArray(answer) && answer.every(Number.isInteger)) return change.list(answer);
  if (Array.isArray(answer)) return answer.map((entry) => changed(entry, change));
  if (typeof answer === 'function') return (...given: unknown[]) => changed(answer(...given), change);
  if (typeof answer !== 'object' || answer === null || Object.getPrototypeOf(answer) !== Object.prototype) return answer;
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, changed(value, change)]));
}

/** A model whose losses or gradients are wrong. */
function changedModel(model: Model, alter: (into: { loss: number; readonly gradient: Float64Array }) => void): Model {
  return {
    ...model,
    evaluate(data, w, into) {
      model.evaluate(data, w, into);
      alter(into);
    },
    evaluateSample(data, i, w, into) {
      model.evaluateSample(data, i, w, into);
      alter(into);
    },
  };
}

const MODEL_CHANGES: Named<(model: Model) => Model> = CHANGES.flatMap(([name, change]) => [
  [`losses ${name}`, (model: Model) => changedModel(model, (into) => (into.loss = Math.abs(change(into.loss))))] as const,
  [`gradients ${name}`, (model: Model) => changedModel(model, ({ gradient }) => gradient.set(gradient.map(change)))] as const,
]);

/** An optimizer that takes the step of the true one, and makes something else of it. */
function changedOptimizer(optimizer: OptimizerUnderTest, change: (from: number, to: number) => number): OptimizerUnderTest {
  return {
    ...optimizer,
    create(options) {
      const inner = optimizer.create(options);
      return {
        step(params, gradient, ...rest) {
          const before = params.slice();
          inner.step(params, gradient, ...rest);
          params.set(params.map((to, j) => change(before[j]!, to)));
        },
      };
    },
  };
}

const STEPS: Named<(from: number, to: number) => number> = [
  ['does not move', (from) => from],
  ['goes back', (from, to) => 2 * from - to],
  ['goes too far', (from, to) => from + 8 * (to - from)],
  ['goes half the way', (from, to) => (from + to) / 2],
  ['goes to 0', (_, to) => to / 2],
];

/** Points that an oracle answers for in place of the one that it is asked about. */
const POINTS: Named<(w: ArrayLike<number>) => Float64Array> = [
  ['of -w', (w) => Float64Array.from(w, (entry) => -entry)],
  ['of 0', (w) => new Float64Array(w.length)],
  ['of the largest entry alone', (w) => Float64Array.from(w, (entry, j) => (j === largestEntry(w) ? entry : 0))],
];

function largestEntry(w: ArrayLike<number>): number {
  return Array.from(w).reduce((found, entry, j) => (Math.abs(entry) > Math.abs(w[found]!) ? j : found), 0);
}

const oracles: readonly Corrupted[] = POINTS.flatMap(([name, other]) => {
  const { landscapeRegion, patternPartition } = standardParts;
  const region: Parts = { ...standardParts, landscapeRegion: (data, w) => landscapeRegion(data, other(w)) };
  const pattern: Parts = { ...standardParts, patternPartition: (data, w, neurons) => patternPartition(data, other(w), neurons) };
  return [
    { name: `landscapeRegion ${name}`, part: 'landscapeRegion', parts: region } as const,
    { name: `patternPartition ${name}`, part: 'patternPartition', parts: pattern } as const,
  ];
});

/** Every second draw is the first sample, and the others are drawn: code that draws again until a draw will do comes to an end. */
function halfOfThem(sampler: Sampler): Sampler {
  let draws = 0;
  return () => (draws++ % 2 === 0 ? 0 : sampler());
}

const samplers: readonly Corrupted[] = [
  {
    name: 'uniformSampler draws the first too often',
    part: 'uniformSampler',
    parts: { ...standardParts, uniformSampler: (seed, n) => halfOfThem(standardParts.uniformSampler(seed, n)) },
  },
  {
    name: 'cyclicSampler draws the first too often',
    part: 'cyclicSampler',
    parts: { ...standardParts, cyclicSampler: (n) => halfOfThem(standardParts.cyclicSampler(n)) },
  },
];

/** All of them. */
export const corruptedParts: readonly Corrupted[] = [
  ...oracles,
  ...samplers,
  ...ANSWERS.flatMap((part) =>
    ANSWER_CHANGES.map(([name, change]): Corrupted => {
      const corrupted = changed(standardParts[part], change);
      return { name: `${part} ${name}`, part, parts: { ...standardParts, [part]: corrupted } };
    }),
  ),
  ...MODELS.flatMap((part) =>
    MODEL_CHANGES.map(([name, change]): Corrupted => {
      const model = standardParts[part];
      const corrupted = typeof model === 'function' ? (given: never) => change(model(given)) : change(model);
      return { name: `${part}: ${name}`, part, parts: { ...standardParts, [part]: corrupted } };
    }),
  ),
  ...OPTIMIZERS.flatMap((part) =>
    STEPS.map(
      ([name, change]): Corrupted => ({
        name: `${part} ${name}`,
        part,
        parts: { ...standardParts, [part]: changedOptimizer(standardParts[part], change) },
      }),
    ),
  ),
];
