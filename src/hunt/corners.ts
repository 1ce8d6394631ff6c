/** Boundary and corner cases: what a mathematician tries first. */

import type { Case } from '../data/case.js';
import type { Random } from './random.js';
import { features, mapNumbers, neurons, plusSample, withSamples } from './shape.js';

/** A transformation of a case into a corner; undefined where it does not apply. */
type Corner = (input: Case, random: Random) => Case | undefined;

/** The start of every neuron set to one vector. */
function startAt(input: Case, w: readonly number[]): Case | undefined {
  return input.start.length === 0 ? undefined : { ...input, start: Array.from({ length: neurons(input) }, () => w).flat() };
}

const zeroStart: Corner = (input) => startAt(input, new Array<number>(features(input)).fill(0));

/** w.x_i is exactly 0: products of equal factors cancel without rounding on short numbers. */
const onKink: Corner = (input, random) => {
  const d = features(input);
  if (d < 2) return undefined;
  const row = random.pick(input.data.x);
  const j = random.below(d);
  const k = (j + 1 + random.below(d - 1)) % d;
  const size = random.pick([-2, -1, -0.5, 0.5, 1, 2]);
  const w = new Array<number>(d).fill(0);
  w[j] = size * row[k]!;
  w[k] = 0 - size * row[j]!;
  return startAt(input, w);
};

const alongSample: Corner = (input, random) => {
  const size = random.pick([-1, -1 / 64, 1 / 64, 1]);
  return startAt(
    input,
    random.pick(input.data.x).map((v) => size * v + 0),
  );
};

const tinyOrHugeStep: Corner = (input, random) =>
  input.steps.kind === 'constant' ? { ...input, steps: { ...input.steps, eta: random.pick([2 ** -20, 2 ** -12, 16, 64]) } } : undefined;

const extremeExponent: Corner = (input, random) =>
  input.steps.kind === 'power' ? { ...input, steps: { ...input.steps, alpha: random.pick([33 / 64, 63 / 64]) } } : undefined;

const extremeSlope: Corner = (input, random) =>
  input.slope === undefined ? undefined : { ...input, slope: random.pick([0, 1 / 64, 63 / 64, 1]) };

const duplicates: Corner = (input, random) => {
  const i = random.below(input.data.x.length);
  let current: Case | undefined = input;
  for (let copies = 1 + random.below(3); copies > 0 && current !== undefined; copies--)
    current = plusSample(current, input.data.x[i]!, input.data.y[i]!);
  return current;
};

const opposites: Corner = (input, random) => {
  const i = random.below(input.data.x.length);
  const opposite = input.data.x[i]!.map((v) => 0 - v);
  return plusSample(input, opposite, random.chance(0.5) ? input.data.y[i]! : -input.data.y[i]!);
};

const zeroFeature: Corner = (input, random) => {
  const j = random.below(features(input));
  return withSamples(
    input,
    input.data.x.map((row) => row.map((v, k) => (k === j ? 0 : v))),
    input.data.y,
  );
};

const signs: Corner = (input) => mapNumbers(input, { x: Math.sign });

const extremeScale: Corner = (input, random) => {
  const factor = random.pick([2 ** -6, 2 ** -3, 2 ** 3, 2 ** 6]);
  return random.chance(0.5) ? mapNumbers(input, { x: (v) => v * factor }) : mapNumbers(input, { start: (v) => v * factor });
};

const CORNERS: readonly Corner[] = [
  zeroStart,
  onKink,
  onKink,
  alongSample,
  tinyOrHugeStep,
  extremeExponent,
  extremeSlope,
  duplicates,
  opposites,
  zeroFeature,
  signs,
  extremeScale,
];

/** The case in one or two corners that apply. */
export function cornered(input: Case, random: Random): Case {
  let current = input;
  for (let left = 1 + random.below(2); left > 0; left--) current = random.pick(CORNERS)(current, random) ?? current;
  return current;
}
