/** Refutation of section 2: data on whose lines the negatives are as long as the positives, or longer, have a convex loss. */

import { exactSlack, type Finding } from '../../certify/certificate.js';
import { samples, separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';
import { absolute, nearestQuotient } from '../../numerics/rational.js';

/** All inner products are exact integers over a common power of two. */
export function isConvex(at: Setting): Finding {
  const { data, units: product } = at;
  const { hypothesis } = separatorOf(at);
  const lines: number[][] = [];
  for (let i = 0; i < data.n; i++) {
    // Equality in Cauchy's inequality: the two are multiples of one another.
    const line = lines.find((of) => product(nth(of, 0), i) ** 2n === product(nth(of, 0), nth(of, 0)) * product(i, i));
    if (line === undefined) lines.push([i]);
    else line.push(i);
  }
  const balances = lines.map((line) => {
    const terms = line.map((i) => ({ size: absolute(product(nth(line, 0), i)), sign: data.y[i] === 1 ? -1n : 1n }));
    const balance = terms.reduce((sum, { size, sign }) => sum + sign * size, 0n);
    mustHold(balance >= 0n, 'on some line the positives are longer than the negatives');
    return { balance, length: terms.reduce((sum, { size }) => sum + size, 0n) };
  });
  const least = balances.reduce((a, b) => (b.balance * a.length < a.balance * b.length ? b : a));
  return {
    hypotheses: [hypothesis],
    step: 0,
    slack: exactSlack(0 - nearestQuotient(least.balance, least.length)),
    argument: [
      `The samples lie on ${lines.length} line${lines.length === 1 ? '' : 's'} through the origin (by exact inner products): ${lines.map((line) => samples(line)).join('; ')}.`,
      'n L(w) is a sum over the lines of F(w.e), e a unit vector of the line, with F(s) = sum exp(-p_i s) + const for s > 0 and sum exp(-q_j s) + const for s < 0,',
      'p_i and q_j the lengths of its positives and negatives (a separator has all positives of a line on one side of 0 and all negatives on the other).',
      'Both are convex, and the slope of F rises at 0, from -sum q_j to -sum p_i, since sum q_j >= sum p_i exactly on every line. So each F is convex, and L is.',
      'The slack is -(least (sum q_j - sum p_i) / (sum q_j + sum p_i) of a line), which would have to be positive.',
    ],
  };
}
