#!/usr/bin/env node
/** The claimcheck command. */

import { Command, CommanderError } from 'commander';
import { DefinitionError } from '../claim/define.js';
import { InputError } from '../data/input-error.js';
import { AllowanceError } from '../judge/allowance.js';
import { version } from '../report/version.js';
import { UsageError } from './usage-error.js';

/** Usage and input errors. */
const USAGE = 3;
/** An error of the tool itself: no verdict of any kind. */
const INTERNAL = 70;

const exit = (code: number): void => {
  process.exitCode = code;
};

/** Adds a command, or two that belong together, to the program. */
type Add = (program: Command, exit: (code: number) => void) => void;

/** What adds them, in the order of the help. */
const COMMANDS: readonly { readonly names: readonly string[]; readonly load: () => Promise<Add> }[] = [
  { names: ['list', 'show'], load: async () => (await import('./list.js')).addList },
  { names: ['verify'], load: async () => (await import('./verify.js')).addVerify },
  { names: ['replay'], load: async () => (await import('./replay.js')).addReplay },
  { names: ['trace'], load: async () => (await import('./trace.js')).addTrace },
  { names: ['hunt'], load: async () => (await import('./hunt.js')).addHunt },
  { names: ['guard'], load: async () => (await import('./guard.js')).addGuard },
  { names: ['schema'], load: async () => (await import('./schema.js')).addSchema },
];

/** The command that is asked for, which spares loading the others; all of them for help and for names that are none. */
function wanted(first = ''): typeof COMMANDS {
  const asked = COMMANDS.filter(({ names }) => names.includes(first));
  return asked.length > 0 ? asked : COMMANDS;
}

const program = new Command('claimcheck')
  .description('An executable edition of "When Will Gradient Methods Converge to Max-margin Classifier under ReLU Models?"')
  .version(version)
  .showSuggestionAfterError()
  .configureOutput({ outputError: () => {} });
for (const { load } of wanted(process.argv[2])) (await load())(program, exit);
program.commands.forEach((command) => {
  command.exitOverride().configureOutput({ outputError: () => {} });
});

try {
  await program.exitOverride().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) {
      process.stderr.write(`${error.message.replace(/^error: /, 'claimcheck: ').replace(/\s*\n\s*/g, ' ')}\n`);
      exit(USAGE);
    }
  } else if (error instanceof DefinitionError) {
    for (const fault of error.faults) process.stderr.write(`claimcheck: ${fault}\n`);
    exit(USAGE);
  } else if (error instanceof UsageError || error instanceof InputError || error instanceof AllowanceError) {
    process.stderr.write(`claimcheck: ${error.message}\n`);
    exit(USAGE);
  } else {
    process.stderr.write(`claimcheck: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    exit(INTERNAL);
  }
}
