/** Random numbers from a key, to the bit those of seedrandom: runs of SGD spent a quarter of their time on draws. */

/** Numbers in a state. */
const WIDTH = 256;
const MASK = 255;
/** Doubles between these hold whole numbers, and their last bit is a random one. */
const [LEAST, MOST] = [2 ** 52, 2 ** 53];
/** Numbers made at a time, so that the state's two places stay in registers. */
const TOGETHER = 16;

/**
 * Numbers in [0, 1), by ARC4 without its first 256 bytes, as seedrandom 3 makes them.
 *
 * @param key - 1 to 256 characters, of which the low eight bits count.
 * @throws RangeError for an empty or a longer key, which seedrandom would change first.
 */
export function keyedRandom(key: string): () => number {
  if (key.length === 0 || key.length > WIDTH) throw new RangeError(`random numbers: a key of 1 to ${WIDTH} characters, not ${key.length}`);
  const state = scheduled(key);
  const places = new Uint8Array(2);
  const numbers = new Float64Array(TOGETHER);
  drop(state, places);
  let next = TOGETHER;
  return () => {
    if (next === TOGETHER) {
      fill(numbers, state, places);
      next = 0;
    }
    return numbers[next++]!;
  };
}

/** The state that a key begins with. */
function scheduled(key: string): Uint8Array {
  const state = new Uint8Array(WIDTH);
  for (let i = 0; i < WIDTH; i++) state[i] = i;
  for (let i = 0, j = 0; i < WIDTH; i++) {
    const a = state[i]!;
    j = (j + key.charCodeAt(i % key.length) + a) & MASK;
    state[i] = state[j]!;
    state[j] = a;
  }
  return state;
}

function drop(state: Uint8Array, places: Uint8Array): void {
  let j = 0;
  for (let count = 1; count <= WIDTH; count++) {
    const i = count & MASK;
    const a = state[i]!;
    j = (j + a) & MASK;
    state[i] = state[j]!;
    state[j] = a;
  }
  places[1] = j;
}

/** Makes the next numbers: 48 bits, then a byte at a time until 52 are there, and one more for the last bits. */
function fill(numbers: Float64Array, state: Uint8Array, places: Uint8Array): void {
  let i = places[0]!;
  let j = places[1]!;
  for (let at = 0; at < numbers.length; at++) {
    let high = 0;
    let low = 0;
    for (let digit = 0; digit < 6; digit++) {
      i = (i + 1) & MASK;
      const a = state[i]!;
      j = (j + a) & MASK;
      const b = state[j]!;
      state[i] = b;
      state[j] = a;
      const byte = state[(a + b) & MASK]!;
      if (digit < 3) high = (high << 8) | byte;
      else low = (low << 8) | byte;
    }
    let whole = high * 2 ** 24 + low;
    let one = 2 ** 48;
    let last = 0;
    while (whole < LEAST) {
      whole = (whole + last) * WIDTH;
      one *= WIDTH;
      i = (i + 1) & MASK;
      const a = state[i]!;
      j = (j + a) & MASK;
      const b = state[j]!;
      state[i] = b;
      state[j] = a;
      last = state[(a + b) & MASK]!;
    }
    while (whole >= MOST) {
      whole /= 2;
      one /= 2;
      last >>>= 1;
    }
    numbers[at] = (whole + last) / one;
  }
  places[0] = i;
  places[1] = j;
}
