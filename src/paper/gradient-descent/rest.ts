/** Runs of gradient descent on the ReLU model that end: where they rest. */

import type { Claim, Conclusion, Hypothesis, Label } from '../../claim/claim.js';
import { decided } from '../../claim/conclude.js';
import { runOf } from '../../claim/each-step.js';
import { allMet, holds, isSeparable, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { eta } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, sample } from '../../data/dataset.js';
import { isWithinRounding } from '../../numerics/exact-dot.js';
import { dot } from '../../numerics/vector.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';

/** The last iterate of a run that has ended, and where it lies by exact signs. */
export interface Rest {
  readonly data: Dataset;
  readonly w: Float64Array;
  readonly step: number;
  readonly region: LandscapeRegion;
  readonly input: Case;
  readonly parts: Parts;
}

/** What a claim says of the end of a run. */
interface RestVerdict {
  readonly hypotheses: readonly Hypothesis[];
  readonly conclusion: Conclusion | undefined;
  readonly labels?: readonly Label[];
}

/** The evaluation of a claim about the iterate on which gradient descent terminates. */
export function atRest(judge: (rest: Rest) => RestVerdict): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const hypotheses = [isSeparable(data, parts), holds(paper('positive-step', '0 < eta'), eta(input) > 0)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const { end, steps, w } = runOf(input, { data, model: parts.relu, optimizer: parts.gradientDescent });
    if (end === 'diverged') return { hypotheses, undecided: `the run leaves the range of float64 at step ${steps}`, labels: [] };
    hypotheses.push(holds(paper('terminates', 'gradient descent terminates within the steps of the case'), end === 'terminated'));
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const region = parts.landscapeRegion(data, w);
    if (isUnsure(data, w, region))
      return { hypotheses, undecided: `rounding changes the sign of some w_T.x_i at step ${steps}`, labels: [] };
    const { hypotheses: further, conclusion, labels = [] } = judge({ data, w, step: steps, region, input, parts });
    const all = [...hypotheses, ...further];
    const told: readonly Label[] = [['end', steps === 0 ? 'at once' : 'later'], ...labels];
    if (!allMet(all)) return { hypotheses: all, labels: told };
    return { hypotheses: all, ...decided(conclusion, 'lost in rounding'), labels: told };
  };
}

/** Whether samples are active by their exact signs alone: the run goes by computed ones, and ends where rounding has made them all 0 or less. */
function isUnsure(data: Dataset, w: Float64Array, { activePositives, activeNegatives }: LandscapeRegion): boolean {
  const active = [...activePositives, ...activeNegatives];
  return active.length > 0 && active.every((i) => isWithinRounding(dot(w, sample(data, i)), w, sample(data, i)));
}
