/** Symmetries of methods that look at a whole part: its norm, or its singular values. */

import { largest, smallest } from '../../numerics/lists.js';
import type { Check, CheckOutcome, Subject } from '../check.js';
import { unitRoundoff } from '../reference/arithmetic.js';
import { agreement } from './agreement.js';
import { matrixMethod } from './applicability.js';
import { AFTER_LAW } from './prerequisites.js';
import { type Problem, stepsWitness, trajectory } from './problem.js';
import { standardProblem } from './standard-problem.js';

/** Relative change allowed beside rounding: epsilon beside gradients that are made 16 times as large. */
const BESIDE = 1e-5;

/** Compares two runs up to a share of the largest parameter. */
function compare(problem: Problem, due: readonly Float64Array[], got: readonly Float64Array[], share: number, said: string): CheckOutcome {
  const size = largest(due.flatMap((params) => Array.from(params, Math.abs)));
  return agreement(problem, due, got, () => share * size, said);
}

const layerScale: Check = {
  id: 'metamorphic/layer-scale',
  group: 'metamorphic',
  title: 'parameters a quarter as large and gradients 16 times as large make a run a quarter as large',
  applies: ({ algorithm }) => algorithm === 'lars' || algorithm === 'lamb',
  after: AFTER_LAW,
  judge(subject) {
    const base = { ...standardProblem(subject, { dimension: 4, steps: 16, unit: 16 }), stepSize: 1 / 64 };
    const scaled = {
      ...base,
      start: base.start.map((x) => x / 4),
      gradients: base.gradients.map((gradient) => gradient.map((x) => 16 * x)),
    };
    const due = trajectory(subject, base).map((params) => params.map((x) => x / 4));
    const share = BESIDE + 2 ** 8 * unitRoundoff(subject.precision);
    return compare(scaled, due, trajectory(subject, scaled), share, 'the steps are not in proportion to the parameters');
  },
};

/** Half a Hadamard matrix of order 4, orthogonal and exact. */
const TURN = [
  [1, 1, 1, 1],
  [1, -1, 1, -1],
  [1, 1, -1, -1],
  [-1, 1, 1, -1],
].map((row) => row.map((x) => x / 2));

/** The rows of a 4 x 4 matrix turned. */
function turned(matrix: ArrayLike<number>): number[] {
  return TURN.flatMap((row) => [0, 1, 2, 3].map((j) => row.reduce((sum, x, i) => sum + x * matrix[4 * i + j]!, 0)));
}

/** Entries of a 4 x 4 matrix with rows as columns. */
function transposed(matrix: ArrayLike<number>): number[] {
  return Array.from({ length: 16 }, (_, at) => matrix[4 * (at % 4) + Math.floor(at / 4)]!);
}

function judgeTurned(subject: Subject, turn: (matrix: ArrayLike<number>) => number[], said: string): CheckOutcome {
  const plain = standardProblem(subject, { dimension: 16, steps: 10 });
  const base = { ...plain, start: plain.start.map(() => 0), hyperparameters: { ...plain.hyperparameters, shapes: [[4, 4]] } };
  const moved = { ...base, gradients: base.gradients.map(turn) };
  const due = trajectory(subject, base).map((params) => Float64Array.from(turn(params)));
  // Five quintic steps enlarge a rounding some ten thousandfold.
  return compare(moved, due, trajectory(subject, moved), 2 ** 14 * unitRoundoff(subject.precision), said);
}

const matrixTurn: Check = {
  id: 'metamorphic/matrix-rotation',
  group: 'metamorphic',
  title: 'turning the rows or the columns of a matrix turns its moves: M(U G V) = U M(G) V',
  applies: (subject) => matrixMethod(subject) && (subject.precision === 'float64' || subject.precision === 'float32'),
  after: AFTER_LAW,
  judge(subject) {
    const rows = judgeTurned(subject, turned, 'the moves of a matrix with turned rows are not turned');
    if (rows.verdict === 'broken') return rows;
    const columns = (matrix: ArrayLike<number>): number[] => transposed(turned(transposed(matrix)));
    return judgeTurned(subject, columns, 'the moves of a matrix with turned columns are not turned');
  },
};

/** Largest and smallest singular values of a move over the step size that five or six steps of the quintic leave of full-rank momentum. */
const SINGULAR = [0.3, 1.7] as const;

const singularValues: Check = {
  id: 'metamorphic/singular-values',
  group: 'metamorphic',
  title: 'the first move of a matrix has singular values near the step size, up to the factor of its shape',
  applies: matrixMethod,
  after: AFTER_LAW,
  judge(subject) {
    const plain = standardProblem(subject, { dimension: 4, steps: 1 });
    const ratios: number[] = [];
    let last: { problem: Problem; after: Float64Array } | undefined;
    for (const gradient of [
      [1, 0, 0, 1],
      [1, 0.5, -0.5, 1],
      [2, 0, 0, 1],
      [1, 1, 0, 1],
    ]) {
      const problem = {
        ...plain,
        start: [0, 0, 0, 0],
        gradients: [gradient],
        hyperparameters: { ...plain.hyperparameters, shapes: [[2, 2]] },
      };
      const after = trajectory(subject, problem)[0]!;
      last = { problem, after };
      const [a, b, c, d] = Array.from(after, (x) => 8 * x) as [number, number, number, number];
      // Of a 2 x 2 matrix: the sum of squares of both values, and their product.
      const sum = a * a + b * b + c * c + d * d;
      const product = Math.abs(a * d - b * c);
      const gap = Math.sqrt(Math.max(0, sum * sum - 4 * product * product));
      ratios.push(Math.sqrt((sum + gap) / 2), Math.sqrt(Math.max(0, (sum - gap) / 2)));
    }
    const factors = [1, 0.2 * Math.SQRT2];
    const fits = factors.some((factor) => ratios.every((ratio) => ratio >= SINGULAR[0] * factor && ratio <= SINGULAR[1] * factor));
    const note = `singular values of the first move over the step size are from ${smallest(ratios).toPrecision(3)} to ${largest(ratios).toPrecision(3)}`;
    if (fits || last === undefined) return { verdict: 'pass', slack: 1, note };
    return { verdict: 'broken', slack: -1, note, witness: stepsWitness(last.problem, 1, [], last.after) };
  },
};

/** Checks of methods by parts. */
export const partChecks: readonly Check[] = [layerScale, matrixTurn, singularValues];
