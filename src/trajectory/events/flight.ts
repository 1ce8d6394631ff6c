/** Jumps between kinks: as long as their errors allow, ending where the first unit reaches its kink. */

import { exp } from '../../numerics/elementary.js';
import { log1p } from '../../numerics/log-sum.js';
import { dot, norm } from '../../numerics/vector.js';
import { Jump } from './jump.js';
import type { Neurons } from './neurons.js';

/** Error of a jump in w, as estimated, relative to 1 + |w| / 1000. */
const TOLERANCE = 1e-12;
/** A jump shorter than this share of the one that was wanted is not progress. */
const SHORTEST = 1e-12;
/** Trials to find where a kink is met. */
const MOST_TRIALS = 60;

/** One jump as it was made. */
export interface Flown {
  /** Where it ended; a view that the next jump writes over. */
  readonly w: Float64Array;
  /** Its length, in units of e^base steps. */
  readonly passed: number;
  /** The unit whose kink it ends at; -1 for none. */
  readonly crossed: number;
  /** Whether it went all the way that it was allowed. */
  readonly last: boolean;
}

/** Makes jumps. */
export class Flight {
  /** Jumps made. */
  jumps = 0;
  private readonly jump: Jump;
  private readonly start: Float64Array;
  private readonly startRate: Float64Array;
  private readonly level: Float64Array;
  private readonly rate: Float64Array;
  /** 1 where a unit has a kink that the jump just made may have met. */
  private readonly meets: Uint8Array;
  private wanted = 0.1;
  /** Units of e^base steps in which the loss would fall to nothing as it falls at the start of a jump; Infinity where it does not. */
  private age = Number.POSITIVE_INFINITY;

  constructor(private readonly neurons: Neurons) {
    this.jump = new Jump(neurons);
    const room = (): Float64Array => new Float64Array(neurons.units);
    [this.start, this.startRate, this.level, this.rate] = [room(), room(), room(), room()];
    this.meets = new Uint8Array(neurons.units);
  }

  /** One jump from w on the present sides, over at most `room` units of e^base steps; undefined when its error cannot be kept small. */
  go(w: Float64Array, base: number, room: number): Flown | undefined {
    const { wanted } = this;
    const flown = this.fly(w, base, room, false);
    if (flown === undefined || this.jump.staysInFocus(this.level)) return flown;
    // Something that was negligible at the start of the jump is not at its end.
    this.wanted = wanted;
    return this.fly(w, base, room, true);
  }

  private fly(w: Float64Array, base: number, most: number, all: boolean): Flown | undefined {
    const { neurons, jump } = this;
    jump.from(w, base, all);
    const age = ageOf(jump.startPull * neurons.rate, dot(jump.startSpeed, jump.startSpeed));
    this.age = age;
    const size = norm(w);
    const allowed = TOLERANCE * (1 + size / 1000);
    neurons.along(w, this.start);
    neurons.along(jump.startSpeed, this.startRate);
    const room = age < Number.POSITIVE_INFINITY ? age * log1p(most / age) : most;
    const longest = Math.min(this.wanted, room);
    for (let h = longest; h > SHORTEST * longest; ) {
      this.jumps++;
      const error = jump.over(h, h / age);
      if (!(error <= allowed)) {
        h *= Math.max(0.1, 0.9 * fifthRoot(allowed / error));
        continue;
      }
      this.look();
      this.seeWhatMeets();
      const guess = this.firstCrossing(h);
      if (guess === undefined) {
        const grown = h * Math.min(5, 0.9 * fifthRoot(allowed / Math.max(error, 1e-6 * allowed)));
        this.wanted = h === room ? Math.max(this.wanted, grown) : grown;
        return this.flown(h, -1, h === room);
      }
      return this.land(guess, h, 1e-15 * (1 + size));
    }
    return undefined;
  }

  /** Where the present sides lead in h units of e^base steps, fewer than one step. */
  glide(w: Float64Array, base: number, h: number): Float64Array {
    this.jump.from(w, base, true);
    this.jump.over(h);
    return this.jump.end;
  }

  /** The jump just made, of length h in units that grow. */
  private flown(h: number, crossed: number, last: boolean): Flown {
    return { w: this.jump.end, passed: passed(h, this.age), crossed, last };
  }

  private look(): void {
    this.neurons.along(this.jump.end, this.level);
    this.neurons.along(this.jump.endSpeed, this.rate);
  }

  /** How far a unit is from its kink, positive on its side. */
  private distance(i: number, u: Float64Array): number {
    return this.neurons.side[i] === 1 ? u[i]! : -u[i]!;
  }

  /** Units without a kink do not meet one, nor do those that are at 0 exactly and whose neuron moves along the kink: nothing turns them. */
  private seeWhatMeets(): void {
    const { neurons, start, startRate, level, rate, meets } = this;
    for (let i = 0; i < meets.length; i++) {
      const rests = start[i] === 0 && startRate[i] === 0 && level[i] === 0 && rate[i] === 0;
      meets[i] = neurons.length[i] === 0 || neurons.slope === 1 || rests ? 0 : 1;
    }
  }

  /** Where in the jump just made, of length h, a unit first comes to its kink, by cubics through both ends; undefined for nowhere. */
  private firstCrossing(h: number): number | undefined {
    let first: number | undefined;
    for (let i = 0; i < this.level.length; i++) {
      if (this.meets[i] === 0) continue;
      const at = firstZero(
        this.distance(i, this.start),
        h * this.distance(i, this.startRate),
        this.distance(i, this.level),
        h * this.distance(i, this.rate),
      );
      if (at !== undefined && (first === undefined || at * h < first)) first = at * h;
    }
    return first;
  }

  /** Ends the jump where the first unit is on its kink, to `rounding`; undefined when no such place is found. */
  private land(guess: number, longest: number, rounding: number): Flown | undefined {
    const { jump } = this;
    let low = 0;
    let high = longest;
    let h = guess;
    for (let trial = 0; trial < MOST_TRIALS; trial++) {
      jump.over(h, h / this.age);
      this.look();
      let nearest = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < this.level.length; i++) {
        if (this.meets[i] === 0) continue;
        const distance = this.distance(i, this.level) / this.neurons.length[i]!;
        if (distance < least) [least, nearest] = [distance, i];
      }
      if (Math.abs(least) <= rounding) return this.flown(h, nearest, false);
      if (least > 0) low = h;
      else high = h;
      if (high - low <= 1e-15 * high) return least > 100 * rounding ? undefined : this.flown(h, nearest, false);
      const next = h - this.distance(nearest, this.level) / this.distance(nearest, this.rate);
      h = next > low && next < high ? next : (low + high) / 2;
    }
    return undefined;
  }
}

/**
 * A loss L that falls at -|grad L|^2 is 1 / (t + age) of something, as those of separable data are in the end, for age = L / |grad L|^2.
 *
 * @param loss - as `square` is |grad L|^2, per step.
 */
function ageOf(loss: number, square: number): number {
  const age = loss / square;
  return age > 0 ? age : Number.POSITIVE_INFINITY;
}

/** Units that pass in h of those that grow like the time from `age` on: age (e^(h / age) - 1). */
function passed(h: number, age: number): number {
  const swell = h / age;
  return swell < 1e-4 ? h * (1 + (swell / 2) * (1 + swell / 3)) : age * (exp(swell) - 1);
}

/** The first zero in (0, 1] of a cubic with these end values and slopes, positive at 0; undefined for none. */
function firstZero(y0: number, slope0: number, y1: number, slope1: number): number | undefined {
  const a = 2 * (y0 - y1) + slope0 + slope1;
  const b = 3 * (y1 - y0) - 2 * slope0 - slope1;
  const at = (u: number): number => y0 + u * (slope0 + u * (b + u * a));
  let high = 1;
  if (y1 > 0) {
    // Only a dip between the ends can reach the kink.
    if (slope0 >= 0 && slope1 <= 0) return undefined;
    const discriminant = b * b - 3 * a * slope0;
    if (!(discriminant > 0)) return undefined;
    high = b > 0 ? -slope0 / (b + Math.sqrt(discriminant)) : (Math.sqrt(discriminant) - b) / (3 * a);
    if (!(high > 0 && high < 1) || at(high) > 0) return undefined;
  }
  let low = 0;
  for (let k = 0; k < 50; k++) {
    const middle = (low + high) / 2;
    if (at(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}

function fifthRoot(x: number): number {
  // Newton's iteration; only step sizes hang on it.
  if (!(x > 0)) return 0;
  let root = x < 1 ? Math.sqrt(Math.sqrt(x)) : Math.min(x, 10);
  for (let k = 0; k < 12; k++) {
    const next = (4 * root + x / (root * root * root * root)) / 5;
    if (next === root) break;
    root = next;
  }
  return root;
}
