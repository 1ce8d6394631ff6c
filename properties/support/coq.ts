/** Coq as installed: the library in coq/ compiled, and files on it. */

import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import seedrandom from 'seedrandom';
import { requiredModules } from '../../src/certify/coq/library.js';

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

/** A copy of the library in a new folder, in which files can be compiled, several at once. */
export class CoqFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'claimcheck-coq-'));
  readonly #modules = new Map<string, Promise<Compiled>>();
  #proofs = 0;

  constructor() {
    cpSync(LIBRARY, this.path, { recursive: true, filter: (file) => !/\.(vo|vok|vos|glob|aux)$/.test(file) });
  }

  /** Compiles a module of the library, once, after those that it requires. */
  module(name: string): Promise<Compiled> {
    const known = this.#modules.get(name);
    if (known !== undefined) return known;
    const compiled = this.#onLibrary(libraryText(`${name}.v`)).then(() => this.#coqc(`${name}.v`));
    this.#modules.set(name, compiled);
    return compiled;
  }

  /** Compiles a file with this text; `code` is null where that takes more seconds than are given. */
  async proof(text: string, seconds?: number): Promise<Compiled> {
    // A name of its own, since others may be compiled beside it.
    const name = `Proof${++this.#proofs}.v`;
    writeFileSync(join(this.path, name), text);
    await this.#onLibrary(text);
    return this.#coqc(name, seconds);
  }

  async #onLibrary(text: string): Promise<void> {
    await Promise.all(requiredModules(text).map((name) => this.module(name)));
  }

  #coqc(name: string, seconds = 0): Promise<Compiled> {
    const options = { cwd: this.path, encoding: 'utf8', timeout: 1000 * seconds, killSignal: 'SIGKILL' } as const;
    return new Promise((resolve, reject) => {
      execFile('coqc', ['-q', '-Q', '.', '', name], options, (error, stdout, stderr) => {
        const isLate = seconds > 0 && error?.killed === true && typeof error.code !== 'string';
        if (error !== null && typeof error.code !== 'number' && !isLate) reject(error);
        else resolve({ code: isLate ? null : Number(error?.code ?? 0), output: stdout + stderr });
      });
    });
  }
}

/** The names that `Print Assumptions` printed. */
export function assumptionsIn(output: string): readonly string[] {
  return [...output.matchAll(/^([A-Za-z][\w.]*)(?: :|$)/gm)].flatMap(([, name]) => (name === undefined || name === 'Axioms' ? [] : [name]));
}
