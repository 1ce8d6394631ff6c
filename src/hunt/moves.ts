/** Small changes of a case: one entry, one sample, one setting. Sparse-move annealing is made of them. */

import type { Case } from '../data/case.js';
import type { Random } from './random.js';
import { features, mapNumbers, plusSample, withoutSample, withSample, withSamples } from './shape.js';

/** A change of a case; undefined where it does not apply. */
type Move = (input: Case, random: Random) => Case | undefined;

/** Exponents alpha are multiples of this, strictly between 1/2 and 1. */
const ALPHA_UNIT = 1 / 64;

/** A number near v: moved by a random power of two, on the lattice of that size, so that it stays short in binary. */
function nudged(v: number, random: Random): number {
  if (random.chance(0.15)) return 0;
  if (random.chance(0.15)) return 0 - v;
  if (random.chance(0.15)) return random.chance(0.5) ? 2 * v : v / 2;
  const size = 2 ** (2 - random.below(9));
  const step = size * (1 + random.below(4)) * (random.chance(0.5) ? 1 : -1);
  return Math.round((v + step) / size) * size + 0;
}

const changeEntry: Move = (input, random) => {
  const i = random.below(input.data.x.length);
  const j = random.below(features(input));
  return withSample(
    input,
    i,
    input.data.x[i]!.map((v, k) => (k === j ? nudged(v, random) : v)),
  );
};

const changeStart: Move = (input, random) => {
  if (input.start.length === 0) return undefined;
  const j = random.below(input.start.length);
  return { ...input, start: input.start.map((v, k) => (k === j ? nudged(v, random) : v)) };
};

const changeStep: Move = (input, random) => {
  const { steps } = input;
  if (steps.kind === 'constant') return { ...input, steps: { ...steps, eta: steps.eta * random.pick([0.25, 0.5, 0.75, 1.5, 2, 4]) } };
  if (steps.kind === 'none') return undefined;
  const alpha = Math.min(1 - ALPHA_UNIT, Math.max(0.5 + ALPHA_UNIT, steps.alpha + ALPHA_UNIT * (random.below(17) - 8)));
  return { ...input, steps: { ...steps, alpha } };
};

const changeSeed: Move = (input, random) => (input.seed === undefined ? undefined : { ...input, seed: random.below(2 ** 32) });

const changeSlope: Move = (input, random) =>
  input.slope === undefined ? undefined : { ...input, slope: Math.min(1, Math.max(0, input.slope + (random.below(17) - 8) / 64)) };

const changeOutputWeight: Move = (input, random) => {
  const weights = input.outputWeights;
  if (weights === undefined) return undefined;
  const k = random.below(weights.length);
  return { ...input, outputWeights: weights.map((v, other) => (other === k ? nudged(v, random) || 1 : v)) };
};

const changeVector: Move = (input, random) => {
  const names = Object.keys(input.vectors ?? {});
  if (names.length === 0) return undefined;
  const name = random.pick(names);
  const vector = input.vectors![name]!;
  if (vector.length === 0) return undefined;
  const j = random.below(vector.length);
  return { ...input, vectors: { ...input.vectors, [name]: vector.map((v, k) => (k === j ? nudged(v, random) : v)) } };
};

const dropSample: Move = (input, random) => (input.data.x.length > 1 ? withoutSample(input, random.below(input.data.x.length)) : undefined);

const copySample: Move = (input, random) => {
  const { x, y } = input.data;
  const i = random.below(x.length);
  const j = random.below(features(input));
  return plusSample(
    input,
    x[i]!.map((v, k) => (k === j && random.chance(0.7) ? nudged(v, random) : v)),
    random.chance(0.8) ? y[i]! : -y[i]!,
  );
};

const flipLabel: Move = (input, random) => {
  const { x, y } = input.data;
  const i = random.below(y.length);
  return withSamples(
    input,
    x,
    y.map((label, k) => (k === i ? -label : label)),
  );
};

const turnSample: Move = (input, random) => {
  const i = random.below(input.data.x.length);
  return withSample(
    input,
    i,
    input.data.x[i]!.map((v) => 0 - v),
  );
};

const scaleData: Move = (input, random) => {
  const factor = random.pick([0.5, 2]);
  return mapNumbers(input, { x: (v) => v * factor });
};

const scaleStart: Move = (input, random) => {
  const factor = random.pick([0.25, 0.5, 2, 4]);
  return mapNumbers(input, { start: (v) => v * factor });
};

/** Every move, those that matter most often more than once. */
const MOVES: readonly Move[] = [
  changeEntry,
  changeEntry,
  changeEntry,
  changeStart,
  changeStart,
  changeStep,
  changeSeed,
  changeSlope,
  changeOutputWeight,
  changeVector,
  dropSample,
  copySample,
  flipLabel,
  turnSample,
  scaleData,
  scaleStart,
];

/** The case after one to three moves that apply. */
export function moved(input: Case, random: Random): Case {
  let current = input;
  for (let left = 1 + random.below(3); left > 0; left--) {
    for (;;) {
      const next = random.pick(MOVES)(current, random);
      if (next === undefined) continue;
      current = next;
      break;
    }
  }
  return current;
}
