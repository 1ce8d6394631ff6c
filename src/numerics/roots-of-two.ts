/** 2^(i/128) to about 106 bits: the table that `exp` interpolates from. Made with integers, so the same everywhere. */

/** Number of steps from 1 to 2. */
export const ROOTS = 128;

/** 2^(i/128) rounded to double, i = 0 .. 127. */
export const ROOT = new Float64Array(ROOTS);

/** What rounding lost: 2^(i/128) = ROOT[i] * (1 + ROOT_TAIL[i]). */
export const ROOT_TAIL = new Float64Array(ROOTS);

const FRACTION_BITS = 200n;
const ONE = 1n << FRACTION_BITS;

/** Largest integer whose square is at most v (Newton from above). */
function integerSquareRoot(v: bigint): bigint {
  let root = 1n << BigInt((v.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + v / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

let step = 2n * ONE;
for (let count = 1; count < ROOTS; count *= 2) step = integerSquareRoot(step << FRACTION_BITS);

let value = ONE;
for (let i = 0; i < ROOTS; i++) {
  const rounded = Number(value);
  ROOT[i] = rounded / Number(ONE);
  ROOT_TAIL[i] = Number(value - BigInt(rounded)) / rounded;
  value = (value * step) >> FRACTION_BITS;
}
