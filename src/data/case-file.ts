/** Cases as text: the CASE of the contract, checked on reading. */

import * as z from 'zod';
import type { Case } from './case.js';
import { dataset } from './dataset.js';
import { InputError, type InputPlace } from './input-error.js';
import { fromJsonNumber } from './json-number.js';
import type { JsonPath } from './json-position.js';
import { parseJson, placeOf } from './parse-json.js';

const number = z
  .union([z.number(), z.literal(['NaN', 'Infinity', '-Infinity', '-0'])], 'must be a number')
  .transform((value) => fromJsonNumber(value)!);
const finite = number.refine(Number.isFinite, 'is not finite');
const count = z.int().min(0).max(1e9);
const evidence = z.enum(['certified', 'numerical', 'statistical', 'asymptotic']);

/** What a refutation rests on, the strongest first. */
export type Evidence = z.output<typeof evidence>;

/** Schema of the outcome stored with a case. */
const outcomeSchema = z.object({
  verdict: z.enum(['satisfied', 'violated', 'undecided', 'discarded']),
  slack: number,
  step: count,
  evidence,
});

/** The outcome in version 1 of the format, which said the claim's words of a single case. */
const outcomeOfVersion1 = z
  .object({ verdict: z.enum(['survives', 'refuted', 'undecided', 'discarded']), margin: number, step: count, evidence })
  .transform(({ verdict, margin, ...rest }) => ({
    verdict: verdict === 'survives' ? ('satisfied' as const) : verdict === 'refuted' ? ('violated' as const) : verdict,
    slack: margin,
    ...rest,
  }));

const content = {
  format: z.literal('claimcheck-case'),
  claim: z.string().min(1),
  /** Name of the edition that the claim is of; the shipped one where absent. */
  edition: z.string().min(1).optional(),
  data: z.object({ x: z.array(z.array(finite)).min(1), y: z.array(z.literal([1, -1], { error: 'must be 1 or -1' })).min(1) }),
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
};

/** Schema of a case file: version 2, and version 1, whose outcome has `margin` for `slack`. */
export const caseFileSchema = z.discriminatedUnion(
  'version',
  [
    z.object({ ...content, version: z.literal(2), outcome: outcomeSchema.optional() }),
    z.object({ ...content, version: z.literal(1), outcome: outcomeOfVersion1.optional() }),
  ],
  { error: ({ input }) => (isRecord(input) ? 'must be 1 or 2' : 'is not a case, which is a JSON object') },
);

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The outcome stored with a case. */
export type StoredOutcome = z.output<typeof outcomeSchema>;

/** A case with the outcome that was recorded for it. */
export interface StoredCase {
  readonly input: Case;
  readonly outcome: StoredOutcome;
}

/** A case as it was read: with the name of its edition and its outcome, where the file has them. */
export interface CaseFile {
  readonly input: Case;
  readonly edition?: string;
  readonly outcome?: StoredOutcome;
  /** Where in the file a value of the case stands. */
  readonly place: (path: JsonPath) => InputPlace;
}

/** The file form of a case. */
export function caseFile(input: Case, outcome?: StoredOutcome, edition?: string): object {
  const { claim, ...rest } = input;
  return {
    format: 'claimcheck-case',
    version: 2,
    claim,
    ...(edition === undefined ? {} : { edition }),
    ...rest,
    ...(outcome === undefined ? {} : { outcome }),
  };
}

/**
 * Parses the text of a case file; `file` names it in errors.
 *
 * @throws InputError naming the file and the field when it is no JSON or does not fit the schema.
 */
export function parseCaseFile(text: string, file: string): CaseFile {
  const parsed = caseFileSchema.safeParse(parseJson(text, file));
  if (!parsed.success) {
    const { message, path } = parsed.error.issues[0]!;
    throw new InputError(message, placeOf(path, text, file));
  }
  const { format: _, version: __, outcome, edition, ...input } = parsed.data;
  try {
    dataset(input.data);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(error.message, placeOf(['data'], text, file));
  }
  const neurons = input.outputWeights?.length ?? 1;
  const features = input.data.x[0]?.length ?? 0;
  const expected = neurons * features;
  // Claims about data alone have no start.
  if (input.start.length !== expected && input.start.length > 0) {
    const shape = input.outputWeights === undefined ? '' : `${neurons} neurons of `;
    throw new InputError(
      `has ${input.start.length} numbers, not ${expected} (${shape}${features} feature${features === 1 ? '' : 's'})`,
      placeOf(['start'], text, file),
    );
  }
  return {
    // zod types absent keys as possibly undefined; the parsed object leaves them out.
    input: input as Case,
    place: (path) => placeOf(path, text, file),
    ...(edition === undefined ? {} : { edition }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}
