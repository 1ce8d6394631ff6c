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

/** A run whose three or four first negatives are all at an acute angle with the first positive, so that many kinks are struck. */
export function edgeRun(index: number): StrikingRun {
  const random = seedrandom(`edge/${index}`);
  const below = (k: number): number => Math.floor(random() * k);
  const entry = (): number => (below(257) - 128) / 64;
  const negatives = 3 + below(2);
  const d = negatives + below(2);
  const positive = Array.from({ length: d }, () => (32 + below(65)) / 64);
  const x = [positive];
  while (x.length <= negatives) {
    const row = Array.from({ length: d }, entry);
    const along = row.reduce((sum, value, j) => sum + value * positive[j]!, 0);
    if (along > 0.2 && along < 2) x.push(row);
  }
  const others = Array.from({ length: below(3) }, () => ({ row: Array.from({ length: d }, entry), y: below(2) === 1 ? 1 : -1 }) as const);
  const y = [...x.map((_, i): 1 | -1 => (i === 0 ? 1 : -1)), ...others.map((one) => one.y)];
  const start = positive.map((value) => value * below(4) + entry());
  const eta = [1 / 32, 1 / 8, 1 / 4, 1 / 2, 1][below(5)]!;
  return { name: `edge ${index}`, data: dataset({ x: [...x, ...others.map(({ row }) => row)], y }), start, eta };
}
