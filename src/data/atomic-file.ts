/** Files written whole or not at all. */

import { accessSync, closeSync, constants, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Writes a file whole or not at all: temporary file, fsync, rename. @throws the error of the file system. */
export function writeAtomically(file: string, text: string): void {
  writeAllAtomically(new Map([[file, text]]));
}

/** Writes files by name: none replaces its old one before all are on the disk. @throws the error of the file system. */
export function writeAllAtomically(files: ReadonlyMap<string, string>): void {
  const staged: Staged[] = [];
  try {
    for (const [file, text] of files) staged.push(stage(file, text));
    for (const { temporary, file } of staged) renameSync(temporary, file);
  } finally {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
  }
}

/** Writes what a user named: a file whole or not at all, and into a device or pipe what it takes. @throws the error of the file system. */
export function writeOutput(file: string, text: string): void {
  if (isStream(file)) writeFileSync(file, text);
  else writeAtomically(file, text);
}

/** Tries whether {@link writeOutput} could write a file, and leaves everything as it was. @throws the error of the file system. */
export function probeOutput(file: string): void {
  const mode = modeOf(file);
  if (mode !== undefined) accessSync(file, constants.W_OK);
  if (!isStream(file)) rmSync(stage(file, '').temporary);
}

/** A file with its new content beside it. */
interface Staged {
  readonly file: string;
  readonly temporary: string;
}

function stage(file: string, text: string): Staged {
  const mode = modeOf(file);
  // A link stays one, to the new content.
  const real = mode === undefined ? file : realpathSync(file);
  const temporary = `${real}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  const handle = openSync(temporary, 'wx', mode ?? 0o666);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  return { file: real, temporary };
}

/** The permissions of a file; undefined where there is none. @throws the error of the file system, for a folder too. */
function modeOf(file: string): number | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR', syscall: 'open' });
  return found === undefined ? undefined : found.mode & 0o777;
}

/** Whether writing goes to something that cannot be replaced: a device, a pipe, or an open file by its number. */
function isStream(file: string): boolean {
  return /^\/(dev|proc)\//.test(resolve(file)) || statSync(file, { throwIfNoEntry: false })?.isFile() === false;
}
