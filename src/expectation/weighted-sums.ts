/** Weighted sums with compensation, many side by side. */

/** Rows of running sums: one row a step, one column a quantity. */
export interface WeightedSums {
  /** Adds weight * value to one sum. */
  add(row: number, column: number, term: number): void;
  /** The sum so far. */
  total(row: number, column: number): number;
}

/** Empty sums (Neumaier's summation: the error does not grow with the number of terms). */
export function weightedSums(rows: number, columns: number): WeightedSums {
  const sum = new Float64Array(rows * columns);
  const lost = new Float64Array(rows * columns);
  return {
    add(row, column, term) {
      const at = row * columns + column;
      const before = sum[at]!;
      const total = before + term;
      lost[at]! += Math.abs(before) >= Math.abs(term) ? before - total + term : term - total + before;
      sum[at] = total;
    },
    total: (row, column) => sum[row * columns + column]! + lost[row * columns + column]!,
  };
}
