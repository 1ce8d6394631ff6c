/** The code that a claim's verdict follows from, as a hash: its own files with all that they import, and those that judge. */

import { extname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Claim } from '../claim/claim.js';
import type { EditionSource } from '../claim/load-edition.js';
import { filesOf, type ImportGraph, importGraph } from '../modules/import-graph.js';
import { fileOf } from '../modules/load.js';

/** Texts in quotes that can be ids. */
const QUOTED = /["'`]([\w./@+-]+)["'`]/g;

/** Hashes of the code of claims. */
export interface ClaimCode {
  /** Undefined where the edition's module is not found as a file. */
  hashOf(claim: Claim): Promise<string | undefined>;
  /** That of all claims together. */
  readonly whole: string | undefined;
}

/**
 * The code of an edition that has been loaded.
 *
 * A claim that a file exports, alone or in a list, follows from that file and what it imports. Another one follows from all of the
 * edition's code.
 */
export function claimCode({ module, folder }: EditionSource): ClaimCode {
  const graph = importGraph();
  const entry = fileOf(module, folder) ?? filesOf(module, join(folder, 'claimcheck.js'))[0];
  if (entry === undefined) return { hashOf: async () => undefined, whole: undefined };
  const naming = filesNaming(graph, entry);
  const judge = graph.hash(JUDGE);
  return {
    whole: `${judge} ${graph.hash([entry])}`,
    hashOf: async (claim) => {
      const holders = await holdersOf(claim, naming.get(claim.id) ?? []);
      // One that imports another holder only hands the claim on.
      const [own = entry] = holders.sort((a, b) => graph.closure(a).length - graph.closure(b).length);
      return `${judge} ${graph.hash([own])}`;
    },
  };
}

/** What judges a claim, whichever thread does it. */
const JUDGE = ['verify', 'worker'].map((name) => fileURLToPath(new URL(`./${name}${extname(import.meta.url)}`, import.meta.url)));

/** The files of an edition, packages that it imports left out, by the ids that they write out. */
function filesNaming(graph: ImportGraph, entry: string): ReadonlyMap<string, readonly string[]> {
  const naming = new Map<string, string[]>();
  for (const file of graph.closure(entry)) {
    if (file !== entry && file.split(sep).includes('node_modules')) continue;
    for (const id of new Set(Array.from(graph.text(file).matchAll(QUOTED), ([, text = '']) => text))) {
      naming.set(id, [...(naming.get(id) ?? []), file]);
    }
  }
  return naming;
}

/** Those of some files that export the claim itself. They are part of an edition that is loaded: importing them runs nothing anew. */
async function holdersOf(claim: Claim, files: readonly string[]): Promise<string[]> {
  const held = await Promise.all(files.map(async (file) => holds(await import(pathToFileURL(file).href), claim)));
  return files.filter((_, at) => held[at]);
}

function holds(namespace: object, claim: Claim): boolean {
  return Object.values(namespace).some((value) => value === claim || (Array.isArray(value) && value.includes(claim)));
}
