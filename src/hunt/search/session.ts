/** The evaluations of one burst of search: judged, counted, and remembered by behaviour. */

import fc from 'fast-check';
import type { Claim } from '../../claim/claim.js';
import { judgeCase, type OutcomeKind } from '../../claim/outcome.js';
import type { Case } from '../../data/case.js';
import { stringify } from '../../data/json-number.js';
import { behaviourOf, type Watch, watch } from './behaviour.js';
import type { Random } from './random.js';
import { compareStandings, depthOf, progress, type Standing, standingOf } from './standing.js';

/** A case and how far it is from breaking the claim. */
export interface Point {
  readonly input: Case;
  readonly standing: Standing;
}

/** A remembered point. */
export interface Elite extends Point {
  readonly behaviour: string;
}

/** How the evaluations ended; `invalid` counts moved cases on which the evaluation threw. */
export type Counts = Record<OutcomeKind | 'invalid', number>;

/** How many evaluations these are. */
export function evaluationsIn(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** What a burst came to, by value. */
export interface BurstResult {
  readonly strategy: string;
  readonly counts: Counts;
  /** Independent draws of the claim's generator among the evaluations, and how many of them broke the claim. */
  readonly drawn: { readonly cases: number; readonly violated: number };
  /** The best point of each behaviour met, the best first. */
  readonly elites: readonly Elite[];
  /** The first violated cases, each of another behaviour. */
  readonly violations: readonly Case[];
  /** Names of the parts that the conclusion was seen to have. */
  readonly parts: readonly string[];
  /** What the strategy wants to go on from. */
  readonly state?: unknown;
}

/** Points of different behaviour that a burst reports. */
export const MOST_ELITES = 12;
const MOST_VIOLATIONS = 3;
/** Share of its slack by which a point has to go beyond another for a patient burst to go on. */
const GOES_ON = 0.03;
/** Cases drawn from the generator at a time. */
const DRAWS = 16;

/** What a burst may do. */
export interface Limits {
  readonly evaluations: number;
  /** The part of the conclusion to go down in; the whole by default. */
  readonly focus?: string;
  /** Evaluations on end that need not go deeper; any number by default. */
  readonly patience?: number;
  /** Go on after a violation, to find a worse one. */
  readonly deepen?: boolean;
}

/** An evaluation of a generated case that failed as a program: an error of the tool. */
class HuntError extends Error {
  constructor(claim: string, input: Case, cause: unknown) {
    super(`claim ${claim}: ${cause instanceof Error ? cause.message : String(cause)}; case ${stringify(input).replace(/\s+/g, ' ')}`, {
      cause,
    });
    this.name = 'HuntError';
  }
}

/** A burst under way. Strategies draw and evaluate through it until it is over. */
export class Session {
  readonly counts: Counts = { satisfied: 0, violated: 0, undecided: 0, discarded: 0, invalid: 0 };
  private readonly drawn = { cases: 0, violated: 0 };
  private readonly elites = new Map<string, Elite>();
  private readonly violations = new Map<string, Case>();
  private readonly parts = new Set<string>();
  private readonly watch: Watch = watch();
  private readonly pending: Case[] = [];
  private spent = 0;
  /** The last point that went clearly beyond the one before, and the evaluation that it was. */
  private mark: { readonly standing: Standing; readonly at: number } | undefined;

  constructor(
    readonly claim: Claim,
    readonly random: Random,
    private readonly limits: Limits,
  ) {}

  /** The part of the conclusion to go down in; the whole where undefined. */
  get focus(): string | undefined {
    return this.limits.focus;
  }

  /** True when the budget or the patience is spent or the claim broken (unless a worse violation is wanted): strategies then return. */
  get over(): boolean {
    const { evaluations, patience, deepen } = this.limits;
    return (
      this.spent >= evaluations ||
      (patience !== undefined && this.spent - (this.mark?.at ?? 0) > patience) ||
      (this.counts.violated > 0 && deepen !== true)
    );
  }

  /** True before the first evaluation. */
  get untouched(): boolean {
    return this.spent === 0;
  }

  /** A draw of the claim's generator, not judged. */
  sample(): Case {
    if (this.pending.length === 0) this.pending.push(...fc.sample(this.claim.cases, { seed: this.random.seed(), numRuns: DRAWS }));
    return this.pending.shift()!;
  }

  /** Judges a draw of the claim's generator. */
  draw(): Point {
    const input = this.sample();
    this.drawn.cases++;
    try {
      const violated = this.counts.violated;
      const point = this.judge(input);
      this.drawn.violated += this.counts.violated - violated;
      return point;
    } catch (error) {
      throw new HuntError(this.claim.id, input, error);
    }
  }

  /** Judges a moved case; undefined for one that is no case of the claim. */
  evaluate(input: Case): Point | undefined {
    try {
      return this.judge(input);
    } catch {
      // A move can leave what the claim can read, such as a weight of 0; the count is reported.
      this.counts.invalid++;
      return undefined;
    }
  }

  /** Negative when a is better than b for this burst. */
  compare(a: Standing, b: Standing): number {
    return compareStandings(a, b, this.focus);
  }

  /** How far `to` goes beyond `from` for this burst, 0 to 1. */
  progress(from: Standing, to: Standing): number {
    return progress(from, to, this.focus);
  }

  /** What the burst came to. */
  result(strategy: string, state: unknown): BurstResult {
    const elites = [...this.elites.values()].sort((a, b) => this.compare(a.standing, b.standing)).slice(0, MOST_ELITES);
    return {
      strategy,
      counts: this.counts,
      drawn: this.drawn,
      elites,
      violations: [...this.violations.values()],
      parts: [...this.parts],
      ...(state === undefined ? {} : { state }),
    };
  }

  private judge(input: Case): Point {
    this.spent++;
    this.watch.trace();
    const { kind, evaluation } = judgeCase(this.claim, input, this.watch.parts);
    this.counts[kind]++;
    const standing = standingOf(evaluation, kind);
    if (this.mark === undefined || this.progress(this.mark.standing, standing) > GOES_ON) this.mark = { standing, at: this.spent };
    const behaviour = behaviourOf(input, evaluation, this.watch.trace());
    if (standing.kind === 'inside') for (const part of Object.keys(standing.parts)) this.parts.add(part);
    if (kind === 'violated' && this.violations.size < MOST_VIOLATIONS && !this.violations.has(behaviour))
      this.violations.set(behaviour, input);
    const known = this.elites.get(behaviour);
    if (known === undefined || this.compare(standing, known.standing) < 0) this.elites.set(behaviour, { input, standing, behaviour });
    return { input, standing };
  }
}

/** The slack of a point for a burst's focus; undefined outside the hypotheses. */
export function depthAt(session: Session, point: Point): number | undefined {
  return depthOf(point.standing, session.focus);
}
