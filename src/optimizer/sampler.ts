import seedrandom from 'seedrandom';

/** Draws sample indices, one a call. */
export type Sampler = () => number;

/** Index uniform on {0, ..., n-1}, with replacement: xi_t of the paper's (SGD). The seed fixes the whole sequence. */
export function uniformSampler(seed: number, n: number): Sampler {
  const random = seedrandom(`claimcheck/${seed}`);
  return () => Math.floor(random() * n);
}
