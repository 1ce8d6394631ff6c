/** How far `replay` is, which makes the runs of a case twice: for the verdict, and for the explanation. */

import type { Case } from '../data/case.js';
import type { WorkWatch } from '../replay/bounded.js';
import { openProgress, type Progress } from './progress.js';
import { unitsOf } from './usable.js';

/** Steps x samples x neurons of one phase from which on it is told how far it is. */
const LONG = 5e6;
const PHASES = 2;

/** The progress of one replay. */
export interface ReplayProgress {
  /** Begins the next of two phases. */
  phase(label: string): WorkWatch;
  stop(): void;
}

/** Tells of long runs on stderr. */
export function replayProgress(input: Case, open: () => Progress = openProgress): ReplayProgress {
  const { steps } = input;
  let progress: Progress | undefined;
  let phases = 0;
  return {
    phase(label) {
      const before = phases++;
      let total = steps.kind === 'none' ? 0 : steps.count * unitsOf(input);
      let done = 0;
      return {
        found(work) {
          total += work;
        },
        done(work) {
          done += work;
          if (total < LONG) return;
          progress ??= open();
          progress.update((before + Math.min(1, done / total)) / PHASES, 1, label);
        },
      };
    },
    stop: () => progress?.stop(),
  };
}
