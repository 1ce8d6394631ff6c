/** The settings under which options are judged: each alone, with each other one, and all together. */

import type { OptimizerOption } from '../../../optimizer/optimizer.js';
import type { Subject } from '../../check.js';
import { SubjectFailure } from '../../subject-failure.js';
import { givenHyperparameters } from '../law-identify.js';

/** Hyperparameters in place of the neutral ones. */
export type Setting = Readonly<Record<string, unknown>>;

/** Values that switch an option on: exact in every precision, and large enough to show. */
const ON: Partial<Readonly<Record<OptimizerOption, Setting>>> = {
  weightDecay: { weightDecay: 1 / 8 },
  decoupledWeightDecay: { weightDecay: 1 / 8 },
  dampening: { dampening: 1 / 2 },
  momentum: { momentum: 1 / 2 },
  learningRateDecay: { learningRateDecay: 1 / 4 },
  maximize: { maximize: true },
  clipValue: { clipValue: 1 },
  clipNorm: { clipNorm: 1 },
  clipGlobalNorm: { clipGlobalNorm: 1 },
};

/** The setting that switches an option on. @throws RangeError for options that are no setting */
export function settingOf(option: OptimizerOption): Setting {
  const setting = ON[option];
  if (setting === undefined) throw new RangeError(`${option} is not switched on by a hyperparameter`);
  return setting;
}

/** Whether a subject refuses to be created so. A combination may be refused, an option by itself may not. */
function refuses(subject: Subject, setting: Setting): boolean {
  try {
    subject.create({ ...givenHyperparameters(subject), ...setting, dimension: 4, stepSize: 1 / 8 });
    return false;
  } catch (thrown) {
    if (thrown instanceof SubjectFailure) return true;
    throw thrown;
  }
}

/**
 * Settings beside which an option is judged: none, momentum 0 for a method that has one, each other declared option, and all
 * of them. Those that the subject refuses together with the option are left out.
 */
export function settingsBeside(subject: Subject, option: OptimizerOption): Setting[] {
  const others = subject.options.filter((other) => other !== option && ON[other] !== undefined).map((other) => settingOf(other));
  const still = ['momentum', 'nesterov', 'signum'].includes(subject.algorithm) ? [{ momentum: 0 }] : [];
  const all = others.length > 1 ? [Object.assign({}, ...others) as Setting] : [];
  const combined = [...still, ...others, ...all].filter((setting) => !refuses(subject, { ...settingOf(option), ...setting }));
  return [{}, ...combined];
}

/** Settings with no option switched on, with each by itself, and with all of them where the subject takes that. */
export function settingsOf(subject: Subject): Setting[] {
  const each: readonly Setting[] = subject.options.flatMap((option): readonly Setting[] => (option in ON ? [settingOf(option)] : []));
  const all: Setting = Object.assign({}, ...each);
  return [{}, ...each, ...(each.length > 1 && !refuses(subject, all) ? [all] : [])];
}
