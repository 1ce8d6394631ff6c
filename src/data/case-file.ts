/** Cases as files: the CASE of the contract, checked on reading. */

import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { Case } from './case.js';
import { dataset } from './dataset.js';
import { InputError } from './input-error.js';
import { fromJsonNumber } from './json-number.js';

const number = z.union([z.number(), z.literal(['NaN', 'Infinity', '-Infinity', '-0'])]).transform((value) => fromJsonNumber(value)!);
const finite = number.refine(Number.isFinite, 'is not finite');
const count = z.int().min(0).max(1e9);

/** Longer files are refused unread. */
const MOST_BYTES = 2 ** 28;

/** Schema of the outcome stored with a case. */
const outcomeSchema = z.object({
  verdict: z.enum(['survives', 'refuted', 'undecided', 'discarded']),
  margin: number,
  step: count,
  evidence: z.enum(['certified', 'numerical', 'statistical', 'asymptotic']),
});

/** Schema of a case file. */
export const caseFileSchema = z.object({
  format: z.literal('claimcheck-case'),
  version: z.literal(1),
  claim: z.string().min(1),
  data: z.object({ x: z.array(z.array(finite)).min(1), y: z.array(z.union([z.literal(1), z.literal(-1)])).min(1) }),
  start: z.array(finite),
  steps: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('constant'), eta: finite, count }),
    z.object({ kind: z.literal('power'), alpha: finite, count }),
  ]),
  seed: z.int().optional(),
  slope: finite.optional(),
  outputWeights: z.array(finite).optional(),
  vectors: z.record(z.string(), z.array(finite)).optional(),
  outcome: outcomeSchema,
});

/** The outcome stored with a case. */
export type StoredOutcome = z.output<typeof outcomeSchema>;

/** A case with the outcome that was recorded for it. */
export interface StoredCase {
  readonly input: Case;
  readonly outcome: StoredOutcome;
}

/** The file form of a case. */
export function caseFile(input: Case, outcome: StoredOutcome): object {
  return { format: 'claimcheck-case', version: 1, ...input, outcome };
}

/**
 * Reads a case file.
 *
 * @throws InputError naming the file and the field when it cannot be read, is no JSON or does not fit the schema.
 */
export function readCaseFile(file: string): StoredCase {
  let text: string;
  try {
    const found = statSync(file);
    // A device may never end; a pipe is as good as a file.
    if (!found.isFile() && !found.isFIFO()) throw new InputError('is neither a file nor a pipe', { file });
    if (found.size > MOST_BYTES) throw new InputError(`has ${found.size} bytes, more than ${MOST_BYTES}`, { file });
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`, { file });
  }
  return parseCaseFile(text, file);
}

/** Parses the text of a case file; `file` names it in errors. */
export function parseCaseFile(text: string, file: string): StoredCase {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`is not JSON: ${(error as Error).message}`, { file });
  }
  const parsed = caseFileSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new InputError(issue.message, { file, field: issue.path.join('.') || 'format' });
  }
  const { format: _, version: __, outcome, ...input } = parsed.data;
  try {
    dataset(input.data);
  } catch (error) {
    throw new InputError((error as Error).message, { file, field: 'data' });
  }
  const neurons = input.outputWeights?.length ?? 1;
  const expected = neurons * input.data.x[0]!.length;
  // Claims about data alone have no start.
  if (input.start.length !== expected && input.start.length > 0) {
    const shape = input.outputWeights === undefined ? '' : `${neurons} neurons of `;
    throw new InputError(`has ${input.start.length} numbers, not ${expected} (${shape}${input.data.x[0]!.length} features)`, {
      file,
      field: 'start',
    });
  }
  // zod types absent keys as possibly undefined; the parsed object leaves them out.
  return { input: input as Case, outcome };
}
