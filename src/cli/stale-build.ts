/** Whether the code that runs was built from the sources beside it. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Written into dist/ before anything is compiled (see the script `build` of package.json). */
const BUILD_BEGAN = '.build-began';

/**
 * A source that changed after the build began, as a path from the package's root; undefined where the build is fresh, where
 * no sources are beside it (an installed package), or where the sources themselves run.
 *
 * Goes by the time of change (ctime), which moving and copying files sets too, and nobody can set back.
 *
 * @param code - the folder of compiled code, dist/ unless given
 */
export function staleBuild(code: string = fileURLToPath(new URL('..', import.meta.url))): string | undefined {
  const sources = join(code, '..', 'src');
  if (basename(code) === 'src' || !existsSync(sources)) return undefined;
  const began = changed(join(code, BUILD_BEGAN)) ?? Number.NEGATIVE_INFINITY;
  const stale = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .find((path) => (changed(join(sources, path)) ?? Number.POSITIVE_INFINITY) >= began);
  return stale === undefined ? undefined : join('src', stale);
}

/** When a file last changed; undefined where there is none. */
function changed(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ctimeMs;
}
