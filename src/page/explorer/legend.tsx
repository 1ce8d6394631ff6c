/** What the marks of the picture mean. */

import type { JSX } from 'preact';
import type { Landmark } from '../../claim/claim.js';
import { sectors } from '../../picture/cells.js';
import type { Field } from './field.js';
import { fieldText } from './field-lines.js';
import { landmarkText } from './landmarks.js';
import { referenceKind } from './plane.js';
import type { Reference } from './references.js';
import type { Scene } from './scene.js';

interface Props {
  readonly scene: Scene;
  /** Where it is shown. */
  readonly field: Field | undefined;
  readonly references: readonly Reference[];
  readonly landmarks: readonly Landmark[];
  /** Parameters at the moment of the slider. */
  readonly now: readonly number[] | undefined;
  /** Whether strikes and a direction at the horizon are drawn. */
  readonly marks: { readonly strikes: boolean; readonly limit: boolean };
}

/** What the colours of the cells are. */
const CELLS = [
  ['separable', 'linearly separable region: the positives alone are active'],
  ['part', 'region W_J: some positives are left out, no negative is active'],
  ['dead', 'no sample is active, so that w stays'],
] as const;

/** The legend, of what is shown alone. */
export function Legend({ scene, field, references, landmarks, now, marks }: Props): JSX.Element {
  const cells = new Set(
    scene.model.kind === 'relu' ? sectors(scene.samples.map(({ at, label }) => ({ point: at, label }))).map(({ kind }) => kind) : [],
  );
  return (
    <ul class="legend">
      <li>
        ● label +1, ■ label -1, ◇ start, ○ the moment of the slider
        {scene.model.kind === 'linear' ? '' : '; dotted lines: kinks, w.x = 0'}
      </li>
      {marks.strikes && (
        <li>
          <span class="swatch strike" /> strikes: steps after which another negative sample has w.x &gt; 0
        </li>
      )}
      {CELLS.filter(([kind]) => cells.has(kind)).map(([kind, text]) => (
        <li key={kind}>
          <span class={`swatch cell ${kind}`} /> {text}
        </li>
      ))}
      {marks.limit && (
        <li>
          <span class="swatch limit" /> the direction at ln t = 10,000, asymptotic evidence of the limit
        </li>
      )}
      {field !== undefined && (
        <li>
          {fieldText(field)}
          {scene.model.kind === 'network' ? '; of neuron 1, the others at their starts' : ''}
        </li>
      )}
      {scene.model.kind === 'network' && (
        <li>coloured dots about a sample: the neurons that are active on it at the moment of the slider</li>
      )}
      {references.map((reference, i) => (
        <li key={reference.name}>
          <span class={`swatch ${referenceKind(reference, i)}`} /> {reference.name}
        </li>
      ))}
      {landmarks.map((landmark) => (
        <li key={landmark.name}>
          {landmark.points.length > 1 ? '▢' : '✕'} {landmarkText(landmark, now)}
        </li>
      ))}
      {scene.separator !== undefined && <li>⊕ the separator's positive side; its line is u.x = 0</li>}
    </ul>
  );
}
