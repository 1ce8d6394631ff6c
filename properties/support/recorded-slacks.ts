/** What slack records take in while a case is judged: a slip in a slack that is not the least shows there, and nowhere else. */

import { SlackIntervals } from '../../src/claim/interval-record.js';
import { LeastSlack } from '../../src/claim/slack.js';
import { hash } from './hashes.js';

/** So many notes are read of one case: of a run that takes many steps, the first ones. */
const NOTES = 24;

/** What a piece of work gives, and a hash of all that slack records took in meanwhile, in their order; none where they took in nothing. */
export function withSlacks<T>(work: () => T): { readonly value: T; readonly slacks?: string } {
  const numbers: number[] = [];
  const notes: (string | undefined)[] = [];
  const intervals: unknown[] = [];
  const { record } = LeastSlack.prototype;
  const { order, atLeastZero, zero } = SlackIntervals.prototype;
  LeastSlack.prototype.record = function (slack, rounding, step, note, part) {
    numbers.push(slack, rounding, step);
    if (notes.length < NOTES) notes.push(part, note?.());
    record.call(this, slack, rounding, step, note, part);
  };
  SlackIntervals.prototype.order = function (...given) {
    intervals.push(given);
    order.apply(this, given);
  };
  SlackIntervals.prototype.atLeastZero = function (...given) {
    intervals.push(given);
    atLeastZero.apply(this, given);
  };
  SlackIntervals.prototype.zero = function (...given) {
    intervals.push(given);
    zero.apply(this, given);
  };
  try {
    const value = work();
    return numbers.length + intervals.length === 0 ? { value } : { value, slacks: hash({ numbers, notes, intervals }) };
  } finally {
    LeastSlack.prototype.record = record;
    Object.assign(SlackIntervals.prototype, { order, atLeastZero, zero });
  }
}
