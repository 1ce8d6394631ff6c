/** How SGD draws its sample indices, as probabilities instead of draws. */

/** The law of xi_k, given how often each sample was drawn before. */
export interface DrawLaw {
  /** True when the probabilities are the same at every step, so that draws with equal effect may be counted together. */
  readonly memoryless: boolean;
  /**
   * Writes the probability of each index at the next step.
   *
   * @param drawn - times each of the n indices was drawn so far.
   * @param into - n numbers to write over.
   */
  probabilities(drawn: Int32Array, into: Float64Array): void;
}

/** The paper's sampling: uniform on all n samples, with replacement. */
export const uniformWithReplacement: DrawLaw = {
  memoryless: true,
  probabilities: (_, into) => void into.fill(1 / into.length),
};
