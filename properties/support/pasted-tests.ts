/** Tests that the tool writes, run as a user would paste them. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROPERTIES = fileURLToPath(new URL('../', import.meta.url));

/** Node loads the package, as where it is installed, and once for all files. */
const AS_INSTALLED = 'export default { test: { isolate: false, maxWorkers: 1, server: { deps: { external: [/\\/dist\\//] } } } };\n';

/** Vitest's verdict on the tests of files by name, such as `passed` or `passed,failed`. */
export function verdictsOfTests(texts: Readonly<Record<string, string>>): Record<string, string> {
  // Within the repository, where the package can be imported by its name.
  const home = mkdtempSync(join(PROPERTIES, 'pasted-'));
  try {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(home, `${name}.test.ts`), text);
    writeFileSync(join(home, 'vitest.config.ts'), AS_INSTALLED);
    const { stdout } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--root', home, '--reporter', 'json'], {
      encoding: 'utf8',
    });
    const { testResults } = JSON.parse(stdout) as { testResults: { name: string; assertionResults: { status: string }[] }[] };
    return Object.fromEntries(
      testResults.map(({ name, assertionResults }) => [basename(name, '.test.ts'), assertionResults.map(({ status }) => status).join()]),
    );
  } finally {
    rmSync(home, { recursive: true });
  }
}
