/** Compares trajectories with those of a baseline and names the cause of a difference. */

import { largest } from '../../numerics/lists.js';
import type { CheckOutcome, StepsWitness } from '../check.js';
import { PROBLEMS } from './problems.js';
import { type Recorded, type RecordedPoint, type RecordedProblem, STEP_SIZE } from './record.js';

/** How often the measured effect of rounding a difference may be and still be called rounding. */
const ROUNDING = 32;

/** One problem's comparison. */
interface Difference {
  readonly problem: string;
  /** First point whose parameters differ in a bit, and first that rounding does not explain. */
  readonly bits?: RecordedPoint;
  readonly behaviour?: { readonly now: RecordedPoint; readonly was: RecordedPoint };
  /** Largest difference in units of what rounding explains. */
  readonly worst: number;
}

/** Difference of two points in units of what rounding explains: 0 for equal bits. */
function excess(now: RecordedPoint, then: RecordedPoint): number {
  if (now.params.length !== then.params.length) return Number.POSITIVE_INFINITY;
  if (now.params.every((x, j) => Object.is(x, then.params[j]))) return 0;
  const far = largest(now.params.map((x, j) => Math.abs(x - then.params[j]!)));
  const ratio = far / (ROUNDING * Math.max(now.noise, then.noise));
  return Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio;
}

function compareProblem(now: RecordedProblem, then: RecordedProblem): Difference {
  let bits: RecordedPoint | undefined;
  let behaviour: Difference['behaviour'];
  let worst = 0;
  for (const point of now.points) {
    const before = then.points.find(({ k }) => k === point.k);
    if (before === undefined) continue;
    const ratio = excess(point, before);
    worst = Math.max(worst, ratio);
    if (ratio > 0) bits ??= point;
    if (ratio > 1) behaviour ??= { now: point, was: before };
  }
  return { problem: now.id, worst, ...(bits === undefined ? {} : { bits }), ...(behaviour === undefined ? {} : { behaviour }) };
}

/** The figures of a problem that changed, in words. */
function figures(now: RecordedProblem, then: RecordedProblem): string {
  const steps = (count: number | undefined): string => (count === undefined || count < 0 ? 'never' : String(count));
  const parts = Object.entries(now.stepsToLoss)
    .filter(([share, count]) => then.stepsToLoss[share] !== count)
    .map(([share, count]) => `steps to ${share} of the first loss ${steps(count)}, were ${steps(then.stepsToLoss[share])}`);
  const [last, before] = [now.points.at(-1), then.points.at(-1)];
  if (last?.directionError !== undefined && last.directionError !== before?.directionError) {
    parts.push(`direction error after ${last.k} steps ${last.directionError}, was ${before?.directionError}`);
  }
  return parts.map((part) => `; ${part}`).join('');
}

function witnessOf(problem: Recorded['problems'][number], at: NonNullable<Difference['behaviour']>): { witness?: StepsWitness } {
  if (at.now.k === 0 || at.now.k > problem.gradients.length) return {};
  const { start } = PROBLEMS.find(({ id }) => id === problem.id)!;
  return {
    witness: {
      kind: 'steps',
      options: { dimension: start.length, stepSize: STEP_SIZE },
      start,
      gradients: problem.gradients.slice(0, at.now.k),
      expected: at.was.params,
      got: at.now.params,
    },
  };
}

/** Judges new trajectories by recorded ones; undecided when they are of other problems. */
export function compareTrajectories(now: Recorded, then: readonly RecordedProblem[]): CheckOutcome {
  const pairs = now.problems.map((problem) => ({ problem, before: then.find(({ id }) => id === problem.id) }));
  const lost = pairs.find(({ before }) => before === undefined);
  if (lost !== undefined) {
    return { verdict: 'undecided', slack: Number.NaN, note: `the baseline has no problem ${lost.problem.id}; --accept records it` };
  }
  const differences = pairs.map(({ problem, before }) => compareProblem(problem, before!));
  const slack = 1 - largest(differences.map(({ worst }) => worst));
  const changed = differences.findIndex(({ behaviour }) => behaviour !== undefined);
  if (changed >= 0) {
    const { now: at, was } = differences[changed]!.behaviour!;
    const { problem, before } = pairs[changed]!;
    const note = `behaviour changed: on ${problem.id} after ${at.k} steps (${at.params.join(', ')}), was (${was.params.join(', ')}), beyond rounding${figures(problem, before!)}`;
    return { verdict: 'broken', slack, note, ...witnessOf(problem, { now: at, was }) };
  }
  const rounded = differences.find(({ bits }) => bits !== undefined);
  if (rounded === undefined) return { verdict: 'pass', slack, note: 'equal to the bit' };
  return { verdict: 'pass', slack, note: `rounding only: bits differ first on ${rounded.problem} after ${rounded.bits!.k} steps` };
}
