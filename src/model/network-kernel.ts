/**
 * The full loss of a network, for speed. The arithmetic stands in network-kernel.wat, in WebAssembly, which has two-lane vectors; this file
 * lays the data out in its memory.
 */

import type { Dataset } from '../data/dataset.js';
import { BYTES, KernelMemory, kernelOf } from '../numerics/kernel-memory.js';
import { sameList } from '../numerics/lists.js';
import { layBlocks, layRows } from './layout.js';
import type { Workspace } from './model.js';
import { NETWORK_KERNEL } from './network-kernel-code.js';

/** What the kernel exports; see network-kernel.wat. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  bind(...numbers: number[]): void;
  evaluate(): number;
  descend(eta: number, steps: number): number;
}

/** Samples in a block of the transposed layout. */
const BLOCK = 8;

const { memory, bind, evaluate, descend } = kernelOf<Kernel>(NETWORK_KERNEL);

/** A network on a data set as it lies in the kernel's memory. */
interface Layout {
  readonly data: Dataset;
  readonly outputWeights: ArrayLike<number>;
  /** Numbers from one neuron's parameters to the next one's, and from its preactivations. */
  readonly rowLength: number;
  readonly blocked: number;
  readonly parameters: Float64Array;
  readonly preactivations: Float64Array;
  readonly weights: Float64Array;
  readonly gradients: Float64Array;
}

let bound: Layout | undefined;

/**
 * Value and gradient of the loss at w, as `Model.evaluate`, provided that |f(x_i)| <= UNSHIFTED for all i.
 *
 * @returns false when some output is larger or NaN; `into` then holds nothing of use.
 */
export function evaluateBounded(data: Dataset, w: Float64Array, outputWeights: ArrayLike<number>, into: Workspace): boolean {
  const layout = laidOut(data, outputWeights);
  putParameters(w, layout);
  if (evaluate() === 0) return false;
  const { n } = data;
  const { blocked, preactivations, weights } = layout;
  const { preactivation, weight } = into;
  const units = preactivation.length;
  const neurons = outputWeights.length;
  let loss = 0;
  for (let i = 0; i < n; i++) {
    const e = weights[i]!;
    weight[i] = e;
    loss += e;
  }
  for (let k = 0; k < neurons; k++) {
    for (let unit = k, at = k * blocked; unit < units; unit += neurons, at++) preactivation[unit] = preactivations[at]!;
  }
  take(layout.gradients, layout, into.gradient);
  into.loss = loss / n;
  into.shift = 0;
  return true;
}

/**
 * Takes up to `steps` steps w - eta grad L(w) in w, with the bits of as many evaluations and steps one by one.
 *
 * @returns how many were taken: fewer where some |f(x_i)| exceeds UNSHIFTED or is NaN, where the gradient is 0, and where w leaves float64.
 */
export function descendBounded(data: Dataset, w: Float64Array, outputWeights: ArrayLike<number>, eta: number, steps: number): number {
  const layout = laidOut(data, outputWeights);
  putParameters(w, layout);
  const taken = descend(eta, steps);
  take(layout.parameters, layout, w);
  return taken;
}

/** Beyond the last entry of each row are zeros, whatever the steps of an earlier run have left there. */
function putParameters(w: Float64Array, { data: { d }, rowLength, parameters }: Layout): void {
  if (rowLength !== d) parameters.fill(0);
  for (let from = 0, at = 0; from < w.length; at += rowLength) {
    for (let j = 0; j < d; j++) parameters[at + j] = w[from++]!;
  }
}

function take(rows: Float64Array, { data: { d }, rowLength }: Layout, into: Float64Array): void {
  for (let to = 0, at = 0; to < into.length; at += rowLength) {
    for (let j = 0; j < d; j++) into[to++] = rows[at + j]!;
  }
}

/** The network on the data set in the kernel's memory, in place of the one before. */
function laidOut(data: Dataset, outputWeights: ArrayLike<number>): Layout {
  if (bound?.data === data && sameList(bound.outputWeights, outputWeights)) return bound;
  const { n, d, y } = data;
  const neurons = outputWeights.length;
  const rowLength = (d + 3) & ~3;
  const blocked = Math.ceil(n / BLOCK) * BLOCK;
  const even = neurons + (neurons & 1);
  const areas = new KernelMemory(memory);
  const w = areas.area(even * rowLength);
  const blocks = areas.area(blocked * d);
  const rows = areas.area(blocked * rowLength);
  const negated = areas.area(blocked);
  const v = areas.area(even);
  const preactivation = areas.area(neurons * blocked);
  const scale = areas.area(even * blocked);
  const weight = areas.area(blocked);
  const gradient = areas.area(even * rowLength);
  areas.claim();
  areas.view(negated, n).set(y.map((label) => -label));
  layRows(data, rowLength, areas.view(rows, n * rowLength));
  layBlocks(data, BLOCK, areas.view(blocks, blocked * d));
  areas.view(v, neurons).set(outputWeights);
  const bytes = [BYTES * d, BYTES * rowLength, BYTES * blocked];
  bind(n, ...bytes, areas.table, w, blocks, rows, negated, v, v + BYTES * neurons, preactivation, scale, weight, gradient);
  bound = {
    data,
    outputWeights,
    rowLength,
    blocked,
    parameters: areas.view(w, even * rowLength),
    preactivations: areas.view(preactivation, neurons * blocked),
    weights: areas.view(weight, n),
    gradients: areas.view(gradient, even * rowLength),
  };
  return bound;
}
