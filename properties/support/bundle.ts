/** A door bundled for a browser, with the modules of Node that it would need. */

import { builtinModules } from 'node:module';
import { build } from 'vite';

/** seedrandom asks for it only where there is no seed, and tells browsers' bundlers to leave it out. */
const LEFT_OUT_BY_ITS_PACKAGE = 'crypto';

/** The door bundled for a browser as one script that sets `core`, and the modules of Node that any file of it asks for. */
export async function bundled(entry: string): Promise<{ code: string; asked: string[] }> {
  const asked: string[] = [];
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'modules-of-node',
        enforce: 'pre',
        resolveId(source, importer) {
          if (!source.startsWith('node:') && !builtinModules.includes(source)) return null;
          if (source !== LEFT_OUT_BY_ITS_PACKAGE) asked.push(`${source} by ${importer}`);
          return { id: `\0without:${source}` };
        },
        load: (id) => (id.startsWith('\0without:') ? 'module.exports = {};' : null),
      },
    ],
    build: { write: false, minify: false, target: 'es2022', lib: { entry, name: 'core', formats: ['iife'] } },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  return { code: output.output[0].code, asked };
}
