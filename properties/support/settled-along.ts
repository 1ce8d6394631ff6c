import type { SettledRun } from '../../src/paper/setting/settled-run.js';
import { checkpoint } from './checkpoint.js';

/** A settled run along (1, 0) that is read at two moments ln t, where w is (ln t, 0). */
export function settledAlong(middle: number, last: number): SettledRun {
  const [at, end] = [checkpoint(middle, [middle, 0]), checkpoint(last, [last, 0])];
  const run: SettledRun = {
    kind: 'settled',
    window: { early: middle, middle, horizon: last, checkpoints: [] },
    late: [at, end],
    first: at,
    middle: at,
    last: end,
    later: () => run,
  };
  return run;
}
