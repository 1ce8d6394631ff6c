import { describe, expect, it } from 'vitest';
import edition from '../../editions/optimizers/index.js';
import { continued, firstSteps } from '../../src/page/explorer/engine.js';
import { sceneOfCase } from '../../src/page/explorer/own-scene.js';
import { caseOf, type Scene } from '../../src/page/explorer/scene.js';

const { optimizers = [] } = edition;

/** The directions of the largest margins are (1, 0), (2, 1) and (1, 1): those of x1 in three norms. */
const SCENE: Scene = {
  samples: [
    { at: [2, 1], label: 1 },
    { at: [-4, -3], label: -1 },
  ],
  model: { kind: 'linear' },
  optimizer: { kind: 'own', name: '', eta: 0.125 },
  starts: [[-0.5, 1]],
};

const sceneOf = (name: string): Scene => {
  const { settings = {} } = optimizers.find((optimizer) => optimizer.name === name) ?? {};
  return { ...SCENE, optimizer: { kind: 'own', name, eta: 0.125 }, vectors: settings };
};

const SIZES: Readonly<Record<string, (a: number, b: number) => number>> = {
  l1: (a, b) => Math.abs(a) + Math.abs(b),
  l2: Math.hypot,
  'l-infinity': (a, b) => Math.max(Math.abs(a), Math.abs(b)),
};

const { largest: LARGEST } = firstSteps(sceneOf('Sign descent (l-infinity)'), optimizers);

const momentsOf = (name: string): (readonly number[])[] => continued(sceneOf(name), optimizers)?.moments.map(({ w }) => w) ?? [];

/** The margin of w in each norm, as a share of the largest. */
function sharesAt([a = 0, b = 0]: readonly number[]): Readonly<Record<string, number>> {
  const least = Math.min(2 * a + b, 4 * a + 3 * b);
  return Object.fromEntries(LARGEST.map(({ norm, margin }) => [norm, least / (SIZES[norm]?.(a, b) ?? 0) / margin]));
}

describe('the optimizers of an edition in the explorer', () => {
  it('are compared with the largest margins in three norms', () => {
    const { largest, directions } = firstSteps(sceneOf('Adam without epsilon'), optimizers);

    const expected = [
      ['l1', 2, [1, 0]],
      ['l2', Math.sqrt(5), [2 / Math.sqrt(5), 1 / Math.sqrt(5)]],
      ['l-infinity', 3, [Math.SQRT1_2, Math.SQRT1_2]],
    ] as const;
    expect(largest.map(({ norm }) => norm)).toEqual(expected.map(([norm]) => norm));
    for (const [i, [, margin, [a, b]]] of expected.entries()) {
      expect(largest[i]?.margin).toBeCloseTo(margin, 8);
      expect(directions[i]?.at[0]).toBeCloseTo(a, 8);
      expect(directions[i]?.at[1]).toBeCloseTo(b, 8);
    }
  });

  it.each([
    ['Normalised gradient descent (l2)', 'l2'],
    ['Sign descent (l-infinity)', 'l-infinity'],
    ['Coordinate descent (l1)', 'l1'],
    ['Normalised descent on momentum (l2)', 'l2'],
    ['Signum: sign descent on momentum (l-infinity)', 'l-infinity'],
    ['Adam without epsilon', 'l-infinity'],
    ['Coordinate descent on momentum (l1)', 'l1'],
    ['Muon, w as a matrix of one row (l2)', 'l2'],
    ['Gradient descent, exponential loss', 'l2'],
    ['Gradient descent, logistic loss', 'l2'],
  ] as const)('%s comes closest to the largest margin in %s', (name, norm) => {
    const shares = sharesAt(momentsOf(name).at(-1) ?? []);

    expect(Object.keys(shares)).toHaveLength(3);
    expect(shares[norm]).toBeGreaterThan(0.96);
    expect(shares[norm]).toBeLessThan(1 + 1e-9);
    for (const [other, share] of Object.entries(shares)) if (other !== norm) expect(share).toBeLessThan(shares[norm] ?? 0);
  });

  it('with epsilon Adam turns back from the l-infinity margin towards the l2 one', () => {
    const turned = (name: string): { readonly most: number; readonly last: number; readonly gained: number } => {
      const shares = momentsOf(name).map((w) => sharesAt(w));
      const most = Math.max(...shares.map((share) => share['l-infinity'] ?? 0));
      const then = shares.find((share) => share['l-infinity'] === most)?.l2 ?? 0;
      return { most, last: shares.at(-1)?.['l-infinity'] ?? 0, gained: (shares.at(-1)?.l2 ?? 0) - then };
    };
    const [without, withEpsilon] = [turned('Adam without epsilon'), turned('Adam with epsilon')];

    expect(without.last).toBeGreaterThan(without.most - 1e-3);
    expect(withEpsilon.last).toBeLessThan(withEpsilon.most - 0.005);
    expect(withEpsilon.gained).toBeGreaterThan(0.002);
  });

  it('with decay have their box beside the run, which the frame shows where it is near, and what is no point of the plane is left out', () => {
    const scene = sceneOf('Lion');
    const near = firstSteps(scene, optimizers);
    const far = firstSteps({ ...scene, vectors: { ...scene.vectors, lambda: [1 / 64] } }, optimizers);
    const lion = optimizers.filter(({ name }) => name === 'Lion');
    const strange = lion.map((optimizer) => ({
      ...optimizer,
      landmarks: () => [
        { name: 'in space', points: [[1, 2, 3]] },
        { name: 'nothing', points: [] },
        { name: 'kept', points: [[1, 2]] },
      ],
    }));
    const failing = lion.map((optimizer) => ({
      ...optimizer,
      landmarks: (): never => {
        throw new Error('no');
      },
    }));

    expect(near.landmarks.map(({ points }) => points.length)).toEqual([4, 1]);
    expect(near.landmarks[1]?.points).toEqual([[4, 4]]);
    expect(near.half).toBeGreaterThan(4);
    expect(far.landmarks[0]?.points[0]).toEqual([64, 64]);
    expect(far.half).toBeLessThan(64);
    expect(firstSteps(scene, strange).landmarks.map(({ name }) => name)).toEqual(['kept']);
    expect(firstSteps(scene, failing)).toMatchObject({ landmarks: [], end: 'is shown without landmarks: no' });
    expect(firstSteps(sceneOf('Sign descent (l-infinity)'), optimizers).landmarks).toEqual([]);
  });

  it('are what a case of a claim about them opens with, its own settings kept; other cases open by gradient descent', () => {
    const content = caseOf(SCENE);
    const vectors = { beta1: [0.5], beta2: [0.75], lambda: [2] };
    const open = (claim: string, brought = optimizers) => sceneOfCase({ ...content, vectors, claim }, brought, 'gradient descent');
    const [lion, other, paper] = [open('lion/box'), open('cycle/plane'), open('thm-3.2/descent', [])];

    expect(lion?.optimizer).toEqual({ kind: 'own', name: 'Lion', eta: 0.125 });
    expect(lion?.vectors).toEqual({ decay: [0.5], ...vectors });
    expect([other?.optimizer.kind, other?.model.kind]).toEqual(['gd', 'linear']);
    expect([paper?.optimizer.kind, paper?.model.kind]).toEqual(['gd', 'relu']);
  });

  it('say in words why they do not run', () => {
    const unknown = firstSteps({ ...SCENE, optimizer: { kind: 'own', name: 'none', eta: 1 } }, optimizers);
    const { vectors: _, ...bare } = sceneOf('Adam with epsilon');
    const missing = firstSteps(bare, optimizers);

    expect(unknown.moments).toEqual([]);
    expect(unknown.end).toMatch(/needs the optimizer “none”/);
    expect(missing.end).toMatch(/stopped: .*decay/);
  });
});
