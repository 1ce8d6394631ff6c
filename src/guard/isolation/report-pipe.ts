/** The pipe on which a judging process writes what must not be lost when it ends: its calls, and the limit it broke. */

import { fromJsonNumber } from '../../data/json-number.js';
import { vectorText } from '../process/protocol.js';
import type { Call } from '../record-steps.js';
import type { Breach } from './messages.js';

/** File descriptor of the pipe. */
export const REPORT = 4;

/** What was written before the end. */
export interface LastReport {
  readonly calls: readonly Call[];
  readonly breach?: Breach;
}

/** A call as a line. */
export function callLine(call: Call): string {
  if ('options' in call) return JSON.stringify(call);
  const { instance, params, gradient, moved } = call;
  return `{"instance":${instance},"params":${vectorText(params)},"gradient":${vectorText(gradient)},"moved":${moved}}`;
}

const numbers = (values: readonly unknown[]): number[] => values.map((value) => fromJsonNumber(value)!);

/** Reads what was written; a last line without an end is dropped. */
export function readReport(text: string): LastReport {
  const calls: Call[] = [];
  let breach: Breach | undefined;
  for (const line of text.split('\n').slice(0, -1)) {
    const entry = JSON.parse(line);
    if ('limit' in entry) breach = entry;
    else if ('options' in entry) calls.push(entry);
    else calls.push({ ...entry, params: numbers(entry.params), gradient: numbers(entry.gradient) });
  }
  return { calls, ...(breach === undefined ? {} : { breach }) };
}
