/**
 * Steps of SGD on one neuron, for speed. The arithmetic stands in sgd-kernel.wat, in WebAssembly, to the bit that of the parts called one by
 * one; this file lays a run out in its memory.
 */

import { type Dataset, sample } from '../data/dataset.js';
import { BYTES, KernelMemory, kernelOf } from '../numerics/kernel-memory.js';
import { dot } from '../numerics/vector.js';
import { SGD_KERNEL } from './sgd-kernel-code.js';

/** What the kernel exports; see sgd-kernel.wat. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  bind(...addresses: number[]): void;
  begin(): void;
  take(from: number, to: number, slope: number, perSample: number, driftOver: number, mostIdle: number): number;
}

/** What runs. */
export interface SgdOptions {
  readonly data: Dataset;
  /** Slope of the neuron below 0. */
  readonly slope: number;
  /** By step: eta_k that steps are taken with, and that sums are taken with; the run is as long as these lists. */
  readonly rates: Float64Array;
  readonly weights: Float64Array;
  /** The samples that are to act. */
  readonly active: readonly number[];
  /** Whether the full gradients are summed. */
  readonly drift: boolean;
}

const WORD = Int32Array.BYTES_PER_ELEMENT;
/** More steps than any run has. */
const ANY = 2 ** 31 - 1;

const kernel = kernelOf<Kernel>(SGD_KERNEL);

/** Whose run lies in the kernel's memory. */
let bound: SgdSteps | undefined;

/** Runs on one data set, one after another; it has the kernel until the next one is made. All arrays are views of the kernel's memory. */
export class SgdSteps {
  /** The sample drawn in each step; to be filled in before the steps are taken. */
  readonly draws: Int32Array;
  /** The iterate. */
  readonly w: Float64Array;
  /** sum eta_k l(w_k, z), sum eta_k |grad l(w_k, z)| and sum eta_k^2 |grad l(w_k, z)|^2 over the draws so far. */
  readonly sums: Float64Array;
  /** The least w.x_i drawn of samples that are to act, and the largest of the others; kept from run to run. */
  readonly extreme: Float64Array;
  /** As `Drift` has them. */
  readonly moved: Float64Array;
  readonly summed: Float64Array;
  readonly scalars: Float64Array;
  private readonly sum: Float64Array;
  private readonly lost: Float64Array;

  constructor(private readonly options: SgdOptions) {
    const { data, rates, weights, active } = options;
    const { n, d, x, y } = data;
    const areas = new KernelMemory(kernel.memory);
    const integers = (count: number): number => areas.area(Math.ceil(count / 2));
    const features = areas.area(n * d);
    const [negated, squares, weight] = [areas.area(n), areas.area(n), areas.area(n)];
    const [side, acting] = [integers(n), integers(active.length)];
    const [eta, weightOfStep, draws] = [areas.area(rates.length), areas.area(weights.length), integers(rates.length)];
    const [w, sum, lost] = [areas.area(d), areas.area(d), areas.area(d)];
    const [moved, summed, gradient] = [areas.area(d), areas.area(d), areas.area(d)];
    const [sums, extreme, scalars] = [areas.area(3), areas.area(2), areas.area(4)];
    areas.claim();

    areas.view(features, n * d).set(x);
    areas.view(negated, n).set(y.map((label) => -label));
    areas.view(squares, n).set(Array.from({ length: n }, (_, i) => dot(sample(data, i), sample(data, i))));
    areas.integers(side, n).set(Array.from({ length: n }, (_, i) => (active.includes(i) ? 0 : BYTES)));
    areas.integers(acting, active.length).set(active.map((i) => i * BYTES));
    areas.view(eta, rates.length).set(rates);
    areas.view(weightOfStep, weights.length).set(weights);
    this.draws = areas.integers(draws, rates.length);
    [this.w, this.sum, this.lost] = [areas.view(w, d), areas.view(sum, d), areas.view(lost, d)];
    [this.moved, this.summed] = [areas.view(moved, d), areas.view(summed, d)];
    [this.sums, this.extreme, this.scalars] = [areas.view(sums, 3), areas.view(extreme, 2), areas.view(scalars, 4)];
    this.extreme.set([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    const ends = [features, d * BYTES, n * BYTES, negated, side, acting, acting + active.length * WORD] as const;
    const { table } = areas;
    kernel.bind(table, ...ends, squares, eta, weightOfStep, draws, w, sum, lost, sums, extreme, moved, summed, scalars, weight, gradient);
    bound = this;
  }

  /** Puts a run at its start. */
  begin(start: ArrayLike<number>): void {
    this.requireBound();
    this.w.set(start);
    for (const total of [this.sum, this.lost, this.moved, this.summed, this.sums, this.scalars]) total.fill(0);
    kernel.begin();
  }

  /**
   * Takes the steps from one number to another, fewer where so many in a row have moved nothing.
   *
   * @returns how far it has come; undefined where some |w.x_i| exceeds UNSHIFTED or is NaN: the run is then of no use.
   */
  take(from: number, to: number, mostIdle = ANY): number | undefined {
    this.requireBound();
    const { data, slope, drift } = this.options;
    const reached = kernel.take(from, to, slope, 1 / data.n, drift ? data.n : 0, mostIdle);
    return reached < 0 ? undefined : reached;
  }

  /** The mean of the first `count` iterates, where so many steps have been taken. */
  mean(count: number): Float64Array {
    return this.sum.map((total, j) => (count === 0 ? 0 : (total + this.lost[j]!) / count));
  }

  private requireBound(): void {
    if (bound !== this) throw new Error('SGD kernel: another run has taken its memory');
  }
}
