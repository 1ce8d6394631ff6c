/** Editions from modules, by a name that worker threads can be told. */

import { basename, extname } from 'node:path';
import { loadExport, type ModuleName, ModuleThrew } from '../modules/load.js';
import type { Claim, Edition } from './claim.js';
import { claimIn, defineEdition } from './define.js';
import { DefinitionError } from './definition-error.js';

/** Where an edition is loaded from. */
export interface EditionSource extends ModuleName {
  /** Where relative paths and package names are resolved from. */
  readonly folder: string;
}

const loaded = new Map<string, Promise<Edition>>();

/**
 * The edition that a module exports: one made by `defineEdition`, or a list of claims, which is named for the module.
 * Loaded once.
 *
 * @throws InputError where there is no such module or export; DefinitionError naming the module and each fault of a
 * definition; what the module's own code throws passes through.
 */
export function loadEdition(source: EditionSource): Promise<Edition> {
  const key = JSON.stringify(source);
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const fresh = importEdition(source);
  loaded.set(key, fresh);
  return fresh;
}

/** The claim of an edition in a module. @throws RangeError where it has none of this id, besides what {@link loadEdition} throws. */
export async function loadClaim(source: EditionSource, id: string): Promise<Claim> {
  const claim = claimIn(await loadEdition(source), id);
  if (claim === undefined) throw new RangeError(`no claim ${id} in ${source.module}`);
  return claim;
}

async function importEdition({ folder, ...name }: EditionSource): Promise<Edition> {
  try {
    const exported = await loadExport(name, folder);
    return defineEdition(Array.isArray(exported) ? { ...nameOf(name), claims: exported } : (exported as Edition));
  } catch (thrown) {
    const cause = thrown instanceof ModuleThrew ? thrown.cause : thrown;
    if (isDefinitionError(cause)) throw new DefinitionError(cause.faults.map((fault) => `${name.module}: ${fault}`));
    throw cause;
  }
}

/** The name of a list of claims: the module's, without folder and ending. */
function nameOf({ module, exported }: ModuleName): Pick<Edition, 'name' | 'title'> {
  const name = `${basename(module, extname(module))}${exported === 'default' ? '' : `#${exported}`}`;
  return { name, title: name };
}

/** Whether it is a DefinitionError, also of another copy of this package. */
function isDefinitionError(thrown: unknown): thrown is DefinitionError {
  return thrown instanceof DefinitionError || (thrown instanceof Error && thrown.name === 'DefinitionError' && 'faults' in thrown);
}
