/** Answers that are asked for again and again, such as those about one data set in one case after another. */

/** Answers that are kept by default. */
const KEPT = 4;
/** The most numbers that are kept in all questions together: 16 megabytes, eight questions about 5,000 samples of 50 features. */
const MOST_NUMBERS = 2 ** 21;
/** Answers that are kept where several claims in turn ask about the same two dozen cases. */
export const TWO_DOZEN = 24;
/** The same where each case asks for up to three: a run in two windows, and one to be compared with another way to follow it. */
export const SIX_DOZEN = 72;

/**
 * Keeps the last few answers by the bits of what they are answers to. Answers are shared: whoever gets one must not change it.
 *
 * @param numbersOf - all that an answer depends on, as numbers; a copy. Undefined where numbers cannot tell it: then nothing is kept.
 * @param most - answers kept.
 */
export function remembering<Question, Answer>(
  numbersOf: (question: Question) => Float64Array | undefined,
  answerTo: (question: Question) => Answer,
  most = KEPT,
): (question: Question) => Answer {
  const kept: { readonly bits: Int32Array; readonly answer: Answer }[] = [];
  return (question) => {
    const numbers = numbersOf(question);
    if (numbers === undefined || numbers.length > MOST_NUMBERS) return answerTo(question);
    const bits = new Int32Array(numbers.buffer);
    const known = kept.find((one) => isSame(one.bits, bits));
    if (known !== undefined) return known.answer;
    const answer = answerTo(question);
    kept.unshift({ bits, answer });
    kept.splice(Math.min(most, withinBits(kept)));
    return answer;
  };
}

/** Lists of numbers as one that no other lists come to. */
export function listed(...lists: readonly ArrayLike<number>[]): Float64Array {
  const numbers = new Float64Array(lists.reduce((sum, { length }) => sum + 1 + length, 0));
  let at = 0;
  for (const list of lists) {
    numbers[at++] = list.length;
    numbers.set(list, at);
    at += list.length;
  }
  return numbers;
}

/** How many of the newest questions hold no more than {@link MOST_NUMBERS} together. */
function withinBits(kept: readonly { readonly bits: Int32Array }[]): number {
  let numbers = 0;
  const beyond = kept.findIndex(({ bits }) => {
    numbers += bits.length / 2;
    return numbers > MOST_NUMBERS;
  });
  return beyond === -1 ? kept.length : beyond;
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
