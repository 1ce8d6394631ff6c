/**
 * The event engine: gradient descent on one neuron followed from strike to strike, without any average.
 *
 * A sample on its kink has weight e^0, all others that act have weights like 1/t: so whatever crosses a kink is met by plain steps,
 * and between them many small steps are taken at once, up to the whole step that finds the next sample beyond its kink.
 */

import { exp, log } from '../../numerics/elementary.js';
import { logAddExp, logSubExp } from '../../numerics/log-sum.js';
import { norm } from '../../numerics/vector.js';
import { Flight } from './flight.js';
import { Neuron } from './neuron.js';
import type { EventCheckpoint, EventOptions, EventResult } from './report.js';

/** Small steps are taken at once where a step changes no margin by more than this: what is off in each is of its third power. */
const SMALL = 5e-4;
/** Steps taken one by one between two looks at how large they are. */
const BLIND = 16;
/** Times up to which whole steps are counted in float64. */
const COUNTED = 1e12;
/** So few units of the strongest force's own time move nothing that float64 can see. */
const NOTHING = 1e-300;
/** A sample nearer to its kink than this, relative to 1 + |w|, may be on either side for all that the jumps' errors tell. */
const CLOSE = 1e-11;

/** A reason to give up. */
class CannotTell extends Error {}

/**
 * Continues gradient descent from w_T to ln t = `until`, event by event.
 *
 * @throws RangeError on a start of the wrong length.
 */
export function followEvents(options: EventOptions): EventResult {
  const follower = new Follower(options);
  try {
    return follower.run();
  } catch (error) {
    if (error instanceof CannotTell) return { kind: 'unknown', reason: error.message, s: follower.s, checkpoints: follower.checkpoints };
    throw error;
  }
}

class Follower {
  s: number;
  private readonly w: Float64Array;
  private readonly neuron: Neuron;
  private readonly flight: Flight;
  private readonly step: Float64Array;
  private readonly sidesBefore: Uint8Array;
  private readonly targets: number[];
  readonly checkpoints: EventCheckpoint[] = [];
  private readonly events: number[];
  private readonly limits: { readonly steps: number; readonly events: number };
  /** Steps since the start, as long as they can be counted; else Infinity. */
  private count: number;
  /** Steps since steps were last taken one by one, whole or not. */
  private since = 0;
  private plainSteps = 0;
  private crossings = 0;

  constructor({ data, slope, eta, start, from, until, checkpoints = [], mostSteps = 3_000_000, mostEvents = 200_000 }: EventOptions) {
    if (start.length !== data.d) throw new RangeError(`start has ${start.length} numbers, the neuron has ${data.d} parameters`);
    this.neuron = new Neuron(data, slope, eta);
    this.flight = new Flight(this.neuron);
    this.w = Float64Array.from(start);
    this.step = new Float64Array(data.d);
    this.sidesBefore = new Uint8Array(data.n);
    this.count = from;
    this.s = log(from);
    this.events = Array.from({ length: data.n }, () => 0);
    this.limits = { steps: mostSteps, events: mostEvents };
    this.targets = [...new Set([...checkpoints.filter((s) => s >= this.s && s < until), until])].sort((a, b) => a - b);
  }

  run(): EventResult {
    const { neuron, w } = this;
    neuron.sidesBySign(w);
    for (;;) {
      while (this.targets.length > 0 && this.targets[0]! <= this.s) this.report(this.targets.shift()!);
      if (this.targets.length === 0) return this.reached('horizon');
      if (!neuron.acts) {
        for (const s of this.targets) this.report(s);
        return this.reached('terminated');
      }
      neuron.move(w, 0, this.step);
      if (neuron.largestChange(this.step) > SMALL) this.takeSteps();
      else this.fly();
    }
  }

  /** Plain steps, up to the next checkpoint at most. */
  private takeSteps(): void {
    const { neuron, w, step } = this;
    const left = Math.min(this.stepsTo(this.targets[0]!), BLIND);
    for (let k = 0; k < left; k++) {
      if (k > 0) neuron.move(w, 0, step);
      this.take(this.step);
    }
    this.since = 0;
    if (this.plainSteps > this.limits.steps) throw new CannotTell(`forces stayed strong over ${this.limits.steps} steps`);
  }

  private take(move: Float64Array): void {
    const { w, neuron } = this;
    this.sidesBefore.set(neuron.side);
    for (let j = 0; j < w.length; j++) w[j]! += move[j]!;
    this.plainSteps++;
    this.pass(1);
    neuron.sidesBySign(w);
    const close = CLOSE * (1 + norm(w));
    for (let i = 0; i < neuron.u.length; i++) {
      if (this.sidesBefore[i] === 0 && neuron.side[i] === 1) this.events[i]!++;
      if (neuron.length[i] !== 0 && Math.abs(neuron.u[i]!) < close * neuron.length[i]! && this.crossings > 0) {
        throw new CannotTell(`a step ends so near the kink of sample ${i + 1} that rounding decides on its side`);
      }
    }
  }

  /** Many steps at once, up to the next kink or checkpoint, and the plain step that finds a sample beyond its kink. */
  private fly(): void {
    const { neuron, flight, w } = this;
    const base = neuron.leastMargin(w);
    const room = this.roomTo(this.targets[0]!, base);
    if (room < NOTHING) {
      this.arrive();
      return;
    }
    const flown = flight.go(w, base, room);
    if (flown === undefined) throw new CannotTell('the error of a jump could not be kept small');
    w.set(flown.w);
    this.passLog(base + log(flown.h));
    if (flown.crossed < 0) {
      if (flown.last) this.arrive();
      return;
    }
    if (++this.crossings > this.limits.events) throw new CannotTell(`more than ${this.limits.events} kinks were met`);
    this.alignWithSteps();
    neuron.sidesByCrossing(w, flown.crossed);
    if (neuron.side[flown.crossed] === 1) this.events[flown.crossed]!++;
    neuron.move(w, 0, this.step);
    this.take(this.step);
    this.since = 0;
  }

  /** Moves on to the next whole step, on the present sides. */
  private alignWithSteps(): void {
    if (this.since > COUNTED) return;
    const rest = Math.ceil(this.since - 1e-6) - this.since;
    const base = this.neuron.leastMargin(this.w);
    this.w.set(this.flight.glide(this.w, base, rest * exp(-base)));
    this.pass(rest);
    this.count = Math.round(this.count);
  }

  /** The next checkpoint is reached, to rounding. */
  private arrive(): void {
    this.s = Math.max(this.s, this.targets[0]!);
    if (this.count < COUNTED) this.count = Math.round(exp(Math.min(this.s, 700)));
  }

  /** Number of steps to ln t = s, at least one. */
  private stepsTo(s: number): number {
    return this.count < COUNTED ? Math.max(1, Math.round(exp(s)) - Math.round(this.count)) : BLIND;
  }

  /** Units of e^base steps to ln t = s. */
  private roomTo(s: number, base: number): number {
    if (s < 40 && this.count < COUNTED) return (Math.round(exp(s)) - this.count) * exp(-base);
    const gap = logSubExp(s, this.s) - base;
    return gap > 600 ? Number.POSITIVE_INFINITY : exp(gap);
  }

  private pass(steps: number): void {
    this.since += steps;
    if (this.count < COUNTED) {
      this.count += steps;
      this.s = log(this.count);
    } else if (steps > 0) {
      this.s = logAddExp(this.s, log(steps));
    }
  }

  private passLog(logSteps: number): void {
    if (logSteps < 30) this.pass(exp(logSteps));
    else {
      this.since = Number.POSITIVE_INFINITY;
      this.count = Number.POSITIVE_INFINITY;
      this.s = logAddExp(this.s, logSteps);
    }
  }

  private report(s: number): void {
    this.checkpoints.push({ s, w: Float64Array.from(this.w), activated: [...this.events] });
  }

  private reached(end: 'horizon' | 'terminated'): EventResult {
    const { checkpoints, plainSteps, crossings } = this;
    return { kind: 'reached', end, checkpoints, plainSteps, crossings, jumps: this.flight.jumps };
  }
}
