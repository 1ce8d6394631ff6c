/** Runs of gradient descent on the ReLU model in which some positives stay the only active samples for ever, and their limit. */

import { nth, placesOf } from '../../numerics/lists.js';
import { atStart, contradiction } from '../argument.js';
import { isNegative, isNotPositive } from '../arithmetic/interval.js';
import type { CertifiedHypothesis, Finding } from '../certificate.js';
import { marginVector } from '../enclosure/margin.js';
import type { Position } from '../enclosure/path.js';
import type { Look } from '../enclosure/search.js';
import { samples } from '../enclosure/separator.js';
import type { Setting } from '../enclosure/setting.js';
import { rateOf } from '../enclosure/step-size.js';
import { mustHold } from '../undecided.js';
import { type Lasting, lasting } from './lasting.js';
import { oppositeValue } from './opposite.js';

/** Positives J that stay the only active samples for ever, and how. */
export interface Settled extends Lasting {
  readonly J: readonly number[];
}

/** Iterates at which positives are shown to stay the only active samples, for the case's step size and every smaller one. */
export function settledPositives(at: Setting): Look<Settled> {
  return { slope: 0, test: (iterate) => settledRelu(at, iterate) };
}

/** The ReLU model at an iterate: its active samples are positives that stay active, and no x_j.x_i > 0 wakes another. */
function settledRelu(at: Setting, { active, products }: Position): Settled | undefined {
  const { data } = at;
  const J = placesOf(active, (acts) => acts);
  const others = placesOf(active, (acts) => !acts);
  if (J.length === 0 || J.some((i) => data.y[i] !== 1)) return undefined;
  if (!others.every((j) => J.every((i) => isNotPositive(at.inner(i, j))))) return undefined;
  const kept = lasting(
    at,
    J,
    J.map((i) => nth(products, i)),
    rateOf(at),
  );
  return kept === undefined ? undefined : { ...kept, J };
}

/**
 * The hypothesis that the max-margin direction v/|v| of J lies in the region in which all other samples are inactive.
 *
 * @throws Undecided where v.x_j < 0 (or <= 0 where `strictly` is false) is not shown of all of them.
 */
export function directionInRegion(
  at: Setting,
  J: readonly number[],
  { name, strictly }: { readonly name: string; readonly strictly: boolean },
): CertifiedHypothesis {
  const others = marginVector(at, J).products.filter((_, i) => !J.includes(i));
  mustHold(others.every(strictly ? isNegative : isNotPositive), 'the max-margin direction is not shown to lie in the region');
  const sign = strictly ? '< 0' : '<= 0';
  return { name, how: `the max-margin direction v/|v| of ${samples(J)} by its dual weights, v.x_j ${sign} exactly for all others` };
}

/** The hypothesis that J stays active. */
export function staysActive(name: string, { J }: Settled): CertifiedHypothesis {
  return { name, how: `${samples(J)} and no other from the start on, see below` };
}

/** The limit is not the printed argmin, which is minus the max-margin direction of J. */
export function limitIsNotOpposite(at: Setting, { J, how }: Settled, hypotheses: readonly CertifiedHypothesis[]): Finding {
  const { arithmetic, data, input } = at;
  const target = oppositeValue(at, J);
  return {
    hypotheses,
    step: 0,
    slack: arithmetic.bounds(target),
    argument: [
      atStart(input.start, `w.x_i > 0 for ${samples(J)} alone`),
      `For every other x_j all x_j.x_i <= 0 exactly, so that w.x_j never rises: it stays inactive for ever.`,
      ...how,
      `L(w_t) tends to (n - |J|)/n = ${data.n - J.length}/${data.n}, as the theorem says, and |w_t| to infinity.`,
      ...contradiction(target, arithmetic),
    ],
  };
}
