import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { doors, exportsOf, LIBRARY_PAGE, libraryPage } from '../scripts/door-pages.js';

/** Within the package, which the examples import by its name. */
const folder = mkdtempSync(join(import.meta.dirname, 'examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** An example whose lines `expression; // 'value'` are checks: they fill the exported list with what is and what was said. */
function checked(code: string): string {
  const lines = code
    .split('\n')
    .map((line) => line.replace(/^(\S.*); \/\/ ('[^']*'|[\d.-]+|true|false)(:.*)?$/, 'checks.push({ is: $1, said: $2 });'));
  return `export const checks: { is: unknown; said: unknown }[] = [];\n${lines.join('\n')}\n`;
}

describe.each(doors)('the door $name', ({ name, file }) => {
  const all = exportsOf(file);

  it('exports symbols that have TSDoc', () => {
    expect(all.length).toBeGreaterThan(1);
    expect(all.filter(({ summary }) => summary === '').map((one) => one.name)).toEqual([]);
  });

  const examples = all.flatMap((one) => one.examples.map((code, index) => ({ title: `${one.name} ${index + 1}`, code })));
  // Suites register tests, which a test cannot do: they run as tests of their own in the packed package.
  it.skipIf(examples.length === 0 || name === 'claimcheck/vitest').each(examples)(
    'has an example that is true: $title',
    async ({ title, code }) => {
      const path = join(folder, `${title.replaceAll(/\W/g, '-')}.ts`);
      writeFileSync(path, checked(code));

      const { checks } = (await import(path)) as { checks: { is: unknown; said: unknown }[] };

      expect(checks.length).toBeGreaterThan(0);
      for (const { is, said } of checks) expect(is).toEqual(said);
    },
  );
});

describe('docs/reference/library.md', () => {
  it('is what the sources say (npx tsx scripts/door-pages.ts writes it)', () => {
    expect(readFileSync(LIBRARY_PAGE, 'utf8')).toBe(libraryPage());
  });
});
