/** From a source to its subjects, which run in processes of their own. */

import { fileURLToPath } from 'node:url';
import { InputError } from '../../data/input-error.js';
import type { OptimizerUnderTest } from '../../optimizer/optimizer.js';
import { type Bridge, type Command, type Keeper, shellCommand } from '../process/bridge.js';
import { CommandOptimizers } from '../process/command-optimizer.js';
import { ProcessEnded } from '../process/ending.js';
import { LIST_LINE, readList } from '../process/protocol.js';
import type { SubjectEntry } from '../result.js';
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

/** Subjects of a source whose process has been started, once they are asked for. @throws InputError naming what is wrong */
type Started = () => Subjects;

/** A module's subjects, each in a process of its own, since a module can change what another of its subjects finds. */
function moduleSubjects({ module, exported, folder }: Source & { kind: 'module' }, keeper: Keeper): Started {
  const host = fileURLToPath(new URL('../process/module-host.js', import.meta.url));
  // Resolving packages from the working folder is experimental in Node 20.
  const flags = [...process.execArgv, '--disable-warning=ExperimentalWarning'];
  const command: Command = { program: [process.execPath, ...flags, host, module, exported], folder, apart: true };
  let bridge = startedBridge(keeper, command);
  return () => {
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
  };
}

/** A bridge whose first process is on its way. */
function startedBridge(keeper: Keeper, command: Command): Bridge {
  const bridge = keeper.bridge(command);
  bridge.start(0);
  return bridge;
}

/** Entries of a list as optimizers that are still to be checked. */
function listed(list: readonly unknown[] | undefined): unknown[] {
  const create = (): never => {
    throw new RangeError('an entry of a list creates nothing');
  };
  return (list ?? []).map((entry) => ({ ...(entry as object), create }));
}

/** A program's subjects in one process: those of its list, or the one that the user has named. */
function commandSubjects(source: Source & { kind: 'command' }, keeper: Keeper): Started {
  const { command, folder, entry } = source;
  if (entry !== undefined) return namedSubject(startedBridge(keeper, shellCommand(command, folder)), command, entry);
  // A program that does not know the request may fail over it, which is nobody's business.
  const asked = startedBridge(keeper, shellCommand(command, folder, true));
  return () => {
    const entries = listOf(asked, command);
    if (entries === undefined) {
      const unnamed = { name: command, algorithm: 'other', precision: 'float64' } as const;
      return namedSubject(keeper.bridge(shellCommand(command, folder)), command, unnamed)();
    }
    const optimizers = new CommandOptimizers(asked);
    return {
      count: entries.length,
      at: (index) => optimizers.optimizer(nth(entries, index), nth(entries, index).name),
      settle() {},
    };
  };
}

/** The one subject of a program. */
function namedSubject(bridge: Bridge, command: string, entry: SubjectEntry): Started {
  const optimizer = new CommandOptimizers(bridge).optimizer(entry);
  return () => ({
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
  });
}

/** The list of a program; undefined, with its process ended, where the program has none. @throws InputError for a faulty list */
function listOf(bridge: Bridge, command: string): OptimizerUnderTest[] | undefined {
  let list: unknown[] | undefined;
  try {
    list = readList(bridge.ask(0, LIST_LINE));
  } catch (error) {
    if (!(error instanceof ProcessEnded || error instanceof GuardLimit)) throw error;
  }
  if (list !== undefined) return requireOptimizers(listed(list), command);
  bridge.close();
  return undefined;
}

/** Starts the first process of a source; its subjects are there once what is returned is called. */
export function startSubjects(source: Source, keeper: Keeper): Started {
  return source.kind === 'module' ? moduleSubjects(source, keeper) : commandSubjects(source, keeper);
}
