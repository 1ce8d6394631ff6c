/**
 * The event engine: gradient descent on one neuron or a network followed from strike to strike, without any average.
 *
 * A sample on its kink has weight e^0, all others that act have weights like 1/t: so whatever crosses a kink is met by plain steps,
 * and between them many small steps are taken at once, up to the whole step that finds the next sample beyond its kink.
 */

import { exp, log } from '../../numerics/elementary.js';
import { logAddExp, logSubExp } from '../../numerics/log-sum.js';
import { listed, remembering, TWO_DOZEN } from '../../numerics/remember.js';
import { unlessStopped } from '../../numerics/stopping.js';
import { norm } from '../../numerics/vector.js';
import { Flight } from './flight.js';
import { Neurons } from './neurons.js';
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
 * Continues gradient descent from w_T to ln t = `until`, event by event. What it answers is shared by all who ask for the same run.
 *
 * @throws RangeError on a start of the wrong length.
 */
export const followEvents: (options: EventOptions) => EventResult = remembering(numbersOf, followed, TWO_DOZEN);

function numbersOf({ data, outputWeights = [1], start, checkpoints = [], ...rest }: EventOptions): Float64Array {
  const { slope, eta, from, until, mostSteps = NaN, mostEvents = NaN, mostJumps = NaN } = rest;
  const numbers = [slope, eta, from, until, mostSteps, mostEvents, mostJumps];
  return listed([data.n, data.d], data.x, data.y, outputWeights, start, checkpoints, numbers);
}

function followed(options: EventOptions): EventResult {
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
  private readonly neurons: Neurons;
  private readonly flight: Flight;
  private readonly step: Float64Array;
  /** Sides before a step. */
  private readonly before: Uint8Array;
  private readonly targets: number[];
  readonly checkpoints: EventCheckpoint[] = [];
  private readonly events: number[];
  private readonly limits: { readonly steps: number; readonly events: number; readonly jumps: number };
  /** Steps since the start, as long as they can be counted; else Infinity. */
  private count: number;
  /** Steps since steps were last taken one by one, whole or not. */
  private since = 0;
  private plainSteps = 0;
  /** Jumps made until the last kink. */
  private jumpsBefore = 0;
  private crossings = 0;

  constructor({
    data,
    outputWeights = [1],
    slope,
    eta,
    start,
    from,
    until,
    checkpoints = [],
    mostSteps = 3_000_000,
    mostEvents = 200_000,
    mostJumps = Number.POSITIVE_INFINITY,
  }: EventOptions) {
    const dimension = data.d * outputWeights.length;
    if (start.length !== dimension) throw new RangeError(`start has ${start.length} numbers, the model has ${dimension} parameters`);
    this.neurons = new Neurons(data, outputWeights, slope, eta);
    this.flight = new Flight(this.neurons);
    this.w = Float64Array.from(start);
    this.step = new Float64Array(dimension);
    this.before = new Uint8Array(this.neurons.units);
    this.count = from;
    this.s = log(from);
    this.events = Array.from({ length: this.neurons.units }, () => 0);
    this.limits = { steps: mostSteps, events: mostEvents, jumps: mostJumps };
    this.targets = [...new Set([...checkpoints.filter((s) => s >= this.s && s < until), until])].sort((a, b) => a - b);
  }

  run(): EventResult {
    const { neurons, w } = this;
    neurons.sidesBySign(w);
    for (;;) {
      unlessStopped();
      while (this.targets.length > 0 && this.targets[0]! <= this.s) this.report(this.targets.shift()!);
      if (this.targets.length === 0) return this.reached('horizon');
      if (!neurons.acts) {
        for (const s of this.targets) this.report(s);
        return this.reached('terminated');
      }
      neurons.move(w, 0, this.step);
      if (neurons.largestChange(this.step) > SMALL) this.takeSteps();
      else this.fly();
    }
  }

  /** Plain steps, up to the next checkpoint at most. */
  private takeSteps(): void {
    const { neurons, w, step } = this;
    const left = Math.min(this.stepsTo(this.targets[0]!), BLIND);
    for (let k = 0; k < left; k++) {
      if (k > 0) neurons.move(w, 0, step);
      this.take(this.step);
    }
    this.since = 0;
    if (this.plainSteps > this.limits.steps) throw new CannotTell(`forces stayed strong over ${this.limits.steps} steps`);
  }

  private take(move: Float64Array): void {
    const { w, neurons } = this;
    const { before } = this;
    for (let unit = 0; unit < before.length; unit++) before[unit] = neurons.side[unit]!;
    for (let j = 0; j < w.length; j++) w[j]! += move[j]!;
    this.plainSteps++;
    this.pass(1);
    neurons.sidesBySign(w);
    for (let unit = 0; unit < before.length; unit++) if (before[unit] === 0 && neurons.side[unit] === 1) this.events[unit]!++;
    if (this.crossings > 0) this.checkSides(move);
  }

  /** Whether the sides after a step are sure. A unit at 0 exactly, whose neuron the step moves along the kink, is as it is in a plain run. */
  private checkSides(move: Float64Array): void {
    const { w, neurons } = this;
    const close = CLOSE * (1 + norm(w));
    let moved: Float64Array | undefined;
    for (let unit = 0; unit < neurons.units; unit++) {
      if (neurons.length[unit] === 0 || Math.abs(neurons.u[unit]!) >= close * neurons.length[unit]!) continue;
      moved ??= neurons.moved(move);
      if (neurons.u[unit] === 0 && moved[unit] === 0) continue;
      const name = neurons.count === 1 ? '' : ` of neuron ${(unit % neurons.count) + 1}`;
      const sample = Math.trunc(unit / neurons.count) + 1;
      throw new CannotTell(`a step ends so near the kink of sample ${sample}${name} that rounding decides on its side`);
    }
  }

  /** Many steps at once, up to the next kink or checkpoint, and the plain step that finds a sample beyond its kink. */
  private fly(): void {
    const { neurons, flight, w } = this;
    const base = neurons.leastMargin();
    const room = this.roomTo(this.targets[0]!, base);
    if (room < NOTHING) {
      this.arrive();
      return;
    }
    const flown = flight.go(w, base, room);
    if (flight.jumps - this.jumpsBefore > this.limits.jumps) throw new CannotTell(`more than ${this.limits.jumps} jumps lead to no kink`);
    if (flown === undefined) throw new CannotTell('the error of a jump could not be kept small');
    w.set(flown.w);
    this.passLog(base + log(flown.passed));
    if (flown.crossed < 0) {
      if (flown.last) this.arrive();
      return;
    }
    this.jumpsBefore = flight.jumps;
    if (++this.crossings > this.limits.events) throw new CannotTell(`more than ${this.limits.events} kinks were met`);
    this.alignWithSteps();
    neurons.sidesByCrossing(w, flown.crossed);
    if (neurons.side[flown.crossed] === 1) this.events[flown.crossed]!++;
    neurons.move(w, 0, this.step);
    this.take(this.step);
    this.since = 0;
  }

  /** Moves on to the next whole step, on the present sides. */
  private alignWithSteps(): void {
    if (this.since > COUNTED) return;
    const rest = Math.ceil(this.since - 1e-6) - this.since;
    this.neurons.along(this.w, this.neurons.u);
    const base = this.neurons.leastMargin();
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
