/** What the marks of the picture mean. */

import type { JSX } from 'preact';
import type { Landmark } from '../../claim/claim.js';
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
}

/** The legend, of what is shown alone. */
export function Legend({ scene, field, references, landmarks, now }: Props): JSX.Element {
  return (
    <ul class="legend">
      <li>
        ● label +1, ■ label -1, ◇ start, ○ the moment of the slider
        {scene.model.kind === 'linear' ? '' : '; dotted lines: kinks, w.x = 0'}
      </li>
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
