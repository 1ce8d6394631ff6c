/** Sums of plain vectors, as moves and strategies make them. */

/** Entry j of a vector; 0 beyond its end. */
export function entry(vector: readonly number[], j: number): number {
  return vector[j] ?? 0;
}

/** a + factor b. */
export function plusMultiple(a: readonly number[], factor: number, b: readonly number[]): number[] {
  return a.map((value, j) => value + factor * entry(b, j));
}
