/** From a source to its subjects, which run in processes of their own. */

import { fileURLToPath } from 'node:url';
import { InputError } from '../../data/input-error.js';
import type { OptimizerUnderTest } from '../../optimizer/optimizer.js';
import { type Bridge, type Command, type Keeper, shellCommand } from '../process/bridge.js';
import { CommandOptimizers } from '../process/command-optimizer.js';
import { ProcessEnded } from '../process/ending.js';
import { LIST_LINE, readList } from '../process/protocol.js';
import { GuardLimit } from '../subject-failure.js';
import { requireOptimizers } from '../validate.js';
import type { Source } from './messages.js';

/** The subjects of a source. */
export interface Subjects {
  readonly count: number;
  /** A subject as an optimizer whose calls wait for the process's answers. @throws InputError when it cannot be run */
  at(index: number): OptimizerUnderTest;
  /** Lets what a module has set going come forward. @throws SubjectFailure telling what that was */
  settle(): void;
}

/** The subject of that number. */
function nth(optimizers: readonly OptimizerUnderTest[], index: number): OptimizerUnderTest {
  const found = optimizers[index];
  if (found === undefined) throw new RangeError(`there is no subject ${index}`);
  return found;
}

/** Asks, with an end instead of an answer as an error of the source. @throws InputError */
function loading<T>(place: string, what: 'loaded' | 'run', ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ProcessEnded || error instanceof GuardLimit)
      throw new InputError(`cannot be ${what}: ${error.message}`, { file: place });
    throw error;
  }
}

/** A module's subjects, each in a process of its own, since a module can change what another of its subjects finds. */
function moduleSubjects({ module, exported, folder }: Source & { kind: 'module' }, keeper: Keeper): Subjects {
  const host = fileURLToPath(new URL('../process/module-host.js', import.meta.url));
  // Resolving packages from the working folder is experimental in Node 20.
  const flags = [...process.execArgv, '--disable-warning=ExperimentalWarning'];
  const command: Command = { program: [process.execPath, ...flags, host, module, exported], folder, apart: true };
  let bridge = keeper.bridge(command);
  const list = loading(module, 'loaded', () => readList(bridge.ask(0, LIST_LINE, true)));
  const entries = requireOptimizers(listed(list), `${module}#${exported}`);
  let optimizers = new CommandOptimizers(bridge, true);
  let at = 0;
  return {
    count: entries.length,
    at(index) {
      if (index !== at) {
        bridge.close();
        bridge = keeper.bridge(command);
        optimizers = new CommandOptimizers(bridge, true);
        at = index;
      }
      const entry = nth(entries, index);
      return optimizers.optimizer(entry, entry.name);
    },
    settle: () => optimizers.settle(),
  };
}

/** Entries of a list as optimizers that are still to be checked. */
function listed(list: readonly unknown[] | undefined): unknown[] {
  const create = (): never => {
    throw new RangeError('an entry of a list creates nothing');
  };
  return (list ?? []).map((entry) => ({ ...(entry as object), create }));
}

/** A program's subjects in one process: those of its list, or the one that the user has named. */
function commandSubjects({ command, folder, entry }: Source & { kind: 'command' }, keeper: Keeper): Subjects {
  const several = entry === undefined ? listOf(command, folder, keeper) : undefined;
  if (several !== undefined) {
    const optimizers = new CommandOptimizers(several.bridge);
    return {
      count: several.entries.length,
      at: (index) => optimizers.optimizer(nth(several.entries, index), nth(several.entries, index).name),
      settle() {},
    };
  }
  const optimizer = new CommandOptimizers(keeper.bridge(shellCommand(command, folder))).optimizer(
    entry ?? { name: command, algorithm: 'other', precision: 'float64' },
  );
  return {
    count: 1,
    at() {
      // Created once, so that a program that cannot be run is told from one that is wrong.
      try {
        loading(command, 'run', () => optimizer.create({ dimension: 1, stepSize: 0.1 }));
      } catch (error) {
        // Anything else that is wrong with it is for the checks to find.
        if (error instanceof InputError) throw error;
      }
      return optimizer;
    },
    settle() {},
  };
}

/** The list of a program, with the process that has told it; undefined where the program has none. @throws InputError for a faulty list */
function listOf(
  command: string,
  folder: string,
  keeper: Keeper,
): { readonly bridge: Bridge; readonly entries: OptimizerUnderTest[] } | undefined {
  // A program that does not know the request may fail over it, which is nobody's business.
  const bridge = keeper.bridge(shellCommand(command, folder, true));
  let list: unknown[] | undefined;
  try {
    list = readList(bridge.ask(0, LIST_LINE));
  } catch (error) {
    if (!(error instanceof ProcessEnded || error instanceof GuardLimit)) throw error;
  }
  if (list !== undefined) return { bridge, entries: requireOptimizers(listed(list), command) };
  bridge.close();
  return undefined;
}

/** The subjects of a source. @throws InputError naming what is wrong */
export function subjectsOf(source: Source, keeper: Keeper): Subjects {
  return source.kind === 'module' ? moduleSubjects(source, keeper) : commandSubjects(source, keeper);
}
