/** Sums over chosen rows of a matrix of many rows, in WebAssembly, which has two-lane vectors: see row-sums.wat. */

import { fromBase64 } from './base64.js';
import { ROOT, ROOT_TAIL, ROOTS } from './roots-of-two.js';
import { ROW_SUMS } from './row-sums-code.js';

/** What row-sums.wat exports. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  dots(list: number, listEnd: number, v: number, bytes: number, into: number): void;
  combine(list: number, listEnd: number, factors: number, bytes: number, into: number): void;
  outer(list: number, listEnd: number, factors: number, bytes: number, into: number): void;
  forces(list: number, listEnd: number, v: number, bytes: number, into: number, ...more: number[]): void;
  corrections(list: number, listEnd: number, v: number, bytes: number, into: number, ...more: number[]): number;
}

const PAGE = 65536;
/** So many bytes of rows are worked on at a time where they are needed more than once. */
const CACHED = 20_000;
const DOUBLE = Float64Array.BYTES_PER_ELEMENT;
/** Rows and lists are padded to multiples of four. */
const padded = (count: number): number => (count + 3) & ~3;

const kernel = new WebAssembly.Instance(new WebAssembly.Module(fromBase64(ROW_SUMS))).exports as unknown as Kernel;

/** The matrix that lies in the kernel's memory. */
let bound: RowSums | undefined;

/** A matrix and its sums. Of several, one lies in the kernel's memory at a time. */
export class RowSums {
  private readonly length: number;
  /** Rows that the fastest cache holds. */
  private readonly stretch: number;
  /** Rows, and one of zeros. */
  private readonly matrix: Float64Array;
  /** Addresses in the kernel's memory. */
  private readonly numbers: number;
  private readonly result: number;
  private readonly list: number;
  private readonly table: number;
  /** By listed row: its multiple, force, and changes of two orders. */
  private readonly multiples: number;
  private readonly c: number;
  private readonly a: number;
  private readonly b: number;
  private readonly first: number;
  private readonly size: number;
  /** Views of the kernel's memory, as long as the matrix lies there. */
  private inNumbers = new Float64Array(0);
  private inResult = this.inNumbers;
  private inList = new Int32Array(0);
  /** Multiples, c and a. */
  private inMultiples = this.inNumbers;
  private inMatrix = this.inNumbers;

  /** A matrix of zeros. */
  constructor(
    private readonly rows: number,
    private readonly columns: number,
  ) {
    this.length = padded(columns);
    this.stretch = Math.max(4, padded(Math.floor(CACHED / (DOUBLE * this.length))));
    this.matrix = new Float64Array((rows + 1) * this.length);
    const most = Math.max(padded(rows), this.length);
    this.numbers = 0;
    this.result = DOUBLE * most;
    // At least two rows and a square of rows.
    this.list = this.result + DOUBLE * Math.max(most, this.length * this.length, 2 * this.length);
    this.table = this.list + DOUBLE * most;
    this.multiples = this.table + 2 * DOUBLE * ROOTS;
    [this.c, this.a, this.b] = [1, 2, 3].map((at) => this.multiples + at * DOUBLE * most) as [number, number, number];
    this.first = this.b + DOUBLE * most;
    this.size = this.first + DOUBLE * this.matrix.length;
  }

  /** Replaces a row. */
  set(row: number, values: ArrayLike<number>): void {
    this.matrix.set(values, row * this.length);
    if (bound === this) this.inMatrix.set(values, row * this.length);
  }

  /** Inner products of the first `count` rows of a list with v. */
  dots(list: Int32Array, count: number, v: Float64Array, into: Float64Array): void {
    this.take(list, count);
    this.takeVector(v);
    kernel.dots(this.list, this.list + 4 * padded(count), this.numbers, DOUBLE * this.length, this.result);
    for (let a = 0; a < count; a++) into[a] = this.inResult[a]!;
  }

  /** Sum of factors times those rows. */
  combine(list: Int32Array, count: number, factors: Float64Array, into: Float64Array): void {
    this.takeFactors(list, count, factors);
    kernel.combine(this.list, this.list + 4 * padded(count), this.numbers, DOUBLE * this.length, this.result);
    for (let j = 0; j < this.columns; j++) into[j] = this.inResult[j]!;
  }

  /** Sum of factors times those rows times their transposes, row-major. */
  outer(list: Int32Array, count: number, factors: Float64Array, into: Float64Array): void {
    const { columns, length } = this;
    this.takeFactors(list, count, factors);
    const { inResult } = this;
    inResult.fill(0, 0, length * length);
    for (let from = 0; from < count; from += this.stretch) {
      const to = Math.min(from + this.stretch, count);
      kernel.outer(this.list + 4 * from, this.list + 4 * to, this.numbers + DOUBLE * from, DOUBLE * length, this.result);
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
   * e^-80. Kept for `corrections`.
   */
  forces(list: Int32Array, count: number, multiples: Float64Array, shift: number, v: Float64Array, into: Float64Array): void {
    this.take(list, count);
    this.takeVector(v);
    for (let a = 0; a < count; a++) this.inMultiples[a] = multiples[a]!;
    this.inMultiples.fill(0, count, padded(count));
    const [end, bytes] = [this.list + 4 * padded(count), DOUBLE * this.length];
    kernel.forces(this.list, end, this.numbers, bytes, this.result, this.multiples, this.c, shift, this.table);
    this.addHalves(into);
  }

  /**
   * Of the same vectors and forces, with a = scale g.v: sum of c a g. Then, of order 3, with that a and b = scale g.v of another v: sum of
   * c (a^2 / 12 + b / 3) g.
   *
   * @returns the largest |a|, or |b|, where c is not 0.
   */
  corrections(order: 2 | 3, count: number, scale: number, v: Float64Array, into: Float64Array): number {
    this.takeVector(v);
    const [end, bytes] = [this.list + 4 * padded(count), DOUBLE * this.length];
    const { list, numbers, result, multiples, c } = this;
    const largest =
      order === 2
        ? kernel.corrections(list, end, numbers, bytes, result, multiples, c, scale, multiples, this.a, 0, 1)
        : kernel.corrections(list, end, numbers, bytes, result, multiples, c, scale, this.a, this.b, 1 / 12, 1 / 3);
    this.addHalves(into);
    return largest;
  }

  /** The forces c kept, and a. */
  kept(count: number, c: Float64Array, a: Float64Array): void {
    const { inMultiples } = this;
    const [ofC, ofA] = [(this.c - this.multiples) / DOUBLE, (this.a - this.multiples) / DOUBLE];
    for (let at = 0; at < count; at++) {
      c[at] = inMultiples[ofC + at]!;
      a[at] = inMultiples[ofA + at]!;
    }
  }

  private takeVector(v: Float64Array): void {
    this.inNumbers.fill(0, this.columns, this.length);
    this.inNumbers.set(v);
  }

  /** Sums over even and over odd members of the list. */
  private addHalves(into: Float64Array): void {
    const { inResult, length } = this;
    for (let j = 0; j < this.columns; j++) into[j] = inResult[j]! + inResult[length + j]!;
  }

  private takeFactors(list: Int32Array, count: number, factors: Float64Array): void {
    this.take(list, count);
    for (let a = 0; a < count; a++) this.inNumbers[a] = factors[a]!;
    this.inNumbers.fill(0, count, padded(count));
  }

  /** Puts a list, and where it is not there the matrix, into the kernel's memory. */
  private take(list: Int32Array, count: number): void {
    if (bound !== this) this.bind();
    const { inList, first, length, rows } = this;
    for (let a = 0; a < count; a++) inList[a] = first + DOUBLE * length * list[a]!;
    for (let a = count; a < padded(count); a++) inList[a] = first + DOUBLE * length * rows;
  }

  private bind(): void {
    const { memory } = kernel;
    const missing = this.size - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    this.inNumbers = new Float64Array(memory.buffer, this.numbers, this.result / DOUBLE);
    this.inResult = new Float64Array(memory.buffer, this.result, (this.list - this.result) / DOUBLE);
    this.inList = new Int32Array(memory.buffer, this.list, (this.table - this.list) / 4);
    const table = new Float64Array(memory.buffer, this.table, 2 * ROOTS);
    for (let i = 0; i < ROOTS; i++) table.set([ROOT[i]!, ROOT_TAIL[i]!], 2 * i);
    this.inMultiples = new Float64Array(memory.buffer, this.multiples, (this.b - this.multiples) / DOUBLE);
    this.inMatrix = new Float64Array(memory.buffer, this.first, this.matrix.length);
    this.inMatrix.set(this.matrix);
    bound = this;
  }
}
