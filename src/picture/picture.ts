/** A drawing as an SVG: the plane with the step of interest enlarged, and quantities against ln t beneath. */

import { norm } from '../numerics/vector.js';
import { element, xml } from '../text/xml.js';
import { cells } from './cells.js';
import type { Drawing, PathPoint, PlaneDrawing } from './drawing.js';
import { legend } from './legend.js';
import { kink, markedStep, marker, names, pathMarks, ray } from './marks.js';
import { axes, type Box, frame, type Plane, type Point, planeIn, within, words } from './plane.js';
import { chart, type Room } from './series.js';
import { STYLE } from './style.js';

const WIDTH = 920;
const MAIN: Box = { left: 72, top: 44, side: 520 };
const ZOOM: Box = { left: 640, top: 44, side: 250 };
const CHART = { left: 72, width: 360, height: 130, across: 460, gap: 62 } as const;
/** Where charts begin without a plane, below the heading. */
const BARE = 66;
/** Iterates beside the step of interest that the enlargement holds. */
const BESIDE = 2;
/** The frame reaches so far beyond what happens, as a share of its size. */
const AIR = 0.15;
/** Iterates that the frame holds where no step is of interest. */
const EARLY = 300;

/**
 * Draws.
 *
 * @param options - `style`: the style sheet within the picture; the empty text where the page around it has one.
 * @returns the text of an SVG file.
 */
export function picture(drawing: Drawing, { style = STYLE }: { readonly style?: string } = {}): string {
  const { title, description, plane, series, moment } = drawing;
  const begin = plane === undefined ? BARE : MAIN.top + MAIN.side + 76;
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
    ...series.flatMap((one, i) => chart(one, rooms[i] ?? { ...CHART, top: begin }, moment)),
    '</svg>',
    '',
  ].join('\n');
}

function planePart(drawing: PlaneDrawing): string[] {
  const main = planeIn(MAIN, [0, 0], halfOf(drawing));
  const zoom = zoomOf(drawing, main.half);
  const top = zoom === undefined ? ZOOM.top + 12 : ZOOM.top + ZOOM.side + 44;
  return [
    within(
      main,
      ...content(drawing, main),
      ...drawing.samples.map(({ point, label }) => marker(label, main.at(point))),
      ...names(drawing.samples, main),
    ),
    ...axes(main, drawing.axes),
    ...(zoom === undefined
      ? []
      : [
          within(zoom, ...content(drawing, zoom), ...numbers(drawing, zoom)),
          ...frame(zoom),
          words(`steps around ${drawing.marked}, enlarged`, [zoom.left, zoom.top + zoom.side + 16], { class: 'small' }),
        ]),
    ...legend(drawing, [ZOOM.left, top]),
  ];
}

/** Everything but samples and their names. */
function content({ samples, hasKinks, paths, rays, marked }: PlaneDrawing, plane: Plane): string[] {
  const steps = marked === undefined ? [] : paths.flatMap(({ points }) => stepAt(points, marked));
  return [
    ...(hasKinks ? [...cells(samples, plane), ...samples.flatMap((sample) => kink(sample, plane))] : []),
    ...rays.map((one) => ray(one, plane)),
    ...paths.flatMap((path) => pathMarks(path, plane)),
    ...steps.flatMap(([from, to]) => markedStep(from, to, plane, plane.side === MAIN.side ? `step ${from.k}` : '')),
  ];
}

function stepAt(points: readonly PathPoint[], step: number): (readonly [PathPoint, PathPoint | undefined])[] {
  const from = points.find(({ k }) => k === step);
  return from === undefined ? [] : [[from, points.find(({ k }) => k === step + 1)]];
}

/** The numbers of the steps, beside their iterates. */
function numbers({ paths, marked = 0 }: PlaneDrawing, { at }: Plane): string[] {
  return paths.flatMap(({ points }) =>
    points
      .filter(({ k }) => Math.abs(k - marked) <= BESIDE)
      .map(({ k, at: point }) => words(String(k), [at(point)[0] + 8, at(point)[1] - 6], { class: 'small name' })),
  );
}

/** Half the side of a frame about what happens: the samples and the run until a little after the step of interest. */
function halfOf({ samples, paths, marked }: PlaneDrawing): number {
  const until = marked === undefined ? EARLY : Math.max(marked + 3, 20);
  const shown = paths.flatMap(({ points }) => points.filter(({ k }) => k <= until).map(({ at }) => at));
  const largest = [...samples.map(({ point }) => point), ...shown].reduce((most, [a, b]) => Math.max(most, Math.abs(a), Math.abs(b)), 0);
  return Math.min((largest > 0 ? largest : 1) * (1 + AIR), Number.MAX_VALUE);
}

/** The plane about the step of interest; none where nothing moves there, or where the whole picture is no larger. */
function zoomOf({ paths, marked }: PlaneDrawing, whole: number): Plane | undefined {
  if (marked === undefined) return undefined;
  const near = paths.flatMap(({ points }) => points.filter(({ k }) => Math.abs(k - marked) <= BESIDE).map(({ at }) => at));
  if (near.length < 2 || paths.length > 1) return undefined;
  const [low, high] = [0, 1].map((axis) => {
    const values = near.map((point) => point[axis] ?? 0);
    return [Math.min(...values), Math.max(...values)] as const;
  }) as [Point, Point];
  const centre: Point = [(low[0] + low[1]) / 2, (high[0] + high[1]) / 2];
  const half = 0.7 * norm([low[1] - low[0], high[1] - high[0]]);
  return half > 0 && half < whole / 3 ? planeIn(ZOOM, centre, half) : undefined;
}
