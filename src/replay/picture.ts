/** A case in the plane as an SVG picture: samples, kinks, the path of the iterates and the direction they tend to. */

import type { Case } from '../data/case.js';
import { dataset } from '../data/dataset.js';
import { norm } from '../numerics/vector.js';
import { gradientDescent } from '../optimizer/gradient-descent.js';
import { element, hundredths, xml } from '../report/xml.js';
import { run } from '../trajectory/run.js';
import { NEURON_STYLES, STYLE } from './picture-style.js';
import { axes, LEFT, type Plane, type Point, planeAround, SIDE, segment, TOP, words } from './plane.js';
import type { RecordedIterate, Recording } from './recording.js';

const WIDTH = 632;
/** First baseline of the legend, its columns and rows. */
const LEGEND = { top: TOP + SIDE + 68, columns: 2, width: 260, height: 24 } as const;
/** Steps drawn of a run that was followed in log time alone. */
const FIRST_STEPS = 300;
/** Names of samples beyond this share of the frame stand on the left of them. */
const NEAR_THE_EDGE = 0.8;

/** A sample where it is drawn. */
interface Sample {
  readonly point: Point;
  readonly label: number;
}

/** The iterates of one neuron, from the start on. */
interface Path {
  readonly name: string;
  readonly style: string;
  readonly points: readonly Point[];
}

/**
 * Draws a case whose samples lie in the plane; iterates stand in the same plane, neuron by neuron.
 *
 * @returns the text of an SVG file.
 * @throws RangeError when the samples do not have two features.
 */
export function picture(title: string, input: Case, recording: Recording): string {
  const samples = samplesOf(input);
  const iterates = iteratesOf(input, recording);
  const paths = pathsOf(iterates);
  const towards = limitOf(recording);
  const plane = planeAround([...samples.map(({ point }) => point), ...paths.flatMap(({ points }) => points)]);
  const entries = legend(samples, paths, towards !== undefined);
  const height = LEGEND.top + LEGEND.height * Math.ceil(entries.length / LEGEND.columns);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="claimcheck-picture" role="img" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    element('title', {}, xml(title)),
    element('desc', {}, xml(description(samples, iterates, towards))),
    element('style', {}, STYLE),
    element('rect', { class: 'paper', width: WIDTH, height }),
    ...axes(plane),
    ...samples.flatMap((sample) => kink(sample, plane)),
    ...paths.flatMap((path) => pathMarks(path, plane)),
    ...(towards === undefined ? [] : [arrow(plane.at([0, 0]), plane.at([towards[0] * plane.half * 0.9, towards[1] * plane.half * 0.9]))]),
    ...samples.map(({ point, label }) => marker(label, plane.at(point))),
    ...names(samples, plane),
    words(title, [LEFT + SIDE, TOP - 12], { class: 'heading', 'text-anchor': 'end' }),
    ...entries.flatMap(legendEntry),
    '</svg>',
    '',
  ].join('\n');
}

function samplesOf({ data: { x, y } }: Case): Sample[] {
  return x.map(([a, b, ...rest], i) => {
    if (a === undefined || b === undefined || rest.length > 0)
      throw new RangeError(`samples have ${x[0]?.length} features; a picture needs 2`);
    return { point: [a, b], label: y[i] ?? Number.NaN };
  });
}

/** The iterates that were recorded, or the first steps of a run that was followed in log time; else the start. */
function iteratesOf(input: Case, { iterates, trajectory, models }: Recording): readonly RecordedIterate[] {
  if (iterates.length > 0) return iterates;
  const { start, steps } = input;
  const data = dataset(input.data);
  const model = [...models.values()].find(({ neurons }) => neurons * data.d === start.length);
  if (trajectory === undefined || model === undefined || steps.kind !== 'constant') return start.length > 0 ? [{ k: 0, w: start }] : [];
  const first: RecordedIterate[] = [];
  const observe = ({ k, w }: { k: number; w: Float64Array }): void => void first.push({ k, w: Array.from(w) });
  run({ data, model, start, optimizer: gradientDescent, stepSize: steps.eta, steps: FIRST_STEPS, observe });
  return first;
}

function pathsOf(iterates: readonly RecordedIterate[]): Path[] {
  const neurons = (iterates[0]?.w.length ?? 0) >> 1;
  const last = iterates.at(-1)?.k ?? 0;
  return Array.from({ length: neurons }, (_, neuron) => ({
    name: `${neurons > 1 ? `neuron ${neuron + 1}` : 'iterates'}${last === 0 ? '' : ` to step ${last}`}`,
    style: `neuron-${neuron % NEURON_STYLES}`,
    points: iterates
      .map(({ w }): Point => [w[2 * neuron] ?? Number.NaN, w[2 * neuron + 1] ?? Number.NaN])
      .filter((point) => point.every(Number.isFinite)),
  }));
}

/** Direction of the last checkpoint of a run followed in log time. */
function limitOf({ trajectory }: Recording): Point | undefined {
  const [a, b, ...rest] = trajectory?.checkpoints.at(-1)?.w ?? [];
  if (a === undefined || b === undefined || rest.length > 0) return undefined;
  const length = norm([a, b]);
  return length > 0 ? [a / length, b / length] : undefined;
}

/** What the picture shows, for those who do not see it. */
function description(samples: readonly Sample[], iterates: readonly RecordedIterate[], towards: Point | undefined): string {
  const list = (label: number): string =>
    samples.flatMap(({ point, label: own }, i) => (own === label ? [`x${i + 1} (${point.join(', ')})`] : [])).join(', ');
  const [first, last] = [iterates[0], iterates.at(-1)];
  return [
    `Samples labelled +1: ${list(1) || 'none'}. Samples labelled -1: ${list(-1) || 'none'}.`,
    'A dotted line for each sample is its kink, where w.x = 0.',
    ...(first === undefined ? [] : [`The parameters start at (${first.w.join(', ')}).`]),
    ...(first === last || last === undefined ? [] : [`After ${last.k} steps they are (${last.w.map(brief).join(', ')}).`]),
    ...(towards === undefined ? [] : [`Followed in log time they point to (${towards.map(brief).join(', ')}) at the horizon.`]),
  ].join(' ');
}

function brief(value: number): string {
  return String(Number(value.toPrecision(4)));
}

const side = (label: number): 'positive' | 'negative' => (label > 0 ? 'positive' : 'negative');

/** The line of all w with w.x = 0, within the frame; none for x = 0. */
function kink({ point: [a, b], label }: Sample, plane: Plane): string[] {
  const largest = Math.max(Math.abs(a), Math.abs(b));
  if (largest === 0) return [];
  const end: Point = [(-b / largest) * plane.half, (a / largest) * plane.half];
  return [segment(plane, end, [-end[0], -end[1]], { class: `kink ${side(label)}` })];
}

/** A neuron's iterates as dots on a line, the start as a ring. */
function pathMarks({ points, style }: Path, { at }: Plane): string[] {
  const [start, ...others] = points.map(at);
  if (start === undefined) return [];
  const line = [start, ...others].map((point) => point.map(hundredths).join(',')).join(' ');
  return [
    element('polyline', { class: `path ${style}`, points: line }),
    ...others.map((point) => dot('iterate', style, point, 1.7)),
    dot('start', style, start, 4.5),
  ];
}

function dot(kind: string, style: string, [cx, cy]: Point, r: number): string {
  return element('circle', { class: `${kind} ${style}`, cx, cy, r });
}

/** A sample: a disc for +1, a square for -1. */
function marker(label: number, [x, y]: Point): string {
  const marked = { class: `sample ${side(label)}` };
  return label > 0
    ? element('circle', { ...marked, cx: x, cy: y, r: 6 })
    : element('rect', { ...marked, x: x - 5.5, y: y - 5.5, width: 11, height: 11 });
}

/** The samples' names, one text for those in the same place, beside the line from the origin, where paths and kinks often are. */
function names(samples: readonly Sample[], { at, half }: Plane): string[] {
  const places = new Map<string, { readonly point: Point; readonly names: string[] }>();
  for (const [i, { point }] of samples.entries()) {
    const key = point.join();
    const place = places.get(key) ?? { point, names: [] };
    place.names.push(`x${i + 1}`);
    places.set(key, place);
  }
  return [...places.values()].map(({ point, names }) => {
    const [x, y] = at(point);
    const right = point[0] < NEAR_THE_EDGE * half;
    const up = point[0] * point[1] === 0 ? point[1] >= 0 : right === point[0] * point[1] < 0;
    return words(names.join(', '), [x + (right ? 9 : -9), y + (up ? -9 : 18)], { class: 'name', 'text-anchor': right ? 'start' : 'end' });
  });
}

/** An arrow between two places in pixels. */
function arrow([x1, y1]: Point, [x2, y2]: Point): string {
  const length = norm([x2 - x1, y2 - y1]);
  const [a, b] = [(x2 - x1) / length, (y2 - y1) / length];
  const head = [
    [x2, y2],
    [x2 - 11 * a - 5 * b, y2 - 11 * b + 5 * a],
    [x2 - 11 * a + 5 * b, y2 - 11 * b - 5 * a],
  ];
  return element(
    'g',
    { class: 'limit' },
    element('line', { x1, y1, x2: x2 - 9 * a, y2: y2 - 9 * b }),
    element('polygon', { points: head.map((point) => point.map(hundredths).join(',')).join(' ') }),
  );
}

/** What a sign means; it is drawn about the middle of its place. */
interface Entry {
  readonly sign: (middle: Point) => string[];
  readonly text: string;
}

function legend(samples: readonly Sample[], paths: readonly Path[], hasLimit: boolean): Entry[] {
  const [first] = paths;
  const across = (attributes: { class: string }, [x, y]: Point): string =>
    element('line', { ...attributes, x1: x - 12, y1: y, x2: x + 12, y2: y });
  return [
    ...[1, -1]
      .filter((label) => samples.some((sample) => sample.label === label))
      .map((label): Entry => ({ sign: (middle) => [marker(label, middle)], text: `y = ${label > 0 ? '+1' : '-1'}` })),
    { sign: (middle) => [across({ class: 'kink either' }, middle)], text: 'kinks, w.x = 0' },
    ...(first === undefined ? [] : [{ sign: (middle: Point) => [dot('start', first.style, middle, 4.5)], text: 'start' }]),
    ...paths
      .filter(({ points }) => points.length > 1)
      .map(
        ({ name, style }): Entry => ({
          sign: (middle) => [across({ class: `path ${style}` }, middle), dot('iterate', style, middle, 1.7)],
          text: name,
        }),
      ),
    ...(hasLimit ? [{ sign: ([x, y]: Point) => [arrow([x - 12, y], [x + 12, y])], text: 'direction at the horizon' }] : []),
  ];
}

function legendEntry({ sign, text }: Entry, index: number): string[] {
  const x = LEFT + LEGEND.width * (index % LEGEND.columns);
  const y = LEGEND.top + LEGEND.height * Math.floor(index / LEGEND.columns);
  return [...sign([x + 12, y - 4]), words(text, [x + 32, y])];
}
