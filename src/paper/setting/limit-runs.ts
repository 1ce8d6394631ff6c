/** Runs of gradient descent with a small step, to be followed to their limits. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent } from '../../claim/claim.js';
import { constantSteps } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import type { DrawnData } from '../../generator/drawn.js';
import { type StartKind, withStart } from '../../generator/start.js';
import { slope as anySlope } from '../../generator/steps.js';
import { smallStep, smallStepBelow } from './small-step.js';

/** Starts in every region; few where nothing moves. */
const STARTS: readonly StartKind[] = ['separable', 'partial', 'partial', 'random', 'negatives', 'silent', 'separable', 'partial', 'random'];

/** What runs are to be drawn. */
export interface LimitRuns {
  /** Slope of the activation on its inactive side; one that is drawn goes into the case. */
  readonly slope: number | 'drawn';
  readonly kinds?: readonly StartKind[];
}

/**
 * Cases of gradient descent with 2^-3 to 2^-1 times the largest power of two below 2/beta at the start, at most 1/2, on any
 * data; with ReLU on data that are given, whose samples may be long, no more than is small wherever the loss is at most that of the
 * start. Their number of steps is 0, since the log-time engine goes on from as many as it needs.
 */
export function limitRuns({
  slope,
  kinds = STARTS,
}: LimitRuns): (source: Arbitrary<DrawnData>, isGiven: boolean) => Arbitrary<CaseContent> {
  return (source, isGiven) =>
    // A slope is drawn whether it is needed or not, so that all claims see the same runs for a seed.
    fc.tuple(withStart(source, kinds), fc.integer({ min: 1, max: 3 }), anySlope()).map(([{ drawn, start }, halvings, drawnSlope]) => {
      const data = dataset(drawn.data);
      const atStart = Math.min(1 / 2, smallStep(data, start, slope === 'drawn' ? drawnSlope : slope, halvings));
      return {
        data: drawn.data,
        start,
        steps: constantSteps(isGiven && slope === 0 ? Math.min(atStart, smallStepBelow(data, start)) : atStart, 0),
        ...(slope === 'drawn' ? { slope: drawnSlope } : {}),
      };
    });
}
