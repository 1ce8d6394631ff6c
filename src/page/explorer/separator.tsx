/** The separator: a line through the origin that is turned by hand, and how it classifies the samples. */

import type { JSX } from 'preact';
import { smallest } from '../../numerics/lists.js';
import { turned, unit } from './alter.js';
import type { FirstSteps } from './moments.js';
import type { Point, Scene } from './scene.js';

/** Degrees that a key turns it by; ten times as many with Shift. */
const BY_KEY = 1;
/** Where the handle is, as a share of half the frame. */
const HANDLE = 0.72;

interface LineProps {
  readonly at: Point;
  /** Half the side of what is seen, and a distance from the origin beyond it. */
  readonly half: number;
  readonly far: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Takes hold of the handle, or of the line. */
  onTake(by: 'handle' | 'line'): (event: PointerEvent) => void;
  onTurn(to: Point): void;
}

/** The line with a handle on its positive side. */
export function SeparatorLine({ at, half, far, x, y, onTake, onTurn }: LineProps): JSX.Element {
  const [a, b] = at;
  const line = { x1: x(-b * far), y1: y(a * far), x2: x(b * far), y2: y(-a * far) };
  const tip: Point = [a * HANDLE * half, b * HANDLE * half];
  const byKey = (event: KeyboardEvent): void => {
    const sign = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 }[event.key];
    if (sign === undefined) return;
    onTurn(turned(at, sign * BY_KEY * (event.shiftKey ? 10 : 1)));
    event.preventDefault();
  };
  return (
    <g class="separator">
      <line class="grip" {...line} onPointerDown={onTake('line')} />
      <line class="line" {...line} />
      <line class="side" x1={x(0)} y1={y(0)} x2={x(tip[0])} y2={y(tip[1])} />
      <g
        class="handle"
        tabindex={0}
        role="button"
        aria-label={`separator, its positive side at ${Math.round((Math.atan2(b, a) * 180) / Math.PI)} degrees; arrow keys turn it`}
        onPointerDown={onTake('handle')}
        onKeyDown={byKey}
      >
        <circle class="grip" cx={x(tip[0])} cy={y(tip[1])} r={16} />
        <path class="mark" d={`M${x(tip[0]) - 8} ${y(tip[1])}h16m-8-8v16`} />
      </g>
    </g>
  );
}

/** How the separator classifies the samples, and how its margin compares with the largest. */
export function separatorText({ samples, separator }: Scene, best: FirstSteps['best']): string {
  if (separator === undefined) return '';
  const [a, b] = unit(separator);
  const margins = samples.map(({ at, label }) => label * (a * at[0] + b * at[1]));
  const wrong = margins.flatMap((margin, i) => (margin > 0 ? [] : [`x${i + 1}`]));
  const largest = best === undefined ? '' : `; the largest is ${best.margin.toPrecision(4)}`;
  if (wrong.length > 0)
    return `The separator has ${wrong.join(', ')} on the wrong side or on it${largest === '' ? '' : `; a separator of all exists, with margin ${best?.margin.toPrecision(4)}`}.`;
  return `The separator classifies all samples right, with margin ${smallest(margins).toPrecision(4)}${largest}.`;
}
