/** From MODULE[#EXPORT] on the command line to optimizers. */

import { InputError } from '../data/input-error.js';
import { loadExport, type ModuleName, ModuleThrew } from '../modules/load.js';
import type { OptimizerUnderTest } from '../optimizer/optimizer.js';
import { describeThrown } from './subject-failure.js';
import { requireOptimizers } from './validate.js';

/**
 * Loads the optimizers that a module exports.
 *
 * @param folder - where relative paths and package names are resolved from
 * @throws InputError naming module, export and field
 */
export async function loadOptimizers(name: ModuleName, folder: string): Promise<OptimizerUnderTest[]> {
  const { module, exported } = name;
  try {
    return requireOptimizers(await loadExport(name, folder), `${module}#${exported}`);
  } catch (thrown) {
    if (thrown instanceof ModuleThrew) throw new InputError(`cannot be loaded: ${describeThrown(thrown.cause)}`, { file: module });
    throw thrown;
  }
}
