/** What the engine keeps of a trajectory: changes of mode, strikes and checkpoints. */

import { exp } from '../../numerics/elementary.js';
import { removeSpan } from '../../numerics/span.js';
import { norm } from '../../numerics/vector.js';
import { logKinkPull } from './kinks.js';
import type { Motion } from './motion.js';
import type { LogTimeCheckpoint, ModeChange } from './report.js';

/** A unit counts as striking until its pause has grown to this many times the last one. */
const PAUSE = 4;

/** The record of one continuation. */
export class Chronicle {
  readonly checkpoints: LogTimeCheckpoint[] = [];
  readonly modes: ModeChange[] = [];
  /** Strikes so far, over all units. */
  strikes = 0;

  /** @param tell - told each checkpoint, by `tellAll`. */
  constructor(private readonly tell?: (checkpoint: LogTimeCheckpoint) => void) {}

  private lastStrike = new Map<number, { readonly s: number; readonly gap: number }>();
  /** By unit the last entry of `modes`. */
  private lastMode = new Map<number, ModeChange>();
  /** Checkpoints that have been told. */
  private told = 0;

  /** Forgets what was noted after now. */
  wayBack(): () => void {
    const { strikes } = this;
    const [checkpoints, modes] = [this.checkpoints.length, this.modes.length];
    const lastStrike = new Map(this.lastStrike);
    const lastModes = [...this.lastMode.values()].map((mode) => ({ mode, count: mode.count }));
    return () => {
      this.strikes = strikes;
      this.checkpoints.length = checkpoints;
      this.modes.length = modes;
      this.lastStrike = new Map(lastStrike);
      this.lastMode = new Map(lastModes.map(({ mode }) => [mode.unit, mode]));
      for (const { mode, count } of lastModes) mode.count = count;
    };
  }

  /** Tells the checkpoints that were not told yet. */
  tellAll(): void {
    for (; this.told < this.checkpoints.length; this.told++) this.tell?.(this.checkpoints[this.told]!);
  }

  /** Notes a change of mode; the same change of the same unit in a row is counted, not listed. */
  record(s: number, unit: number, change: ModeChange['change']): void {
    const last = this.lastMode.get(unit);
    if (last !== undefined && last.change === change) {
      last.count++;
      return;
    }
    const next = { s, unit, change, count: 1 };
    this.modes.push(next);
    this.lastMode.set(unit, next);
  }

  /** Notes that a unit strikes its kink. */
  strike(s: number, unit: number): void {
    const earlier = this.lastStrike.get(unit);
    this.lastStrike.set(unit, { s, gap: earlier === undefined ? 0 : s - earlier.s });
    this.strikes++;
    this.record(s, unit, 'strikes');
  }

  /** Adds a checkpoint at ln t = s, where the trajectory stands. */
  report(s: number, motion: Motion): void {
    const { piece, w, r } = motion;
    const held = piece.sliding.flatMap((unit) => [unit, ...piece.companionsOf(unit)]);
    const sliding = [...new Set([...held, ...this.striking(s)])].sort((a, b) => a - b);
    const velocity = piece.freeVelocity(r, w);
    removeSpan(piece.normalBasis(sliding), velocity);
    const blur = new Float64Array(w.length);
    for (const unit of piece.sliding) piece.addNormal(unit, 0.5 * exp(logKinkPull(piece, unit, 0, w)), blur);
    const toS = exp(motion.s - r);
    const mean = piece.overshoot(r, w).map((value, j) => w[j]! + value);
    const checkpoint: LogTimeCheckpoint = {
      s,
      w: mean,
      velocity: velocity.map((value) => value * toS),
      constantLoss: (piece.data.n - piece.acting) / piece.data.n,
      logExcess: piece.logExcess(w),
      active: Array.from(piece.active.keys()).filter((unit) => piece.active[unit] === 1),
      sliding,
      blur: norm(blur),
    };
    this.checkpoints.push(checkpoint);
  }

  /** Units that have struck at least twice, and not stopped since. */
  private striking(s: number): number[] {
    return [...this.lastStrike].filter(([, last]) => last.gap > 0 && s - last.s <= PAUSE * last.gap).map(([unit]) => unit);
  }
}
