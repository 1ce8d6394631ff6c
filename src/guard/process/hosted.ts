/** A module's optimizers as their own process holds them: requests of the line protocol in, replies out. */

import { fromJsonNumber, parseCompact, stringifyCompact } from '../../data/json-number.js';
import type { OptimizerUnderTest, StepContext } from '../../optimizer/optimizer.js';
import { type Evaluate, linearLoss } from '../linear-loss.js';
import { describeThrown, SubjectFailure } from '../subject-failure.js';
import { type AskRates, stepSizeOf } from './hosted-rates.js';
import { pack, unpack } from './packed.js';
import { vectorText } from './protocol.js';

/** A request, as the guard writes them. */
export interface Request {
  readonly instance?: number;
  readonly create?: { readonly subject: string; readonly dimension: number; readonly stepSize: unknown };
  readonly step?: {
    readonly params: readonly unknown[];
    readonly gradient: readonly unknown[];
    readonly sameParams?: true;
    readonly sameGradient?: true;
    readonly formerParams?: readonly unknown[];
    readonly present?: readonly boolean[];
    readonly evaluate?: true;
  };
  /** Start and gradients, packed. */
  readonly run?: { readonly packed: string; readonly steps: number };
  readonly save?: true;
  readonly load?: unknown;
}

/** An instance with the arrays that its last step was given. */
interface Instance {
  readonly state: {
    step(params: Float64Array, gradient: Float64Array, context?: StepContext): void | Promise<void>;
    save?(): unknown;
    load?(state: unknown): void;
  };
  /** Its steps evaluate the loss. */
  readonly closure: boolean;
  params: Float64Array;
  gradient: Float64Array;
}

const NONE = new Float64Array(0);

function fill(into: Float64Array, values: readonly unknown[]): Float64Array {
  const vector = into.length === values.length ? into : new Float64Array(values.length);
  for (let j = 0; j < values.length; j++) vector[j] = fromJsonNumber(values[j]) ?? Number.NaN;
  return vector;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** Takes a step; waits only where there is something to wait for. */
function stepOf(
  { state }: Instance,
  params: Float64Array,
  gradient: Float64Array,
  context?: StepContext,
): PromiseLike<unknown> | undefined {
  const { length } = params;
  const check = (): void => {
    if (params.length !== length || gradient.length !== length) throw new SubjectFailure('detached the arrays it was given');
  };
  const returned: unknown = context === undefined ? state.step(params, gradient) : state.step(params, gradient, context);
  if (isThenable(returned)) return returned.then(check);
  check();
  return undefined;
}

/** The optimizers at work. */
export class Hosted {
  readonly #instances = new Map<number, Instance>();

  /** @param optimizers - by name */
  constructor(
    readonly optimizers: ReadonlyMap<string, OptimizerUnderTest>,
    readonly askRates: AskRates,
    readonly askLoss: Evaluate,
  ) {}

  /** The reply to a request; what the module throws is told in it. */
  async answer(request: Request): Promise<string> {
    try {
      return await this.#reply(request);
    } catch (thrown) {
      const failed = thrown instanceof SubjectFailure ? thrown.message : `threw ${describeThrown(thrown)}`;
      return JSON.stringify({ failed });
    }
  }

  async #reply({ instance: id = 0, create, step, run, save, load }: Request): Promise<string> {
    if (create !== undefined) return this.#create(id, create);
    const instance = this.#instances.get(id);
    if (instance === undefined) throw new SubjectFailure('is no instance');
    if (step !== undefined) return this.#step(instance, step);
    if (run !== undefined) return this.#run(instance, run);
    // JSON itself has no -0 and no NaN.
    if (save) return stringifyCompact({ state: instance.state.save?.() });
    instance.state.load?.(parseCompact(JSON.stringify(load)));
    return '{"ok":true}';
  }

  #create(id: number, { subject, stepSize, ...options }: NonNullable<Request['create']>): string {
    const optimizer = this.optimizers.get(subject);
    if (optimizer === undefined) throw new SubjectFailure(`was asked of ${subject}, which the module exports no more`);
    const state: unknown = optimizer.create({ ...options, stepSize: stepSizeOf(stepSize, id, this.askRates) });
    if (isThenable(state)) throw new SubjectFailure('returned a promise; it must return the object itself');
    const { step, save, load } = (state ?? {}) as Partial<Instance['state']>;
    if (typeof step !== 'function') throw new SubjectFailure('returned no object with a function step');
    const closure = optimizer.options?.includes('closure') ?? false;
    this.#instances.set(id, { state: state as Instance['state'], closure, params: NONE, gradient: NONE });
    const saves = typeof save === 'function' && typeof load === 'function';
    return `{"ok":true,"instances":true,"run":true,"packed":true,"saves":${saves}}`;
  }

  async #step(
    instance: Instance,
    { params, gradient, sameParams, sameGradient, formerParams, present, evaluate }: NonNullable<Request['step']>,
  ): Promise<string> {
    if (formerParams !== undefined) fill(instance.params, formerParams);
    instance.params = fill(sameParams ? instance.params : NONE, params);
    instance.gradient = fill(sameGradient ? instance.gradient : NONE, gradient);
    const given = instance.gradient.slice();
    const context = {
      ...(present === undefined ? {} : { present }),
      ...(instance.closure ? { evaluate: evaluate ? this.askLoss : linearLoss(given) } : {}),
    };
    const told = Object.keys(context).length > 0 ? context : undefined;
    const pending = stepOf(instance, instance.params, instance.gradient, told);
    if (pending !== undefined) await pending;
    const changed = given.some((x, j) => !Object.is(x, instance.gradient[j]));
    return `{"params":${vectorText(instance.params)}${changed ? `,"gradient":${vectorText(instance.gradient)}` : ''}}`;
  }

  async #run(instance: Instance, { packed, steps }: NonNullable<Request['run']>): Promise<string> {
    const given = unpack(packed) ?? NONE;
    const dimension = given.length / (steps + 1);
    const params = given.slice(0, dimension);
    const run = new Float64Array(steps * dimension);
    for (let k = 0; k < steps; k++) {
      const gradient = given.slice((k + 1) * dimension, (k + 2) * dimension);
      const pending = stepOf(instance, params, gradient, instance.closure ? { evaluate: linearLoss(gradient) } : undefined);
      if (pending !== undefined) await pending;
      run.set(params, k * dimension);
    }
    return `{"packed":"${pack([run], run.length)}"}`;
  }
}
