/** Linear programs of javascript-lp-solver, which proposes answers. Nothing rests on their being right. */

import solver from 'javascript-lp-solver';

/** The part of the solver that is used; its own types are those of the CommonJS build and do not resolve under NodeNext. */
interface LinearProgramSolver {
  readonly Model: new (precision: number) => LinearProgram;
}

/** A variable, not negative, with its value once the program is solved. */
export interface LinearVariable {
  readonly value: number;
}

interface LinearConstraint {
  addTerm(coefficient: number, variable: LinearVariable | undefined): unknown;
}

/** A program under construction. */
interface LinearProgram {
  usePresolve: boolean;
  readonly tableau: { feasible: boolean; pivot(row: number, column: number): void };
  maximize(): unknown;
  minimize(): unknown;
  addVariable(cost: number, id: string): LinearVariable;
  smallerThan(bound: number): LinearConstraint;
  greaterThan(bound: number): LinearConstraint;
  solve(): unknown;
}

/** A program that was given up, since it may cycle for ever. */
export class PivotLimit extends Error {
  override readonly name = 'PivotLimit';
}

const PRECISION = 1e-10;

/** What is proposed by way of programs; undefined where one of them is given up. */
export function unlessGivenUp<Proposal>(propose: () => Proposal): Proposal | undefined {
  try {
    return propose();
  } catch (error) {
    if (error instanceof PivotLimit) return undefined;
    throw error;
  }
}

/**
 * An empty program whose `solve` throws after a number of pivots, since the solver can cycle for ever.
 *
 * The solver errs with variables that may be negative: shift them, or split them.
 */
export function linearProgram(mostPivots: number): LinearProgram {
  const program = new (solver as unknown as LinearProgramSolver).Model(PRECISION);
  program.usePresolve = false;
  const { tableau } = program;
  const pivot = tableau.pivot.bind(tableau);
  let pivots = 0;
  tableau.pivot = (row, column) => {
    if (++pivots > mostPivots) throw new PivotLimit('linear program: pivot limit');
    pivot(row, column);
  };
  return program;
}
