/** A check of the guard: one thing that an optimizer must do, judged on a subject. */

import type { StoredCase } from '../data/case-file.js';
import type { Algorithm, OptimizerOption, Precision, StepContext, StepSize } from '../optimizer/optimizer.js';

/** What a subject is created with. */
export interface SubjectOptions {
  readonly dimension: number;
  readonly stepSize: StepSize;
  readonly [hyperparameter: string]: unknown;
}

/** One instance at work; `save` and `load` are there where the optimizer has both. */
export interface SubjectState {
  step(params: Float64Array, gradient: Float64Array, context?: StepContext): void;
  /** Where there are many steps to take at once: the parameters after each of a new instance, with `start` left as it is. */
  run?(start: Float64Array, gradients: readonly ArrayLike<number>[]): Float64Array[];
  save?(): unknown;
  load?(state: unknown): void;
}

/** An optimizer under guard as checks see it: every call is synchronous, whatever is behind it. */
export interface Subject {
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly precision: Precision;
  /** What `create` understands besides; empty where nothing is declared. */
  readonly options: readonly OptimizerOption[];
  /** It is in another process, so that steps are cheaper together. */
  readonly apart?: true;
  create(options: SubjectOptions): SubjectState;
}

/** What sort of thing a check looks at; groups run in this order. */
export type CheckGroup = 'protocol' | 'update law' | 'options' | 'metamorphic' | 'claim' | 'regression';

/** Steps that show the fault in the subject alone. */
export interface StepsWitness {
  readonly kind: 'steps';
  /** Options of `create`; a schedule stands as the array of its values eta_0, eta_1, ... */
  readonly options: Readonly<Record<string, unknown>>;
  readonly start: readonly number[];
  /** Gradients given, one a step. */
  readonly gradients: readonly (readonly number[])[];
  /** Which parts had a gradient, one list a step; absent where all had. */
  readonly present?: readonly (readonly boolean[])[];
  /** Parameters that were due after the last step, and those that came. */
  readonly expected: readonly number[];
  readonly got: readonly number[];
}

/** A case of a claim that the subject breaks. */
export interface CaseWitness {
  readonly kind: 'case';
  readonly case: StoredCase;
}

/** How a subject fared in one check. */
export interface CheckOutcome {
  /** `information` tells something that is neither right nor wrong; `inapplicable` that the check is none for this subject. */
  readonly verdict: 'pass' | 'broken' | 'undecided' | 'information' | 'inapplicable';
  /** Signed, dimensionless slack: positive within what the check allows, negative beyond. */
  readonly slack: number;
  /** What was seen, in one sentence: got, expected, at which step. */
  readonly note?: string;
  /** Legitimate conventions recognised on the way, in words. */
  readonly conventions?: readonly string[];
  /** Present when broken. */
  readonly witness?: StepsWitness | CaseWitness;
}

/** One check. */
export interface Check {
  readonly id: string;
  readonly group: CheckGroup;
  /** What must hold, in one line. */
  readonly title: string;
  /** Whether the check is one for this subject, by its declared algorithm and precision. */
  applies(subject: Subject): boolean;
  /** Ids of checks that must not be broken before this one says anything, so that one fault is named once. */
  readonly after?: readonly string[];
  /** What instances must have besides `step`; a subject without it is not judged by the check. */
  readonly needs?: 'save and load';
  /** Judges a subject; exceptions of the subject are the caller's to turn into findings. Deterministic. */
  judge(subject: Subject): CheckOutcome;
}
