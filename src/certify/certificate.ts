/** What a certificate says. */

/** A hypothesis that was decided, and by what. */
export interface CertifiedHypothesis {
  readonly name: string;
  readonly how: string;
}

/** Proof on integers that a case meets a claim's hypotheses and violates its conclusion. */
export interface Certificate {
  /** Id of the claim. */
  readonly claim: string;
  /** Every hypothesis of the claim, decided exactly or by intervals. */
  readonly hypotheses: readonly CertifiedHypothesis[];
  /** The step t at which the conclusion fails, 0 for claims without steps. */
  readonly step: number;
  /** Doubles around the quantity that the claim wants not negative (positive for strict claims), in the units that `argument` names. */
  readonly slack: { readonly low: number; readonly high: number };
  /** Bits after the binary point of the arithmetic that sufficed. */
  readonly precision: number;
  /** The proof, a sentence a line. */
  readonly argument: readonly string[];
  /** What is certified is not the case itself, but the one with this start, for claims about any start. */
  readonly restart?: Restart;
}

/** Another start, near the iterate of the case at a step. */
export interface Restart {
  readonly start: readonly number[];
  readonly step: number;
}

/** A certificate but for what {@link certify} adds. */
export type Finding = Omit<Certificate, 'claim' | 'precision'>;

/** A slack that is known exactly. */
export function exactSlack(value: number): Certificate['slack'] {
  return { low: value, high: value };
}
