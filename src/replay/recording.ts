/** What happened inside one evaluation: the runs that a claim made, seen through the parts that it was given. */

import type { Claim } from '../claim/claim.js';
import { judgeCase, type Outcome } from '../claim/outcome.js';
import { type Parts, standardParts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import type { Model } from '../model/model.js';
import { nth } from '../numerics/lists.js';
import type { OptimizerUnderTest } from '../optimizer/optimizer.js';
import { logSpacedSteps } from '../trajectory/checkpoints.js';
import type { Trajectory } from '../trajectory/log-time/index.js';

/** One iterate that was kept. */
export interface RecordedIterate {
  readonly k: number;
  readonly w: readonly number[];
  /** Index of the sample drawn for the step from here; absent under full gradients. */
  readonly drawn?: number;
}

/** An evaluation with what was seen of its first run. */
export interface Recording {
  readonly outcome: Outcome;
  /** Iterates of the first run, ascending: all early ones, those around the step of interest, log-spaced ones else. */
  readonly iterates: readonly RecordedIterate[];
  /** The first run that was followed in log time. */
  readonly trajectory?: Trajectory;
  /** The models that were evaluated, by name. */
  readonly models: ReadonlyMap<string, Model>;
}

/** Iterates kept from the start. */
const EARLY = 300;
/** Iterates kept on each side of the step of interest. */
const AROUND = 3;
const LATEST = 1e9;

/** Evaluates a case and records its first run; `step` is the step of interest, `by` the parts that are watched. */
export function record(claim: Claim, input: Case, step: number, by: Parts = standardParts): Recording {
  const spaced = new Set(logSpacedSteps(LATEST));
  const keep = (k: number): boolean => k <= EARLY || Math.abs(k - step) <= AROUND || spaced.has(k);
  const models = new Map<string, Model>();
  const iterates: RecordedIterate[] = [];
  const draws: number[] = [];
  let runs = 0;
  let samplers = 0;
  let trajectory: Trajectory | undefined;

  const watched = (optimizer: OptimizerUnderTest): OptimizerUnderTest => ({
    ...optimizer,
    create(options) {
      const state = optimizer.create(options);
      if (runs++ > 0) return state;
      let k = 0;
      return {
        step(params, gradient) {
          if (k === 0) iterates.push({ k, w: Array.from(params) });
          k++;
          const pending = state.step(params, gradient);
          if (keep(k)) iterates.push({ k, w: Array.from(params) });
          return pending;
        },
      };
    },
  });
  const named = (model: Model): Model => {
    models.set(model.name, model);
    return model;
  };
  const parts: Parts = {
    ...by,
    get linear() {
      return named(by.linear);
    },
    get relu() {
      return named(by.relu);
    },
    leakyRelu: (slope) => named(by.leakyRelu(slope)),
    network: (outputWeights) => named(by.network(outputWeights)),
    gradientDescent: watched(by.gradientDescent),
    stochasticGradientDescent: watched(by.stochasticGradientDescent),
    uniformSampler(seed, n) {
      const sampler = by.uniformSampler(seed, n);
      if (samplers++ > 0) return sampler;
      return () => {
        const index = sampler();
        draws.push(index);
        return index;
      };
    },
    trajectory(options) {
      const followed = by.trajectory(options);
      trajectory ??= followed;
      return followed;
    },
  };
  const outcome = judgeCase(claim, input, parts);
  return {
    outcome,
    iterates: iterates.map((iterate) => (iterate.k < draws.length ? { ...iterate, drawn: nth(draws, iterate.k) } : iterate)),
    ...(trajectory === undefined ? {} : { trajectory }),
    models,
  };
}
