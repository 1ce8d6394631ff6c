/** Certificate that AdamW leaves the box: its iterates, enclosed by intervals. */

import * as cc from 'claimcheck/claims';

/**
 * Shows |w_t,j| > max(|w_0,j|, 1/lambda) for some step t and entry j, AdamW with epsilon = 0.
 *
 * @param {import('claimcheck/claims').Setting} at
 * @returns {import('claimcheck/claims').Finding}
 */
export function proveOutside({ arithmetic: a, input, data, rows }) {
  const [beta1, beta2, lambda] = ['beta1', 'beta2', 'lambda'].map((name) => cc.vectorOf(input, name, 1)[0]);
  const eta = cc.eta(input);
  cc.mustHold(beta1 >= 0 && beta1 < 1 && beta2 > 0 && beta2 < 1, 'the averages are out of range');
  const decay = a.scale(a.double(eta), lambda);
  cc.mustHold(eta > 0 && lambda > 0 && decay.high <= a.one.low, 'the decay is out of range');
  const [b1, b2, kept] = [a.double(beta1), a.double(beta2), a.subtract(a.one, decay)];
  const [rest1, rest2] = [a.subtract(a.one, b1), a.subtract(a.one, b2)];
  let [power1, power2] = [a.one, a.one];
  const m = Array.from({ length: data.d }, () => a.zero);
  const v = Array.from({ length: data.d }, () => a.zero);
  const w = input.start.map((value) => a.double(value));
  const limits = input.start.map((value) => {
    const begun = a.scale(a.double(Math.abs(value)), lambda);
    return begun.low > a.one.low ? begun : a.one;
  });
  for (let i = 0; i < data.n; i++) {
    [power1, power2] = [a.multiply(power1, b1), a.multiply(power2, b2)];
    const [left1, left2] = [a.subtract(a.one, power1), a.subtract(a.one, power2)];
    for (let j = 0; j < data.d; j++) {
      const g = a.double(data.y[i] * rows[i][j]);
      m[j] = a.add(a.multiply(b1, m[j]), a.multiply(rest1, g));
      v[j] = a.add(a.multiply(b2, v[j]), a.multiply(rest2, a.square(g)));
      w[j] = a.multiply(kept, w[j]);
      // Where no gradient came yet, nothing else moves.
      if (v[j].high > 0n) {
        const size = cc.enclosedRoot(a.precision, a.multiply(v[j], a.reciprocal(left2)));
        cc.mustHold(size.low > 0n, 'a second moment may be 0');
        const update = a.multiply(a.multiply(m[j], a.reciprocal(left1)), a.reciprocal(size));
        w[j] = a.subtract(w[j], a.scale(update, eta));
      }
      const far = a.scale(w[j].low < 0n ? a.negate(w[j]) : w[j], lambda);
      const gap = a.subtract(limits[j], far);
      if (gap.high >= 0n) continue;
      const bounds = a.bounds(w[j]);
      return {
        hypotheses: [
          { name: '0 <= beta1 < 1 and 0 < beta2 < 1', how: `${beta1} and ${beta2}, as doubles` },
          { name: 'eta > 0, lambda > 0 and eta lambda <= 1', how: `${eta} and ${lambda}, exactly` },
        ],
        step: i + 1,
        slack: a.bounds(gap),
        argument: [
          `After ${i + 1} gradients w_${j + 1} lies between ${bounds.low} and ${bounds.high}; it began at ${input.start[j]}, and 1/lambda is ${1 / lambda}.`,
          'The slack is (max(|w_0,j|, 1/lambda) - |w_t,j|) lambda, which is negative.',
        ],
      };
    }
  }
  throw new cc.Undecided('no step is shown to lead out of the box');
}
