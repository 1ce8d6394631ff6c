/** An optimizer in another process, as an object whose calls wait for the answers. */

import type { OptimizerUnderTest } from '../../optimizer/optimizer.js';
import type { SubjectEntry } from '../result.js';
import { GuardLimit, SubjectFailure } from '../subject-failure.js';
import type { Bridge } from './bridge.js';
import { createLine, readCreated, readStepped, SCHEDULE_LENGTH, stepLine } from './protocol.js';

/** Processes kept at work for programs that hold one instance each; the one used longest ago makes room. */
const MOST_PROCESSES = 16;

/**
 * The optimizer behind a bridge. A program that answers its first create with "instances": true gets all instances in
 * one process, told apart by number; any other gets a process for each.
 */
export function commandOptimizer(entry: SubjectEntry, bridge: Bridge): OptimizerUnderTest {
  let processes = 0;
  /** The process that takes all instances, and how many it has. */
  let shared: { readonly process: number; instances: number } | undefined;
  /** Processes with one instance each, the one used longest ago first. */
  const single = new Set<number>();
  const evicted = new Set<number>();

  /** Asks; a process that fails to answer as it must is given up. */
  const ask = <T>(process: number, line: string, read: (reply: string) => T): T => {
    try {
      return read(bridge.ask(process, line));
    } catch (error) {
      bridge.end(process);
      single.delete(process);
      if (shared?.process === process) shared = undefined;
      throw error;
    }
  };
  const makeRoom = (): void => {
    for (const process of single) {
      if (single.size < MOST_PROCESSES) return;
      bridge.end(process);
      single.delete(process);
      evicted.add(process);
    }
  };
  return {
    ...entry,
    create(options) {
      const process = shared?.process ?? processes++;
      const instance = shared === undefined ? 0 : shared.instances++;
      if (shared === undefined) makeRoom();
      const { instances } = ask(process, createLine(options, instance), readCreated);
      if (shared === undefined && instances) shared = { process, instances: 1 };
      const alone = shared?.process !== process;
      if (alone) {
        single.add(process);
        bridge.start(processes);
      }
      let k = 0;
      return {
        step(params, gradient) {
          if (typeof options.stepSize === 'function' && k >= SCHEDULE_LENGTH) {
            throw new GuardLimit(`a schedule holds for ${SCHEDULE_LENGTH} steps over a process`);
          }
          k++;
          if (evicted.has(process)) throw new GuardLimit(`more than ${MOST_PROCESSES} instances at a time over a process each`);
          if (alone) {
            if (!single.delete(process)) throw new SubjectFailure('was not asked: its process has ended');
            single.add(process);
          }
          ask(process, stepLine(params, gradient, instance), (reply) => readStepped(reply, params));
        },
      };
    },
  };
}
