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

/** Another start of a case. */
export interface Restart {
  readonly start: readonly number[];
  /** What it has to do with the case's own, in words that a sentence can end in. */
  readonly from: string;
}

/** A finding about the same case with another start, which its argument then says first. */
export function restartedFrom(own: readonly number[], restart: Restart, why: string, finding: Finding): Finding {
  const list = (start: readonly number[]): string => `(${start.join(', ')})`;
  return {
    ...finding,
    restart,
    argument: [
      `Of the run from ${list(own)} nothing is proved: ${why}. The statement is about any start.`,
      `What is proved is that it fails of the run from w_0 = ${list(restart.start)}, ${restart.from}:`,
      ...finding.argument,
    ],
  };
}

/** A certificate but for what {@link certify} adds. */
export type Finding = Omit<Certificate, 'claim' | 'precision'>;

/** A slack that is known exactly. */
export function exactSlack(value: number): Certificate['slack'] {
  return { low: value, high: value };
}
