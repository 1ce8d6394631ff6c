/** Sums over chosen rows of a matrix of many rows, in WebAssembly, which has two-lane vectors: see row-sums.wat. */

import { BYTES, KernelMemory, kernelOf } from './kernel-memory.js';
import { ROW_SUMS } from './row-sums-code.js';

/** What row-sums.wat exports. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  dots(list: number, listEnd: number, v: number, bytes: number, into: number): void;
  combine(list: number, listEnd: number, factors: number, bytes: number, into: number): void;
  outer(list: number, listEnd: number, factors: number, bytes: number, into: number): void;
  forces(list: number, listEnd: number, v: number, bytes: number, into: number, ...more: number[]): void;
  corrections(list: number, listEnd: number, v: number, bytes: number, into: number, ...more: number[]): void;
}

/** So many bytes of rows are worked on at a time where they are needed more than once. */
const CACHED = 20_000;
/** Rows and lists are padded to multiples of four. */
const padded = (count: number): number => (count + 3) & ~3;

const kernel = kernelOf<Kernel>(ROW_SUMS);

/** What is kept of listed rows, see `RowSums.forces` and `RowSums.corrections`. */
const KEPT = ['multiple', 'below', 'force', 'change', 'second'] as const;
type Kept = (typeof KEPT)[number];
const each = <T>(make: (what: Kept) => T): Readonly<Record<Kept, T>> =>
  Object.fromEntries(KEPT.map((what) => [what, make(what)])) as Record<Kept, T>;

/** Vectors by listed row, as multiples of the rows. */
interface Multiples {
  readonly multiples: Float64Array;
  readonly below?: Float64Array;
}

/** The matrix that lies in the kernel's memory. */
let bound: RowSums | undefined;

/** A matrix and its sums. Of several, one lies in the kernel's memory at a time. */
export class RowSums {
  private readonly length: number;
  /** Rows that the fastest cache holds. */
  private readonly stretch: number;
  /** Rows, and one of zeros. */
  private readonly matrix: Float64Array;
  private readonly memory = new KernelMemory(kernel.memory);
  /** Numbers of an area that holds one by row, or one by column. */
  private readonly most: number;
  /** Addresses in the kernel's memory. */
  private readonly numbers: number;
  private readonly result: number;
  private readonly list: number;
  private readonly at: Readonly<Record<Kept, number>>;
  private readonly first: number;
  /** Views of the kernel's memory, as long as the matrix lies there. */
  private inNumbers = new Float64Array(0);
  private inResult = this.inNumbers;
  private inList = new Int32Array(0);
  private inMatrix = this.inNumbers;
  private inKept = each(() => this.inNumbers);

  /** A matrix of zeros. */
  constructor(
    private readonly rows: number,
    private readonly columns: number,
  ) {
    const { memory } = this;
    this.length = padded(columns);
    this.stretch = Math.max(4, padded(Math.floor(CACHED / (BYTES * this.length))));
    this.matrix = new Float64Array((rows + 1) * this.length);
    this.most = Math.max(padded(rows), this.length);
    this.numbers = memory.area(this.most);
    // At least two rows and a square of rows.
    this.result = memory.area(Math.max(this.most, this.length * this.length, 2 * this.length));
    this.list = memory.area(this.most / 2);
    this.at = each(() => memory.area(this.most));
    this.first = memory.area(this.matrix.length);
  }

  /** Replaces a row. */
  set(row: number, values: ArrayLike<number>): void {
    this.matrix.set(values, row * this.length);
    if (bound === this) this.inMatrix.set(values, row * this.length);
  }

  /** Inner products of the first `count` rows of a list with v. */
  dots(list: Int32Array, count: number, v: Float64Array, into: Float64Array): void {
    this.take(list, count);
    this.put(v, this.columns, this.inNumbers);
    kernel.dots(this.list, this.listEnd(count), this.numbers, BYTES * this.length, this.result);
    into.set(this.inResult.subarray(0, count));
  }

  /** Sum of factors times those rows. */
  combine(list: Int32Array, count: number, factors: Float64Array, into: Float64Array): void {
    this.take(list, count);
    this.put(factors, count, this.inNumbers);
    kernel.combine(this.list, this.listEnd(count), this.numbers, BYTES * this.length, this.result);
    into.set(this.inResult.subarray(0, this.columns));
  }

  /** Sum of factors times those rows times their transposes, row-major. */
  outer(list: Int32Array, count: number, factors: Float64Array, into: Float64Array): void {
    const { columns, length } = this;
    this.take(list, count);
    this.put(factors, count, this.inNumbers);
    const { inResult } = this;
    inResult.fill(0, 0, length * length);
    for (let from = 0; from < count; from += this.stretch) {
      const to = Math.min(from + this.stretch, count);
      kernel.outer(this.list + 4 * from, this.list + 4 * to, this.numbers + BYTES * from, BYTES * length, this.result);
    }
    for (let i = 0; i < columns; i++) {
      for (let k = 0; k <= i; k++) {
        const sum = inResult[i * length + k]!;
        into[i * columns + k] = sum;
        into[k * columns + i] = sum;
      }
    }
  }

  /**
   * Sum of c g over vectors g that are multiples of the first `count` rows of a list, with c = e^(shift - g.v), or 0 where that is below
   * e^-80 or g is 0. Rows whose product with v is not positive have their multiples from `below`. Multiples and c are kept.
   */
  forces(
    list: Int32Array,
    count: number,
    { multiples, below = multiples }: Multiples,
    shift: number,
    v: Float64Array,
    into: Float64Array,
  ): void {
    this.take(list, count);
    this.put(v, this.columns, this.inNumbers);
    this.put(multiples, count, this.inKept.multiple);
    this.put(below, count, this.inKept.below);
    const { at, memory } = this;
    const kept = [at.multiple, at.below, at.force];
    kernel.forces(this.list, this.listEnd(count), this.numbers, BYTES * this.length, this.result, ...kept, shift, memory.table);
    this.addHalves(into);
  }

  /**
   * Of the first `count` of the same vectors and forces, with a = scale g.v: sum of c a g. Then, of order 3, with that a and b = scale g.v
   * of another v: sum of c (a^2 / 12 + b / 3) g. Changes a are kept.
   */
  corrections(order: 2 | 3, count: number, scale: number, v: Float64Array, into: Float64Array): void {
    this.put(v, this.columns, this.inNumbers);
    const { at } = this;
    const more = order === 2 ? [at.multiple, at.change, 0, 1] : [at.change, at.second, 1 / 12, 1 / 3];
    const kept = [at.multiple, at.force, scale, ...more];
    kernel.corrections(this.list, this.listEnd(count), this.numbers, BYTES * this.length, this.result, ...kept);
    this.addHalves(into);
  }

  /** What is kept of the first `count` rows. */
  kept(what: Kept, count: number, into: Float64Array): void {
    into.set(this.inKept[what].subarray(0, count));
  }

  /** Sums over even and over odd members of the list. */
  private addHalves(into: Float64Array): void {
    const { inResult, length } = this;
    for (let j = 0; j < this.columns; j++) into[j] = inResult[j]! + inResult[length + j]!;
  }

  /** Puts numbers into an area, and zeros up to the next multiple of four. */
  private put(values: Float64Array, count: number, area: Float64Array): void {
    area.set(count < values.length ? values.subarray(0, count) : values);
    area.fill(0, count, padded(count));
  }

  private listEnd(count: number): number {
    return this.list + 4 * padded(count);
  }

  /** Puts a list, and where it is not there the matrix, into the kernel's memory. */
  private take(list: Int32Array, count: number): void {
    if (bound !== this) this.bind();
    const { first, length, rows } = this;
    this.putAddresses(list, count);
    this.inList.fill(first + BYTES * length * rows, count, padded(count));
  }

  private putAddresses(list: Int32Array, count: number): void {
    const { inList, first, length } = this;
    for (let a = 0; a < count; a++) inList[a] = first + BYTES * length * list[a]!;
  }

  private bind(): void {
    const { memory, matrix } = this;
    memory.claim();
    this.inNumbers = memory.view(this.numbers, this.most);
    this.inResult = memory.view(this.result, (this.list - this.result) / BYTES);
    this.inList = memory.integers(this.list, this.most);
    this.inKept = each((what) => memory.view(this.at[what], this.most));
    this.inMatrix = memory.view(this.first, matrix.length);
    this.inMatrix.set(matrix);
    bound = this;
  }
}
