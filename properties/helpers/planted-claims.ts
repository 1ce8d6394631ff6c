import fc from 'fast-check';
import type { Claim, Evaluation } from '../../src/claim/claim.js';
import type { Case } from '../../src/data/case.js';
import { latticeVector } from '../../src/generator/lattice.js';

/** A claim that is false by construction, and how rare its violations are under its own generator. */
export interface PlantedClaim {
  readonly claim: Claim;
  /** What makes it hard, in a few words. */
  readonly difficulty: string;
}

const FEATURES = 4;
const SAMPLES = 4;

/** Cases of four samples in four dimensions with entries on the lattice k/64 in [-2, 2]; some labels of each sign. */
const cases = (claim: string): fc.Arbitrary<Case> =>
  fc
    .record({
      x: fc.array(latticeVector(FEATURES, 2), { minLength: SAMPLES, maxLength: SAMPLES }),
      start: latticeVector(FEATURES, 2),
      negatives: fc.integer({ min: 1, max: 2 ** SAMPLES - 2 }),
      halvings: fc.nat({ max: 10 }),
    })
    .map(({ x, start, negatives, halvings }) => ({
      claim,
      data: { x, y: x.map((_, i) => ((negatives >> i) & 1 ? -1 : 1)) },
      start,
      steps: { kind: 'constant', eta: 2 ** -halvings, count: 10 },
    }));

/** A planted claim from a margin; a hypothesis may fail. */
function planted(
  id: string,
  difficulty: string,
  margin: (input: Case) => number,
  hypothesis: (input: Case) => number = () => 1,
): PlantedClaim {
  return {
    difficulty,
    claim: {
      id: `planted/${id}`,
      reading: 'as-printed',
      chapter: 'definitions',
      kind: 'exact',
      source: 'planted for a test',
      statement: difficulty,
      margin: 'as planted',
      cases: cases(`planted/${id}`),
      required: {},
      evaluate(input): Evaluation {
        const least = hypothesis(input);
        const hypotheses = [{ name: 'planted hypothesis', margin: least }];
        if (least < 0) return { hypotheses, labels: [] };
        return { hypotheses, conclusion: { margin: margin(input), rounding: 1e-14, step: 0 }, labels: [] };
      },
    },
  };
}

const at = (row: readonly number[] | undefined, j: number): number => row?.[j] ?? 0;
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, j) => sum + v * at(b, j), 0);
const cosine = (a: readonly number[], b: readonly number[]): number => {
  const size = Math.sqrt(dot(a, a) * dot(b, b));
  return size === 0 ? 0 : dot(a, b) / size;
};
const sumOfSquares = (values: readonly number[]): number => values.reduce((sum, v) => sum + v * v, 0);

/** Planted-false claims, from easy to hard. */
export const plantedClaims: readonly PlantedClaim[] = [
  planted('half-space', 'a half space: rate about 1e-2', ({ start }) => 0.95 - at(start, 0) / 2),
  planted('wedge', 'a smooth wedge about a sample: rate about 1e-3', ({ data, start }) => 0.97 - cosine(start, data.x[0] ?? [])),
  planted(
    'valley',
    'a curved valley (Rosenbrock): rate about 1e-5',
    ({ start }) => 100 * (at(start, 1) - at(start, 0) ** 2) ** 2 + (1 - at(start, 0)) ** 2 + sumOfSquares(start.slice(2)) - 0.02,
  ),
  planted(
    'kinked',
    'two kinks met at once: rate about 1e-5',
    ({ data, start }) =>
      Math.max(Math.abs(dot(start, data.x[0] ?? []) - 1), Math.abs(dot(start, data.x[1] ?? []) + 1)) + Math.abs(at(start, 2)) - 0.03,
  ),
  planted(
    'sparse',
    'three coordinates exactly 0 and one near 1: rate below 1e-6',
    ({ start }) => Math.abs(at(start, 0)) + Math.abs(at(start, 1)) + Math.abs(at(start, 2)) + Math.abs(at(start, 3) - 1) - 0.05,
  ),
  planted('on-kink', 'the start exactly on the kink of a negative sample, away from 0: rate below 1e-6', ({ data, start }) =>
    data.x.some((row, i) => data.y[i]! < 0 && dot(row, start) === 0 && sumOfSquares(row) > 1 && sumOfSquares(start) > 1) ? -1 : 1,
  ),
  planted('duplicates', 'two equal samples with opposite labels, and a tiny step: rate below 1e-6', ({ data, steps }) => {
    const twins = data.x.some((row, i) =>
      data.x.some((other, k) => k < i && data.y[i] !== data.y[k] && row.every((v, j) => v === other[j])),
    );
    return (twins ? 0 : 1) + (steps.kind === 'constant' ? Math.max(0, steps.eta - 2 ** -9) : 1) - 0.5;
  }),
  planted(
    'hypothesis',
    'a thin hypothesis (|w| near 1) and a conclusion at its far end: rate about 1e-5',
    ({ start }) => 0.98 - at(start, 0),
    ({ start }) => 0.02 - Math.abs(Math.sqrt(sumOfSquares(start)) - 1),
  ),
];
