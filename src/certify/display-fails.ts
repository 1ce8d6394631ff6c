/** Refutations of a display about SGD's expectations, which are enclosed. */

import { nth } from '../numerics/lists.js';
import { type Interval, isNegative } from './arithmetic/interval.js';
import type { Finding } from './certificate.js';
import type { Display, EnclosedRun } from './enclosure/display.js';
import type { Expectations, Expected } from './enclosure/expectations.js';
import { paperExponent } from './enclosure/exponent.js';
import { marginVector } from './enclosure/margin.js';
import { regionOf, shortReach, squaredReach } from './enclosure/region.js';
import { separatorOf, vector } from './enclosure/separator.js';
import { type Setting, settingOf } from './enclosure/setting.js';
import { mustHold, Undecided } from './undecided.js';

/** What is to be refuted, and from which expectations. */
export interface Refutation<Step extends Expected> {
  readonly display: Display<Step>;
  /** Where the expectations of a case come from, given |w_0|^2. */
  readonly expectationsOf: (at: Setting, startSquare: Interval) => Expectations<Step>;
  /** Whether the display speaks of runs in the separable region alone, and not of those in W_J; false by default. */
  readonly onlySeparable?: boolean;
  /** Whether the display speaks of data of any length, and not of B < sqrt 2 alone; false by default. */
  readonly anyReach?: boolean;
  /** On what the slack is, where it is not the right side less the left side. */
  readonly remark?: string;
}

/** Where a display fails. */
export interface Failure<Step extends Expected> extends Pick<Expectations, 'stays' | 'method' | 'separable' | 'given'> {
  readonly of: EnclosedRun<Step>;
  readonly t: number;
  /** Which of the display's values is below 0, by its place. */
  readonly place: number;
  readonly slack: Interval;
}

/** The first t looked at where a display fails; it throws Undecided where there is none. */
export function firstFailure<Step extends Expected>(
  at: Setting,
  { display, expectationsOf, onlySeparable = false, anyReach = false }: Refutation<Step>,
): Failure<Step> {
  const { input } = at;
  const { alpha } = paperExponent(at);
  const startSquare = squareOf(at, input.start);
  const { active } = regionOf(at);
  const reachSquare = (anyReach ? squaredReach : shortReach)(at, active);
  const { at: steps, picked, stays, given = [], method, ...rest } = expectationsOf(at, startSquare);
  const { separable } = rest;
  mustHold(separable || !onlySeparable, 'an iterate may lie outside the separable region');
  const of = { ...at, ...rest, acting: active, steps, margin: marginVector(at, active), startSquare, reachSquare, alpha };
  for (const t of picked) {
    const values = display(of, t);
    const place = values.findIndex(isNegative);
    if (place >= 0) return { of, t, place, slack: nth(values, place), stays, given, method, separable };
  }
  throw new Undecided('the display does not provably fail at any t');
}

/** A proof that a display fails at some t; it throws Undecided where it finds none. */
export function displayFails<Step extends Expected>(refutation: Refutation<Step>): (at: Setting) => Finding {
  const { anyReach = false, remark = '' } = refutation;
  return (at) => {
    const { arithmetic, input } = at;
    const { hypothesis } = separatorOf(at);
    const { alpha, exponent } = paperExponent(at);
    const { of, t, separable, slack: violated, stays, given = [], method } = firstFailure(at, refutation);
    const slack = arithmetic.bounds(violated);
    const gamma = arithmetic.bounds(of.margin.gamma);
    return {
      hypotheses: [
        hypothesis,
        exponent,
        ...(anyReach ? [] : [{ name: '|x_i|^2 < 2 for active i', how: `B^2 = ${arithmetic.bounds(of.reachSquare).high} at most` }]),
        { name: separable ? 'every iterate in the linearly separable region' : 'every iterate in W_J', how: stays },
        ...given,
      ],
      step: t,
      slack,
      argument: [
        `SGD from w_0 = ${vector(input.start)} with eta_k = (k+1)^(-${alpha}): ${method}.`,
        `The max-margin direction of the active samples is checked by its dual weights in integers; gamma lies between ${gamma.low} and ${gamma.high}.`,
        `At t = ${t} the right side of the display less its left side lies between ${slack.low} and ${slack.high}${remark}: the display fails.`,
      ],
    };
  };
}

function squareOf(at: Setting, w: readonly number[]): Interval {
  const { arithmetic } = settingOf({ ...at.input, start: w }, at.arithmetic.precision);
  const square = arithmetic.sum(w.map((entry) => arithmetic.square(arithmetic.double(entry))));
  return at.arithmetic.from(square, arithmetic.precision);
}
