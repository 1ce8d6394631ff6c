/** Which model `trace` follows, from its options and from the case. */

import { InvalidArgumentError } from 'commander';
import { InputError } from '../data/input-error.js';
import type { Model } from '../model/model.js';
import { leakyRelu, linear, relu } from '../model/neuron.js';
import { alternatingWeights } from '../trace/network-start.js';
import { numberList, wholeNumber } from './options.js';
import { UsageError } from './usage-error.js';

/** What --model says: a single neuron, or a network of K neurons where K is said. */
export type ModelFlag = { readonly kind: 'neuron'; readonly model: Model } | { readonly kind: 'network'; readonly neurons?: number };

/** A model to follow. `unsaid` is true of output weights that were chosen here. */
export type Followed =
  | { readonly kind: 'neuron'; readonly model: Model }
  | { readonly kind: 'network'; readonly outputWeights: readonly number[]; readonly unsaid: boolean };

/** The part of a case file that names a model, and the file. */
export interface StoredModel {
  readonly slope?: number;
  readonly outputWeights?: readonly number[];
  readonly place: string;
}

/** The largest K that --model network:K takes. */
const MOST_NEURONS = 256;

/** The value of --model. */
export function parseModel(text: string): ModelFlag {
  if (text === 'linear') return { kind: 'neuron', model: linear };
  if (text === 'relu') return { kind: 'neuron', model: relu };
  if (text === 'network') return { kind: 'network' };
  const [name, value = ''] = text.split(/:(.*)/s);
  if (name === 'network') return { kind: 'network', neurons: wholeNumber(1, MOST_NEURONS)(value) };
  if (name !== 'leaky' || !(Number(value) > 0 && Number(value) < 1))
    throw new InvalidArgumentError(
      `It must be linear, relu or leaky:A with 0 < A < 1, or network or network:K with K from 1 to ${MOST_NEURONS}.`,
    );
  return { kind: 'neuron', model: leakyRelu(Number(value)) };
}

/** The value of --output-weights. */
export function parseOutputWeights(text: string): readonly number[] {
  const weights = numberList(text);
  if (weights.includes(0)) throw new InvalidArgumentError('No output weight may be 0.');
  return weights;
}

/** The value of --start: the vectors of the neurons, between semicolons. */
export function parseStart(text: string): readonly (readonly number[])[] {
  return text.split(';').map(numberList);
}

/**
 * The model that options and case come to; a ReLU neuron where nothing is said.
 *
 * @throws UsageError where the options contradict each other, InputError naming the case's field.
 */
export function followedModel(flag: ModelFlag | undefined, given: readonly number[] | undefined, stored: StoredModel): Followed {
  if (flag?.kind === 'neuron') {
    if (given !== undefined) throw new UsageError('--output-weights goes with --model network');
    return flag;
  }
  const neurons = flag?.neurons;
  if (flag === undefined && given === undefined && stored.outputWeights === undefined) return { kind: 'neuron', model: neuronOf(stored) };
  const outputWeights = given ?? storedWeights(stored);
  if (outputWeights === undefined) {
    if (neurons === undefined) throw new UsageError('--model network needs --output-weights, or the number of neurons as in network:4');
    return { kind: 'network', outputWeights: alternatingWeights(neurons), unsaid: true };
  }
  if (neurons !== undefined && neurons !== outputWeights.length)
    throw new UsageError(`--model network:${neurons} has ${neurons} neurons, and there are ${outputWeights.length} output weights`);
  return { kind: 'network', outputWeights, unsaid: false };
}

function storedWeights({ outputWeights, slope, place }: StoredModel): readonly number[] | undefined {
  if (outputWeights === undefined) return undefined;
  if (slope !== undefined)
    throw new InputError('goes with single neurons, and the case has output weights', { file: place, field: 'slope' });
  if (outputWeights.length === 0 || !outputWeights.every((v) => Number.isFinite(v) && v !== 0))
    throw new InputError(`must be finite numbers other than 0 (got ${outputWeights.join(', ')})`, { file: place, field: 'outputWeights' });
  return outputWeights;
}

/** The neuron of a case with a slope; the ReLU without. */
function neuronOf({ slope, place }: StoredModel): Model {
  if (slope === undefined) return relu;
  if (!(slope >= 0 && slope <= 1)) throw new InputError(`must be between 0 and 1 (got ${slope})`, { file: place, field: 'slope' });
  return slope === 1 ? linear : leakyRelu(slope);
}
