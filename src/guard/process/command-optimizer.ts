/** An optimizer in another process, as an object whose calls wait for the answers. */

import { stringifyCompact } from '../../data/json-number.js';
import type { OptimizerUnderTest, StepContext } from '../../optimizer/optimizer.js';
import { APART, type ApartOptimizer, type BatchedState, RUN } from '../batched.js';
import type { SubjectOptions } from '../check.js';
import type { Evaluate } from '../linear-loss.js';
import { GuardLimit, SubjectFailure } from '../subject-failure.js';
import { ArrayIdentity } from './array-identity.js';
import type { Bridge } from './bridge.js';
import {
  type Created,
  createLine,
  evaluatedLine,
  instanceLine,
  presentText,
  ratesLine,
  readCreated,
  readEvaluate,
  readRatesRequest,
  readRun,
  readSaved,
  readStepped,
  runLine,
  SCHEDULE_LENGTH,
  SETTLE_LINE,
  stepLine,
} from './protocol.js';
import { inRuns } from './runs.js';
import { States } from './states.js';

/** Processes kept at work for programs that hold one instance each; the one used longest ago makes room. */
const MOST_PROCESSES = 16;

/** Where an instance is. */
interface Place {
  readonly process: number;
  readonly instance: number;
  readonly created: Created;
}

/** What is known of an optimizer without asking. */
type Entry = Omit<OptimizerUnderTest, 'create'>;

/** Processes of one program, with the instances in them. */
class Program {
  #processes = 0;
  /** The process that takes all instances, and how many it has. */
  #shared: { readonly process: number; instances: number; readonly brief: boolean } | undefined;
  /** Processes with one instance each, the one used longest ago first. */
  readonly #single = new Set<number>();
  readonly #evicted = new Set<number>();

  /** What its instances have saved. */
  readonly states = new States();
  /** Schedules of a module's instances, by number. */
  readonly #schedules = new Map<number, (k: number) => number>();

  constructor(
    readonly bridge: Bridge,
    readonly module: boolean,
  ) {}

  /**
   * Asks; a process that fails to answer as it must is given up.
   *
   * @param answer - answers what the process asks in its turn before it replies
   */
  ask<T>(process: number, line: string, read: (reply: string) => T, answer: (asked: string) => string | undefined = () => undefined): T {
    let reply: string | undefined;
    try {
      reply = this.bridge.ask(process, line);
      const between = (asked: string): string | undefined => this.#rates(asked) ?? answer(asked);
      for (let next = between(reply); next !== undefined; next = between(reply)) reply = this.bridge.ask(process, next);
      return read(reply);
    } catch (error) {
      // A module's process that tells of a failure is as sound as before.
      if (reply?.startsWith('{"failed":')) throw error;
      this.bridge.end(process);
      this.#single.delete(process);
      if (this.#shared?.process === process) this.#shared = undefined;
      throw error;
    }
  }

  /** The answer to a reply that asks for step sizes; undefined for any other. */
  #rates(reply: string): string | undefined {
    const request = this.module ? readRatesRequest(reply) : undefined;
    const schedule = request === undefined ? undefined : this.#schedules.get(request.instance);
    return request === undefined || schedule === undefined ? undefined : ratesLine(schedule, request);
  }

  /** Creates an instance: in the process that takes all, or in one of its own. */
  create(options: SubjectOptions, subject: string | undefined): Place {
    const process = this.#shared?.process ?? this.#processes++;
    const instance = this.#shared === undefined ? 0 : this.#shared.instances++;
    if (this.#shared === undefined) this.#makeRoom();
    if (typeof options.stepSize === 'function') this.#schedules.set(instance, options.stepSize);
    const schedule = this.module ? 'asked' : this.#shared?.brief === true ? 'brief' : 'all';
    const created = this.ask(process, createLine(options, { instance, subject, schedule }), readCreated);
    if (this.#shared === undefined && created.instances) this.#shared = { process, instances: 1, brief: created.brief };
    if (this.#shared?.process !== process) {
      this.#single.add(process);
      this.bridge.start(this.#processes);
    }
    return { process, instance, created };
  }

  /** An instance is about to be used. @throws where its process is no more */
  use({ process, created }: Place): void {
    if (this.#evicted.has(process)) throw new GuardLimit(`more than ${MOST_PROCESSES} instances at a time over a process each`);
    if (created.instances) return;
    if (!this.#single.delete(process)) throw new SubjectFailure('was not asked: its process has ended');
    this.#single.add(process);
  }

  /** Lets what a module has set going come forward. @throws SubjectFailure telling what that was */
  settle(): void {
    if (this.module && this.#shared !== undefined) this.ask(this.#shared.process, SETTLE_LINE, readCreated);
  }

  #makeRoom(): void {
    for (const process of this.#single) {
      if (this.#single.size < MOST_PROCESSES) return;
      this.bridge.end(process);
      this.#single.delete(process);
      this.#evicted.add(process);
    }
  }
}

/**
 * The optimizers of one program. A program that answers its first create with "instances": true gets all instances in one
 * process, told apart by number; any other gets a process for each.
 */
export class CommandOptimizers {
  readonly #program: Program;

  /** @param module - the process is that of a module, which can do more than programs do */
  constructor(bridge: Bridge, module = false) {
    this.#program = new Program(bridge, module);
  }

  /** @param subject - which of the program's optimizers, where it has several */
  optimizer(entry: Entry, subject?: string): ApartOptimizer {
    return { ...entry, [APART]: true, create: (options) => instanceOf(this.#program, options, subject) };
  }

  /** Lets what a module has set going come forward. @throws SubjectFailure telling what that was */
  settle(): void {
    this.#program.settle();
  }
}

/** The answer to a reply that asks for the loss at some parameters; undefined for any other. */
function evaluated(asked: string, dimension: number, evaluate: Evaluate): string | undefined {
  const at = readEvaluate(asked, dimension);
  if (at === undefined) return undefined;
  const gradient = new Float64Array(dimension);
  return evaluatedLine(evaluate(at, gradient), gradient);
}

/** One instance, whose calls wait for the answers. */
function instanceOf(program: Program, options: SubjectOptions, subject: string | undefined): BatchedState {
  const place = program.create(options, subject);
  const { process, instance, created } = place;
  const arrays = program.module ? new ArrayIdentity() : undefined;
  let k = 0;
  const count = (steps: number): void => {
    if (!program.module && typeof options.stepSize === 'function' && k + steps > SCHEDULE_LENGTH) {
      throw new GuardLimit(`a schedule holds for ${SCHEDULE_LENGTH} steps over a process`);
    }
    k += steps;
    program.use(place);
  };
  const run: NonNullable<BatchedState[typeof RUN]> = (start, gradients) =>
    inRuns(start, gradients, (from, some) => {
      count(some.length);
      return program.ask(process, runLine(from, some, instance, created.packed), (reply) => readRun(reply, some.length, start.length));
    });
  const state = {
    step(params: Float64Array, gradient: Float64Array, context?: StepContext): void {
      count(1);
      const { present, evaluate } = context ?? {};
      const told = `${presentText(present)}${evaluate === undefined ? '' : ',"evaluate":true'}`;
      const line = stepLine(params, gradient, instance, `${arrays?.before(params, gradient) ?? ''}${told}`);
      const stepped = (reply: string): void => readStepped(reply, params, program.module ? gradient : undefined);
      program.ask(process, line, stepped, evaluate === undefined ? undefined : (asked) => evaluated(asked, params.length, evaluate));
      arrays?.after(params);
    },
    ...(created.run ? { [RUN]: run } : {}),
  };
  const ask = <T>(line: string, read: (reply: string) => T): T => {
    program.use(place);
    return program.ask(process, line, read);
  };
  const memory = {
    save: () => ask(instanceLine('save', 'true', instance), (reply) => (program.module ? readSaved(reply) : program.states.read(reply))),
    load(saved: unknown): void {
      ask(instanceLine('load', program.module ? stringifyCompact(saved) : program.states.textOf(saved), instance), readCreated);
    },
  };
  return created.saves ? { ...state, ...memory } : state;
}
