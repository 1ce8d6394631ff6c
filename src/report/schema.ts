/** The JSON that commands write and that ships, as schemas; published by `claimcheck schema NAME`. */

import * as z from 'zod';
import { caseFileSchema } from '../data/case-file.js';
import { baselineSchema } from '../guard/regression/baseline-file.js';
import { partSchema } from './shard-part.js';
import { vectorsSchema } from './vectors-schema.js';

const number = z.union([z.number(), z.literal(['NaN', 'Infinity', '-Infinity', '-0'])]);
const count = z.int().min(0);
const verdict = z.enum(['survives', 'refuted', 'vacuous', 'unknown', 'not-run']);

const of = z.enum(['paper', 'method']);
const hypothesisCount = z.object({ id: z.string(), of, met: count, failed: count });

const verifySchema = z.object({
  tool: z.literal('claimcheck'),
  version: z.string(),
  seed: z.int(),
  seconds: z.number(),
  claims: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      verdict,
      expected: verdict.optional(),
      because: z.string().optional(),
      cases: count,
      discarded: count,
      undecided: count,
      slack: z.object({ min: number, median: number }),
      slackQuantiles: z.array(number).length(11).optional(),
      hypotheses: z.array(hypothesisCount),
      evidence: z.enum(['machine-checked', 'certified', 'numerical', 'statistical', 'asymptotic']).optional(),
      /** SHA-256 of the refutation that Coq has accepted. */
      proof: z.string().optional(),
      witness: z.string().or(z.record(z.string(), z.unknown())).optional(),
      falseAlarm: number.optional(),
      rates: z
        .array(z.object({ quantity: z.string(), printed: number, median: number, low: number, high: number, cases: count }))
        .optional(),
      labels: z.record(z.string(), count),
      data: z.array(
        z.object({
          name: z.string(),
          cases: count,
          effective: count,
          hypotheses: z.array(hypothesisCount.extend({ name: z.string() })),
        }),
      ),
      seconds: z.number(),
    }),
  ),
  slowest: z.array(z.object({ id: z.string(), data: z.string().optional(), case: count, seconds: z.number() })),
  /** Of data that are not separable: why, or the samples of them that were judged and left out, counted from 0. */
  given: z
    .object({
      name: z.string(),
      notSeparable: z.string().optional(),
      part: z.object({ kept: z.array(count).readonly(), leftOut: z.array(count).readonly(), largest: z.boolean() }).optional(),
    })
    .optional(),
  /** Of a shard: its reports by value, and the run that it is a part of. */
  shard: partSchema.optional(),
});

const checkpoint = z.object({
  t: number.optional(),
  lnT: number,
  w: z.array(number),
  norm: number,
  loss: number,
  gradientNorm: number,
  direction: z.array(number),
  directionError: number,
  margin: number,
  active: z.array(count),
  engine: z.enum(['step', 'log-time']),
  crossings: z.array(count).optional(),
  // Of networks alone.
  neurons: z
    .array(z.object({ w: z.array(number), norm: number, direction: z.array(number), active: z.array(count), sliding: z.array(count) }))
    .optional(),
  partitions: z
    .array(
      z.object({
        samples: z.array(count),
        neurons: z.array(count),
        w: z.array(number),
        norm: number,
        direction: z.array(number),
        directionError: number,
        margin: number,
      }),
    )
    .optional(),
  disjoint: z.boolean().optional(),
});

const limit = z.object({
  direction: z.array(number),
  settledAt: number,
  active: z.array(count),
  sliding: z.array(count),
  loss: number,
  rate: z.object({ kind: z.enum(['log', 'log-log', 'bounded']), constant: number, expected: number.optional() }),
});

const traceSchema = z.object({
  start: z.array(number),
  outputWeights: z.array(number).optional(),
  gamma: number,
  direction: z.array(number),
  partitions: z.array(z.object({ samples: z.array(count), neurons: z.array(count), gamma: number, direction: z.array(number) })).optional(),
  end: z.object({ kind: z.enum(['horizon', 'terminated', 'diverged', 'stopped']), step: count }),
  unknown: z.string().optional(),
  stopped: z.literal(true).optional(),
  referenceStopped: z.literal(true).optional(),
  referenceWork: number.optional(),
  limit: limit.optional(),
  checkpoints: z.array(checkpoint),
});

/** How a limit was read. */
const limitAccount = {
  horizons: z
    .object({ quantity: z.string(), readings: z.array(z.object({ lnT: number, value: number, within: number.optional() })) })
    .optional(),
  agreement: z
    .array(z.object({ way: z.enum(['steps', 'events']), steps: number, distance: number, directions: number, allowed: number }))
    .optional(),
};

const huntSchema = z.object({
  id: z.string(),
  verdict: z.enum(['refuted', 'survives']),
  evaluations: count,
  seconds: z.number(),
  strategy: z.string(),
  corpus: z.object({ cases: count, unfit: count }).optional(),
  evidence: z.enum(['certified', 'numerical', 'statistical', 'asymptotic']).optional(),
  falseAlarm: z.number().optional(),
  witness: caseFileSchema.optional(),
  smallest: caseFileSchema.optional(),
  worst: caseFileSchema.optional(),
  ...limitAccount,
  unconfirmed: count.optional(),
  /** Bursts that were given up; what they did is counted nowhere. */
  abandoned: count.optional(),
  effort: z
    .object({
      within: count,
      undecided: count,
      discarded: count,
      invalid: count,
      behaviours: count,
      behavioursOutside: count,
      slack: number.optional(),
      generated: count,
      excludedRate: z.number(),
      refused: count,
    })
    .optional(),
});

const certificateSchema = z.object({
  claim: z.string(),
  hypotheses: z.array(z.object({ name: z.string(), how: z.string() })),
  step: count,
  slack: z.object({ low: number, high: number }),
  precision: count,
  argument: z.array(z.string()),
  /** The certificate is about the case with this start. */
  restart: z.object({ start: z.array(number), from: z.string() }).optional(),
});

const extremalSchema = z.object({
  id: z.string(),
  quantity: z.string(),
  sense: z.enum(['minimise', 'maximise']),
  about: z.string(),
  evaluations: count,
  /** Cases within the hypotheses on which it was measured. */
  within: count,
  seconds: z.number(),
  strategy: z.string(),
  corpus: z.object({ cases: count, unfit: count }).optional(),
  best: z.object({ value: number, rounding: number, case: caseFileSchema }).optional(),
  /** The best value that a certificate encloses. */
  certified: z.object({ low: number, high: number, case: caseFileSchema, certificate: certificateSchema }).optional(),
  /** The least complex case near the certified one, or else near the best, with nearly the same value. */
  smallest: z
    .object({
      value: number,
      rounding: number,
      complexity: count,
      case: caseFileSchema,
      low: number.optional(),
      high: number.optional(),
      certificate: certificateSchema.optional(),
    })
    .optional(),
  /** Evaluations that shrinking took, beside those of the search. */
  shrinking: count.optional(),
  abandoned: count.optional(),
});

const claimSchema = z.object({
  id: z.string(),
  reading: z.enum(['as-printed', 'as-intended', 'repaired']),
  chapter: z.string(),
  kind: z.string(),
  source: z.string(),
  statement: z.string(),
  expected: verdict.optional(),
  hypotheses: z.array(z.object({ id: z.string(), name: z.string(), of: z.enum(['paper', 'method']) })).optional(),
  defect: z.object({ id: z.string(), slip: z.string(), survives: z.string() }).optional(),
});

const replaySchema = z.object({
  claim: z.string(),
  /** Both absent where the file stores no outcome. */
  reproduces: z.boolean().optional(),
  stored: z.object({ verdict: z.string(), slack: number, step: count, evidence: z.string() }).optional(),
  outcome: z.object({ verdict: z.string(), slack: number, step: count, evidence: z.string() }),
  hypotheses: z.array(z.object({ id: z.string(), name: z.string(), of, slack: number })),
  note: z.string().optional(),
  ...limitAccount,
  certificate: certificateSchema.optional(),
  /** SHA-256 of the refutation by this case that Coq has accepted. */
  proof: z.string().optional(),
});

const guardSubject = z.object({
  subject: z.string(),
  algorithm: z.string(),
  precision: z.enum(['float64', 'float32', 'float16', 'bfloat16']),
  options: z.array(z.string()).optional(),
  verdict: z.enum(['pass', 'broken', 'undecided']),
  /** Checks that apply, those that only inform left out. */
  applicable: count,
  /** Whether an update law was among them. */
  lawJudged: z.boolean(),
  checks: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      title: z.string(),
      verdict: z.enum(['pass', 'broken', 'undecided', 'information', 'skipped']),
      /** Why the subject expects the check to be broken; then it does not count. */
      expected: z.string().optional(),
      slack: number,
      note: z.string().optional(),
      conventions: z.array(z.string()).optional(),
      witness: z
        .discriminatedUnion('kind', [
          z.object({
            kind: z.literal('steps'),
            options: z.record(z.string(), z.unknown()),
            start: z.array(number),
            gradients: z.array(z.array(number)),
            present: z.array(z.array(z.boolean())).optional(),
            expected: z.array(number),
            got: z.array(number),
          }),
          z.object({ kind: z.literal('case'), case: caseFileSchema }),
        ])
        .optional(),
    }),
  ),
  tool: z.literal('claimcheck'),
  version: z.string(),
  seed: z.int(),
  seconds: z.number(),
});

/** Zod schemas of what the commands write, of case files and of the vectors that ship, by name. */
export const schemas = {
  verify: verifySchema,
  trace: traceSchema,
  list: z.array(claimSchema),
  show: claimSchema,
  hunt: huntSchema,
  'extremal-hunt': extremalSchema,
  replay: replaySchema,
  case: caseFileSchema,
  guard: z.union([guardSubject, z.array(guardSubject)]),
  baseline: baselineSchema,
  vectors: vectorsSchema,
} as const;

/** What `verify` returns and writes. */
export type VerifyResult = z.input<typeof verifySchema>;

/** What `hunt` returns and writes. */
export type HuntReport = z.input<typeof huntSchema>;

/** What `hunt` writes with --minimise or --maximise. */
export type ExtremalReport = z.input<typeof extremalSchema>;

/** What `replay` returns and writes. */
export type ReplayReport = z.input<typeof replaySchema>;

/** Name of a published schema. */
export type SchemaName = keyof typeof schemas;

/** A schema as JSON Schema (of the input, where reading transforms). */
export function jsonSchema(name: SchemaName): object {
  return z.toJSONSchema(schemas[name], { io: 'input' });
}
