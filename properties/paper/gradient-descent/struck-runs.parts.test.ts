import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/claim/claim.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { dataset, type LabelledData } from '../../../src/data/dataset.js';
import { log } from '../../../src/numerics/elementary.js';
import { strikeRates } from '../../../src/paper/gradient-descent/strike-rates.js';
import { onStruckRuns, type StruckRun } from '../../../src/paper/gradient-descent/struck-runs.js';
import type { EventCheckpoint } from '../../../src/trajectory/events/index.js';
import { walking } from '../../support/walking.js';

/** p = (4, 0) = 16 x1 - 16 x3, of a margin of 1/4; x4 is at an acute angle with p and far from every kink. */
const x = [
  [1 / 4, 1],
  [-3 / 8, -3],
  [0, 1],
  [-1, 0],
];
const y = [1, 1, -1, -1] as const;
const start = [52, 1 / 256];
const STEPS = 2 ** 12 + 64;

interface Told {
  readonly from?: Partial<EventCheckpoint>;
  readonly to?: Partial<EventCheckpoint>;
  readonly count?: number;
  readonly eta?: number;
  readonly begin?: readonly number[];
  /** Where it is at its last step. */
  readonly ends?: readonly number[];
  readonly data?: LabelledData;
}

/** What is seen of a run that rests at its start, and of which the engine of events tells two moments. */
function seen({ from, to, count = 2, eta = 1 / 4, begin = start, ends = begin, data = { x, y } }: Told = {}) {
  let asked: Parameters<Parts['events']>[0] | undefined;
  let handed: StruckRun | undefined;
  const parts: Parts = {
    ...standardParts,
    gradientDescent: walking([...Array<readonly number[]>(STEPS).fill(begin), ends]),
    events(problem) {
      asked = problem;
      const first = { s: problem.checkpoints![0]!, w: Float64Array.of(60, 0), activated: [0, 0, 10, 0], ...from };
      const last = { s: problem.until, w: Float64Array.of(76, 0), activated: [0, 0, 10 + 1020, 0], ...to };
      return { kind: 'reached', end: 'horizon', checkpoints: [first, last].slice(0, count), plainSteps: 0, crossings: 0, jumps: 0 };
    },
  };
  const evaluate = onStruckRuns({
    judge(run) {
      handed = run;
      return { undecided: 'seen' };
    },
  });
  const evaluation = evaluate({ claim: '', data, start: [...begin], steps: constantSteps(eta, STEPS) }, parts);
  return { evaluation, asked, handed };
}

const slackOf = ({ hypotheses }: Evaluation, id: string) => hypotheses.find((one) => one.id === id)?.slack;

describe('a run whose strikes are counted', () => {
  // (n/eta) mu = 256 strikes come per unit of ln t; the force on x1 is as in the limit from w.x1 + ln 256 on, and the slowest mode is 1.
  const onset = 13 + 1 / 256 + log(256);

  it('is followed from the plain steps to where the slowest mode has fallen by e^-8, and for 4 more', () => {
    const { asked } = seen();

    expect(asked).toMatchObject({ slope: 0, eta: 1 / 4, from: STEPS, mostEvents: 18_000, mostSteps: 36_000 });
    expect(Array.from(asked!.start)).toEqual(start);
    expect(asked!.checkpoints).toHaveLength(1);
    expect(asked!.checkpoints![0]).toBeCloseTo(onset + 8, 10);
    expect(asked!.until).toBeCloseTo(onset + 12, 10);
  });

  it('is counted from ln t = 20 on at the earliest', () => {
    const { asked } = seen({ begin: [4, 1 / 256] });

    expect(asked!.checkpoints).toEqual([20]);
    expect(asked!.until).toBe(24);
  });

  it('is handed on with the strikes of the count and those expected', () => {
    const { handed, evaluation } = seen();

    expect(handed).toMatchObject({ rate: 1 / 4, kinks: [{ sample: 2, strikes: 1020, expected: 1024 }] });
    expect([handed!.from, handed!.until]).toEqual([seen().asked!.checkpoints![0], seen().asked!.until]);
    expect(evaluation).toMatchObject({ undecided: 'seen', labels: [['kinks', '1']] });
  });

  it('has at least 96 strikes in the count', () => {
    // 64/eta strikes per unit of ln t: 16 at eta = 4, and the onset is that much earlier.
    expect(seen({ eta: 4, begin: [4, 1 / 256] }).asked!.until).toBe(20 + 96 / 16);
  });

  it('has at most 6000 strikes up to the end of the count', () => {
    const { evaluation } = seen();
    expect(slackOf(evaluation, 'few-strikes')).toBeCloseTo(1 - (256 * (onset + 12 - log(STEPS))) / 6000, 12);
    expect(seen({ eta: 1 / 8 }).evaluation).toMatchObject({ labels: [] });
    expect(slackOf(seen({ eta: 1 / 8 }).evaluation, 'few-strikes')).toBeLessThan(0);
  });

  it('keeps its positives active and the others inactive', () => {
    const settled = (told: Told) => slackOf(seen(told).evaluation, 'settled');

    expect(settled({})).toBe(1);
    expect(settled({ to: { activated: [1, 0, 1030, 0] } })).toBe(-1);
    expect(settled({ to: { activated: [0, 1, 1030, 0] } })).toBe(-1);
    expect(settled({ from: { w: Float64Array.of(-60, 0) } })).toBe(-1);
    expect(settled({ to: { w: Float64Array.of(-76, 0) } })).toBe(-1);
    // w.x1 = 1 and w.x2 = 0.
    expect(settled({ from: { w: Float64Array.of(8, -1) } })).toBe(1);
  });

  it('strikes no other negative', () => {
    expect(slackOf(seen().evaluation, 'others-rest')).toBe(1);
    expect(slackOf(seen({ to: { activated: [0, 0, 1030, 1] } }).evaluation, 'others-rest')).toBe(-1);
  });

  it('has the least w.x of its positives rise like ln t, but for 1/4 and two strikes', () => {
    // w.x1 rises by 4 in a span of 4; a strike moves it by (eta/n) |x1.x3| = 1/16.
    const grows = (w: number) => slackOf(seen({ to: { w: Float64Array.of(w, 0) } }).evaluation, 'grows');

    expect(grows(76)).toBeCloseTo(1, 12);
    expect(grows(78)).toBeCloseTo(1 - 1 / 2 / (1 / 4 + 1 / 8), 12);
    expect(grows(75)).toBeCloseTo(1 - 1 / 4 / (1 / 4 + 1 / 8), 12);
  });

  it('is struck in the plain steps', () => {
    expect(slackOf(seen().evaluation, 'struck-early')).toBe(1);
    expect(slackOf(seen({ begin: [52, 0] }).evaluation, 'struck-early')).toBe(-1);
    expect(slackOf(seen({ begin: [52, 0], ends: start }).evaluation, 'struck-early')).toBe(1);
  });

  it('is undecided where the engine tells of no moment', () => {
    expect(seen({ count: 0 }).evaluation.undecided).toBe('the strikes were not counted');
  });
});

describe('a run whose positive two kinks hold', () => {
  /** p = (0, 0, 1) = x1 - x2 / 2 - x3; two other negatives are far from their kinks. */
  const data: LabelledData = {
    x: [
      [1, 1, 1],
      [2, 0, 0],
      [0, 1, 0],
      [0, 0, -1],
      [0, -1, -1],
    ],
    y: [1, -1, -1, -1, -1],
  };
  const at = (height: number, ...activated: number[]) => ({ w: Float64Array.of(0, 0, height), activated: [0, 0, 0, ...activated] });
  const both: Told = { data, begin: [1 / 256, 1 / 256, 4], from: at(20, 0, 0), to: { ...at(26, 0, 0), activated: [0, 60, 120, 0, 0] } };

  it('has both struck in the plain steps', () => {
    expect(slackOf(seen(both).evaluation, 'struck-early')).toBe(1);
    expect(slackOf(seen({ ...both, begin: [1 / 256, 0, 4] }).evaluation, 'struck-early')).toBe(-1);
  });

  it('has 96 strikes of the less struck in the count', () => {
    // (n/eta) mu = 10 and 20 strikes per unit of ln t.
    expect(seen(both).asked!.until - seen(both).asked!.checkpoints![0]!).toBeCloseTo(96 / 10, 12);
    expect(seen({ ...both, to: at(29.6, 0, 0) }).handed?.kinks.map(({ sample, expected }) => [sample, Math.round(expected)])).toEqual([
      [1, 96],
      [2, 192],
    ]);
  });

  it('strikes none of the others', () => {
    expect(slackOf(seen(both).evaluation, 'others-rest')).toBe(1);
    expect(slackOf(seen({ ...both, to: at(26, 0, 1) }).evaluation, 'others-rest')).toBe(-1);
    expect(slackOf(seen({ ...both, to: at(26, 1, 0) }).evaluation, 'others-rest')).toBe(-1);
  });

  it('may rise by two strikes of the larger pull, and 1/4, more or less than ln t', () => {
    // A strike on x2 moves w.x1 by (1/4) 2 / 5.
    expect(slackOf(seen({ ...both, to: at(20 + 9.6 + 0.1, 0, 0) }).evaluation, 'grows')).toBeCloseTo(1 - 0.1 / (1 / 4 + 1 / 5), 10);
  });
});

describe('a run that no kink holds', () => {
  const struckOf = (told: Told) => slackOf(seen(told).evaluation, 'struck');

  it('is not struck for ever', () => {
    expect(struckOf({})).toBe(1);
    expect(
      struckOf({
        data: {
          x: [
            [1, 0],
            [-1, 1],
          ],
          y: [1, -1],
        },
        begin: [1, 2],
      }),
    ).toBe(-1);
    // No positive is active.
    expect(struckOf({ begin: [-1, 1 / 8] })).toBe(-1);
  });
});

describe('the rates of strikes', () => {
  const rates = (negatives: readonly (readonly number[])[], positives: readonly (readonly number[])[] = [[1, 1, 1]]) =>
    strikeRates(
      dataset({ x: [...positives, ...negatives], y: [...positives.map(() => 1), ...negatives.map(() => -1)] }),
      positives.map((_, i) => i),
      standardParts,
    );

  it('come with whether no two of the kinks are at an obtuse angle', () => {
    // p = (0, 0, 1) = x1 - x2 - x3 where the kinks are of two axes, at right angles.
    expect(
      rates([
        [1, 0, 0],
        [0, 1, 0],
      ]),
    ).toMatchObject({
      kinks: [
        { sample: 1, multiplier: 1 },
        { sample: 2, multiplier: 1 },
      ],
      support: [{ sample: 0, multiplier: 1 }],
      regular: true,
      apart: true,
    });
    expect(
      rates([
        [2, 1, 0],
        [-1, 1, 0],
      ])?.apart,
    ).toBe(false);
    expect(
      rates([
        [2, 1, 0],
        [1, 2, 0],
      ])?.apart,
    ).toBe(true);
    // A third at right angles with both changes nothing.
    expect(
      rates(
        [
          [2, 1, 0, 0],
          [-1, 1, 0, 0],
          [0, 0, 1, 0],
        ],
        [[1, 1, 1, 1]],
      ),
    ).toMatchObject({ kinks: { length: 3 }, apart: false });
  });

  it('are regular where every tight constraint holds p', () => {
    // p = (1, 0) needs no kink, though (0, 1) is tight.
    expect(rates([[0, 1]], [[1, 0]])).toMatchObject({ kinks: [], regular: false, slowest: 0 });
    expect(rates([[-1, 1]], [[1, 0]])).toMatchObject({ kinks: [], regular: true, slowest: 1 });
    // A cosine of 1e-12 is as good as 0.
    expect(rates([[-1e-12, 1]], [[1, 0]])?.regular).toBe(false);
    expect(rates([[-2e-12, 1]], [[1, 0]])?.regular).toBe(true);
    // Two tight constraints on one line have no multipliers of their own.
    expect(
      rates([
        [0, 1, 0],
        [0, 2, 0],
      ])?.regular,
    ).toBe(false);
  });

  it('settle as fast as the slowest mode, or as a positive of J that is no support vector', () => {
    // w.x2 = 5/4 ln t where w.x1 = ln t.
    expect(
      rates(
        [[-1, 1]],
        [
          [1, 0],
          [5 / 4, 0],
        ],
      ),
    ).toMatchObject({ support: [{ sample: 0, multiplier: 1 }], slowest: 1 / 4 });
    // Off the kinks x1 is (0, 0, 1), with a multiplier of 1.
    expect(
      rates([
        [1, 0, 0],
        [0, 1, 0],
      ])?.slowest,
    ).toBeCloseTo(1, 12);
    // p = (2, 4) = 4 x1 + 16 x2 for x1 = (1/2, 0) and x2 = (0, 1/4): both modes are 1.
    const { support, slowest } = rates(
      [[-1, -1]],
      [
        [1 / 2, 0],
        [0, 1 / 4],
      ],
    )!;
    expect(support.map(({ multiplier }) => Math.round(multiplier * 1e9) / 1e9)).toEqual([4, 16]);
    expect(slowest).toBeCloseTo(1, 12);
  });

  it('are none where J is empty', () => {
    expect(strikeRates(dataset({ x, y }), [], standardParts)).toBeUndefined();
  });
});
