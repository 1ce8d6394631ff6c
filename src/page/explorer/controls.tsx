/** What is chosen by name or number: model, step size, optimizer, presets, files. */

import type { JSX } from 'preact';
import { labelledBy, unit } from './alter.js';
import { withPreset } from './begin.js';
import { Numbers, Numeric } from './inputs.js';
import type { OwnOptimizer } from './messages.js';
import { Method } from './method.js';
import { PRESETS } from './presets.js';
import { LIMITS, type Point, type Scene, type SceneModel } from './scene.js';

interface Props {
  readonly scene: Scene;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly showField: boolean;
  /** The max-margin direction of the data, where there is one: what a separator begins with. */
  readonly best: Point | undefined;
  /** Of the page's own edition. */
  readonly optimizers: readonly OwnOptimizer[];
  /** The vectors of the scene that something reads, by name. */
  readonly settings: ReadonlySet<string>;
  onScene(scene: Scene): void;
  onUndo(): void;
  onRedo(): void;
  onField(show: boolean): void;
  onFile(file: File): void;
  onLink(): void;
}

const MODELS: readonly (readonly [SceneModel['kind'], string])[] = [
  ['relu', 'ReLU'],
  ['leaky', 'leaky ReLU'],
  ['linear', 'linear'],
  ['network', 'network'],
];

/** The controls above the picture. */
export function Controls({
  scene,
  canUndo,
  canRedo,
  showField,
  best,
  optimizers,
  settings,
  onScene,
  onUndo,
  onRedo,
  onField,
  onFile,
  onLink,
}: Props): JSX.Element {
  const { model } = scene;
  return (
    <form class="controls" onSubmit={(event) => event.preventDefault()}>
      <label>
        Begin with{' '}
        <select
          value=""
          onChange={({ currentTarget }) => {
            const preset = PRESETS[Number(currentTarget.value)];
            if (preset !== undefined) onScene(withPreset(preset.scene, scene));
            currentTarget.value = '';
          }}
        >
          <option value="">a preset …</option>
          {PRESETS.map(({ name }, i) => (
            <option key={name} value={String(i)}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Model{' '}
        <select value={model.kind} onChange={({ currentTarget }) => onScene(withModel(scene, currentTarget.value as SceneModel['kind']))}>
          {MODELS.map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {model.kind === 'leaky' && (
        <Numeric
          name="Slope"
          value={model.slope}
          least={0}
          most={1}
          onValue={(slope) => onScene({ ...scene, model: { kind: 'leaky', slope } })}
        />
      )}
      {model.kind === 'network' && (
        <Numbers
          name="Output weights"
          values={model.outputWeights}
          isUsable={(given) => given.length <= LIMITS.neurons && given.every((weight) => Number.isFinite(weight) && weight !== 0)}
          onValues={(weights) => onScene(withNeurons(scene, weights))}
        />
      )}
      <Method scene={scene} optimizers={optimizers} onScene={onScene} />
      {settingsOf(scene, settings).map(([name, values]) => (
        <Numbers
          key={name}
          name={name}
          values={values}
          isUsable={(given) => given.every(Number.isFinite)}
          onValues={(given) => onScene({ ...scene, vectors: { ...scene.vectors, [name]: given } })}
        />
      ))}
      <span class="buttons">
        <button type="button" onClick={() => onScene(withSample(scene, 1))} disabled={scene.samples.length >= LIMITS.samples}>
          Add +1
        </button>
        <button type="button" onClick={() => onScene(withSample(scene, -1))} disabled={scene.samples.length >= LIMITS.samples}>
          Add -1
        </button>
        <button type="button" onClick={onUndo} disabled={!canUndo}>
          Undo
        </button>
        <button type="button" onClick={onRedo} disabled={!canRedo}>
          Redo
        </button>
        <button type="button" onClick={onLink}>
          Copy link
        </button>
      </span>
      <label class="check">
        <input
          type="checkbox"
          checked={scene.separator !== undefined}
          onChange={({ currentTarget }) => onScene(withSeparator(scene, currentTarget.checked ? unit(best ?? [1, 0]) : undefined))}
        />{' '}
        Separator
      </label>
      {scene.separator !== undefined && (
        <button type="button" onClick={() => scene.separator !== undefined && onScene(labelledBy(scene, scene.separator))}>
          Label by the separator
        </button>
      )}
      <label class="check">
        <input type="checkbox" checked={showField} onChange={({ currentTarget }) => onField(currentTarget.checked)} /> Gradient field
      </label>
      <label>
        Load a case{' '}
        <input
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file !== undefined) onFile(file);
            currentTarget.value = '';
          }}
        />
      </label>
    </form>
  );
}

const settingsOf = ({ vectors = {} }: Scene, shown: ReadonlySet<string>): (readonly [string, readonly number[]])[] =>
  [...shown].flatMap((name) => (vectors[name] === undefined ? [] : [[name, vectors[name]] as const]));

function withSeparator({ separator: _, ...scene }: Scene, separator: Point | undefined): Scene {
  return separator === undefined ? scene : { ...scene, separator };
}

function withModel(before: Scene, kind: SceneModel['kind']): Scene {
  // Optimizers of an own edition run on the linear model.
  const { optimizer } = before;
  const scene: Scene =
    optimizer.kind === 'own' && kind !== 'linear' ? { ...before, optimizer: { kind: 'gd', eta: optimizer.eta } } : before;
  if (kind === 'network') return withNeurons(scene, [1, -1]);
  const starts = scene.starts.slice(0, 1);
  return { ...scene, starts, model: kind === 'leaky' ? { kind, slope: 0.25 } : { kind } };
}

/** Starts for as many neurons as there are output weights; new ones lie where the others do, turned by a right angle each. */
function withNeurons(scene: Scene, outputWeights: readonly number[]): Scene {
  const starts: Point[] = [...scene.starts.slice(0, outputWeights.length)];
  while (starts.length < outputWeights.length) {
    const [a, b] = starts.at(-1) ?? [1, 0];
    starts.push([b === 0 ? 0 : -b, a]);
  }
  return { ...scene, model: { kind: 'network', outputWeights }, starts };
}

/** A new sample beside the last of its label, or opposite the others. */
function withSample(scene: Scene, label: 1 | -1): Scene {
  const last = scene.samples.findLast((sample) => sample.label === label)?.at;
  const [a, b] = last ?? [label, label / 2];
  const at: Point = [Number((a * 0.8 - b * 0.4).toPrecision(3)), Number((b * 0.8 + a * 0.4).toPrecision(3))];
  return { ...scene, samples: [...scene.samples, { at, label }] };
}
