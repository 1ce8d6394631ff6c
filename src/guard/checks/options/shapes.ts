/** Parameters in several parts. */

import type { Check, CheckOutcome, Subject } from '../../check.js';
import { takesShapes } from '../../neutral-options.js';
import { sizeOf } from '../../reference/convention.js';
import { agreement, rounding } from '../agreement.js';
import { coordinatewise, matrixMethod } from '../applicability.js';
import { allStayFinite } from '../finite.js';
import { judgedInTurn } from '../in-turn.js';
import { judgeProblems } from '../law.js';
import { givenHyperparameters } from '../law-identify.js';
import { type Problem, trajectory } from '../problem.js';
import { standardProblem } from '../standard-problem.js';
import { AFTER_PROTOCOL } from './prerequisites.js';

/** A tall matrix, a wide one and, for those that take it, a vector. */
function shapesFor(subject: Subject): number[][] {
  return matrixMethod(subject)
    ? [
        [3, 2],
        [2, 4],
        [2, 2],
      ]
    : [[3, 2], [2, 4], [3]];
}

/** Ordinary gradients and ones with zeros for parameters in parts. */
function partProblems(subject: Subject): Problem[] {
  const shapes = shapesFor(subject);
  const dimension = shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
  return [
    standardProblem(subject, { seed: 'parts', dimension, steps: 10 }),
    standardProblem(subject, { seed: 'parts with zeros', dimension, steps: 16, zeros: 0.25 }),
    { ...standardProblem(subject, { seed: 'parts in turn', dimension, steps: 8 }), stepSize: [1 / 8, 1 / 4, 1 / 16] },
  ].map((problem) => ({ ...problem, hyperparameters: { ...problem.hyperparameters, shapes } }));
}

function likeOnePart(subject: Subject, problem: Problem): CheckOutcome {
  const { shapes: _, ...hyperparameters } = problem.hyperparameters;
  const due = trajectory(subject, { ...problem, hyperparameters });
  const got = trajectory(subject, problem);
  return agreement(problem, due, got, rounding(subject, problem, due, got), 'in parts the coordinates move otherwise than in one vector');
}

/** The law with parts where the algorithm has one; a coordinatewise method does not look at shapes. */
export const shapesCheck: Check = {
  id: 'options/shapes',
  group: 'options',
  title: 'parameters in several parts, vectors and matrices, each follow the rule by themselves',
  applies: takesShapes,
  after: [...AFTER_PROTOCOL, 'law/rule'],
  judge(subject) {
    const problems = partProblems(subject);
    if (subject.algorithm === 'other') return allStayFinite(subject, problems);
    if (coordinatewise(subject)) {
      const outcome = judgedInTurn(problems, (problem) => likeOnePart(subject, problem));
      if (outcome.verdict === 'broken') return outcome;
    }
    return judgeProblems(subject, problems, { ...givenHyperparameters(subject) }, true);
  },
};
