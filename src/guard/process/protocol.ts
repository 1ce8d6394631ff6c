/** The line protocol with an optimizer in another process: one JSON object a line each way. */

import { InputError, quoted } from '../../data/input-error.js';
import { fromJsonNumber, parseCompact } from '../../data/json-number.js';
import type { StepSize } from '../../optimizer/optimizer.js';
import type { SubjectOptions } from '../check.js';
import { describeThrown, SubjectFailure } from '../subject-failure.js';
import { pack, unpack } from './packed.js';

/** Step sizes that a schedule is sent with: eta_k for k below this. */
export const SCHEDULE_LENGTH = 16_384;

/** A number as JSON that every reader takes for a floating-point number: 1.0, -0.0, 1e-7, "NaN". */
function numberText(x: number): string {
  if (!Number.isFinite(x)) return `"${x}"`;
  if (!Number.isInteger(x) || Math.abs(x) >= 1e21) return String(x);
  return `${Object.is(x, -0) ? '-0' : x}.0`;
}

/** Numbers as a JSON array that loses no bit. */
export function vectorText(values: ArrayLike<number>): string {
  let text = '[';
  for (let j = 0; j < values.length; j++) text += j === 0 ? numberText(values[j]!) : `,${numberText(values[j]!)}`;
  return `${text}]`;
}

/** The instance that a line is for; the first one of a process goes without saying. */
function instanceText(instance: number): string {
  return instance === 0 ? '' : `,"instance":${instance}`;
}

/** The line that asks which optimizers a program has. */
export const LIST_LINE = '{"list":true}';

/** The line on which a module's process tells what was thrown outside of any call; programs are not sent it. */
export const SETTLE_LINE = '{"settle":true}';

/** Step sizes that a module's process is given with a schedule; it asks for others as they are needed. */
const FIRST_RATES = 64;

/** What a create line says beside the options. */
export interface Creation {
  /** The instance's number in its process. */
  readonly instance: number;
  /** Which of a program's optimizers, where it has several. */
  readonly subject?: string | undefined;
  /** How a schedule is told: all its values, those that differ from the rest, or the first ones, of which the process asks for more. */
  readonly schedule?: 'all' | 'brief' | 'asked';
}

/** The line that creates an instance; a schedule is sent as its values eta_0, eta_1, ... */
export function createLine({ stepSize, ...options }: SubjectOptions, { instance, subject, schedule = 'all' }: Creation): string {
  const others = JSON.stringify(options).slice(1, -1);
  const named = subject === undefined ? '' : `"subject":${JSON.stringify(subject)},`;
  return `{"create":{${named}${others},"stepSize":${rateText(stepSize, schedule)}}${instanceText(instance)}}`;
}

function rateText(stepSize: StepSize, told: NonNullable<Creation['schedule']>): string {
  if (typeof stepSize !== 'function') return numberText(stepSize);
  if (told === 'asked') return `{"rates":${ratesText(stepSize, 0, FIRST_RATES)}}`;
  return told === 'brief' ? briefText(ratesOf(stepSize, 0, SCHEDULE_LENGTH)) : ratesText(stepSize, 0, SCHEDULE_LENGTH);
}

/** Values of which the last one goes on: {"first":[...],"rest":eta}. */
function briefText(rates: readonly number[]): string {
  const rest = rates.at(-1) ?? Number.NaN;
  const last = rates.findLastIndex((rate) => !Object.is(rate, rest));
  return `{"first":${vectorText(rates.slice(0, last + 1))},"rest":${numberText(rest)}}`;
}

/** eta_k from some k on. */
function ratesOf(stepSize: (k: number) => number, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => stepSize(from + i));
}

function ratesText(stepSize: (k: number) => number, from: number, count: number): string {
  return vectorText(ratesOf(stepSize, from, count));
}

/** What a module's process asks for in the middle of a call: step sizes of an instance. */
export interface RatesRequest {
  readonly instance: number;
  readonly from: number;
  readonly count: number;
}

/** The request for step sizes that a reply is; undefined for any other. */
export function readRatesRequest(line: string): RatesRequest | undefined {
  if (!line.startsWith('{"rates":')) return undefined;
  const { instance, from, count } = replyOf(line).rates as Partial<RatesRequest>;
  if (typeof instance !== 'number' || typeof from !== 'number' || typeof count !== 'number' || !(count <= SCHEDULE_LENGTH))
    return undefined;
  return { instance, from, count };
}

/** The line that answers it. */
export function ratesLine(stepSize: (k: number) => number, { from, count }: RatesRequest): string {
  return `{"rates":${ratesText(stepSize, from, count)}}`;
}

/**
 * The line that asks an instance for a step.
 *
 * @param more - further fields of the step, as JSON text with a comma in front
 */
export function stepLine(params: Float64Array, gradient: Float64Array, instance: number, more = ''): string {
  return `{"step":{"params":${vectorText(params)},"gradient":${vectorText(gradient)}${more}}${instanceText(instance)}}`;
}

/** The field of a step line that tells which parts have a gradient, with a comma in front; empty where all have. */
export function presentText(present: readonly boolean[] | undefined): string {
  return present === undefined ? '' : `,"present":${JSON.stringify(present)}`;
}

/** Parameters at which a program asks for the loss in the middle of a step; undefined for any other reply. */
export function readEvaluate(line: string, dimension: number): Float64Array | undefined {
  if (!/^\s*\{\s*"evaluate"/.test(line)) return undefined;
  const at = new Float64Array(dimension);
  readVector(replyOf(line).evaluate, line, 'evaluate', at);
  return at;
}

/** The line that answers it. */
export function evaluatedLine(loss: number, gradient: Float64Array): string {
  return `{"loss":${numberText(loss)},"gradient":${vectorText(gradient)}}`;
}

/**
 * The line that asks an instance for a step from each gradient in turn.
 *
 * @param packed - the numbers go as one text, as the process takes them
 */
export function runLine(params: Float64Array, gradients: readonly ArrayLike<number>[], instance: number, packed = false): string {
  const vectors = packed
    ? `"packed":"${pack([params, ...gradients], params.length)}","steps":${gradients.length}`
    : `"params":${vectorText(params)},"gradients":[${gradients.map(vectorText).join(',')}]`;
  return `{"run":{${vectors}}${instanceText(instance)}}`;
}

/**
 * A line with a request of one field for an instance.
 *
 * @param value - the field as JSON text
 */
export function instanceLine(request: 'save' | 'load', value: string, instance: number): string {
  return `{"${request}":${value}${instanceText(instance)}}`;
}

/** Python's json module writes NaN and the infinities bare, which is not JSON. @throws SyntaxError */
export function parseLenient(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return JSON.parse(line.replace(/([[,:]\s*)(NaN|-?Infinity)(?=\s*[\],}])/g, '$1"$2"'));
  }
}

/** The object of a reply line; a module's process tells with `failed` what happened there, in words. @throws SubjectFailure quoting the line, or with the message of an {"error"} reply. */
function replyOf(line: string): Record<string, unknown> {
  let reply: unknown;
  try {
    reply = parseLenient(line);
  } catch {
    throw new SubjectFailure(`was answered ${quoted(line)}, which is not JSON (stdout is for replies only; print to stderr)`);
  }
  if (typeof reply !== 'object' || reply === null || Array.isArray(reply)) {
    throw new SubjectFailure(`was answered ${quoted(line)}, which is no JSON object`);
  }
  if ('failed' in reply) throw new SubjectFailure(describeThrown(reply.failed));
  if ('error' in reply) throw new SubjectFailure(`was answered with the error "${describeThrown(reply.error)}"`);
  return reply as Record<string, unknown>;
}

/** What a process says of itself with its first instance. */
export interface Created {
  /** It takes further instances. */
  readonly instances: boolean;
  /** It takes several steps in one line. */
  readonly run: boolean;
  /** Numbers of several steps may go packed. */
  readonly packed: boolean;
  /** Further instances may be told a schedule by those values that differ from the rest. */
  readonly brief: boolean;
  /** Its instances can be saved and loaded. */
  readonly saves: boolean;
}

/** Reads the reply to a create line. @throws SubjectFailure quoting the line */
export function readCreated(line: string): Created {
  const { ok, ...has } = replyOf(line);
  if (ok !== true) throw new SubjectFailure(`was answered ${quoted(line)}, not {"ok":true}`);
  const can = (what: keyof Created): boolean => has[what] === true;
  return { instances: can('instances'), run: can('run'), packed: can('packed'), brief: can('brief'), saves: can('saves') };
}

/** Copies a vector of a reply into `into`. @throws SubjectFailure quoting the line */
function readVector(values: unknown, line: string, name: string, into: Float64Array): void {
  if (!Array.isArray(values)) throw new SubjectFailure(`was answered ${quoted(line)}, not {"params":[...]}`);
  if (values.length !== into.length) {
    throw new SubjectFailure(`was answered ${quoted(line)} with ${values.length} parameters, not ${into.length}`);
  }
  for (let j = 0; j < values.length; j++) {
    const x = fromJsonNumber(values[j]);
    if (x === undefined) throw new SubjectFailure(`was answered ${quoted(line)}, whose ${name}[${j}] is no number`);
    into[j] = x;
  }
}

/** Reads the reply to a step line into `params`, and a gradient that was changed into `gradient`. @throws SubjectFailure quoting the line */
export function readStepped(line: string, params: Float64Array, gradient?: Float64Array): void {
  const reply = replyOf(line);
  readVector(reply.params, line, 'params', params);
  if (gradient !== undefined && 'gradient' in reply) readVector(reply.gradient, line, 'gradient', gradient);
}

/** Reads the reply to a run line: the parameters after each step. @throws SubjectFailure quoting the line */
export function readRun(line: string, steps: number, dimension: number): Float64Array[] {
  const { params, packed } = replyOf(line);
  const all = unpack(packed);
  if (all?.length === steps * dimension) return Array.from({ length: steps }, (_, k) => all.slice(k * dimension, (k + 1) * dimension));
  if (!Array.isArray(params) || params.length !== steps) {
    throw new SubjectFailure(`was answered ${quoted(line)}, not {"params":[[...],...]} with the parameters after each of ${steps} steps`);
  }
  return params.map((values, k) => {
    const after = new Float64Array(dimension);
    readVector(values, line, `params[${k}]`, after);
    return after;
  });
}

/** Reads the reply to a save line: a state as JSON, with the numbers that JSON has none for. @throws SubjectFailure quoting the line */
export function readSaved(line: string): unknown {
  const reply = replyOf(line);
  if (!('state' in reply)) throw new SubjectFailure(`was answered ${quoted(line)}, not {"state":...}`);
  return parseCompact(JSON.stringify(reply.state));
}

/** Reads the list of a process's optimizers, as yet unchecked; undefined where it knows no such request. @throws InputError with its own refusal */
export function readList(line: string): unknown[] | undefined {
  let reply: Record<string, unknown>;
  try {
    reply = replyOf(line);
  } catch (error) {
    if (error instanceof SubjectFailure) return undefined;
    throw error;
  }
  if ('refused' in reply) throw new InputError(describeThrown(reply.refused));
  return Array.isArray(reply.subjects) ? reply.subjects : undefined;
}
