/** A claim: one statement of a source as an object that can be run, attacked and reused. */

import type { Arbitrary } from 'fast-check';
import type { Certificate } from '../certify/certificate.js';
import type { CoqWriter } from '../certify/coq/proof-file.js';
import type { Case } from '../data/case.js';
import type { Dataset } from '../data/dataset.js';
import type { Parts } from './parts.js';
import type { Measured, Quantities } from './quantity.js';

/** How a printed statement is read: as it stands, as its context means it, or with what makes it true. */
export type Reading = 'as-printed' | 'as-intended' | 'repaired';

/** The form of the statement. */
export type Kind = 'exact' | 'every t' | 'finite' | 'asymptotic' | 'expectation';

/**
 * How a case is judged, which bounds what evidence it can give: in float64 with a rounding bound, by enumerating all draws,
 * by independent runs, or by following a run far out.
 */
export type Method = 'exact' | 'enumeration' | 'statistics' | 'limit';

/** Whose hypothesis it is: the source's, or one that the way of judging adds. */
export type HypothesisOf = 'paper' | 'method';

/** A hypothesis by name, before it is put to a case. */
export interface Condition {
  /** Short, and the same wherever the hypothesis occurs. */
  readonly id: string;
  /** The hypothesis in words and formulas. */
  readonly name: string;
  readonly of: HypothesisOf;
}

/** A hypothesis on one case: met where the slack is non-negative. */
export interface Hypothesis extends Condition {
  readonly slack: number;
}

/** What kind of case it was: a dimension and its value there, such as ['kinks', 'crossed']. */
export type Label = readonly [dimension: string, value: string];

/** The conclusion on one case. */
export interface Conclusion {
  /** Signed, dimensionless slack where it is smallest: positive satisfied, negative violated. */
  readonly slack: number;
  /** Bound on the float64 rounding error of `slack`. */
  readonly rounding: number;
  /** Step at which the slack is smallest; 0 for claims about no run. */
  readonly step: number;
  /** What happened there, in one sentence. */
  readonly note?: string;
  /** The smallest slack of each named part, where a claim says several things whose slacks are of unlike scales. */
  readonly parts?: readonly PartSlack[];
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
export interface PartSlack {
  readonly name: string;
  readonly slack: number;
  readonly rounding: number;
}

/** What a claim says of a case. */
export interface Evaluation {
  readonly hypotheses: readonly Hypothesis[];
  /** Absent when a hypothesis fails, or when the case could not be decided (`undecided` says why). */
  readonly conclusion?: Conclusion;
  readonly undecided?: string;
  /** What was measured of the claim's quantities, by their names, on a case within the hypotheses. */
  readonly measured?: Readonly<Record<string, Measured>>;
  /** What kind of case it was, counted by the verdict. */
  readonly labels: readonly Label[];
}

/** A slip of the source that makes one statement or several false. */
export interface Defect {
  /** Short, and the same wherever it is named. */
  readonly id: string;
  /** What is wrong, in a sentence. */
  readonly slip: string;
  /** What holds all the same: which statements and rates, and in which reading. */
  readonly survives: string;
}

/** A claim and how to exercise it. */
export interface Claim {
  /** Unique in its edition, with suffix @intended or @repaired for those readings. */
  readonly id: string;
  readonly reading: Reading;
  /** Part of its source that it belongs to. */
  readonly chapter: string;
  readonly kind: Kind;
  readonly method: Method;
  /** Where the source states it. */
  readonly source: string;
  /** The statement in one or two sentences of our own. */
  readonly statement: string;
  /** How the conclusion's slack is formed and scaled. */
  readonly slack: string;
  /** Generated cases that aim to meet the hypotheses by construction. */
  readonly cases: Arbitrary<Case>;
  /**
   * Name of the recipe that cases are drawn by, where several claims share one: they see the same cases for a seed, and work on one
   * case is done once for all of them. A claim without it draws by its id.
   */
  readonly recipe?: string;
  /**
   * Cases on a given data set, or undefined when the claim is not about given data. Data that cannot meet the
   * hypotheses still gives cases; the hypotheses then say so.
   */
  readonly casesOn?: (data: Dataset) => Arbitrary<Case>;
  /** Why the verdict on record is what it is, where that is not plain: the argument, independent of the runs. */
  readonly reason?: string;
  /** The slip that makes a refuted claim false. */
  readonly defect?: Defect;
  /** Generated cases of a run by default, where one costs so much that the usual number would hold up everything. */
  readonly defaultCases?: number;
  /** Labels, written `dimension:value`, that must occur among the effective cases, with the least share of each; fewer is vacuous. */
  readonly required: Readonly<Record<string, number>>;
  /** Numbers that `evaluate` measures, for extremal hunts. */
  readonly quantities?: Quantities;
  /** A proof, by other arithmetic than `evaluate`, that a case violates the claim; undefined where there is none. */
  certify?(input: Case): Certificate | undefined;
  /** The refutation by a case as a file for Coq, on the library in coq/; undefined where there is none. */
  readonly coq?: CoqWriter;
  /** Judges one case. Pure: the same case and parts give the same evaluation to the bit. */
  evaluate(input: Case, parts: Parts): Evaluation;
}

/** A case before the id of its claim is filled in. */
export type CaseContent = Omit<Case, 'claim'>;

/** A claim as its author writes it; `defineClaim` fills in the rest. */
export interface ClaimDefinition
  extends Pick<
      Claim,
      'id' | 'source' | 'statement' | 'slack' | 'evaluate' | 'reason' | 'defect' | 'defaultCases' | 'quantities' | 'recipe'
    >,
    Partial<Pick<Claim, 'reading' | 'kind' | 'method' | 'chapter' | 'required'>> {
  readonly cases: Arbitrary<CaseContent>;
  readonly casesOn?: (data: Dataset) => Arbitrary<CaseContent>;
  readonly certify?: (input: Case) => Certificate | undefined;
  readonly coq?: CoqWriter;
}

/** What a page draws beside the run of an optimizer, in the space of w. */
export interface Landmark {
  readonly name: string;
  /** One point is a mark, several are the corners of a convex outline in turn. */
  readonly points: readonly (readonly number[])[];
}

/** An optimizer that claims of an edition are about, for the explorer of its page: it runs on the linear model of a case. */
export interface EditionOptimizer {
  readonly name: string;
  /** What it does, for its page: one or two sentences. */
  readonly about?: string;
  /** The vectors of a case that it reads, each with what a page begins with. */
  readonly settings: Readonly<Record<string, readonly number[]>>;
  /** Ids of the claims that are about it: its page judges these alone while it is chosen. All of the edition, where it is left out. */
  readonly claims?: readonly string[];
  /** What belongs beside its run on a case, such as a region that it cannot leave. */
  landmarks?(input: Case): readonly Landmark[];
  /**
   * Runs it from the start of the case. `visit` sees w_k and ln L(w_k) for k = 0, 1, ... up to the number of steps, and ends the run by
   * `false`; w may be written over by the next step.
   */
  run(input: Case, steps: number, visit: (k: number, w: Float64Array, logLoss: number) => boolean | undefined): void;
}

/** The claims of one source. */
export interface Edition {
  /** Short: case files name the edition by it. */
  readonly name: string;
  readonly title: string;
  readonly claims: readonly Claim[];
  /** Optimizers to choose from in the explorer of the page of this edition. */
  readonly optimizers?: readonly EditionOptimizer[];
}
