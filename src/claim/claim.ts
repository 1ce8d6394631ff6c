/** A claim: one statement of the paper as an object that can be run, attacked and reused. */

import type { Arbitrary } from 'fast-check';
import type { Case } from '../data/case.js';
import type { Dataset } from '../data/dataset.js';
import type { Parts } from './parts.js';

/** How a printed statement is read: as it stands, as its context means it, or with what makes it true. */
export type Reading = 'as-printed' | 'as-intended' | 'repaired';

/** What sort of statement it is, which bounds what evidence a run can give. */
export type Kind = 'exact' | 'every t' | 'finite' | 'asymptotic' | 'expectation';

/** Chapters of the paper, in its order; "definitions" are the objects that its statements speak of. */
export type Chapter =
  | 'definitions'
  | 'linear model'
  | 'landscape'
  | 'gradient descent'
  | 'stochastic gradient descent'
  | 'leaky relu'
  | 'networks';

/** One named hypothesis on one case: met where the margin is non-negative. */
export interface HypothesisMargin {
  readonly name: string;
  readonly margin: number;
}

/** The conclusion on one case. */
export interface ConclusionMargin {
  /** Signed, dimensionless slack where it is smallest: positive satisfied, negative violated. */
  readonly margin: number;
  /** Bound on the float64 rounding error of `margin`. */
  readonly rounding: number;
  /** Step at which the slack is smallest; 0 for claims about no run. */
  readonly step: number;
  /** What happened there, in one sentence. */
  readonly note?: string;
  /** The smallest slack of each named part, where a claim says several things whose slacks are of unlike scales. */
  readonly parts?: readonly PartMargin[];
  /** How fast things go, where the claim is about a rate. */
  readonly rates?: readonly MeasuredRate[];
  /** What was read far out, where the claim is about a limit. */
  readonly horizons?: Horizons;
}

/** A quantity at several moments of one run, from which a limit was read. */
export interface Horizons {
  readonly quantity: string;
  readonly readings: readonly HorizonReading[];
}

/** The quantity at one moment; `within` bounds what the method leaves open of it, where there is a bound. */
export interface HorizonReading {
  readonly lnT: number;
  readonly value: number;
  readonly within?: number;
}

/** The power with which a quantity goes on one case, between the last two horizons, beside the printed one. */
export interface MeasuredRate {
  /** What goes like which base to that power. */
  readonly quantity: string;
  readonly printed: number;
  /** The measured power lies between these. */
  readonly low: number;
  readonly high: number;
}

/** The slack of one part of a conclusion where it is smallest. */
export interface PartMargin {
  readonly name: string;
  readonly margin: number;
  readonly rounding: number;
}

/** What a claim says of a case. */
export interface Evaluation {
  readonly hypotheses: readonly HypothesisMargin[];
  /** Absent when a hypothesis fails, or when the case could not be decided (`undecided` says why). */
  readonly conclusion?: ConclusionMargin;
  readonly undecided?: string;
  /** Names for what kind of case it was, counted by the verdict. */
  readonly labels: readonly string[];
}

/** A claim and how to exercise it. */
export interface Claim {
  /** Paper id, with suffix @intended or @repaired for those readings. */
  readonly id: string;
  readonly reading: Reading;
  readonly chapter: Chapter;
  readonly kind: Kind;
  /** Where the paper states it. */
  readonly source: string;
  /** The statement in one or two sentences of our own. */
  readonly statement: string;
  /** How the conclusion's margin is formed and scaled. */
  readonly margin: string;
  /** Generated cases that aim to meet the hypotheses by construction. */
  readonly cases: Arbitrary<Case>;
  /**
   * Cases on a given data set, or undefined when the claim is not about given data. Data that cannot meet the
   * hypotheses still gives cases; the hypotheses then say so.
   */
  readonly casesOn?: (data: Dataset) => Arbitrary<Case>;
  /** Why the verdict on record is what it is, where that is not plain: the argument, independent of the runs. */
  readonly reason?: string;
  /** Generated cases of a run by default, where one costs so much that the usual number would hold up everything. */
  readonly defaultCases?: number;
  /** Labels that must occur among the effective cases, with the least share of each; fewer is vacuous. */
  readonly required: Readonly<Record<string, number>>;
  /** Judges one case. Pure: the same case and parts give the same evaluation to the bit. */
  evaluate(input: Case, parts: Parts): Evaluation;
}
