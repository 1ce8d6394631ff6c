/**
 * Writes fixtures/vectors.json: exact numbers by which other implementations can be tested. `npx tsx scripts/vectors.ts`;
 * properties/vectors.test.ts holds the file to what the code makes, docs/reference/vectors.md says what is in it.
 */

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Certificate } from '../src/certify/certificate.js';
import type { Kind } from '../src/claim/claim.js';
import type { Case, Steps } from '../src/data/case.js';
import { dataset } from '../src/data/dataset.js';
import { commonExponent, scaledInteger } from '../src/numerics/dyadic.js';
import { integerProduct, nth, pairs } from '../src/numerics/lists.js';
import { uniformSampler } from '../src/optimizer/sampler.js';
import { maxMargin, signedRows } from '../src/oracle/max-margin.js';
import { maxMarginDefect } from '../src/oracle/max-margin-certificate.js';
import { findClaim } from '../src/paper/edition.js';
import { readStoredCase } from '../src/record/case-files.js';
import { SHIPPED_RECORD } from '../src/record/records.js';
import type { Vectors } from '../src/report/vectors-schema.js';
import { expVectors, lnVectors, WIDTH_BITS } from './enclosure-vectors.js';
import { exactly, rational, scaledRational } from './rational-text.js';

/** Where the file is. */
export const VECTORS = join(SHIPPED_RECORD, 'vectors.json');

const WITNESSES = join(SHIPPED_RECORD, 'witnesses');

/** Steps with their doubles exactly. */
function exactSteps(steps: Steps): Vectors['witnesses'][number]['steps'] {
  if (steps.kind === 'none') return steps;
  return steps.kind === 'constant' ? { ...steps, eta: exactly(steps.eta) } : { ...steps, alpha: exactly(steps.alpha) };
}

/** The max margin of some samples of a case. */
function marginOf(input: Case, samples: readonly number[]): Vectors['witnesses'][number]['margins'][number] {
  const data = dataset(input.data);
  const problem = { dimension: data.d, atLeastOne: signedRows(data, { subset: samples }) };
  const answer = maxMargin(problem);
  const defect = maxMarginDefect(problem, answer);
  if (answer.exact === undefined || defect !== undefined) throw new Error(`${input.claim}: no exact max margin: ${defect}`);
  const { weights, denominator } = answer.exact;
  // v and its length are in units of 2^exponent / denominator.
  const exponent = commonExponent(problem.atLeastOne);
  const v = Array.from({ length: data.d }, (_, j) =>
    pairs(problem.atLeastOne, weights).reduce((sum, [row, weight]) => sum + weight * scaledInteger(nth(row, j), exponent), 0n),
  );
  return {
    samples: [...samples],
    weights: weights.map((weight) => rational(weight, denominator)),
    squared: scaledRational(integerProduct(v, v), denominator * denominator, 2 * exponent),
  };
}

/** Where a proof shows the conclusion to fail, and by how much. */
function exactCertificate({ step, slack, restart }: Certificate): Vectors['witnesses'][number]['certificate'] {
  const start = restart === undefined ? {} : { start: restart.start.map(exactly) };
  return { step, low: exactly(slack.low), high: exactly(slack.high), ...start };
}

/** The samples that a run draws, of claims about single runs of SGD. */
function drawsOf({ steps, seed, data }: Case, kind: Kind, step: number): readonly number[] | undefined {
  if (steps.kind !== 'power' || seed === undefined || kind === 'expectation') return undefined;
  const sampler = uniformSampler(seed, data.x.length);
  return Array.from({ length: Math.min(steps.count, step + 1) }, sampler);
}

/** A case on record, from its file. */
function witnessOf(file: string): Vectors['witnesses'][number] {
  const { input } = readStoredCase(file);
  const claim = findClaim(input.claim);
  if (claim === undefined) throw new Error(`${file} is about ${input.claim}, which is no claim`);
  const certificate = claim.certify?.(input);
  const { positives, n } = dataset(input.data);
  const every = Array.from({ length: n }, (_, i) => i);
  const draws = drawsOf(input, claim.kind, certificate?.step ?? 0);
  return {
    claim: input.claim,
    x: input.data.x.map((row) => row.map(exactly)),
    y: input.data.y.map((label) => (label === 1 ? 1 : -1)),
    start: input.start.map(exactly),
    steps: exactSteps(input.steps),
    ...(input.slope === undefined ? {} : { slope: exactly(input.slope) }),
    ...(input.outputWeights === undefined ? {} : { outputWeights: input.outputWeights.map(exactly) }),
    ...(input.vectors === undefined
      ? {}
      : { vectors: Object.fromEntries(Object.entries(input.vectors).map(([name, vector]) => [name, vector.map(exactly)])) }),
    ...(draws === undefined ? {} : { draws: [...draws] }),
    margins: ([0, n].includes(positives.length) ? [every] : [every, positives]).map((samples) => marginOf(input, samples)),
    ...(certificate === undefined ? {} : { certificate: exactCertificate(certificate) }),
  };
}

/** The content of the file. */
function vectors(): Vectors {
  return {
    format: 'claimcheck-vectors',
    version: 1,
    bits: WIDTH_BITS,
    exp: expVectors(),
    ln: lnVectors(),
    witnesses: readdirSync(WITNESSES)
      .sort()
      .map((name) => witnessOf(join(WITNESSES, name))),
  };
}

/** The text of the file: lists with an entry a line. */
export function vectorsText(): string {
  const fields = Object.entries(vectors()).map(([name, value]) => {
    const text = Array.isArray(value)
      ? `[\n${value.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`
      : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${fields.join(',\n')}\n}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(VECTORS, vectorsText());
