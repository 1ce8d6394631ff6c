/** Directions of a run's neurons as rays: where they point at the horizon, and where theorem 4.1 sends them. */

import { placesOf } from '../numerics/lists.js';
import { type Numbers, norm } from '../numerics/vector.js';
import { counted } from '../text/layout.js';
import type { Ray } from './drawing.js';

/** A direction of d features that is drawn from the origin, of any length. */
export interface Direction extends Omit<Ray, 'at'> {
  readonly w: Numbers;
}

/** Rays, and what is to be said of directions, among them those that are not drawn. */
export interface Directions {
  readonly rays: readonly Direction[];
  readonly notes: readonly string[];
}

/** Rays and notes of several kinds, in their order. */
export function together(...all: readonly Directions[]): Directions {
  return { rays: all.flatMap(({ rays }) => rays), notes: all.flatMap(({ notes }) => notes) };
}

/** Samples with the neurons that act on them, and their max-margin direction where they are separable. */
interface Partition {
  readonly members: readonly number[];
  readonly neurons: readonly number[];
  readonly best?: Numbers;
}

/** The direction of a partition, or its opposite, as that of neurons. */
interface Target {
  readonly partition: number;
  readonly neurons: readonly number[];
  readonly sign: 1 | -1;
  readonly direction: Numbers;
}

/** Names of samples beyond which they are counted. */
const MOST_NAMED = 4;
/** Directions beyond which the legend tells them together. */
const MOST_TOLD = 6;

/**
 * Where neurons point at a horizon of log time, and which of them rest, so that no direction is their limit.
 *
 * @param last - K*d parameters at the horizon, and `before` those a while before it.
 * @param lnT - the horizon.
 */
export function limitDirections(last: Numbers, before: Numbers, neurons: number, lnT: number): Directions {
  const d = last.length / neurons;
  const own = (w: Numbers, k: number): number[] => Array.from({ length: d }, (_, j) => w[k * d + j] ?? Number.NaN);
  const all = Array.from({ length: neurons }, (_, k) => ({ w: own(last, k), earlier: own(before, k) }));
  const rests = placesOf(all, ({ w, earlier }) => w.every((entry, j) => entry === earlier[j]));
  const name = `direction${neurons === 1 ? '' : 's'} at ln t = ${horizonText(lnT)}`;
  return {
    rays: all.flatMap(({ w }, k): Direction[] => (rests.includes(k) || norm(w) === 0 ? [] : [{ kind: 'limit', name, w }])),
    notes: [
      ...(rests.length === neurons ? [] : [`At ln t = ${horizonText(lnT)}, by log time: asymptotic evidence of the limit.`]),
      ...(rests.length === 0
        ? []
        : [`No limit direction of ${neurons === 1 ? 'w' : named(rests)}, which rest${rests.length === 1 ? 's' : ''} in the end.`]),
    ],
  };
}

/** The directions that theorem 4.1 sends neurons to. */
export function partitionDirections(partitions: readonly Partition[], targets: readonly Target[], neurons: number): Directions {
  const rays = targets.map(({ partition, neurons: own, sign, direction }): Direction => {
    const tip = `${sign < 0 ? '-' : ''}B${partition + 1}`;
    const margin = `${sign < 0 ? 'minus ' : ''}max margin of ${samplesText(partitions[partition]?.members ?? [])}`;
    return {
      kind: 'reference',
      name: targets.length > MOST_TOLD ? 'max margin, each partition B' : `${tip}: ${margin}, for ${named(own)}`,
      w: direction,
      tip,
    };
  });
  const shared = Array.from({ length: neurons }, (_, k) => placesOf(partitions, (one) => one.neurons.includes(k)));
  return {
    rays,
    notes: [
      ...partitions.flatMap(({ members, neurons: acting, best }) =>
        best !== undefined || acting.length === 0 ? [] : [`No max margin of ${samplesText(members)}: no separator.`],
      ),
      ...shared.flatMap((on, k) =>
        on.length < 2
          ? []
          : [
              `No max margin is neuron ${k + 1}'s own: it acts on ${on.map((h) => samplesText(partitions[h]?.members ?? [])).join(' and on ')}.`,
            ],
      ),
    ],
  };
}

function horizonText(lnT: number): string {
  return lnT >= 1000 ? lnT.toLocaleString('en-US', { maximumFractionDigits: 0 }) : lnT.toPrecision(4);
}

const named = (neurons: readonly number[]): string =>
  `${neurons.length === 1 ? 'neuron' : 'neurons'} ${neurons.map((k) => k + 1).join(', ')}`;

function samplesText(members: readonly number[]): string {
  const names = members.slice(0, MOST_NAMED).map((i) => `x${i + 1}`);
  return members.length > MOST_NAMED ? `${names.slice(0, 2).join(', ')} and ${counted(members.length - 2, 'other')}` : names.join(', ');
}
