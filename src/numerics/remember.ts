/** Answers that are asked for again and again, such as those about one data set in one case after another. */

/** Answers that are kept, and the most numbers in a question that are kept with one: a megabyte. */
const KEPT = 4;
const MOST_NUMBERS = 2 ** 17;

/**
 * Keeps the last few answers by the bits of what they are answers to. Answers are shared: whoever gets one must not change it.
 *
 * @param numbersOf - all that an answer depends on, as numbers; a copy.
 */
export function remembering<Question, Answer>(
  numbersOf: (question: Question) => Float64Array,
  answerTo: (question: Question) => Answer,
): (question: Question) => Answer {
  const kept: { readonly bits: Int32Array; readonly answer: Answer }[] = [];
  return (question) => {
    const numbers = numbersOf(question);
    if (numbers.length > MOST_NUMBERS) return answerTo(question);
    const bits = new Int32Array(numbers.buffer);
    const known = kept.find((one) => isSame(one.bits, bits));
    if (known !== undefined) return known.answer;
    const answer = answerTo(question);
    kept.unshift({ bits, answer });
    kept.splice(KEPT);
    return answer;
  };
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
