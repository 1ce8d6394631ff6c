/** The quantities whose expectations are taken, at the iterates and averages of one path after another. */

import type { Dataset } from '../data/dataset.js';
import { type Model, type Workspace, workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import type { Columns } from './quantities.js';
import type { Extremes } from './rounding-bounds.js';

/** What the values are of. */
export interface PathOptions {
  readonly data: Dataset;
  readonly model: Model;
  readonly active: readonly number[];
  readonly steps: number;
  readonly columns: Columns;
  readonly extreme: Extremes;
  /** How many of the leading iterates wbar_t averages, by t. */
  readonly windows: Int32Array;
}

/** The values at a step, by column; those of the draws are not among them. */
export interface PathValues {
  readonly values: Float64Array;
  /** Writes what depends on w_k alone, and remembers w_k for the averages. */
  atIterate(k: number, w: Float64Array): void;
  /** Writes what depends on wbar_t. */
  atAverage(t: number, w: Float64Array): void;
}

/** Room for the values at one step, and for the sums of the iterates before it. */
export function pathValues({ data, model, active, steps, columns, extreme, windows }: PathOptions): PathValues {
  const { n, d } = data;
  const isActive = new Uint8Array(n);
  for (const i of active) isActive[i] = 1;
  const values = new Float64Array(columns.count);
  // prefix[k] = w_0 + ... + w_{k-1}
  const prefix = Array.from({ length: steps + 2 }, () => new Float64Array(d));
  const average = new Float64Array(d);
  const full = workspace(model, data);
  return {
    values,
    atIterate(k, w) {
      model.evaluate(data, w, full);
      const scale = full.shift === 0 ? 1 : exp(full.shift);
      const behind = prefix[k]!;
      const ahead = prefix[k + 1]!;
      let square = 0;
      let descent = 0;
      for (let j = 0; j < d; j++) {
        const value = w[j]!;
        const slope = full.gradient[j]! * scale;
        square += value * value;
        descent += slope * value;
        values[columns.iterate + j] = value;
        values[columns.gradient + j] = slope;
        ahead[j] = behind[j]! + value;
      }
      const activeLoss = sumOver(active, full, scale);
      values[columns.normSquare] = square;
      values[columns.descent] = descent;
      values[columns.loss] = full.loss * scale;
      values[columns.activeLoss] = activeLoss;
      extreme.noteIterate(k, square, full.loss * scale, activeLoss);
      for (let i = 0; i < n; i++) extreme.notePreactivation(isActive[i] === 1, full.preactivation[i]!);
    },
    atAverage(t, w) {
      const count = windows[t]!;
      const sum = prefix[count]!;
      for (let j = 0; j < d; j++) {
        average[j] = count === 0 ? w[j]! : sum[j]! / count;
        values[columns.average + j] = average[j]!;
      }
      model.evaluate(data, average, full);
      const scale = full.shift === 0 ? 1 : exp(full.shift);
      values[columns.averageLoss] = full.loss * scale;
      values[columns.averageActiveLoss] = sumOver(active, full, scale);
    },
  };
}

/** The sum of the active samples' losses. */
function sumOver(active: readonly number[], { weight }: Workspace, scale: number): number {
  let sum = 0;
  for (let a = 0; a < active.length; a++) sum += weight[active[a]!]!;
  return sum * scale;
}
