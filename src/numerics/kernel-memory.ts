/** What kernels in WebAssembly have in common: code as text, areas of their memory, and the table that their exponential reads. */

import { fromBase64 } from './base64.js';
import { ROOT, ROOT_TAIL, ROOTS } from './roots-of-two.js';

const PAGE = 65536;
/** Bytes of a number. */
export const BYTES = Float64Array.BYTES_PER_ELEMENT;

/** What the kernel exports whose code in base64 is given. */
export function kernelOf<Exports>(code: string): Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(fromBase64(code))).exports as unknown as Exports;
}

/** Areas of a kernel's memory, one after another from its beginning on. */
export class KernelMemory {
  private end = 0;
  /** Where the table of exp-pair.wat lies. */
  readonly table = this.area(2 * ROOTS);

  constructor(private readonly memory: WebAssembly.Memory) {}

  /** Address of an area for so many numbers; a multiple of 16. */
  area(numbers: number): number {
    const address = this.end;
    this.end += BYTES * (numbers + (numbers & 1));
    return address;
  }

  /** Makes room for all areas and fills them with zeros, the table with its numbers; what lay there before is lost. */
  claim(): void {
    const missing = this.end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    const all = this.view(0, this.end / BYTES).fill(0);
    for (let i = 0; i < ROOTS; i++) {
      all[2 * i] = ROOT[i]!;
      all[2 * i + 1] = ROOT_TAIL[i]!;
    }
  }

  /** The numbers of an area, until the kernel's memory is claimed anew. */
  view(address: number, numbers: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.memory.buffer, address, numbers);
  }

  /** The same as integers of 32 bits, two in the place of a number. */
  integers(address: number, count: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.memory.buffer, address, count);
  }
}
