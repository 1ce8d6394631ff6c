/** Refutations of proposition 1's displays and of lemmas F.1 and F.3, on enclosed expectations over all index sequences. */
import type { Finding } from './certificate.js';
import { type Display, eq9 } from './displays.js';
import { enumerate } from './enumeration.js';
import { greatest, type Interval } from './interval.js';
import { marginVector } from './margin.js';
import { samples, separatorOf, vector } from './separator.js';
import { type Setting, settingOf } from './setting.js';
import { mustHold, Undecided } from './undecided.js';

/** Certifies that a display fails at some t. */
export function refutes(display: Display, onlySeparable: boolean): (at: Setting) => Finding {
  return (at) => {
    const { arithmetic, data, gram, input } = at;
    const { hypothesis } = separatorOf(at);
    const { steps } = input;
    mustHold(steps.kind === 'power' && steps.alpha > 0.5 && steps.alpha < 1, 'alpha is not between 1/2 and 1');
    const startSquare = squareOf(at, input.start);
    const { active, at: found, ...rest } = enumerate(at, startSquare);
    mustHold(rest.separable || !onlySeparable, 'an iterate may lie outside the separable region');
    const reachSquare = { low: greatest(active.map((i) => gram[i]![i]!.low)), high: greatest(active.map((i) => gram[i]![i]!.high)) };
    mustHold(reachSquare.high < arithmetic.integer(2n).low, 'B^2 is not below 2');
    const of = {
      ...at,
      ...rest,
      acting: active,
      steps: found,
      margin: marginVector(at, active),
      startSquare,
      reachSquare,
      alpha: steps.alpha,
    };
    for (let t = 1; t <= steps.count; t++) {
      const slack = display(of, t).find(({ high }) => high < 0n);
      if (slack === undefined) continue;
      const margin = arithmetic.bounds(slack);
      const gamma = arithmetic.bounds(of.margin.gamma);
      return {
        hypotheses: [
          hypothesis,
          { name: '0.5 < alpha < 1', how: `alpha = ${steps.alpha}` },
          { name: '|x_i|^2 < 2 for active i', how: `B^2 = ${arithmetic.bounds(reachSquare).high} at most` },
          {
            name: rest.separable ? 'every iterate in the linearly separable region' : 'every iterate in W_J',
            how: `w.x_i > 0 for ${samples(active)} alone, at each iterate of each of the ${data.n}^${steps.count} index sequences`,
          },
        ],
        step: t,
        margin,
        argument: [
          `SGD from w_0 = ${vector(input.start)} with eta_k = (k+1)^(-${steps.alpha}): every index sequence is followed, those with equal moves together, and each expectation is enclosed.`,
          `The max-margin direction of the active samples is checked by its dual weights in integers; gamma lies between ${gamma.low} and ${gamma.high}.`,
          `At t = ${t} the right side of the display less its left side lies between ${margin.low} and ${margin.high}${display === eq9 ? ' (minus the size of the difference, as it is an equality)' : ''}: the display fails.`,
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
