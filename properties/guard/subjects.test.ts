import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadOptimizers } from '../../src/guard/load-module.js';
import { parseModuleName } from '../../src/modules/load.js';
import { builtHere, claimcheckIn, commanded } from '../support/cli.js';
import { CHECKS, file, folder, guarded, optimizer } from '../support/guard.js';

const GOOD = file(
  'good.mjs',
  `export default ${optimizer('good', 'descend(p, g);')}; export const other = ${optimizer('other', 'descend(p, g);')};`,
);

/** What loading says, with relative paths and packages resolved from the temporary folder. */
const refusal = (name: string): Promise<string> =>
  loadOptimizers(parseModuleName(name, folder), folder).then(
    () => 'loaded',
    (error: Error) => error.message,
  );

const RULES: readonly [string, string, string][] = [
  [
    'no-default.mjs',
    'export const a = 1, b = 2;',
    'no-default.mjs: has no default export; it exports "a", "b" (name one: no-default.mjs#a)',
  ],
  ['nothing.mjs', '', 'nothing.mjs: has no default export; it exports nothing'],
  ['number.mjs', 'export default 7;', 'number.mjs#default: is 7, not an optimizer { name, algorithm, precision?, create }'],
  ['null.mjs', 'export default null;', 'null.mjs#default: is null, not an optimizer { name, algorithm, precision?, create }'],
  ['no-create.mjs', 'export default { name: "x", algorithm: "sgd" };', 'no-create.mjs#default: field create: is undefined, not a function'],
  ['no-name.mjs', 'export default { algorithm: "sgd", create() {} };', 'no-name.mjs#default: field name: is undefined, not a text'],
  [
    'algorithm.mjs',
    'export default { name: "x", algorithm: "shampoo", create() {} };',
    'algorithm.mjs#default: field algorithm: is "shampoo", none of gradient-descent, sgd,',
  ],
  [
    'precision.mjs',
    'export default { name: "x", algorithm: "sgd", precision: 32, create() {} };',
    'precision.mjs#default: field precision: is 32, none of float64, float32, float16, bfloat16',
  ],
  [
    'options.mjs',
    'export default { name: "x", algorithm: "sgd", options: ["nesterov"], create() {} };',
    'options.mjs#default: field options[0]: is "nesterov", none of weightDecay, decoupledWeightDecay,',
  ],
  [
    'both.mjs',
    'export default { name: "x", algorithm: "sgd", options: ["weightDecay", "decoupledWeightDecay"], create() {} };',
    'both.mjs#default: field options: names both weightDecay and decoupledWeightDecay',
  ],
  [
    'schedules.mjs',
    'export default { name: "x", algorithm: "sgd", options: ["shapes", "groupSchedules"], create() {} };',
    'schedules.mjs#default: field options: names groupSchedules without groups, whose schedules they are',
  ],
  [
    'sharpness.mjs',
    'export default { name: "x", algorithm: "sgd", options: ["sharpness"], create() {} };',
    'sharpness.mjs#default: field options: names sharpness without closure, by which a step evaluates the loss',
  ],
  [
    'reason.mjs',
    'export default { name: "x", algorithm: "sgd", expectedBroken: { "law/rule": "" }, create() {} };',
    'reason.mjs#default: field expectedBroken["law/rule"]: is "", not a reason in words',
  ],
  ['empty.mjs', 'export default [];', 'empty.mjs#default: is an empty list, without an optimizer to judge'],
  ['list.mjs', 'export default [{ name: "x", algorithm: "sgd", create() {} }, "y"];', 'list.mjs#default[1]: is "y", not an optimizer'],
  [
    'twice.mjs',
    'const x = { name: "x", algorithm: "sgd", create() {} }; export default [x, x];',
    'twice.mjs#default[1]: field name: is "x", as that of [0] is',
  ],
  ['throws.mjs', 'throw new Error("at home");', 'throws.mjs: cannot be loaded: Error: at home'],
  ['import.mjs', 'import "no-such-package-at-all";', "import.mjs: cannot be loaded: Error: Cannot find package 'no-such-package-at-all'"],
];

describe('loading a subject', () => {
  it.each(RULES)('refuses %s (%s) naming module, export and field', async (name, text, message) => {
    file(name, text);

    expect(await refusal(name)).toContain(message);
  });

  it.each([
    ['missing.mjs', 'missing.mjs: there is no such file'],
    ['./missing', './missing: there is no such file'],
    ['no-such-package-at-all', 'no-such-package-at-all: is neither a file nor a package that can be imported from here'],
    ['good.mjs#absent', 'good.mjs: has no export "absent"; it exports "default", "other" (name one: good.mjs#default)'],
  ])('refuses %s', async (name, message) => {
    expect(await refusal(name)).toBe(message);
  });

  it('finds packages as code in the working folder would, by the conditions of import', async () => {
    const home = join(folder, 'node_modules', 'import-only');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{ "name": "import-only", "type": "module", "exports": { "import": "./main.js" } }');
    writeFileSync(join(home, 'main.js'), `export default ${optimizer('packaged', '')};`);

    const { code, stdout } = claimcheckIn(folder, 'guard', 'import-only', '--checks', CHECKS, '--json', '-');

    expect(code).toBe(1);
    expect(JSON.parse(stdout).subject).toBe('packaged');
  });

  it('takes a file whose name has a # as it is', () => {
    file('sharp#.mjs', '');

    expect(parseModuleName('sharp#.mjs', folder)).toEqual({ module: 'sharp#.mjs', exported: 'default' });
    expect(parseModuleName('good.mjs#other', folder)).toEqual({ module: 'good.mjs', exported: 'other' });
  });

  it('tells how far all of them together are', async () => {
    const three = ['a', 'b', 'c'].map((name) => optimizer(name, 'descend(p, g);'));

    const { stderr } = await guarded(file('three.mjs', `export default [${three}];`));

    expect(stderr.match(/^33%.*: a: done$|^66%.*: b: done$|^100%.*: c: done$/gm)).toHaveLength(3);
  });

  it('takes a named export, and CommonJS', async () => {
    const common = file('common.cjs', `module.exports = ${optimizer('common', 'descend(p, g);')};`);

    expect([...(await guarded(`${GOOD}#other`)).reports.keys()]).toEqual(['other']);
    expect([...(await guarded(common)).reports.keys()]).toEqual(['common']);
  });
});

describe('guard exits 3 with one clear line', () => {
  const typescript = file('typed.ts', 'const x: number = 1; export default x;');
  const syntax = file('syntax.mjs', 'export default {');
  const endless = file('endless.mjs', 'for (;;);');
  const leaves = file('leaves.mjs', 'process.exit(0);');
  const pending = file('pending.mjs', 'await new Promise(() => {});');
  /** What is written on stderr besides progress. */
  const saidOf = (stderr: string): string[] =>
    stderr
      .trim()
      .split('\n')
      .filter((line) => !/^\d+%/.test(line));

  it.each([
    [[], 'guard needs either MODULE or --command COMMAND'],
    [[GOOD, '--command', 'python3 x.py'], 'guard needs either MODULE or --command COMMAND'],
    [[GOOD, '--algorithm', 'adam'], '--name, --algorithm, --precision and --options go with --command'],
    [['--command', 'x', '--algorithm', 'shampoo'], 'Allowed choices are gradient-descent'],
    [['--command', 'x', '--precision', 'half'], 'Allowed choices are float64, float32, float16, bfloat16'],
    [['--command', 'x', '--options', 'maximize,nesterov'], '--options maximize,nesterov: "nesterov" is none of'],
    [['--command', 'x', '--options', 'groups'], '--options groups: names groups without shapes, which tells what the parts are'],
    [['--command', 'x', '--options', 'sharpness,weightDecay'], '--options sharpness,weightDecay: names sharpness without closure'],
    [[GOOD, '--require-checks', '0'], 'a whole number'],
    [[GOOD, '--accept'], '--accept records a baseline: it needs --baseline FILE'],
    [[GOOD, '--timeout', '0'], 'greater than 0'],
    [[GOOD, '--checks', '/no/such/checks.mjs'], '--checks /no/such/checks.mjs: no such file'],
    [[GOOD, '--json', '/no/such/dir/x.json'], '--json /no/such/dir/x.json'],
  ])('without a module loaded: %j', async (args, part) => {
    const { code, stdout, stderr } = await commanded('guard', ...args);

    expect(stderr).toContain(part);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(saidOf(stderr)).toHaveLength(1);
  });

  it.each([
    [[GOOD, '--against', '/no/such.mjs'], '/no/such.mjs'],
    [[GOOD, '--checks', GOOD], 'has no list CHECKS'],
    [[syntax], 'syntax.mjs: cannot be loaded: SyntaxError: Unexpected'],
    [[typescript], `cannot load TypeScript`],
    [[endless, '--timeout', '1'], 'endless.mjs: cannot be loaded: not finished after 1 s'],
    [[pending, '--timeout', '1'], 'pending.mjs: cannot be loaded: '],
    [[leaves], 'leaves.mjs: cannot be loaded: ended the process (exit code 0)'],
  ])('%j', async (args, part) => {
    const { code, stdout, stderr } = await builtHere('guard', ...args);

    expect(stderr).toContain(part);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(saidOf(stderr)).toHaveLength(1);
  });
});
