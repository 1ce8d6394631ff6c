/** How the slope of the ReLU loss jumps across the kinks of the lines that samples lie on. */

import type { Label } from '../../claim/claim.js';
import type { Parts } from '../../claim/parts.js';
import type { SlackRecord } from '../../claim/slack.js';
import type { Case } from '../../data/case.js';
import { type Dataset, everySample, sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { largest, nth } from '../../numerics/lists.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { unlessStopped } from '../../numerics/stopping.js';
import { dot, norm, plusMultiple } from '../../numerics/vector.js';
import { namedVector } from './directions.js';
import { scaledLoss } from './far-out.js';
import { balanceOf, type Line, linesOf, pointOnKink } from './lines.js';

/** Largest share of a sample's distance from its kink that a difference goes. */
const SHORT = 2 ** -8;

/** The second difference n (L(w + eps x) + L(w - eps x) - 2 L(w)) / eps at a point w on one kink alone, over the sum of the |x.x_i| on its line. */
interface Bend {
  readonly measured: number;
  /** The jump of the slope by the lengths on the line. */
  readonly expected: number;
  /** What the curvature of L on both sides can add. */
  readonly curvature: number;
  readonly rounding: number;
}

/** A bend for each line; undefined where some line has no point that is on its kink alone. */
export function bendsOf(data: Dataset, input: Case, parts: Parts): readonly Bend[] | undefined {
  const most = longest(data);
  const bends: Bend[] = [];
  for (const line of linesOf(data)) {
    unlessStopped();
    const w = pointOnKink(data, line, namedVector(input, 'perturbation'));
    if (w === undefined) return undefined;
    bends.push(bendAt(data, line, w, most, parts));
  }
  return bends;
}

/** @param most - the length of the longest sample. */
function bendAt(data: Dataset, line: Line, w: Float64Array, most: number, parts: Parts): Bend {
  const x = sample(data, nth(line, 0));
  const along = productsWith(data, x);
  const heights = productsWith(data, w);
  let eps = SHORT;
  for (let i = 0; i < data.n; i++) {
    const reach = Math.abs(nth(along, i));
    const room = line.includes(i) ? 1 : Math.abs(nth(heights, i));
    while (reach * eps > SHORT * room) eps /= 2;
  }
  let [length, jump, curvature] = [0, 0, 0];
  for (let i = 0; i < data.n; i++) {
    const reach = Math.abs(nth(along, i));
    if (line.includes(i)) {
      length += reach;
      jump -= nth(data.y, i) * reach;
    }
    // Each loss has second derivatives of at most reach^2 times its largest value on the way, at most 1 for positives.
    curvature += eps * reach ** 2 * (data.y[i] === 1 ? 1 : exp(Math.max(0, nth(heights, i) + eps * reach)));
  }
  const at = (step: number) => scaledLoss(data, plusMultiple(w, step, x), 1, parts);
  const [here, ahead, behind] = [at(0), at(eps), at(-eps)];
  const rounding = ahead.rounding + behind.rounding + 2 * here.rounding + data.n * UNIT_ROUNDOFF * 16 * (norm(w) + norm(x)) * most;
  return {
    measured: (ahead.value + behind.value - 2 * here.value) / (eps * length),
    expected: jump / length,
    curvature: curvature / length,
    rounding: rounding / (eps * length) + gamma(4 * data.n),
  };
}

/** v.x_i of every sample. */
function productsWith(data: Dataset, v: Float64Array): Float64Array {
  return Float64Array.from({ length: data.n }, (_, i) => dot(v, sample(data, i)));
}

function longest(data: Dataset): number {
  return largest(everySample(data).map((i) => norm(sample(data, i))));
}

/** Whether the lengths on the lines make L convex, and whether they make it smooth. */
export function kinksOf(data: Dataset): Label[] {
  const balances = linesOf(data).map((line) => balanceOf(data, line));
  return [
    ['convex', balances.some((sign) => sign < 0) ? 'no' : 'yes'],
    ['smooth', balances.some((sign) => sign !== 0) ? 'no' : 'yes'],
  ];
}

/** Records the convexity of L at the middle between the case's start and its perturbation. */
export function convexOn(data: Dataset, input: Case, parts: Parts, slack: SlackRecord): void {
  const u = Float64Array.from(input.start);
  const v = namedVector(input, 'perturbation');
  const lossAt = (w: Float64Array): ReturnType<typeof scaledLoss> => scaledLoss(data, w, 1, parts);
  const [first, second] = [lossAt(u), lossAt(v)];
  const middle = lossAt(u.map((entry, j) => (entry + nth(v, j)) / 2));
  const mean = (first.value + second.value) / 2;
  if (!Number.isFinite(mean)) return;
  slack.record(
    1 - middle.value / mean,
    (first.rounding + second.rounding + middle.rounding) / mean,
    0,
    () => `n L is ${middle.value} in the middle between points where its mean is ${mean}`,
    'convex',
  );
}
