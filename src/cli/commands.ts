/** The commands as the top-level help lists them; what carries one out is loaded only when it is asked for. */

import type { Command } from 'commander';

/** Adds a command, or two that belong together, to the program; `exit` takes the exit code. */
type Add = (program: Command, exit: (code: number) => void) => void;

/** A command in one line. */
interface Summary {
  readonly name: string;
  /** Its arguments as the usage line has them. */
  readonly operands: string;
  readonly text: string;
}

/** Commands that one module carries out. */
export interface CommandModule {
  readonly summaries: readonly Summary[];
  readonly load: () => Promise<Add>;
}

/** All commands, in the order of the help. */
export const COMMAND_MODULES: readonly CommandModule[] = [
  {
    summaries: [
      { name: 'list', operands: '[ID...]', text: 'list the claims with their recorded verdicts' },
      { name: 'show', operands: '<ID>', text: 'show everything about one claim' },
    ],
    load: async () => (await import('./list.js')).addList,
  },
  {
    summaries: [{ name: 'verify', operands: '[ID...]', text: 'judge claims and compare the verdicts with those on record' }],
    load: async () => (await import('./verify.js')).addVerify,
  },
  {
    summaries: [{ name: 'merge', operands: '<FILE...>', text: 'put the shards of one verify together' }],
    load: async () => (await import('./merge.js')).addMerge,
  },
  {
    summaries: [{ name: 'worker', operands: '', text: 'do the work of verify and hunt on other machines, by way of Redis' }],
    load: async () => (await import('./worker.js')).addWorker,
  },
  {
    summaries: [{ name: 'replay', operands: '<FILE|ID>', text: 'evaluate a stored case again and explain it step by step' }],
    load: async () => (await import('./replay.js')).addReplay,
  },
  {
    summaries: [{ name: 'certify', operands: '<FILE|ID>', text: 'write the refutation of a claim as a file that Coq checks' }],
    load: async () => (await import('./certify.js')).addCertify,
  },
  {
    summaries: [{ name: 'trace', operands: '', text: 'follow one run: checkpoints step by step, and beyond in log time' }],
    load: async () => (await import('./trace.js')).addTrace,
  },
  {
    summaries: [{ name: 'hunt', operands: '<ID>', text: 'search for a case that breaks a claim' }],
    load: async () => (await import('./hunt.js')).addHunt,
  },
  {
    summaries: [{ name: 'guard', operands: '[MODULE]', text: "judge somebody else's optimizer by what its algorithm must do" }],
    load: async () => (await import('./guard.js')).addGuard,
  },
  {
    summaries: [{ name: 'report', operands: '[ID...]', text: 'write a page about the claims, with an explorer to try them in' }],
    load: async () => (await import('./report.js')).addReport,
  },
  {
    summaries: [{ name: 'schema', operands: '<NAME>', text: 'print the JSON Schema of what a command writes, or of a case file' }],
    load: async () => (await import('./schema.js')).addSchema,
  },
];

/** The module that carries a command out; undefined for names that are none. */
export function moduleOf(command: string | undefined): CommandModule | undefined {
  return COMMAND_MODULES.find(({ summaries }) => summaries.some(({ name }) => name === command));
}

/** Adds every command by its summary alone: enough for the top-level help and for suggestions. */
export function addSummaries(program: Command): void {
  for (const { name, operands, text } of COMMAND_MODULES.flatMap(({ summaries }) => summaries)) {
    program.command(`${name} ${operands}`.trim()).summary(text);
  }
}
