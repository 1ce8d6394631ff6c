/** SGD's expectations at any ln t: the mean flow in accumulated step time, with a bound on how far they are from it. */

import { dataset } from '../data/dataset.js';
import { exp, log } from '../numerics/elementary.js';
import { largest } from '../numerics/lists.js';
import { logAddExp } from '../numerics/log-sum.js';
import { listed, remembering, SIX_DOZEN } from '../numerics/remember.js';
import { dot } from '../numerics/vector.js';
import { continueInLogTime } from '../trajectory/log-time/index.js';
import { flowDistance, type PositiveSgd } from './flow-distance.js';
import { stepTime } from './step-time.js';

/** A run of SGD to follow on from step T. */
export interface MeanFlowOptions extends Omit<PositiveSgd, 'loss' | 'reach'> {
  /** The rows g_i that act, with g_i.g_j >= 0. */
  readonly rows: readonly ArrayLike<number>[];
  /** w_T, with all g_i.w_T > 0, and wbar_T. */
  readonly start: Float64Array;
  readonly average: Float64Array;
  /** Values of s = ln t, ascending, later than ln T. */
  readonly at: readonly number[];
}

/** Where the flow is at s = ln t. */
export interface MeanFlowCheckpoint {
  readonly s: number;
  /** Within `distance` of E[w_t | w_T]. */
  readonly w: Float64Array;
  /** Within `distance` of E[wbar_t | w_T]. */
  readonly average: Float64Array;
  /** Lower and upper bound of ln E[(1/n) sum exp(-g_i.w_t) | w_T]. */
  readonly logLoss: { readonly low: number; readonly high: number };
}

/** What comes of it. */
export type MeanFlowResult =
  | { readonly kind: 'reached'; readonly distance: number; readonly checkpoints: readonly MeanFlowCheckpoint[] }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The flow in units of so small a step that gradient descent on it is the flow. */
const STEP = 2 ** -40;
/** Iterates earlier than ln t - 40 have a weight below 1e-17 in wbar_t. */
const MEMORY = 40;
/** Panels of that memory, each with Gauss's twelve nodes. */
const PANELS = [0, 0.5, 1, 2, 4, 8, 16, MEMORY] as const;
const NODES = [0.1252334085114689, 0.3678314989981802, 0.5873179542866175, 0.7699026741943047, 0.9041172563704749, 0.9815606342467192];
const WEIGHTS = [0.2491470458134028, 0.2334925365383548, 0.2031674267230659, 0.1600783285433462, 0.1069393259953184, 0.0471753363865118];
/** What quadrature and integrator add to `distance`, relative to |w|. */
const ENGINE_ERROR = 1e-7;

/**
 * Follows SGD's mean from w_T. Everything is conditional on the first T steps. What it answers is shared by all who ask for the same flow.
 *
 * @throws RangeError when T < 1000 or alpha is not in (0, 1).
 */
export const meanFlow: (options: MeanFlowOptions) => MeanFlowResult = remembering(numbersOf, followed, SIX_DOZEN);

function numbersOf({ rows, n, gamma, alpha, from, start, average, at }: MeanFlowOptions): Float64Array {
  return listed([n, gamma, alpha, from], at, start, average, ...rows);
}

function followed(options: MeanFlowOptions): MeanFlowResult {
  const { rows, n, alpha, from, start, average, at } = options;
  const time = stepTime(alpha, from);
  const loss = rows.reduce((sum, row) => sum + exp(-dot(row, start)), 0) / n;
  const reach = largest(rows.map((row) => Math.sqrt(dot(row, row))));
  const bound = flowDistance({ ...options, reach, loss });
  if (bound === undefined) return { kind: 'unknown', reason: `steps after ${from} are still too long for the margin ${options.gamma}` };
  const origin = log(from);
  const nodes = at.map((s) => memory(Math.min(MEMORY, s - origin)));
  const clock = (s: number): number => time.logAt(s) - log(STEP);
  const marks = at.flatMap((s, place) => [s, ...nodes[place]!.map(({ back }) => s - back)]).map(clock);
  const data = dataset({ x: rows.map((row) => Array.from(row)), y: rows.map(() => 1) });
  const flow = continueInLogTime({
    data,
    model: { outputWeights: [1], slope: 1 },
    eta: (STEP * rows.length) / n,
    start,
    from: time.begin / STEP,
    until: largest(marks),
    checkpoints: marks,
  });
  if (flow.kind === 'unknown') return { kind: 'unknown', reason: `mean flow at ln tau = ${flow.s + log(STEP)}: ${flow.reason}` };
  const found = new Map(flow.checkpoints.map((checkpoint) => [checkpoint.s, checkpoint]));
  const longest = largest(flow.checkpoints.map(({ w }) => Math.sqrt(dot(w, w))));
  const distance = bound.distance + ENGINE_ERROR * longest;
  // Jensen from below; from above 1/E >= 1/E(w_T) + c (tau - tau_T).
  const losses = (s: number, logExcess: number): MeanFlowCheckpoint['logLoss'] => {
    const logTau = time.logAt(s);
    const passed = logTau + log(1 - time.begin * exp(-logTau));
    return { low: logExcess + log(rows.length / n) - reach * distance, high: -logAddExp(-log(loss), log(bound.decay) + passed) };
  };
  return {
    kind: 'reached',
    distance,
    checkpoints: at.map((s, place) => {
      const here = found.get(clock(s))!;
      const mean = average.map((value) => value * exp(origin - s));
      for (const { back, weight } of nodes[place]!) {
        const { w } = found.get(clock(s - back))!;
        for (let j = 0; j < mean.length; j++) mean[j]! += weight * w[j]!;
      }
      return { s, w: here.w, average: mean, logLoss: losses(s, here.logExcess) };
    }),
  };
}

/** Nodes and weights of the integral of w(s - u) e^-u over 0 <= u <= span. */
function memory(span: number): { back: number; weight: number }[] {
  const found: { back: number; weight: number }[] = [];
  for (let panel = 0; panel + 1 < PANELS.length && PANELS[panel]! < span; panel++) {
    const [low, high] = [PANELS[panel]!, Math.min(span, PANELS[panel + 1]!)];
    const half = (high - low) / 2;
    NODES.forEach((node, i) => {
      for (const side of [-1, 1]) {
        const back = low + half * (1 + side * node);
        found.push({ back, weight: half * WEIGHTS[i]! * exp(-back) });
      }
    });
  }
  return found;
}
