import { describe, expect, it } from 'vitest';
import { standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { dataset } from '../../src/data/dataset.js';
import { confirmation, weigh } from '../../src/judge/confirmation.js';
import { dot } from '../../src/numerics/vector.js';
import { run } from '../../src/trajectory/run.js';
import { certifiedCase, certify } from '../support/certify.js';
import { claimOf, drawCases } from '../support/judging.js';

/** Comes to a slide beside x2 by steps of 2, at step 13; by steps of 0.35 or less it comes to rest, which is case 4. */
const restsBySmallSteps: Case = {
  claim: 'thm-3.2/cases',
  data: {
    x: [
      [0, 0.5],
      [-0.25, -0.25],
      [-0.25, -0.5],
    ],
    y: [-1, -1, 1],
  },
  start: [0.125, 0.125],
  steps: { kind: 'constant', eta: 2, count: 0 },
};

/** Is shown to stay beside the kink of x2 from step 18 on alone, and is struck there at step 131, where eta beta is 16.7. */
const laterLargeSteps: Case = {
  claim: 'ex-2/no-limit',
  data: {
    x: [
      [0.03125, 0.0625],
      [0, 1],
    ],
    y: [1, -1],
  },
  start: [72, -20],
  steps: { kind: 'constant', eta: 32, count: 0 },
};

/** The case with another step size. */
function stepping(input: Case, eta: number): Case {
  return { ...input, steps: { kind: 'constant', eta, count: 0 } };
}

const etaOf = ({ steps }: Case): number => (steps.kind === 'constant' ? steps.eta : Number.NaN);

/** Claims about any start and a small enough step. */
const SMALL_STEPS = [
  'thm-3.2/1',
  'thm-3.2/2',
  'thm-3.2/3',
  'thm-3.2/4-limit',
  'thm-3.2/cases',
  'app-b/enters',
  'app-b/active-max-margin',
  'ex-2/no-limit',
  'leaky/gd',
];

describe('a run that comes to an invariant region by steps of its size', () => {
  it('may come to rest by smaller ones', () => {
    const data = dataset(restsBySmallSteps.data);
    const restAfter = (eta: number): number | undefined => {
      let rest: number | undefined;
      run({
        data,
        model: standardParts.relu,
        start: restsBySmallSteps.start,
        optimizer: standardParts.gradientDescent,
        stepSize: eta,
        steps: 5000,
        observe: ({ k, evaluation }) => {
          if (rest === undefined && evaluation.gradient.every((entry) => entry === 0)) rest = k;
        },
      });
      return rest;
    };
    expect([0.35, 0.2, 0.05].map(restAfter).every((k) => k !== undefined && k > 0)).toBe(true);
    expect(restAfter(2)).toBeUndefined();
  });

  it.each([restsBySmallSteps, laterLargeSteps])('is not certified, but a run from another start in its place: $claim', (input) => {
    const { restart } = certify(input)!;
    expect(restart!.from).toMatch(/^near its iterate at step [1-9]/);
    expect(restart!.start).not.toEqual(input.start);
    const instead = { ...input, start: restart!.start };
    for (const eta of [1, 1 / 2, 1 / 16, 1 / 1024].map((part) => part * etaOf(input)))
      expect(certify(stepping(instead, eta))).toMatchObject({ step: 0 });
    expect(certify(instead)!.restart).toBeUndefined();
  });

  it('has the evidence of its kind, and hands its place to the run that is certified', () => {
    const claim = claimOf(restsBySmallSteps.claim);
    const { input, certificate } = certifiedCase(restsBySmallSteps)!;

    expect(weigh(claim, restsBySmallSteps)).toMatchObject({ outcome: { verdict: 'violated', evidence: 'asymptotic' }, certificate });
    expect(confirmation(claim, restsBySmallSteps).stored).toMatchObject({ input, outcome: { evidence: 'certified' } });
  });

  it('starts as example 2 asks where it is in place of a case of it', () => {
    const { input } = certifiedCase(laterLargeSteps)!;
    const [x1, x2] = input.data.x;
    const w = Float64Array.from(input.start);
    expect(dot(w, Float64Array.from(x1!))).toBeGreaterThan(0);
    expect(dot(w, Float64Array.from(x2!))).toBeLessThan(0);
    // From x2 active the example does not begin, though the run is beside the kink from the start on.
    const data = {
      x: [
        [1, 1],
        [0, 2],
      ],
      y: [1, -1],
    };
    const fromActive = stepping({ ...laterLargeSteps, data, start: [2, 1 / 64] }, 0.5);
    expect(certify(fromActive)!.restart!.from).toBe('near its iterate at step 1');
    expect(certifiedCase(fromActive)!.input.start[1]).toBeLessThan(0);
  });
});

describe.each(SMALL_STEPS)('certificates of %s', (id) => {
  const certified = drawCases(claimOf(id), 7, 16).flatMap((input) => certifiedCase(input) ?? []);

  it('are about the start, and hold for every smaller step', () => {
    expect(certified.length).toBeGreaterThan(2);
    for (const { input, certificate } of certified) {
      expect(certificate.step).toBe(0);
      expect(certificate.hypotheses.map(({ name }) => name)).toContain('a small enough step');
      for (const part of [1, 1 / 2, 1 / 128]) {
        const smaller = certify(stepping(input, part * etaOf(input)));
        expect(smaller).toMatchObject({ step: 0, slack: certificate.slack });
        expect(smaller!.restart).toBeUndefined();
      }
    }
  });
});
