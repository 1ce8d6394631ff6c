/** What the parts of the oracles that only propose come to, as it is on record: a fault in one shows nowhere else but in time. */

import fc from 'fast-check';
import quadprog from 'quadprog';
import { dataset } from '../../src/data/dataset.js';
import { norm } from '../../src/numerics/vector.js';
import { uniformSampler } from '../../src/optimizer/sampler.js';
import { ActiveFactors } from '../../src/oracle/active-factors.js';
import { proposeActiveSet } from '../../src/oracle/active-set-proposal.js';
import { axesOf } from '../../src/oracle/axes.js';
import { proposeOnBall } from '../../src/oracle/ball-proposal.js';
import { dualMethod } from '../../src/oracle/dual-method.js';
import { encloseMargin } from '../../src/oracle/enclosure.js';
import { ExactRows } from '../../src/oracle/exact-rows.js';
import { roughDirections } from '../../src/oracle/rough-directions.js';
import { proposeSeparator } from '../../src/oracle/separator-proposal.js';
import { spectralBarrier } from '../../src/oracle/spectral-barrier.js';
import { proposeOnSpectralBall } from '../../src/oracle/spectral-proposal.js';
import { guessLock, withHeight } from '../../src/oracle/strike-cycle.js';
import { quickLocks } from '../../src/paper/generators/quick-locks.js';
import { type DrawnRows, hardRows, plainRows, withZeros } from './drawn-rows.js';
import { hash } from './hashes.js';
import { lock, obtuse, quickLock, slidesInside } from './limit-cases.js';

/** Where hashes of the proposals are on record. */
export const PROPOSALS = 'properties/oracle/proposals.json';

/** Problems of few rows. */
export const SMALL = [
  ...plainRows([
    [2, 2],
    [3, 2],
    [6, 3],
    [12, 4],
    [40, 3],
  ]),
  ...hardRows(),
];

/** What is proposed for one problem. */
interface Proposed {
  readonly name: string;
  propose(): unknown;
}

const each = (problems: readonly DrawnRows[], propose: (problem: DrawnRows) => unknown): readonly Proposed[] =>
  problems.map((problem) => ({ name: problem.name, propose: () => propose(problem) }));

/** Problems at the sizes at which one way to guess gives over to another, and beside them. */
const BY_SIZE = plainRows([
  [64, 4],
  [65, 4],
  [150, 3],
  [400, 10],
  [200, 99],
  [200, 100],
]);

/** Active rows, with the number of rows that quadprog was given each time and its iterations; rows of zeros have the target 0. */
function activeSet({ rows, dimension }: DrawnRows, zeroTargets = false): unknown {
  const asked: number[] = [];
  const { solveQP } = quadprog;
  quadprog.solveQP = (...given) => {
    const result = solveQP(...given);
    asked.push(given[3].length - 1, ...result.iterations.slice(1));
    return result;
  };
  try {
    const targets = Uint8Array.from(rows, (row, k) => ((zeroTargets && k % 3 === 0) || norm(row) === 0 ? 0 : 1));
    return { ...proposeActiveSet(rows, targets, dimension), asked };
  } finally {
    quadprog.solveQP = solveQP;
  }
}

/** Active rows, and the steps that the method took. */
function dual({ rows, dimension }: DrawnRows): unknown {
  let steps = 0;
  const { coefficients } = ActiveFactors.prototype;
  ActiveFactors.prototype.coefficients = function (row) {
    steps++;
    return coefficients.call(this, row);
  };
  try {
    const unit = Float64Array.from(rows.flatMap((row) => [...row].map((x) => x / norm(row))));
    const bound = Float64Array.from(rows, (_, k) => 1 / (1 + (k % 4)));
    return { ...dualMethod(unit, bound, dimension), steps };
  } finally {
    ActiveFactors.prototype.coefficients = coefficients;
  }
}

/** All that the factors say as rows are taken in, and out from the front, the middle and the end. */
function factors({ rows, dimension }: DrawnRows): unknown {
  const state = new ActiveFactors();
  const told: unknown[] = [];
  for (const [k, row] of rows.slice(0, dimension).entries()) {
    const along = state.coefficients(row);
    const beside = state.beside(row, along);
    told.push(along, beside, state.solve(along));
    state.add(k, along, beside, norm(beside));
  }
  const bound = Float64Array.from(rows, (_, k) => 1 + (k % 3));
  const w = new Float64Array(dimension);
  for (const index of [0, 1, state.active.length - 3]) {
    state.restore(bound, w);
    told.push([...state.active], [...state.multipliers], w.slice(), state.likeliest());
    if (index >= 0 && index < state.active.length) state.remove(index);
  }
  return told;
}

function onBalls({ rows, dimension }: DrawnRows): unknown {
  return (['l1', 'l-infinity'] as const).map((ball) => Object.values(proposeOnBall(rows, dimension, ball) ?? {}));
}

/** Matrices by rows and columns: how many, of which shape. */
export const MATRICES = (
  [
    [1, 1, 1],
    [2, 2, 2],
    [3, 3, 2],
    [5, 2, 3],
    [8, 4, 3],
    [4, 1, 3],
    [4, 3, 1],
    // Here rounding leads out of the domain twelve times over.
    [2, 3, 3],
  ] as const
).flatMap(([n, height, width]) =>
  plainRows([[n, height * width]]).map((problem) => ({ ...problem, name: `${problem.name} (${height} x ${width})`, height, width })),
);

/** Two zeros, of which no vector has a margin. */
const ZEROS: DrawnRows = { name: 'zeros', rows: [new Float64Array(4), new Float64Array(4)], dimension: 4 };

/** Matrices of one row, of which rounding leads to the wrong side of some, but not of all, while it stays within the ball. */
const ASTRAY: DrawnRows = {
  name: 'astray',
  rows: [Float64Array.of(2, 1, -1), Float64Array.of(-3, -1, 3), Float64Array.of(3, -3, 2), Float64Array.of(-1, -1, -1)],
  dimension: 3,
};

function onSpectralBall(): readonly Proposed[] {
  const tiny = MATRICES.slice(0, 6).map((one) => ({
    ...one,
    name: `${one.name}, tiny`,
    rows: one.rows.map((row) => row.map((x) => x / 256)),
  }));
  return [...MATRICES, ...tiny, { ...ZEROS, height: 2, width: 2 }, { ...ASTRAY, height: 1, width: 3 }].map(
    ({ name, rows, height, width }) => ({
      name,
      propose: () => proposeOnSpectralBall(rows, height, width),
    }),
  );
}

/** Gradient and Hessian at points of all lengths, beyond the edge of the ball, too. */
function barrier(): readonly Proposed[] {
  return MATRICES.map(({ name, rows, height, width }) => ({
    name,
    propose: () =>
      rows
        .flatMap((row) => Array.from({ length: 20 }, (_, k) => row.map((x) => (x * (0.3 + k / 16)) / norm(row))))
        .map((point) => {
          const own = spectralBarrier(height, width);
          const size = height * width + 1;
          if (!own.enter(Float64Array.from([...point, 0]))) return undefined;
          const [gradient, hessian] = [new Float64Array(size), new Float64Array(size * size)];
          own.add(gradient, hessian, size);
          return [gradient, hessian];
        }),
  }));
}

function axes(): readonly Proposed[] {
  const next = uniformSampler(7, 33);
  const drawn = Array.from({ length: 24 }, () => [
    [next() / 8 - 2, next() / 8 - 2],
    [next() / 8 - 2, next() / 8 - 2],
  ]);
  const hard = [
    [],
    [[2]],
    [
      [1, 0],
      [1, 2],
    ],
    [
      [1, 1],
      [0, 1],
    ],
    [
      [1, 2 ** -30],
      [2 ** -30, 1],
    ],
    [
      [1, 2, 0],
      [0, 1, 3],
      [1, 0, 1],
    ],
  ];
  return [
    { name: 'drawn', propose: () => drawn.map(axesOf) },
    { name: 'hard', propose: () => hard.map(axesOf) },
  ];
}

/** Runs that lock at once, at another step size, after more strikes than one a cycle, and not at all. */
function cycles(): readonly Proposed[] {
  const drawn = fc.sample(quickLocks(), { seed: 5, numRuns: 6 });
  const cases = [
    ...[1, 1 / 4].map((eta) => ({ ...obtuse, eta })),
    ...[1, 1 / 2].map((eta) => ({ ...lock, eta })),
    { ...quickLock, eta: 1 / 2 },
    { ...slidesInside, eta: 1 },
    ...drawn.map(({ data, start }) => ({ data, start, eta: 1 })),
  ];
  return cases.map(({ data, start, eta }, k) => ({
    name: `${k}`,
    propose: () => {
      const packed = dataset(data);
      const guess = guessLock(packed, start, eta);
      return guess && [guess, [1, 2, 3].map((more) => withHeight(packed, guess, guess.height + more))];
    },
  }));
}

/** Heights of a first sample that has little beside the second, as against its own length and as such. */
function heights(): readonly Proposed[] {
  const little = [2 ** -24, 2 ** -19, 2 ** -12];
  return [2 ** 10, 1, 2 ** -10].flatMap((length) =>
    little.map((beside) => ({
      name: `${beside} beside ${length}`,
      propose: () => {
        const data = dataset({
          x: [
            [length, beside, 0],
            [length, 0, 0],
            [length, 0, beside],
          ],
          y: [1, 1, -1],
        });
        const w = Float64Array.of(1, 2, 3);
        return withHeight(data, { slow: 0, drifts: 1, first: 1, crossing: w, w, height: 1 }, 2);
      },
    })),
  );
}

/** What each part proposes, by what it is for. */
export const PROPOSING_PARTS: Readonly<Record<string, readonly Proposed[]>> = {
  'active rows': each([...SMALL, ...SMALL.map(withZeros), ...BY_SIZE], (problem) => activeSet(problem)),
  'active rows, some targets 0': each([...SMALL, ...BY_SIZE], (problem) => activeSet(problem, true)),
  'active rows of the dual method': each([...SMALL, ...BY_SIZE.slice(0, 8)], dual),
  'factors of active rows': each(SMALL, factors),
  'enclosed multipliers': each(SMALL, ({ rows, dimension }) =>
    [1, 2, 3, 4].map((count) =>
      encloseMargin(
        new ExactRows(rows, dimension),
        rows.slice(0, Math.min(count, dimension)).map((_, k) => (k * 7) % rows.length),
      ),
    ),
  ),
  separators: each(SMALL, ({ rows, dimension }) => proposeSeparator(rows, dimension)),
  'margins on balls': each([...SMALL, ZEROS], onBalls),
  'margins on the spectral ball': onSpectralBall(),
  'the barrier of the spectral ball': barrier(),
  'rough directions': each(SMALL, ({ rows, dimension }) => Array.from(roughDirections(rows, dimension), (w) => w.slice())),
  axes: axes(),
  'cycles of strikes': cycles(),
  'heights of a slow sample': heights(),
};

/** What goes on record of a part: by the name of the problem, a hash; a dash where nothing is proposed. */
export function proposalHashes(part: readonly Proposed[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    part.map(({ name, propose }) => {
      const value = propose();
      return [name, value === undefined ? '-' : hash({ value })];
    }),
  );
}
