import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstIterate } from '../../src/certify/enclosure/path.js';
import { settingOf } from '../../src/certify/enclosure/setting.js';
import { staysBesideKinks } from '../../src/certify/invariant/beside-kinks.js';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { dataset } from '../../src/data/dataset.js';
import { cosine } from '../../src/numerics/vector.js';
import { type Observer, run } from '../../src/trajectory/run.js';
import { certifiedCase, certify, witnessOf } from '../support/certify.js';
import { claimOf } from '../support/judging.js';
import { fewOrMany, STATISTICAL } from '../support/long-suite.js';

/** A case about gradient descent (with a step size) or SGD (alpha 3/4). */
function caseOf(
  claim: string,
  samples: readonly (readonly number[])[],
  start: readonly number[],
  more: Partial<Case> & { eta?: number } = {},
): Case {
  const { eta, ...rest } = more;
  const steps = eta === undefined ? { kind: 'power' as const, alpha: 0.75, count: 1563 } : { kind: 'constant' as const, eta, count: 2000 };
  const data = { x: samples.map((row) => row.slice(0, -1)), y: samples.map((row) => row.at(-1)!) };
  return { claim, data, start, steps, seed: 0, ...rest };
}

describe('invariants are certified for what hunts shrink their finds to', () => {
  // docs/reference/hunt-table.md; the last number of a sample is its label.
  it.each([
    caseOf(
      'linear/global',
      [
        [0, 1, 1],
        [-1, 15, -1],
      ],
      [0, 0],
      { eta: 1 },
    ),
    caseOf(
      'thm-3.2/cases',
      [
        [0.5, 1, -1],
        [0.375, 1, 1],
        [0, 1, 1],
      ],
      [0, 1],
      { eta: 0.5 },
    ),
    caseOf(
      'thm-3.2/1',
      [
        [-1, -1],
        [1, 1],
      ],
      [1],
      { eta: 1 },
    ),
    caseOf(
      'thm-3.2/2',
      [
        [1, 1, 1],
        [1, 2, -1],
      ],
      [2, -1],
      { eta: 0.5 },
    ),
    // Two copies of the struck negative, and two kinks at right angles.
    caseOf(
      'thm-3.2/2',
      [
        [0.5, -1, 1],
        [1, 0, 1],
        [0, -1, -1],
        [0, -1, -1],
      ],
      [1, 0],
      { eta: 0.5 },
    ),
    caseOf(
      'thm-3.2/cases',
      [
        [1, 1, 1, 1],
        [0, 1, 0, -1],
        [0, 0, 1, -1],
      ],
      [6, -2, -2],
      { eta: 0.5 },
    ),
    caseOf(
      'thm-3.2/3',
      [
        [1, 0, 1],
        [0, 1, 1],
        [-1, 0, -1],
      ],
      [1, 0],
      { eta: 1 },
    ),
    caseOf(
      'ex-2/no-limit',
      [
        [1, 0.5, 1],
        [0, 1, -1],
      ],
      [1, -1],
      { eta: 0.125 },
    ),
    caseOf(
      'leaky/gd',
      [
        [-1, -1],
        [1, 1],
      ],
      [0],
      { eta: 1, slope: 0.5 },
    ),
    caseOf('thm-4.1/direction', [[1, 1]], [0, 1], { eta: 1, outputWeights: [-1, 1] }),
    caseOf(
      'thm-3.4/global',
      [
        [1, 1],
        [-1, -1],
      ],
      [1],
    ),
    caseOf(
      'thm-3.4/local',
      [
        [0, 1, 1],
        [-1, 0, -1],
      ],
      [0, 1],
    ),
    caseOf(
      'leaky/sgd',
      [
        [-1, -1],
        [1, 1],
      ],
      [1],
      { slope: 0.5 },
    ),
    caseOf('thm-4.2/direction', [[-1, -1]], [-1, 0], { outputWeights: [-1, 1] }),
  ])('$claim', (input) => {
    const { kind } = judgeCase(claimOf(input.claim), input, standardParts);

    const certificate = certify(input);

    expect(kind).toBe('violated');
    expect(certificate).toMatchObject({ claim: input.claim });
    expect(certificate!.slack.high).toBeLessThanOrEqual(0);
  });
});

describe('tampered witnesses of limits are not certified', () => {
  /** The case with a sample more. */
  const joined = (input: Case, row: readonly number[], label: number): Case => ({
    ...input,
    data: { x: [...input.data.x, row], y: [...input.data.y, label] },
  });
  const slower = (input: Case, eta: number): Case => ({ ...input, steps: { kind: 'constant', eta, count: 0 } });

  it.each<[string, Case]>([
    [
      'thm-3.2/1 where w^+ = (1, 0) is on the edge of the region',
      caseOf(
        'thm-3.2/1',
        [
          [1, 0, 1],
          [0, 1, -1],
        ],
        [1, -1],
        { eta: 0.5 },
      ),
    ],
    ['thm-3.2/1 from a start at which nothing is active', { ...witnessOf('thm-3.2/1'), start: [0] }],
    [
      'thm-3.2/1 of another class balance: a positive stays inactive',
      caseOf(
        'thm-3.2/1',
        [
          [1, 0, 1],
          [-1, 1, 1],
          [-1, 0, -1],
        ],
        [1, 0],
        { eta: 0.5 },
      ),
    ],
    ['thm-3.2/3 with all positives active', { ...witnessOf('thm-3.2/3'), start: [1, 3] }],
    ['thm-3.2/3 with a sample that the active one wakes', joined(witnessOf('thm-3.2/3'), [0.25, 1], 1)],
    ['thm-3.2/3 with a negative outside every half space that w^+_J keeps', joined(witnessOf('thm-3.2/3'), [0.25, -8], -1)],
    ['leaky/gd at slope 0', { ...witnessOf('leaky/gd'), slope: 0 }],
    ['leaky/gd on data that no vector separates', joined(witnessOf('leaky/gd'), [1], -1)],
    [
      'thm-4.1/direction with patterns that overlap for ever',
      {
        ...witnessOf('thm-4.1/direction'),
        data: {
          x: [
            [1, 0],
            [0, 1],
          ],
          y: [1, 1],
        },
        outputWeights: [1, 1, -1],
        start: [1, 1, -1, 1, -1, -1],
      },
    ],
    ['thm-4.1/direction with v of one sign', { ...witnessOf('thm-4.1/direction'), outputWeights: [1, 1] }],
    ['thm-4.1/direction with a dead sample', { ...witnessOf('thm-4.1/direction'), start: [0.25, -0.25, 0, 0] }],
    [
      'thm-3.2/cases with w^+ inside: the negative turned away',
      {
        ...witnessOf('thm-3.2/cases'),
        data: {
          x: [
            [1, 1],
            [0, -1],
          ],
          y: [1, -1],
        },
      },
    ],
    ['thm-3.2/2 with a positive that stays inactive', joined(witnessOf('thm-3.2/2'), [-1, 1 / 4], 1)],
    [
      'ex-2/no-limit with x1.x2 > |x2|^2 / 2',
      {
        ...witnessOf('ex-2/no-limit'),
        data: {
          x: [
            [1, 2],
            [0, 2],
          ],
          y: [1, -1],
        },
      },
    ],
    ['linear/global with a step below 2/beta', slower(witnessOf('linear/global'), 2 ** -6)],
    ['thm-3.4/global from the edge of the region', { ...witnessOf('thm-3.4/global'), start: [0] }],
    ['thm-3.4/global with a draw that can leave', joined(witnessOf('thm-3.4/global'), [0.5], -1)],
    ['thm-3.4/local with an inactive sample that a draw can wake', joined(witnessOf('thm-3.4/local'), [0.25, 1], 1)],
    ['thm-3.4/local with alpha = 1/2', { ...witnessOf('thm-3.4/local'), steps: { kind: 'power', alpha: 0.5, count: 2000 } }],
    ['leaky/sgd from outside the separable region', { ...witnessOf('leaky/sgd'), start: [-1] }],
    ['thm-4.2/direction with a dead network', { ...witnessOf('thm-4.2/direction'), start: [0, 0] }],
  ])('%s', (_, input) => {
    expect(certify(input)).toBeUndefined();
  });
});

const STEPS = 10_000;

/** Plain float64 steps of a case's run, seen from the certified step on. */
function seen(input: Case, from: number, look: Observer, steps = STEPS): void {
  const data = dataset(input.data);
  const { claim, outputWeights, slope, start } = input;
  const parts = standardParts;
  const model =
    outputWeights !== undefined
      ? parts.network(outputWeights)
      : slope !== undefined
        ? parts.leakyRelu(slope)
        : claim.startsWith('linear')
          ? parts.linear
          : parts.relu;
  const stochastic = input.steps.kind === 'power';
  run({
    data,
    model,
    start,
    optimizer: stochastic ? parts.stochasticGradientDescent : parts.gradientDescent,
    stepSize: input.steps.kind === 'power' ? parts.powerSchedule(input.steps.alpha) : input.steps.kind === 'constant' ? input.steps.eta : 0,
    ...(stochastic ? { sampler: parts.uniformSampler(input.seed!, data.n) } : {}),
    steps,
    observe: (view) => (view.k < from ? undefined : look(view)),
  });
}

/** Which w_k.x_i are positive. */
function signsAt(input: Case, w: Float64Array): string {
  const d = input.data.x[0]!.length;
  const neurons = w.length / d;
  return Array.from({ length: neurons }, (_, k) =>
    input.data.x.map((row) => (row.reduce((sum, entry, j) => sum + entry * w[k * d + j]!, 0) > 0 ? '1' : '0')).join(''),
  ).join(' ');
}

/** A claim whose every smaller step is certified as well. */
const isAboutSmallSteps = (id: string): boolean => /^thm-3\.2|^ex-2|^leaky\/gd|^app-b/.test(id);

/** The case with a step 1, 2, 8 or 64 times smaller. */
function slowed(input: Case, place: number): Case {
  const { steps } = input;
  return steps.kind === 'constant' ? { ...input, steps: { ...steps, eta: steps.eta / [1, 2, 8, 64][place % 4]! } } : input;
}

const drawn = (id: string, count: number) => fc.sample(claimOf(id).cases, { numRuns: fewOrMany(count / 3, count), seed: 4711 });

describe('10^4 plain float steps stay in every certified region', () => {
  it.each(['thm-3.2/1', 'thm-3.2/3', 'leaky/gd', 'thm-4.1/direction', 'thm-3.4/global', 'thm-3.4/local', 'leaky/sgd', 'thm-4.2/direction'])(
    'where no pattern changes: %s',
    STATISTICAL,
    (id) => {
      const found = drawn(id, 24).flatMap((given, place) => {
        const { input, certificate } = certifiedCase(given) ?? {};
        if (input === undefined || certificate === undefined) return [];
        const from = certificate.step;
        // What is shown from the start on is shown for whatever is drawn, and for every smaller step.
        if (from === 0 && input.seed !== undefined) return [{ input: { ...input, seed: input.seed + 1 }, from }];
        return [{ input: isAboutSmallSteps(id) ? slowed(input, place) : input, from }];
      });
      const changed = found.filter(({ input, from }) => {
        const patterns = new Set<string>();
        seen(input, from, ({ w }) => {
          patterns.add(signsAt(input, w));
        });
        return patterns.size !== 1;
      });

      expect(found.length).toBeGreaterThan(2);
      expect(changed).toEqual([]);
    },
  );

  it.each(['thm-3.2/cases', 'thm-3.2/2', 'ex-2/no-limit'])(
    'beside a kink, with w.x_b in its box and the floors kept: %s',
    STATISTICAL,
    (id) => {
      let certified = 0;
      for (const [place, given] of drawn(id, 30).entries()) {
        const { input, certificate } = certifiedCase(given) ?? {};
        if (input === undefined || certificate === undefined) continue;
        certified++;
        const at = settingOf(input, 200);
        const shown = staysBesideKinks(at).test(firstIterate(at))!;
        expect(certificate.step).toBe(0);
        const boxes = shown.kinks.map(({ b, box }) => ({ b, ...at.arithmetic.bounds(box) }));
        const floors = shown.floors.map((floor) => at.arithmetic.bounds(floor).low);
        const product = (w: Float64Array, i: number): number => input.data.x[i]!.reduce((sum, entry, j) => sum + entry * w[j]!, 0);
        let worst = 0;
        seen(slowed(input, place), 0, ({ w }) => {
          const beyond = Math.max(...boxes.map(({ b, low, high }) => Math.max(low - product(w, b), product(w, b) - high)));
          const below = Math.max(...shown.J.map((i, place) => floors[place]! - product(w, i)));
          const active = [...signsAt(input, w)].flatMap((sign, i) => (sign === '1' && input.data.y[i] === 1 ? [i] : []));
          // Beside the struck negatives only their multiples may be active.
          const stray = input.data.y.some((label, j) => {
            const x = input.data.x[j]!;
            const alike = boxes.some(({ b }) => 1 - cosine(x, input.data.x[b]!) < 1e-12);
            return label === -1 && !alike && product(w, j) > 0;
          });
          if (stray) worst = 1;
          worst = Math.max(worst, beyond, below, active.join() === shown.J.join() ? 0 : 1);
        });
        expect(worst).toBeLessThan(1e-9);
      }
      expect(certified).toBeGreaterThan(2);
    },
  );

  it('where the loss has to grow: linear/global', STATISTICAL, () => {
    let found = 0;
    for (const input of drawn('linear/global', 120)) {
      const certificate = certify(input);
      if (certificate === undefined) continue;
      found++;
      let last = -certificate.slack.high;
      let falls = 0;
      seen(input, certificate.step, ({ evaluation }) => {
        const loss = evaluation.loss * Math.exp(evaluation.shift);
        if (!(loss >= last * (1 - 1e-9))) falls++;
        last = loss;
      });
      expect(falls).toBe(0);
    }
    expect(found).toBeGreaterThan(2);
  });
});
