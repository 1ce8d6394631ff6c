/** Scenes to begin with: the paper's examples, its cases, and the smallest witnesses on record. */

import type { CaseContent } from '../../claim/claim.js';
import { type Point, type Scene, type SceneModel, sceneOf } from './scene.js';

/** A scene with its name. */
export interface Preset {
  readonly name: string;
  readonly scene: Scene;
}

const plane = (
  positives: readonly Point[],
  negatives: readonly Point[],
  start: Point,
  eta: number,
  model: SceneModel = { kind: 'relu' },
): Scene => ({
  samples: [...positives.map((at) => ({ at, label: 1 as const })), ...negatives.map((at) => ({ at, label: -1 as const }))],
  model,
  optimizer: { kind: 'gd', eta },
  starts: [start],
});

/** What a page with optimizers of its own begins with. */
export const OPTIMIZERS_BEGIN: Preset = {
  name: 'Linear model: another max margin in each norm',
  scene: plane([[2, 1]], [[-4, -3]], [-0.5, 1], 0.125, { kind: 'linear' }),
};

const OWN: readonly Preset[] = [
  {
    name: 'Example 1: one positive is never active',
    scene: plane(
      [
        [2, 0],
        [-1, 1],
      ],
      [[-1, -1]],
      [1, -0.5],
      0.5,
    ),
  },
  { name: 'Example 2, case 2 of theorem 3.2: a negative is struck again and again', scene: plane([[1, 1]], [[0, 2]], [2, -1], 0.5) },
  {
    name: 'Case 1: to the max-margin direction',
    scene: plane(
      [
        [2, 1],
        [1, 2],
      ],
      [[-1, -0.5]],
      [0.5, 0.25],
      0.5,
    ),
  },
  {
    name: 'Case 3: a positive is left out',
    scene: plane(
      [
        [2, 0.25],
        [-1, 1.5],
      ],
      [[-1, -1.5]],
      [1, -0.5],
      0.5,
    ),
  },
  {
    name: 'The case that theorem 3.2 forgot: the direction converges to the kink of a negative',
    scene: plane([[1, 1]], [[0, 1]], [4, -2], 0.5),
  },
  { name: 'Case 4: descent stops', scene: plane([[-1, 1]], [[1, 1]], [1, 0.2], 1) },
  {
    name: 'Leaky ReLU: everything is classified in the end',
    scene: plane([[-1, 1]], [[1, 1]], [1, 0.2], 0.5, { kind: 'leaky', slope: 0.25 }),
  },
  {
    name: 'Linear model',
    scene: plane(
      [
        [2, 1],
        [1, 2],
      ],
      [[-1, 0.5]],
      [-1, 0.5],
      0.5,
      { kind: 'linear' },
    ),
  },
  OPTIMIZERS_BEGIN,
  {
    name: 'Network with disjoint patterns: each neuron goes to the max margin of its partition',
    scene: {
      samples: [
        { at: [2, 0.5], label: 1 },
        { at: [1, 1.5], label: 1 },
        { at: [-1.5, -0.25], label: -1 },
        { at: [-0.5, -1.5], label: -1 },
      ],
      model: { kind: 'network', outputWeights: [1, 0.5, -1] },
      optimizer: { kind: 'gd', eta: 0.25 },
      starts: [
        [0.5, -0.25],
        [-0.25, 1],
        [-1, 0.25],
      ],
    },
  },
  {
    name: 'Network of four neurons on XOR',
    scene: {
      samples: [
        { at: [1, 1], label: 1 },
        { at: [-1, -1], label: 1 },
        { at: [1, -1], label: -1 },
        { at: [-1, 1], label: -1 },
      ],
      model: { kind: 'network', outputWeights: [1, 1, -1, -1] },
      optimizer: { kind: 'gd', eta: 0.25 },
      starts: [
        [0.5, 0.3],
        [-0.4, -0.5],
        [0.4, -0.5],
        [-0.5, 0.25],
      ],
    },
  },
];

const files = import.meta.glob<CaseContent & { claim: string }>('../../../fixtures/witnesses/*.json', { eager: true, import: 'default' });

const chapterOf = (claim: string): string => (/^(linear|soudry|nacson)/.test(claim) ? 'linear model' : '');

/** The witnesses that have a place in the plane. */
const WITNESSES: readonly Preset[] = Object.values(files).flatMap((stored): Preset[] => {
  const scene = sceneOf(stored, chapterOf(stored.claim));
  return scene === undefined || scene.starts.length > 4 ? [] : [{ name: `Witness of ${stored.claim}`, scene }];
});

/** All presets, the paper's examples first. */
export const PRESETS: readonly Preset[] = [...OWN, ...WITNESSES];
