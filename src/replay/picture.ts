/** A case in the plane as an SVG picture: samples, kinks, the path of the iterates and the direction they tend to. */

import type { Case } from '../data/case.js';
import { dataset } from '../data/dataset.js';
import { norm } from '../numerics/vector.js';
import { gradientDescent } from '../optimizer/gradient-descent.js';
import { toSixDigits } from '../text/number.js';
import { element, xml } from '../text/xml.js';
import { run } from '../trajectory/run.js';
import { legend } from './picture-legend.js';
import { arrow, kink, marker, names, type Path, pathMarks, type Sample } from './picture-marks.js';
import { NEURON_STYLES, STYLE } from './picture-style.js';
import { axes, LEFT, type Point, planeAround, SIDE, TOP, words } from './plane.js';
import type { RecordedIterate, Recording } from './recording.js';

const WIDTH = 632;
/** Steps drawn of a run that was followed in log time alone. */
const FIRST_STEPS = 300;

/**
 * Draws a case whose samples lie in the plane; iterates stand in the same plane, neuron by neuron.
 *
 * @param options - `style`: the style sheet within the picture; the empty text where the page around it has one.
 * @returns the text of an SVG file.
 * @throws RangeError when the samples do not have two features.
 */
export function picture(title: string, input: Case, recording: Recording, { style = STYLE } = {}): string {
  const samples = samplesOf(input);
  const iterates = iteratesOf(input, recording);
  const paths = pathsOf(iterates);
  const towards = limitOf(recording);
  const plane = planeAround([...samples.map(({ point }) => point), ...paths.flatMap(({ points }) => points)]);
  const { elements, bottom: height } = legend(samples, paths, { hasLimit: towards !== undefined });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="claimcheck-picture" role="img" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    element('title', {}, xml(title)),
    element('desc', {}, xml(description(samples, iterates, towards))),
    ...(style === '' ? [] : [element('style', {}, style)]),
    element('rect', { class: 'paper', width: WIDTH, height }),
    ...axes(plane),
    ...samples.flatMap((sample) => kink(sample, plane)),
    ...paths.flatMap((path) => pathMarks(path, plane)),
    ...(towards === undefined ? [] : [arrow(plane.at([0, 0]), plane.at([towards[0] * plane.half * 0.9, towards[1] * plane.half * 0.9]))]),
    ...samples.map(({ point, label }) => marker(label, plane.at(point))),
    ...names(samples, plane),
    words(title, [LEFT + SIDE, TOP - 12], { class: 'heading', 'text-anchor': 'end' }),
    ...elements,
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
    ...(first === last || last === undefined ? [] : [`After ${last.k} steps they are (${last.w.map(toSixDigits).join(', ')}).`]),
    ...(towards === undefined ? [] : [`Followed in log time they point to (${towards.map(toSixDigits).join(', ')}) at the horizon.`]),
  ].join(' ');
}
