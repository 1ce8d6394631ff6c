/** Refutation of convergence at any constant step size: gradient descent that is thrown from one sample to another, ever further. */

import { reached } from '../../certify/argument.js';
import { exp } from '../../certify/arithmetic/exp.js';
import { greatestOf, type Interval, isAtLeast, isPositive, leastOf, point } from '../../certify/arithmetic/interval.js';
import { log } from '../../certify/arithmetic/log.js';
import type { Finding } from '../../certify/certificate.js';
import type { Position } from '../../certify/enclosure/path.js';
import { found, NO_REGION } from '../../certify/enclosure/search.js';
import { samples, separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { gramOf, signedProduct } from '../../certify/enclosure/setting.js';
import { constantStep, rateOf } from '../../certify/enclosure/step-size.js';
import { OutOfReach } from '../../certify/undecided.js';
import { everySample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { absolute, greatest, least } from '../../numerics/rational.js';

/** What the exact r_i.r_j = y_i y_j x_i.x_j say of runs that some sample dominates. */
interface Throws {
  /** Samples that dominate in turn, from the first one on. */
  readonly turn: readonly number[];
  /** The least of -r_s.r_m, and of the gap to the second least r_i.r_m, over m in turn, s the sample it throws to. */
  readonly kappa: Interval;
  readonly gap: Interval;
  /** 4 times the largest |r_i.r_m| / |r_s.r_m|. */
  readonly spread: Interval;
  /** min(kappa, gap) / (8 max |r_i.r_j|). */
  readonly epsilon: Interval;
}

/** Follows from m on which sample is thrown to; undefined where some m pushes no sample back, or two equally. */
function throwsFrom(at: Setting, first: number): Throws | undefined {
  const { arithmetic, data } = at;
  const sizes = gramOf(at)
    .flat()
    .map(({ low }) => absolute(low));
  const turn: number[] = [];
  const kappas: bigint[] = [];
  const gaps: bigint[] = [];
  let spread = arithmetic.zero;
  for (let m = first; !turn.includes(m); ) {
    turn.push(m);
    const moves = everySample(data).map((i) => signedProduct(at, i, m));
    const lowest = least(moves);
    const next = moves.indexOf(lowest);
    const rest = moves.filter((_, i) => i !== next);
    if (lowest >= 0n || rest.length === 0) return undefined;
    kappas.push(-lowest);
    gaps.push(least(rest) - lowest);
    const largest = greatest(moves.map(absolute));
    const ratio = arithmetic.multiply(point(4n * largest), arithmetic.reciprocal(point(-lowest)));
    spread = greatestOf([spread, ratio]);
    m = next;
  }
  const [kappa, gap] = [point(least(kappas)), point(least(gaps))];
  if (!isPositive(gap)) return undefined;
  const epsilon = arithmetic.multiply(leastOf([kappa, gap]), arithmetic.reciprocal(point(8n * greatest(sizes))));
  return { turn, kappa, gap, spread, epsilon };
}

/** The dominating sample at an iterate, with M = -p_m, p_i = y_i w.x_i. */
interface Thrown extends Throws {
  readonly height: Interval;
}

/**
 * Whether the run is thrown for ever. With p_i = y_i w.x_i, m the sample of the least, M = -p_m and E = exp(M), let |p_i| <= Q M, M >= 1 and
 * the others' exp(-p_i) sum to at most epsilon E. A step changes p_i by h E (r_i.r_m + d), |d| <= min(kappa, gap) / 8. So for s, the
 * sample of the least r_i.r_m,
 * M' = -p_s' >= (7/8) h E kappa_m - Q M, |p_i'| <= Q M + (9/8) h E max |r_i.r_m|, and p_i' - p_s' >= (3/4) h E gap - 2 Q M.
 * Hence the same holds of s and M' >= 2 M, if (1/2) h kappa E >= (Q + 2) M and (3/4) h gap E >= 2 Q M + ln((n-1)/epsilon): of Q M' - |p_i'|
 * the part in E is at least ((7/8) Q - (9/8) Q/4) h kappa_m E >= (1/2) Q h kappa E, and that in M is (Q^2 + Q) M. Each of the two is
 * a E >= b M + c with c >= 0, so for M >= 1 it holds for all larger M as well.
 */
function thrownForever(at: Setting, { products }: Position): Thrown | undefined {
  const { arithmetic, data } = at;
  const p = products.map((product, i) => (data.y[i] === 1 ? product : arithmetic.negate(product)));
  const lows = p.map(({ low }) => low);
  const m = lows.indexOf(least(lows));
  const height = arithmetic.negate(nth(p, m));
  if (!isAtLeast(height, arithmetic.one)) return undefined;
  const found = throwsFrom(at, m);
  if (found === undefined) return undefined;
  const { kappa, gap, spread, epsilon } = found;
  const times = (...factors: readonly Interval[]): Interval => factors.reduce((a, b) => arithmetic.multiply(a, b));
  const part = (numerator: bigint, denominator: bigint): Interval => arithmetic.quotient(numerator, denominator);
  const size = exp(arithmetic, height);
  const push = times(rateOf(at), size);
  const rest = arithmetic.sum(p.filter((_, i) => i !== m).map((value) => exp(arithmetic, arithmetic.negate(value))));
  const counted = log(arithmetic, times(arithmetic.integer(BigInt(data.n - 1)), arithmetic.reciprocal(epsilon)));
  const reach = times(spread, height);
  const holds =
    p.every(({ low, high }) => isAtLeast(reach, point(greatest([-low, high])))) &&
    isAtLeast(times(epsilon, size), rest) &&
    isAtLeast(times(part(1n, 2n), push, kappa), times(arithmetic.add(spread, arithmetic.integer(2n)), height)) &&
    isAtLeast(times(part(3n, 4n), push, gap), arithmetic.add(times(arithmetic.integer(2n), reach), counted));
  return holds ? { ...found, height } : undefined;
}

/** The loss tends to infinity. */
export function diverges(at: Setting): Finding {
  const { arithmetic, data, input } = at;
  const { hypothesis } = separatorOf(at);
  const [first] = found(at, { slope: 1, test: (each) => thrownForever(at, each) });
  if (first === undefined) throw new OutOfReach(NO_REGION);
  const { iterate, shown } = first;
  const { turn, height, kappa, gap, spread, epsilon } = shown;
  const loss = arithmetic.bounds(arithmetic.divide(exp(arithmetic, height), BigInt(data.n)));
  const [Q, small] = [arithmetic.bounds(spread).high, arithmetic.bounds(epsilon).low];
  return {
    hypotheses: [
      hypothesis,
      { name: 'a constant step size, any start', how: `eta = ${constantStep(at).eta}; the statement is about every constant step size` },
    ],
    step: iterate.k,
    slack: { low: -loss.high, high: -loss.low },
    argument: [
      reached(
        input.start,
        iterate,
        `with p_i = y_i w.x_i and M = -min p_i = ${arithmetic.bounds(height).low}, at x${nth(turn, 0) + 1}, all |p_i| <= Q M for Q = ${Q}, and the other exp(-p_i) sum to at most ${small} exp(M)`,
      ),
      `The step of x_m alone, h exp(M) y_m x_m, lowers the p_s of another sample s most: by at least ${arithmetic.bounds(kappa).low} h exp(M), and by ${arithmetic.bounds(gap).low} h exp(M) more than any other p_i. This is exact for m among ${samples(turn)}, which dominate in turn.`,
      'With the numbers enclosed, the same then holds of s with M at least doubled. It holds for ever, since all that it needs are inequalities a exp(M) >= b M + c, which a larger M keeps.',
      `So L(w_t) >= exp(M)/n tends to infinity, not to 0. The slack is minus exp(M)/n at this step.`,
    ],
  };
}
