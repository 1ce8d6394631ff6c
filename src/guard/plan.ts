/** In which order checks run, and which say nothing because an earlier one is broken. */

import type { Check, CheckGroup } from './check.js';

/** What is told of a check apart from its code. */
export type CheckEntry = Pick<Check, 'id' | 'group' | 'title' | 'after'>;

const GROUPS: readonly CheckGroup[] = ['protocol', 'update law', 'options', 'metamorphic', 'claim', 'regression'];

/**
 * Checks by group, each behind those it comes after; among equals in the order given. Prerequisites that are not in
 * the list do not count.
 *
 * @throws RangeError when ids repeat or checks wait for each other
 */
export function orderChecks<T extends CheckEntry>(checks: readonly T[]): T[] {
  const ids = new Set(checks.map(({ id }) => id));
  if (ids.size < checks.length) throw new RangeError('two checks have the same id');
  const waiting = GROUPS.flatMap((group) => checks.filter((check) => check.group === group));
  const placed = new Set<string>();
  const order: T[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ after }) => (after ?? []).every((id) => placed.has(id) || !ids.has(id)));
    if (next < 0) throw new RangeError(`checks wait for each other: ${waiting.map(({ id }) => id).join(', ')}`);
    const [check] = waiting.splice(next, 1);
    placed.add(check!.id);
    order.push(check!);
  }
  return order;
}

/** The first prerequisite that is broken or was itself skipped; undefined when the check can run. */
export function blockedBy({ after }: CheckEntry, verdicts: ReadonlyMap<string, string>): string | undefined {
  return after?.find((id) => verdicts.get(id) === 'broken' || verdicts.get(id) === 'skipped');
}
