/** Random runs of one ReLU neuron, many of which strike kinks. */

import seedrandom from 'seedrandom';
import { type Dataset, dataset } from '../../src/data/dataset.js';

/** A run of gradient descent on one ReLU neuron. */
export interface StrikingRun {
  readonly name: string;
  readonly data: Dataset;
  readonly start: readonly number[];
  readonly eta: number;
}

/** The run of that index, with one of some step sizes. */
export function randomRun(index: number, etas: readonly number[] = [0.25, 0.5, 1]): StrikingRun {
  const random = seedrandom(`events/${index}`);
  const below = (k: number): number => Math.floor(random() * k);
  const entry = (): number => (below(257) - 128) / 64;
  const d = 2 + below(3);
  const n = d + 1 + below(4);
  const x = Array.from({ length: n }, () => Array.from({ length: d }, entry));
  const y = x.map((_, i): 1 | -1 => (i === 0 || (i > 1 && below(2) === 1) ? 1 : -1));
  const start = Array.from({ length: d }, () => 2 * entry());
  return { name: `random ${index}`, data: dataset({ x, y }), start, eta: etas[below(etas.length)]! };
}
