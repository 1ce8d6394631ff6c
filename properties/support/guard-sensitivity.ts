import { lawChecks } from '../../src/guard/checks/law.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { subjectOf } from './guard-matrix.js';
import type { Form } from './guard-rules.js';

/** The checks that cost little. */
const SHORT = lawChecks.filter(({ id }) => id === 'law/rule' || id === 'law/scale' || id === 'law/schedule');

/** True when the short checks of the update law find something. */
export function lawBroken(optimizer: OptimizerUnderTest): boolean {
  return SHORT.some((check) => check.judge(subjectOf(optimizer)).verdict === 'broken');
}

/** What of a form can be off: its step size, and its hyperparameters that are not zero. */
export function perturbable({ convention, hyperparameters }: Form): string[] {
  const stepless = convention.name.startsWith('no step size');
  return [...(stepless ? [] : ['step size']), ...Object.keys(hyperparameters).filter((name) => hyperparameters[name] !== 0)];
}
