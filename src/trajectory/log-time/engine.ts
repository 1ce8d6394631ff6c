/** The log-time engine: flow between kinks, steps of gradient descent where forces are too strong, and sliding. */

import { exp, log } from '../../numerics/elementary.js';
import { unlessStopped } from '../../numerics/stopping.js';
import { moveToMiddle } from './average.js';
import { Chronicle } from './chronicle.js';
import { localAt } from './clock.js';
import { changeMode } from './crossing.js';
import { DenseStrikes } from './dense-strikes.js';
import { descend, needsDescent } from './descent.js';
import type { DescentStep } from './descent-step.js';
import { logKinkPull } from './kinks.js';
import { COUNTABLE, Motion, Undecided, UndecidedAtKinks } from './motion.js';
import { Piece } from './piece.js';
import type { LogTimeOptions, LogTimeResult } from './report.js';
import { descentStep } from './sparse-step.js';
import { isStationary } from './stationary.js';
import { Stepper } from './stepper.js';
import { WayBack } from './way-back.js';

/** Estimated error of a step of the flow; the step itself is some hundred times better. */
const TOLERANCE = 1e-8;
/** The same where samples and parameters are many. */
const TOLERANCE_OF_LARGE = 3e-6;
/** Forces beyond e^25 that no kink accounts for do not decay. */
const BLOW_UP = 25;

type End = Extract<LogTimeResult, { kind: 'reached' }>['end'];

/** One run. */
export class Engine {
  readonly motion: Motion;
  private readonly stepper: Stepper;
  private readonly step: DescentStep;
  readonly chronicle: Chronicle;
  private readonly wayBack: WayBack;
  private readonly dense: DenseStrikes;
  private readonly impacts: number;
  private readonly spend: (steps: number) => void;
  /** Values of s yet to report, ascending. */
  private targets: number[];
  private descentSteps = 0;
  /** The local clock, in steps, when the flow last took over. */
  private resumedAt = Number.NEGATIVE_INFINITY;
  private changesAtOnce = 0;
  /** ln t where an average was first left at a phase of our choice. */
  phaseLostAt = Number.POSITIVE_INFINITY;

  /** @param phase - how far above the middle of its chatter an average is left, in strikes. */
  constructor(
    { data, model, eta, start, from, until, checkpoints = [], tolerance, impacts = 1000, ...told }: LogTimeOptions,
    private readonly phase: number,
  ) {
    this.chronicle = new Chronicle(told.onCheckpoint);
    this.spend = told.spend ?? (() => {});
    if (!(from >= 1) || !Number.isFinite(from)) throw new RangeError(`from is ${from}, not a number of steps of at least 1`);
    if (!(eta > 0) || !Number.isFinite(eta)) throw new RangeError(`eta is ${eta}, not a positive finite number`);
    const now = log(from);
    if (!(until >= now) || !Number.isFinite(until))
      throw new RangeError(`until is ${until}, not a finite number of at least ln(from) = ${now}`);
    const piece = new Piece(data, model, eta);
    if (start.length !== piece.dimension)
      throw new RangeError(`start has ${start.length} numbers, the model has ${piece.dimension} parameters`);
    this.motion = new Motion(piece, Float64Array.from(start), { origin: Number.NEGATIVE_INFINITY, local: now });
    const usual = piece.large ? TOLERANCE_OF_LARGE : TOLERANCE;
    this.wayBack = new WayBack(this.motion, this.chronicle, () => this.returning());
    this.dense = new DenseStrikes(this.motion, this.chronicle, impacts);
    this.stepper = new Stepper(this.motion, tolerance ?? usual, this.spend);
    this.step = descentStep(piece);
    this.impacts = impacts;
    this.targets = [...new Set([...checkpoints.filter((s) => s >= now && s < until), until])].sort((a, b) => a - b);
  }

  run(): LogTimeResult {
    const { motion } = this;
    const { piece, w } = motion;
    piece.setModeBySign(w);
    if (needsDescent(motion)) this.descend(false, [], 0);
    for (;;) {
      unlessStopped();
      try {
        const end = this.goOn();
        if (end !== undefined) return this.reached(end);
      } catch (error) {
        if (!(error instanceof UndecidedAtKinks) || !this.goBack()) throw error;
      }
      if (!this.wayBack.isOpen) this.chronicle.tellAll();
    }
  }

  /** Reports, takes a step of the flow or changes the mode; tells how the run ends if it does. */
  private goOn(): End | undefined {
    const { motion, stepper } = this;
    const { piece, w } = motion;
    if (this.targets.length === 0) return 'horizon';
    if (piece.acting === 0) return this.rest('terminated');
    if (this.reportDue()) return undefined;
    this.wayBack.pass();
    const hit = stepper.advance(localAt(motion.clock, this.targets[0]!));
    if (hit !== undefined) {
      this.change(hit.levels, hit.h);
      return undefined;
    }
    this.changesAtOnce = 0;
    this.keepToMiddle();
    if (!(piece.largestLogPull(motion.r, w) > BLOW_UP)) return undefined;
    if (isStationary(motion)) return this.rest('stationary');
    throw new Undecided('pulls of samples against each other grow without bound: part of the data holds the motion at a finite point');
  }

  /** Where chatter lies on average changes on several kinks, and with the pulls of other neurons. */
  private keepToMiddle(): void {
    const { motion } = this;
    const { sliding, neurons } = motion.piece;
    if (sliding.length > 1 || (sliding.length > 0 && neurons > 1)) moveToMiddle(motion);
  }

  /** Reports the next checkpoint if its time has come. */
  private reportDue(): boolean {
    const due = this.targets.length > 0 && localAt(this.motion.clock, this.targets[0]!) <= this.motion.r;
    if (due) this.chronicle.report(this.targets.shift()!, this.motion);
    return due;
  }

  private change(levels: readonly number[], progress: number): void {
    const { motion, wayBack } = this;
    if (this.impacts > 0) wayBack.begin(() => this.change(levels, progress));
    this.changesAtOnce = progress < 1e-13 * (1 + motion.r) ? this.changesAtOnce + 1 : 0;
    if (this.changesAtOnce > 4 * motion.piece.units + 20) throw new UndecidedAtKinks('changes of mode pile up at one moment');
    const striking = changeMode(motion, levels, this.chronicle, this.impacts, wayBack.owed);
    wayBack.forget();
    if (striking.length > 0 || needsDescent(motion))
      this.descend(true, striking, striking.length > 0 ? this.dense.burst(this.resumedAt) : 0);
  }

  /** Takes an average back that did not hold; false where that cannot be done. */
  private goBack(): boolean {
    const back = this.wayBack.take();
    if (back === undefined) return false;
    this.stepper.slowDown();
    if (back.from === 'start') back.goOn();
    else this.leaveAverage(back.r);
    return true;
  }

  /** Follows the average up to a local reading, and goes on from there as one of the runs that it stands for. */
  private leaveAverage(until: number): void {
    const { motion, stepper } = this;
    const { piece, w } = motion;
    while (motion.r < until && stepper.advance(until) === undefined) this.keepToMiddle();
    this.phaseLostAt = Math.min(this.phaseLostAt, motion.s);
    motion.toMeanIterate(piece.overshoot(motion.r, w));
    for (const unit of piece.sliding) piece.addNormal(unit, this.phase * exp(logKinkPull(piece, unit, 0, w)), w);
    piece.setModeBySign(w);
    motion.alignWithSteps();
    if (needsDescent(motion)) this.descend(false, [], 0);
    stepper.slowDown();
  }

  /** What of the run is neither in the motion nor in the chronicle. */
  private returning(): () => void {
    const { changesAtOnce, resumedAt, targets } = this;
    const left = [...targets];
    return () => {
      this.targets = [...left];
      this.changesAtOnce = changesAtOnce;
      this.resumedAt = resumedAt;
    };
  }

  /** At least so many steps of gradient descent, until a flow can go on or the horizon is reached. */
  private descend(forced: boolean, struck: readonly number[], least: number): void {
    let taken = 0;
    const { motion } = this;
    if (motion.piece.sliding.length > 0) motion.toMeanIterate(motion.piece.overshoot(motion.r, motion.w));
    for (let first = forced; ; first = false) {
      while (this.reportDue());
      if (this.targets.length === 0) return;
      const { steps, settled } = descend(this.motion, this.chronicle, {
        until: this.targets[0]!,
        spent: this.descentSteps,
        least: least - taken,
        forced: first,
        step: this.step,
        struck,
      });
      this.descentSteps += steps;
      this.spend(steps);
      taken += steps;
      if (settled) break;
    }
    this.resumedAt = exp(Math.min(this.motion.r, COUNTABLE));
    this.stepper.slowDown();
  }

  /** Nothing moves any more: all remaining checkpoints are where the trajectory is now. */
  private rest(end: End): End {
    for (const s of this.targets) this.chronicle.report(s, this.motion);
    return end;
  }

  private reached(end: End): LogTimeResult {
    const { checkpoints, modes } = this.chronicle;
    return { kind: 'reached', checkpoints, modes, flowSteps: this.stepper.steps, descentSteps: this.descentSteps, end };
  }
}
