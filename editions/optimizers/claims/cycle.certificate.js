/** Certificates of cycles: interval Newton steps for the minimiser and for the cycle, and the eigenvalues between bounds. */

import * as cc from 'claimcheck/claims';
import { boxMapOf } from '../cycle-boxes.js';
import { cycleOf, product, stepDerivative } from '../cycles.js';
import { inverseOf, productOf, zeroIn } from '../krawczyk.js';
import { hessianAt, minimiserOf } from '../weighted-logistic.js';

/** @typedef {import('claimcheck/claims').Setting} Setting */
/** @typedef {import('../cycle-boxes.js').Box} Box */
/** @typedef {import('../cycle-boxes.js').Entries} Entries */

/**
 * Encloses eta lambda on a case with an attracting cycle.
 *
 * @param {Setting} at
 */
function enclosed(at) {
  const { arithmetic: a, input } = at;
  const map = boxMapOf(at);
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
    /** @type {import('../weighted-logistic.js').Matrix} */ ([1, 0, 0, 1]),
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
