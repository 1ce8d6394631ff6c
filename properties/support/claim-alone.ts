/** One claim of the paper as an edition of its own, for commands in processes of their own. */

import { pathToFileURL } from 'node:url';

/**
 * Flags by which a command has one claim of the paper alone, as it was built. It is found and judged as among the others, and a process
 * that loads nothing else of the paper starts in half the time.
 *
 * @param file - writes a file and says where it is
 * @param path - of the claim's module within `src/paper/`, without its ending
 * @param name - of the claim among its exports
 */
export function claimAlone(file: (name: string, text: string) => string, path: string, name: string): readonly string[] {
  const built = pathToFileURL(`dist/paper/${path}.js`).href;
  const module = file(`${name}.mjs`, `import { ${name} } from ${JSON.stringify(built)};\nexport default [${name}];\n`);
  return ['--claims', module];
}
