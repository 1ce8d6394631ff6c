/** Where a claim of the paper is written, by its id. */

import type { Claim } from '../../src/claim/claim.js';
import { statementOf } from '../../src/claim/statement.js';

/** What an id's first word is short for. */
const WORDS: Readonly<Record<string, string>> = {
  thm: 'theorem',
  prop: 'proposition',
  lem: 'lemma',
  ex: 'example',
  def: 'definition',
  sec: 'section',
  app: 'appendix',
};

/** Chapters whose folder is not their name with hyphens. */
const FOLDERS: Readonly<Record<string, string>> = { 'stochastic gradient descent': 'stochastic' };

/**
 * The file of a claim, by its path from src/. All readings of a statement share one: `thm-3.2/descent@repaired` is in
 * `paper/gradient-descent/theorem-3-2.descent.ts`.
 */
export function fileOfClaim({ id, chapter }: Pick<Claim, 'id' | 'chapter'>): string {
  const name = statementOf(id)
    .replace(/^[a-z]+(?=[-/]|$)/, (word) => WORDS[word] ?? word)
    .replaceAll('.', '-')
    .replaceAll('/', '.');
  return `paper/${FOLDERS[chapter] ?? chapter.replaceAll(' ', '-')}/${name}.ts`;
}
