/** A subject with options beside itself without: each step is taken from the same parameters. */

import type { CheckOutcome, Subject } from '../../check.js';
import { neutralOptions } from '../../neutral-options.js';
import { unitRoundoff } from '../../reference/arithmetic.js';
import type { Shapes } from '../../reference/convention.js';
import { createFor, type Problem, stepSizeAt, stepsWitness } from '../problem.js';
import { effectiveGradient, effectiveStepSize, type Manner } from './effective.js';
import type { Setting } from './settings.js';

/** Unit roundoffs of the largest parameter that a step may differ by: gradients come by other roundings, which roots enlarge. */
const ALLOWED = { float64: 2 ** 9, float32: 2 ** 9, float16: 2 ** 5, bfloat16: 2 ** 5 } as const;

/** The settings that the compared instance is created without. */
const OWN = ['weightDecay', 'maximize', 'clipValue', 'clipNorm', 'clipGlobalNorm', 'learningRateDecay'] as const;

/** A run with options, and what the same subject without them makes of each step of it. */
export interface Compared {
  readonly problem: Problem;
  /** Parameters before each step. */
  readonly before: readonly Float64Array[];
  readonly got: readonly Float64Array[];
  readonly due: readonly Float64Array[];
}

/**
 * Runs a subject under a setting, and beside it one without those options that change gradients and step sizes, given what
 * these make of them.
 */
export function compareWith(subject: Subject, base: Problem, setting: Setting, manner: Manner): Compared {
  const problem = { ...base, hyperparameters: { ...base.hyperparameters, ...setting } };
  const bare: Record<string, unknown> = { ...problem.hyperparameters };
  for (const name of OWN) {
    if (!(name in setting)) continue;
    if (name in base.hyperparameters) bare[name] = base.hyperparameters[name];
    else delete bare[name];
  }
  const steps = problem.gradients.length;
  const stepSize = Array.from({ length: steps }, (_, k) => effectiveStepSize(stepSizeAt(base, k), k, setting));
  const withOptions = createFor(subject, problem);
  const without = createFor(subject, { ...base, hyperparameters: bare, stepSize });
  const { shapes = neutralOptions(subject, base.start.length).shapes ?? [[base.start.length]] } = problem.hyperparameters;
  const params = Float64Array.from(base.start);
  const result: { before: Float64Array[]; got: Float64Array[]; due: Float64Array[] } = { before: [], got: [], due: [] };
  for (const gradient of problem.gradients) {
    const here = params.slice();
    const plain = params.slice();
    without.step(plain, Float64Array.from(effectiveGradient(gradient, here, setting, shapes as Shapes, manner)));
    withOptions.step(params, Float64Array.from(gradient));
    result.before.push(here);
    result.due.push(plain);
    result.got.push(params.slice());
  }
  return { problem, ...result };
}

/** How far a run is from what was due, in units of what is allowed, with the first step beyond. */
export function distanceOf(
  subject: Subject,
  { before, got, due }: Omit<Compared, 'problem'>,
): { readonly ratio: number; readonly step: number } {
  const unit = ALLOWED[subject.precision] * unitRoundoff(subject.precision);
  let ratio = 0;
  for (const [k, came] of got.entries()) {
    let size = 1;
    let far = 0;
    for (const [j, x] of came.entries()) {
      const [from, expected] = [before[k]?.[j] ?? 0, due[k]?.[j] ?? Number.NaN];
      size = Math.max(size, Math.abs(from), Math.abs(expected));
      const here = Math.abs(x - expected);
      far = Math.max(far, Number.isNaN(here) ? Number.POSITIVE_INFINITY : here);
    }
    ratio = Math.max(ratio, far / (unit * size));
    if (ratio > 1) return { ratio, step: k };
  }
  return { ratio, step: got.length };
}

/** A setting in words. */
function words(setting: Setting): string {
  return Object.entries(setting)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

/** What a run came to that is farther from what was due than it may be. */
export function differs(
  { problem, got, due }: Compared,
  setting: Setting,
  { ratio, step }: { readonly ratio: number; readonly step: number },
  said: string,
): CheckOutcome {
  const shown = (vector: Float64Array | undefined): string => Array.from(vector ?? []).join(', ');
  return {
    verdict: 'broken',
    slack: 1 - ratio,
    note: `with ${words(setting)} step ${step + 1} gives (${shown(got[step])}) where (${shown(due[step])}) was due: ${said}`,
    witness: stepsWitness(problem, step + 1, due[step] ?? [], got[step] ?? []),
  };
}
