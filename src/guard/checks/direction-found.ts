/** Which max-margin direction a method is near that turns with no rotation, and from which step epsilon decides. */

import { linear } from '../../model/neuron.js';
import { distance, normalized } from '../../numerics/vector.js';
import type { Check, Subject } from '../check.js';
import { matrixMethod, rotationEquivariant } from './applicability.js';
import { followModelInOneGo } from './follow-model.js';
import { directionsOf, LIMITS, MATRICES, type Norm, PLANE } from './margins.js';
import { AFTER_PROTOCOL } from './options/prerequisites.js';
import { stepsWitness } from './problem.js';
import { takeover } from './takeover.js';

/** Which direction is near shows sooner than where moves go in the end. */
const STEPS = 2048;
/** Longer steps would carry adaptive methods out of the range of float32. */
const RATE = 1 / 64;

/** Whether that is what the algorithm does, as far as it is known, with a comma in front. */
function asExpected({ algorithm }: Subject, nearest: Norm | undefined): string {
  const limit = LIMITS[algorithm];
  if (limit === undefined) return '';
  const { norm, until = '', source } = limit;
  return norm === nearest
    ? `, where ${algorithm} goes${until} (${source})`
    : `, where ${algorithm} goes to the ${norm} one${until} (${source})`;
}

/** Information alone, so that a subject with a broken rule is told of too. */
export const directionFound: Check = {
  id: 'claim/direction-found',
  group: 'claim',
  title: 'which max-margin direction a method is near: the Euclidean, the largest-entry or, of matrices, the spectral one',
  applies: (subject) => !rotationEquivariant(subject),
  after: AFTER_PROTOCOL,
  judge(subject) {
    const data = matrixMethod(subject) ? MATRICES : PLANE;
    const { run, problem } = followModelInOneGo(subject, { model: linear, data, stepSize: RATE, steps: STEPS });
    const early = run[STEPS / 4 - 1] ?? new Float64Array();
    const late = run[STEPS - 1] ?? new Float64Array();
    if (late.some(Number.isNaN)) {
      const note = `after ${STEPS} steps on a separable linear problem the parameters are (${late})`;
      return { verdict: 'broken', slack: Number.NEGATIVE_INFINITY, note, witness: stepsWitness(problem, STEPS, [], late) };
    }
    if (!late.every(Number.isFinite)) {
      return { verdict: 'undecided', slack: Number.NaN, note: `after ${STEPS} steps the parameters are (${late})` };
    }
    const away = Array.from(directionsOf(data), ([norm, direction]) => ({
      norm,
      early: distance(normalized(early), direction),
      late: distance(normalized(late), direction),
    }));
    const nearest = away.reduce((best, one) => (one.late < best.late ? one : best)).norm;
    const distances = away.map(({ norm, early, late }) => `${early.toPrecision(3)} and ${late.toPrecision(3)} from the ${norm} one`);
    return {
      verdict: 'information',
      slack: Number.NaN,
      note: `nearest to the ${nearest} max-margin direction${asExpected(subject, nearest)}: after ${STEPS / 4} and ${STEPS} steps of ${RATE} the distance is ${distances.join(', ')}${takeover(subject, problem)}`,
    };
  },
};
