/** Is a value an optimizer under test? */

import { InputError, quoted } from '../data/input-error.js';
import type { Algorithm, OptimizerOption, OptimizerUnderTest, Precision } from '../optimizer/optimizer.js';

/** The algorithms that a subject may declare. */
export const ALGORITHMS: readonly Algorithm[] = [
  'gradient-descent',
  'sgd',
  'normalized-gradient-descent',
  'momentum',
  'nesterov',
  'adagrad',
  'rmsprop',
  'adadelta',
  'adam',
  'adamw',
  'amsgrad',
  'adamax',
  'nadam',
  'radam',
  'lion',
  'signsgd',
  'signum',
  'rprop',
  'lars',
  'lamb',
  'adafactor',
  'muon',
  'ftrl',
  'asgd',
  'other',
];

/** The precisions that a subject may declare. */
export const PRECISIONS: readonly Precision[] = ['float64', 'float32', 'float16', 'bfloat16'];

/** The options that a subject may declare. */
export const OPTIONS: readonly OptimizerOption[] = [
  'weightDecay',
  'decoupledWeightDecay',
  'dampening',
  'momentum',
  'learningRateDecay',
  'maximize',
  'clipValue',
  'clipNorm',
  'clipGlobalNorm',
  'shapes',
  'groups',
  'groupSchedules',
  'frozen',
  'missingGradients',
  'closure',
  'sharpness',
  'stepSchedule',
  'exponentialSchedule',
  'linearSchedule',
  'polynomialSchedule',
  'cosineSchedule',
  'oneCycleSchedule',
  'noise',
];

/** Options about the parts that `shapes` tells of. */
const PARTS_NEEDED: readonly OptimizerOption[] = ['groups', 'groupSchedules', 'frozen', 'missingGradients'];

/** A value in an error message. */
function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** What is wrong with known options beside each other, as the rest of a sentence about them; undefined where they fit. */
export function conflictOf(options: readonly OptimizerOption[], algorithm: Algorithm): string | undefined {
  const has = (option: OptimizerOption): boolean => options.includes(option);
  const needing = options.find((option) => PARTS_NEEDED.includes(option));
  if (needing !== undefined && algorithm !== 'muon' && !has('shapes'))
    return `names ${needing} without shapes, which tells what the parts are`;
  if (has('groupSchedules') && !has('groups')) return 'names groupSchedules without groups, whose schedules they are';
  if (has('sharpness') && !has('closure')) return 'names sharpness without closure, by which a step evaluates the loss';
  if (has('weightDecay') && has('decoupledWeightDecay'))
    return 'names both weightDecay and decoupledWeightDecay, which create is given under one name';
  return undefined;
}

/**
 * Checks that a value meets the interface.
 *
 * @param where - module and export, for errors
 * @throws InputError naming the field, what it is and what it must be
 */
function requireOptimizer(value: unknown, where: string): OptimizerUnderTest {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    throw new InputError(`is ${shown(value)}, not an optimizer { name, algorithm, precision?, create }`, { file: where });
  }
  const { name, algorithm, precision, options, expectedBroken, create } = value as Record<string, unknown>;
  const fail = (field: string, found: unknown, rule: string): never => {
    throw new InputError(`is ${shown(found)}, ${rule}`, { file: where, field });
  };
  if (typeof create !== 'function') fail('create', create, 'not a function');
  if (typeof name !== 'string' || name.trim() === '') fail('name', name, 'not a text');
  if (!ALGORITHMS.includes(algorithm as Algorithm)) fail('algorithm', algorithm, `none of ${ALGORITHMS.join(', ')}`);
  if (precision !== undefined && !PRECISIONS.includes(precision as Precision))
    fail('precision', precision, `none of ${PRECISIONS.join(', ')}`);
  if (options !== undefined) {
    if (!Array.isArray(options)) fail('options', options, 'not a list');
    (options as unknown[]).forEach((option, i) => {
      if (!OPTIONS.includes(option as OptimizerOption)) fail(`options[${i}]`, option, `none of ${OPTIONS.join(', ')}`);
    });
    const conflict = conflictOf(options as OptimizerOption[], algorithm as Algorithm);
    if (conflict !== undefined) throw new InputError(conflict, { file: where, field: 'options' });
  }
  if (expectedBroken !== undefined) {
    if (typeof expectedBroken !== 'object' || expectedBroken === null || Array.isArray(expectedBroken)) {
      fail('expectedBroken', expectedBroken, 'not an object of reasons by check');
    }
    for (const [id, reason] of Object.entries(expectedBroken as object)) {
      if (typeof reason !== 'string' || reason.trim() === '') fail(`expectedBroken[${quoted(id)}]`, reason, 'not a reason in words');
    }
  }
  return value as OptimizerUnderTest;
}

/** Checks one optimizer or a list of them. @throws InputError as `requireOptimizer`, or when the list is empty or a name repeats. */
export function requireOptimizers(value: unknown, where: string): OptimizerUnderTest[] {
  if (!Array.isArray(value)) return [requireOptimizer(value, where)];
  if (value.length === 0) throw new InputError('is an empty list, without an optimizer to judge', { file: where });
  const optimizers = value.map((entry, i) => requireOptimizer(entry, `${where}[${i}]`));
  optimizers.forEach(({ name }, i) => {
    const first = optimizers.findIndex((other) => other.name === name);
    if (first < i) throw new InputError(`is ${quoted(name)}, as that of [${first}] is`, { file: `${where}[${i}]`, field: 'name' });
  });
  return optimizers;
}
