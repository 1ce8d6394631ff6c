/** Checks that compare a run with a transformed one. */

import { largest } from '../../numerics/lists.js';
import type { Check, CheckOutcome, Subject } from '../check.js';
import { agreement, rounding } from './agreement.js';
import { blindToStart, linearInGradient, linearInStepSize, memoryless, rotationEquivariant, scaleFree } from './applicability.js';
import { AFTER_LAW } from './prerequisites.js';
import { type Problem, trajectory } from './problem.js';
import { standardProblem } from './standard-problem.js';

type Vector = ArrayLike<number>;

const always = (): boolean => true;

/** Two problems and how the second run follows from the first. */
interface Relation {
  readonly base: Problem;
  readonly transformed: Problem;
  /** What is due after a step of the transformed problem, from the parameters after that step of the base problem. */
  follows(params: Vector, k: number): Vector;
  /** Relative change allowed beyond rounding, against the largest parameter. */
  readonly beyond?: number;
}

function relate(subject: Subject, { base, transformed, follows, beyond = 0 }: Relation, said: string): CheckOutcome {
  const due = trajectory(subject, base).map(follows);
  const got = trajectory(subject, transformed);
  const round = rounding(subject, transformed, due, got);
  const share = (k: number): number => beyond * largest(Array.from(due[k]!, Math.abs));
  return agreement(transformed, due, got, (k, j) => round(k, j) + share(k), said);
}

function metamorphic(id: string, title: string, applies: Check['applies'], relation: (subject: Subject) => Relation, said: string): Check {
  return {
    id: `metamorphic/${id}`,
    group: 'metamorphic',
    title,
    applies,
    after: AFTER_LAW,
    judge: (subject) => relate(subject, relation(subject), said),
  };
}

function mapped(problem: Problem, change: (vector: readonly number[]) => number[]): Problem {
  return { ...problem, start: change(problem.start), gradients: problem.gradients.map(change) };
}

/** Half a Hadamard matrix of order 4: orthogonal, and exact on a lattice. */
const ROTATION = [
  [1, 1, 1, 1],
  [1, -1, 1, -1],
  [1, 1, -1, -1],
  [-1, 1, 1, -1],
].map((row) => row.map((x) => x / 2));

const rotate = (vector: Vector): number[] => ROTATION.map((row) => row.reduce((sum, x, j) => sum + x * vector[j]!, 0));
const reverse = (vector: Vector): number[] => Array.from(vector).reverse();
const scaled =
  (factor: number) =>
  (vector: Vector): number[] =>
    Array.from(vector, (x) => factor * x);

const fromZero = (problem: Problem): Problem => ({ ...problem, start: problem.start.map(() => 0) });

/** Relations between two whole runs. */
const relations: readonly Check[] = [
  metamorphic(
    'rotation',
    'turning start and gradients turns the run',
    rotationEquivariant,
    (subject) => {
      const base = standardProblem(subject, { dimension: 4, steps: 16 });
      return { base, transformed: mapped(base, rotate), follows: rotate };
    },
    'the run is not turned with its gradients',
  ),
  metamorphic(
    'permutation',
    'coordinates in another order move as before',
    always,
    (subject) => {
      const base = standardProblem(subject, { dimension: 5, steps: 16, zeros: 0.2 });
      return { base, transformed: mapped(base, reverse), follows: reverse };
    },
    'coordinates in reverse order move otherwise',
  ),
  metamorphic(
    'reflection',
    'changing the sign of start and gradients changes the sign of the run',
    always,
    (subject) => {
      const base = standardProblem(subject, { dimension: 3, steps: 16, zeros: 0.2 });
      return { base, transformed: mapped(base, scaled(-1)), follows: scaled(-1) };
    },
    'the run is not reflected with its gradients',
  ),
  metamorphic(
    'translation',
    'moves do not depend on where the start is',
    blindToStart,
    (subject) => {
      const base = standardProblem(subject, { dimension: 3, steps: 16 });
      return { base, transformed: { ...base, start: base.start.map((x) => x + 64) }, follows: (w) => Array.from(w, (x) => x + 64) };
    },
    'from a start that is farther by 64 the moves differ',
  ),
  metamorphic(
    'gradient-scale',
    'gradients 8 times as large make moves 8 times as large',
    linearInGradient,
    (subject) => {
      const base = fromZero(standardProblem(subject, { dimension: 3, steps: 16 }));
      return { base, transformed: mapped(base, scaled(8)), follows: scaled(8) };
    },
    'moves are not proportional to the gradients',
  ),
  metamorphic(
    'gradient-scale-free',
    'gradients beyond 2^20 make the same moves when they are 16 times as large, to 1e-5',
    scaleFree,
    (subject) => {
      const base = fromZero(standardProblem(subject, { dimension: 3, steps: 16, unit: 2 ** 20 }));
      return { base, transformed: mapped(base, scaled(16)), follows: scaled(1), beyond: 1e-5 };
    },
    'moves depend on the size of large gradients',
  ),
  metamorphic(
    'step-scale',
    'a constant step size 4 times as large makes moves 4 times as large',
    linearInStepSize,
    (subject) => {
      const base = fromZero(standardProblem(subject, { dimension: 3, steps: 16 }));
      return { base, transformed: { ...base, stepSize: 1 / 2 }, follows: scaled(4) };
    },
    'moves are not proportional to the step size',
  ),
];

const span: Check = {
  id: 'metamorphic/span',
  group: 'metamorphic',
  title: 'moves stay in the span of the gradients',
  applies: rotationEquivariant,
  after: AFTER_LAW,
  judge(subject) {
    const base = standardProblem(subject, { dimension: 2, steps: 24 });
    // Gradients a (1, 0, 1, 2) + b (0, 1, -1, 1): every move m has m_3 = m_1 - m_2 and m_4 = 2 m_1 + m_2.
    const spread = ([a, b]: readonly number[]): number[] => [a!, b!, a! - b!, 2 * a! + b!];
    const problem = { ...base, start: [0, 0, 0, 0], gradients: base.gradients.map(spread) };
    const run = trajectory(subject, problem);
    const due = run.map((params) => spread(Array.from(params)));
    return agreement(problem, due, run, rounding(subject, problem, due, run), 'a move leaves the span of the gradients');
  },
};

const restart: Check = {
  id: 'metamorphic/restart',
  group: 'metamorphic',
  title: 'without a memory, a new instance goes on as the old one does',
  applies: memoryless,
  after: AFTER_LAW,
  judge(subject) {
    const problem = standardProblem(subject, { dimension: 3, steps: 24 });
    const run = trajectory(subject, problem);
    const rest = { ...problem, start: Array.from(run[11]!), gradients: problem.gradients.slice(12) };
    const got = trajectory(subject, rest);
    return agreement(rest, run.slice(12), got, rounding(subject, rest, got), 'a new instance at step 13 differs from the old one');
  },
};

/** All metamorphic checks of given gradients. */
export const metamorphicChecks: readonly Check[] = [...relations, span, restart];
