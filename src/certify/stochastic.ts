/** Refutations of proposition 1's displays and of lemmas F.1 and F.3, on enclosed expectations. */

import { greatest, type Interval } from './arithmetic/interval.js';
import type { Finding } from './certificate.js';
import type { Display } from './displays.js';
import { enumerate } from './enclosure/enumeration.js';
import { type Expectations, type Expected, pickedSteps } from './enclosure/expectations.js';
import { paperExponent } from './enclosure/exponent.js';
import { marginVector } from './enclosure/margin.js';
import { oneDirection } from './enclosure/one-direction.js';
import { isClosed, isOneVector, regionOf } from './enclosure/region.js';
import { separatorOf, vector } from './enclosure/separator.js';
import { type Setting, settingOf } from './enclosure/setting.js';
import { mustHold, Undecided } from './undecided.js';

/** Where the expectations of a case come from, given |w_0|^2. */
type Source<Step extends Expected> = (at: Setting, startSquare: Interval) => Expectations<Step>;

/** Expectations of a run that no draw leads out of its region: by two-sided laws where these know them, else by enumeration. */
export function closedRun(at: Setting, startSquare: Interval): Expectations {
  const region = regionOf(at);
  mustHold(isClosed(at, region), 'a draw may lead out of the region');
  if (isOneVector(at, region)) return oneDirection(at, startSquare);
  const enumerated = enumerate(at, startSquare);
  return { ...enumerated, picked: pickedSteps(enumerated.etas.length) };
}

/**
 * Certifies that a display fails at some t.
 *
 * @param remark - on what the margin is, where it is not the right side less the left side.
 */
export function refutes<Step extends Expected>(
  display: Display<Step>,
  onlySeparable: boolean,
  expectationsOf: Source<Step>,
  remark = '',
): (at: Setting) => Finding {
  return (at) => {
    const { arithmetic, gram, input } = at;
    const { hypothesis } = separatorOf(at);
    const { alpha, exponent } = paperExponent(at);
    const startSquare = squareOf(at, input.start);
    const { active } = regionOf(at);
    const reachSquare = { low: greatest(active.map((i) => gram[i]![i]!.low)), high: greatest(active.map((i) => gram[i]![i]!.high)) };
    mustHold(reachSquare.high < arithmetic.integer(2n).low, 'B^2 is not below 2');
    const { at: found, picked, stays, method, ...rest } = expectationsOf(at, startSquare);
    mustHold(rest.separable || !onlySeparable, 'an iterate may lie outside the separable region');
    const of = {
      ...at,
      ...rest,
      acting: active,
      steps: found,
      margin: marginVector(at, active),
      startSquare,
      reachSquare,
      alpha,
    };
    for (const t of picked) {
      const slack = display(of, t).find(({ high }) => high < 0n);
      if (slack === undefined) continue;
      const margin = arithmetic.bounds(slack);
      const gamma = arithmetic.bounds(of.margin.gamma);
      return {
        hypotheses: [
          hypothesis,
          exponent,
          { name: '|x_i|^2 < 2 for active i', how: `B^2 = ${arithmetic.bounds(reachSquare).high} at most` },
          {
            name: rest.separable ? 'every iterate in the linearly separable region' : 'every iterate in W_J',
            how: stays,
          },
        ],
        step: t,
        slack: margin,
        argument: [
          `SGD from w_0 = ${vector(input.start)} with eta_k = (k+1)^(-${alpha}): ${method}.`,
          `The max-margin direction of the active samples is checked by its dual weights in integers; gamma lies between ${gamma.low} and ${gamma.high}.`,
          `At t = ${t} the right side of the display less its left side lies between ${margin.low} and ${margin.high}${remark}: the display fails.`,
        ],
      };
    }
    throw new Undecided('the display does not provably fail at any t');
  };
}

const squareOf = (at: Setting, w: readonly number[]): Interval => {
  const { arithmetic } = settingOf({ ...at.input, start: w }, at.arithmetic.precision);
  return at.arithmetic.from(
    w.reduce((sum, entry) => arithmetic.add(sum, arithmetic.square(arithmetic.double(entry))), arithmetic.zero),
    arithmetic.precision,
  );
};
