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
  const witness = witnessOf(id);
  const [beside, others] = isSlow(id) ? [4, 2] : [16, 8];
  const strangers = certifiedClaims.filter((other) => other !== id);
  return [
    ...spread(neighboursOf(witness), beside),
    ...edgesOf(witness),
    ...spread(strangers, others).map((other) => ({ ...witnessOf(other), claim: id })),
  ];
}

function isSlow(id: string): boolean {
  const { method } = claimOf(id);
  const { steps } = witnessOf(id);
  return method === 'enumeration' || method === 'statistics' || (steps.kind === 'power' && steps.count > 100);
}

/** More cases than {@link casesBeside}, for as few bits as cost little. */
function casesAround(id: string): readonly Case[] {
  const [beside, others] = isSlow(id) ? [8, 4] : [32, 12];
  const strangers = certifiedClaims.filter((other) => other !== id);
  return [
    ...spread(neighboursOf(witnessOf(id)), beside),
    ...edgesOf(witnessOf(id)),
    ...spread(strangers, others).map((other) => ({ ...witnessOf(other), claim: id })),
  ];
}

/** What is on record of what is proved beside a witness, and of drawn cases, as hashes; a dash where nothing is proved. */
export interface ProofsOnRecord {
  /** Of {@link casesBeside}. */
  readonly certificates: string;
  readonly coq: string;
  /** At few bits, of {@link casesAround}. */
  readonly coarse: string;
  readonly coarseCoq: string;
  /** Certificates at few bits, of {@link casesDrawn}. */
  readonly drawn: string;
}

/** What goes on record of a claim. */
export function proofsOf(id: string): ProofsOnRecord {
  const beside = casesBeside(id);
  return {
    certificates: told(beside, (input) => certify(input)),
    coq: told(beside, (input) => coqOf(input)),
    ...coarseOf(id),
    drawn: told(casesDrawn(id), certifyAtFewBits),
  };
}

/** What goes on record of it at few bits, in turn as many as {@link FEW_BITS} says. */
export function coarseOf(id: string): Pick<ProofsOnRecord, 'coarse' | 'coarseCoq'> {
  const around = casesAround(id);
  return {
    coarse: told(around, (input, place) => certify(input, bitsAt(place))),
    coarseCoq: told(around, (input, place) => coqOf(input, bitsAt(place))),
  };
}

/** The files for Coq of all cases that are on record of it, each once. */
export function coqFilesBeside(id: string): readonly string[] {
  const written = [...casesBeside(id).map((input) => coqOf(input)), ...casesAround(id).map((input, place) => coqOf(input, bitsAt(place)))];
  return [...new Set(written.flatMap((text) => text ?? []))];
}

function bitsAt(place: number): readonly number[] {
  return [FEW_BITS[place % FEW_BITS.length]!];
}

/** Hashes of what is proved of some cases. */
export function told(cases: readonly Case[], proofOf: (input: Case, place: number) => unknown): string {
  return cases.map((input, place) => shortHash(proofOf(input, place))).join(' ');
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

/** A few digits of a hash; a dash for nothing. */
export function shortHash(value: unknown): string {
  return value === undefined ? '-' : hash({ value }).slice(0, 6);
}

/** Bits at which a single unit shows in what a certificate says. */
const FEW_BITS = [6, 12, 24];

/** Hashes of all that a certificate says, at the bits of a proof and at few. */
export function certificateHashes(input: Case): string {
  const few = FEW_BITS.map((bits) => certify(input, [bits]));
  return [certify(input), ...few].map((certificate) => hash(certificate ?? {})).join(' ');
}
