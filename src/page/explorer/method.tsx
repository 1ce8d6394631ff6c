/** The choice of the method, with its own fields: gradient descent, SGD, or an optimizer of the page's own edition. */

import type { JSX } from 'preact';
import { Numeric } from './inputs.js';
import type { OwnOptimizer } from './messages.js';
import { withOptimizer } from './own-scene.js';
import { LIMITS, type Scene } from './scene.js';

interface Props {
  readonly scene: Scene;
  readonly optimizers: readonly OwnOptimizer[];
  onScene(scene: Scene): void;
}

/** Values of the two methods that every page has; those of others are their names after a mark. */
const MARK = 'own:';

/** A choice with the step size, or the power and the seed of SGD. */
export function Method({ scene, optimizers, onScene }: Props): JSX.Element {
  const { optimizer } = scene;
  return (
    <>
      <label>
        Method{' '}
        <select
          value={optimizer.kind === 'own' ? MARK + optimizer.name : optimizer.kind}
          onChange={({ currentTarget }) => onScene(withMethod(scene, currentTarget.value, optimizers))}
        >
          <option value="gd">gradient descent</option>
          <option value="sgd">SGD</option>
          {optimizers.length > 0 && (
            <optgroup label="of the claims of this page, linear model">
              {optimizers.map(({ name }) => (
                <option key={name} value={MARK + name}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      {optimizer.kind === 'sgd' ? (
        <>
          <Numeric
            name="alpha"
            value={optimizer.alpha}
            least={0}
            most={2}
            onValue={(alpha) => onScene({ ...scene, optimizer: { ...optimizer, alpha } })}
          />
          <Numeric
            name="Seed"
            value={optimizer.seed}
            least={0}
            most={2 ** 31}
            onValue={(seed) => onScene({ ...scene, optimizer: { ...optimizer, seed: Math.round(seed) } })}
          />
        </>
      ) : (
        <Numeric
          name="Step size"
          value={optimizer.eta}
          least={1e-9}
          most={LIMITS.eta}
          onValue={(eta) => onScene({ ...scene, optimizer: { ...optimizer, eta } })}
        />
      )}
    </>
  );
}

/** The scene by another method, with the settings that it reads. */
function withMethod(scene: Scene, value: string, optimizers: readonly OwnOptimizer[]): Scene {
  if (value === 'sgd') return { ...scene, optimizer: { kind: 'sgd', alpha: 0.75, seed: 1 } };
  const own = optimizers.find(({ name }) => MARK + name === value);
  if (own !== undefined) return withOptimizer(scene, own);
  return { ...scene, optimizer: { kind: 'gd', eta: scene.optimizer.kind === 'sgd' ? 0.5 : scene.optimizer.eta } };
}
