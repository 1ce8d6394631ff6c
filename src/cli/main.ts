#!/usr/bin/env node
/** The claimcheck command. */

import { Command, CommanderError } from 'commander';
import { InputError } from '../data/input-error.js';
import { AllowanceError } from '../verify/allowance.js';
import { addGuard } from './guard.js';
import { addHunt } from './hunt.js';
import { addList } from './list.js';
import { addReplay } from './replay.js';
import { addSchema } from './schema.js';
import { addTrace } from './trace.js';
import { UsageError } from './usage-error.js';
import { addVerify } from './verify.js';
import { version } from './version.js';

/** Usage and input errors. */
const USAGE = 3;
/** An error of the tool itself: no verdict of any kind. */
const INTERNAL = 70;

const exit = (code: number): void => {
  process.exitCode = code;
};

const program = new Command('claimcheck')
  .description('An executable edition of "When Will Gradient Methods Converge to Max-margin Classifier under ReLU Models?"')
  .version(version)
  .showSuggestionAfterError()
  .configureOutput({ outputError: () => {} });
addList(program);
addVerify(program, exit);
addReplay(program, exit);
addTrace(program);
addHunt(program, exit);
addGuard(program, exit);
addSchema(program);
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
  } else if (error instanceof UsageError || error instanceof InputError || error instanceof AllowanceError) {
    process.stderr.write(`claimcheck: ${error.message}\n`);
    exit(USAGE);
  } else {
    process.stderr.write(`claimcheck: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    exit(INTERNAL);
  }
}
