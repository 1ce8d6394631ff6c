import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the package once before the tests, so that those of the command run what users run. */
export default function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: 'inherit' });
}
