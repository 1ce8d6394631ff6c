/** Exact numbers by which other implementations can be tested: the file fixtures/vectors.json. */

import * as z from 'zod';

/** An exact number, as the quotient of two integers. */
const rational = z.string().regex(/^(?:0|-?[1-9]\d*)\/[1-9]\d*$/);
const vector = z.array(rational);
const count = z.int().min(0);

/** A function at x lies between low and high. */
const enclosure = z.object({ x: rational, low: rational, high: rational });

const steps = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('constant'), eta: rational, count }),
  z.object({ kind: z.literal('power'), alpha: rational, count }),
]);

/**
 * The max margin of the rows y_i x_i of some samples: v = sum weights_i y_i x_i has length gamma and y_i x_i.v >= |v|^2 on all of them. Where
 * `squared`, which is gamma^2, is 0, so is v, and the samples are not separable.
 */
const margin = z.object({ samples: z.array(count).min(1), weights: vector.min(1), squared: rational });

/** A case on record, its doubles exactly, and what is proved of it. */
const witness = z.object({
  claim: z.string().min(1),
  x: z.array(vector.min(1)).min(1),
  y: z.array(z.literal([1, -1])).min(1),
  start: vector,
  steps,
  slope: rational.optional(),
  outputWeights: vector.optional(),
  vectors: z.record(z.string(), vector).optional(),
  /** Samples in the order in which the run of the case draws them, up to the certificate's step; of claims about single runs of SGD. */
  draws: z.array(count).optional(),
  /** Of all samples, and of the positive ones. */
  margins: z.array(margin).min(1),
  /** The first step at which the conclusion provably fails, and ends around the slack there. */
  certificate: z.object({ step: count, low: rational, high: rational, start: vector.optional() }).optional(),
});

/** Schema of the file. */
export const vectorsSchema = z.object({
  format: z.literal('claimcheck-vectors'),
  version: z.literal(1),
  /** Each enclosure of exp and ln is at most 2^-bits of its size wide. */
  bits: count,
  exp: z.array(enclosure).min(1),
  ln: z.array(enclosure).min(1),
  witnesses: z.array(witness).min(1),
});

/** What the file holds. */
export type Vectors = z.output<typeof vectorsSchema>;
