/** Paths as messages show them. */

import { relative } from 'node:path';

/** A path from the current folder where it lies below it, else as it is. */
export function nearbyPath(path: string): string {
  const from = relative(process.cwd(), path);
  return from === '' || from.startsWith('..') ? path : from;
}
