/** Weighted sums with compensation, many side by side. */

/** Rows of running sums: one row a step, one column a quantity. */
export interface WeightedSums {
  /** Adds weight * values[column] to each sum of a row. */
  add(row: number, weight: number, values: Float64Array): void;
  /** The sum so far. */
  total(row: number, column: number): number;
}

/** Empty sums. Kahan's summation: the error is 2u times the sum of the terms' sizes, however many terms there are. */
export function weightedSums(rows: number, columns: number): WeightedSums {
  const sum = new Float64Array(rows * columns);
  const excess = new Float64Array(rows * columns);
  return {
    add(row, weight, values) {
      const from = row * columns;
      for (let column = 0; column < columns; column++) {
        const at = from + column;
        const before = sum[at]!;
        const term = weight * values[column]! - excess[at]!;
        const after = before + term;
        excess[at] = after - before - term;
        sum[at] = after;
      }
    },
    total: (row, column) => sum[row * columns + column]!,
  };
}
