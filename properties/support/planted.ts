/** Claims that are false by construction, from easy to very hard to break: what the strategies are compared and were tuned on. */

import fc, { type Arbitrary } from 'fast-check';
import type { Claim, Conclusion, Hypothesis } from '../../src/claim/claim.js';
import { paper } from '../../src/claim/hypotheses.js';
import { slackRecord } from '../../src/claim/slack.js';
import type { Case } from '../../src/data/case.js';
import { latticeVector } from '../../src/generator/lattice.js';
import { stepSize } from '../../src/generator/steps.js';
import { dot } from '../../src/numerics/vector.js';

/** Cases with n samples of d features on multiples of 1/64 in [-4, 4], a start, and a step size. */
export function anyCase(least: number, most: number, d: number): Arbitrary<Case> {
  return fc
    .record({
      rows: fc.array(latticeVector(d), { minLength: least, maxLength: most }),
      start: latticeVector(d),
      eta: stepSize(),
    })
    .map(({ rows, start, eta }) => ({
      claim: 'planted',
      data: { x: rows, y: rows.map((_, i) => (i % 2 === 0 ? 1 : -1)) },
      start,
      steps: { kind: 'constant', eta, count: 10 },
    }));
}

interface Planted {
  readonly id: string;
  /** How it is false. */
  readonly statement: string;
  readonly cases: Arbitrary<Case>;
  conclusion(input: Case): Conclusion;
  hypotheses?(input: Case): readonly Hypothesis[];
}

/** A claim that is judged by a formula of the case alone. */
const claim = ({ id, statement, cases, conclusion, hypotheses = () => [] }: Planted): Claim => ({
  id,
  reading: 'as-printed',
  chapter: 'definitions',
  kind: 'every t',
  method: 'exact',
  source: 'planted',
  statement,
  slack: 'as stated',
  cases,
  required: {},
  evaluate(input) {
    const met = hypotheses(input);
    if (met.some(({ slack }) => slack < 0)) return { hypotheses: met, labels: [] };
    return { hypotheses: met, conclusion: conclusion(input), labels: [] };
  },
});

export const at = (slack: number): Conclusion => ({ slack, rounding: 0, step: 0 });
export const eta = ({ steps }: Case): number => (steps.kind === 'constant' ? steps.eta : Number.NaN);
/** At least n samples of d features. */
export const shape = ({ data: { x }, start }: Case, n: number, d = start.length): Hypothesis[] => [
  { ...paper('samples', `at least ${n} samples`), slack: x.length - n },
  { ...paper('features', `${d} features`), slack: -Math.abs(start.length - d) },
];
/** Points of d entries from all entries in a row. */
export const rowsOf = (d: number, entries: readonly number[]): number[][] =>
  Array.from({ length: entries.length / d }, (_, i) => entries.slice(i * d, (i + 1) * d));

/** A false claim and a case that breaks it. */
export interface FalseClaim {
  readonly claim: Claim;
  readonly witness: Case;
}

/** Makes the false claims of a group; `broken` breaks the claim. */
export const falseClaims =
  (group: string) =>
  ({ broken, ...of }: Planted & { readonly broken: Case }): FalseClaim => ({
    claim: claim({ ...of, id: `${group}/${of.id}` }),
    witness: broken,
  });

const rows = (n: number, d: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: d }, (_, j) => (i === j ? 1 : 0.5)));

/** A case by its parts: plain rows, alternating labels and a step of 1 where nothing else is said. */
export function witness(start: readonly number[], { x, y, step = 1 }: { x?: number[][]; y?: number[]; step?: number } = {}): Case {
  const points = x ?? rows(2, start.length);
  const labels = y ?? points.map((_, i) => (i % 2 === 0 ? 1 : -1));
  return { claim: 'planted', data: { x: points, y: labels }, start, steps: { kind: 'constant', eta: step, count: 10 } };
}

/** Points that no special value comes near. */
const TARGET = [1.7, -2.3, 0.9, 2.6, -1.4, 3.1];

/** Distance of the first entries of the start to the target. */
const distance = ({ start }: Case): number => Math.sqrt(start.reduce((sum, value, j) => sum + (value - TARGET[j]!) ** 2, 0));
/** Largest and weighted differences to the target: kinks everywhere, one coordinate at a time. */
const kinked = ({ start }: Case): number => Math.max(...start.map((value, j) => Math.abs(value - TARGET[j]!) * (j + 1)));

/** The claims, in order of difficulty for independent draws. */
export const planted: readonly Claim[] = [
  claim({
    id: 'planted/smooth-1e-2',
    statement: 'In 2 dimensions w stays 1/2 away from a point.',
    cases: anyCase(2, 4, 2),
    conclusion: (input) => at(distance(input) - 0.5),
  }),
  claim({
    id: 'planted/smooth-1e-4',
    statement: 'In 3 dimensions w stays 1/4 away from a point.',
    cases: anyCase(2, 4, 3),
    conclusion: (input) => at(distance(input) - 0.25),
  }),
  claim({
    id: 'planted/smooth-1e-7',
    statement: 'In 4 dimensions w stays 1/10 away from a point.',
    cases: anyCase(2, 4, 4),
    conclusion: (input) => at(distance(input) - 0.1),
  }),
  claim({
    id: 'planted/kinked-1e-6',
    statement: 'In 3 dimensions max_j j |w_j - p_j| stays above 1/10.',
    cases: anyCase(2, 4, 3),
    conclusion: (input) => at(kinked(input) - 0.1),
  }),
  claim({
    id: 'planted/kinked-1e-10',
    statement: 'In 5 dimensions max_j j |w_j - p_j| stays above 1/10.',
    cases: anyCase(2, 4, 5),
    conclusion: (input) => at(kinked(input) - 0.1),
  }),
  claim({
    id: 'planted/wedge',
    statement: 'In a wedge 1/500 wide about w = c (1, 2, -1), w.(1, 2, -1) stays below 9.',
    cases: anyCase(2, 4, 3),
    conclusion: ({ start: [a, b, c] }) =>
      at(Math.max(Math.abs(b! - 2 * a!), Math.abs(a! + c!)) * 100 - 0.2 + Math.max(0, 9 - a! - 2 * b! + c!)),
  }),
  claim({
    id: 'planted/combination',
    statement: 'With exactly 5 samples, a step of at most 2^-8 and all but one label +1, w.x_1 stays 1/8 away from 3.',
    cases: anyCase(2, 8, 2),
    conclusion: (input) => {
      const { x, y } = input.data;
      const shape = Math.abs(x.length - 5) + Math.abs(y.filter((label) => label < 0).length - 1);
      return at(shape + Math.max(0, 8 - Math.log2(1 / eta(input))) / 8 + Math.abs(dot(x[0]!, input.start) - 3) - 0.125);
    },
  }),
  claim({
    id: 'planted/kink',
    statement: 'w.x_1 and w.x_2 are not both exactly 0 unless w is.',
    cases: anyCase(2, 4, 3),
    hypotheses: ({ start, data: { x } }) => [
      { ...paper('start-non-zero', 'w is not 0'), slack: start.some((value) => value !== 0) ? 1 : -1 },
      { ...paper('samples-non-zero', 'x_1 and x_2 are not 0'), slack: x.slice(0, 2).every((row) => dot(row, row) > 0.5) ? 1 : -1 },
    ],
    conclusion: ({ start, data: { x } }) => {
      const height = Math.abs(dot(x[0]!, start)) + Math.abs(dot(x[1]!, start));
      return at(height === 0 ? -1 : height);
    },
  }),
  claim({
    id: 'planted/tiny-step',
    statement: 'For steps below 2^-16, which are never drawn, w_1 stays below 3.',
    cases: anyCase(2, 4, 2),
    conclusion: (input) => at(Math.max(Math.log2(eta(input)) + 16, 3 - input.start[0]!)),
  }),
  claim({
    id: 'planted/hypothesis',
    statement: 'Where |w| is between 2 and 2 + 1/50, w_1 stays 1/20 away from w_2.',
    cases: anyCase(2, 4, 3),
    hypotheses: ({ start }) => [{ ...paper('ring', '2 < |w| < 2.02'), slack: 0.01 - Math.abs(Math.sqrt(dot(start, start)) - 2.01) }],
    conclusion: ({ start: [a, b] }) => at(Math.abs(a! - b!) - 0.05),
  }),
  claim({
    id: 'planted/unlike-parts',
    statement: 'A part that is always near 0 and never below, and another in hundreds that is violated at a point.',
    cases: anyCase(2, 4, 4),
    conclusion: (input) => {
      const slack = slackRecord();
      slack.record(Math.abs(input.start[0]!) / 1000, 0, 0, undefined, 'small');
      slack.record(300 * (distance(input) - 0.2), 0, 0, undefined, 'large');
      return slack.conclusion()!;
    },
  }),
];

/** A claim that is true, however near to false: no strategy may break it. */
export const trueClaim: Claim = claim({
  id: 'planted/true',
  statement: '|w|^2 >= 2 w_1 w_2, which is exact on the lattice.',
  cases: anyCase(2, 4, 2),
  conclusion: ({ start: [a, b] }) => at((a! - b!) ** 2),
});
