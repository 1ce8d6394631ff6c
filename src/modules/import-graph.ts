/** The files that code consists of: what a module imports, what these import, and so on, packages included. */

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { folderOfModule } from './load.js';

/** What follows `from`, `import` or `require`, dynamic imports of a literal included. */
const IMPORT = /\b(?:from|import)\s*\(?\s*["'`]([^"'`\n]+)["'`]|\brequire\s*\(\s*["'`]([^"'`\n]+)["'`]/g;
const CODE = /^\.[cm]?[jt]sx?$/;
/** What may stand for a path that names no file: TypeScript beside the name of what it compiles to, and CommonJS without an ending. */
const STANDINS: readonly ((path: string) => string)[] = [
  (path) => path.replace(/js$/, 'ts'),
  (path) => path.replace(/js$/, 'tsx'),
  (path) => `${path}.js`,
  (path) => `${path}.cjs`,
  (path) => `${path}.ts`,
  (path) => `${path}.json`,
  (path) => join(path, 'index.js'),
];

interface FileNode {
  readonly text: string;
  readonly hash: string;
  readonly imports: readonly string[];
}

/** Files by what they import; each is read once. */
export interface ImportGraph {
  /** A file and all that it imports, directly or by way of others, in no order. What is found at run time only is not among them. */
  closure(entry: string): readonly string[];
  text(file: string): string;
  /** A hash of paths and contents of the closures of files. */
  hash(entries: readonly string[]): string;
}

/** A graph of the files as they are now. */
export function importGraph(): ImportGraph {
  const nodes = new Map<string, FileNode>();
  const nodeOf = (file: string): FileNode => {
    const known = nodes.get(file);
    if (known !== undefined) return known;
    const bytes = readFileSync(file);
    const text = CODE.test(extname(file)) ? bytes.toString('utf8') : '';
    const specifiers = new Set(Array.from(text.matchAll(IMPORT), ([, from, required]) => from ?? required ?? ''));
    const imports = [...specifiers].flatMap((specifier) => filesOf(specifier, file));
    const node = { text, hash: createHash('sha256').update(bytes).digest('hex'), imports };
    nodes.set(file, node);
    return node;
  };
  const closure = (entry: string): readonly string[] => {
    const reached = new Set([entry]);
    // A set yields what is added to it while it is gone through.
    for (const file of reached) for (const target of nodeOf(file).imports) reached.add(target);
    return [...reached];
  };
  return {
    closure,
    text: (file) => nodeOf(file).text,
    hash: (entries) => {
      const from = dirname(entries[0] ?? '.');
      const files = new Set(entries.flatMap(closure));
      const lines = [...files].map((file) => `${relative(from, file)} ${nodeOf(file).hash}`).sort();
      return createHash('sha256').update(lines.join('\n')).digest('hex');
    },
  };
}

/** The file of a module that code in another file imports, with the `package.json` of a package; none of Node's own and of what is not there. */
export function filesOf(specifier: string, importer: string): string[] {
  if (isBuiltin(specifier)) return [];
  if (/^\.{0,2}\//.test(specifier)) return fileAt(resolve(dirname(importer), specifier));
  const folder = folderOfModule(specifier, dirname(importer));
  const about = folder === undefined ? [] : fileAt(join(folder, 'package.json'));
  try {
    return [createRequire(importer).resolve(specifier), ...about];
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code !== 'MODULE_NOT_FOUND' && !code.startsWith('ERR_')) throw error;
    // Nothing for `require`: the version of the package has to do.
    return about;
  }
}

function fileAt(path: string): string[] {
  const found = [path, ...STANDINS.map((standin) => standin(path))].find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  return found === undefined ? [] : [found];
}
