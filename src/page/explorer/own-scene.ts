/** Scenes by an optimizer of the page's own edition. */

import type { Case } from '../../data/case.js';
import type { OwnOptimizer } from './messages.js';
import { type Scene, sceneOf } from './scene.js';

/** The scene by an optimizer of the page's own edition, with the settings that it reads; it runs on the linear model. */
export function withOptimizer(scene: Scene, { name, settings }: OwnOptimizer): Scene {
  const eta = scene.optimizer.kind === 'sgd' ? 0.5 : scene.optimizer.eta;
  return {
    ...scene,
    model: { kind: 'linear' },
    starts: scene.starts.slice(0, 1),
    optimizer: { kind: 'own', name, eta },
    vectors: { ...scene.vectors, ...settings },
  };
}

/**
 * The scene of a case: by the optimizer that its claim is about, else by gradient descent. Where the page brings optimizers it is on the linear
 * model, by which they run.
 *
 * @param optimizers - of the page's own edition, which the claim is of; none for a claim of the paper.
 * @returns undefined for a case that has no place in the plane.
 */
export function sceneOfCase(input: Case, optimizers: readonly OwnOptimizer[], chapter: string): Scene | undefined {
  const scene = sceneOf(input, optimizers.length > 0 ? 'linear model' : chapter);
  const about = optimizers.find(({ claims }) => claims?.includes(input.claim));
  if (scene === undefined || about === undefined) return scene;
  return { ...withOptimizer(scene, about), vectors: { ...about.settings, ...scene.vectors } };
}
