/** Cases as files: the CASE of the contract, checked on reading. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Case } from './case.js';
import { dataset } from './dataset.js';
import { InputError } from './input-error.js';
import { fromJsonNumber } from './json-number.js';

const number = z.union([z.number(), z.literal(['NaN', 'Infinity', '-Infinity', '-0'])]).transform((value) => fromJsonNumber(value)!);
const finite = number.refine(Number.isFinite, 'is not finite');
const count = z.int().min(0).max(1e9);

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
    text = readFileSync(file, 'utf8');
  } catch (error) {
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
  // zod types absent keys as possibly undefined; the parsed object leaves them out.
  return { input: input as Case, outcome };
}
