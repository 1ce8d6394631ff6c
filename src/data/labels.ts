/** From two label values as users write them to -1 and +1. */

import { decimal } from './decimal.js';
import { InputError, type InputPlace, quoted, quotedList } from './input-error.js';

const NEGATIVE_WORDS = new Set(['-', 'neg', 'negative', 'false', 'no', 'off', 'n', 'f', 'other', 'others', 'rest', 'none']);
const POSITIVE_WORDS = new Set(['+', 'pos', 'positive', 'true', 'yes', 'on', 'y', 't']);

/** Where the labels of a file stand. */
export interface LabelPlace {
  readonly all: InputPlace;
  sample(i: number): InputPlace;
}

/** Labels as -1 and +1, with what each stands for. */
export interface SignedLabels {
  readonly y: readonly number[];
  readonly labelNames: readonly [negative: string, positive: string];
}

/** -1 when the word speaks for the negative class, +1 for the positive, 0 for neither. */
function sense(word: string): number {
  const lower = word.toLowerCase();
  if (NEGATIVE_WORDS.has(lower) || /^(not|non)[ _-]/.test(lower)) return -1;
  return POSITIVE_WORDS.has(lower) ? 1 : 0;
}

/** Negative number: a is the negative class. */
function compareLabels(a: string, b: string): number {
  const x = decimal(a);
  const y = decimal(b);
  if (x !== undefined && y !== undefined) return x - y;
  if (sense(a) !== sense(b)) return sense(a) - sense(b);
  // Case counts only where nothing else tells the two apart.
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  return left === right ? (a < b ? -1 : 1) : left < right ? -1 : 1;
}

/**
 * Gives two label values their signs: the larger number is +1; of two texts the one that means yes ("pos", "true", "yes", "+")
 * or the one beside "no", "other", "rest" or "not ..."; else the second in alphabetical order. "1" and "1.0" are one value.
 *
 * @param place - for error messages: where the label of sample i stands, and where all labels stand
 * @throws InputError when a label is empty or there are not exactly two values
 */
export function signedLabels(labels: readonly string[], place: LabelPlace): SignedLabels {
  const names = new Map<string | number, string>();
  const keys = labels.map((label, i) => {
    if (label === '') throw new InputError('is empty, expected a label', place.sample(i));
    const key = decimal(label) ?? label;
    if (!names.has(key)) names.set(key, label);
    return key;
  });
  const found = [...names.values()];
  if (found.length !== 2) {
    // With one value no line is at fault; otherwise the third value may well be a slip.
    const where = found.length < 2 ? place.all : place.sample(keys.indexOf([...names.keys()][2]!));
    const hint = found.length < 2 ? '' : '; --positive NAME makes one of them +1 and all others -1';
    throw new InputError(`expected exactly two label values, found ${found.length}: ${quotedList(found)}${hint}`, where);
  }
  const [negative, positive] = found.sort(compareLabels) as [string, string];
  const negativeKey = decimal(negative) ?? negative;
  return { y: keys.map((key) => (key === negativeKey ? -1 : 1)), labelNames: [negative, positive] };
}

/**
 * Gives one label value +1 and all others -1; "1" and "1.0" are one value.
 *
 * @param place - for error messages: where the label of sample i stands, and where all labels stand
 * @throws InputError when a label is empty, no label has the value or all have it
 */
export function oneAgainstRest(labels: readonly string[], positive: string, place: LabelPlace): SignedLabels {
  const wanted = decimal(positive) ?? positive;
  const y = labels.map((label, i) => {
    if (label === '') throw new InputError('is empty, expected a label', place.sample(i));
    return (decimal(label) ?? label) === wanted ? 1 : -1;
  });
  const found = quotedList([...new Set(labels)]);
  if (!y.includes(1)) throw new InputError(`--positive: no label is ${quoted(positive)}; the labels are ${found}`, place.all);
  if (!y.includes(-1)) throw new InputError(`--positive: every label is ${quoted(positive)}`, place.all);
  return { y, labelNames: ['rest', positive] };
}
