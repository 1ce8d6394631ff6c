/** What drives SGD on Combes-style data to its two ends, as inequalities that hold at every step. */

import type { Snapshot } from '../../claim/snapshot.js';
import { labelOf, sample } from '../../data/dataset.js';
import { exp, log } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import type { RunJudgement, SgdCase } from './combes-run.js';

/** Looks at the steps of one run, one after the other. */
export interface DichotomyWatch {
  see(before: Snapshot, after: Snapshot, eta: number): void;
  result(): RunJudgement;
}

/** The first positive that was active, and what was so from then on. */
interface Driver {
  readonly p: number;
  readonly square: number;
  /** w_s.x_j for every sample, and w_s's length. */
  readonly begun: Float64Array;
  readonly length: number;
  /** r_j. */
  readonly ratio: Float64Array;
  /** sum of eta_k over the draws of p since. */
  drawn: number;
}

/** A watch over one run. */
export function watchDichotomy({ least: { data, within }, slack, parts }: SgdCase): DichotomyWatch {
  const { n, d } = data;
  const longest = largest(Array.from({ length: n }, (_, i) => norm(sample(data, i))));
  let driver: Driver | undefined;
  let last: Snapshot | undefined;
  // w.x_j at the iterate before and after: with a sampler a run evaluates the sample drawn alone.
  const earlier = new Float64Array(n);
  const now = new Float64Array(n);
  const project = (w: Float64Array): void => {
    for (const j of now.keys()) now[j] = dot(w, sample(data, j));
  };
  const broken = (step: number, note: string): void => slack.record(-1, 0, step, () => note);

  const rounding = (w: Float64Array, step: number): number => gamma(4 * (d + 4) + 8 * step) * longest * (norm(w) + (driver?.length ?? 0));

  function startDriver(w: Float64Array): void {
    const p = data.positives.find((i) => now[i]! > 0);
    if (p === undefined) return;
    const x = sample(data, p);
    const ratio = Float64Array.from({ length: n }, (_, j) => {
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < n; i++) {
        least = Math.min(least, Math.abs(dot(sample(data, i), sample(data, j))) / Math.abs(dot(sample(data, i), x)));
      }
      return least;
    });
    driver = { p, square: dot(x, x), begun: now.slice(), length: norm(w), ratio, drawn: 0 };
  }

  function seeDriven(of: Driver, after: Snapshot): void {
    const start = of.begun[of.p]!;
    const rise = now[of.p]! - start;
    const error = rounding(after.w, after.k);
    const least = log(1 + of.square * exp(-start) * of.drawn);
    const size = 1 + Math.abs(rise) + least;
    slack.record((rise - least) / size, error / size, after.k, () => `w.x_p rose by ${rise}, and by ${least} at least`);
    let behind = false;
    for (let j = 0; j < n; j++) {
      const way = labelOf(data, j) * (now[j]! - of.begun[j]!);
      const bound = of.ratio[j]! * rise;
      // The error is positive, as w was not 0 when p was first active.
      const unit = Math.abs(way) + Math.abs(bound) + error;
      slack.record(
        (way - bound) / unit,
        (error * (1 + of.ratio[j]!)) / unit,
        after.k,
        () => `sample ${j} moved by ${way}, and by ${bound} at least`,
      );
      // The bound on the time: past it the second inequality has every sample on its side.
      if (labelOf(data, j) * of.begun[j]! + of.ratio[j]! * least <= 2 * error) behind = true;
    }
    if (!behind && parts.landscapeRegion(data, after.w).kind !== 'separable')
      broken(after.k, 'outside the separable region past the bound on the time');
  }

  function seeUndriven(before: Snapshot, after: Snapshot, eta: number): void {
    if (labelOf(data, before.sample) === 1 || !(earlier[before.sample]! > 0)) return;
    const least = eta * within.negative;
    const error = rounding(after.w, after.k);
    for (const j of data.negatives) {
      const fall = earlier[j]! - now[j]!;
      const unit = fall + least;
      slack.record((fall - least) / unit, error / unit, after.k, () => `w.x_${j} fell by ${fall}, and by ${least} at least`);
    }
  }

  return {
    see(before, after, eta) {
      if (before.k === 0) {
        project(before.w);
        startDriver(before.w);
      }
      earlier.set(now);
      project(after.w);
      if (driver === undefined) seeUndriven(before, after, eta);
      else {
        if (before.sample === driver.p) driver.drawn += eta;
        seeDriven(driver, after);
      }
      if (driver === undefined) startDriver(after.w);
      last = after;
    },
    result() {
      const kind = last === undefined ? 'silent' : parts.landscapeRegion(data, last.w).kind;
      const step = last?.k ?? 0;
      if (kind === 'silent' && driver !== undefined) broken(step, 'no sample is active, though a positive was');
      const conclusion = slack.conclusion() ?? { slack: 1, rounding: 0, step, note: 'no draw has moved w' };
      return { conclusion, labels: [['end', kind === 'separable' || kind === 'silent' ? kind : 'under-way']] };
    },
  };
}
