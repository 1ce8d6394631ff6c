/** The evaluations of one burst of search: judged, counted, and remembered by behaviour. */

import fc from 'fast-check';
import type { Claim } from '../../claim/claim.js';
import type { Outcome } from '../../claim/outcome.js';
import type { Case } from '../../data/case.js';
import { judgeMovedCase, judgeOwnCase } from '../../judge/judged-case.js';
import { append } from '../../numerics/lists.js';
import { hasFiniteNumbers } from '../moves/draft.js';
import { behaviourOf } from './behaviour.js';
import type { Random } from './random.js';
import { type BurstResult, type Counts, type Elite, noCounts, type Point } from './result.js';
import { compareStandings, depthOf, progress, type Standing, standingOf } from './standing.js';
import { type Watch, watch } from './watch.js';

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
  /** No evaluation is begun after this time, in milliseconds as `Date.now()` has them. */
  readonly until?: number;
}

/** A burst under way. Strategies draw and evaluate through it until it is over. */
export class Session {
  readonly counts: Counts = noCounts();
  private readonly drawn = { cases: 0, violated: 0 };
  private readonly elites = new Map<string, Elite>();
  private readonly violations = new Map<string, Case>();
  private readonly parts = new Set<string>();
  private readonly watch: Watch = watch();
  private readonly pending: Case[] = [];
  private spent = 0;
  /** True where the time alone ended it. */
  private cut = false;
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

  /**
   * True when the budget, the patience or the time is spent or the claim broken (unless a worse violation is wanted): strategies then
   * return.
   */
  get over(): boolean {
    const { evaluations, patience, deepen, until } = this.limits;
    if (
      this.spent >= evaluations ||
      (patience !== undefined && this.spent - (this.mark?.at ?? 0) > patience) ||
      (this.counts.violated > 0 && deepen !== true)
    )
      return true;
    this.cut ||= until !== undefined && Date.now() >= until;
    return this.cut;
  }

  /** True before the first evaluation. */
  get untouched(): boolean {
    return this.spent === 0;
  }

  /** A draw of the claim's generator, not judged. */
  sample(): Case {
    const next = this.pending.shift();
    if (next !== undefined) return next;
    append(this.pending, fc.sample(this.claim.cases, { seed: this.random.seed(), numRuns: DRAWS }));
    return this.sample();
  }

  /** Judges a draw of the claim's generator. @throws EvaluationError for whatever its evaluation throws. */
  draw(): Point {
    const input = this.sample();
    this.drawn.cases++;
    this.begin();
    const outcome = judgeOwnCase(this.claim, input, this.watch.parts);
    if (outcome.kind === 'violated') this.drawn.violated++;
    return this.taken(input, outcome);
  }

  /**
   * Judges a moved case; undefined for one that the claim cannot read, or with numbers that overflowed.
   *
   * @throws EvaluationError for whatever its evaluation throws but NotACase.
   */
  evaluate(input: Case): Point | undefined {
    this.begin();
    const outcome = hasFiniteNumbers(input) ? judgeMovedCase(this.claim, input, this.watch.parts) : undefined;
    if (outcome !== undefined) return this.taken(input, outcome);
    this.counts.invalid++;
    return undefined;
  }

  /** Negative when a is better than b for this burst. */
  compare(a: Standing, b: Standing): number {
    return compareStandings(a, b, this.focus);
  }

  /** How far `to` goes beyond `from` for this burst, 0 to 1. */
  progress(from: Standing, to: Standing): number {
    return progress(from, to, this.focus);
  }

  /** The slack of a point for this burst; undefined outside the hypotheses. */
  depth({ standing }: Point): number | undefined {
    return depthOf(standing, this.focus);
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
      ...(this.cut ? { cut: true as const } : {}),
      ...(state === undefined ? {} : { state }),
    };
  }

  /** Begins an evaluation: what it meets is its own. */
  private begin(): void {
    this.spent++;
    this.watch.trace();
  }

  /** Takes in what an evaluation came to. */
  private taken(input: Case, { kind, evaluation }: Outcome): Point {
    this.counts[kind]++;
    const standing = standingOf(evaluation, kind);
    if (this.mark === undefined || this.progress(this.mark.standing, standing) > GOES_ON) this.mark = { standing, at: this.spent };
    if (standing.kind === 'inside') for (const part of Object.keys(standing.parts)) this.parts.add(part);
    const elite = { input, standing, behaviour: behaviourOf(input, evaluation, this.watch.trace()) };
    if (kind === 'violated') this.keepViolation(elite);
    this.keepElite(elite);
    return { input, standing };
  }

  /** Remembers the first few violated cases, one of a behaviour. */
  private keepViolation({ input, behaviour }: Elite): void {
    if (this.violations.size < MOST_VIOLATIONS && !this.violations.has(behaviour)) this.violations.set(behaviour, input);
  }

  /** Remembers the best point of each behaviour. */
  private keepElite(elite: Elite): void {
    const known = this.elites.get(elite.behaviour);
    if (known === undefined || this.compare(elite.standing, known.standing) < 0) this.elites.set(elite.behaviour, elite);
  }
}
