/** What the explorer begins with, and what the claims of one's own add to a scene. */

import type { OwnOptimizer } from './messages.js';
import type { OwnEdition } from './own-edition.js';
import { withOptimizer } from './own-scene.js';
import { OPTIMIZERS_BEGIN, PRESETS } from './presets.js';
import type { Scene } from './scene.js';

/** The optimizers that the page can run. */
export const optimizersOf = (own: OwnEdition | undefined): readonly OwnOptimizer[] =>
  own !== undefined && 'modules' in own.linked ? own.optimizers : [];

/** The first scene: with the first optimizer of the page's own edition where it brings some, else an example of the paper. */
export function firstScene(own: OwnEdition | undefined): Scene {
  const [optimizer] = optimizersOf(own);
  if (optimizer !== undefined) return withOptimizer(OPTIMIZERS_BEGIN.scene, optimizer);
  const preset = PRESETS[1] ?? PRESETS[0];
  if (preset === undefined) throw new Error('there is no preset');
  return preset.scene;
}

/** A preset in place of a scene: one of the linear model keeps the optimizer of the page's own edition, with its settings. */
export function withPreset(preset: Scene, { optimizer, vectors }: Scene): Scene {
  if (preset.model.kind !== 'linear' || optimizer.kind !== 'own') return preset;
  const eta = preset.optimizer.kind === 'gd' ? preset.optimizer.eta : optimizer.eta;
  return { ...preset, optimizer: { ...optimizer, eta }, ...(vectors === undefined ? {} : { vectors }) };
}

/** The scene with the settings that claims of one's own read, where it has none of that name. */
export function withSettings(scene: Scene, own: OwnEdition | undefined): Scene {
  return own === undefined ? scene : { ...scene, vectors: { ...own.vectors, ...scene.vectors } };
}
