/** Where a trajectory is, in which mode, and by which clock: what the parts of the engine share and move. */

import { exp, log } from '../../numerics/elementary.js';
import { log1p } from '../../numerics/log-sum.js';
import { type Clock, logTime } from './clock.js';
import type { Piece } from './piece.js';

/** A reason to give up; the engine turns it into the result `unknown`. */
export class Undecided extends Error {}

/** A reason that lies in what happens at kinks: strikes that are resolved, and not averaged, may lead on. */
export class UndecidedAtKinks extends Undecided {}

/** A flow is trusted where a step of descent changes no margin by more than this: its cube is the error of the modified equation. */
const LARGEST_STEP = 1e-3;
/** The same where samples and parameters are many, and the integrator is held to less. */
const LARGEST_STEP_OF_LARGE = 3e-3;

/** Up to this local reading (5e8 steps) the flow stops at whole steps. */
export const COUNTABLE = 20;
/** A clock within this much of a whole step reads that step. */
export const WHOLE = 1e-4;

/** The state of a trajectory. */
export class Motion {
  constructor(
    readonly piece: Piece,
    /** W, moved in place. */
    readonly w: Float64Array,
    public clock: Clock,
  ) {}

  /** The local clock's reading. */
  get r(): number {
    return this.clock.local;
  }

  /** Largest change of a margin in a step of descent that a flow follows. */
  get largestStep(): number {
    return this.piece.large ? LARGEST_STEP_OF_LARGE : LARGEST_STEP;
  }

  /** ln t. */
  get s(): number {
    return logTime(this.clock);
  }

  /** Takes over the end of a step of the flow. */
  moveTo(r: number, w: Float64Array): void {
    this.w.set(w);
    this.clock = { origin: this.clock.origin, local: r };
  }

  /** Puts the motion back to where it stands now, and into the mode it is in now. */
  wayBack(): () => void {
    const { piece, clock } = this;
    const { sliding } = piece;
    const w = Float64Array.from(this.w);
    const active = Uint8Array.from(piece.active);
    return () => {
      this.w.set(w);
      this.clock = clock;
      piece.active.set(active);
      piece.setMode(sliding);
    };
  }

  /** Moves from where averaged chatter is kept to where the iterates lie on average, before they are followed one by one. */
  toMeanIterate(overshoot: Float64Array): void {
    for (let j = 0; j < this.w.length; j++) this.w[j]! += overshoot[j]!;
  }

  /** Moves on in the present mode to the next whole step, unless it stands at one. */
  alignWithSteps(): void {
    const { piece, w, r } = this;
    if (r > COUNTABLE) return;
    const local = log(Math.ceil(exp(r) - WHOLE));
    if (local === r) return;
    const velocity = new Float64Array(piece.dimension);
    piece.rate(r, w, velocity);
    for (let j = 0; j < w.length; j++) w[j]! += (local - r) * velocity[j]!;
    this.clock = { origin: this.clock.origin, local };
  }

  /** Moves the clock on by some steps of gradient descent. */
  countSteps(steps: number): void {
    const { origin, local } = this.clock;
    this.clock = { origin, local: local <= COUNTABLE ? log(Math.round(exp(local)) + steps) : local + log1p(steps * exp(-local)) };
  }
}
