import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { adaptiveMutants } from './guard-mutants-adaptive.js';
import { plainMutants } from './guard-mutants-plain.js';

/** Every broken optimizer, each of which the guard must catch. */
export const mutants: readonly OptimizerUnderTest[] = [...plainMutants, ...adaptiveMutants];
