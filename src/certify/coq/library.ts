/** The library in coq/: its files, and which of them a file for Coq stands on. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder, beside the sources and beside what they compile to. */
const FOLDER = fileURLToPath(new URL('../../../coq/', import.meta.url));

const read = (file: string): string => (existsSync(join(FOLDER, file)) ? readFileSync(join(FOLDER, file), 'utf8') : '');

let files: ReadonlyMap<string, string> | undefined;

/** The text of each module of the library by its name, such as `Facts`, in the order in which they are compiled. */
export function library(): ReadonlyMap<string, string> {
  const names = [...read('_CoqProject').matchAll(/^(\w+)\.v$/gm)].flatMap(([, name]) => name ?? []);
  files ??= new Map(names.map((name) => [name, read(`${name}.v`)]));
  return files;
}

/** The modules of the library that a text requires, those that they require themselves among them, in the order of compilation. */
export function requiredModules(text: string): readonly string[] {
  const found = new Set<string>();
  const follow = (from: string): void => {
    for (const name of requiredIn(from)) {
      const module = library().get(name);
      if (module === undefined || found.has(name)) continue;
      found.add(name);
      follow(module);
    }
  };
  follow(text);
  return [...library().keys()].filter((name) => found.has(name));
}

function requiredIn(text: string): readonly string[] {
  return [...text.matchAll(/^Require Import ([\w ]+)\.$/gm)].flatMap(([, names = '']) => names.split(' '));
}

/** The name and the text of the proposition's definition, where the library has one. */
export function statedIn(proposition: string): { readonly module: string; readonly definition: string } | undefined {
  const pattern = new RegExp(`^Definition ${proposition}\\b[\\s\\S]*?\\.(?=\\n\\n|\\n\\(\\*\\*|\\nDefinition|\\s*$)`, 'm');
  for (const [module, text] of library()) {
    const definition = pattern.exec(text)?.[0];
    if (definition !== undefined) return { module, definition };
  }
  return undefined;
}
