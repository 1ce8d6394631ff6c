/** SGD on data in the sense of Combes et al. (2018), as all claims of proposition 2 run it. */

import fc from 'fast-check';
import type { ClaimDefinition, Evaluation, Hypothesis, Label } from '../../claim/claim.js';
import { eachStepOf } from '../../claim/each-step.js';
import { allMet, holds, isPaperExponent, isSeparable, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import type { Snapshot } from '../../claim/snapshot.js';
import { onAnyData } from '../../claim/sources.js';
import { alphaOf, powerSteps } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { type StartKind, withStart } from '../../generator/start.js';
import { alpha, samplingSeed } from '../../generator/steps.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';
import type { RunResult } from '../../trajectory/run.js';
import { combes } from '../generators/combes.js';
import { type Combes, combesConditions } from './combes-data.js';

/** Starts within the hypothesis: some sample is active. */
const STARTS: readonly StartKind[] = ['separable', 'partial', 'random', 'negatives', 'negatives'];

/** A run of SGD on such data, as a claim gets it. */
export interface SgdCase {
  readonly least: Combes;
  readonly slack: SlackRecord;
  readonly region: LandscapeRegion;
  readonly alpha: number;
  /** w_0. */
  readonly start: readonly number[];
  readonly parts: Parts;
  /** Runs SGD on the case, showing each step. */
  each(visit: (before: Snapshot, after: Snapshot, eta: number) => boolean | void): RunResult;
}

/** What a claim says of a run, with hypotheses that only the run can tell. */
export interface RunJudgement extends Omit<Evaluation, 'hypotheses'> {
  readonly further?: readonly Hypothesis[];
}

/** What a claim of proposition 2 adds to what all share. */
interface Aim {
  /** Steps of a generated case. */
  readonly count: number;
  /** Regions of the starts; all within the hypothesis by default. */
  readonly starts?: readonly StartKind[];
  /** Further hypotheses about data that are such. */
  readonly further?: (at: Pick<SgdCase, 'least' | 'region'> & { readonly start: readonly number[] }) => readonly Hypothesis[];
  readonly judge: (at: SgdCase) => RunJudgement;
}

/** What the claims of proposition 2 share: cases with starts in every region, hypotheses, and the run. */
export function combesRuns({
  count,
  starts = STARTS,
  further = () => [],
  judge,
}: Aim): Pick<ClaimDefinition, 'chapter' | 'cases' | 'casesOn' | 'evaluate'> {
  return {
    chapter: 'stochastic gradient descent',
    ...onAnyData(combes(), (source) =>
      fc.tuple(withStart(source, starts), alpha(), samplingSeed()).map(([{ drawn, start }, exponent, seed]) => ({
        data: drawn.data,
        start,
        steps: powerSteps(exponent, count),
        seed,
      })),
    ),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const { conditions, least } = combesConditions(data);
      const exponent = alphaOf(input);
      const region = parts.landscapeRegion(data, input.start);
      const hypotheses = [
        isSeparable(data, parts),
        conditions,
        isPaperExponent(exponent),
        holds(paper('not-silent', 'w_0 is not at a local minimum of thm-3.1/3'), region.kind !== 'silent'),
        ...(least === undefined ? [] : further({ least, region, start: input.start })),
      ];
      const labels: Label[] = [
        ['start', region.kind],
        ['start', region.activePositives.length > 0 ? 'positive-active' : 'no-positive-active'],
      ];
      if (least === undefined || !allMet(hypotheses)) return { hypotheses, labels };
      const stepSize = parts.powerSchedule(exponent);
      const { further: seen = [], ...result } = judge({
        least,
        region,
        start: input.start,
        alpha: exponent,
        parts,
        slack: slackRecord(),
        each(visit) {
          const sampler = parts.uniformSampler(input.seed ?? 0, data.n);
          const sgd = { data, model: parts.relu, optimizer: parts.stochasticGradientDescent, stepSize, sampler };
          return eachStepOf(input, sgd, (before, after) => visit(before, after, stepSize(before.k)));
        },
      });
      return { hypotheses: [...hypotheses, ...seen], ...result, labels: [...labels, ...result.labels] };
    },
  };
}
