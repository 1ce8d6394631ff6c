/** Which of many samples a stretch of steps of one neuron needs: those whose force counts, and those that can reach their kink. */

import { log } from '../../numerics/elementary.js';
import { Faint } from './faint.js';
import type { Features } from './features.js';
import { WORTHWHILE } from './live-samples.js';
import type { Piece } from './piece.js';

/** The samples that steps need, chosen anew when w has moved too far. */
export class NeededSamples {
  /** Samples, ascending, and their number. */
  readonly chosen: Int32Array;
  count = 0;
  /** ln |x_i| by sample, and the largest change of a preactivation or of a margin when w moves by 1. */
  private readonly logNorm: Float64Array;
  readonly longest: number;
  private readonly logSize: Float64Array;
  private readonly faint: Faint;
  /** By so much each preactivation may change over a stretch: forces left out grow at most, and the strongest falls, by its exponential. */
  private readonly most: number;
  /** The most that a preactivation can have changed by since they were chosen. */
  private changed = Number.POSITIVE_INFINITY;

  constructor(
    private readonly piece: Piece,
    private readonly features: Features,
  ) {
    const { n } = piece.data;
    this.faint = new Faint(n, piece.large);
    const { dropped, heard } = this.faint.faintness;
    this.most = ((dropped - heard) / 2) * Math.LN2;
    this.chosen = new Int32Array(n);
    this.logSize = new Float64Array(n);
    this.logNorm = Float64Array.from({ length: n }, (_, i) => log(piece.squareNorm(i)) / 2);
    const square = this.logNorm.reduce((most, _, i) => Math.max(most, piece.squareNorm(i)), 0);
    this.longest = Math.sqrt(square) * Math.max(1, Math.abs(piece.model.outputWeights[0]!));
  }

  /** By how much preactivations may still change; Infinity where all samples are chosen. */
  get room(): number {
    return this.most - this.changed;
  }

  /** Notes that w moved along a path no longer than given. */
  moved(path: number): void {
    this.changed += path * this.longest;
  }

  /** Forgets the choice: w has moved by other means. */
  forget(): void {
    this.changed = Number.POSITIVE_INFINITY;
  }

  /** Notes the strongest force at w as far as it is known: where it is much below the one that the choice was made by, others count. */
  strongestNow(logSize: number): void {
    if (this.changed !== Number.NEGATIVE_INFINITY && !(logSize >= this.faint.strongest - this.most)) this.forget();
  }

  /** Chooses anew at w where the room is spent, or the strongest force gone; whether it did. */
  choose(w: Float64Array): boolean {
    if (this.room >= 0) return false;
    const { chosen, logSize, logNorm, piece, faint, most } = this;
    const { data, model } = piece;
    const products = this.features.products(w);
    const logSlope = log(model.slope);
    for (let i = 0; i < data.n; i++) {
      const product = products[i]!;
      const [slope, logOfIt] = product > 0 ? [1, 0] : [model.slope, logSlope];
      logSize[i] = logNorm[i]! + logOfIt - slope * product * data.y[i]! * model.outputWeights[0]!;
    }
    faint.measure(logSize, data.n);
    this.count = 0;
    for (let i = 0; i < data.n; i++) {
      if (faint.counts(i) || !(Math.abs(products[i]!) > most)) chosen[this.count++] = i;
    }
    this.changed = 0;
    if (this.count < WORTHWHILE * data.n) return true;
    for (let i = 0; i < data.n; i++) chosen[i] = i;
    this.count = data.n;
    this.changed = Number.NEGATIVE_INFINITY;
    return true;
  }
}
