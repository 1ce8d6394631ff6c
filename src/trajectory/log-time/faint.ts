/** Forces so faint beside the strongest that all of them together may be left out. */

/** By how many powers of 2 the sum of all that are left out is below the strongest force: where they are left out, and ever after. */
export interface Faintness {
  readonly dropped: number;
  readonly heard: number;
}

/** Beyond float64's reach. */
const FAINT: Faintness = { dropped: 64, heard: 54 };
/** Beyond that of an integrator that is held to 3e-6 a step. */
const FAINT_COARSELY: Faintness = { dropped: 48, heard: 38 };

/** Forces that are fainter by more powers of 2 than this are counted as if by so many. */
const MOST = 127;
/** 2^-bits. */
const SHARE = Float64Array.from({ length: MOST + 1 }, (_, bits) => 2 ** -bits);

/** What may be left out, by forces' sizes as last measured. */
export class Faint {
  readonly faintness: Faintness;
  /** ln of the strongest force. */
  strongest = Number.NEGATIVE_INFINITY;
  /** Number of forces that count. */
  counting = 0;
  /** Whole powers of 2 by which each force is below the strongest, and the largest number that counts. */
  private readonly bits: Uint8Array;
  private cut = MOST;
  private measured = 0;
  /** Number of forces by powers of 2 below the strongest, and where the next of them goes in order. */
  private readonly numbers = new Float64Array(MOST + 1);
  private readonly places = new Float64Array(MOST + 1);

  /**
   * @param most - number of forces.
   * @param coarse - whether the integrator is held to 3e-6 a step.
   */
  constructor(most: number, coarse: boolean) {
    this.faintness = coarse ? FAINT_COARSELY : FAINT;
    this.bits = new Uint8Array(most);
  }

  /** Takes the sizes of the first `count` forces, ln; -Infinity for none. All that does not count adds up to less than is dropped. */
  measure(logSizes: Float64Array, count: number): void {
    const { bits, numbers, faintness } = this;
    let strongest = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < count; a++) if (logSizes[a]! > strongest) strongest = logSizes[a]!;
    numbers.fill(0);
    for (let a = 0; a < count; a++) {
      const below = Math.min(MOST, (strongest - logSizes[a]!) * Math.LOG2E) | 0;
      bits[a] = below;
      numbers[below]!++;
    }
    [this.strongest, this.measured, this.counting, this.cut] = [strongest, count, count, MOST];
    for (let sum = 0; this.cut >= 0; this.cut--) {
      sum += numbers[this.cut]! * SHARE[this.cut]!;
      if (sum > 2 ** -faintness.dropped) break;
      this.counting -= numbers[this.cut]!;
    }
  }

  /** Whether a force counts. */
  counts(a: number): boolean {
    return this.bits[a]! <= this.cut;
  }

  /** At most the share of the strongest force that a force has. */
  share(a: number): number {
    return SHARE[this.bits[a]!]!;
  }

  /** Lists those that count, the strongest first but for less than a power of 2. */
  strongestFirst(into: Int32Array): void {
    const { bits, numbers, places, cut, measured } = this;
    for (let below = 0, place = 0; below <= cut; below++) {
      places[below] = place;
      place += numbers[below]!;
    }
    for (let a = 0; a < measured; a++) if (bits[a]! <= cut) into[places[bits[a]!]!++] = a;
  }
}
