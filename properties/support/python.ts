import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The environment in which Python finds the package of this repository, and leaves no files in it. */
export const environment = { ...process.env, PYTHONPATH: join(ROOT, 'python'), PYTHONDONTWRITEBYTECODE: '1' };

/** Debian's own Python, whose modules it has, need not be the first in PATH. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** The first Python that has all of these modules; undefined, with a word about it, where none has. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  const code = modules.map((name) => `import ${name}`).join('; ');
  const found = PYTHONS.find((python) => spawnSync(python, ['-c', code]).status === 0);
  if (found === undefined) console.warn(`SKIPPED: these tests need a python3 with ${modules.join(', ')}`);
  return found;
}
