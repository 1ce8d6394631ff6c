/** The page without its claims, as the build makes it. */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Beside the compiled sources; the sources themselves find it in `dist`. */
const PLACES = ['../../page/index.html', '../../../dist/page/index.html'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** The marker that tells a built template from its source. */
const BUILT = /<script type="module"[^>]*>[^<]/;

/** @throws Error where the package was not built. */
export function pageTemplate(): string {
  for (const place of PLACES) {
    if (!existsSync(place)) continue;
    const text = readFileSync(place, 'utf8');
    if (BUILT.test(text)) return text;
  }
  throw new Error(`the page is not built: ${PLACES.join(', ')}; npm run build makes it`);
}
