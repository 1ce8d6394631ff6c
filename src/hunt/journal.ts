/** The journal of a hunt: a line a round, on disk before the next begins, so that a killed hunt goes on where it was. */

import { closeSync, existsSync, fdatasyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { InputError } from '../data/input-error.js';
import { fromJsonNumber } from '../data/json-number.js';
import type { HuntState } from './state.js';

/** What a hunt is told by; a journal belongs to one. */
export interface JournalHeader {
  readonly format: 'claimcheck-hunt';
  readonly version: 1;
  readonly claim: string;
  readonly seed: number;
  readonly strategy: string;
}

const headerSchema = z.object({
  format: z.literal('claimcheck-hunt'),
  version: z.literal(1),
  claim: z.string(),
  seed: z.int(),
  strategy: z.string(),
});
const stateSchema = z.looseObject({ round: z.int().min(1), evaluations: z.int().min(0), islands: z.array(z.looseObject({})) });

/** An open journal. */
export interface Journal {
  /** The state that the last complete line holds; undefined in a new journal. */
  readonly state: HuntState | undefined;
  /** Appends a state and waits until it is on disk. */
  append(state: HuntState): void;
  close(): void;
}

/**
 * Opens the journal of a hunt, or starts it. A last line without its end is what a killed hunt leaves: it is cut off.
 *
 * @throws InputError when the file belongs to another hunt, or another line is broken.
 */
export function openJournal(file: string, header: JournalHeader): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const state = existsSync(file) ? lastState(file, header) : undefined;
  const handle = openSync(file, state === undefined ? 'w' : 'r+');
  let end = 0;
  const append = (value: object): void => {
    const line = Buffer.from(`${JSON.stringify(value, encode)}\n`);
    for (let written = 0; written < line.length; ) written += writeSync(handle, line, written, line.length - written, end + written);
    end += line.length;
    fdatasyncSync(handle);
  };
  if (state === undefined) append(header);
  else {
    end = state.length;
    ftruncateSync(handle, end);
  }
  return { state: state?.state, append, close: () => closeSync(handle) };
}

function lastState(file: string, header: JournalHeader): { state: HuntState | undefined; length: number } | undefined {
  const text = readFileSync(file, 'utf8');
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = complete.split('\n').slice(0, -1);
  if (lines.length === 0) return undefined;
  const first = headerSchema.safeParse(parsed(lines[0]!, file, 1));
  if (!first.success) throw new InputError('line 1 is no header of a hunt', { file });
  for (const key of ['claim', 'seed', 'strategy'] as const) {
    if (first.data[key] !== header[key])
      throw new InputError(`belongs to a hunt with ${key} ${first.data[key]}, this one has ${header[key]}; choose another --out`, { file });
  }
  let state: HuntState | undefined;
  lines.slice(1).forEach((line, index) => {
    const value = stateSchema.safeParse(parsed(line, file, index + 2));
    if (!value.success) throw new InputError(`line ${index + 2}: ${value.error.issues[0]!.message}`, { file });
    state = value.data as unknown as HuntState;
  });
  return { state, length: Buffer.byteLength(complete) };
}

function parsed(line: string, file: string, number: number): unknown {
  try {
    return JSON.parse(line, decode);
  } catch {
    throw new InputError(`line ${number} is not JSON`, { file });
  }
}

const MARK = '#';

/** Numbers that JSON lacks travel as marked words. */
function encode(_: string, value: unknown): unknown {
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  return MARK + (Object.is(value, -0) ? '-0' : String(value));
}

function decode(_: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith(MARK)) return value;
  return fromJsonNumber(value.slice(1)) ?? value;
}
