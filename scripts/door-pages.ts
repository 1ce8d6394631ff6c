/**
 * Writes docs/reference/library.md: what each door of the package exports, how it is declared, the first sentence of its TSDoc and its
 * examples. `npx tsx scripts/door-pages.ts`, after a build; properties/doors.test.ts holds the page to the sources and runs the examples.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usage } from './declaration.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** A door: its name in an import, its file, and what it is for. */
interface Door {
  readonly name: string;
  readonly file: string;
  readonly about: string;
}

const DOORS: readonly Door[] = [
  {
    name: 'claimcheck',
    file: 'src/index.ts',
    about: 'Run and judge: the claims of the paper, `verify`, `hunt` and `replay` as functions, and the parts they are made of.',
  },
  {
    name: 'claimcheck/claims',
    file: 'src/claims-kit.ts',
    about: 'All that a claim is written with; [how to write one](../how-to/your-own-claims.md).',
  },
  {
    name: 'claimcheck/core',
    file: 'src/core.ts',
    about: 'Judge a single case in a browser: claims, certificates, models, engines and oracles without any module of Node.',
  },
  { name: 'claimcheck/vitest', file: 'src/vitest.ts', about: 'Claims and optimizers as tests of a Vitest suite.' },
  { name: 'claimcheck/tfjs', file: 'src/adapters/tfjs.ts', about: 'Optimizers of TensorFlow.js as subjects of the guard.' },
];

/** One exported symbol with its TSDoc. */
export interface Exported {
  readonly name: string;
  readonly kind: 'value' | 'type';
  /** The first sentence of its TSDoc; empty where it has none. */
  readonly summary: string;
  /** Code of its @example blocks. */
  readonly examples: readonly string[];
  readonly file: string;
}

/** The exports of a file, those of other files that it passes on included. */
export function exportsOf(file: string): Exported[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const passedOn = [...text.matchAll(/export (type )?\{([^}]*)\} from '([^']+)';/g)].flatMap(([, type, names = '', from = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => ({ name: name.replace(/^type /, ''), isType: type !== undefined || name.startsWith('type '), from })),
  );
  const source = (from: string): string => relative(ROOT, join(ROOT, dirname(file), from.replace(/\.js$/, '.ts')));
  const own = [...text.matchAll(/^export (?:declare |abstract |async )*(const|function|class|interface|type) (\w+)/gm)].map(
    ([, form, name = '']) => ({
      name,
      isType: form === 'interface' || form === 'type',
    }),
  );
  return [
    ...passedOn.flatMap(({ name, isType, from }) => described(name, isType, source(from))),
    ...own.flatMap(({ name, isType }) => described(name, isType, file)),
  ];
}

/** A symbol with the TSDoc at its definition, which may be in a file that the named one passes it on from. */
function described(name: string, isType: boolean, file: string): Exported[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const definition = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*)?^export (?:declare |abstract |async )*(?:const|function|class|interface|type) ${name}\\b`,
    'm',
  ).exec(text);
  if (definition === null) {
    const passed = exportsOf(file).find((one) => one.name === name);
    return passed === undefined ? [] : [passed];
  }
  const doc = (definition[1] ?? '').replace(/^\s*\* ?/gm, '').trim();
  const summary = (/^[\s\S]*?[.;:](?=\s|$)/.exec(doc)?.[0] ?? doc).replace(/\s+/g, ' ').replace(/[;:]$/, '.');
  const examples = [...doc.matchAll(/@example\s+```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code.trim());
  return [{ name, kind: isType ? 'type' : 'value', summary: summary.replace(/\{@link (\w+)\}/g, '`$1`'), examples, file }];
}

/** A line of a table: a function or constant as it is declared, a class or type with its members. */
function row({ name, file, summary }: Exported): string {
  const { signature, members } = usage(name, file);
  const cells = [`\`${name}${signature}\``, members === '' ? summary : `${summary}<br>\`${members}\``];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The page. */
export function libraryPage(): string {
  const parts = DOORS.map(({ name, file, about }) => {
    const all = exportsOf(file).sort((a, b) => (a.name < b.name ? -1 : 1));
    const rows = (kind: Exported['kind']): string[] => all.filter((one) => one.kind === kind).map(row);
    const examples = all.flatMap((one) => one.examples.map((code) => `\`\`\`ts\n${code}\n\`\`\`\n`));
    const table = (title: string, lines: readonly string[]): string[] =>
      lines.length === 0 ? [] : [`| ${title} | what it is |`, '| --- | --- |', ...lines, ''];
    return [`## \`${name}\``, '', about, '', ...examples, ...table('value', rows('value')), ...table('type', rows('type'))].join('\n');
  });
  return `# The library, door by door\n\nWhat each entry of the package exports. Written by \`npx tsx scripts/door-pages.ts\` from the sources; the examples are run by the tests.\n\n${parts.join('\n')}`;
}

/** Where the page is. */
export const LIBRARY_PAGE: string = join(ROOT, 'docs/reference/library.md');

/** The doors by name. */
export const doors: readonly Door[] = DOORS;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(LIBRARY_PAGE, libraryPage());
