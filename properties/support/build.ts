import { execFileSync } from 'node:child_process';
import { readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the build is made of. */
const INPUTS = [
  'src',
  'fixtures',
  'package.json',
  'node_modules/.package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.page.config.ts',
];

/** Builds the package before the tests, so that those of the command run what users run; `npm ci` may have built it just now. */
export default function setup(): void {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  if (!isBuilt(root)) execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
}

/**
 * Whether a build ended in a folder that began after the last change of what it is made of. Its last step makes the command executable.
 *
 * Goes by the times of change (ctime) as {@link staleBuild} does, those of folders too: files that are gone leave no other trace.
 */
export function isBuilt(root: string): boolean {
  const began = statOf(root, 'dist/.build-began')?.ctimeMs;
  const ended = ((statOf(root, 'dist/cli/main.js')?.mode ?? 0) & 0o100) !== 0;
  if (began === undefined || !ended) return false;
  const within = (path: string): string[] =>
    readdirSync(join(root, path), { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
  const inputs = INPUTS.flatMap((path) => (statOf(root, path)?.isDirectory() ? [path, ...within(path)] : [path]));
  return inputs.every((path) => (statOf(root, path)?.ctimeMs ?? Number.NEGATIVE_INFINITY) < began);
}

function statOf(root: string, path: string): Stats | undefined {
  return statSync(join(root, path), { throwIfNoEntry: false });
}
