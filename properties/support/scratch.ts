import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder for the files of one test file. */
export interface Scratch {
  readonly folder: string;
  /** Writes a file in it and returns its path. */
  file(name: string, text: string): string;
}

/** Makes a scratch folder below the system's temporary folder. */
export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-'));
  return {
    folder,
    file(name, text) {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
  };
}
