import seedrandom from 'seedrandom';
import { type Dataset, dataset } from '../src/data/dataset.js';
import { dot } from '../src/numerics/vector.js';

/** A separable data set of n samples in R^d on the lattice k/64, the same on every machine, and a start. */
export function problem(n: number, d: number): { data: Dataset; start: number[] } {
  const random = seedrandom('claimcheck/bench');
  const vector = (): number[] => Array.from({ length: d }, () => Math.round((2 * random() - 1) * 64) / 64);
  const separator = vector();
  const x: number[][] = [];
  while (x.length < n) {
    const candidate = vector();
    if (Math.abs(dot(separator, candidate)) >= 0.1) x.push(candidate);
  }
  return { data: dataset({ x, y: x.map((row) => (dot(separator, row) > 0 ? 1 : -1)) }), start: vector() };
}
