/** Checks that any optimizer must meet on a single instance. */

import type { Check, Subject } from '../check.js';
import { agreement, sameBits } from './agreement.js';
import { blindToParameters, leavesDeadAlone, matrixMethod, restsAtZeroGradient, rotationEquivariant } from './applicability.js';
import { staysFinite } from './finite.js';
import { judgedInTurn } from './in-turn.js';
import { settingsOf } from './options/settings.js';
import { createFor, latticeGradients, latticeStart, type Problem, stepsWitness, trajectory } from './problem.js';
import { extremesOf } from './ranges.js';
import { standardProblem } from './standard-problem.js';

const finite: Check = {
  id: 'protocol/finite',
  group: 'protocol',
  title: 'ordinary gradients move the parameters in place and keep them finite',
  applies: () => true,
  judge(subject) {
    const problem = standardProblem(subject, { dimension: 3, steps: 3 });
    const outcome = staysFinite(subject, problem);
    if (outcome.verdict === 'broken') return outcome;
    const last = trajectory(subject, problem).at(-1)!;
    const still = problem.start.findIndex((x, j) => x === last[j]);
    if (still < 0) return outcome;
    const note = `coordinate ${still + 1} has not moved after 3 steps with non-zero gradients`;
    return { verdict: 'broken', slack: -1, note, witness: stepsWitness(problem, 3, [], last) };
  },
};

const gradientUntouched: Check = {
  id: 'protocol/gradient-untouched',
  group: 'protocol',
  title: "a step leaves the caller's gradient as it was, whatever option is in use",
  applies: () => true,
  judge(subject) {
    const plain = standardProblem(subject, { dimension: 4, steps: 12 });
    return judgedInTurn(settingsOf(subject), (setting) => {
      const problem = { ...plain, hyperparameters: { ...plain.hyperparameters, ...setting } };
      const state = createFor(subject, problem);
      const params = Float64Array.from(problem.start);
      const after = problem.gradients.map((gradient) => {
        const given = Float64Array.from(gradient);
        state.step(params, given);
        return given;
      });
      return agreement(problem, problem.gradients, after, sameBits, 'the gradient itself was changed');
    });
  },
};

const zeroGradient: Check = {
  id: 'protocol/zero-gradient',
  group: 'protocol',
  title: 'a coordinate whose gradient is always zero (a dead ReLU) never moves; only those with a memory move at a later zero',
  applies: leavesDeadAlone,
  after: ['protocol/finite'],
  judge(subject) {
    const plain = standardProblem(subject, { dimension: 3, steps: 16, zeros: 0.25 });
    // A weight that decays or is made anew from its gradients stays where it is at zero only.
    const base = blindToParameters(subject) || rotationEquivariant(subject) ? plain : { ...plain, start: [0, ...plain.start.slice(1)] };
    // The first coordinate is dead, and at steps 4 and 5 the whole gradient is zero.
    const gradients = base.gradients.map((gradient, k) => gradient.map((x, j) => (j === 0 || k === 4 || k === 5 ? 0 : x)));
    const problem = { ...base, gradients };
    const run = trajectory(subject, problem);
    const rests = restsAtZeroGradient(subject);
    const due = run.map((params, k) =>
      params.map((x, j) => (j === 0 || (rests && gradients[k]![j] === 0) ? (k === 0 ? problem.start : run[k - 1]!)[j]! : x)),
    );
    return agreement(problem, due, run, sameBits, 'a coordinate with a zero gradient moved');
  },
};

/** Whether a subject that is declared float64 leaves float32 numbers after an ordinary step of a step size that is none. */
function isHeldIn32(subject: Subject): boolean {
  if (subject.precision !== 'float64') return false;
  const problem = { ...standardProblem(subject, { dimension: 4, steps: 4 }), stepSize: 0.1 };
  return trajectory(subject, problem).every((params) => params.every((x) => Math.fround(x) === x));
}

const extremes: Check = {
  id: 'protocol/extreme-gradients',
  group: 'protocol',
  title:
    'gradients of 2^300 and 2^-300 (2^50 and 2^-50 in float32, 2^3 and 2^-6 in float16), zero ones, and both in turn keep the parameters finite',
  applies: () => true,
  after: ['protocol/finite'],
  judge(subject) {
    const [low, high] = extremesOf(subject);
    const exponents = [low, high, 0, high, low, Number.NEGATIVE_INFINITY, low, high];
    const base = standardProblem(subject, { dimension: 2, steps: 64 });
    const gradients = base.gradients.map((gradient, k) => gradient.map((x) => x * 2 ** exponents[k % exponents.length]!));
    const constant = (exponent: number): Problem => ({
      ...base,
      gradients: base.gradients.map((gradient) => gradient.map((x) => x * 2 ** exponent)),
    });
    const outcomes = [{ ...base, gradients }, constant(low), constant(high)].map((problem) => staysFinite(subject, problem));
    const bad = outcomes.find(({ verdict }) => verdict === 'broken');
    if (bad === undefined) return outcomes[0]!;
    return isHeldIn32(subject) ? { ...bad, note: `${bad.note}; these are float32 numbers: declare --precision float32` } : bad;
  },
};

const dimensions: Check = {
  id: 'protocol/positions',
  group: 'protocol',
  title: 'in dimensions 1 to 64, coordinates with equal gradients move alike wherever they stand',
  applies: (subject) => !matrixMethod(subject),
  after: ['protocol/finite'],
  judge(subject) {
    for (const dimension of [1, 2, 3, 8, 19, 64]) {
      const one = latticeGradients({ seed: 'positions', dimension: 1, steps: 8 });
      const problem: Problem = {
        ...standardProblem(subject, { dimension: 1, steps: 1 }),
        start: new Array<number>(dimension).fill(latticeStart('positions', 1)[0]!),
        gradients: one.map(([x]) => new Array<number>(dimension).fill(x!)),
      };
      const run = trajectory(subject, problem);
      const due = run.map((params) => new Float64Array(dimension).fill(params[0]!));
      const outcome = agreement(problem, due, run, sameBits, 'coordinates with equal gradients differ');
      if (outcome.verdict === 'broken') return outcome;
    }
    return { verdict: 'pass', slack: 1 };
  },
};

/** Checks of single instances. */
export const basicChecks: readonly Check[] = [finite, gradientUntouched, zeroGradient, extremes, dimensions];
