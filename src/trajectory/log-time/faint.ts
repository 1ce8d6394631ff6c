/** Forces so faint beside the strongest that all of them together may be left out. */

/** By how many powers of 2 the sum of all that are left out is below the strongest force: where they are left out, and ever after. */
export interface Faintness {
  readonly dropped: number;
  readonly heard: number;
}

/** Beyond float64's reach. */
const FAINT: Faintness = { dropped: 64, heard: 54 };
/** Beyond that of an integrator that is held to 1e-6 a step. */
const FAINT_COARSELY: Faintness = { dropped: 48, heard: 38 };

/** Forces that are fainter by more powers of 2 than this are counted as if by so many. */
const MOST = 127;
/** 2^-bits. */
const SHARE = Float64Array.from({ length: MOST + 1 }, (_, bits) => 2 ** -bits);

/** What may be left out, by forces' sizes. */
export class Faint {
  readonly faintness: Faintness;
  /** Number of forces by powers of 2 below the strongest. */
  private readonly counts = new Float64Array(MOST + 1);

  /** @param coarse - whether the integrator is held to 1e-6 a step. */
  constructor(coarse: boolean) {
    this.faintness = coarse ? FAINT_COARSELY : FAINT;
  }

  /** Whole powers of 2 by which a force is below the strongest. */
  bitsBelow(logSize: number, strongest: number): number {
    return Math.max(0, Math.min(MOST, Math.floor((strongest - logSize) * Math.LOG2E)));
  }

  /** At most the share of the strongest force that a force of so many powers of 2 below it has. */
  share(bits: number): number {
    return SHARE[bits]!;
  }

  /**
   * The largest number of powers of 2 below the strongest that counts: all that is fainter adds up to less than is dropped.
   *
   * @param logSizes - of the first `count` forces; -Infinity for none.
   */
  cut(logSizes: Float64Array, count: number, strongest: number): number {
    const { counts, faintness } = this;
    counts.fill(0);
    for (let a = 0; a < count; a++) if (logSizes[a] !== Number.NEGATIVE_INFINITY) counts[this.bitsBelow(logSizes[a]!, strongest)]!++;
    let sum = 0;
    let bits = MOST;
    for (; bits >= 0; bits--) {
      sum += counts[bits]! * SHARE[bits]!;
      if (sum > 2 ** -faintness.dropped) break;
    }
    return bits;
  }
}
