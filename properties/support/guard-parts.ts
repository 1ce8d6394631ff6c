/** Optimizers of today in parts that can be altered: each part is correct unless it is replaced. */

import type { Algorithm, OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { number, optimizer } from './guard-correct.js';

export const zeros = (n: number): Float64Array => new Float64Array(n);

/** |v|, without overflow where it is a number. */
export function norm(v: ArrayLike<number>): number {
  let largest = 0;
  for (let j = 0; j < v.length; j++) largest = Math.max(largest, Math.abs(v[j]!));
  if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return largest;
  let sum = 0;
  for (let j = 0; j < v.length; j++) sum += (v[j]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** What a move of Adam's kin is made of. */
export interface AdamAt {
  readonly m: number;
  readonly v: number;
  readonly old: { readonly m: number; readonly v: number };
  /** A number that the optimizer keeps of the coordinate, such as a maximum. */
  readonly kept: number;
  readonly c1: number;
  readonly c2: number;
  readonly b1: number;
  readonly b2: number;
  readonly eta: number;
  readonly first: number;
  readonly eps: number;
  readonly lambda: number;
  readonly g: number;
  readonly w: number;
  readonly j: number;
  readonly k: number;
}

/** Adam's kin in one coordinate. */
export interface AdamParts {
  gradient(g: number, w: number, lambda: number): number;
  first(m: number, g: number, b1: number, k: number): number;
  second(v: number, g: number, b2: number, eps: number): number;
  count(k: number, j: number): number;
  keep(at: Omit<AdamAt, 'kept'> & { kept: number }): number;
  move(at: AdamAt): number;
}

const plain: AdamParts = {
  gradient: (g) => g,
  first: (m, g, b1) => b1 * m + (1 - b1) * g,
  second: (v, g, b2) => b2 * v + (1 - b2) * g * g,
  count: (k) => k + 1,
  keep: ({ kept }) => kept,
  move: ({ m, v, c1, c2, eta, eps }) => (eta * (m / c1)) / (Math.sqrt(v / c2) + eps),
};

/** An optimizer of Adam's kin from its parts. */
function kin(algorithm: Algorithm, base: Partial<AdamParts>) {
  return (name: string, altered: Partial<AdamParts> = {}, decay = 0.01): OptimizerUnderTest =>
    optimizer(name, algorithm, ({ dimension, beta1, beta2, epsilon, weightDecay }) => {
      const { gradient, first, second, count, keep, move } = { ...plain, ...base, ...altered };
      const [b1, b2, eps] = [number(beta1, 0.9), number(beta2, 0.999), number(epsilon, 1e-8)];
      const lambda = number(weightDecay, decay);
      const [m, v, kept] = [zeros(dimension), zeros(dimension), zeros(dimension)];
      let start: number | undefined;
      // Most coordinates have counted as many steps as the one before them.
      let [counted, c1, c2] = [Number.NaN, Number.NaN, Number.NaN];
      return (w, given, eta, k) => {
        start ??= eta;
        for (let j = 0; j < dimension; j++) {
          const g = gradient(given[j]!, w[j]!, lambda);
          const old = { m: m[j]!, v: v[j]! };
          m[j] = first(old.m, g, b1, k);
          v[j] = second(old.v, g, b2, eps);
          const t = count(k, j);
          if (t !== counted) [counted, c1, c2] = [t, 1 - b1 ** t, 1 - b2 ** t];
          const at = { m: m[j]!, v: v[j]!, old, kept: kept[j]!, c1, c2, b1, b2, eta, first: start, eps, lambda, g, w: w[j]!, j, k };
          at.kept = keep(at);
          kept[j] = at.kept;
          w[j]! -= move(at);
        }
      };
    });
}

const ratio = ({ m, v, c1, c2, eps }: AdamAt): number => m / c1 / (Math.sqrt(v / c2) + eps);

/** AdamW. */
export const adamw = kin('adamw', { move: (at) => at.eta * ratio(at) + at.eta * at.lambda * at.w });

/** AMSGrad with the maximum of raw second moments. */
export const amsgrad = kin('amsgrad', {
  keep: ({ kept, v }) => Math.max(kept, v),
  move: (at) => at.eta * ratio({ ...at, v: at.kept }),
});

/** Adamax with epsilon within the maximum. */
export const adamax = kin('adamax', {
  second: (u, g, b2, eps) => Math.max(b2 * u, Math.abs(g) + eps),
  move: ({ m, v, c1, eta }) => ((eta / c1) * m) / v,
});

/** NAdam with constant momentum. */
export const nadam = kin('nadam', {
  move: ({ m, v, c2, b1, g, k, eta, eps }) => {
    const ahead = (b1 * m) / (1 - b1 ** (k + 2)) + ((1 - b1) * g) / (1 - b1 ** (k + 1));
    return (eta * ahead) / (Math.sqrt(v / c2) + eps);
  },
});

/** The length of RAdam's average after step t. */
export function lengthOf(b2: number, t: number): { readonly limit: number; readonly length: number } {
  const limit = 2 / (1 - b2) - 1;
  return { limit, length: limit - (2 * t * b2 ** t) / (1 - b2 ** t) };
}

/** RAdam's factor of the step; undefined while it cannot be rectified. */
export function rectified({ b2, k }: Pick<AdamAt, 'b2' | 'k'>, threshold = 5): number | undefined {
  const { limit, length } = lengthOf(b2, k + 1);
  if (length <= threshold) return undefined;
  return Math.sqrt(((length - 4) * (length - 2) * limit) / ((limit - 4) * (limit - 2) * length));
}

/** RAdam as PyTorch has it. */
export const radam = kin('radam', {
  move: (at) => {
    const { m, v, c1, c2, eta, eps } = at;
    const r = rectified(at);
    return r === undefined ? eta * (m / c1) : (eta * r * (m / c1) * Math.sqrt(c2)) / (Math.sqrt(v) + eps);
  },
});

/** Parts of a step that looks at whole vectors. */
export interface LayerParts {
  trust(at: { w: number; move: number; g: number; lambda: number; tc: number }): number;
  regularise(move: number, w: number, lambda: number): number;
}

/** LAMB from its parts. */
export function lamb(
  name: string,
  altered: Partial<LayerParts> & { ratio?: (at: { m: number; v: number; c1: number; c2: number; eps: number }) => number } = {},
): OptimizerUnderTest {
  const { trust, regularise, ratio } = {
    trust: ({ w, move }: { w: number; move: number }) => (w > 0 && move > 0 ? w / move : 1),
    regularise: (move: number, w: number, lambda: number) => move + lambda * w,
    ratio: ({ m, v, c1, c2, eps }: { m: number; v: number; c1: number; c2: number; eps: number }) => m / c1 / (Math.sqrt(v / c2) + eps),
    ...altered,
  };
  return optimizer(name, 'lamb', ({ dimension, beta1, beta2, epsilon, weightDecay }) => {
    const [b1, b2, eps, lambda] = [number(beta1, 0.9), number(beta2, 0.999), number(epsilon, 1e-6), number(weightDecay, 0)];
    const [m, v] = [zeros(dimension), zeros(dimension)];
    return (w, g, eta, k) => {
      const moves = g.map((x, j) => {
        m[j] = b1 * m[j]! + (1 - b1) * x;
        v[j] = b2 * v[j]! + (1 - b2) * x * x;
        return regularise(ratio({ m: m[j]!, v: v[j]!, c1: 1 - b1 ** (k + 1), c2: 1 - b2 ** (k + 1), eps }), w[j]!, lambda);
      });
      const factor = trust({ w: norm(w), move: norm(moves), g: norm(g), lambda, tc: 1 });
      for (let j = 0; j < dimension; j++) w[j]! -= eta * factor * moves[j]!;
    };
  });
}

/** LARS from its parts, with the learning rate inside its buffer. */
export function lars(
  name: string,
  altered: Partial<LayerParts> & { buffer?: (old: number, scaled: number, mu: number) => number; outside?: boolean } = {},
): OptimizerUnderTest {
  const { trust, regularise, buffer, outside } = {
    trust: ({ w, move, tc }: { w: number; move: number; tc: number }) => (w > 0 && move > 0 ? (tc * w) / move : 1),
    regularise: (g: number, w: number, lambda: number) => g + lambda * w,
    buffer: (old: number, scaled: number, mu: number) => mu * old + scaled,
    outside: false,
    ...altered,
  };
  return optimizer(name, 'lars', ({ dimension, momentum, trustCoefficient, weightDecay, epsilon }) => {
    const [mu, tc, lambda] = [number(momentum, 0.9), number(trustCoefficient, 0.001), number(weightDecay, 0)];
    const velocity = zeros(dimension);
    return (w, g, eta) => {
      const moves = g.map((x, j) => regularise(x, w[j]!, lambda));
      const factor = trust({ w: norm(w), move: norm(moves) + (norm(moves) > 0 ? number(epsilon, 0) : 0), g: norm(g), lambda, tc });
      for (let j = 0; j < dimension; j++) {
        velocity[j] = buffer(velocity[j]!, (outside ? 1 : eta) * factor * moves[j]!, mu);
        w[j]! -= (outside ? eta : 1) * velocity[j]!;
      }
    };
  });
}

/** Rprop from its parts, iRprop- unless altered. */
export function rprop(
  name: string,
  altered: {
    turned?: 'rest' | 'go on' | 'go back';
    sign?: (x: number) => number;
    plus?: number;
    minus?: number;
    most?: number;
    least?: number;
    forget?: boolean;
  } = {},
): OptimizerUnderTest {
  const { turned = 'rest', sign = Math.sign, forget = true } = altered;
  return optimizer(name, 'rprop', ({ dimension, etaPlus, etaMinus, minStep, maxStep }) => {
    const plus = altered.plus ?? number(etaPlus, 1.2);
    const minus = altered.minus ?? number(etaMinus, 0.5);
    const [least, most] = [altered.least ?? number(minStep, 1e-6), altered.most ?? number(maxStep, 50)];
    const [step, before, moved] = [zeros(dimension), zeros(dimension), zeros(dimension)];
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        if (k === 0) step[j] = eta;
        const product = Math.sign(g[j]!) * Math.sign(before[j]!);
        if (product !== 0) step[j] = Math.min(Math.max(step[j]! * (product > 0 ? plus : minus), least), most);
        const back = moved[j]!;
        before[j] = product < 0 && turned !== 'go on' && forget ? 0 : g[j]!;
        if (product < 0 && turned !== 'go on') {
          if (turned === 'go back') w[j]! += back;
          continue;
        }
        moved[j] = sign(g[j]!) * step[j]!;
        w[j]! -= moved[j]!;
      }
    };
  });
}

/** FTRL-Proximal from its parts. */
export function ftrl(
  name: string,
  altered: {
    sigma?: (before: number, after: number, eta: number) => number;
    linear?: (z: number, g: number, sigma: number, w: number) => number;
    weight?: (at: { z: number; root: number; eta: number; beta: number; l1: number; l2: number }) => number;
  } = {},
): OptimizerUnderTest {
  const {
    sigma = (before, after, eta) => (Math.sqrt(after) - Math.sqrt(before)) / eta,
    linear = (z, g, s, w) => z + g - s * w,
    weight = ({ z, root, eta, beta, l1, l2 }) => (Math.abs(z) <= l1 ? 0 : -(z - Math.sign(z) * l1) / ((beta + root) / eta + l2)),
  } = altered;
  return optimizer(name, 'ftrl', ({ dimension, beta, l1, l2, initialAccumulator }) => {
    const n = zeros(dimension).fill(number(initialAccumulator, 0));
    const z = zeros(dimension);
    return (w, g, eta) => {
      for (let j = 0; j < dimension; j++) {
        const after = n[j]! + g[j]! ** 2;
        z[j] = linear(z[j]!, g[j]!, sigma(n[j]!, after, eta), w[j]!);
        n[j] = after;
        w[j] = weight({ z: z[j]!, root: Math.sqrt(after), eta, beta: number(beta, 1), l1: number(l1, 0), l2: number(l2, 0) });
      }
    };
  });
}

/** Averaged SGD from its parts. */
export function asgd(
  name: string,
  altered: {
    rate?: (eta: number, lambda: number, k: number) => number;
    move?: (at: { w: number; g: number; rate: number; eta: number; lambda: number }) => number;
    keeps?: (rate: number, before: number) => number;
  } = {},
): OptimizerUnderTest {
  const {
    rate = (eta, lambda, k) => eta / (1 + lambda * eta * k) ** 0.75,
    move = ({ w, g, rate, lambda }) => lambda * rate * w + rate * g,
    keeps = (rate) => rate,
  } = altered;
  return optimizer(name, 'asgd', ({ dimension, lambd }) => {
    const lambda = number(lambd, 1e-4);
    const average = zeros(dimension);
    let before: number | undefined;
    return (w, g, eta, k) => {
      const now = rate(eta, lambda, k);
      const taken = keeps(now, before ?? now);
      before = now;
      for (let j = 0; j < dimension; j++) {
        w[j]! -= move({ w: w[j]!, g: g[j]!, rate: taken, eta, lambda });
        average[j]! += (w[j]! - average[j]!) / (k + 1);
      }
    };
  });
}

/** Adafactor of vectors from its parts. */
export function adafactor(
  name: string,
  altered: {
    decay?: (t: number) => number;
    rate?: (eta: number, t: number) => number;
    scale?: (rms: number, eps2: number) => number;
    clip?: (rms: number, d: number) => number;
    square?: (g: number, eps1: number) => number;
  } = {},
): OptimizerUnderTest {
  const {
    decay = (t) => 1 - t ** -0.8,
    rate = (eta, t) => Math.min(eta, 1 / Math.sqrt(t)),
    scale = (rms, eps2) => Math.max(eps2, rms),
    clip = (rms, d) => Math.max(1, rms / d),
    square = (g, eps1) => g * g + eps1,
  } = altered;
  return optimizer(name, 'adafactor', ({ dimension, epsilon1, epsilon2, clipThreshold }) => {
    const v = zeros(dimension);
    const rms = (x: Float64Array): number => norm(x) / Math.sqrt(dimension);
    return (w, g, eta, k) => {
      const b = decay(k + 1);
      const ratios = g.map((x, j) => {
        v[j] = b * v[j]! + (1 - b) * square(x, number(epsilon1, 1e-30));
        return x / Math.sqrt(v[j]!);
      });
      const step = (scale(rms(w), number(epsilon2, 1e-3)) * rate(eta, k + 1)) / clip(rms(ratios), number(clipThreshold, 1));
      for (let j = 0; j < dimension; j++) w[j]! -= step * ratios[j]!;
    };
  });
}

type Rows = number[][];
const transpose = (a: Rows): Rows => a[0]!.map((_, j) => a.map((row) => row[j]!));
const times = (a: Rows, b: Rows): Rows => {
  const columns = transpose(b);
  return a.map((row) => columns.map((column) => row.reduce((sum, x, i) => sum + x * column[i]!, 0)));
};
const plus = (p: number, a: Rows, q: number, b: Rows): Rows => a.map((row, i) => row.map((x, j) => p * x + q * b[i]![j]!));

/** Muon from its parts, with Nesterov momentum as Jordan has it. */
export function muon(
  name: string,
  altered: {
    coefficients?: readonly [number, number, number];
    steps?: number;
    normalise?: (a: Rows) => number;
    ahead?: (g: number, b: number, mu: number) => number;
    buffer?: (b: number, g: number, mu: number) => number;
    scale?: (rows: number, columns: number) => number;
    transposes?: boolean;
  } = {},
): OptimizerUnderTest {
  const {
    coefficients: [a, b, c] = [3.4445, -4.775, 2.0315],
    steps = 5,
    normalise = (x) => norm(x.flat()) + 1e-7,
    ahead = (g, buffered, mu) => g + mu * buffered,
    buffer = (buffered, g, mu) => mu * buffered + g,
    scale = (rows, columns) => Math.sqrt(Math.max(1, rows / columns)),
  } = altered;
  return optimizer(name, 'muon', ({ dimension, shapes, momentum, weightDecay }) => {
    const [mu, lambda] = [number(momentum, 0.95), number(weightDecay, 0)];
    const kept = zeros(dimension);
    return (w, g, eta) => {
      let from = 0;
      for (const [rows, columns] of shapes as [number, number][]) {
        const entries = Array.from({ length: rows * columns }, (_, i) => {
          const j = from + i;
          kept[j] = buffer(kept[j]!, g[j]!, mu);
          return ahead(g[j]!, kept[j]!, mu);
        });
        const matrix = Array.from({ length: rows }, (_, i) => entries.slice(i * columns, (i + 1) * columns));
        const tall = rows > columns;
        const length = normalise(matrix);
        let x = (tall ? transpose(matrix) : matrix).map((row) => row.map((entry) => entry / length));
        for (let step = 0; step < steps; step++) {
          const gram = times(x, transpose(x));
          x = plus(a, x, 1, times(plus(b, gram, c, times(gram, gram)), x));
        }
        const moves = (tall ? transpose(x) : x).flat();
        for (let i = 0; i < moves.length; i++) {
          const j = from + i;
          w[j]! -= eta * lambda * w[j]! + eta * scale(rows, columns) * moves[i]!;
        }
        from += rows * columns;
      }
    };
  });
}

/** Methods by signs. */
export function signs(
  name: string,
  algorithm: 'signsgd' | 'signum' | 'lion',
  move: (at: { m: number; g: number; b1: number; mu: number; k: number; j: number }) => number,
  keep: (at: { m: number; g: number; b2: number; mu: number }) => number = ({ m }) => m,
  decay: (at: { eta: number; lambda: number; w: number }) => number = ({ eta, lambda, w }) => eta * lambda * w,
): OptimizerUnderTest {
  return optimizer(name, algorithm, ({ dimension, beta1, beta2, momentum, weightDecay }) => {
    const [b1, b2, mu, lambda] = [number(beta1, 0.9), number(beta2, 0.99), number(momentum, 0.9), number(weightDecay, 0)];
    const m = zeros(dimension);
    return (w, g, eta, k) => {
      for (let j = 0; j < dimension; j++) {
        const after = keep({ m: m[j]!, g: g[j]!, b2, mu });
        const at = { m: algorithm === 'signum' ? after : m[j]!, g: g[j]!, b1, mu, k, j };
        w[j]! -= eta * move(at) + decay({ eta, lambda, w: w[j]! });
        m[j] = after;
      }
    };
  });
}

/** The average that Signum and Lion keep. */
export const averagedBy =
  (name: 'b2' | 'mu') =>
  ({ m, g, b2, mu }: { m: number; g: number; b2: number; mu: number }): number => {
    const beta = name === 'b2' ? b2 : mu;
    return beta * m + (1 - beta) * g;
  };
