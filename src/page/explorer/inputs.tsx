/** Fields for numbers, which take what is typed once it is complete and usable. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

interface NumericProps {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  onValue(value: number): void;
}

/** A number that is taken when it lies in its range. */
export function Numeric({ name, value, least, most, onValue }: NumericProps): JSX.Element {
  // What is being typed: the page draws itself anew whenever the worker answers, and must not take it away.
  const [typed, setTyped] = useState<string>();
  return (
    <label>
      {name}{' '}
      <input
        type="number"
        step="any"
        value={typed ?? value}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={({ currentTarget }) => {
          const given = Number(currentTarget.value);
          setTyped(undefined);
          if (currentTarget.value !== '' && given >= least && given <= most) onValue(given);
          else currentTarget.value = String(value);
        }}
      />
    </label>
  );
}

interface NumbersProps {
  readonly name: string;
  readonly values: readonly number[];
  isUsable(given: readonly number[]): boolean;
  onValues(given: readonly number[]): void;
}

/** Numbers with commas between them that are taken when they are usable. */
export function Numbers({ name, values, isUsable, onValues }: NumbersProps): JSX.Element {
  const [typed, setTyped] = useState<string>();
  return (
    <label>
      {name}{' '}
      <input
        type="text"
        size={10}
        value={typed ?? values.join(', ')}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={({ currentTarget }) => {
          const given = currentTarget.value.split(',').map(Number);
          setTyped(undefined);
          if (currentTarget.value.trim() !== '' && isUsable(given)) onValues(given);
        }}
      />
    </label>
  );
}
