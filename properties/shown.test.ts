/** What README and the pages for newcomers show is what the commands print. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { headline } from '../scripts/claim-pages.js';
import { builtIn, claimcheckIn } from './support/cli.js';
import { partOf } from './support/marked-part.js';

/** The README; with CLAIMCHECK_PAGES=all, which `npm run test:docs` sets, the tutorial and the how-to pages too, which take minutes. */
const PAGES = [
  'README.md',
  ...(process.env.CLAIMCHECK_PAGES === 'all'
    ? ['docs/tutorial/first-steps.md', ...readdirSync('docs/how-to').map((name) => `docs/how-to/${name}`)]
    : []),
];

/** A command that a page shows, and the lines it is said to print, `...` standing for any number of others. */
interface Shown {
  readonly page: string;
  readonly command: string;
  readonly lines: readonly string[];
}

/** Commands with their output: in one console block, or in a block of shell and the block of text after it. */
function shownOn(page: string): Shown[] {
  const text = readFileSync(page, 'utf8');
  const blocks = [
    ...text.matchAll(/```console\n\$ npx claimcheck (.*)\n([\s\S]*?)```/g),
    ...text.matchAll(/```sh\nnpx claimcheck (.*)\n```\n(?:\n[^`\n][^\n]*\n)?\n```text\n([\s\S]*?)```/g),
  ];
  return blocks.map(([, command = '', output = '']) => ({
    page,
    command,
    lines: output.split('\n').filter((line) => line.trim() !== '' && line.trim() !== '...'),
  }));
}

/** A line without what differs from run to run, and without the widths of columns. */
const lasting = (line: string): string =>
  line
    .trim()
    .replace(/\d+(\.\d+)? s\b/g, '# s')
    .replace(/\s+/g, ' ');

/** A folder with what the commands of a page read; hunts write into it. */
function clone(): string {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-shown-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules/claimcheck'));
  for (const name of ['examples', 'fixtures', 'package.json']) symlinkSync(resolve(name), join(folder, name));
  const copied = ['examples/claims', 'examples/data'].flatMap((path) => readdirSync(path).map((name) => join(path, name)));
  for (const path of copied) symlinkSync(resolve(path), join(folder, basename(path)));
  return folder;
}

const clones = new Map(PAGES.map((page) => [page, clone()]));
afterAll(() => {
  for (const folder of clones.values()) rmSync(folder, { recursive: true });
});

/** The README's commands run in this process in `npm test`, and all in processes of their own in `npm run test:docs`. */
const ran = PAGES.length === 1 ? builtIn : claimcheckIn;

/** The words of a command line, quoted ones without their quotes. */
const words = (command: string): string[] => [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');

describe.each(PAGES.flatMap(shownOn))('$page shows what claimcheck $command prints', ({ page, command, lines }) => {
  it('line by line', async () => {
    const { stdout, stderr } = await ran(clones.get(page) ?? '.', ...words(command));
    const printed = `${stdout}\n${stderr}`.split('\n').map(lasting);

    let from = 0;
    for (const line of lines.map(lasting)) {
      const at = printed.findIndex(
        (one, index) => index >= from && (one === line || (line.endsWith(' ...') && one.startsWith(line.slice(0, -4)))),
      );
      const where = `${JSON.stringify(line)} is not printed, or not after the line before it`;
      expect(at, `${where}, but:\n${stdout}${stderr}`).toBeGreaterThanOrEqual(0);
      from = at + 1;
    }
    expect(lines.length).toBeGreaterThan(0);
  });
});

describe('the headline of the README', () => {
  it('is what the record gives (npx tsx scripts/claim-pages.ts writes it)', () => {
    expect(partOf(readFileSync('README.md', 'utf8'), 'headline')).toBe(headline());
  });
});

describe('the power of the guard in the README', () => {
  it('is that of its table', () => {
    const [, caught, broken, blamed, correct] =
      /\*\*(\d+) of (\d+) broken optimizers are caught; (\d+) of (\d+) correct variants are blamed\.\*\*/.exec(
        readFileSync('docs/reference/guard-power.md', 'utf8'),
      ) ?? [];

    expect([caught, blamed]).toEqual([broken, '0']);
    expect(readFileSync('README.md', 'utf8')).toContain(
      `Of ${broken} planted bugs all are caught, of ${correct} correct variants none is blamed`,
    );
  });
});
