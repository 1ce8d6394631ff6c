import { describe, expect, it } from 'vitest';
import type { Work } from '../../src/guard/process/held.js';
import { callWatch } from '../../src/guard/process/patience.js';

/** The time at which a call with a limit of 4 s is overdue, looked at every 50 ms for as long as 200 s. */
function overdueAt(work: (spent: number) => Work): number | undefined {
  let spent = 0;
  const overdue = callWatch(4, () => work(spent));
  for (; spent < 200; spent += 0.05) if (overdue(spent)) return spent;
  return undefined;
}

describe('a call that takes long', () => {
  it('is overdue at the limit where the subject has the machine for itself and loops', () => {
    expect(overdueAt((spent) => ({ seconds: spent, ready: true }))).toBeCloseTo(4, 0);
  });

  it('is overdue at the limit where it waits for something else', () => {
    expect(overdueAt(() => ({ seconds: 0, ready: false }))).toBeCloseTo(4, 0);
  });

  it('is overdue once it has worked where others leave it a tenth of the machine', () => {
    // A quarter of the limit, 1 s, takes 10 s from half of the limit on.
    expect(overdueAt((spent) => ({ seconds: spent / 10, ready: true }))).toBeCloseTo(12, 0);
  });

  it('is not overdue where it is seen to wait, but has worked meanwhile', () => {
    expect(overdueAt((spent) => ({ seconds: spent / 10, ready: false }))).toBeCloseTo(12, 0);
  });

  it('is overdue in the end where it never gets its turn', () => {
    expect(overdueAt(() => ({ seconds: 3, ready: true }))).toBeCloseTo(80, 0);
  });

  it('leaves the next one its whole time', () => {
    let spent = 0;
    const overdue = callWatch(4, () => ({ seconds: 0, ready: false }));

    for (spent = 0; spent < 3.9; spent += 0.05) expect(overdue(spent)).toBe(false);
    for (spent = 0; spent < 3.9; spent += 0.05) expect(overdue(spent)).toBe(false);
  });
});
