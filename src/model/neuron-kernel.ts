/**
 * The full loss of one neuron, for speed: nearly all time of a run is spent here. The arithmetic stands in
 * neuron-kernel.wat, since WebAssembly has two-lane vectors and a speed that does not depend on what else ran before;
 * this file lays the data out in its memory.
 */

import type { Dataset } from '../data/dataset.js';
import { BYTES, KernelMemory, kernelOf } from '../numerics/kernel-memory.js';
import { layBlocks, layRows } from './layout.js';
import type { Workspace } from './model.js';
import { NEURON_KERNEL } from './neuron-kernel-code.js';

/** What the kernel exports; see neuron-kernel.wat. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  bind(...addresses: number[]): void;
  evaluate(slope: number, perSample: number): number;
  descend(slope: number, perSample: number, eta: number, steps: number): number;
  descendFew(slope: number, perSample: number, eta: number, steps: number): number;
}

/** Samples in a block of the transposed layout. */
const BLOCK = 8;
/** Largest numbers of samples and of dimensions whose steps need no memory. */
const [FEW, FLAT] = [8, 4];

const { memory, bind, evaluate, descend, descendFew } = kernelOf<Kernel>(NEURON_KERNEL);

/** The data set that lies in the kernel's memory, and views of what is passed at each evaluation. */
let bound: Dataset | undefined;
let parameters: Float64Array = new Float64Array(0);
let preactivations = parameters;
let weights = parameters;
let gradients = parameters;

/**
 * Value and gradient of the loss at w, as `Model.evaluate`, provided that |w.x_i| <= UNSHIFTED for all i.
 *
 * @returns false when some preactivation is larger or NaN; `into` then holds nothing of use.
 */
export function evaluateBounded(data: Dataset, w: Float64Array, slope: number, into: Workspace): boolean {
  if (data !== bound) layOut(data);
  copy(w, parameters, data.d);
  const perSample = 1 / data.n;
  const total = evaluate(slope, perSample);
  if (total < 0) return false;
  copy(preactivations, into.preactivation, data.n);
  copy(weights, into.weight, data.n);
  copy(gradients, into.gradient, data.d);
  into.loss = total * perSample;
  into.shift = 0;
  return true;
}

/**
 * Takes up to `steps` steps w - eta grad L(w) in w, with the bits of as many evaluations and steps one by one.
 *
 * @returns how many were taken: fewer where some |w.x_i| exceeds UNSHIFTED or is NaN, and where the gradient is 0.
 */
export function descendBounded(data: Dataset, w: Float64Array, slope: number, eta: number, steps: number): number {
  if (data !== bound) layOut(data);
  copy(w, parameters, data.d);
  const take = isFew(data) ? descendFew : descend;
  const taken = take(slope, 1 / data.n, eta, steps);
  copy(parameters, w, data.d);
  return taken;
}

function isFew({ n, d }: Dataset): boolean {
  return n <= FEW && d <= FLAT;
}

/** Puts a data set into the kernel's memory, in place of the one before. */
function layOut(data: Dataset): void {
  const { n, d, y } = data;
  const blocked = Math.ceil(n / BLOCK) * BLOCK;
  const rowLength = d + (d & 1);
  const areas = new KernelMemory(memory);
  const w = areas.area(Math.max(d, FLAT));
  const blocks = areas.area(blocked * d);
  const rows = areas.area((blocked + 1) * rowLength);
  const negated = areas.area(blocked);
  const preactivation = areas.area(blocked);
  const weight = areas.area(blocked + 1);
  const gradient = areas.area(rowLength);
  const exponent = areas.area(blocked + 1);
  const share = areas.area(blocked + 1);
  const queue = areas.area((n >> 1) + 3);
  const few = areas.area(isFew(data) ? 2 * FEW * FLAT : 0);
  areas.claim();
  areas.view(negated, n).set(y.map((label) => -label));
  layRows(data, rowLength, areas.view(rows, n * rowLength));
  layBlocks(data, BLOCK, areas.view(blocks, blocked * d));
  if (isFew(data)) {
    layBlocks(data, FEW, areas.view(few, FEW * d));
    layRows(data, FLAT, areas.view(few + BYTES * FEW * FLAT, n * FLAT));
  }
  parameters = areas.view(w, d);
  preactivations = areas.view(preactivation, n);
  weights = areas.view(weight, n);
  gradients = areas.view(gradient, d);
  const idle = BYTES * blocked;
  const more = [preactivation, weight, gradient, exponent, share, idle, queue, few];
  bind(n, d, rowLength * BYTES, areas.table, w, blocks, rows, negated, ...more);
  bound = data;
}

/** Copies the first `count` numbers, four at a time: V8 re-checks the arrays on every turn of a loop. */
function copy(from: Float64Array, to: Float64Array, count: number): void {
  let j = 0;
  for (; j <= count - 4; j = (j + 4) | 0) {
    to[j] = from[j]!;
    to[(j + 1) | 0] = from[(j + 1) | 0]!;
    to[(j + 2) | 0] = from[(j + 2) | 0]!;
    to[(j + 3) | 0] = from[(j + 3) | 0]!;
  }
  for (; j < count; j = (j + 1) | 0) to[j] = from[j]!;
}
