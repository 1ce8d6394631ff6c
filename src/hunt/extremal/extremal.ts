/** An extremal hunt: the case within a claim's hypotheses on which a quantity is smallest or largest, certified where it can be, and shrunk. */

import type { Claim } from '../../claim/claim.js';
import type { Archive } from '../search/archive.js';
import { type SearchOptions, search } from '../search/search.js';
import { type Aim, sureValue, towards } from './aim.js';
import { type CertifiedExtreme, certifiedExtreme, type Extreme, extremeOf } from './extreme.js';
import { type SmallestExtreme, smallestExtreme } from './smallest.js';

/** Best cases of different behaviour that a certificate is tried on, the best first. */
const MOST_TRIED = 6;

/** Share of its time that the search may take; the rest is for shrinking. */
export const SEARCH_SHARE = 7 / 8;

/** What an extremal hunt came to. */
export interface ExtremalResult {
  readonly claim: Claim;
  readonly aim: Aim;
  readonly archive: Archive;
  readonly endedEarly: boolean;
  readonly abandoned: number;
  /** Evaluations of the search that an earlier run had made. */
  readonly resumed: number;
  /** Evaluations of the search, which are those of the archive, and of shrinking. */
  readonly evaluations: { readonly search: number; readonly shrinking: number };
  /** The best value met; undefined where the quantity was measured on no case. */
  readonly best?: Extreme;
  /** The best of those that were certified, which may be another. */
  readonly certified?: CertifiedExtreme;
  /** The least complex case near the certified one, or else near the best, with nearly the same value. */
  readonly smallest?: SmallestExtreme;
}

/** What an extremal hunt is told; its bursts are told the aim, by which they judge. */
export interface ExtremalOptions extends Omit<SearchOptions, 'counts'> {
  readonly aim: Aim;
  /** Ends shrinking with what there is; `stopped` where absent. */
  readonly hurried?: () => boolean;
}

/**
 * Hunts for the extreme of a quantity over the cases that meet a claim's hypotheses.
 *
 * @throws EvaluationError for whatever the claim throws but NotACase on a moved case.
 */
export async function extremalHunt({ aim, ...options }: ExtremalOptions): Promise<ExtremalResult> {
  const { claim, run } = options;
  const { archive, endedEarly, abandoned, resumed } = await search({
    ...options,
    claim: towards(claim, aim),
    run: (job) => run({ ...job, aim }),
  });
  const extremes = archive.ranking(MOST_TRIED).flatMap(({ input }) => extremeOf(claim, aim, input) ?? []);
  const sign = aim.sense === 'minimise' ? 1 : -1;
  extremes.sort((a, b) => sign * (sureValue(a.measured, aim) - sureValue(b.measured, aim)));
  const [best] = extremes;
  const certified = firstCertified(claim, aim, extremes);
  const from = certified ?? best;
  const shrunk = from === undefined ? undefined : await smallestExtreme(claim, aim, from, options.hurried ?? options.stopped);
  return {
    claim,
    aim,
    archive,
    endedEarly,
    abandoned,
    resumed,
    evaluations: { search: archive.evaluations, shrinking: shrunk?.evaluations ?? 0 },
    ...(best === undefined ? {} : { best }),
    ...(certified === undefined ? {} : { certified }),
    ...(shrunk?.smallest === undefined ? {} : { smallest: shrunk.smallest }),
  };
}

/** The first extreme that has a certificate. */
function firstCertified(claim: Claim, aim: Aim, extremes: readonly Extreme[]): CertifiedExtreme | undefined {
  for (const extreme of extremes) {
    const certified = certifiedExtreme(claim, aim, extreme);
    if (certified !== undefined) return certified;
  }
  return undefined;
}
