/** Reductions of what a run takes beside data and start: steps, seed, slope, named vectors, output weights. */

import type { Case, Steps } from '../../data/case.js';
import { simplerThan } from './reduction.js';

/** Fewer steps, a simpler step size or exponent. */
export function* simplerSteps(input: Case, step: number): Generator<Case> {
  const { steps } = input;
  if (steps.kind === 'none') return;
  const withSteps = (changed: Partial<Steps>): Case => ({ ...input, steps: { ...steps, ...changed } as Steps });
  // A count of 0 means something of its own to asymptotic claims, so only those that step are cut.
  if (steps.count > 1)
    for (const count of new Set([1, step, step + 1, Math.ceil(steps.count / 2), steps.count - 1])) {
      if (count >= 1 && count < steps.count) yield withSteps({ count });
    }
  if (steps.kind === 'constant') for (const eta of simplerThan(steps.eta)) if (eta > 0) yield withSteps({ eta } as Partial<Steps>);
  if (steps.kind === 'power') for (const alpha of [3 / 4, 5 / 8, 7 / 8, 9 / 16]) yield withSteps({ alpha } as Partial<Steps>);
}

/** A small seed, a simple slope, vectors of zeros, weights of 1 and -1. */
export function* simplerExtras(input: Case): Generator<Case> {
  if (input.seed !== undefined) for (let seed = 0; seed < 10; seed++) yield { ...input, seed };
  if (input.slope !== undefined) for (const slope of [1 / 2, 1 / 4, 3 / 4]) yield { ...input, slope };
  for (const [name, vector] of Object.entries(input.vectors ?? {})) {
    yield { ...input, vectors: { ...input.vectors, [name]: vector.map(() => 0) } };
  }
  const weights = input.outputWeights;
  if (weights !== undefined) yield { ...input, outputWeights: weights.map(Math.sign) };
}
