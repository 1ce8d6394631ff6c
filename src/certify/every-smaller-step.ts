/** Certificates of statements about "any start and a small enough constant step", which every smaller step has to violate as well. */

import type { Case } from '../data/case.js';
import { nth } from '../numerics/lists.js';
import { point } from './arithmetic/interval.js';
import { type Finding, restartedFrom } from './certificate.js';
import { type Certifier, certifier } from './certifier.js';
import type { Descended } from './enclosure/descent.js';
import { found, type Look, NO_REGION } from './enclosure/search.js';
import { type Setting, settingOf } from './enclosure/setting.js';
import { OutOfReach, Undecided } from './undecided.js';

/** Iterates that are tried as starts of a run of their own. */
const MOST_RESTARTS = 4;
/** Bits after the binary point that are kept of the c_i of w_0 + sum c_i x_i in the starts that are tried: few first, for short numbers. */
const KEPT_BITS = [2, 6, 12, 24, 44] as const;

/**
 * A certifier of a statement about any start and small enough steps. Something is looked for that holds of the start, with the case's step size
 * and so with every smaller one; from that `prove` concludes.
 *
 * Where the run only comes to such a point, with steps of this size, nothing is proved of its own start: smaller steps may lead elsewhere. But
 * the statement is about any start. So the run that starts near the iterate is looked at in its place, and the certificate says so.
 */
export function everySmallerStepCertifier<Shown>(
  lookFor: (at: Setting) => Look<Shown>,
  prove: (at: Setting, shown: Shown) => Finding,
): Certifier {
  const proved = (at: Setting): Finding | undefined => {
    const shown = lookFor(at).test({ k: 0, products: at.products, active: at.signs.map((sign) => sign > 0) });
    return shown === undefined ? undefined : prove(at, shown);
  };
  return certifier((at) => {
    let tried = 0;
    for (const { iterate } of found(at, lookFor(at))) {
      // Where the run itself begins so, what is wrong with it is told.
      const finding = iterate.k === 0 ? proved(at) : restarted(at, iterate, proved);
      if (finding !== undefined) return finding;
      if (++tried === MOST_RESTARTS) break;
    }
    throw new OutOfReach(NO_REGION);
  });
}

/** What is proved of a run that starts near an iterate; undefined where nothing is. */
function restarted(at: Setting, iterate: Descended, proved: (at: Setting) => Finding | undefined): Finding | undefined {
  for (const bits of KEPT_BITS) {
    const start = nearby(at, iterate, bits);
    const input: Case = { ...at.input, start };
    const finding = provedIfDecided(() => proved(settingOf(input, at.arithmetic.precision)));
    if (finding === undefined) continue;
    const restart = { start, from: `near its iterate at step ${iterate.k}` };
    return restartedFrom(
      at.input.start,
      restart,
      'what is shown holds from a later step on, to which smaller steps need not come',
      finding,
    );
  }
  return undefined;
}

function provedIfDecided(prove: () => Finding | undefined): Finding | undefined {
  try {
    return prove();
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return undefined;
  }
}

/** Doubles near w_0 + sum c_i x_i, with that many bits of the c_i: these keep inner products of 0 with all x_i, where it is known exactly. */
function nearby({ arithmetic, input, rows }: Setting, { centres }: Descended, bits: number): number[] {
  const shift = BigInt(Math.max(0, arithmetic.precision - bits));
  const rounded = centres.map((centre) => point((centre >> shift) << shift));
  return input.start.map((entry, k) => {
    const moved = rounded.map((c, i) => arithmetic.scale(c, nth(nth(rows, i), k)));
    return arithmetic.nearest(arithmetic.add(arithmetic.double(entry), arithmetic.sum(moved)));
  });
}
