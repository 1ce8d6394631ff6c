/** Simpler cases near a case: what shrinking tries, the greatest simplifications first. */

import type { Case, Steps } from '../data/case.js';
import { digits } from './complexity.js';
import { features, mapNumbers, mapValues, neurons, withoutFeature, withoutNeuron, withoutSample, withSample } from './shape.js';

const LATTICES = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 64];
const SMALL_SEEDS = 8;

/** Every simplification that is tried of a case. */
export function* reductions(input: Case): Generator<Case> {
  for (let i = 0; i < input.data.x.length && input.data.x.length > 1; i++) yield withoutSample(input, i);
  for (let j = 0; j < features(input) && features(input) > 1; j++) yield withoutFeature(input, j);
  for (let k = 0; k < neurons(input) && neurons(input) > 1; k++) yield withoutNeuron(input, k);
  yield* ofSteps(input);
  yield* ofAll(input);
  for (let i = 0; i < input.data.x.length; i++) {
    const row = input.data.x[i]!;
    for (const next of ofList(row)) yield withSample(input, i, next);
  }
  for (const start of ofList(input.start)) yield { ...input, start };
  if (input.outputWeights !== undefined)
    for (const outputWeights of ofList(input.outputWeights)) if (!outputWeights.includes(0)) yield { ...input, outputWeights };
  for (const [name, vector] of Object.entries(input.vectors ?? {}))
    for (const next of ofList(vector)) yield { ...input, vectors: { ...input.vectors, [name]: next } };
  if (input.slope !== undefined) for (const slope of simpler(input.slope)) if (slope >= 0 && slope <= 1) yield { ...input, slope };
  if (input.seed !== undefined) for (let seed = 0; seed < SMALL_SEEDS; seed++) yield { ...input, seed };
}

/** Everything at once onto a coarser lattice, or halved. */
function* ofAll(input: Case): Generator<Case> {
  for (const unit of LATTICES) {
    const coarse = (v: number): number => Math.round(v / unit) * unit + 0;
    yield mapNumbers(input, { x: coarse, start: coarse });
    yield mapNumbers(input, { x: coarse });
    yield mapNumbers(input, { start: coarse });
  }
  for (const factor of [2, 1 / 2]) {
    const scaled = (v: number): number => v * factor;
    yield mapNumbers(input, { x: scaled });
    yield mapNumbers(input, { start: scaled });
    yield mapNumbers(input, { x: scaled, start: (v) => v / factor });
  }
  yield mapNumbers(input, { start: () => 0 });
  if (input.vectors !== undefined) yield { ...input, vectors: mapValues(input.vectors, (vector) => vector.map(() => 0)) };
}

function* ofSteps(input: Case): Generator<Case> {
  const { steps } = input;
  if (steps.kind === 'none') return;
  const to = (next: Steps): Case => ({ ...input, steps: next });
  for (const count of [1, 2, 5, 10, Math.floor(steps.count / 2), steps.count - 1])
    if (count > 0 && count < steps.count) yield to({ ...steps, count });
  if (steps.kind === 'power') {
    for (const alpha of [3 / 4, 5 / 8, 7 / 8]) yield to({ ...steps, alpha });
    return;
  }
  for (const eta of [1, 1 / 2, 2, 1 / 4, ...simpler(steps.eta)]) if (eta > 0) yield to({ ...steps, eta });
}

/** A list with one entry simpler, or two entries set equal. */
function* ofList(values: readonly number[]): Generator<number[]> {
  for (let j = 0; j < values.length; j++) for (const v of simpler(values[j]!)) yield values.map((own, k) => (k === j ? v : own));
}

/** Simpler numbers near one. */
function simpler(v: number): number[] {
  if (v === 0) return [];
  const rounded = LATTICES.map((unit) => Math.round(v / unit) * unit + 0);
  return [...new Set([0, Math.sign(v), ...rounded, v / 2, Math.abs(v)])].filter((other) => digits(other) < digits(v));
}
