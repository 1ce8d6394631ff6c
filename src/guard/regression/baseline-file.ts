/** Recorded trajectories in a file, by subject. */

import { existsSync } from 'node:fs';
import * as z from 'zod';
import { writeAtomically } from '../../data/atomic-file.js';
import { InputError } from '../../data/input-error.js';
import { fromJsonNumber, stringify } from '../../data/json-number.js';
import { parseJson, placeOf } from '../../data/parse-json.js';
import { MOST_DATA_BYTES, readText } from '../../data/read-text.js';
import { reasonOf } from '../../data/system-error.js';
import type { SubjectEntry } from '../result.js';
import type { Baseline } from './baseline.js';
import type { RecordedProblem } from './record.js';

const number = z.union([z.number(), z.literal(['NaN', 'Infinity', '-Infinity', '-0'])]).transform((value) => fromJsonNumber(value)!);
const count = z.int().min(0).max(1e9);

const problemSchema = z.object({
  id: z.string(),
  points: z.array(
    z.object({ k: count, params: z.array(number).min(1).max(1000), loss: number, directionError: number.optional(), noise: number }),
  ),
  stepsToLoss: z.record(z.string(), z.int().min(-1)),
});

/** Schema of a baseline file. */
export const baselineSchema = z.object({
  format: z.literal('claimcheck-baseline'),
  version: z.literal(1),
  subjects: z.array(
    z.object({
      name: z.string(),
      algorithm: z.string(),
      precision: z.enum(['float64', 'float32', 'float16', 'bfloat16']),
      problems: z.array(problemSchema),
    }),
  ),
});

/**
 * Reads a baseline; undefined when there is no such file.
 *
 * @throws InputError naming file, line and field when it cannot be read or is no baseline
 */
export function readBaseline(file: string): Baseline | undefined {
  if (!existsSync(file)) return undefined;
  const text = readText(file, MOST_DATA_BYTES);
  const parsed = baselineSchema.safeParse(parseJson(text, file));
  if (!parsed.success) {
    const { message, path } = parsed.error.issues[0]!;
    throw new InputError(message, placeOf(path, text, file));
  }
  return new Map(parsed.data.subjects.map((subject) => [subject.name, subject as SubjectEntry & { problems: RecordedProblem[] }]));
}

/** Writes a baseline. @throws InputError naming the file when it cannot be written */
export function writeBaseline(file: string, baseline: Baseline): void {
  const subjects = [...baseline.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  try {
    writeAtomically(file, `${stringify({ format: 'claimcheck-baseline', version: 1, subjects })}\n`);
  } catch (error) {
    throw new InputError(`cannot be written (${reasonOf(error)})`, { file });
  }
}
