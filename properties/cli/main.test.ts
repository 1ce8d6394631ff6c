import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { COMMAND_MODULES } from '../../src/cli/commands.js';
import { claimcheck } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { file } = scratch();

const hooks = file(
  'hooks.mjs',
  `import { writeSync } from 'node:fs';
  export function load(url, context, next) { writeSync(2, 'loads ' + url + '\\n'); return next(url, context); }`,
);
const registration = file('register.mjs', `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(hooks))});`);

/** Paths of the modules that a run of the built command loads. */
function loaded(...args: string[]): string[] {
  const { stderr } = spawnSync(process.execPath, ['--import', registration, 'dist/cli/main.js', ...args], { encoding: 'utf8' });
  return [...stderr.matchAll(/^loads file:.*?\/((?:dist|node_modules)\/.*)$/gm)].map(([, path = '']) => path);
}

describe('what is loaded', () => {
  it.each([[['--version']], [['--help']], [['help']], [['frobnicate']], [[]]])('for %j is the command line alone', (args) => {
    const paths = loaded(...args);

    expect(paths).toContain('dist/cli/commands.js');
    expect(paths.filter((path) => /^dist\/paper\/|\/(zod|fast-check)\//.test(path))).toEqual([]);
    expect(paths.length).toBeLessThanOrEqual(20);
  });

  it('for one command leaves out the others', () => {
    const paths = loaded('help', 'schema');

    expect(paths).toContain('dist/cli/schema.js');
    expect(paths).not.toContain('dist/cli/verify.js');
    expect(paths).not.toContain('dist/paper/edition.js');
  });

  it.each([['verify'], ['hunt'], ['worker']])('for %s leaves out the packages of an engine', (command) => {
    const paths = loaded('help', command);

    expect(paths).toContain(`dist/cli/${command}.js`);
    expect(paths.filter((path) => /\/(bullmq|ioredis)\//.test(path))).toEqual([]);
  });
});

describe('the summaries', () => {
  it.each(COMMAND_MODULES.map((module) => [module.summaries.map(({ name }) => name).join(), module] as const))(
    'of %s have the names and operands of the commands that are loaded',
    async (_, { summaries, load }) => {
      const program = new Command();

      (await load())(program, () => {});

      const operands = (command: Command): string => command.usage().replace(/^\[options\] ?/, '');
      expect(program.commands.map((command) => [command.name(), operands(command)])).toEqual(
        summaries.map((summary) => [summary.name, summary.operands]),
      );
    },
  );
});

describe('a command line without a command', () => {
  it.each([
    [['help', 'verfy'], "unknown command 'verfy' (Did you mean verify?)"],
    [['help', 'nothing-alike'], "unknown command 'nothing-alike'"],
    [['verfy', 'lem-f2'], "unknown command 'verfy' (Did you mean verify?)"],
    [['--nope'], "unknown option '--nope'"],
  ])('%j is refused in one line', (args, message) => {
    const { code, stdout, stderr } = claimcheck(...args);

    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: '', stderr: `claimcheck: ${message}\n` });
  });

  it('that is empty gets the help on stderr', () => {
    const { code, stdout, stderr } = claimcheck();

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toBe(claimcheck('--help').stdout);
  });
});
