/** Coq as installed: the library in coq/ compiled, and files on it. */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import seedrandom from 'seedrandom';

const LIBRARY = fileURLToPath(new URL('../../coq/', import.meta.url));

/** Whether coqc is there with its interval library. */
export const hasCoq: boolean = spawnSync('coqc', ['--version']).status === 0;

if (!hasCoq) console.warn('no coqc: the proofs are NOT checked, their tests are SKIPPED (apt-get install coq libcoq-interval)');

/** Some of these, drawn by the commit that is checked out; the first ones where there is none. */
export function drawnByCommit(all: readonly string[], count: number): readonly string[] {
  const commit = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout ?? '';
  const draw = seedrandom(commit);
  return [...all]
    .map((one) => ({ one, place: draw.int32() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ one }) => one);
}

/** What a compilation came to. */
export interface Compiled {
  readonly code: number | null;
  readonly output: string;
}

/** The files of the library, in the order in which they are compiled. */
export function libraryFiles(): readonly string[] {
  return readFileSync(join(LIBRARY, '_CoqProject'), 'utf8').match(/^\w+\.v$/gm) ?? [];
}

/** The text of a file of the library. */
export function libraryText(name: string): string {
  return readFileSync(join(LIBRARY, name), 'utf8');
}

/** The axioms that proofs may rest on. */
export function allowedAxioms(): readonly string[] {
  return libraryText('axioms.txt').match(/^[A-Za-z][\w.]*$/gm) ?? [];
}

/**
 * Words by which a file could assume what it ought to prove. Comments may hold them, and a section that is closed may name its variables: what
 * is proved in it is about all of them from there on.
 */
export function assumingWords(text: string): readonly string[] {
  return (
    text
      .replaceAll(/\(\*[\s\S]*?\*\)/g, '')
      .replaceAll(/^Section (\w+)\.$[\s\S]*?^End \1\.$/gm, (section) => section.replaceAll(/^(?:Variables?|Hypothes[ie]s)\b/gm, ''))
      .match(/\b(Axioms?|Parameters?|Conjecture|Hypothes[ie]s|Variables?|Context|Admitted|admit|Declare|Unset|Set|Load|bypass_check)\b/g) ??
    []
  );
}

/** A copy of the library in a new folder, in which files can be compiled. */
export class CoqFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'claimcheck-coq-'));

  constructor() {
    cpSync(LIBRARY, this.path, { recursive: true, filter: (file) => !/\.(vo|vok|vos|glob|aux)$/.test(file) });
  }

  /** Compiles a file of the library, or one with this text; undefined where that takes more seconds than are given. */
  compile(name: string, text?: string): Compiled;
  compile(name: string, text: string, seconds: number): Compiled | undefined;
  compile(name: string, text?: string, seconds?: number): Compiled | undefined {
    if (text !== undefined) writeFileSync(join(this.path, name), text);
    const { status, stdout, stderr, error } = spawnSync('coqc', ['-q', '-Q', '.', '', name], {
      cwd: this.path,
      encoding: 'utf8',
      ...(seconds === undefined ? {} : { timeout: 1000 * seconds, killSignal: 'SIGKILL' }),
    });
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT') return undefined;
    if (error !== undefined) throw error;
    return { code: status, output: stdout + stderr };
  }
}

/** The names that `Print Assumptions` printed. */
export function assumptionsIn(output: string): readonly string[] {
  return [...output.matchAll(/^([A-Za-z][\w.]*)(?: :|$)/gm)].flatMap(([, name]) => (name === undefined || name === 'Axioms' ? [] : [name]));
}
