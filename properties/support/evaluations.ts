import fc from 'fast-check';
import type { Certificate } from '../../src/certify/certificate.js';
import type { Case } from '../../src/data/case.js';
import { certifiedClaims, certify, coqOf, witnessOf } from './certify.js';
import { hash } from './hashes.js';
import { claimOf } from './judging.js';
import { edgesOf, neighboursOf, spread } from './neighbours.js';

/** Where hashes of the certificates of all witnesses are on record, at several precisions. */
export const CERTIFICATES = 'properties/certify/certificates.json';
/** Where hashes of what is proved beside the witnesses, and of drawn cases, are on record. */
export const NEIGHBOURS = 'properties/certify/neighbours.json';

const SEED = 5;
/** Cases that are drawn for certificates. */
const DRAWN = 8;

/** The cases beside the witness of a claim and at its edges, and those of other claims: few where index sequences are enumerated or long runs of SGD enclosed. */
export function casesBeside(id: string): readonly Case[] {
  const { method } = claimOf(id);
  const witness = witnessOf(id);
  const { steps } = witness;
  const isSlow = method === 'enumeration' || method === 'statistics' || (steps.kind === 'power' && steps.count > 100);
  const [beside, others] = isSlow ? [4, 2] : [16, 8];
  const strangers = certifiedClaims.filter((other) => other !== id);
  return [
    ...spread(neighboursOf(witness), beside),
    ...edgesOf(witness),
    ...spread(strangers, others).map((other) => ({ ...witnessOf(other), claim: id })),
  ];
}

/** What is on record of what is proved beside a witness, and of drawn cases, as hashes; a dash where nothing is proved. */
export interface ProofsOnRecord {
  /** Of {@link casesBeside}. */
  readonly certificates: string;
  readonly coq: string;
  /** Certificates at few bits, of {@link casesDrawn}. */
  readonly drawn: string;
}

/** What goes on record of a claim. */
export function proofsOf(id: string): ProofsOnRecord {
  const beside = casesBeside(id);
  return { certificates: told(beside, certify), coq: told(beside, coqOf), drawn: told(casesDrawn(id), certifyAtFewBits) };
}

/** Hashes of what is proved of some cases. */
export function told(cases: readonly Case[], proofOf: (input: Case) => unknown): string {
  return cases.map((input) => shortHash(proofOf(input))).join(' ');
}

/** The first cases that a claim draws, of few steps. */
export function casesDrawn(id: string): readonly Case[] {
  return fc.sample(claimOf(id).cases, { seed: SEED, numRuns: DRAWN }).map(shortened);
}

/** At most 10 steps, 3 of them where all draws of SGD are followed, which keeps the certifiers of long runs fast; limits need their steps. */
export function shortened(input: Case): Case {
  const { steps } = input;
  if (steps.kind === 'none' || claimOf(input.claim).method === 'limit') return input;
  return { ...input, steps: { ...steps, count: Math.min(steps.count, steps.kind === 'power' ? 3 : 10) } };
}

/** A certificate at so few bits that a unit of them shows in its numbers. */
export function certifyAtFewBits(input: Case): Certificate | undefined {
  return certify(input, [24]);
}

function shortHash(value: unknown): string {
  return value === undefined ? '-' : hash({ value }).slice(0, 6);
}

/** Bits at which a single unit shows in what a certificate says. */
const FEW_BITS = [6, 12, 24];

/** Hashes of all that a certificate says, at the bits of a proof and at few. */
export function certificateHashes(input: Case): string {
  const few = FEW_BITS.map((bits) => certify(input, [bits]));
  return [certify(input), ...few].map((certificate) => hash(certificate ?? {})).join(' ');
}
