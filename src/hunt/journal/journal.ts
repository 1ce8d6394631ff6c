/** The journal of a hunt: one line a burst, append-only, so that kill -9 loses nothing that was acknowledged. */

import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { InputError, type InputPlace } from '../../data/input-error.js';
import { parseCompact, stringifyCompact } from '../../data/json-number.js';
import { reasonOf } from '../../data/system-error.js';
import type { BurstResult } from '../search/result.js';
import { LineSums } from './line-sums.js';
import { acquire, release } from './lock.js';

/** What makes two hunts the same search. */
export interface JournalHeader {
  readonly claim: string;
  readonly seed: number;
  readonly strategy: string;
  readonly version: string;
  /** Revision of the search within the version. */
  readonly search: number;
  /** Hash of the stored cases that it begins with; absent when from scratch. */
  readonly corpus?: string;
  /** What an extremal hunt is after; absent for one that looks for a counterexample. */
  readonly aim?: string;
}

/** An open journal. */
export interface Journal {
  /** Results of earlier runs of the same hunt, in order. */
  readonly recorded: readonly BurstResult[];
  /** Writes results and waits until they are on the disk. @throws InputError naming the file when that fails. */
  append(results: readonly BurstResult[]): void;
  close(): void;
}

const FORMAT = 'claimcheck-hunt';

const count = z.int().min(0);
const numbers = z.array(z.number());
const caseSchema = z.object({
  claim: z.string(),
  data: z.object({ x: z.array(numbers), y: numbers }),
  start: numbers,
  steps: z.looseObject({ kind: z.enum(['none', 'constant', 'power']) }),
  seed: z.int().optional(),
  slope: z.number().optional(),
  outputWeights: numbers.optional(),
  vectors: z.record(z.string(), numbers).optional(),
});
const anyNumber = z.unknown().refine((value) => typeof value === 'number', 'is no number');
const standingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('outside'), met: count, slack: anyNumber }),
  z.object({ kind: z.literal('undecided') }),
  z.object({ kind: z.literal('inside'), slack: anyNumber, parts: z.record(z.string(), anyNumber) }),
]);
const resultSchema = z.object({
  strategy: z.string(),
  counts: z.object({ satisfied: count, violated: count, undecided: count, discarded: count, invalid: count }),
  drawn: z.object({ cases: count, violated: count }),
  elites: z.array(z.object({ input: caseSchema, standing: standingSchema, behaviour: z.string() })),
  violations: z.array(caseSchema),
  parts: z.array(z.string()),
  state: z.unknown().optional(),
});

/**
 * Opens the journal of a hunt in a folder, made where it does not exist, and reads what is in it: an unterminated last
 * line, as a killed writer leaves it, is dropped; any other bad line is an error, and so is one that was altered since.
 *
 * @throws InputError naming file and line; when another hunt writes it; or when it belongs to another version.
 */
export function openJournal(folder: string, header: JournalHeader): Journal {
  const begun = header.corpus === undefined ? '' : `.from-${header.corpus.slice(0, 12)}`;
  const after = header.aim === undefined ? '' : `.${header.aim}`;
  const name = `${fileName(header.claim)}.${header.strategy}.seed${header.seed}${after}${begun}`;
  const file = join(folder, `${name}.jsonl`);
  const lock = join(folder, `${name}.lock`);
  attempt(folder, () => mkdirSync(folder, { recursive: true }));
  const holder = attempt(lock, () => acquire(lock));
  if (holder !== undefined) throw new InputError(`is being written by another hunt (process ${holder})`, { file });
  try {
    // Anything but a regular file, such as a pipe, can be written to and not be read back.
    const regular = !existsSync(file) || attempt(file, () => statSync(file).isFile());
    const { results, length, sums } =
      regular && existsSync(file) ? readJournal(file, header) : { results: [], length: 0, sums: new LineSums() };
    const handle = attempt(file, () => openSync(file, 'a'));
    const write = (lines: readonly object[]): void =>
      attempt(file, () => {
        if (lines.length === 0) return;
        if (regular) requireInPlace(file, handle);
        const bytes = Buffer.from(lines.map((line) => `${sums.signed(stringifyCompact(line))}\n`).join(''));
        for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
        fdatasyncSync(handle);
      });
    try {
      if (regular) attempt(file, () => ftruncateSync(handle, length));
      if (length === 0) write([{ format: FORMAT, ...header }]);
    } catch (error) {
      closeSync(handle);
      throw error;
    }
    return {
      recorded: results,
      append: write,
      close() {
        closeSync(handle);
        release(lock);
      },
    };
  } catch (error) {
    release(lock);
    throw error;
  }
}

/** @throws InputError where what is open is not what the folder has under the name of the journal any more. */
function requireInPlace(file: string, handle: number): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.ino !== fstatSync(handle).ino) throw new InputError('was removed or replaced during the hunt', { file });
}

/** A claim's id as part of a file name. */
export function fileName(id: string): string {
  return id.replace(/[^\w.-]/g, '_');
}

function readJournal(file: string, header: JournalHeader): { results: BurstResult[]; length: number; sums: LineSums } {
  const bytes = attempt(file, () => readFileSync(file));
  const length = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.subarray(0, length).toString('utf8').split('\n').slice(0, -1);
  const results: BurstResult[] = [];
  const sums = new LineSums();
  lines.forEach((line, index) => {
    const where = { file, line: index + 1 };
    const { text, fault } = sums.checked(line);
    let value: unknown;
    try {
      value = parseCompact(text);
    } catch {
      throw new InputError('is no line of a hunt journal', where);
    }
    // A header of another version says more than its checksum.
    if (index === 0) requireHeader(value, header, where);
    if (fault !== undefined) throw new InputError(fault, where);
    if (index === 0) return;
    const parsed = resultSchema.safeParse(value);
    for (const { message, path } of parsed.error?.issues ?? []) throw new InputError(message, { ...where, field: path.join('.') });
    // As read: the schema checks the shape, and what is missing stays missing.
    results.push(value as BurstResult);
  });
  return { results, length, sums };
}

/** @throws InputError naming the first field in which the header of a journal is not that of this hunt. */
function requireHeader(found: unknown, header: JournalHeader, where: InputPlace): void {
  const expected: Readonly<Record<string, unknown>> = { format: FORMAT, ...header };
  const read = (typeof found === 'object' && found !== null ? found : {}) as Readonly<Record<string, unknown>>;
  const field = Object.keys({ ...expected, ...read }).find((key) => read[key] !== expected[key]);
  if (field === undefined) return;
  const said = (value: unknown): string => (value === undefined ? 'none' : stringifyCompact(value));
  throw new InputError(
    `belongs to another hunt or version: its ${field} is ${said(read[field])}, this one's is ${said(expected[field])}; move it away to begin anew`,
    where,
  );
}

function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw named(file, error);
  }
}

function named(file: string, error: unknown): InputError {
  return error instanceof InputError ? error : new InputError(`cannot be written or read (${reasonOf(error)})`, { file });
}
