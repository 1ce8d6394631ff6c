/** Certificate of kingma/step: the averages of Adam, enclosed by intervals. */

import * as cc from 'claimcheck/claims';

/**
 * Shows that m^_t^2 > max(1, (1 - b1)^2 / (1 - b2)) v^_t for some step t and entry j, without roots or divisions: all is multiplied out.
 *
 * @param {import('claimcheck/claims').Setting} at
 * @param {boolean} ordered whether beta1 <= beta2 is a hypothesis
 * @returns {import('claimcheck/claims').Finding}
 */
export function provePrintedFails({ arithmetic: a, input, data, rows }, ordered) {
  const [beta1, beta2] = ['beta1', 'beta2'].map((name) => cc.vectorOf(input, name, 1)[0]);
  cc.mustHold(beta1 >= 0 && beta1 < 1 && beta2 > 0 && beta2 < 1 && cc.eta(input) > 0, 'the hyperparameters are out of range');
  cc.mustHold(!ordered || beta1 <= beta2, 'beta1 is larger than beta2');
  const [b1, b2] = [a.double(beta1), a.double(beta2)];
  const [rest1, rest2] = [a.subtract(a.one, b1), a.subtract(a.one, b2)];
  let [power1, power2] = [a.one, a.one];
  const m = Array.from({ length: data.d }, () => a.zero);
  const v = Array.from({ length: data.d }, () => a.zero);
  for (let i = 0; i < data.n; i++) {
    [power1, power2] = [a.multiply(power1, b1), a.multiply(power2, b2)];
    const [left1, left2] = [a.subtract(a.one, power1), a.subtract(a.one, power2)];
    for (let j = 0; j < data.d; j++) {
      // The label enters m alone: squares do not see it.
      const g = a.double(data.y[i] * rows[i][j]);
      m[j] = a.add(a.multiply(b1, m[j]), a.multiply(rest1, g));
      v[j] = a.add(a.multiply(b2, v[j]), a.multiply(rest2, a.square(g)));
      const moved = a.multiply(a.multiply(a.square(m[j]), left2), rest2);
      const allowed = a.multiply(a.multiply(a.square(left1), v[j]), larger(rest2, a.square(rest1)));
      const gap = a.subtract(allowed, moved);
      if (gap.high >= 0n) continue;
      return {
        hypotheses: [
          { name: '0 <= beta1 < 1 and 0 < beta2 < 1', how: `${beta1} and ${beta2}, as doubles` },
          { name: 'alpha > 0', how: `${cc.eta(input)}` },
          ...(ordered ? [{ name: 'beta1 <= beta2', how: `${beta1} and ${beta2}, as doubles` }] : []),
        ],
        step: i + 1,
        slack: a.bounds(gap),
        argument: [
          `After ${i + 1} gradients entry ${j + 1} has m in ${interval(a.bounds(m[j]))} and v in ${interval(a.bounds(v[j]))}.`,
          'The step is alpha m / (1 - b1^t) / sqrt(v / (1 - b2^t)). Squared and multiplied out, its bound minus it is the slack, which is negative.',
        ],
      };
    }
  }
  throw new cc.Undecided('no step is shown to be longer than its bound');
}

/**
 * The larger of two numbers known by intervals.
 *
 * @param {import('claimcheck/claims').Interval} a
 * @param {import('claimcheck/claims').Interval} b
 */
function larger(a, b) {
  const isLarger = a.low > b.low;
  const isHigher = a.high > b.high;
  return { low: isLarger ? a.low : b.low, high: isHigher ? a.high : b.high };
}

/**
 * An enclosure as text.
 *
 * @param {{ readonly low: number; readonly high: number }} bounds
 */
function interval({ low, high }) {
  return `[${low}, ${high}]`;
}
