/** The steps of a network's run with what is known of all samples at each, taken once for all claims about them. */

import { areStandard, type Parts } from '../../claim/parts.js';
import { alphaOf, eta, stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, sample } from '../../data/dataset.js';
import { numbersOfRun } from '../../model/known-model.js';
import { type Model, type Workspace, workspace } from '../../model/model.js';
import { remembering, TWO_DOZEN } from '../../numerics/remember.js';
import { dot, norm } from '../../numerics/vector.js';
import { type RunOptions, run, type StepView } from '../../trajectory/run.js';

/** How a run moves: gradient descent with a constant step (theorem 4.1), or SGD with steps (k+1)^(-alpha) (theorem 4.2). */
export type Descent = 'gradient' | 'stochastic';

/** Runs of more numbers than these are not kept: four megabytes. */
const MOST_NUMBERS = 2 ** 19;
/** Iterates whose numbers lie in one buffer: a buffer for each vector would cost more than the run. */
const TOGETHER = 128;

/** The run that a case of a network describes: eta_k, and every iterate with its evaluation on all samples. */
export interface NetworkRun {
  readonly stepSize: (k: number) => number;
  readonly iterates: readonly Iterate[];
}

/** An iterate with what several claims ask of it. */
export interface Iterate {
  readonly k: number;
  readonly w: Float64Array;
  /** w_k.x_i at index i*K + k. */
  readonly preactivation: Float64Array;
  /** L(W) is loss * e^shift. */
  readonly loss: number;
  readonly shift: number;
  /** Index drawn for the step from here; -1 under gradient descent and at the last iterate. */
  readonly sample: number;
  /** How often patterns have changed up to here. */
  readonly changes: number;
  /** |W|. */
  readonly length: number;
  /** sum_i exp(-y_i f(x_i)) |x_i|. */
  readonly pull: number;
}

/** Follows a case's network; SGD needs a seed. */
export function networkRun(data: Dataset, input: Case, model: Model, descent: Descent, parts: Parts): NetworkRun {
  const stepSize = descent === 'gradient' ? () => eta(input) : parts.powerSchedule(alphaOf(input));
  return { stepSize, iterates: iterates({ data, input, model, descent, parts, stepSize }) };
}

interface Asked extends Pick<RunOptions, 'data' | 'model'> {
  readonly input: Case;
  readonly descent: Descent;
  readonly parts: Parts;
  readonly stepSize: (k: number) => number;
}

const iterates = remembering(numbersOf, follow, TWO_DOZEN);

/** Undefined where there is too much to keep, or where the run is made of parts that numbers do not tell. */
function numbersOf({ data, input, model, descent, parts, stepSize }: Asked): Float64Array | undefined {
  const steps = stepCount(input);
  const standard = areStandard(parts, 'gradientDescent', 'stochasticGradientDescent', 'uniformSampler');
  if (!standard || (data.n + data.d) * model.neurons * steps > MOST_NUMBERS) return undefined;
  const rates = Float64Array.from({ length: steps }, (_, k) => stepSize(k));
  const drawn = descent === 'gradient' ? [] : [input.seed ?? Number.NaN];
  return numbersOfRun({ data, model, start: input.start }, rates, drawn);
}

function follow({ data, input, model, descent, parts, stepSize }: Asked): readonly Iterate[] {
  const seen: Iterate[] = [];
  const lengths = Float64Array.from({ length: data.n }, (_, i) => norm(sample(data, i)));
  const copyOf = copier(TOGETHER * (data.n + data.d) * model.neurons);
  const see = ({ k, w: now, sample: drawn }: StepView, { preactivation: products, weight, loss, shift }: Workspace): void => {
    const last = seen.at(-1);
    const changes = last === undefined ? 0 : last.changes + (samePatterns(last.preactivation, products) ? 0 : 1);
    const [w, preactivation] = [copyOf(now), copyOf(products)];
    seen.push({ k, w, preactivation, loss, shift, sample: drawn, changes, length: norm(now), pull: dot(weight, lengths) });
  };
  const options = { data, model, start: input.start, stepSize, steps: stepCount(input) };
  if (descent === 'gradient') {
    run({ ...options, optimizer: parts.gradientDescent, observe: (view) => see(view, view.evaluation) });
    return seen;
  }
  // SGD evaluates the drawn sample alone; patterns are of all samples.
  const full = workspace(model, data);
  run({
    ...options,
    optimizer: parts.stochasticGradientDescent,
    sampler: parts.uniformSampler(input.seed ?? 0, data.n),
    observe: (view) => {
      model.evaluate(data, view.w, full);
      see(view, full);
    },
  });
  return seen;
}

/** Copies of vectors, so many numbers in a buffer. */
function copier(numbers: number): (vector: Float64Array) => Float64Array {
  let free = new Float64Array(0);
  return (vector) => {
    if (vector.length > free.length) free = new Float64Array(numbers);
    const copy = free.subarray(0, vector.length);
    copy.set(vector);
    free = free.subarray(vector.length);
    return copy;
  };
}

/** Whether the same preactivations are positive at both iterates. */
function samePatterns(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, u) => value > 0 === b[u]! > 0);
}
