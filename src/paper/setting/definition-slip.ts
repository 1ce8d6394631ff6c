/** The slip that the printed definition of every max-margin direction has. */

/** The unit vector that the printed definition gives, from the max-margin direction. */
export function printedDirection(maxMargin: Float64Array): Float64Array {
  return maxMargin.map((entry) => -entry);
}

/** What is wrong with the printed definition of every max-margin direction. */
export const definitionSlip =
  'The definition prints argmin over |w| = 1 of max_i w.x_i. That is -w^+: replacing w by -w turns it into the negative of the max-margin problem.';
