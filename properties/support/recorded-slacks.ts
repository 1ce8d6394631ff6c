/** What slack records take in while a case is judged: a slip in a slack that is not the least shows there, and nowhere else. */

import { LeastSlack } from '../../src/claim/slack.js';
import { hash } from './hashes.js';

/** So many notes are read of one case: of a run that takes many steps, the first ones. */
const NOTES = 24;

/** What a piece of work gives, and a hash of all that slack records took in meanwhile, in their order; none where they took in nothing. */
export function withSlacks<T>(work: () => T): { readonly value: T; readonly slacks?: string } {
  const numbers: number[] = [];
  const notes: (string | undefined)[] = [];
  const { record } = LeastSlack.prototype;
  LeastSlack.prototype.record = function (slack, rounding, step, note, part) {
    numbers.push(slack, rounding, step);
    if (notes.length < NOTES) notes.push(part, note?.());
    record.call(this, slack, rounding, step, note, part);
  };
  try {
    const value = work();
    return numbers.length === 0 ? { value } : { value, slacks: hash({ numbers, notes }) };
  } finally {
    LeastSlack.prototype.record = record;
  }
}
