/** The direction that a limit is claimed to have, from the max-margin direction of a partition. */

/** The direction that a reading names, from the unit vector of the largest margin over the y x of a partition. */
export type Target = (maxMargin: Float64Array) => Float64Array;

/** The printed argmin over |w| = 1 of max_i w.x_i, which is minus the max-margin direction. */
export const printedArgmin: Target = (maxMargin) => maxMargin.map((entry) => -entry);

/** The max-margin direction, which is meant. */
export const maxMarginDirection: Target = (maxMargin) => maxMargin;
