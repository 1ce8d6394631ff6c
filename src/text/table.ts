/** Tables for people: columns and spaces, no rules, so that they survive pipes, greps and issue trackers. */

import Table from 'cli-table3';

const BLANK = '';

/** An empty table; columns of the given indices are numbers, aligned right. */
export function plainTable(head: readonly string[], numeric: readonly number[] = []): InstanceType<typeof Table> {
  const sides = ['top', 'bottom', 'left', 'right'].flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`]);
  return new Table({
    head: [...head],
    colAligns: head.map((_, column) => (numeric.includes(column) ? 'right' : 'left')),
    chars: { ...Object.fromEntries([...sides, 'mid', 'mid-mid'].map((part) => [part, BLANK])), middle: ' ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
  });
}
