/**
 * The README's two figures about optimizers, drawn from runs: which margin four of them maximise, and how long a step of Adam can be.
 *
 * usage: tsx scripts/optimizer-figures.ts
 */

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { adam } from '../editions/optimizers/adam.js';
import { mostUpdate } from '../editions/optimizers/claims/kingma.step.js';
import edition from '../editions/optimizers/index.js';
import { dataset } from '../src/data/dataset.js';
import { log } from '../src/numerics/elementary.js';
import { ballMargin } from '../src/oracle/ball-margin.js';
import { maxMargin, signedRows } from '../src/oracle/max-margin.js';
import { type Point, words } from '../src/picture/plane.js';
import { chart } from '../src/picture/series.js';
import { STYLE } from '../src/picture/style.js';
import { element, xml } from '../src/text/xml.js';

/** Where the figures are. */
export const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

/** Two samples whose largest margins lie in three directions: (1, 0) in l1, (2, 1) in l2, (1, 1) in l-infinity. */
const DATA = {
  x: [
    [2, 1],
    [-4, -3],
  ],
  y: [1, -1],
};
const START = [-0.5, 1];
const ETA = 0.125;
const STEPS = 100_000;
/** Difference in ln t between points of a curve. */
const FINEST = 0.03;

const NORMS = [
  { name: 'l1', style: 'neuron-3', size: (w: Float64Array): number => w.reduce((sum, entry) => sum + Math.abs(entry), 0) },
  { name: 'l2', style: 'neuron-2', size: (w: Float64Array): number => Math.sqrt(w.reduce((sum, entry) => sum + entry * entry, 0)) },
  {
    name: 'l-infinity',
    style: 'neuron-1',
    size: (w: Float64Array): number => w.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0),
  },
] as const;

const SHOWN = ['Coordinate descent (l1)', 'Normalised gradient descent (l2)', 'Adam without epsilon', 'Adam with epsilon'] as const;

function settingsOf(name: string): Readonly<Record<string, readonly number[]>> {
  return edition.optimizers?.find((one) => one.name === name)?.settings ?? {};
}

/** The margin of a run in three norms, each as a share of the largest, against ln t; not a number where it is negative. */
export function marginShares(name: string): { readonly norm: string; readonly points: readonly Point[] }[] {
  const optimizer = edition.optimizers?.find((one) => one.name === name);
  if (optimizer === undefined) throw new Error(`the edition has no optimizer ${name}`);
  const rows = signedRows(dataset(DATA));
  const euclidean = maxMargin({ dimension: 2, atLeastOne: rows });
  const largest: Readonly<Record<string, number | undefined>> = {
    l1: ballMargin(rows, 'l1')?.low,
    l2: euclidean.feasible ? euclidean.margin : undefined,
    'l-infinity': ballMargin(rows, 'l-infinity')?.low,
  };
  const points = NORMS.map((): Point[] => []);
  let last = Number.NEGATIVE_INFINITY;
  const input = {
    claim: '',
    data: DATA,
    start: START,
    steps: { kind: 'constant' as const, eta: ETA, count: STEPS },
    vectors: optimizer.settings,
  };
  optimizer.run(input, STEPS, (k, w) => {
    const lnT = log(k);
    if (k === 0 || lnT - last < FINEST) return true;
    last = lnT;
    const least = Math.min(...rows.map((row) => row.reduce((sum, entry, j) => sum + entry * (w[j] ?? 0), 0)));
    for (const [i, { name: norm, size }] of NORMS.entries()) {
      const share = least / size(w) / (largest[norm] ?? Number.NaN);
      points[i]?.push([lnT, share >= 0 ? share : Number.NaN]);
    }
    return true;
  });
  return NORMS.map(({ name: norm }, i) => ({ norm, points: points[i] ?? [] }));
}

const BETAS = { beta1: 0.9, beta2: 0.999 };
const GRADIENTS = 20_000;

/** The steps of Adam on gradients that grow by b2 / b1, in units of alpha, with the bound of `kingma/step@repaired` and the printed one. */
export function adamSteps(): { readonly taken: readonly Point[]; readonly bound: readonly Point[]; readonly printed: readonly Point[] } {
  const state = adam({ dimension: 1, rate: () => 1, epsilon: 0, ...BETAS });
  const most = mostUpdate(BETAS);
  const [taken, bound, printed]: [Point[], Point[], Point[]] = [[], [], []];
  const claimed = Math.max(1, (1 - BETAS.beta1) / Math.sqrt(1 - BETAS.beta2));
  let [mantissa, exponent, last] = [1, 0, Number.NEGATIVE_INFINITY];
  for (let t = 1; t <= GRADIENTS; t++) {
    const w = new Float64Array(1);
    state.step(w, Float64Array.of(mantissa), exponent);
    const allowed = most();
    mantissa *= BETAS.beta2 / BETAS.beta1;
    // Powers of two apart, since the gradients leave the range of numbers.
    for (; mantissa >= 2; mantissa /= 2) exponent++;
    if (t > 1 && log(t) - last < FINEST) continue;
    last = log(t);
    taken.push([t, Math.abs(w[0] ?? Number.NaN)]);
    bound.push([t, allowed]);
    printed.push([t, claimed]);
  }
  return { taken, bound, printed };
}

const EXTRA = `
.claimcheck-picture .dotted { stroke-dasharray: 2 3; }
.claimcheck-picture .dashed { stroke-dasharray: 9 4; }
.claimcheck-picture .wide { stroke-width: 5px; opacity: 0.4; }
`;

function figure(size: readonly [number, number], title: string, description: string, content: readonly string[]): string {
  const [width, height] = size;
  return `${element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', class: 'claimcheck-picture', role: 'img', viewBox: `0 0 ${width} ${height}`, width, height },
    element('title', {}, xml(title)),
    element('desc', {}, xml(description)),
    element('style', {}, STYLE + EXTRA),
    element('rect', { class: 'paper', width, height }),
    words(title, [20, 26], { class: 'heading' }),
    ...content,
  )}\n`;
}

/** A piece of a curve with what it is. */
function key(style: string, text: string, [x, y]: Point): string {
  return `${element('path', { class: `curve ${style}`, d: `M${x} ${y - 4}h34` })}${words(text, [x + 42, y], { class: 'small' })}`;
}

const DASHES = ['dotted', 'dashed', ''] as const;

function marginFigure(): string {
  const panels = SHOWN.flatMap((name, i) => {
    const room = { left: 60 + 450 * (i % 2), top: 66 + 210 * Math.floor(i / 2), width: 380, height: 150 };
    const curves = marginShares(name).map(({ points }, at) => ({ style: `${NORMS[at]?.style} ${DASHES[at]}`, points }));
    const [epsilon] = settingsOf(name).epsilon ?? [];
    return chart({ title: epsilon === undefined ? name : `${name} = ${epsilon}`, curves }, room, undefined);
  });
  const keys = NORMS.map(({ name, style }, i) => key(`${style} ${DASHES[i]}`, `margin in ${name}`, [60 + 180 * i, 478]));
  return figure(
    [920, 500],
    'Which margin do optimizers maximise? Margins as a share of the largest, against ln t',
    'Coordinate descent comes to the largest margin in l1, normalised gradient descent in l2, Adam without epsilon in l-infinity. Adam with epsilon comes close to the last one and turns towards l2.',
    [...panels, ...keys],
  );
}

function stepFigure(): string {
  const { taken, bound, printed } = adamSteps();
  const curves = [
    { style: 'neuron-2 wide', points: bound },
    { style: 'neuron-0', points: taken },
    { style: 'neuron-3 dashed', points: printed },
  ];
  const keys = [
    key('neuron-0', 'steps of Adam on gradients that grow by b2 / b1', [60, 300]),
    key('neuron-3 dashed', 'the bound as printed', [430, 300]),
    key('neuron-2 wide', 'the bound of kingma/step@repaired', [640, 300]),
  ];
  return figure(
    [920, 320],
    'How long is a step of Adam? Its length in units of alpha, against the number of the step',
    'With b1 = 0.9, b2 = 0.999 and growing gradients the steps pass the printed bound of 3.16 alpha and tend to 7.3 alpha.',
    [...chart({ title: 'b1 = 0.9, b2 = 0.999, epsilon = 0', curves }, { left: 60, top: 66, width: 830, height: 190 }, undefined), ...keys],
  );
}

/** The figures by their file names. */
export const figures = (): Readonly<Record<string, string>> => ({
  'optimizers-margins.svg': marginFigure(),
  'optimizers-adam-step.svg': stepFigure(),
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, svg] of Object.entries(figures())) writeFileSync(`${FOLDER}${name}`, svg);
}
