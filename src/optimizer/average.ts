/** A running mean of iterates with compensated sums. */
export interface IterateAverage {
  /** Takes w_k in; call once for each k = 0, 1, ... in order. */
  add(w: Float64Array): void;
  /** wbar_t = (1/t) sum_{k<t} w_k over the t iterates taken in so far; zero while t = 0. */
  mean(): Float64Array;
}

/** The averaged iterate of the paper's section 3.3 (Neumaier summation, so that 1e6 terms lose no digits). */
export function iterateAverage(dimension: number): IterateAverage {
  const sum = new Float64Array(dimension);
  const lost = new Float64Array(dimension);
  let count = 0;
  return {
    add(w) {
      for (let j = 0; j < dimension; j++) {
        const term = w[j]!;
        const total = sum[j]! + term;
        lost[j]! += Math.abs(sum[j]!) >= Math.abs(term) ? sum[j]! - total + term : term - total + sum[j]!;
        sum[j] = total;
      }
      count++;
    },
    mean() {
      return sum.map((total, j) => (count === 0 ? 0 : (total + lost[j]!) / count));
    },
  };
}
