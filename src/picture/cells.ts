/** The sectors of the plane in which the same samples are active, shaded by what they are. */

import { element, hundredths } from '../text/xml.js';
import type { Sample } from './drawing.js';
import type { Plane } from './plane.js';

/** What a sector is: all positives active and no negative, some of them, none of anything, or a negative too. */
type CellKind = 'separable' | 'part' | 'dead' | 'negative';

/** The kind of the sector of a direction. */
function cellKind(samples: readonly Sample[], [a, b]: readonly [number, number]): CellKind {
  const isActive = ({ point }: Sample): boolean => point[0] * a + point[1] * b > 0;
  const positives = samples.filter(({ label }) => label > 0);
  if (samples.some((sample) => sample.label < 0 && isActive(sample))) return 'negative';
  if (positives.every(isActive)) return 'separable';
  return positives.some(isActive) ? 'part' : 'dead';
}

const TURN = 2 * Math.PI;

/** A sector of the plane between two kinks, by the angles of its edges. */
export interface Sector {
  readonly from: number;
  readonly middle: number;
  readonly to: number;
  readonly kind: CellKind;
}

/** The sectors in which the same samples are active, in turn; samples at 0 have no kink. */
export function sectors(samples: readonly Sample[]): Sector[] {
  const edges = samples
    .filter(({ point: [a, b] }) => a !== 0 || b !== 0)
    .flatMap(({ point: [a, b] }) => [Math.atan2(b, a) + TURN / 4, Math.atan2(b, a) - TURN / 4])
    .map((angle) => (angle + TURN) % TURN)
    .sort((a, b) => a - b);
  return edges.flatMap((from, i) => {
    const to = edges[i + 1] ?? (edges[0] ?? 0) + TURN;
    const middle = (from + to) / 2;
    return to - from < 1e-9 ? [] : [{ from, middle, to, kind: cellKind(samples, [Math.cos(middle), Math.sin(middle)]) }];
  });
}

/** The shaded sectors; those with an active negative are left as the paper is. */
export function cells(samples: readonly Sample[], plane: Plane): string[] {
  const far = 4 * (plane.half + Math.abs(plane.centre[0]) + Math.abs(plane.centre[1]));
  const corner = (angle: number): string =>
    plane
      .at([far * Math.cos(angle), far * Math.sin(angle)])
      .map(hundredths)
      .join(',');
  const origin = plane.at([0, 0]).map(hundredths).join(',');
  return sectors(samples)
    .filter(({ kind }) => kind !== 'negative')
    .map(({ from, middle, to, kind }) =>
      element('polygon', { class: `cell ${kind}`, points: [origin, corner(from), corner(middle), corner(to)].join(' ') }),
    );
}
