/** What an evaluation meets, noted while it runs: activation patterns, the support of a max margin, the terminal region. */

import { type Parts, standardParts } from '../../claim/parts.js';
import type { Dataset } from '../../data/dataset.js';
import type { Model } from '../../model/model.js';
import type { Numbers } from '../../numerics/vector.js';
import type { FeasibleMargin, MaxMargin } from '../../oracle/max-margin.js';

/** Changes of the activation pattern that a key tells apart. */
const MOST_CHANGES = 6;

/** Samples that act at an end, and of a support, up to which keys count. */
const MOST_COUNTED = 4;

/** Parts that behave as the standard ones and note which activation patterns, supports and terminal region an evaluation meets. */
export interface Watch {
  readonly parts: Parts;
  /** What was noted since the last call. */
  trace(): string;
}

/** Creates the noting parts. */
export function watch(base: Parts = standardParts): Watch {
  const sightings = new Sightings();
  return { parts: watchedParts(base, sightings), trace: () => sightings.trace() };
}

function watchedParts(base: Parts, sightings: Sightings): Parts {
  const watched = (model: Model): Model => watchedModel(model, sightings);
  return {
    ...base,
    linear: watched(base.linear),
    relu: watched(base.relu),
    leakyRelu: (slope) => watched(base.leakyRelu(slope)),
    network: (weights) => watched(base.network(weights)),
    maxMargin(problem) {
      const answer = base.maxMargin(problem);
      sightings.seeMargin(answer);
      return answer;
    },
    landscapeRegion(data, w) {
      sightings.seeFirstWeights({ data, w });
      return base.landscapeRegion(data, w);
    },
    trajectory(options) {
      const told = base.trajectory(options);
      sightings.seeWeights({ data: options.data, w: told.checkpoints.at(-1)?.w ?? told.w });
      return told;
    },
  };
}

function watchedModel(model: Model, sightings: Sightings): Model {
  return {
    ...model,
    evaluate(data, w, into) {
      model.evaluate(data, w, into);
      sightings.seeWeights({ data, w });
      sightings.seePattern(data, model.neurons, into.preactivation);
    },
    evaluateSample(data, i, w, into) {
      model.evaluateSample(data, i, w, into);
      sightings.seeWeights({ data, w });
    },
  };
}

/** The weights that an evaluation came to last. */
interface End {
  readonly data: Dataset;
  readonly w: Numbers;
}

/** What was met since the last trace. */
class Sightings {
  private patterns: string[] = [];
  private last = '';
  private support = '';
  /** The buffer of a run holds its last iterate when the run is over. */
  private end: End | undefined;

  seeWeights(end: End): void {
    this.end = end;
  }

  /** Weights that count only where no run is met. */
  seeFirstWeights(end: End): void {
    this.end ??= end;
  }

  seeMargin(answer: MaxMargin): void {
    this.support = answer.feasible ? supportKey(answer) : 'none';
  }

  seePattern(data: Dataset, neurons: number, preactivation: Float64Array): void {
    if (this.patterns.length > MOST_CHANGES) return;
    const pattern = activeCounts(data, neurons, preactivation);
    if (pattern === this.last) return;
    this.last = pattern;
    this.patterns.push(pattern);
  }

  /** All of it as a key; forgotten afterwards. */
  trace(): string {
    const noted = `${this.patterns.join('>')}|${this.support}|${this.end === undefined ? '' : regionKey(this.end)}`;
    this.patterns = [];
    this.last = '';
    this.support = '';
    this.end = undefined;
    return noted;
  }
}

/**
 * Where the weights lie, for each neuron: `separable`, `J` with the number of active positives for a W_J that is not that,
 * `silent` where nothing is active, `mixed` where a negative is; by computed signs, which are good enough to tell apart.
 */
function regionKey({ data, w }: End): string {
  const regions: string[] = [];
  for (let k = 0; k * data.d < w.length; k++) {
    let positives = 0;
    let negatives = 0;
    let boundary = 0;
    for (let i = 0; i < data.n; i++) {
      let height = 0;
      for (let j = 0; j < data.d; j++) height += data.x[i * data.d + j]! * w[k * data.d + j]!;
      if (data.y[i] === -1 && height === 0) boundary++;
      if (height > 0) data.y[i] === 1 ? positives++ : negatives++;
    }
    const separable = positives === data.positives.length && boundary === 0;
    const own = separable ? 'separable' : positives > 0 ? `J${Math.min(positives, MOST_COUNTED)}` : 'silent';
    regions.push(negatives > 0 ? 'mixed' : own);
  }
  // Neurons have no order.
  return regions.sort().join('+');
}

/** A support set up to the order of the samples: how many, how many of them without weight, and how many constraints bind. */
function supportKey({ support, degenerate, constraintWeights }: FeasibleMargin): string {
  const binding = constraintWeights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  return [support.length, degenerate.length, binding].map((count) => Math.min(count, MOST_COUNTED)).join('/');
}

/** How many positives and negatives are active, on each neuron: the pattern up to the order of the samples. */
function activeCounts(data: Dataset, neurons: number, preactivation: Float64Array): string {
  const counts = new Array<number>(2 * neurons).fill(0);
  for (let i = 0; i < data.n; i++) {
    for (let k = 0; k < neurons; k++) {
      if (preactivation[i * neurons + k]! > 0) counts[2 * k + (data.y[i] === 1 ? 0 : 1)]!++;
    }
  }
  return counts.map((count) => Math.min(count, 3)).join('');
}
