/** The page of `claimcheck report`: one file, scripts and styles within it. */

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

/** What browsers must understand. */
const target = 'es2022';

/** `virtual:engine`: the worker of the explorer as one script, zipped, since it is most of the page. */
function zippedEngine(): Plugin {
  const id = '\0virtual:engine';
  return {
    name: 'zipped-engine',
    resolveId: (source) => (source === 'virtual:engine' ? id : null),
    async load(asked) {
      if (asked !== id) return null;
      const lib = { entry: 'src/page/explorer/worker.ts', name: 'engine', formats: ['iife' as const] };
      const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));
      // The door as it is for the modules that the page holds, and no draws for claims that are judged on one case.
      const resolve = { alias: { 'claimcheck/claims': source('claims-kit.ts'), 'fast-check': source('page/explorer/no-draws.ts') } };
      const built = await build({ configFile: false, logLevel: 'error', resolve, build: { write: false, minify: true, target, lib } });
      const [output] = [built].flat();
      if (output === undefined || !('output' in output)) throw new Error('the engine was not built');
      const zipped = gzipSync(output.output[0].code, { level: 9 }).toString('base64');
      return `export default ${JSON.stringify(zipped)};`;
    },
  };
}

export default defineConfig({
  root: 'src/page',
  plugins: [zippedEngine(), viteSingleFile({ removeViteModuleLoader: true })],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/page',
    emptyOutDir: true,
    target,
    modulePreload: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  logLevel: 'warn',
});
