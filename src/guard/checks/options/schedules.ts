/** Schedules of the optimizer's own: the step size that each step has taken. */

import type { OptimizerOption, Schedule } from '../../../optimizer/optimizer.js';
import type { Check, CheckOutcome, Subject } from '../../check.js';
import { scheduleFactor } from '../../reference/schedules.js';
import { type Allowance, agreement, rounding } from '../agreement.js';
import { linearInStepSize } from '../applicability.js';
import { judgedInTurn } from '../in-turn.js';
import { createFor, type Problem, trajectory } from '../problem.js';
import { standardProblem } from '../standard-problem.js';
import { AFTER_PROTOCOL } from './prerequisites.js';

/** What each option is asked for: how long, and by which schedules. */
interface Asked {
  /** Steps that are judged. Where forms differ beyond a schedule's end they end with it. */
  readonly steps: number;
  readonly schedules: readonly Schedule[];
}

const ASKED: Partial<Readonly<Record<OptimizerOption, Asked>>> = {
  stepSchedule: {
    steps: 14,
    schedules: [
      { kind: 'step', every: 3, factor: 1 / 2 },
      { kind: 'step', every: 4, factor: 1 / 8 },
    ],
  },
  exponentialSchedule: { steps: 14, schedules: [{ kind: 'exponential', factor: 3 / 4 }] },
  linearSchedule: {
    steps: 14,
    schedules: [
      { kind: 'linear', start: 1 / 4, end: 1, steps: 8 },
      { kind: 'linear', start: 1, end: 1 / 8, steps: 10 },
    ],
  },
  polynomialSchedule: {
    steps: 10,
    schedules: [
      { kind: 'polynomial', steps: 10, power: 1 },
      { kind: 'polynomial', steps: 10, power: 2 },
    ],
  },
  cosineSchedule: {
    steps: 13,
    schedules: [
      { kind: 'cosine', steps: 12, end: 1 / 1024 },
      { kind: 'cosine', steps: 12, end: 1 / 16 },
    ],
  },
  oneCycleSchedule: {
    steps: 20,
    schedules: [
      { kind: 'oneCycle', steps: 20, warmup: 1 / 4, start: 1 / 16, end: 1 / 1024 },
      { kind: 'oneCycle', steps: 20, warmup: 1 / 2, start: 1 / 4, end: 1 / 64 },
    ],
  },
};

/** Factors that are computed along other ways differ by this, relative to the largest of them. */
const FACTOR = 2 ** -40;

/**
 * The step size that a step has taken, where moves are proportional to it: by the move of the coordinate that moves most, against
 * that of an instance that takes 1 at this step.
 */
function taken(subject: Subject, problem: Problem, k: number, from: ArrayLike<number>, got: ArrayLike<number>): number | undefined {
  if (!linearInStepSize(subject) || typeof problem.stepSize === 'number') return undefined;
  const state = createFor(subject, { ...problem, stepSize: [...problem.stepSize.slice(0, k), 1] });
  const params = Float64Array.from(problem.start);
  for (const gradient of problem.gradients.slice(0, k)) state.step(params, Float64Array.from(gradient));
  const before = params.slice();
  state.step(params, Float64Array.from(problem.gradients[k] ?? []));
  const between = (to: ArrayLike<number>, since: ArrayLike<number>): number[] => Array.from(to, (x, j) => x - (since[j] ?? Number.NaN));
  const [unit, moved] = [between(params, before), between(got, from)];
  const most = unit.reduce((best, x, j) => (Math.abs(x) > Math.abs(unit[best] ?? 0) ? j : best), 0);
  const rate = (moved[most] ?? Number.NaN) / (unit[most] ?? Number.NaN);
  return Number.isFinite(rate) ? rate : undefined;
}

/** The subject by its own schedule against itself by the same step sizes given from outside. */
function judgeSchedule(subject: Subject, schedule: Schedule, steps: number): CheckOutcome {
  const base = standardProblem(subject, { seed: 'schedules', dimension: 4, steps });
  const rates = Array.from({ length: steps }, (_, k) => (base.stepSize as number) * scheduleFactor(schedule, k));
  const given = { ...base, stepSize: rates };
  const problem = { ...base, hyperparameters: { ...base.hyperparameters, schedule } };
  const due = trajectory(subject, given);
  const got = trajectory(subject, problem);
  const rounded = rounding(subject, problem, due, got);
  const allowed: Allowance = (k, j) => rounded(k, j) + FACTOR * (k + 1);
  const outcome = agreement(problem, due, got, allowed, `by the schedule ${JSON.stringify(schedule)}`);
  if (outcome.verdict !== 'broken') return outcome;
  const k = due.findIndex((params, step) => params.some((x, j) => !(Math.abs(x - (got[step]?.[j] ?? Number.NaN)) <= allowed(step, j))));
  const rate = taken(subject, given, k, got[k - 1] ?? base.start, got[k] ?? []);
  const said =
    rate === undefined ? '' : `step ${k + 1} takes a step size of ${rate.toPrecision(6)} where ${rates[k]?.toPrecision(6)} is due; `;
  return { ...outcome, note: `${said}${outcome.note}` };
}

function scheduleCheck(option: OptimizerOption, { steps, schedules }: Asked): Check {
  return {
    id: `options/${option}`,
    group: 'options',
    title: `every step takes the step size of the ${schedules[0]?.kind} schedule that create is given, the last one too`,
    applies: ({ options }) => options.includes(option),
    after: [...AFTER_PROTOCOL, 'protocol/schedule'],
    judge(subject) {
      return judgedInTurn(schedules, (schedule) => judgeSchedule(subject, schedule, steps));
    },
  };
}

/** One check a kind. */
export const scheduleChecks: readonly Check[] = (Object.entries(ASKED) as [OptimizerOption, Asked][]).map(([option, asked]) =>
  scheduleCheck(option, asked),
);
