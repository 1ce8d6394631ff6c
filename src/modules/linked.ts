/** A module and all that it imports as texts, for a page that may load nothing: the page puts addresses of its own where the imports stand. */

import { readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { filesOf } from './import-graph.js';
import { fileOf, type ModuleName } from './load.js';

/** What a module may import besides files of its own. */
const SHARED = { 'claimcheck/claims': 'claims', 'fast-check': 'draws' } as const;

/** A module of the page, or what the page has for one. */
export type LinkTarget = number | (typeof SHARED)[keyof typeof SHARED];

/** A module's text, cut where it names what it imports: `targets[i]` stands between `pieces[i]` and `pieces[i + 1]`. */
export interface LinkedModule {
  readonly pieces: readonly string[];
  /** Numbers are of modules before this one. */
  readonly targets: readonly LinkTarget[];
}

/** The modules in the order of their imports, the one that was asked for last; or why a page cannot hold them. */
export type LinkedModules = { readonly modules: readonly LinkedModule[]; readonly exported: string } | { readonly unfit: string };

class Unfit extends Error {}

/**
 * Gathers a module and its imports.
 *
 * @param folder - where paths and package names are resolved from.
 */
export async function linkedModules({ module, exported }: ModuleName, folder: string): Promise<LinkedModules> {
  await init;
  const modules: LinkedModule[] = [];
  const places = new Map<string, number | undefined>();
  const visit = (file: string): number => {
    const name = relative(folder, file);
    if (places.has(file)) {
      const place = places.get(file);
      if (place === undefined) throw new Unfit(`${name} imports itself by way of others`);
      return place;
    }
    if (!['.js', '.mjs'].includes(extname(file))) throw new Unfit(`${name} is not a module of plain JavaScript`);
    places.set(file, undefined);
    const linked = cutAtImports(readFileSync(file, 'utf8'), name, (specifier) => {
      if (specifier in SHARED) return SHARED[specifier as keyof typeof SHARED];
      const [found] = /^\.{0,2}\//.test(specifier) ? filesOf(specifier, file) : [];
      if (found === undefined) throw new Unfit(`${name} imports ${specifier}`);
      return visit(found);
    });
    const place = modules.push(linked) - 1;
    places.set(file, place);
    return place;
  };
  try {
    const entry = fileOf(module, folder) ?? filesOf(module, join(folder, 'claimcheck.js'))[0];
    if (entry === undefined) return { unfit: `${module} is not found` };
    visit(entry);
    return { modules, exported };
  } catch (error) {
    if (error instanceof Unfit) return { unfit: error.message };
    throw error;
  }
}

function cutAtImports(text: string, name: string, targetOf: (specifier: string) => LinkTarget): LinkedModule {
  const pieces: string[] = [];
  const targets: LinkTarget[] = [];
  let from = 0;
  const [imports] = parse(text);
  for (const { n: specifier, s: start, e: end, d: dynamic } of imports) {
    // `import.meta` imports nothing.
    if (dynamic === -2) continue;
    if (specifier === undefined || dynamic >= 0) throw new Unfit(`${name} imports at run time`);
    pieces.push(text.slice(from, start));
    targets.push(targetOf(specifier));
    from = end;
  }
  return { pieces: [...pieces, text.slice(from)], targets };
}
