/**
 * The full loss of one neuron, for speed: nearly all time of a run is spent here. The arithmetic stands in
 * neuron-kernel.wat, since WebAssembly has two-lane vectors and a speed that does not depend on what else ran before;
 * this file lays the data out in its memory.
 */

import type { Dataset } from '../data/dataset.js';
import { fromBase64 } from '../numerics/base64.js';
import { ROOT, ROOT_TAIL, ROOTS } from '../numerics/roots-of-two.js';
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

const PAGE = 65536;
const BYTES = Float64Array.BYTES_PER_ELEMENT;
/** Samples in a block of the transposed layout. */
const BLOCK = 8;
/** Largest numbers of samples and of dimensions whose steps need no memory. */
const [FEW, FLAT] = [8, 4];

const { memory, bind, evaluate, descend, descendFew } = new WebAssembly.Instance(new WebAssembly.Module(fromBase64(NEURON_KERNEL)))
  .exports as unknown as Kernel;

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
  const { n, d, x, y } = data;
  const blocked = Math.ceil(n / BLOCK) * BLOCK;
  const rowLength = d + (d & 1);
  let end = 0;
  // Areas start at multiples of 16 bytes.
  const area = (numbers: number): number => {
    const address = end;
    end += BYTES * (numbers + (numbers & 1));
    return address;
  };
  const table = area(2 * ROOTS);
  const w = area(Math.max(d, FLAT));
  const blocks = area(blocked * d);
  const rows = area((blocked + 1) * rowLength);
  const negated = area(blocked);
  const preactivation = area(blocked);
  const weight = area(blocked + 1);
  const gradient = area(rowLength);
  const exponent = area(blocked + 1);
  const share = area(blocked + 1);
  const queue = area((n >> 1) + 3);
  const few = area(isFew(data) ? 2 * FEW * FLAT : 0);
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));

  const view = (address: number, numbers: number): Float64Array => new Float64Array(memory.buffer, address, numbers);
  const tableView = view(table, 2 * ROOTS);
  for (let i = 0; i < ROOTS; i++) {
    tableView[2 * i] = ROOT[i]!;
    tableView[2 * i + 1] = ROOT_TAIL[i]!;
  }
  view(w, Math.max(d, FLAT)).fill(0);
  const all = view(blocks, (end - blocks) / BYTES).fill(0);
  const at = (address: number): number => (address - blocks) / BYTES;
  for (let i = 0; i < n; i++) {
    all[at(negated) + i] = -y[i]!;
    const inBlock = (i - (i % BLOCK)) * d + (i % BLOCK);
    for (let j = 0; j < d; j++) {
      all[at(rows) + i * rowLength + j] = x[i * d + j]!;
      all[inBlock + j * BLOCK] = x[i * d + j]!;
      if (!isFew(data)) continue;
      all[at(few) + j * FEW + i] = x[i * d + j]!;
      all[at(few) + FEW * FLAT + i * FLAT + j] = x[i * d + j]!;
    }
  }
  parameters = view(w, d);
  preactivations = view(preactivation, n);
  weights = view(weight, n);
  gradients = view(gradient, d);
  const idle = BYTES * blocked;
  bind(n, d, rowLength * BYTES, table, w, blocks, rows, negated, preactivation, weight, gradient, exponent, share, idle, queue, few);
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
