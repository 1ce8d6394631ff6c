import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { closureMutants } from './guard-closures.js';
import { adaptiveMutants } from './guard-mutants-adaptive.js';
import { modernMutants } from './guard-mutants-modern.js';
import { optionMutants } from './guard-mutants-options.js';
import { plainMutants } from './guard-mutants-plain.js';
import { partMutants } from './guard-part-options.js';
import { reportTwins } from './guard-report-twins.js';
import { scheduleMutants } from './guard-schedules.js';

/** Every broken optimizer, each of which the guard must catch. */
export const mutants: readonly OptimizerUnderTest[] = [
  ...plainMutants,
  ...adaptiveMutants,
  ...modernMutants,
  ...optionMutants,
  ...partMutants,
  ...scheduleMutants,
  ...closureMutants,
  ...reportTwins.map(({ faulty }) => faulty),
];
