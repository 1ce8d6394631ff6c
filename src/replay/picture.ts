/** A case in the plane as an SVG picture: samples, kinks, the path of the iterates and the direction they tend to. */

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Case } from '../data/case.js';
import { norm } from '../numerics/vector.js';
import type { Recording } from './recording.js';

type Point = readonly [number, number];

/** A line between two points. */
interface Segment {
  readonly from: Point;
  readonly to: Point;
}

const POSITIVE = '#1f6fb4';
const NEGATIVE = '#c8442b';
const PATHS = ['#222222', '#6a3d9a', '#2e8540', '#b8860b'];
const WIDTH = 640;
/** The frame reaches so far beyond what is drawn, as a share of its size. */
const AIR = 0.15;

/**
 * Draws a case whose samples lie in the plane; iterates stand in the same plane, neuron by neuron.
 *
 * @returns the text of an SVG file.
 * @throws RangeError when the samples do not have two features.
 */
export function picture(title: string, input: Case, recording: Recording): string {
  const { x, y } = input.data;
  if (x[0]!.length !== 2) throw new RangeError(`samples have ${x[0]!.length} features; a picture needs 2`);
  const samples = x.map((row, i) => ({ point: row as unknown as Point, label: y[i]!, name: `x${i + 1}` }));
  const paths = pathsOf(input, recording);
  const half = frame([...samples.map(({ point }) => point), ...paths.flat()]);
  const towards = limitOf(recording);
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawing = Plot.plot({
    document,
    width: WIDTH,
    height: WIDTH,
    title: undefined,
    style: { background: 'white', fontFamily: 'sans-serif' },
    x: { domain: [-half, half], label: 'first coordinate' },
    y: { domain: [-half, half], label: 'second coordinate' },
    marks: [
      Plot.frame({ stroke: '#bbbbbb' }),
      Plot.ruleX([0], { stroke: '#eeeeee' }),
      Plot.ruleY([0], { stroke: '#eeeeee' }),
      Plot.link(
        samples.flatMap(({ point, label }) => kink(point, label, half)),
        {
          x1: ({ from }) => from[0],
          y1: ({ from }) => from[1],
          x2: ({ to }) => to[0],
          y2: ({ to }) => to[1],
          stroke: 'colour',
          strokeDasharray: '2 4',
          strokeOpacity: 0.7,
        },
      ),
      ...paths.flatMap((path, index) => [
        Plot.line(path, { stroke: PATHS[index % PATHS.length]!, strokeWidth: 1 }),
        Plot.dot(path, { fill: PATHS[index % PATHS.length]!, r: 1.6 }),
        Plot.dot(path.slice(0, 1), { stroke: PATHS[index % PATHS.length]!, fill: 'white', r: 4 }),
      ]),
      ...(towards === undefined
        ? []
        : [
            Plot.arrow([towards], {
              x1: 0,
              y1: 0,
              x2: (direction: Point) => direction[0] * half * 0.9,
              y2: (direction: Point) => direction[1] * half * 0.9,
              stroke: '#2e8540',
              strokeWidth: 2,
            }),
          ]),
      Plot.dot(samples, {
        x: ({ point }) => point[0],
        y: ({ point }) => point[1],
        fill: ({ label }) => (label > 0 ? POSITIVE : NEGATIVE),
        symbol: ({ label }: { label: number }) => (label > 0 ? 'circle' : 'square'),
        r: 5,
      }),
      Plot.text(samples, { x: ({ point }) => point[0], y: ({ point }) => point[1], text: 'name', dx: 8, dy: -8, textAnchor: 'start' }),
      Plot.text([title], { frameAnchor: 'top-left', dx: 6, dy: 6, fontWeight: 'bold' }),
      Plot.text([legend(towards !== undefined)], { frameAnchor: 'bottom-left', dx: 6, dy: -6 }),
    ],
  });
  drawing.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${drawing.outerHTML}\n`;
}

function legend(hasLimit: boolean): string {
  return `circle: y = +1, square: y = -1, dotted: kinks w.x = 0, open circle: start${hasLimit ? ', arrow: direction at the horizon' : ''}`;
}

/** The iterates of each neuron, from the start on. */
function pathsOf(input: Case, { iterates, trajectory }: Recording): Point[][] {
  const points = iterates.length > 0 ? iterates.map(({ w }) => w) : [input.start, ...earlyCheckpoints(trajectory, input.start)];
  return Array.from({ length: input.start.length >> 1 }, (_, k) =>
    points.map((w): Point => [w[2 * k]!, w[2 * k + 1]!]).filter((point) => point.every(Number.isFinite)),
  );
}

/** Checkpoints that a picture of the start's size can still show. */
function earlyCheckpoints(trajectory: Recording['trajectory'], start: readonly number[]): number[][] {
  const reach = 10 * (1 + norm(start));
  return (trajectory?.checkpoints ?? []).map(({ w }) => Array.from(w)).filter((w) => norm(w) <= reach);
}

/** Direction of the last checkpoint of a run followed in log time. */
function limitOf({ trajectory }: Recording): Point | undefined {
  const last = trajectory?.checkpoints.at(-1)?.w;
  if (last === undefined || last.length !== 2) return undefined;
  const length = norm(last);
  return length > 0 ? [last[0]! / length, last[1]! / length] : undefined;
}

/** Half the side of a square about the origin that holds the points. */
function frame(points: readonly Point[]): number {
  const largest = points.reduce((most, point) => Math.max(most, Math.abs(point[0]), Math.abs(point[1])), 0);
  return (largest > 0 ? largest : 1) * (1 + AIR);
}

/** The line of all w with w.x = 0, within the frame; none for x = 0. */
function kink([a, b]: Point, label: number, half: number): (Segment & { readonly colour: string })[] {
  const largest = Math.max(Math.abs(a), Math.abs(b));
  if (largest === 0) return [];
  const scale = half / largest;
  return [{ from: [-b * scale, a * scale], to: [b * scale, -a * scale], colour: label > 0 ? POSITIVE : NEGATIVE }];
}
