/** From MODULE[#EXPORT] on the command line to optimizers. */

import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { InputError, quoted, quotedList } from '../data/input-error.js';
import type { OptimizerUnderTest } from '../optimizer/optimizer.js';
import { describeThrown } from './subject-failure.js';
import { requireOptimizers } from './validate.js';

/** A module and the export in it that holds the subjects. */
export interface ModuleName {
  readonly module: string;
  readonly exported: string;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Splits MODULE[#EXPORT]; a file whose name has a # itself is taken whole. */
export function parseModuleName(text: string, folder: string): ModuleName {
  const at = text.lastIndexOf('#');
  if (at <= 0 || at === text.length - 1 || isFile(resolve(folder, text))) return { module: text, exported: 'default' };
  return { module: text.slice(0, at), exported: text.slice(at + 1) };
}

/** Imports a file, or a package as code in `folder` would. */
async function importFrom(folder: string, module: string): Promise<Record<string, unknown>> {
  const path = resolve(folder, module);
  if (isFile(path)) return import(pathToFileURL(path).href);
  // Code that claims to be a file of that folder: the only way to Node's own resolution of packages from there.
  const script = new Script('(name) => import(name)', {
    filename: resolve(folder, 'claimcheck-guard.js'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext()(module);
}

function isPath(module: string): boolean {
  return /^\.{0,2}[/\\]|\.[cm]?[jt]sx?$/.test(module);
}

function loadError(module: string, thrown: unknown): InputError {
  const code = (thrown as { code?: unknown } | null)?.code;
  const message = describeThrown(thrown);
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && /\.[cm]?tsx?$/.test(module)) {
    return new InputError(
      `Node ${process.version} cannot load TypeScript: compile it first, or set NODE_OPTIONS="--import tsx" with the package tsx installed`,
      { file: module },
    );
  }
  if (code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${module}'`) && !isPath(module)) {
    return new InputError('is neither a file nor a package that can be imported from here', { file: module });
  }
  return new InputError(`cannot be loaded: ${message}`, { file: module });
}

/**
 * Loads the optimizers that a module exports.
 *
 * @param folder - where relative paths and package names are resolved from
 * @throws InputError naming module, export and field
 */
export async function loadOptimizers({ module, exported }: ModuleName, folder: string): Promise<OptimizerUnderTest[]> {
  if (isPath(module) && !isFile(resolve(folder, module))) throw new InputError('there is no such file', { file: module });
  let namespace: Record<string, unknown>;
  try {
    namespace = await importFrom(folder, module);
  } catch (thrown) {
    throw loadError(module, thrown);
  }
  if (!(exported in namespace)) {
    const others = Object.keys(namespace);
    const offer = others.length === 0 ? 'it exports nothing' : `it exports ${quotedList(others)} (name one: ${module}#${others[0]})`;
    throw new InputError(`has no ${exported === 'default' ? 'default export' : `export ${quoted(exported)}`}; ${offer}`, { file: module });
  }
  return requireOptimizers(namespace[exported], `${module}#${exported}`);
}
