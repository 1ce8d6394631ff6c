import { lawChecks } from '../../src/guard/checks/law.js';
import { subjectOf } from '../../src/guard/subject.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import type { Form } from './guard-rules.js';

/** The checks that cost little. */
export const shortLawChecks = lawChecks.filter(({ id }) => id === 'law/rule' || id === 'law/scale' || id === 'law/schedule');

/** True when the short checks of the update law find something. */
export function lawBroken(optimizer: OptimizerUnderTest): boolean {
  return shortLawChecks.some((check) => check.judge(subjectOf(optimizer)).verdict === 'broken');
}

/** Hyperparameters that show in signs or at limits only, where nothing is off by a little. */
const COARSE: Readonly<Record<string, readonly string[]>> = {
  lion: ['beta1', 'beta2'],
  signum: ['momentum'],
  rprop: ['minStep', 'maxStep', 'step size'],
  adafactor: ['epsilon1'],
  // The length of the average is a difference of large numbers, whose bound covers it.
  radam: ['epsilon'],
  // The bound of five Newton-Schulz steps is wide in float32.
  muon: ['momentum', 'step size'],
  // Of 1e-4 such a share is less than the rounding of a parameter.
  asgd: ['lambd'],
};

/** What of a form can be off: its step size, and its hyperparameters that are not zero. */
export function perturbable({ algorithm, convention, hyperparameters }: Form): string[] {
  const stepless = convention.name.startsWith('no step size');
  const parts = [...(stepless ? [] : ['step size']), ...Object.keys(hyperparameters).filter((name) => hyperparameters[name] !== 0)];
  return parts.filter((name) => !COARSE[algorithm]?.includes(name));
}
