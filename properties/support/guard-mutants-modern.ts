/** Broken optimizers of today: each row is one bug that somebody could write. */

import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import {
  type AdamAt,
  adafactor,
  adamax,
  adamw,
  amsgrad,
  asgd,
  averagedBy,
  ftrl,
  lamb,
  lars,
  lengthOf,
  muon,
  nadam,
  norm,
  radam,
  rectified,
  rprop,
  signs,
} from './guard-parts.js';

const ratio = ({ m, v, c1, c2, eps }: AdamAt): number => m / c1 / (Math.sqrt(v / c2) + eps);
const step = (at: AdamAt): number => at.eta * ratio(at);
const sign = Math.sign;

const adamws: readonly OptimizerUnderTest[] = [
  adamw('L2 in the gradient', { gradient: (g, w, lambda) => g + lambda * w, move: step }),
  adamw('decay lost', { move: step }),
  adamw('decay with the wrong sign', { move: (at) => step(at) - at.eta * at.lambda * at.w }),
  adamw('decay by the square of the step size', { move: (at) => step(at) + at.eta ** 2 * at.lambda * at.w }),
  adamw('decay divided by the root too', { move: (at) => step(at) + (at.eta * at.lambda * at.w) / (Math.sqrt(at.v / at.c2) + at.eps) }),
  adamw('decay of the sign of the parameter (L1)', { move: (at) => step(at) + at.eta * at.lambda * sign(at.w) }),
  adamw('decay skipped where the gradient is zero', { move: (at) => step(at) + (at.g === 0 ? 0 : at.eta * at.lambda * at.w) }),
  adamw('decay of half', { move: (at) => step(at) + 0.5 * at.eta * at.lambda * at.w }),
  adamw('decay applied after the step, to what it left', { move: (at) => step(at) + at.eta * at.lambda * (at.w - step(at)) }),
  adamw('bias correction lost', { move: (at) => step({ ...at, c1: 1, c2: 1 }) + at.eta * at.lambda * at.w }),
];

const amsgrads: readonly OptimizerUnderTest[] = [
  amsgrad('maximum lost (Adam)', { keep: ({ v }) => v }),
  amsgrad('minimum for the maximum', { keep: ({ kept, v, k }) => (k === 0 ? v : Math.min(kept, v)) }),
  amsgrad('maximum fed back into the average', { second: (v, g, b2) => Math.max(v, b2 * v + (1 - b2) * g * g) }),
  amsgrad('maximum of squared gradients', { keep: ({ kept, g }) => Math.max(kept, g * g) }),
  amsgrad('maximum of the step before', { keep: ({ kept, old }) => Math.max(kept, old.v) }),
  amsgrad('maximum forgotten every 20 steps', { keep: ({ kept, v, k }) => (k % 20 === 19 ? v : Math.max(kept, v)) }),
  amsgrad('epsilon within the maximum', { keep: ({ kept, v, eps }) => Math.max(kept, v + eps) }),
];

const adamaxes: readonly OptimizerUnderTest[] = [
  adamax('squares averaged (Adam without its root)', { second: (u, g, b2) => b2 * u + (1 - b2) * g * g + 1e-8 }),
  adamax('norm that never forgets', { second: (u, g, _, eps) => Math.max(u, Math.abs(g) + eps) }),
  adamax('absolute value lost', { second: (u, g, b2, eps) => Math.max(b2 * u, g + eps) }),
  adamax('zero divided by zero', { second: (u, g, b2) => Math.max(b2 * u, Math.abs(g)) }),
  adamax('norm corrected as if it were an average', { move: ({ m, v, c1, c2, eta }) => ((eta / c1) * m) / (v / c2) }),
  adamax('bias correction of the first moment lost', { move: ({ m, v, eta }) => (eta * m) / v }),
  adamax('minimum for the maximum', { second: (u, g, b2, eps) => Math.min(u === 0 ? 1e9 : b2 * u, Math.abs(g) + eps) }),
];

const nadams: readonly OptimizerUnderTest[] = [
  nadam('Nesterov lost (Adam)', { move: step }),
  nadam('powers that never advance', {
    count: () => 1,
    move: ({ m, v, b1, b2, g, eta, eps }) => (eta * ((b1 * m) / (1 - b1 * b1) + g)) / (Math.sqrt(v / (1 - b2)) + eps),
  }),
  nadam('the fresh gradient not corrected', {
    move: ({ m, v, c2, b1, g, k, eta, eps }) => (eta * ((b1 * m) / (1 - b1 ** (k + 2)) + (1 - b1) * g)) / (Math.sqrt(v / c2) + eps),
  }),
  nadam('both parts corrected by beta1^t', {
    move: ({ m, v, c1, c2, b1, g, eta, eps }) => ((eta * (b1 * m + (1 - b1) * g)) / c1 / (Math.sqrt(v / c2) + eps)) * 1.0000001,
  }),
  nadam('second moment multiplied by beta2', {
    move: ({ m, v, c2, b1, b2, g, k, eta, eps }) =>
      (eta * ((b1 * m) / (1 - b1 ** (k + 2)) + ((1 - b1) * g) / (1 - b1 ** (k + 1)))) / (Math.sqrt((b2 * v) / c2) + eps),
  }),
  nadam('looks ahead with the old average', {
    move: ({ old, v, c2, b1, g, k, eta, eps }) =>
      (eta * ((b1 * old.m) / (1 - b1 ** (k + 2)) + ((1 - b1) * g) / (1 - b1 ** (k + 1)))) / (Math.sqrt(v / c2) + eps),
  }),
];

const radams: readonly OptimizerUnderTest[] = [
  radam('never rectified (Adam)', { move: step }),
  radam('momentum alone for ever', { move: ({ m, c1, eta }) => eta * (m / c1) }),
  radam('rectified beyond 6', {
    move: (at) => {
      const r = rectified(at, 6);
      return r === undefined ? at.eta * (at.m / at.c1) : r * at.eta * ratio(at);
    },
  }),
  radam('root of the factor lost', {
    move: (at) => {
      const r = rectified(at);
      return r === undefined ? at.eta * (at.m / at.c1) : r * r * at.eta * ratio(at);
    },
  }),
  radam('early steps through the root', { move: (at) => (rectified(at) ?? 0.01) * at.eta * ratio(at) }),
  radam('limit and length swapped', {
    move: (at) => {
      const { limit, length } = lengthOf(at.b2, at.k + 1);
      if (length <= 5) return at.eta * (at.m / at.c1);
      return at.eta * Math.sqrt(((limit - 4) * (limit - 2) * length) / ((length - 4) * (length - 2) * limit)) * ratio(at);
    },
  }),
  radam('length by step k, not k + 1', {
    move: (at) => {
      const r = at.k === 0 ? undefined : rectified({ ...at, k: at.k - 1 });
      return r === undefined ? at.eta * (at.m / at.c1) : r * at.eta * ratio(at);
    },
  }),
];

const lion = (
  name: string,
  altered: { move?: Parameters<typeof signs>[2]; keep?: Parameters<typeof signs>[3]; decay?: Parameters<typeof signs>[4] },
): OptimizerUnderTest =>
  signs(name, 'lion', altered.move ?? (({ m, g, b1 }) => sign(b1 * m + (1 - b1) * g)), altered.keep ?? averagedBy('b2'), altered.decay);

const bySigns: readonly OptimizerUnderTest[] = [
  lion('sign lost', { move: ({ m, g, b1 }) => b1 * m + (1 - b1) * g }),
  lion('the direction kept as the average', { keep: ({ m, g }) => 0.9 * m + 0.1 * g }),
  lion('sign of the kept average (Signum)', { move: ({ m, g }) => sign(0.99 * m + 0.01 * g) }),
  lion('betas swapped', { move: ({ m, g }) => sign(0.99 * m + 0.01 * g), keep: ({ m, g }) => 0.9 * m + 0.1 * g }),
  lion('factor 1 - beta1 lost', { move: ({ m, g, b1 }) => sign(b1 * m + g) }),
  lion('decay 0.001 whatever it is given, through the step', { decay: ({ eta, w }) => eta * 0.002 * w }),
  lion('zero counts as positive', { move: ({ m, g, b1 }) => (b1 * m + (1 - b1) * g >= 0 ? 1 : -1) }),
  signs('sign of zero is 1', 'signsgd', ({ g }) => (g >= 0 ? 1 : -1)),
  signs('scaled by the mean size', 'signsgd', ({ g }) => sign(g) * Math.min(1, Math.abs(g))),
  signs('sign turned', 'signsgd', ({ g }) => -sign(g)),
  signs('small gradients rest', 'signsgd', ({ g }) => (Math.abs(g) < 1e-3 ? 0 : sign(g))),
  signs('every 50th step skipped', 'signsgd', ({ g, k }) => (k % 50 === 49 ? 0 : sign(g))),
  signs('smooth sign', 'signsgd', ({ g }) => g / (Math.abs(g) + 1e-8)),
  signs('momentum lost', 'signum', ({ g }) => sign(g)),
  signs(
    'sign before the average',
    'signum',
    ({ m }) => sign(m),
    ({ m, g, mu }) => mu * m + (1 - mu) * sign(g),
  ),
  signs('sign lost', 'signum', ({ m }) => m, averagedBy('mu')),
  signs('average of the step before', 'signum', ({ m, g, mu }) => sign((m - (1 - mu) * g) / mu), averagedBy('mu')),
  signs(
    'momentum and 1 - momentum swapped',
    'signum',
    ({ m }) => sign(m),
    ({ m, g, mu }) => (1 - mu) * m + mu * g,
  ),
];

const rprops: readonly OptimizerUnderTest[] = [
  rprop('a zero slope counts as positive', { sign: (x) => (x >= 0 ? 1 : -1) }),
  rprop('factors swapped', { plus: 0.5, minus: 1.2 }),
  rprop('growth of 1.3', { plus: 1.3 }),
  rprop('no largest step', { most: 1e9 }),
  rprop('no least step', { least: 1e-3 }),
  rprop('rests without forgetting the sign', { forget: false }),
  rprop('moves by the gradient itself', { sign: (x) => x }),
  rprop('ascends', { sign: (x) => -Math.sign(x) }),
];

const larses: readonly OptimizerUnderTest[] = [
  lars('trust ratio lost', { trust: ({ tc }) => tc }),
  lars('trust ratio upside down', { trust: ({ w, move, tc }) => (w > 0 ? (tc * move) / w : 1) }),
  lars('norm squared', { trust: ({ w, move, tc }) => (w > 0 && move > 0 ? (tc * w) / move ** 2 : 1) }),
  lars('trust coefficient lost', { trust: ({ w, move }) => (w > 0 && move > 0 ? w / move : 1) }),
  lars('zero divided by zero', { trust: ({ w, move, tc }) => (tc * w) / move }),
  lars('momentum lost', { buffer: (_, scaled) => scaled }),
  lars('trust of zero parameters is zero', { trust: ({ w, move, tc }) => (move > 0 ? (tc * w) / move : 1) }),
];

const lambs: readonly OptimizerUnderTest[] = [
  lamb('trust ratio lost (AdamW)', { trust: () => 1 }),
  lamb('trust ratio by the gradient', { trust: ({ w, g }) => (w > 0 && g > 0 ? w / g : 1) }),
  lamb('trust ratio upside down', { trust: ({ w, move }) => (w > 0 && move > 0 ? move / w : 1) }),
  lamb('zero divided by zero', { trust: ({ w, move }) => w / move }),
  lamb('correction of the second moment lost', { ratio: ({ m, v, c1, eps }) => m / c1 / (Math.sqrt(v) + eps) }),
  lamb('epsilon under the root', { ratio: ({ m, v, c1, c2, eps }) => m / c1 / Math.sqrt(v / c2 + eps) }),
  lamb('trust ratio clipped at 1', { trust: ({ w, move }) => (w > 0 && move > 0 ? Math.min(1, w / move) : 1) }),
];

const adafactors: readonly OptimizerUnderTest[] = [
  adafactor('decay by t^-0.5', { decay: (t) => 1 - t ** -0.5 }),
  adafactor('decay of 0.999', { decay: (t) => (t === 1 ? 0 : 0.999) }),
  adafactor('clipping lost', { clip: () => 1 }),
  adafactor('clipping that enlarges', { clip: (rms, d) => rms / d }),
  adafactor('root lost from 1/sqrt(t)', { rate: (eta, t) => Math.min(eta, 1 / t) }),
  adafactor('norm for root mean square', { scale: (rms, eps2) => Math.max(eps2, 2 * rms) }),
  adafactor('zero divided by zero', { square: (g) => g * g }),
  adafactor('parameter scale without its least', { scale: (rms) => rms }),
];

const muons: readonly OptimizerUnderTest[] = [
  muon('coefficients of the cubic', { coefficients: [1.5, -0.5, 0] }),
  muon('one step of the iteration', { steps: 1 }),
  muon('normalised by the largest entry', { normalise: (a) => Math.max(...a.flat().map(Math.abs)) + 1e-7 }),
  muon('momentum lost', { buffer: (_, g) => g }),
  muon('factor of the shape upside down', { scale: (rows, columns) => Math.sqrt(Math.max(1, columns / rows)) }),
  muon('zero divided by zero', { normalise: (a) => norm(a.flat()) }),
  muon('looks ahead without the momentum', { ahead: (g, b) => g + b }),
  muon('sign of the quintic term', { coefficients: [3.4445, -4.775, -2.0315] }),
];

const ftrls: readonly OptimizerUnderTest[] = [
  ftrl('sigma lost', { sigma: () => 0 }),
  ftrl('sigma of the squares', { sigma: (before, after, eta) => (after - before) / eta }),
  ftrl('sigma without its step size', { sigma: (before, after) => Math.sqrt(after) - Math.sqrt(before) }),
  ftrl('sign of the correction', { linear: (z, g, s, w) => z + g + s * w }),
  ftrl('beta lost', { weight: ({ z, root, eta, l2 }) => -z / (root / eta + l2 + 1e-12) }),
  ftrl('hard threshold', { weight: ({ z, root, eta, beta, l1, l2 }) => (Math.abs(z) <= l1 ? 0 : -z / ((beta + root) / eta + l2)) }),
  ftrl('ascends', {
    weight: ({ z, root, eta, beta, l1, l2 }) => (Math.abs(z) <= l1 ? 0 : (z - Math.sign(z) * l1) / ((beta + root) / eta + l2)),
  }),
];

const asgds: readonly OptimizerUnderTest[] = [
  asgd('the power within the sum (pytorch/pytorch#125440)', { rate: (eta, lambda, k) => eta / (1 + lambda * eta * k ** 0.75) }),
  asgd('a step size that is taken a step late (pytorch/pytorch#74884)', { keeps: (_, before) => before }),
  asgd('rate rounded to float32', { keeps: Math.fround }),
  asgd('rate that does not fall', { rate: (eta) => eta }),
  asgd('rate counted from one', { rate: (eta, lambda, k) => eta / (1 + lambda * eta * (k + 1)) ** 0.75 }),
  asgd('power of a half', { rate: (eta, lambda, k) => eta / Math.sqrt(1 + lambda * eta * k) }),
  asgd('decay lost', { move: ({ g, rate }) => rate * g }),
  asgd('decay with the wrong sign', { move: ({ w, g, rate, lambda }) => rate * g - lambda * rate * w }),
  asgd('decay by the first rate', { move: ({ w, g, rate, eta, lambda }) => rate * g + lambda * eta * w }),
];

/** All of them. */
export const modernMutants: readonly OptimizerUnderTest[] = [
  ...adamws,
  ...amsgrads,
  ...adamaxes,
  ...nadams,
  ...radams,
  ...bySigns,
  ...rprops,
  ...larses,
  ...lambs,
  ...adafactors,
  ...muons,
  ...ftrls,
  ...asgds,
];
