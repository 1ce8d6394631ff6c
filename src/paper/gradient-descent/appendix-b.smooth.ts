/** Appendix B, its beginning: whether the ReLU loss is smooth. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { CaseContent, ClaimDefinition } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isSeparable, method } from '../../claim/hypotheses.js';
import { vectorOf } from '../../claim/read-case.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { type Dataset, dataset, everySample, sample } from '../../data/dataset.js';
import { latticeVector } from '../../generator/lattice.js';
import { withStart } from '../../generator/start.js';
import { workspace } from '../../model/model.js';
import { exp, log } from '../../numerics/elementary.js';
import { largest, nth } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { absoluteDot, distance, dot, norm } from '../../numerics/vector.js';
import { NOT_SMOOTH } from '../setting/neuron-defects.js';
import { growsBeyondAny } from './appendix-b.smooth.certificate.js';
import { growsBeyondAnyForCoq } from './appendix-b.smooth.coq.js';
import { reluData } from './relu-runs.js';

/** Dimension of the raw moves that cases are drawn with. */
const MOST_FEATURES = 16;
/** How often a move is halved for no negative to change activation. */
const HALVINGS = 6;

const shared = {
  chapter: 'gradient descent',
  kind: 'exact',
  source: 'Appendix B, before its first display',
  ...onAnyData<CaseContent>(reluData, (source) =>
    fc.tuple(withStart(source), latticeVector(MOST_FEATURES)).map(([{ drawn, start }, raw]) => ({
      data: drawn.data,
      start,
      steps: { kind: 'none' },
      vectors: { move: start.map((_, j) => nth(raw, j % MOST_FEATURES)) },
    })),
  ),
} satisfies Partial<ClaimDefinition>;

/** One beta for all w. */
export const smooth = defineClaim({
  ...shared,
  id: 'app-b/smooth',
  defect: NOT_SMOOTH,
  statement: 'L is non-negative and beta-smooth: some beta has |grad L(u) - grad L(v)| <= beta |u - v| for all u and v.',
  slack:
    '1 - log2 of the growth of |grad L(u) - grad L(v)| / |u - v| from u.x_j, v.x_j = 32, 64 to 64, 128, u and v along the longest negative x_j',
  reason:
    'Along a negative x_j the gradient is 0 at w = 0 and grows like exp(w.x_j), while beta |w| is linear. Nor is it continuous across kinks. The linear model has no beta either.',
  certify: certifier(growsBeyondAny),
  coq: growsBeyondAnyForCoq,
  evaluate(input, parts) {
    const data = dataset(input.data);
    const hypotheses = [isSeparable(data, parts)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const x = sample(data, longestOf(data));
    const square = dot(x, x);
    const slack = slackRecord();
    const gradientAt = (product: number): Float64Array => {
      const into = workspace(parts.relu, data);
      parts.relu.evaluate(
        data,
        x.map((entry) => (entry / square) * product),
        into,
      );
      const factor = exp(into.shift);
      return into.gradient.map((entry) => entry * factor);
    };
    const quotient = (product: number): number => distance(gradientAt(2 * product), gradientAt(product)) / product;
    const doublings = log(quotient(64) / quotient(32)) / log(2);
    slack.record(
      1 - doublings,
      gamma(64 * (data.n + data.d)) * 2 ** 11 * (1 + exposure(data, x)),
      0,
      () => `the quotient doubles ${doublings} times`,
    );
    return conclude(hypotheses, slack, { undecided: 'the gradients leave the range of float64' });
  },
});

/** How much larger the terms of a w.x_i are than w.x_j, for w along x_j. */
function exposure(data: Dataset, x: Float64Array): number {
  return largest(everySample(data).map((i) => absoluteDot(x, sample(data, i)))) / dot(x, x);
}

function longestOf(data: Dataset): number {
  return data.negatives.reduce((a, b) => (norm(sample(data, b)) > norm(sample(data, a)) ? b : a));
}

/** The quadratic upper bound with a beta of the two points, where it holds. */
export const smoothRepaired = defineClaim({
  ...shared,
  id: 'app-b/smooth@repaired',
  reading: 'repaired',
  statement:
    'L is non-negative, and between points u and v at which the same negatives are active L(v) <= L(u) + grad L(u).(v - u) + (beta/2) |v - u|^2 with beta = (1/n) (sum |x_i|^2 over positives + sum |x_j|^2 exp(max(u.x_j, v.x_j)) over active negatives), though positives may change activation.',
  slack: '(right side - left side) / ((beta/2) |v - u|^2)',
  reason:
    'A term at a time. exp(s) has second derivatives up to exp(max). For exp(-max(0, s)): beyond a = u.x_i > 0 convexity and second derivatives up to 1; from a to b <= 0 the right side is exp(-a) (1 + a - b) + (a - b)^2/2 >= exp(-a) (1 + a) + a^2/2, which is 1 at a = 0 and grows; from a <= 0 the loss only falls.',
  required: { 'positives:change': 0.1, 'negatives:active': 0.1 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const hypotheses = [isSeparable(data, parts)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const u = Float64Array.from(input.start);
    const move = vectorOf(input, 'move', data.d);
    const [here, there] = [workspace(parts.relu, data), workspace(parts.relu, data)];
    parts.relu.evaluate(data, u, here);
    const slack = slackRecord();
    slack.record(here.loss, 0, 0, () => 'the loss is negative', 'non-negative');
    let [changes, acts] = [false, false];
    let judged = false;
    for (let k = 0; k <= HALVINGS && !judged; k++) {
      const v = u.map((entry, j) => entry + nth(move, j) * 2 ** -k);
      parts.relu.evaluate(data, v, there);
      const active = (into: typeof here, i: number): boolean => nth(into.preactivation, i) > 0;
      if (here.shift !== 0 || there.shift !== 0 || data.negatives.some((i) => active(here, i) !== active(there, i))) continue;
      judged = true;
      changes = data.positives.some((i) => active(here, i) !== active(there, i));
      acts = data.negatives.some((i) => active(here, i));
      let [beta, error] = [0, 0];
      for (const i of everySample(data)) {
        const x = sample(data, i);
        const most = data.y[i] === 1 ? 1 : Math.max(nth(here.weight, i), nth(there.weight, i));
        if (data.y[i] === 1 || active(here, i)) beta += (most * dot(x, x)) / data.n;
        const exponent = absoluteDot(u, x) + absoluteDot(v, x);
        error += (most * gamma(data.n + 4 * data.d + 16) * (2 + exponent) * (1 + exponent)) / data.n;
      }
      const way = v.map((entry, j) => entry - nth(u, j));
      const quadratic = (beta / 2) * dot(way, way);
      const excess = here.loss + dot(here.gradient, way) + quadratic - there.loss;
      slack.record(excess / quadratic, error / quadratic, 0, () => `the right side less the left is ${excess}`, 'quadratic');
    }
    return conclude(
      [...hypotheses, holds(method('same-negatives', 'a halved move changes the activation of no negative'), judged)],
      slack,
      {
        undecided: 'the difference is lost in rounding',
        labels: [
          ['positives', changes ? 'change' : 'do not change'],
          ['negatives', acts ? 'active' : 'inactive'],
        ],
      },
    );
  },
});
