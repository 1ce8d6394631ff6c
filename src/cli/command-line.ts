/** One run of the command, from its arguments to its exit code. */

import { Command, CommanderError } from 'commander';
import { DefinitionError } from '../claim/definition-error.js';
import { InputError } from '../data/input-error.js';
import { AllowanceError } from '../judge/allowance.js';
import { EvaluationError } from '../judge/evaluation-error.js';
import { version } from '../report/version.js';
import { printable, printableLines } from '../text/printable.js';
import { addSummaries, moduleOf } from './commands.js';
import { addConfig } from './config.js';
import { UsageError } from './usage-error.js';

/** Usage and input errors. */
const USAGE = 3;
/** An error of the tool itself: no verdict of any kind. */
const INTERNAL = 70;

/** The arguments; help for what is no command reads as that command, so that it is refused with a suggestion. */
function asked(args: readonly string[]): readonly string[] {
  const given = args.slice(args[0] === '--' ? 1 : 0);
  const [first, second] = given;
  return first === 'help' && second !== undefined && moduleOf(second) === undefined ? [second] : given;
}

/** The program with the one command that is asked for, or with the summaries of all. */
async function programFor([first, second]: readonly string[], exit: (code: number) => void): Promise<Command> {
  const program = new Command('claimcheck')
    .description(
      'Statements of optimisation theory as programs: judged, hunted for counterexamples, refuted with proof, turned on optimizers',
    )
    .version(version)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  const module = moduleOf(first === 'help' ? second : first);
  if (module === undefined) addSummaries(program);
  else (await module.load())(program, exit);
  for (const command of program.commands) {
    command.exitOverride().configureOutput({ outputError: () => {} });
    if (command.options.some((option) => option.attributeName() === 'claims')) addConfig(command);
  }
  return program;
}

/** An error of a claim's code with the stack of that code, or of the tool itself. */
function failure(error: unknown): string {
  const stackOf = (thrown: unknown): string => (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  if (error instanceof EvaluationError) return `error of a claim: ${error.message}\n${stackOf(error.cause)}`;
  return `internal error: ${stackOf(error)}`;
}

/** Tells why nothing, or not all, was done. @returns the exit code */
async function told(error: unknown): Promise<number> {
  if (error instanceof CommanderError) {
    // Without a command the help itself goes to stderr.
    if (error.exitCode !== 0 && error.code !== 'commander.help')
      process.stderr.write(`${printable(error.message.replace(/^error: /, 'claimcheck: ').replace(/\s*\n\s*/g, ' '))}\n`);
    return error.exitCode === 0 ? 0 : USAGE;
  }
  if (error instanceof DefinitionError) {
    for (const fault of error.faults) process.stderr.write(`claimcheck: ${printable(fault)}\n`);
    return USAGE;
  }
  if (error instanceof UsageError || error instanceof InputError || error instanceof AllowanceError) {
    process.stderr.write(`claimcheck: ${printable(error.message)}\n`);
    return USAGE;
  }
  // Loaded only here: few errors are alarms, and no help waits for it.
  const { ResultsDiffer } = await import('../queue/results-differ.js');
  process.stderr.write(`claimcheck: ${error instanceof ResultsDiffer ? printableLines(error.message) : failure(error)}\n`);
  return INTERNAL;
}

/**
 * Does what the arguments say; reports go to stdout, everything else to stderr.
 *
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  let ended = 0;
  try {
    const given = asked(args);
    const program = await programFor(given, (code) => {
      ended = code;
    });
    await program.parseAsync(given, { from: 'user' });
    return ended;
  } catch (error) {
    return await told(error);
  }
}
