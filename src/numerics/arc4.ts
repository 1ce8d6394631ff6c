/**
 * Random numbers in [0, 1) from a seed, to the bit those of `seedrandom` for a text shorter than 256 characters, in less than half of the
 * time: a run of SGD spends much of its time drawing.
 *
 * ARC4 of the text, less its first 256 bytes. A number takes six bytes, and more until it has 52 bits.
 */

const WIDTH = 256;
const MASK = WIDTH - 1;
/** Bits of three bytes, and of six. */
const THREE = 2 ** 24;
const SIX = 2 ** 48;
const [SIGNIFICANT, OVERFLOW] = [2 ** 52, 2 ** 53];

/** A generator in its state. */
export class Arc4 {
  private readonly s = new Uint8Array(WIDTH);
  private i = 0;
  private j = 0;

  /** @throws RangeError for an empty text, or one of 256 characters or more. */
  constructor(seed: string) {
    if (seed.length === 0 || seed.length >= WIDTH) throw new RangeError(`arc4: a seed has 1 to 255 characters (got ${seed.length})`);
    const { s } = this;
    for (let i = 0; i < WIDTH; i++) s[i] = i;
    for (let i = 0, j = 0, at = 0; i < WIDTH; i++) {
      const t = s[i]!;
      j = (j + seed.charCodeAt(at) + t) & MASK;
      s[i] = s[j]!;
      s[j] = t;
      at = at + 1 === seed.length ? 0 : at + 1;
    }
    for (let dropped = 0; dropped < WIDTH; dropped++) this.byte();
  }

  /** The next number. */
  next(): number {
    let n = this.threeBytes() * THREE + this.threeBytes();
    let d = SIX;
    let x = 0;
    while (n < SIGNIFICANT) {
      n = (n + x) * WIDTH;
      d *= WIDTH;
      x = this.byte();
    }
    while (n >= OVERFLOW) {
      n /= 2;
      d /= 2;
      x >>>= 1;
    }
    return (n + x) / d;
  }

  private threeBytes(): number {
    return (this.byte() << 16) | (this.byte() << 8) | this.byte();
  }

  private byte(): number {
    const { s } = this;
    const i = (this.i + 1) & MASK;
    const t = s[i]!;
    const j = (this.j + t) & MASK;
    const u = s[j]!;
    s[i] = u;
    s[j] = t;
    this.i = i;
    this.j = j;
    return s[(u + t) & MASK]!;
  }
}
