/** The sources as the tests about them read them: the files of src/, and who imports whom. */

import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** A file under src/, by its path from there. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Paths from src/ of what it imports or exports again of its own package, types included; ascending, each once. */
  readonly imports: readonly string[];
}

/** What follows `from` or `import`, dynamic imports included. */
const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g;

/** All TypeScript files of src/ but declarations, ascending by path. */
export function sources(): readonly Source[] {
  const paths = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .sort();
  const known = new Set(paths);
  return paths.map((path) => {
    const text = readFileSync(`src/${path}`, 'utf8');
    const imports = Array.from(text.matchAll(IMPORT), ([, from = '']) => posix.join(posix.dirname(path), from).replace(/\.js$/, '.ts'));
    const missing = imports.filter((target) => target.endsWith('.ts') && !known.has(target));
    if (missing.length > 0) throw new Error(`src/${path} imports ${missing.join(', ')}, which is not under src/`);
    return { path, text, imports: [...new Set(imports.filter((target) => known.has(target)))].sort() };
  });
}

/**
 * The circles of imports: sets of files each of which imports, by way of others, all of its set. Found by Tarjan's strongly connected
 * components.
 */
export function circles(files: readonly Pick<Source, 'path' | 'imports'>[]): readonly (readonly string[])[] {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports]));
  const order = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  /** The least order of an open file that can be reached. */
  const visit = (path: string): number => {
    const own = order.size;
    order.set(path, own);
    open.push(path);
    let least = own;
    for (const target of importsOf.get(path) ?? []) {
      const known = order.get(target);
      if (known === undefined) least = Math.min(least, visit(target));
      else if (open.includes(target)) least = Math.min(least, known);
    }
    if (least === own) {
      const component = open.splice(open.indexOf(path));
      if (component.length > 1 || importsOf.get(path)?.includes(path)) found.push(component.sort());
    }
    return least;
  };
  for (const { path } of files) if (!order.has(path)) visit(path);
  return found;
}
