/**
 * Many small steps at once: a Runge-Kutta pair of Dormand and Prince, with an estimate of what it is off by. The arithmetic stands in
 * jump.wat, in WebAssembly: vectors are short, and this is where the event engine spends its time.
 *
 * A unit of time may grow on the way: a run slows down like 1/t, and in units that grow like t its curve is nearly straight.
 *
 * The speed, per e^base steps, is that of the smooth curve on which the iterates lie up to the third power of a step: steps w + f lie on
 * solutions of dw/dt = f - f'f/2 + f''(f,f)/12 + f'f'f/3.
 */

import { BYTES, KernelMemory, kernelOf } from '../../numerics/kernel-memory.js';
import { JUMP } from './jump-code.js';
import type { Neurons } from './neurons.js';

/** What jump.wat exports. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  bind(...addresses: number[]): void;
  choose(bound: number, rate: number): number;
  depart(base: number): number;
  over(h: number, swell: number, base: number): number;
}

/** A sample whose margin is larger than the least by so much is left out of a jump: its pull is e^-50 of the strongest, and may rise on the way. */
const FAR = 50;

/** By stage: coefficients, and the stages whose speeds they go with; last, the weights of order 5 less those of order 4. */
const STAGES: readonly (readonly (readonly [coefficient: number, stage: number])[])[] = [
  [[1 / 5, 0]],
  [
    [3 / 40, 0],
    [9 / 40, 1],
  ],
  [
    [44 / 45, 0],
    [-56 / 15, 1],
    [32 / 9, 2],
  ],
  [
    [19372 / 6561, 0],
    [-25360 / 2187, 1],
    [64448 / 6561, 2],
    [-212 / 729, 3],
  ],
  [
    [9017 / 3168, 0],
    [-355 / 33, 1],
    [46732 / 5247, 2],
    [49 / 176, 3],
    [-5103 / 18656, 4],
  ],
  [
    [35 / 384, 0],
    [500 / 1113, 2],
    [125 / 192, 3],
    [-2187 / 6784, 4],
    [11 / 84, 5],
  ],
  [
    [71 / 57600, 0],
    [-71 / 16695, 2],
    [71 / 1920, 3],
    [-17253 / 339200, 4],
    [22 / 525, 5],
    [-1 / 40, 6],
  ],
];
const SPEEDS = 7;
/** By stage: its share of the jump. */
const NODES = [1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1];

const NONE = new Float64Array(0);

const kernel = kernelOf<Kernel>(JUMP);

/** Whose neurons lie in the kernel's memory. */
let bound: Jump | undefined;

/** Jumps from one point, in units that are e^base steps at their start. Of several, one lies in the kernel's memory at a time. */
export class Jump {
  /** Where the last jump ended, and the speed there by the unit as it has become; views that the next jump writes over. */
  end: Float64Array = NONE;
  endSpeed: Float64Array = NONE;
  /** Speed at the start. */
  startSpeed: Float64Array = NONE;
  /** e^base times the sum of the losses there. */
  startPull = 0;
  /** Views of the kernel's memory. */
  private place: Float64Array = NONE;
  private share: Float64Array = NONE;
  private left = new Int32Array(0);
  /** Number of samples that act and are left out. */
  private leftOut = 0;
  private start: Float64Array = NONE;
  private base = 0;
  private all = false;

  constructor(private readonly neurons: Neurons) {}

  /** Makes ready to jump from w, which is not copied; with or without the samples whose pull is negligible beside e^-base. */
  from(w: Float64Array, base: number, all: boolean): void {
    [this.start, this.base, this.all] = [w, base, all];
    if (bound !== this) this.bind();
    const { share, place, neurons } = this;
    for (let unit = 0; unit < share.length; unit++) share[unit] = neurons.share[unit]!;
    for (let j = 0; j < place.length; j++) place[j] = w[j]!;
    this.leftOut = kernel.choose(all ? Number.POSITIVE_INFINITY : base + FAR, neurons.rate);
    this.startPull = kernel.depart(base);
  }

  /**
   * Jumps over h units, which grow by the factor e^swell on the way: in all they are h (e^swell - 1) / swell times e^base steps.
   *
   * @returns the estimated error in w, Infinity where numbers overflow.
   */
  over(h: number, swell = 0): number {
    if (bound !== this) this.from(this.start, this.base, this.all);
    const error = kernel.over(h, swell, this.base);
    return Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
  }

  /** Whether what the jump leaves out is still negligible beside the strongest pull, where the w_k.x_i are as given. */
  staysInFocus(u: Float64Array): boolean {
    return this.leftOut === 0 || this.neurons.areFar(this.left.subarray(0, this.leftOut), u);
  }

  /** Puts the neurons into the kernel's memory, in place of those before. */
  private bind(): void {
    const { data, count, units } = this.neurons;
    const { n, d, x } = data;
    const dimension = d * count;
    const padded = dimension + (dimension & 1);
    const areas = new KernelMemory(kernel.memory);
    const coefficients = STAGES.flat();
    const stages = areas.area(2 * coefficients.length);
    const nodes = areas.area(NODES.length);
    const features = areas.area(n * d);
    const share = areas.area(units);
    const w = areas.area(padded);
    const k = areas.area(SPEEDS * padded);
    const trial = areas.area(padded);
    const end = areas.area(padded);
    const bend = areas.area(padded);
    const row = areas.area(n);
    const first = areas.area(n + 1);
    const unit = areas.area(3 * units);
    const pull = areas.area(3 * n);
    const left = areas.area(n);
    areas.claim();

    const bytes = BYTES * padded;
    coefficients.forEach(([coefficient, stage], at) => {
      areas.view(stages, 2 * coefficients.length)[2 * at] = coefficient;
      areas.integers(stages + 16 * at + BYTES, 1)[0] = stage * bytes;
    });
    areas.view(nodes, NODES.length).set(NODES);
    areas.view(features, n * d).set(x);
    [this.share, this.place, this.end] = [areas.view(share, units), areas.view(w, dimension), areas.view(end, dimension)];
    [this.startSpeed, this.endSpeed] = [areas.view(k, dimension), areas.view(k + (SPEEDS - 1) * bytes, dimension)];
    this.left = areas.integers(left, n);
    const featuresEnd = features + BYTES * n * d;
    kernel.bind(
      areas.table,
      stages,
      nodes,
      features,
      featuresEnd,
      BYTES * d,
      count,
      share,
      w,
      k,
      trial,
      end,
      bend,
      bytes,
      row,
      first,
      unit,
      pull,
      left,
    );
    bound = this;
  }
}
