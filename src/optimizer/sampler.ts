import seedrandom from 'seedrandom';

/** Draws sample indices, one a call. */
export type Sampler = () => number;

/** Index uniform on {0, ..., n-1}, with replacement: xi_t of the paper's (SGD). The seed fixes the whole sequence. */
export function uniformSampler(seed: number, n: number): Sampler {
  const random = seedrandom(`claimcheck/${seed}`);
  return () => Math.floor(random() * n);
}

/** Every sample once in each pass of n draws, always in the order 0, ..., n-1 (cyclic SGD, Nacson et al. 2018b). */
export function cyclicSampler(n: number): Sampler {
  let next = 0;
  return () => {
    const drawn = next;
    next = (next + 1) % n;
    return drawn;
  };
}
