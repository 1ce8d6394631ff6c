/** The line protocol with an optimizer in another process: one JSON object a line each way. */

import { quoted } from '../../data/input-error.js';
import { fromJsonNumber } from '../../data/json-number.js';
import type { SubjectOptions } from '../check.js';
import { describeThrown, SubjectFailure } from '../subject-failure.js';

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

/** The line that creates an instance; a schedule is sent as its values eta_0, eta_1, ... */
export function createLine({ stepSize, ...options }: SubjectOptions, instance: number): string {
  const rate =
    typeof stepSize === 'function' ? vectorText(Array.from({ length: SCHEDULE_LENGTH }, (_, k) => stepSize(k))) : numberText(stepSize);
  const others = JSON.stringify(options).slice(1, -1);
  return `{"create":{${others},"stepSize":${rate}}${instanceText(instance)}}`;
}

/** The line that asks an instance for a step. */
export function stepLine(params: Float64Array, gradient: Float64Array, instance: number): string {
  return `{"step":{"params":${vectorText(params)},"gradient":${vectorText(gradient)}}${instanceText(instance)}}`;
}

/** Python's json module writes NaN and the infinities bare, which is not JSON. */
function parseLenient(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return JSON.parse(line.replace(/(?<=[[,:]\s*)(NaN|-?Infinity)(?=\s*[\],}])/g, '"$1"'));
  }
}

/** The object of a reply line. @throws SubjectFailure quoting the line, or with the message of an {"error"} reply. */
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
  if ('error' in reply) throw new SubjectFailure(`was answered with the error "${describeThrown(reply.error)}"`);
  return reply as Record<string, unknown>;
}

/** Reads the reply to a create line: whether the process takes further instances. @throws SubjectFailure quoting the line */
export function readCreated(line: string): { readonly instances: boolean } {
  const reply = replyOf(line);
  if (reply.ok !== true) throw new SubjectFailure(`was answered ${quoted(line)}, not {"ok":true}`);
  return { instances: reply.instances === true };
}

/** Reads the reply to a step line into `params`. @throws SubjectFailure quoting the line */
export function readStepped(line: string, params: Float64Array): void {
  const { params: values } = replyOf(line);
  if (!Array.isArray(values)) throw new SubjectFailure(`was answered ${quoted(line)}, not {"params":[...]}`);
  if (values.length !== params.length) {
    throw new SubjectFailure(`was answered ${quoted(line)} with ${values.length} parameters, not ${params.length}`);
  }
  for (let j = 0; j < values.length; j++) {
    const x = fromJsonNumber(values[j]);
    if (x === undefined) throw new SubjectFailure(`was answered ${quoted(line)}, whose params[${j}] is no number`);
    params[j] = x;
  }
}
