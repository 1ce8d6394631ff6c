/** An extremal hunt: the case within a claim's hypotheses on which a quantity is smallest or largest, certified where it can be. */

import type { Certificate } from '../../certify/certificate.js';
import type { Claim } from '../../claim/claim.js';
import { standardParts } from '../../claim/parts.js';
import type { Measured } from '../../claim/quantity.js';
import type { Case } from '../../data/case.js';
import { judgeMovedCase } from '../../judge/evaluation-error.js';
import type { Archive } from '../search/archive.js';
import { type SearchOptions, search } from '../search/search.js';
import { type Aim, measuredIn, sureValue, towards } from './aim.js';

/** Best cases of different behaviour that a certificate is tried on, the best first. */
const MOST_TRIED = 6;

/** A case and what was measured on it. */
export interface Extreme {
  readonly input: Case;
  readonly measured: Measured;
}

/** One whose value is enclosed by a certificate. */
export interface CertifiedExtreme extends Extreme {
  readonly certificate: Certificate;
}

/** What an extremal hunt came to. */
export interface ExtremalResult {
  readonly claim: Claim;
  readonly aim: Aim;
  readonly archive: Archive;
  readonly endedEarly: boolean;
  readonly abandoned: number;
  /** The best value met; undefined where the quantity was measured on no case. */
  readonly best?: Extreme;
  /** The best of those that were certified, which may be another. */
  readonly certified?: CertifiedExtreme;
}

/** What an extremal hunt is told; its bursts are told the aim, by which they judge. */
export interface ExtremalOptions extends Omit<SearchOptions, 'counts' | 'recorded'> {
  readonly aim: Aim;
}

/**
 * Hunts for the extreme of a quantity over the cases that meet a claim's hypotheses.
 *
 * @throws EvaluationError for whatever the claim throws but NotACase on a moved case.
 */
export async function extremalHunt({ aim, ...options }: ExtremalOptions): Promise<ExtremalResult> {
  const { claim, run } = options;
  const { archive, endedEarly, abandoned } = await search({
    ...options,
    claim: towards(claim, aim),
    run: (job) => run({ ...job, aim }),
  });
  const extremes = archive.ranking(MOST_TRIED).flatMap(({ input }): Extreme[] => {
    const outcome = judgeMovedCase(claim, input, standardParts);
    const measured = outcome === undefined ? undefined : measuredIn(outcome.evaluation, aim.quantity);
    return measured === undefined ? [] : [{ input, measured }];
  });
  const sign = aim.sense === 'minimise' ? 1 : -1;
  extremes.sort((a, b) => sign * (sureValue(a.measured, aim) - sureValue(b.measured, aim)));
  const [best] = extremes;
  const certified = firstCertified(claim, aim, extremes);
  return {
    claim,
    aim,
    archive,
    endedEarly,
    abandoned,
    ...(best === undefined ? {} : { best }),
    ...(certified === undefined ? {} : { certified }),
  };
}

/** The first extreme that has a certificate. */
function firstCertified({ quantities }: Claim, { quantity }: Aim, extremes: readonly Extreme[]): CertifiedExtreme | undefined {
  for (const extreme of extremes) {
    const certificate = quantities?.[quantity]?.certify?.(extreme.input);
    if (certificate !== undefined) return { ...extreme, certificate };
  }
  return undefined;
}
