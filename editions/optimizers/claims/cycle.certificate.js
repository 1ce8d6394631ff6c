/** Certificates of cycles: Krawczyk's interval Newton steps for the minimiser and for the cycle, and the eigenvalues between bounds. */

import * as cc from 'claimcheck/claims';
import { cycleOf, hessianAt, minimiserOf, problemOf, product, stepDerivative } from '../cycles.js';

/** @typedef {import('claimcheck/claims').Interval} Interval */
/** @typedef {import('claimcheck/claims').Setting} Setting */
/** @typedef {import('../cycles.js').Point} Point */
/** @typedef {readonly [Interval, Interval]} Box */
/** @typedef {readonly [Interval, Interval, Interval, Interval]} Entries */

/** Half-widths of the boxes that are tried, relative to the points. */
const WIDTHS = [2 ** -32, 2 ** -24, 2 ** -40];

/**
 * The map of a case on boxes.
 *
 * @param {Setting} at
 */
function mapOf({ arithmetic: a, input, data }) {
  const problem = problemOf(input);
  const d = data.d;
  const rows = problem.rows.map((row) => Array.from(row, (x) => a.double(x)));
  const weights = problem.weights.map((m) => a.double(m));
  const eta = a.double(cc.eta(input));

  /** 1 / (1 + e^-z) at an end of an interval. @param {bigint} end @returns {Interval} */
  const sigmoidAt = (end) => {
    const size = end < 0n ? -end : end;
    const small = cc.enclosedExp(a, { low: -size, high: -size });
    const share = a.reciprocal(a.add(a.one, small));
    return end >= 0n ? share : a.multiply(small, share);
  };
  /** @param {Interval} z */
  const sigmoid = (z) => ({ low: sigmoidAt(z.low).low, high: sigmoidAt(z.high).high });
  /** @param {Box} w */
  const shares = (w) => rows.map((row) => sigmoid(a.negate(a.inner(row, w.slice(0, d)))));

  /** @param {Box} w @returns {Box} */
  const gradient = (w) => {
    const forces = shares(w).map((share, i) => a.negate(a.multiply(weights[i], share)));
    /** @param {number} j */
    const along = (j) =>
      j < d
        ? a.inner(
            forces,
            rows.map((row) => row[j]),
          )
        : a.zero;
    return [along(0), along(1)];
  };
  /** (xx, xy, yy), with 0 and 1 beyond the dimension. @param {Box} w */
  const hessian = (w) => {
    const curvatures = shares(w).map((share, i) => a.multiply(weights[i], a.multiply(share, a.subtract(a.one, share))));
    /** @param {number} j @param {number} k */
    const entry = (j, k) =>
      a.inner(
        curvatures,
        rows.map((row) => a.multiply(row[j], row[k])),
      );
    /** @type {readonly [Interval, Interval, Interval]} */
    const entries = d === 1 ? [entry(0, 0), a.zero, a.one] : [entry(0, 0), entry(0, 1), entry(1, 1)];
    return entries;
  };
  return {
    problem,
    d,
    eta,
    gradient,
    hessian,
    /** @param {Box} w @returns {Box} */
    step(w) {
      const [x, y] = gradient(w);
      return [a.subtract(w[0], a.multiply(eta, x)), a.subtract(w[1], a.multiply(eta, y))];
    },
    /** @param {Box} w @returns {Entries} */
    stepDerivative(w) {
      const [xx, xy, yy] = hessian(w).map((entry) => a.multiply(eta, entry));
      return [a.subtract(a.one, xx), a.negate(xy), a.negate(xy), d === 1 ? a.zero : a.subtract(a.one, yy)];
    },
  };
}

/** @param {cc.IntervalArithmetic} a @param {Entries} m @param {Entries} n @returns {Entries} */
function productOf(a, m, n) {
  /** @param {number} i @param {number} j */
  const entry = (i, j) => a.add(a.multiply(m[2 * i], n[j]), a.multiply(m[2 * i + 1], n[2 + j]));
  return [entry(0, 0), entry(0, 1), entry(1, 0), entry(1, 1)];
}

/** @param {cc.IntervalArithmetic} a @param {Entries} m @param {Box} v @returns {Box} */
function applied(a, m, v) {
  return [a.add(a.multiply(m[0], v[0]), a.multiply(m[1], v[1])), a.add(a.multiply(m[2], v[0]), a.multiply(m[3], v[1]))];
}

/**
 * A box around `near` in which the function has exactly one zero, by Krawczyk's test.
 *
 * @param {cc.IntervalArithmetic} a
 * @param {Point} near
 * @param {readonly number[]} inverse about the inverse of the derivative there
 * @param {{ value(w: Box): Box; derivative(w: Box): Entries }} of
 * @returns {Box}
 */
function zeroIn(a, near, inverse, { value, derivative }) {
  /** @type {Box} */
  const middle = [a.double(near[0]), a.double(near[1])];
  /** @type {Entries} */
  const guess = [a.double(inverse[0]), a.double(inverse[1]), a.double(inverse[2]), a.double(inverse[3])];
  const [dx, dy] = applied(a, guess, value(middle));
  for (const width of WIDTHS) {
    const half = a.double(Math.max(Math.abs(near[0]), Math.abs(near[1]), 2 ** -40) * width);
    const ball = { low: -half.high, high: half.high };
    /** @type {Box} */
    const box = [a.add(middle[0], ball), a.add(middle[1], ball)];
    const [p, q, r, s] = productOf(a, guess, derivative(box));
    const rest = applied(a, [a.subtract(a.one, p), a.negate(q), a.negate(r), a.subtract(a.one, s)], [ball, ball]);
    const image = [a.subtract(rest[0], dx), a.subtract(rest[1], dy)];
    if (image.every(({ low, high }) => low > ball.low && high < ball.high)) return [a.add(middle[0], image[0]), a.add(middle[1], image[1])];
  }
  throw new cc.Undecided('an interval Newton step does not shrink');
}

/**
 * Encloses eta lambda on a case with an attracting cycle.
 *
 * @param {Setting} at
 */
function enclosed(at) {
  const { arithmetic: a, input } = at;
  const map = mapOf(at);
  const { problem, d, eta } = map;
  cc.mustHold(d <= 2 && eta.low > 0n, 'the step size or the dimension is out of range');
  const minimiser = minimiserOf(problem);
  cc.mustHold(minimiser !== undefined, 'no minimiser was found');
  const found = cycleOf(problem, { eta: cc.eta(input), start: input.start, steps: Math.min(cc.stepCount(input), 2000), minimiser });
  cc.mustHold('cycle' in found, 'no cycle was found');
  const { points } = found.cycle;
  const period = points.length;

  const [xx, xy, yy] = hessianAt(problem, minimiser);
  const bottom = zeroIn(a, minimiser, inverseOf([xx, xy, xy, yy]), {
    value: map.gradient,
    derivative(w) {
      const [p, q, r] = map.hessian(w);
      return [p, q, q, r];
    },
  });
  const [p, q, r] = map.hessian(bottom);
  const determinant = a.subtract(a.multiply(p, r), a.square(q));
  cc.mustHold(p.low > 0n && determinant.low > 0n, 'the Hessian may not be definite at the minimiser');
  const half = a.divide(a.add(p, r), 2n);
  const spread = a.divide(a.subtract(p, r), 2n);
  const lambda = d === 1 ? p : a.add(half, cc.enclosedRoot(a.precision, a.add(a.square(spread), a.square(q))));

  const derivative = points.reduce(
    (round, point) => product(stepDerivative(problem, point, cc.eta(input)), round),
    /** @type {import('../cycles.js').Matrix} */ ([1, 0, 0, 1]),
  );
  /** @param {Box} w */
  const around = (w) => {
    let [end, round] = [w, /** @type {Entries} */ ([a.one, a.zero, a.zero, a.one])];
    for (let k = 0; k < period; k++) {
      round = productOf(a, map.stepDerivative(end), round);
      end = map.step(end);
    }
    return { end, round };
  };
  const begin = zeroIn(a, points[0], inverseOf([derivative[0] - 1, derivative[1], derivative[2], derivative[3] - 1]), {
    value(w) {
      const { end } = around(w);
      return [a.subtract(end[0], w[0]), a.subtract(end[1], w[1])];
    },
    derivative(w) {
      const { round } = around(w);
      return [a.subtract(round[0], a.one), round[1], round[2], a.subtract(round[3], a.one)];
    },
  });
  let point = begin;
  for (let k = 1; k < period; k++) {
    point = map.step(point);
    const apart = point.some(({ low, high }, j) => low > begin[j].high || high < begin[j].low);
    cc.mustHold(apart, 'the period may be shorter');
  }
  const [e, f, g, h] = around(begin).round;
  const trace = a.add(e, h);
  const area = a.subtract(a.multiply(e, h), a.multiply(f, g));
  // Jury: both eigenvalues have size below 1 where |det| < 1 and |trace| < 1 + det.
  const room = a.add(a.one, area);
  const attracts = area.high < a.one.low && area.low > -a.one.low && trace.high < room.low && -trace.low < room.low;
  cc.mustHold(attracts, 'the cycle may not attract');
  const whole = a.multiply(eta, lambda);
  const bounds = a.bounds(whole);
  return {
    value: whole,
    period,
    hypotheses: [
      {
        name: 'the loss has a minimiser with a definite Hessian',
        how: `an interval Newton step encloses it, near (${minimiser.slice(0, d).join(', ')}); so the data are not separable`,
      },
      {
        name: 'the run ends in an attracting cycle',
        how: `an interval Newton step encloses a point of period ${period} near (${points[0].slice(0, d).join(', ')}); both eigenvalues of one round have size below 1, by their trace and determinant`,
      },
    ],
    argument: [
      `The largest eigenvalue of the Hessian at the minimiser, times eta = ${cc.eta(input)}, lies between ${bounds.low} and ${bounds.high}.`,
    ],
  };
}

/** @param {readonly [number, number, number, number]} matrix */
function inverseOf([a, b, c, d]) {
  const determinant = a * d - b * c;
  const inverse = [d / determinant, -b / determinant, -c / determinant, a / determinant];
  cc.mustHold(inverse.every(Number.isFinite), 'a derivative is singular');
  return inverse;
}

/**
 * The enclosure of eta lambda, as the quantity of an extremal hunt.
 *
 * @param {Setting} at
 * @returns {import('claimcheck/claims').Finding}
 */
export function enclosedEtaLambda(at) {
  const { value, hypotheses, argument } = enclosed(at);
  return { hypotheses, step: 0, slack: at.arithmetic.bounds(value), argument };
}

/**
 * An attracting cycle with eta lambda < 1.
 *
 * @param {Setting} at
 * @returns {import('claimcheck/claims').Finding}
 */
export function proveCycleBelowOne(at) {
  const { arithmetic: a } = at;
  const { value, hypotheses, argument } = enclosed(at);
  const slack = a.subtract(value, a.one);
  cc.mustHold(slack.high < 0n, 'eta lambda is not shown to be below 1');
  return { hypotheses, step: 0, slack: a.bounds(slack), argument: [...argument, 'The slack is eta lambda - 1.'] };
}
