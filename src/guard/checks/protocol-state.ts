/** Checks that an optimizer's memory is its own: of the instance, by value, and from the arguments alone. */

import type { Check } from '../check.js';
import { agreement, rounding, sameBits, worstOf } from './agreement.js';
import { blindToParameters } from './applicability.js';
import { createFor, type Problem, trajectory } from './problem.js';
import { standardProblem } from './standard-problem.js';

const determinism: Check = {
  id: 'protocol/determinism',
  group: 'protocol',
  title: 'two instances given the same make the same, to the bit',
  applies: () => true,
  after: ['protocol/finite'],
  judge(subject) {
    const problem = standardProblem(subject, { dimension: 4, steps: 32 });
    const first = trajectory(subject, problem);
    return agreement(problem, first, trajectory(subject, problem), sameBits, 'a second instance differs from the first');
  },
};

const instances: Check = {
  id: 'protocol/instances',
  group: 'protocol',
  title: 'two instances at work in turn do not meet',
  applies: () => true,
  after: ['protocol/determinism'],
  judge(subject) {
    const one = standardProblem(subject, { dimension: 4, steps: 24 });
    const other: Problem = { ...standardProblem(subject, { dimension: 2, steps: 24, seed: 'other' }), stepSize: 1 / 2 };
    const alone = [trajectory(subject, one), trajectory(subject, other)] as const;
    const problems = [one, other] as const;
    const runs: [Float64Array[], Float64Array[]] = [[], []];
    const params = problems.map(({ start }) => Float64Array.from(start));
    const states = [createFor(subject, one)];
    for (let k = 0; k < 24; k++) {
      // The second instance begins while the first is at work.
      if (k === 3) states.push(createFor(subject, other));
      states.forEach((state, i) => {
        const gradient = problems[i as 0 | 1].gradients[runs[i as 0 | 1].length]!;
        state.step(params[i]!, Float64Array.from(gradient));
        runs[i as 0 | 1].push(params[i]!.slice());
      });
    }
    return worstOf(
      problems.map((problem, i) =>
        agreement(
          problem,
          alone[i as 0 | 1].slice(0, runs[i as 0 | 1].length),
          runs[i as 0 | 1],
          sameBits,
          'beside another instance it differs',
        ),
      ),
    );
  },
};

const aliasing: Check = {
  id: 'protocol/aliasing',
  group: 'protocol',
  title: "the caller's gradient and parameter arrays are not kept: writing over them later changes nothing",
  applies: () => true,
  after: ['protocol/determinism'],
  judge(subject) {
    const problem = standardProblem(subject, { dimension: 4, steps: 16 });
    const due = trajectory(subject, problem);
    return worstOf([
      agreement(problem, due, reusingGradient(), sameBits, "with the gradient's array reused and overwritten it differs"),
      agreement(problem, due, movingParams(), sameBits, 'with the parameters in a new array at each step it differs'),
    ]);

    function reusingGradient(): Float64Array[] {
      const state = createFor(subject, problem);
      const params = Float64Array.from(problem.start);
      const buffer = new Float64Array(problem.start.length);
      return problem.gradients.map((gradient) => {
        buffer.set(gradient);
        state.step(params, buffer);
        buffer.fill(1000);
        return params.slice();
      });
    }

    function movingParams(): Float64Array[] {
      const state = createFor(subject, problem);
      let params = Float64Array.from(problem.start);
      return problem.gradients.map((gradient) => {
        const given = params;
        state.step(given, Float64Array.from(gradient));
        params = given.slice();
        given.fill(1000);
        return params.slice();
      });
    }
  },
};

const parametersGiven: Check = {
  id: 'protocol/parameters-given',
  group: 'protocol',
  title: 'each step starts from the parameters it is given, also when the caller has moved them',
  applies: blindToParameters,
  after: ['protocol/finite', 'protocol/zero-gradient'],
  judge(subject) {
    const problem = standardProblem(subject, { dimension: 3, steps: 12 });
    const due = trajectory(subject, problem);
    const state = createFor(subject, problem);
    const shift = 16;
    const params = Float64Array.from(problem.start);
    const got = problem.gradients.map((gradient, k) => {
      if (k === 4) for (let j = 0; j < params.length; j++) params[j]! += shift;
      state.step(params, Float64Array.from(gradient));
      return params.slice();
    });
    const moved = due.map((vector, k) => vector.map((x) => (k < 4 ? x : x + shift)));
    return agreement(
      problem,
      moved,
      got,
      rounding(subject, problem, moved, got),
      'with 16 added to the parameters before step 5 it differs',
    );
  },
};

/** Checks of state. */
export const stateChecks: readonly Check[] = [determinism, instances, aliasing, parametersGiven];
