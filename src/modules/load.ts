/** Users' modules, from MODULE[#EXPORT] on the command line to what they export. */

import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { InputError, quoted, quotedList } from '../data/input-error.js';

/** A module and the export in it that is wanted, as the user wrote them. */
export interface ModuleName {
  readonly module: string;
  readonly exported: string;
}

/** A module that failed while it was loaded, by an error of its own code. */
export class ModuleThrew extends Error {
  override readonly name = 'ModuleThrew';

  constructor(
    readonly module: string,
    thrown: unknown,
  ) {
    super(`${module} threw while it was loaded`, { cause: thrown });
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** Splits MODULE[#EXPORT]; a file whose name has a # itself is taken whole. */
export function parseModuleName(text: string, folder: string): ModuleName {
  const at = text.lastIndexOf('#');
  if (at <= 0 || at === text.length - 1 || isFile(resolve(folder, text))) return { module: text, exported: 'default' };
  return { module: text.slice(0, at), exported: text.slice(at + 1) };
}

/** The file of a module that is named by a path: the path itself, or index.js in a folder; undefined for a package. */
export function fileOf(module: string, folder: string): string | undefined {
  const path = resolve(folder, module);
  const candidates = [path, ...(isFolder(path) ? ['index.js', 'index.mjs', 'index.ts'].map((name) => join(path, name)) : [])];
  return candidates.find(isFile);
}

/** The folder of a module: where its file is, or where its package is installed; undefined where neither is found. */
export function folderOfModule(module: string, folder: string): string | undefined {
  const file = fileOf(module, folder);
  if (file !== undefined) return dirname(file);
  const name = module.split('/').slice(0, module.startsWith('@') ? 2 : 1);
  for (let at = resolve(folder); ; at = dirname(at)) {
    const installed = join(at, 'node_modules', ...name);
    if (isFolder(installed)) return installed;
    if (at === dirname(at)) return undefined;
  }
}

/** Imports a file, or a package as code in `folder` would. */
async function importFrom(folder: string, module: string): Promise<Record<string, unknown>> {
  const file = fileOf(module, folder);
  if (file !== undefined) return import(pathToFileURL(file).href);
  // Code that claims to be a file of that folder: the only way to Node's own resolution of packages from there.
  const script = new Script('(name) => import(name)', {
    filename: resolve(folder, 'claimcheck.js'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext()(module);
}

function isPath(module: string): boolean {
  return /^\.{0,2}[/\\]|\.[cm]?[jt]sx?$/.test(module);
}

function loadError(module: string, thrown: unknown): Error {
  const { code, message } = thrown instanceof Error ? (thrown as NodeJS.ErrnoException) : { code: undefined, message: String(thrown) };
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && /\.[cm]?tsx?$/.test(module)) {
    return new InputError(
      `Node ${process.version} cannot load TypeScript: compile it first, or set NODE_OPTIONS="--import tsx" with the package tsx installed`,
      { file: module },
    );
  }
  if (code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${module}'`) && !isPath(module)) {
    return new InputError('is neither a file nor a package that can be imported from here', { file: module });
  }
  if (code?.startsWith('ERR_') || thrown instanceof SyntaxError)
    return new InputError(`cannot be loaded: ${thrown instanceof Error ? `${thrown.name}: ` : ''}${message}`, { file: module });
  return new ModuleThrew(module, thrown);
}

/**
 * What a module exports under a name.
 *
 * @param folder - where relative paths and package names are resolved from
 * @throws InputError naming module and export where there is nothing to be had; ModuleThrew where the module's code throws.
 */
export async function loadExport({ module, exported }: ModuleName, folder: string): Promise<unknown> {
  if (isPath(module) && fileOf(module, folder) === undefined) throw new InputError('there is no such file', { file: module });
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
  return namespace[exported];
}
