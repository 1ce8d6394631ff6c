/** Witnesses: violated cases that were confirmed, which alone a hunt reports. */

import type { Claim, Horizons } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import type { StoredCase } from '../data/case-file.js';
import type { EngineAgreement } from '../judge/agreement.js';
import { confirmation } from '../judge/confirmation.js';
import { afresh } from './afresh.js';
import { complexity } from './shrink/complexity.js';

/** A confirmed witness with what float64 can say about it. */
export interface Witness {
  readonly stored: StoredCase;
  /** Bound on the rounding error of its slack. */
  readonly rounding: number;
  readonly complexity: number;
  readonly note?: string;
  /** What its limit was read from, and how far the engines agree on its run. */
  readonly horizons?: Horizons;
  readonly agreement: readonly EngineAgreement[];
}

/** What confirming came to over a whole hunt. */
export interface ConfirmationAccount {
  /** Of a claim broken by statistics: bound on the probability that chance alone made any of its witnesses. */
  readonly falseAlarm?: number;
  /** Violated cases that fresh sampling did not confirm. */
  readonly refused: number;
  /** Violated cases that were not confirmed since the engines disagree on their runs. */
  readonly unconfirmed: number;
}

/** Confirms the violated cases of one hunt, and keeps account of those that it could not. */
export interface Confirming {
  /** The witness that a violated case gives; undefined where fresh sampling does not show it, or the engines disagree on its run. */
  witness(violated: Case): Witness | undefined;
  readonly account: ConfirmationAccount;
}

/** Confirmation for one hunt. */
export function confirming(claim: Claim): Confirming {
  const fresh = afresh(claim);
  let unconfirmed = 0;
  return {
    witness(violated) {
      const input = fresh.confirmed(violated);
      if (input === undefined) return undefined;
      const witness = witnessOf(claim, input);
      if (witness === undefined) unconfirmed++;
      return witness;
    },
    get account() {
      const { falseAlarm, refused } = fresh;
      return { ...(falseAlarm > 0 ? { falseAlarm } : {}), refused, unconfirmed };
    },
  };
}

/** A violated case evaluated again to the bit; undefined where the engines disagree on its run. */
function witnessOf(claim: Claim, input: Case): Witness | undefined {
  const { stored, first } = confirmation(claim, input);
  const { conclusion } = first.evaluation;
  if (conclusion === undefined) throw new RangeError(`claim ${claim.id}: a case that the search found violated is not`);
  if (stored.outcome.verdict !== 'violated') return undefined;
  const { rounding, note, horizons } = conclusion;
  return {
    stored,
    rounding,
    complexity: complexity(stored.input),
    ...(note === undefined ? {} : { note }),
    ...(horizons === undefined ? {} : { horizons }),
    agreement: first.agreement,
  };
}
