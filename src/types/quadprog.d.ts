/** The part of quadprog that is used; the package ships no types. Arrays are indexed from 1, as in the Fortran original. */
declare module 'quadprog' {
  interface Solution {
    /** Minimiser, from index 1. */
    solution: number[];
    /** Lagrange multipliers, one per constraint. */
    Lagrangian: number[];
    /** Active constraints, from index 1; trailing zeros. Also left behind when the constraints are inconsistent. */
    iact: number[];
    /** Main iterations, and constraints that were dropped again. */
    iterations: number[];
    /** Empty on success. */
    message: string;
  }
  const quadprog: {
    /** min 1/2 w'Dw - d'w subject to A'w >= b; `factorized[1] = 1` says that D holds the inverse of its Cholesky factor. */
    solveQP(D: number[][], d: number[], A: number[][], b: number[], equalities: number, factorized: [number, number]): Solution;
  };
  export default quadprog;
}
