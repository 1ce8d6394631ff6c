/** claimcheck guard: judge somebody else's optimizer. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Command, Option } from 'commander';
import { type GuardOptions, guard } from '../guard/guard.js';
import type { Limits, Source } from '../guard/isolation/messages.js';
import type { GuardReport } from '../guard/result.js';
import { ALGORITHMS, conflictOf, OPTIONS, PRECISIONS } from '../guard/validate.js';
import { parseModuleName } from '../modules/load.js';
import type { Algorithm, OptimizerOption, Precision } from '../optimizer/optimizer.js';
import type { GuardContext } from '../report/guard-report.js';
import { version } from '../report/version.js';
import { printable } from '../text/printable.js';
import { tellGithub } from './github.js';
import { exitCode } from './guard-outcome.js';
import { onInterruption } from './interruption.js';
import { positiveNumber, wholeNumber } from './options.js';
import { emit, requireOutputs } from './output.js';
import { openProgress } from './progress.js';
import { relay } from './relay.js';
import { UsageError } from './usage-error.js';

interface GuardFlags {
  readonly command?: string;
  readonly name?: string;
  readonly algorithm?: Algorithm;
  readonly precision?: Precision;
  readonly options?: readonly OptimizerOption[];
  readonly against?: string;
  readonly requireChecks?: number;
  readonly timeout?: number;
  readonly env?: readonly string[];
  readonly baseline?: string;
  readonly accept?: boolean;
  readonly checks?: string;
  readonly seed: number;
  readonly json?: string;
  readonly junit?: string;
}

/** Seconds for one check: of a module, and of a command, whose every step crosses between processes. */
const TIMEOUT = { module: 20, command: 60 } as const;
/** A call that takes this share of a check's time is taken to hang. */
const CALL_SHARE = 0.25;
/** Memory that no optimizer of the guard's small problems needs, in bytes; programs may load a library of tensors. */
const MEMORY = { module: 2 ** 30, command: 2 ** 32 } as const;

/** Adds the command to the program. */
export function addGuard(program: Command, exit: (code: number) => void): void {
  program
    .command('guard')
    .description("judge somebody else's optimizer by what its algorithm must do; exit 1 when something is broken, with a witness")
    .argument('[MODULE]', 'file or package that exports the optimizer, or a list of them, as default; MODULE#EXPORT takes another export')
    .option('--command <COMMAND>', 'judge a program that speaks the line protocol of docs/how-to/guard-an-optimizer.md')
    .option('--name <NAME>', 'what the program is called in reports (default: the command)')
    .addOption(new Option('--algorithm <NAME>', 'algorithm of the program (default: other)').choices(ALGORITHMS))
    .addOption(new Option('--precision <NAME>', 'precision of the program (default: float64)').choices(PRECISIONS))
    .option('--options <LIST>', `options that the program takes, separated by commas: ${OPTIONS.join(', ')}`, optionList)
    .option('--against <MODULE>', 'compare the steps with those of another optimizer, MODULE[#EXPORT]')
    .option('--require-checks <N>', 'exit 2 for a subject that passes but to which fewer checks apply', wholeNumber(1, 1000))
    .option(
      '--timeout <SECONDS>',
      `longest time of one check (default: ${TIMEOUT.module}, with --command ${TIMEOUT.command})`,
      positiveNumber,
    )
    .option('--env <NAME...>', 'environment variables that the optimizer sees besides those that programs need to run')
    .option('--baseline <FILE>', 'compare trajectories with those of this file; writes it when it does not exist')
    .option('--accept', 'record the trajectories in the baseline as the expected ones')
    .option('--checks <MODULE>', 'judge by the list CHECKS that this file exports, not by the shipped checks')
    .option('--seed <N>', 'seed of the rounding noise that --baseline measures', wholeNumber(-(2 ** 31), 2 ** 31 - 1), 1)
    .option('--json <FILE>', 'write the result as JSON (- for stdout)')
    .option('--junit <FILE>', 'write the result as JUnit XML')
    .action(async (module: string | undefined, flags: GuardFlags) => exit(await runGuard(module, flags)));
}

/** Reads a list of options. @throws UsageError naming the one that is none */
function optionList(text: string): OptimizerOption[] {
  return text.split(',').map((name) => {
    const option = OPTIONS.find((known) => known === name.trim());
    if (option === undefined) throw new UsageError(`--options ${text}: ${JSON.stringify(name)} is none of ${OPTIONS.join(', ')}`);
    return option;
  });
}

/** Where the subjects come from. @throws UsageError when the options do not fit together */
function sourceOf(module: string | undefined, { command, name, algorithm, precision, options }: GuardFlags): Source {
  const folder = process.cwd();
  const declared = [name, algorithm, precision, options].some((given) => given !== undefined);
  if ((module === undefined) === (command === undefined)) throw new UsageError('guard needs either MODULE or --command COMMAND');
  if (command !== undefined) {
    const conflict = conflictOf(options ?? [], algorithm ?? 'other');
    if (conflict !== undefined) throw new UsageError(`--options ${options?.join(',')}: ${conflict}`);
    return {
      kind: 'command',
      folder,
      command,
      ...(declared
        ? {
            entry: {
              name: name ?? command,
              algorithm: algorithm ?? 'other',
              precision: precision ?? 'float64',
              ...(options === undefined ? {} : { options }),
            },
          }
        : {}),
    };
  }
  if (declared) {
    throw new UsageError('--name, --algorithm, --precision and --options go with --command; a module declares them itself');
  }
  return { kind: 'module', folder, ...parseModuleName(module!, folder) };
}

function otherSource(name: string): Source {
  const folder = process.cwd();
  return { kind: 'module', folder, ...parseModuleName(name, folder) };
}

function limitsOf(source: Source, { timeout }: GuardFlags): Limits {
  const check = timeout ?? TIMEOUT[source.kind];
  return { check, call: check * CALL_SHARE, memory: MEMORY[source.kind] };
}

function checksOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  if (!existsSync(file)) throw new UsageError(`--checks ${file}: no such file`);
  return pathToFileURL(resolve(file)).href;
}

/** The code that tells what was found, which loads while the judge is at work. */
const reporting = () => Promise.all([import('../report/guard-report.js'), import('../report/guard-github.js')]);

/** The code that reads and writes baselines, which few runs need. */
const baselineFile = (): Promise<typeof import('../guard/regression/baseline-file.js')> => import('../guard/regression/baseline-file.js');

async function baselineOf({ baseline, accept }: GuardFlags): Promise<GuardOptions['baseline']> {
  if (baseline === undefined) {
    if (accept) throw new UsageError('--accept records a baseline: it needs --baseline FILE');
    return undefined;
  }
  const known = (await baselineFile()).readBaseline(baseline);
  return { known: known ?? new Map(), fresh: known === undefined, accept: accept ?? false };
}

async function runGuard(module: string | undefined, flags: GuardFlags): Promise<number> {
  const source = sourceOf(module, flags);
  requireOutputs({ '--json': flags.json, '--junit': flags.junit, '--baseline': flags.baseline });
  const checks = checksOf(flags.checks);
  const baseline = await baselineOf(flags);
  let interrupted = false;
  let stop = (): void => {};
  const deaf = onInterruption(() => {
    interrupted = true;
    stop();
  });
  const progress = openProgress();
  const said = relay(process.stderr);
  let reports: GuardReport[];
  let reporters: Awaited<ReturnType<typeof reporting>>;
  try {
    const judged = guard({
      source,
      ...(checks === undefined ? {} : { checks }),
      limits: limitsOf(source, flags),
      seed: flags.seed,
      pass: flags.env ?? [],
      ...(baseline === undefined ? {} : { baseline }),
      ...(flags.against === undefined ? {} : { against: otherSource(flags.against) }),
      heard: said.write,
      onCheck: (done, total, subject, check) => progress.update(done, total, printable(`${subject}: ${check}`)),
      stopped: () => interrupted,
      onStop: (end) => {
        stop = end;
      },
    });
    [reports, reporters] = await Promise.all([judged, reporting()]);
  } finally {
    progress.stop();
    said.end();
    deaf();
  }
  const written = await keepBaseline(flags, baseline, interrupted);
  const [{ guardJson, guardJUnit, guardText }, { githubAnnotations, githubSummary }] = reporters;
  const context: GuardContext = { version, seed: flags.seed, origin: source };
  emit(flags.json, guardJson(reports, context), () => [guardText(reports, context), ...written].join('\n'), [
    { option: '--junit', file: flags.junit, text: () => guardJUnit(reports, context) },
  ]);
  tellGithub(() => ({ annotations: githubAnnotations(reports), summary: githubSummary(reports) }), flags);
  return interrupted ? 130 : exitCode(reports, flags.requireChecks);
}

/** Writes the baseline where it is new or accepted, and says so. */
async function keepBaseline({ baseline: file }: GuardFlags, baseline: GuardOptions['baseline'], interrupted: boolean): Promise<string[]> {
  if (file === undefined || baseline === undefined || interrupted || !(baseline.fresh || baseline.accept)) return [];
  (await baselineFile()).writeBaseline(file, baseline.known);
  return [`Baseline ${file} ${baseline.fresh ? 'did not exist: written' : 'updated'}.`];
}
