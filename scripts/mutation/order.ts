/** Which tests are run for a source, and in which order. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g;
const read = new Map<string, readonly string[]>();

/** Absolute paths of what a file imports from this repository. */
function importsOf(file: string): readonly string[] {
  const known = read.get(file);
  if (known !== undefined) return known;
  const found = [...readFileSync(file, 'utf8').matchAll(IMPORT)]
    .map(([, from = '']) => resolve(dirname(file), from).replace(/\.js$/, '.ts'))
    .filter((path) => path.endsWith('.ts') && existsSync(path));
  read.set(file, found);
  return found;
}

/** All that a file imports, by way of others too. */
function reached(file: string): ReadonlySet<string> {
  const seen = new Set<string>([file]);
  for (const each of seen) for (const target of importsOf(each)) seen.add(target);
  return seen;
}

/** Folders and names that a test shares with a source, counted from properties/ and src/. */
function shared(test: string, file: string): number {
  const [a, b] = [
    relative('properties', test)
      .replace(/\.test\.ts$/, '')
      .split('/'),
    relative('src', file).replace(/\.ts$/, '').split('/'),
  ];
  const first = a.findIndex((part, i) => part !== b[i]);
  return first < 0 ? a.length : first;
}

/**
 * The tests that import a source, if by way of others: its namesake first, then the quick before the slow.
 *
 * @param seconds - what each test file takes, by its absolute path.
 */
export function testsFor(file: string, seconds: ReadonlyMap<string, number>): readonly string[] {
  const path = resolve(file);
  const isNamesake = (test: string): boolean => shared(test, path) === relative('src', path).split('/').length;
  return [...seconds]
    .filter(([test]) => reached(test).has(path))
    .sort(([a, s], [b, t]) => Number(isNamesake(b)) - Number(isNamesake(a)) || s - t)
    .map(([test]) => test);
}
