/** A drawing as an SVG: the plane with the step of interest enlarged, and quantities against ln t beneath. */

import { element, xml } from '../text/xml.js';
import { cells } from './cells.js';
import type { Drawing, PlaneDrawing } from './drawing.js';
import { BESIDE, halfOf, isWithin, placesOf, whereabouts, zoomOf } from './frames.js';
import { legend } from './legend.js';
import { LINE_HEIGHT, line as linePart } from './line.js';
import { kink, markedStep, marker, names, nameTexts, pathMarks, ray, stepAt, tipOf } from './marks.js';
import { axes, type Box, frame, type Plane, planeIn, within, words } from './plane.js';
import { chart, type Room } from './series.js';
import { STYLE } from './style.js';

const WIDTH = 920;
const MAIN: Box = { left: 72, top: 44, side: 520 };
const ZOOM: Box = { left: 640, top: 44, side: 250 };
const CHART = { left: 72, width: 360, height: 130, across: 460, gap: 62 } as const;
/** Where charts begin without a plane, below the heading. */
const BARE = 66;

/**
 * Draws.
 *
 * @param options - `style`: the style sheet within the picture; the empty text where the page around it has one.
 * @returns the text of an SVG file.
 */
export function picture(drawing: Drawing, { style = STYLE }: { readonly style?: string } = {}): string {
  const { title, description, plane, line, series, moment } = drawing;
  const begin = plane !== undefined ? MAIN.top + MAIN.side + 76 : line !== undefined ? LINE_HEIGHT + 24 : BARE;
  const rooms = series.map(
    (_, i): Room => ({
      left: CHART.left + (i % 2) * CHART.across,
      top: begin + Math.floor(i / 2) * (CHART.height + CHART.gap),
      width: CHART.width,
      height: CHART.height,
    }),
  );
  const height = begin + Math.ceil(series.length / 2) * (CHART.height + CHART.gap) - 16;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="claimcheck-picture" role="img" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    element('title', {}, xml(title)),
    element('desc', {}, xml(description)),
    ...(style === '' ? [] : [element('style', {}, style)]),
    element('rect', { class: 'paper', width: WIDTH, height }),
    words(title, [WIDTH - 30, MAIN.top - 14], { class: 'heading', 'text-anchor': 'end' }),
    ...(plane === undefined ? [] : planePart(plane)),
    ...(line === undefined ? [] : linePart(line)),
    ...series.flatMap((one, i) => chart(one, rooms[i] ?? { ...CHART, top: begin }, moment)),
    '</svg>',
    '',
  ].join('\n');
}

function planePart(drawing: PlaneDrawing): string[] {
  const main = planeIn(MAIN, [0, 0], halfOf(drawing));
  const zoom = zoomOf(drawing, main.half, ZOOM);
  const top = zoom === undefined ? ZOOM.top + 12 : ZOOM.top + ZOOM.side + 44;
  return [
    within(main, [
      ...content(drawing, main),
      ...drawing.samples.map(({ point, label }) => marker(label, main.at(point))),
      ...allNames(drawing, main),
    ]),
    ...axes(main, drawing.axes),
    ...(zoom === undefined
      ? []
      : [
          within(zoom, [...content(drawing, zoom), ...numbers(drawing, zoom)]),
          ...frame(zoom),
          words(`steps around ${drawing.marked}, enlarged`, [zoom.left, zoom.top + zoom.side + 16], { class: 'small' }),
        ]),
    ...legend({ ...drawing, ...whereabouts(drawing, main) }, [ZOOM.left, top]),
  ];
}

/** Everything but samples and their names. */
function content({ samples, hasKinks, hasRegions, paths, rays, marked }: PlaneDrawing, plane: Plane): string[] {
  const steps = marked === undefined ? [] : paths.flatMap(({ points }) => stepAt(points, marked));
  return [
    ...(hasRegions ? cells(samples, plane) : []),
    ...(hasKinks ? samples.flatMap((sample) => kink(sample, plane)) : []),
    ...rays.map((one) => ray(one, plane)),
    ...paths.flatMap((path) => pathMarks(path, plane)),
    ...steps.flatMap(([from, to]) => markedStep(from, to, plane)),
  ];
}

/** The numbers of the steps, beside their iterates. */
function numbers({ paths, marked = 0 }: PlaneDrawing, plane: Plane): string[] {
  const near = paths.flatMap(({ points }) => points.filter(({ k }) => Math.abs(k - marked) <= BESIDE));
  return nameTexts(
    near.map(({ k, at }) => ({ text: String(k), at: plane.at(at) })),
    { ...plane, marks: placesOf(paths, plane) },
  );
}

/** The names of samples, of the step of interest, and of rays that have one. */
function allNames({ samples, paths, rays, marked }: PlaneDrawing, plane: Plane): string[] {
  const steps = marked === undefined ? [] : paths.flatMap(({ points }) => stepAt(points, marked));
  const marks = steps.map(([{ k, at }]) => ({ text: `step ${k}`, at: plane.at(at) })).filter(({ at }) => isWithin(at, plane));
  const tips = rays.flatMap((one) => (one.tip === undefined ? [] : [{ text: one.tip, at: plane.at(tipOf(one, plane)) }]));
  return nameTexts([...names(samples, plane), ...marks, ...tips], { ...plane, marks: placesOf(paths, plane) });
}
