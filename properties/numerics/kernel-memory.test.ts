import { describe, expect, it } from 'vitest';
import { KernelMemory } from '../../src/numerics/kernel-memory.js';
import { ROOT, ROOT_TAIL, ROOTS } from '../../src/numerics/roots-of-two.js';

const PAGE = 65536;

/** One page of memory; the package itself asks kernels for theirs. */
function onePage(): WebAssembly.Memory {
  const { Memory } = WebAssembly as unknown as { readonly Memory: new (size: { readonly initial: number }) => WebAssembly.Memory };
  return new Memory({ initial: 1 });
}

describe('areas of a kernel', () => {
  it('begin at multiples of 16 bytes, and do not overlap', () => {
    const areas = new KernelMemory(onePage());
    const [odd, even, next] = [areas.area(3), areas.area(2), areas.area(1)];

    expect([odd, even, next].map((address) => address % 16)).toEqual([0, 0, 0]);
    expect(even - odd).toBe(32);
    expect(next - even).toBe(16);
  });

  it('are zero behind the table of roots', () => {
    const memory = onePage();
    new Float64Array(memory.buffer).fill(7);
    const areas = new KernelMemory(memory);
    const area = areas.area(4);
    areas.claim();

    expect(area).toBe(areas.table + 16 * ROOTS);
    expect(Array.from(areas.view(area, 4))).toEqual([0, 0, 0, 0]);
    expect(Array.from(areas.view(areas.table, 2 * ROOTS))).toEqual(
      Array.from({ length: 2 * ROOTS }, (_, at) => (at % 2 === 0 ? ROOT : ROOT_TAIL)[at >> 1]!),
    );
  });

  it('have room, by as many pages as that takes', () => {
    const memory = onePage();
    const areas = new KernelMemory(memory);
    const numbers = (18 * PAGE + 16) / 8 - 2 * ROOTS;
    const address = areas.area(numbers);
    areas.claim();

    expect(areas.view(address, numbers).every((entry) => entry === 0)).toBe(true);
    expect(memory.buffer.byteLength).toBe(19 * PAGE);
    areas.claim();
    expect(memory.buffer.byteLength).toBe(19 * PAGE);
  });
});
